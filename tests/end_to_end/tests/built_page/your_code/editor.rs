//! The panel: the editor, its examples, and the line of an error.

use super::links::link_with;
use end_to_end::{origin::Origin, page::Page};
use fantoccini::key::Key;
use serde_json::json;

const EDITOR: &str = "textarea[name=code]";
const VALUE: &str = "document.querySelector('textarea[name=code]')?.value";

async fn value(page: &Page) -> String {
    page.script_text(&format!("return {VALUE};"), json!([]))
        .await
}

/// Types each of these characters.
async fn type_keys(page: &Page, text: &str) {
    let typed = text
        .chars()
        .flat_map(|key| [("keyDown", key), ("keyUp", key)]);
    page.browser().keys(&typed.collect::<Vec<_>>()).await;
}

/// Selects all of a field with the focus.
async fn select_all(page: &Page) {
    let control = Key::Control.into();
    let all = [
        ("keyDown", control),
        ("keyDown", 'a'),
        ("keyUp", 'a'),
        ("keyUp", control),
    ];
    page.browser().keys(&all).await;
}

#[tokio::test]
async fn the_keyboard_alone_writes_code_and_runs_it_and_the_next_visit_has_it() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=6&latency=20&strategies=windowed").await;
    page.tab_to("[data-testid=own-code]").await;
    page.press_key(Key::Enter.into()).await;
    page.eventually("an example", VALUE).await;
    page.tab_to(EDITOR).await;
    select_all(&page).await;
    type_keys(&page, "async function f(urls) {").await;
    page.press_key(Key::Enter.into()).await;
    page.press_key(Key::Tab.into()).await;
    type_keys(&page, "await fetch(urls[0]);").await;
    page.press_key(Key::Enter.into()).await;
    type_keys(&page, "}").await;
    let written = "async function f(urls) {\n  await fetch(urls[0]);\n}";
    assert_eq!(value(&page).await, written);
    // The words that are seen are those of a drawing behind the field.
    let drawn = "return document.querySelector('.sheet code').textContent;";
    page.wait_for_frames().await;
    assert_eq!(page.script(drawn, json!([])).await, written);
    page.press_key(Key::Escape.into()).await;
    page.eventually(
        "the focus elsewhere",
        "!document.activeElement.matches('textarea')",
    )
    .await;
    page.press_key(Key::Tab.into()).await;
    assert_eq!(value(&page).await, written);
    // Without a word to the program, as when a browser is closed.
    page.visit(&format!(
        "{}?requests=7&latency=20&strategies=windowed",
        origin.url()
    ))
    .await;
    assert_eq!(
        page.script(&format!("return {VALUE} ?? null;"), json!([]))
            .await,
        json!(null)
    );
    page.tab_to("[data-testid=own-code]").await;
    page.press_key(Key::Enter.into()).await;
    let body = format!("await until('the code', () => {VALUE} === args);");
    page.script(&body, json!(written)).await;
    page.tab_to(EDITOR).await;
    let control = Key::Control.into();
    let enter = Key::Enter.into();
    page.browser()
        .keys(&[
            ("keyDown", control),
            ("keyDown", enter),
            ("keyUp", enter),
            ("keyUp", control),
        ])
        .await;
    page.wait_for_state("finished").await;
    let outcomes = page.cell("yours", "outcomes").await;
    assert!(outcomes.starts_with("1 ok"), "{outcomes}");
    page.choose("yours").await;
    let said = page.text("diagnosis").await;
    assert!(said.starts_with("Never sent 6."), "{said}");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_example_is_loaded_with_the_settings_under_which_it_shows_what_it_is_there_for() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=9").await;
    page.click("[data-testid=own-code]").await;
    page.eventually(
        "the first example",
        &format!("{VALUE}?.includes('in chunks')"),
    )
    .await;
    for (name, part) in [
        ("semaphore", "class Semaphore"),
        ("promise-all-loses-all", "Promise.all throws away"),
    ] {
        let select = page.find("select[name=example]").await;
        select
            .select_by_value(name)
            .await
            .expect("an example to choose");
        page.eventually(name, &format!("{VALUE}.includes('{part}')"))
            .await;
    }
    page.wait_for_query_with("failures=10").await;
    assert!(page.address().await.contains("requests=9"));
    assert_eq!(page.state().await, "idle");
    assert_eq!(origin.hits("/sandbox"), Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_error_is_shown_with_its_line_which_is_marked_until_the_code_is_another() {
    let origin = Origin::start().await;
    let page = Page::open(
        &origin,
        &link_with("async function f(urls) {\n  await fetch(urls[0]);\n  const a = ;\n}"),
    )
    .await;
    page.eventually("the code", VALUE).await;
    page.press_run().await;
    page.wait_for_notice("line 3").await;
    page.wait_for_state("finished").await;
    let mark = "const mark = document.querySelector('.own-code .mark i');
        const line = document.querySelector('.gutter').textContent.split('\\n')[2];
        return [mark !== null, line, text(document.querySelector('.own-code [role=status]'))];";
    let marked = page.script(mark, json!([])).await;
    assert_eq!(
        (&marked[0], &marked[1]),
        (&json!(true), &json!("× 3")),
        "{marked}"
    );
    let words = marked[2].as_str().expect("words");
    assert!(
        words.contains("line 3") && words.contains("SyntaxError"),
        "{words}"
    );
    // The mark covers the third line of the field.
    let lies = "const mark = document.querySelector('.own-code .mark i').getBoundingClientRect();
        const field = document.querySelector('textarea[name=code]');
        const height = parseFloat(getComputedStyle(field).lineHeight);
        const top = field.getBoundingClientRect().top + parseFloat(getComputedStyle(field).paddingTop);
        return Math.abs((mark.top + mark.bottom) / 2 - (top + 2.5 * height));";
    let off = page.script_number(lies, json!([])).await;
    assert!(off < 3.0, "{off} px beside the line");
    page.click(EDITOR).await;
    type_keys(&page, "1").await;
    page.eventually("no mark", "!document.querySelector('.own-code .mark')")
        .await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
