//! The button Run before the program is there: a press is remembered, until it is taken back.

use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{Origin, site::Site},
    page::Page,
};
use serde_json::{Value, json};

/// Script in each document: the program waits until the test lets it in.
const HELD: &str = r"
    const begin = WebAssembly.instantiateStreaming;
    const letIn = new Promise((letIn) => globalThis.letIn = letIn);
    WebAssembly.instantiateStreaming = async (...given) => (await letIn, begin(...given));";

/// The page before its program is there.
async fn opened(origin: &Origin, file: &str) -> Page {
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.before_each_page(HELD).await;
    browser.go(&(origin.url() + file)).await;
    Page::at(browser)
}

async fn let_in(page: &Page) {
    page.script("letIn();", json!([])).await;
    page.wait_until_program().await;
}

/// What the button says, and the words beside it.
async fn button(page: &Page) -> Value {
    let body = "const button = document.querySelector('.run');
        return [text(button), text(button.nextElementSibling)];";
    page.script(body, json!([])).await
}

#[tokio::test]
async fn a_press_before_the_program_is_there_runs_as_soon_as_it_is() {
    let origin = Origin::start().await;
    for file in ["?requests=5&latency=10", "embed.html?requests=5&latency=10"] {
        let page = opened(&origin, file).await;
        assert_eq!(button(&page).await, json!(["Run", ""]), "{file}");
        page.press_run().await;
        let pressed = json!(["Cancel", "Starts when it has loaded."]);
        assert_eq!(button(&page).await, pressed, "{file}");
        let_in(&page).await;
        page.wait_for_state("finished").await;
        assert!(page.cell("joined", "outcomes").await.contains("5 ok"));
        assert_eq!(page.browser().console().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_second_press_and_the_escape_key_take_it_back() {
    let origin = Origin::start().await;
    let escape = '\u{e00c}';
    for by_key in [false, true] {
        let page = opened(&origin, "?requests=5").await;
        page.press_run().await;
        if by_key {
            page.browser()
                .keys(&[("keyDown", escape), ("keyUp", escape)])
                .await;
        } else {
            page.cancel().await;
        }
        assert_eq!(button(&page).await, json!(["Run", ""]), "by key: {by_key}");
        let_in(&page).await;
        page.wait_for_frames().await;
        assert_eq!(page.state().await, "idle", "by key: {by_key}");
        page.press_run().await;
        page.wait_for_state("finished").await;
    }
}

#[tokio::test]
async fn a_double_click_is_one_press() {
    let origin = Origin::start().await;
    let page = opened(&origin, "?requests=5&latency=10").await;
    page.click_run(2).await;
    assert_eq!(button(&page).await[0], "Cancel");
    let_in(&page).await;
    page.wait_for_state("finished").await;
}

#[tokio::test]
async fn the_button_keeps_its_place_and_the_focus_when_the_program_comes() {
    let origin = Origin::start().await;
    for file in ["", "embed.html"] {
        let page = opened(&origin, file).await;
        let place = "const button = document.querySelector('.run');
            const { x, y, width, height } = button.getBoundingClientRect();
            return [x, y, width, height, document.activeElement === button];";
        page.script("document.querySelector('.run').focus();", json!([]))
            .await;
        let before = page.script(place, json!([])).await;
        assert_eq!(before[4], true, "{file}");
        let_in(&page).await;
        page.eventually("the focus", "document.activeElement.matches('.run')")
            .await;
        assert_eq!(page.script(place, json!([])).await, before, "{file}");
    }
}

#[tokio::test]
async fn where_the_program_cannot_start_no_button_stays_that_does_nothing() {
    let missing = Site {
        missing: Some(".wasm"),
        ..Site::default()
    };
    for (file, site) in [("", missing), ("embed.html", missing)] {
        let origin = Origin::serving(site).await;
        let browser = Browser::start(MachineLock::shared().await).await;
        browser.go(&(origin.url() + file)).await;
        let page = Page::at(browser);
        let words = "[...document.querySelectorAll('.not-running')].some((one) => one.checkVisibility({ visibilityProperty: true }))";
        page.eventually("the words about it", words).await;
        let visible = "return visible('run').length;";
        assert_eq!(page.script(visible, json!([])).await, 0, "{file}");
        page.browser().console_unchecked().await; // the missing file
    }
}
