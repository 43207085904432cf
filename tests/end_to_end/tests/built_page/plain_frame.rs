//! Plain frame with a figure, on a page of another site.

use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page};
use serde_json::json;

#[tokio::test]
async fn a_plain_frame_on_another_site_runs_the_figure_alone() {
    let origin = Origin::start().await;
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    let figure = origin.url() + "?embed=1&requests=6&strategies=sequential,windowed";
    browser.go(&blog.embedding(&figure, None)).await;
    let page = Page::in_frame(browser).await;
    // The heading is for screen readers and takes up a single pixel.
    let article = "return [...document.querySelectorAll('h1, article')]
        .filter((element) => element.getBoundingClientRect().width > 1).map((element) => element.innerText);";
    assert_eq!(page.script(article, json!([])).await, json!([]));
    page.press_run().await;
    page.wait_for_state("finished").await;
    for strategy in ["sequential", "windowed"] {
        let outcomes = page.cell(strategy, "outcomes").await;
        assert!(
            outcomes.contains('6') && outcomes.contains("ok"),
            "{strategy}: {outcomes}"
        );
    }
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
