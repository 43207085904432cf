//! Links with code: they show it, and never run it.

use end_to_end::{origin::Origin, page::Page};
use inflight::settings::Settings;
use serde_json::json;

const CODE: &str = "// „ü“ 😀 + / = &\nasync function fetchAll(urls) {\n  for (const url of urls) await fetch(url);\n}";

/// What follows the page's address in a link with code.
pub(super) fn link_with(code: &str) -> String {
    let (settings, _) = Settings::from_query("requests=6&latency=20&strategies=windowed");
    let settings = settings.with_code(code).expect("code that is not too long");
    settings.to_link()
}

#[tokio::test]
async fn a_link_shows_code_and_only_run_runs_it() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, &link_with(CODE)).await;
    assert_shown_and_not_run(&origin, &page).await;
    page.browser()
        .client()
        .refresh()
        .await
        .expect("a page to reload");
    page.wait_until_ready().await;
    assert_shown_and_not_run(&origin, &page).await;
    let address = page.address().await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    assert_eq!(origin.hits("/sandbox.html").len(), 1);
    assert_eq!(page.cell("yours", "outcomes").await, "6 ok");
    page.choose("yours").await;
    let said = page.text("diagnosis").await;
    assert!(said.starts_with("Never more than 1 in flight"), "{said}");
    assert_eq!(page.address().await, address, "a run changes no link");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

async fn assert_shown_and_not_run(origin: &Origin, page: &Page) {
    let body = "await until('the code', () => document.querySelector('textarea[name=code]')?.value === args);";
    page.script(body, json!(CODE)).await;
    page.wait_for_frames().await;
    assert_eq!(page.state().await, "idle");
    let totals = "return [...document.querySelectorAll('tbody [data-testid=total]')].map(text);";
    assert_eq!(page.script(totals, json!([])).await, json!(["–", "–"]));
    assert_eq!(origin.hits("/sandbox"), Vec::<String>::new());
    assert_eq!(page.text("notice").await, "");
}

#[tokio::test]
async fn another_link_with_code_in_the_same_page_shows_that_code() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=6").await;
    for code in ["(urls) => fetch(urls[0])", "(urls) => fetch(urls[1])"] {
        let link = link_with(code);
        let (_, fragment) = link.split_once('#').expect("a fragment");
        page.script("location.hash = args;", json!(fragment)).await;
        let body = "await until('the code', () => document.querySelector('textarea[name=code]')?.value === args);";
        page.script(body, json!(code)).await;
        page.wait_until_ready().await;
        assert_eq!(page.state().await, "idle");
    }
    // WebKit's driver passes over steps that no click has made.
    page.script("history.back();", json!([])).await;
    page.eventually(
        "the code before",
        "document.querySelector('textarea[name=code]')?.value === '(urls) => fetch(urls[0])'",
    )
    .await;
    assert_eq!(origin.hits("/sandbox"), Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_link_with_unreadable_code_is_refused_in_words_and_so_is_code_in_the_query() {
    const UNREADABLE: [&str; 5] = ["%25%25%25", "a", "_w", "YQ==", "a+b/"];
    let origin = Origin::start().await;
    for code in UNREADABLE {
        let page = Page::open(&origin, &format!("?requests=6#code={code}")).await;
        page.wait_for_notice("code must be base64url of its UTF-8 in a link")
            .await;
        assert_eq!(page.state().await, "idle");
        assert_eq!(page.browser().console().await, Vec::<String>::new());
    }
    let long = Settings::default()
        .with_code(&"x".repeat(20_000))
        .expect("the longest");
    let page = Page::open(&origin, &(long.to_link() + "eHh4")).await;
    page.wait_for_notice("code must be").await;
    page.visit(&format!(
        "{}?requests=7&code=(urls)=>fetch(urls[0])",
        origin.url()
    ))
    .await;
    page.wait_for_notice("code must be in the fragment of a link (#code=…)")
        .await;
    assert_eq!(page.setting("requests").await, "7");
    assert_eq!(origin.hits("/sandbox"), Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
