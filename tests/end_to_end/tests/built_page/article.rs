//! The article and the figures in its text.

use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page};
use fantoccini::Locator;
use serde_json::json;

/// Functions for the figures in the text and their parts.
const FIGURES: &str = r#"
    const places = [...document.querySelectorAll("article [data-figure]")];
    const part = (place, id) => place.querySelector(`[data-testid="${id}"]`);
    const scroll_to = async (place) => {
        place.scrollIntoView({ block: "center" });
        await eventually("a figure", () => part(place, "run"));
    };
    const is = (place, state) => part(place, "status")?.dataset.state === state;
"#;

async fn in_text(page: &Page, body: &str) -> serde_json::Value {
    page.script(&format!("{FIGURES}\n{body}"), json!([])).await
}

#[tokio::test]
async fn without_script_the_article_can_be_read() {
    let origin = Origin::start().await;
    let browser = Browser::start_without_script(MachineLock::shared().await).await;
    browser.go(&origin.url()).await;
    let article = browser.client().find(Locator::Css("article")).await;
    let text = article.expect("an article").text().await.expect("its text");
    for words in [
        "How long with mine?",
        "what depends must wait",
        "A Rust future is lazy.",
        "asynchronous_ordered_batched",
        "three requests that start together",
        "If you …",
        // Lines of the listings: of the trap, and of the strategies.
        "let jobs: Vec<_> = urls.iter().map(get).collect();",
        "for_each_concurrent(concurrency.get(), fill)",
    ] {
        assert!(text.contains(words), "it does not say “{words}”");
    }
    assert!(text.split_whitespace().count() > 1_500);
    let figures = text.matches("It needs JavaScript and WebAssembly.").count();
    assert_eq!(figures, 10, "each figure says what is missing");
    let places = Locator::Css("article [data-figure]");
    for place in browser.client().find_all(places).await.expect("places") {
        let (_, _, _, height) = place.rectangle().await.expect("its rectangle");
        assert!(
            height < 100.0,
            "{height} px for a figure that will not come"
        );
    }
    let run = Locator::Css(r#"[data-testid="run"]"#);
    let run = browser.client().find(run).await.expect("the button");
    assert!(
        !run.is_displayed().await.expect("its style"),
        "no button that does nothing"
    );
}

#[tokio::test]
async fn a_figure_in_the_text_begins_when_the_reader_comes_near() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let begun = "return places.map((place) => part(place, 'run') !== null);";
    let begun = |figures| in_text(figures, begun);
    let none = begun(&page).await;
    assert!(
        none.as_array()
            .is_some_and(|all| (6..=10).contains(&all.len()))
    );
    assert!(!none.as_array().into_iter().flatten().any(|one| one == true));
    in_text(&page, "await scroll_to(places[0]);").await;
    let one = begun(&page).await;
    assert_eq!((&one[0], &one[6]), (&json!(true), &json!(false)));
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn every_figure_runs_by_its_own_button_and_only_then() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = r#"
        for (const place of places) {
            const name = place.dataset.figure;
            await scroll_to(place);
            if (!is(place, "idle")) throw new Error(`${name} does not wait to be run`);
            part(place, "run").click();
            await until(`a run of ${name}`, () => is(place, "running"));
            await until(`the end of ${name}`, () => is(place, "finished"));
            const rows = [...place.querySelectorAll("tbody [data-testid=total]")];
            if (!rows.length || !rows.every((row) => /\d/.test(row.textContent))) throw new Error(name);
            if (!text(part(place, "verdict"))) throw new Error(`${name} has no verdict`);
        }
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        return {
            headings: document.querySelectorAll("h1").length,
            own: state(), address: location.search,
            twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        };"#;
    let after = in_text(&page, body).await;
    let untouched = json!({ "headings": 1, "own": "idle", "address": "", "twice": [] });
    assert_eq!(after, untouched);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_figure_that_begins_moves_nothing() {
    let origin = Origin::start().await;
    for phone in [false, true] {
        let browser = Browser::start(MachineLock::shared().await).await;
        if phone {
            browser.resize_to_phone().await;
        }
        let page = Page::open_in(browser, &origin.url()).await;
        let body = r#"
            const moved = [];
            for (const place of places) {
                const before = place.offsetHeight;
                await scroll_to(place);
                const begun = place.offsetHeight;
                part(place, "run").click();
                await until("an end", () => is(place, "finished"));
                const after = place.offsetHeight;
                if (begun !== before || after !== before) moved.push([place.dataset.figure, before, begun, after]);
            }
            return moved;"#;
        let moved = in_text(&page, body).await;
        assert_eq!(
            moved,
            json!([]),
            "figure, before, begun, after a run; phone: {phone}"
        );
        assert!(
            !page.scrolls_sideways().await,
            "nothing scrolls sideways; phone: {phone}"
        );
    }
}

#[tokio::test]
async fn while_one_figure_runs_another_does_not_and_says_why() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=4&latency=2000&strategies=sequential").await;
    let body = r#"
        find("run").click();
        await until("a run", () => state() === "running");
        const place = places[0];
        await scroll_to(place);
        part(place, "run").click();
        await until("a refusal", () => text(part(place, "notice")));
        const refused = [text(part(place, "notice")), is(place, "idle"), state()];
        find("cancel").click();
        await until("an end", () => state() === "cancelled");
        part(place, "run").click();
        await until("a run after it", () => is(place, "running"));
        const busy = await window.inflight.run({ requests: 1 }).then(() => "", (error) => error.message);
        await until("its end", () => is(place, "finished"));
        return [...refused, busy, text(part(place, "notice"))];"#;
    let said = in_text(&page, body).await;
    assert!(
        said[0]
            .as_str()
            .is_some_and(|why| why.contains("one at a time")),
        "{said}"
    );
    assert_eq!((&said[1], &said[2]), (&json!(true), &json!("running")));
    assert!(
        said[3]
            .as_str()
            .is_some_and(|why| why.contains("one at a time")),
        "{said}"
    );
    assert_eq!(said[4], "", "the refusal goes with the next run");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn ten_times_slower_replays_the_run_in_ten_times_its_time_and_sends_nothing() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = r#"
        const place = places.find((place) => place.dataset.figure.includes("requests=9"));
        await scroll_to(place);
        part(place, "run").click();
        await until("a run", () => is(place, "running"));
        await until("its end", () => is(place, "finished"));
        const total = parseFloat(text(part(place, "total")).replace(/\s/g, ""));
        const sent = () => performance.getEntriesByType("resource").length;
        const before = sent();
        const slower = part(place, "slower");
        const began = performance.now();
        slower.click();
        await until("a replay", () => slower.ariaPressed === "true");
        await until("its end", () => slower.ariaPressed === "false");
        return [(performance.now() - began) / total, sent() - before, text(part(place, "total"))];"#;
    let seen = in_text(&page, body).await;
    let times = seen[0].as_f64().expect("a ratio");
    assert!((10.0..=20.0).contains(&times), "{times} times as long");
    assert_eq!(seen[1], 0);
}
