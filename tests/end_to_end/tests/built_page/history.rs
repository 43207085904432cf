//! History: the browser keeps ten earlier runs, compares one with the next run, and deletes them on request.

use end_to_end::{
    browser::{Browser, ability::Ability, engine::Engine},
    machine_lock::MachineLock,
    origin::{Origin, site::Site},
    page::Page,
};
use serde_json::{Value, json};

const QUERY: &str = "?requests=6&latency=20&strategies=sequential,windowed";
const NAMES: [(&str, &str); 2] = [("sequential", "Sequential"), ("windowed", "Windowed")];

#[tokio::test]
async fn a_run_is_there_after_a_reload_and_is_laid_beside_the_next_one() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    assert_eq!(page.visible_count("past").await, 0);
    let then = run(&page).await;
    page.visit(&(origin.url() + QUERY)).await;
    assert_eq!(summary(&page).await, "Earlier runs in this browser (1)");
    page.click(r#"[data-testid="past"] summary"#).await;
    let listed = listed(&page).await;
    assert!(listed[0].contains("6 requests"), "{listed:?}");
    page.click(r#"[data-testid="past"] li button"#).await;
    page.eventually("the earlier run", "find('past').querySelector('table')")
        .await;
    assert_eq!(
        head(&page).await,
        json!(["Strategy", "Then", "Now", "Now over then"])
    );
    for ((_, name), then) in NAMES.iter().zip(&then) {
        assert_eq!(beside(&page, name).await, json!([then, "–", "–"]));
    }
    let now = run(&page).await;
    for ((_, name), (then, now)) in NAMES.iter().zip(then.iter().zip(&now)) {
        let cells = beside(&page, name).await;
        assert_eq!(
            (&cells[0], &cells[1]),
            (&json!(then), &json!(now)),
            "{name}"
        );
        assert_ne!(cells[2], "–");
    }
    assert_eq!(summary(&page).await, "Earlier runs in this browser (2)");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn ten_runs_are_kept_the_latest_first_until_they_are_forgotten() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = "for (let requests = 1; requests <= 12; requests += 1)
        await window.inflight.run({ requests, latency: 0, strategies: 'joined' });";
    page.script(body, json!([])).await;
    for _ in 0..2 {
        assert_eq!(summary(&page).await, "Earlier runs in this browser (10)");
        page.click(r#"[data-testid="past"] summary"#).await;
        let listed = listed(&page).await;
        assert_eq!(listed.len(), 10);
        for (line, requests) in listed.iter().zip((3..=12).rev()) {
            assert!(
                line.contains(&format!(": {requests} requests")),
                "{listed:?}"
            );
        }
        page.visit(&origin.url()).await;
    }
    page.click(r#"[data-testid="past"] summary"#).await;
    page.press("Forget them").await;
    page.wait_until_gone("past").await;
    page.visit(&origin.url()).await;
    assert_eq!(page.visible_count("past").await, 0);
}

#[tokio::test]
async fn what_others_have_written_there_does_no_harm() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    run(&page).await;
    let body = "for (const key of Object.keys(localStorage))
        localStorage.setItem(key, `nonsense\n\u{0}=&&&\n${localStorage.getItem(key)}\nwhen=x&settings=`);";
    page.script(body, json!([])).await;
    page.visit(&(origin.url() + QUERY)).await;
    assert_eq!(summary(&page).await, "Earlier runs in this browser (1)");
    run(&page).await;
    assert_eq!(summary(&page).await, "Earlier runs in this browser (2)");
}

#[tokio::test]
async fn where_the_storage_is_full_the_page_works_and_what_was_there_stays() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    run(&page).await;
    let fill = "let piece = 'x'.repeat(1 << 20);
        for (let number = 0; piece; number += 1) {
            try { localStorage.setItem(`theirs ${number}`, piece); } catch { piece = piece.slice(0, piece.length / 2); }
        }
        try { localStorage.setItem('more', 'x'.repeat(100)); } catch (error) { return error.name; }";
    assert_eq!(page.script(fill, json!([])).await, "QuotaExceededError");
    for _ in 0..2 {
        run(&page).await;
        assert_ne!(page.text("verdict").await, "");
    }
    page.visit(&(origin.url() + QUERY)).await;
    let kept = summary(&page).await;
    assert!(kept.starts_with("Earlier runs in this browser"), "{kept}");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn where_merely_naming_the_storage_throws_the_page_works() {
    let origin = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.throw_on_access("window", "localStorage").await;
    let page = Page::open_in(browser, &(origin.url() + QUERY)).await;
    assert_works_without_memory(&page).await;
    page.visit(&(origin.url() + QUERY)).await;
    assert_eq!(page.visible_count("past").await, 0);
}

#[tokio::test]
async fn where_a_frame_has_no_storage_the_page_works() {
    if Engine::chosen().cannot(Ability::LoadWithoutOrigin) {
        return;
    }
    let site = Site {
        shared: true,
        ..Site::default()
    };
    let origin = Origin::serving(site).await;
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    let page = origin.url() + QUERY;
    browser
        .go(&blog.embedding(&page, Some("allow-scripts")))
        .await;
    assert_works_without_memory(&Page::in_frame(browser).await).await;
}

async fn assert_works_without_memory(page: &Page) {
    let access = "try { return String(localStorage); } catch (error) { return error.name; }";
    assert_eq!(page.script(access, json!([])).await, "SecurityError");
    for _ in 0..2 {
        run(page).await;
        assert_ne!(page.text("verdict").await, "");
    }
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

/// Runs, and returns the times in the table.
async fn run(page: &Page) -> Vec<String> {
    page.run_again().await;
    let mut times = Vec::new();
    for (strategy, _) in NAMES {
        times.push(page.cell(strategy, "total").await);
    }
    times
}

async fn summary(page: &Page) -> String {
    page.script_text(
        "return text(find('past').querySelector('summary'));",
        json!([]),
    )
    .await
}

/// The lines of the history.
async fn listed(page: &Page) -> Vec<String> {
    let body = "return [...find('past').querySelectorAll('li')].map(text);";
    let lines = page.script(body, json!([])).await;
    serde_json::from_value(lines).expect("a list of lines")
}

async fn head(page: &Page) -> Value {
    let body = "return [...find('past').querySelectorAll('thead th')].map(text);";
    page.script(body, json!([])).await
}

/// The cells of a strategy in the comparison with an earlier run.
async fn beside(page: &Page, name: &str) -> Value {
    let body = "const row = [...find('past').querySelectorAll('tbody tr')]
        .find((row) => text(row.querySelector('th')) === args);
        return [...row.querySelectorAll('td')].map(text);";
    page.script(body, json!(name)).await
}
