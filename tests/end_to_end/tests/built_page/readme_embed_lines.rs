//! The lines of HTML in the README, copied into an article of another site.

use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{Origin, site::Site},
};
use serde_json::{Value, json};

const README: &str = include_str!("../../../../README.md");

/// The first lines of HTML in the README that name `embed.js`, with the address of the page.
fn lines(page: &str) -> String {
    let blocks = README.split("```html\n").skip(1);
    let mut blocks = blocks.filter_map(|block| block.split("```").next());
    let lines = blocks.find(|block| block.contains("embed.js"));
    lines.expect("lines to copy").replace("…/", page)
}

/// An article with these lines in as many places, each below a screenful of text: a figure in the first screen would
/// move the text when the script arrives.
fn article(page: &str, figures: usize) -> String {
    let style = "<style>body { max-width: 1000px; margin: 20px auto; font: 18px/1.5 serif } p { min-height: 900px }</style>";
    let listen = "<script>reports = []; addEventListener('inflight-report', (event) => reports.push(event.detail));</script>";
    let figure = format!("<p>Text</p>{}", lines(page));
    format!("{style}{listen}{}<p>The end</p>", figure.repeat(figures))
}

/// The address of the page with the settings of those lines.
fn linked(origin: &Origin) -> String {
    origin.url() + "?requests=24&strategies=sequential%2Cjoined"
}

/// Scrolls to a figure and presses its Run as the poster does. Returns the heights of the element and of its frame.
async fn run(browser: &Browser, number: u16) -> Value {
    let body = "const figure = figures[args];
        figure.scrollIntoView();
        await eventually('the figure', () => frame(figure));
        frame(figure).contentWindow.postMessage({ inflight: { run: true } }, '*');
        await eventually('a report', () => reports.length > args);
        return [figure.offsetHeight, height(figure)];";
    browser.host_script(body, json!(number)).await
}

#[tokio::test]
async fn three_figures_from_the_readmes_lines_run_on_another_site_and_move_nothing() {
    for (window, mount) in [("desk", "/"), ("phone", "/blog/figures/")] {
        let site = Site {
            mount,
            shared: true,
            ..Site::default()
        };
        let (origin, blog) = (Origin::serving(site).await, Origin::start().await);
        let browser = Browser::start(MachineLock::shared().await).await;
        if window == "phone" {
            browser.resize_to_phone().await;
        } else {
            browser.resize_to_desktop().await;
        }
        browser.watch_shifts().await;
        browser
            .go(&blog.publishing(&article(&origin.url(), 3), ""))
            .await;
        let reserved =
            "await eventually('the element', () => figures[2].shadowRoot); return paragraphs();";
        let before = browser.host_script(reserved, json!([])).await;
        let expected = if window == "phone" { 386 } else { 307 };
        for number in 0..3 {
            let heights = run(&browser, number).await;
            assert_eq!(heights, json!([expected, expected]), "{window}");
        }
        let after = "return [paragraphs(), reports.map((report) => report.strategies.map((one) => one.rounds[0].outcomes.ok))];";
        let after = browser.host_script(after, json!([])).await;
        assert_eq!(before, after[0], "{window}: the host's text");
        assert_eq!(after[1], json!([[24, 24], [24, 24], [24, 24]]));
        browser.assert_nothing_shifted(window).await;
        assert_eq!(browser.console().await, Vec::<String>::new());
    }
}

/// Waits until the figure's poster says that nothing answers, and returns where its link leads. There is no other one,
/// which would load then and be refused later.
async fn refused(browser: &Browser, origin: &Origin) {
    let link = "figures[0].scrollIntoView();
        await eventually('words', () => /does not answer/.test(inside(figures[0], '[role=status]')?.textContent));
        const link = inside(figures[0], 'a');
        const place = link.getBoundingClientRect();
        const at = figures[0].shadowRoot.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
        return [at === link, link.href, figures[0].offsetHeight];";
    let link = browser.host_script(link, json!([])).await;
    assert_eq!(link, json!([true, linked(origin), 307]));
}

#[tokio::test]
async fn where_the_hosts_policy_forbids_frames_the_poster_stays_with_its_link() {
    let site = Site {
        shared: true,
        ..Site::default()
    };
    let (origin, blog) = (Origin::serving(site).await, Origin::start().await);
    let browser = Browser::start(MachineLock::shared().await).await;
    let forbidding = blog.publishing(&article(&origin.url(), 1), "frame-src 'none'");
    browser.go(&forbidding).await;
    refused(&browser, &origin).await;
    let said = browser.console_unchecked().await;
    assert!(said.concat().contains("frame-src"), "{said:#?}");
}

#[tokio::test]
async fn where_the_figures_page_refuses_to_be_framed_the_poster_stays_with_its_link() {
    let site = Site {
        shared: true,
        unframed: true,
        ..Site::default()
    };
    let (origin, blog) = (Origin::serving(site).await, Origin::start().await);
    let browser = Browser::start(MachineLock::shared().await).await;
    browser
        .go(&blog.publishing(&article(&origin.url(), 1), ""))
        .await;
    refused(&browser, &origin).await;
    browser.console_unchecked().await; // each browser has words of its own for that
}
