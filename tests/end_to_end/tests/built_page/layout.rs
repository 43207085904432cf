//! Layout: the parts of the page, also on a phone.

use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page};
use serde_json::json;

/// The test ids that exist once from the start; during a run, `cancel` takes the place of `run`.
const ONCE: [&str; 18] = [
    "run",
    "comparison",
    "responses",
    "code",
    "verdict",
    "status",
    "settings",
    "notice",
    "row-sequential",
    "row-joined",
    "row-ordered",
    "row-batched",
    "row-windowed",
    "waterfall-sequential",
    "waterfall-joined",
    "waterfall-ordered",
    "waterfall-batched",
    "waterfall-windowed",
];

/// Declarations that only some browsers understand, and that the others do well without: the size of text on a telephone
/// that lies on its side, where a page breaks in print, and colours where the system forces its own.
const DISPENSABLE: [&str; 4] = [
    "-webkit-text-size-adjust",
    "orphans",
    "widows",
    "forced-color-adjust",
];

/// A browser drops a declaration that it does not understand, in silence.
#[tokio::test]
async fn the_browser_understands_every_declaration_of_the_style_sheet() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = r"
        const sheet = await (await fetch(document.querySelector('[rel=stylesheet]').href)).text();
        const found = sheet.replace(/\/\*[^]*?\*\//g, '').matchAll(/([\w-]+)\s*:\s*([^;{}]+)[;}]/g);
        const declarations = [...found].map(([, name, value]) => [name, value.replace('!important', '').trim()]);
        const dropped = declarations.filter(([name, value]) =>
            !name.startsWith('--') && !args.includes(name) && !CSS.supports(name, value));
        return [declarations.length > 500, dropped.map((pair) => pair.join(': '))];";
    assert_eq!(
        page.script(body, json!(DISPENSABLE)).await,
        json!([true, []])
    );
}

/// `WebKit` rounds line heights down, so with fractions the heights that are reserved for figures would be wrong there.
#[tokio::test]
async fn line_heights_in_a_figure_are_whole_pixels() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = "
        const all = [...document.querySelectorAll('.figure, .figure *:not(svg *)')].map((element) =>
            [element.tagName, element.className, getComputedStyle(element).lineHeight]);
        return [all.length > 100, all.filter(([, , height]) => parseFloat(height) % 1 > 0)];";
    assert_eq!(page.script(body, json!([])).await, json!([true, []]));
}

#[tokio::test]
async fn settings_that_can_be_changed_are_underlined() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = "
        return [...document.querySelectorAll('.sentence .phrase button')].map((button) => {
            const { textDecorationLine, textDecorationStyle } = getComputedStyle(button);
            return [textDecorationLine, textDecorationStyle];
        });";
    let underlined = vec![json!(["underline", "dotted"]); 4];
    assert_eq!(page.script(body, json!([])).await, json!(underlined));
}

#[tokio::test]
async fn every_test_id_stands_once_from_the_start() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let count = "return args.map((css) => document.querySelectorAll(css).length);";
    let ids: Vec<String> = ONCE
        .iter()
        .map(|id| format!(r#"[data-testid="{id}"]"#))
        .collect();
    assert_eq!(
        page.script(count, json!(ids)).await,
        json!(vec![1; ONCE.len()]),
        "{ONCE:?}"
    );
    for id in ["total", "speedup", "outcomes"] {
        let cell = format!(r#"[data-testid="row-windowed"] [data-testid="{id}"]"#);
        assert_eq!(page.script(count, json!([cell])).await, json!([1]), "{id}");
    }
    let comparison = page
        .script("return find('comparison').tagName;", json!([]))
        .await;
    assert_eq!(comparison, "TABLE", "the comparison is a real table");
    let live = page
        .script(
            "return find('status').getAttribute('aria-live');",
            json!([]),
        )
        .await;
    assert!(
        live == "polite" || live == "assertive",
        "the status is announced"
    );
    assert_eq!(page.text("notice").await, "");
}

#[tokio::test]
async fn on_a_phone_nothing_scrolls_sideways_before_during_and_after_a_run() {
    let origin = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.resize_to_phone().await;
    let page = Page::open_in(browser, &origin.url()).await;
    assert_fits(&page, "before").await;
    page.press_run().await;
    let counting = r#"const cells = document.querySelectorAll('[data-testid="total"]');
        await until("a time", () => [...cells].some((cell) => /[1-9]/.test(text(cell))));"#;
    page.script(counting, json!([])).await;
    assert_fits(&page, "during").await;
    page.wait_for_state("finished").await;
    assert_fits(&page, "after").await;
    page.browser().screenshot("phone").await;
}

async fn assert_fits(page: &Page, when: &str) {
    let widths =
        "return [innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth];";
    let widths = page.script(widths, json!([])).await;
    let widths: Vec<u64> = serde_json::from_value(widths).expect("widths");
    assert!(
        widths.iter().all(|width| *width <= 390),
        "{when} a run the page is wider than its window: {widths:?}"
    );
}

#[tokio::test]
async fn the_figure_stands_above_the_fold() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let bottom = "return find(args).getBoundingClientRect().bottom <= 800;";
    for id in ["run", "comparison"] {
        assert_eq!(
            page.script(bottom, json!(id)).await,
            true,
            "{id} is below the fold"
        );
    }
}
