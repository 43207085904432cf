//! `<inflight-figure>`: the element that puts a figure into a page of another site.

use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{Origin, record::Record},
    page::Page,
};
use serde_json::{Value, json};

/// A page with these elements, each after the script that defines them, below `text` pixels of text.
async fn blog(origin: &Origin, elements: &[&str], text: u32) -> Browser {
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.go(&blog.embedding("about:blank", None)).await;
    let body = r#"
        document.querySelector("iframe").remove();
        const text = document.createElement("div");
        text.style.height = `${args.text}px`;
        document.body.append(text);
        globalThis.reports = [];
        addEventListener("inflight-report", (event) => reports.push(event.detail));
        for (const element of args.elements) {
            const script = document.createElement("script");
            script.type = "module";
            script.src = args.script;
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", element);
        }"#;
    let script = origin.url() + "embed.js";
    let args = json!({ "text": text, "elements": elements, "script": script });
    browser.script(body, args).await;
    browser
}

const QUICK: &str = r#"<inflight-figure strategies="sequential,joined" requests="6" latency="20"></inflight-figure>"#;

/// The figure in such a page, after a run.
async fn finished(origin: &Origin) -> Page {
    let browser = blog(origin, &[QUICK], 0).await;
    browser.wait_for_figure(0).await;
    let page = Page::in_frame(browser).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    page
}

/// Gives the figure the dark theme, by an attribute in the host.
async fn set_dark_theme(page: &Page) {
    page.browser().leave_frame().await;
    page.browser().set_attribute("theme", "dark").await;
    page.browser().enter_frame().await;
    page.wait_for_theme("dark").await;
}

#[tokio::test]
async fn an_element_is_as_high_as_its_figure_and_tells_its_host_the_report() {
    let origin = Origin::shared().await;
    let page = finished(&origin).await;
    page.eventually(
        "a frame without a scroll bar",
        "document.documentElement.scrollHeight <= innerHeight",
    )
    .await;
    page.browser().leave_frame().await;
    let strategies = page
        .browser()
        .host_script(
            "await eventually('a report', () => reports.length > 0);
         return reports.map((report) => report.strategies.map((one) => one.strategy));",
            json!([]),
        )
        .await;
    assert_eq!(strategies, json!([["sequential", "joined"]]));
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn two_elements_live_beside_each_other_and_one_comes_back_that_was_taken_away() {
    let origin = Origin::shared().await;
    let browser = blog(&origin, &[QUICK, QUICK], 0).await;
    let frames = browser
        .host_script(
            "await eventually('the first', () => height(figures[0]) > 300);
         figures[1].scrollIntoView();
         await eventually('the second', () => height(figures[1]) > 300);
         figures[0].remove();
         document.body.append(figures[0]);
         figures[0].scrollIntoView();
         await eventually('the first again', () => height(figures[0]) > 300);
         return figures.filter(frame).length;",
            json!([]),
        )
        .await;
    assert_eq!(frames, json!(2));
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn nothing_but_the_script_is_loaded_before_the_reader_comes_near() {
    let origin = Origin::shared().await;
    let browser = blog(&origin, &[QUICK], 6_000).await;
    browser
        .host_script(
            "await customElements.whenDefined('inflight-figure');",
            json!([]),
        )
        .await;
    browser.host_script("await twoFrames();", json!([])).await;
    assert_eq!(origin.hits("/"), ["/embed.js"]);
    browser
        .host_script(
            "figures[0].scrollIntoView();
         await eventually('a figure', () => height(figures[0]) > 300);",
            json!([]),
        )
        .await;
    // The request is recorded after the figure has its height.
    let asked = |record: &Record| {
        record
            .hits
            .iter()
            .any(|hit| hit.starts_with("/embed.html?"))
    };
    origin.until("the figure's page", asked).await;
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_changed_attribute_changes_the_figure_and_a_theme_leaves_its_results() {
    let origin = Origin::shared().await;
    let page = finished(&origin).await;
    set_dark_theme(&page).await;
    assert_eq!(page.state().await, "finished");
    page.browser().leave_frame().await;
    page.browser().set_attribute("requests", "9").await;
    page.browser().enter_frame().await;
    page.eventually(
        "nine requests",
        "text(document.querySelector('.sentence')).startsWith('9 requests')",
    )
    .await;
    assert_eq!(page.state().await, "idle");
}

#[tokio::test]
async fn a_frames_address_names_its_host_whatever_is_changed_so_that_it_can_be_loaded_anew() {
    let origin = Origin::shared().await;
    let page = finished(&origin).await;
    let hash = "return location.hash;";
    let before = page.script_text(hash, json!([])).await;
    assert!(before.starts_with("#host="), "{before}");
    set_dark_theme(&page).await;
    let query = page.script_text("return location.search;", json!([])).await;
    assert!(query.contains("theme=dark"), "{query}");
    assert_eq!(page.script_text(hash, json!([])).await, before);
}

#[tokio::test]
async fn what_neither_the_host_nor_the_frame_has_said_changes_nothing() {
    let origin = Origin::shared().await;
    let page = finished(&origin).await;
    let before = shown(&page).await;
    // A message of the frame to itself comes neither from the host's window nor from its origin.
    let body = r"
        const heard = new Promise((heard) => addEventListener('message', ({ data }) => data.last && heard()));
        postMessage({ inflight: { theme: 'dark' } }, location.origin);
        postMessage({ last: true }, location.origin);
        await heard;
        return document.documentElement.dataset.theme;";
    assert_ne!(page.script(body, json!([])).await, "dark");
    page.browser().leave_frame().await;
    // Messages of the host to the frame, about anything but the theme and a press on Run; and of the host to itself, as if it were a frame.
    let body = r"
        const [figure] = figures;
        const before = height(figure);
        const settings = { requests: 9999, endpoint: 'https://example.org/{id}' };
        for (const said of [settings, { settings }, { query: '?requests=9999' }, { theme: 7 }, { run: 'yes' }, null, 'run']) {
            frame(figure).contentWindow.postMessage({ inflight: said }, '*');
        }
        const reported = reports.length;
        const heard = new Promise((heard) => addEventListener('message', ({ data }) => data.last && heard()));
        postMessage({ inflight: { height: 5000 } }, location.origin);
        postMessage({ inflight: { report: { strategies: [] } } }, location.origin);
        postMessage({ last: true }, location.origin);
        await heard;
        return [height(figure) - before, reports.length - reported];";
    assert_eq!(
        page.browser().host_script(body, json!([])).await,
        json!([0, 0])
    );
    // A valid message, which arrives after all the others.
    page.browser().set_attribute("theme", "light").await;
    page.browser().enter_frame().await;
    page.wait_for_theme("light").await;
    assert_eq!(shown(&page).await, before);
}

/// The contents that a run or other settings would change.
async fn shown(page: &Page) -> Value {
    let body =
        "return [text(find('comparison')), text(find('verdict')), text(find('notice')), state()];";
    page.script(body, json!([])).await
}
