//! The keyboard does everything that the mouse does.

use end_to_end::{
    origin::Origin,
    page::{Page, input::header_button},
};
use fantoccini::key::Key;
use serde_json::json;

#[tokio::test]
async fn the_keyboard_alone_runs_and_cancels() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=200").await;
    page.tab_to(r#"[data-testid="run"]"#).await;
    page.press_key(Key::Enter.into()).await;
    page.wait_for_state("running").await;
    page.tab_to(r#"[data-testid="cancel"]"#).await;
    page.press_key(Key::Enter.into()).await;
    page.wait_for_state("cancelled").await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_keyboard_alone_chooses_a_strategy() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    // In the order of the page, because after the last element Tab may lead to buttons of the browser.
    for strategy in ["batched", "windowed"] {
        page.tab_to(&header_button(strategy)).await;
        page.press_key(Key::Enter.into()).await;
        page.wait_for_code_of(strategy).await;
    }
}

#[tokio::test]
async fn the_keyboard_alone_changes_a_setting_in_the_form_and_closes_it() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    page.tab_to(".change").await;
    page.press_key(Key::Enter.into()).await;
    page.tab_to(r#"[data-testid="settings"] [name="requests"]"#)
        .await;
    page.press_key(Key::Up.into()).await;
    page.wait_for_setting("requests", "25").await;
    page.press_key(Key::Escape.into()).await;
    let closed = "await until('the form closed', () => find('settings').hidden);
        await until('the focus on Change', () => document.activeElement.matches('.change'));";
    page.script(closed, json!([])).await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
