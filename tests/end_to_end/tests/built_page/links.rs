//! Links: the address always contains the settings, and a copied link opens with them.

use end_to_end::{
    origin::Origin,
    page::{Page, query},
};
use serde_json::{Value, json};

/// Replaces the clipboard. The argument is whether the new one accepts text.
const CLIPBOARD: &str =
    "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (written) => {
    if (!args) throw new DOMException('denied', 'NotAllowedError');
    window.copied = written;
} } });";

#[tokio::test]
async fn a_copied_link_opens_with_the_same_settings() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint("delay=20&name=%C3%BC&plus=+");
    let link = query(&[
        ("endpoint", &endpoint),
        ("requests", "7"),
        ("strategies", "joined,streamed"),
        ("spread", "0.25"),
        ("theme", "dark"),
    ]);
    let page = Page::open(&origin, &link).await;
    let settings = page.settings().await;
    let rows = rows(&page).await;
    page.script(CLIPBOARD, json!(true)).await;
    page.press("Copy link").await;
    page.eventually("what was copied", "window.copied").await;
    let copied = page.script_text("return window.copied;", json!([])).await;
    page.wait_for_text("The link is in the clipboard.").await;
    page.visit(&copied).await;
    assert_eq!(page.settings().await, settings);
    assert_eq!(self::rows(&page).await, rows);
    assert_eq!(
        page.address().await,
        copied,
        "the address is written in one way only"
    );
    assert_eq!(page.text("notice").await, "");
}

#[tokio::test]
async fn without_a_clipboard_the_page_says_where_the_link_is() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=5").await;
    page.script(CLIPBOARD, json!(false)).await;
    page.press("Copy link").await;
    page.wait_for_text("the link is in the address bar").await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_changed_setting_is_in_the_address_and_back_takes_it_back() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=4&strategies=joined,batched").await;
    let (first, before) = (page.address().await, rows(&page).await);
    page.press("Change").await;
    page.type_setting("requests", "5").await;
    page.wait_for_query_with("requests=5").await;
    let settings = page.settings().await;
    page.click(r#"[name="strategies"][value="streamed"]"#).await;
    page.wait_for_query_with("streamed").await;
    assert_eq!(
        rows(&page).await,
        json!(["row-joined", "row-batched", "row-streamed"])
    );
    page.back().await;
    page.wait_for_query_without("streamed").await;
    page.eventually(
        "its rows",
        "document.querySelectorAll('tbody [data-testid^=row-]').length === 2",
    )
    .await;
    assert_eq!(rows(&page).await, before);
    assert_eq!(page.settings().await, settings);
    page.back().await;
    page.wait_for_setting("requests", "4").await;
    assert_eq!(page.address().await, first);
    assert_eq!(rows(&page).await, before);
    page.forward().await;
    page.wait_for_setting("requests", "5").await;
    assert_eq!(page.settings().await, settings);
}

/// The rows of the table, in order.
async fn rows(page: &Page) -> Value {
    let body = "return [...find('comparison').querySelectorAll('tbody tr')].map((row) => row.dataset.testid);";
    page.script(body, json!([])).await
}
