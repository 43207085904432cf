//! On-demand program: it is loaded by the first task that needs it, never earlier.

use end_to_end::{
    origin::{Origin, site::Site},
    page::Page,
    report::json::list,
};
use serde_json::{Value, json};

/// Script that collects the text of each saved file in `window.saved`.
const KEEP_FILES: &str = "
    window.saved = [];
    const offer = URL.createObjectURL;
    URL.createObjectURL = (blob) => { saved.push(blob.text()); return offer.call(URL, blob); };";

/// Presses an export button and returns the text of the file.
async fn export(page: &Page, label: &str) -> String {
    let before = page.script("return saved.length;", json!([])).await;
    page.press(label).await;
    let body = "await eventually('a file', () => saved.length > args); return await saved.at(-1);";
    page.script_text(body, before).await
}

/// Opens a text as a report, like a file that the reader chose in the dialogue.
async fn open(page: &Page, text: &str) {
    let body = "
        const files = new DataTransfer();
        files.items.add(new File([args], 'report.json'));
        const field = document.querySelector('input[type=file]');
        field.files = files.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(body, json!(text)).await;
}

fn on_demand(origin: &Origin) -> Vec<String> {
    let mut hits = origin.hits("/");
    hits.retain(|hit| hit.contains("on_demand"));
    hits
}

#[tokio::test]
async fn the_second_program_is_loaded_by_the_first_export_that_needs_it_and_once() {
    let folder = Site {
        mount: "/a/b/c/",
        ..Site::default()
    };
    let origin = Origin::serving(folder).await;
    let page = Page::open(&origin, "?requests=4&latency=5").await;
    page.script(KEEP_FILES, json!([])).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let report = export(&page, "JSON").await;
    assert_eq!(on_demand(&origin), Vec::<String>::new());
    let csv = export(&page, "CSV").await;
    assert_eq!(csv.lines().count(), 1 + 5 * 4, "{csv}");
    let har = export(&page, "HAR").await;
    assert_eq!(har.matches("\"pageref\"").count(), 5 * 4, "{har}");
    let markdown = export(&page, "Markdown").await;
    assert!(markdown.contains("| Windowed |"), "{markdown}");
    assert!(export(&page, "SVG").await.starts_with("<svg "));
    assert_eq!(on_demand(&origin).len(), 2, "{:?}", on_demand(&origin));
    serde_json::from_str::<Value>(&report).expect("JSON");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_second_program_that_does_not_come_is_a_notice_and_the_next_try_loads_it() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=4&latency=5").await;
    page.script(KEEP_FILES, json!([])).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    for missing in ["tasks.js", "on_demand.js", "on_demand_bg.wasm"] {
        origin.withhold(&[missing]);
        page.press("CSV").await;
        let body =
            "await until('a notice', () => text(find('notice'))); return text(find('notice'));";
        let notice = page.script_text(body, json!([])).await;
        println!("{notice}");
        assert!(notice.contains("could not be loaded"), "{notice}");
        assert_eq!(page.state().await, "finished");
        // The next notice may have the same words.
        page.press("Dismiss").await;
        page.eventually("no notice", "text(find('notice')) === ''")
            .await;
    }
    origin.withhold(&[]);
    let csv = export(&page, "CSV").await;
    assert_eq!(csv.lines().count(), 1 + 5 * 4, "{csv}");
    assert_eq!(page.text("notice").await, "");
}

/// A worker that does not start is no loss: the program runs in the page, as it does where no worker is allowed.
#[tokio::test]
async fn without_a_worker_the_second_program_runs_in_the_page() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=4&latency=5").await;
    page.script(KEEP_FILES, json!([])).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    for workers in [
        "globalThis.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };",
        "globalThis.Worker = class extends EventTarget {
            postMessage() { setTimeout(() => this.onerror(new Event('error', { cancelable: true }))); }
            terminate() {}
        };",
    ] {
        page.script(workers, json!([])).await;
        for _ in 0..2 {
            let csv = export(&page, "CSV").await;
            assert_eq!(csv.lines().count(), 1 + 5 * 4, "{csv}");
        }
        page.visit(&(origin.url() + "?requests=4&latency=6")).await;
        page.script(KEEP_FILES, json!([])).await;
        page.press_run().await;
        page.wait_for_state("finished").await;
    }
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_report_that_is_opened_is_exported_as_it_was() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=8&latency=5&failures=20&rounds=2").await;
    page.script(KEEP_FILES, json!([])).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let report = export(&page, "JSON").await;
    page.visit(&(origin.url() + "?requests=3")).await;
    page.script(KEEP_FILES, json!([])).await;
    open(&page, r#"{"version":1}"#).await;
    page.wait_for_notice("settings is missing").await;
    open(&page, &report).await;
    page.wait_for_state("finished").await;
    assert_eq!(export(&page, "JSON").await, report);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_sweep_is_drawn_in_the_theme_of_the_page_and_says_what_it_found() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=6&latency=10&theme=dark").await;
    page.script(KEEP_FILES, json!([])).await;
    page.press("Try every width").await;
    let finding = page.wait_for_finding().await;
    assert!(finding.contains("in flight"), "{finding}");
    let picture = "
        const image = find('widths').querySelector('img');
        await image.decode();
        return [image.alt, Math.round(10 * image.naturalWidth / image.naturalHeight) / 10,
            decodeURIComponent(image.currentSrc).includes('#9475ee')];";
    let shown = page.script(picture, json!([])).await;
    assert_eq!(shown, json!([finding, 2.4, true]));
    let file = export(&page, "Save as SVG").await;
    assert!(file.contains("#4a14c4"), "the file is light: {file}");
    assert_eq!(on_demand(&origin).len(), 2);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
    let report = page.run(json!({ "requests": 2, "latency": 5 })).await;
    assert_eq!(list(&report, "strategies").len(), 5);
}
