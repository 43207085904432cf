//! Sweep: a run at every width, and the knee, from which more width gains little.

use end_to_end::{
    browser::engine::CONNECTIONS,
    origin::Origin,
    page::{Page, query},
};
use roxmltree::Document;
use serde_json::json;

const BUTTON: &str = r#"[data-testid="sweep"]"#;

#[tokio::test]
async fn a_server_that_bears_twelve_has_its_knee_below_twelve() {
    let origin = Origin::start().await;
    // With this seed, in virtual time, width 16 takes 1.7 times as long as width 8: a third of a second more.
    let query = "?requests=24&latency=100&capacity=12&seed=5";
    let page = Page::open_alone(&origin, query).await;
    assert_eq!(page.text("knee").await, "");
    let progress = r#"
        const said = [];
        const look = () => {
            const [, tried] = text(find("widths")).match(/(\d+) of 6 widths tried, about [\d.]+\s?m?s left/) ?? [];
            if (tried && said.at(-1) !== Number(tried)) said.push(Number(tried));
            return state() === "finished";
        };
        const over = until("the end of the sweep", look);
        find("sweep").click();
        await over;
        return said;"#;
    let said = page.script(progress, json!([])).await;
    let said: Vec<usize> = serde_json::from_value(said).expect("numbers of widths");
    assert!(said.is_sorted() && said.len() > 1, "{said:?}");
    let found = page.wait_for_finding().await;
    println!("{found}");
    let knee = found.split("knee of windowed is at ").nth(1);
    let knee = knee.and_then(|knee| knee.split_whitespace().next());
    let knee: usize = knee
        .and_then(|knee| knee.parse().ok())
        .unwrap_or_else(|| panic!("no knee of windowed: {found}"));
    assert!(knee < 12, "{found}");
    assert!(found.contains("Beyond 12 in flight the server"), "{found}");
    assert_drawn(&page).await;
    let picture = page.save("Save as SVG", "inflight-widths.svg").await;
    let picture = Document::parse(&picture).expect("well-formed XML");
    let words: Vec<&str> = picture
        .descendants()
        .filter_map(|node| node.text())
        .collect();
    assert!(words.join(" ").contains("24 requests"), "{words:?}");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_sweep_leaves_the_comparison_alone() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=3&latency=20").await;
    let run = "const sign = new Event(args[1]);
        find(args[0]).click();
        await until('it runs', () => state() === 'running');
        window.dispatchEvent(sign);
        await until('its end', () => state() === 'finished');";
    page.script(run, json!(["run", "offline"])).await;
    let (compared, report) = (page.results().await, page.save_report().await);
    page.script(run, json!(["sweep", "none"])).await;
    assert_eq!(page.results().await, compared);
    assert_eq!(page.save_report().await, report);
    assert!(page.text("health").await.contains("offline"));
}

#[tokio::test]
async fn cancelled_in_the_middle_it_leaves_what_was_measured_and_sends_no_more() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint("delay=20");
    let page = Page::open(
        &origin,
        &query(&[("endpoint", &endpoint), ("requests", "24")]),
    )
    .await;
    page.click(BUTTON).await;
    // Two strategies of one width, and some of the next.
    api.until("the second width", |record| record.hits.len() > 24 * 2 + 4)
        .await;
    page.click(BUTTON).await;
    page.wait_for_state("cancelled").await;
    let early = api.hits("/api/").len();
    let left = page.wait_for_finding().await;
    let begun = left
        .strip_prefix("Begun: ")
        .and_then(|left| left.strip_suffix(" of 6 widths."));
    let begun: usize = begun
        .and_then(|begun| begun.parse().ok())
        .unwrap_or_else(|| panic!("not what was begun: {left}"));
    assert!((2..6).contains(&begun), "{left}");
    assert_drawn(&page).await;
    // Requests that were still to come would arrive during a later run.
    page.run(
        json!({ "endpoint": api.endpoint("later=1"), "requests": 24, "strategies": "sequential" }),
    )
    .await;
    let hits = api.hits("/api/");
    let swept = hits.iter().filter(|hit| hit.contains("delay=20")).count();
    assert_eq!(
        swept.div_ceil(24 * 2),
        begun,
        "{swept} requests at {begun} widths"
    );
    // Requests that were on their way at the time may arrive later.
    assert!(
        swept <= early + CONNECTIONS,
        "{early} requests when it was cancelled, {swept} later"
    );
}

/// Waits for the picture, an SVG or an image.
async fn assert_drawn(page: &Page) {
    let body = "await until('a picture', () => find('widths').querySelector('svg, img')?.getBoundingClientRect().width > 0);";
    page.script(body, json!([])).await;
}
