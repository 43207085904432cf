//! The page in a browser, as a page object: opened, used by the reader, used by an author's script.

mod address;
mod contents;
mod files;
pub mod input;
pub mod live_objects;
pub mod process_memory;
pub mod runs;

pub use self::address::query;
use crate::{browser::Browser, machine_lock::MachineLock, origin::Origin};
use serde_json::{Value, json};

/// The functions that each script can call. `until` checks its condition whenever the document changes; `eventually`
/// checks it in each frame, for conditions outside of the document, where a few more frames disturb no measurement.
pub const PAGE_FUNCTIONS: &str = r#"
    const find = (id) => document.querySelector(`[data-testid="${id}"]`);
    const cell = (row, id) => document.querySelector(`[data-testid="row-${row}"] [data-testid="${id}"]`);
    const text = (element) => element?.innerText.trim() ?? "";
    const state = () => find("status")?.dataset.state;
    const visible = (id) => [...document.querySelectorAll(`[data-testid="${id}"]`)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const unseen = (what) => new Error(
        `never seen: ${what}; the page says ${["status", "notice"].map((id) => text(find(id))).join(" ")}`);
    const until = (what, holds, limit = 60000) => new Promise((resolve, reject) => {
        const observer = new MutationObserver(look);
        const timer = setTimeout(() => end(reject, unseen(what)), limit);
        const end = (how, value) => (observer.disconnect(), clearTimeout(timer), how(value));
        function look() { if (holds()) end(resolve); }
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
    });
    const eventually = async (what, holds, limit = 20000) => {
        const end = performance.now() + limit;
        while (!holds()) {
            if (performance.now() > end) throw unseen(what);
            await new Promise(requestAnimationFrame);
        }
    };
    const twoFrames = () => new Promise((over) => requestAnimationFrame(() => requestAnimationFrame(over)));
"#;

/// A browser that shows the page.
#[derive(Debug)]
pub struct Page {
    browser: Browser,
}

impl Page {
    /// Opens the page with the settings in `query`, such as `?requests=6`.
    pub async fn open(origin: &Origin, query: &str) -> Self {
        let browser = Browser::start(MachineLock::shared().await).await;
        Self::open_in(browser, &(origin.url() + query)).await
    }

    /// Opens the page while no other test's browser runs: for tests that measure.
    pub async fn open_alone(origin: &Origin, query: &str) -> Self {
        let browser = Browser::start(MachineLock::exclusive().await).await;
        Self::open_in(browser, &(origin.url() + query)).await
    }

    /// Opens the page in a browser that was prepared for it.
    pub async fn open_in(browser: Browser, url: &str) -> Self {
        let page = Self { browser };
        page.visit(url).await;
        page
    }

    /// The page that a browser shows, whether its program is there or not.
    pub fn at(browser: Browser) -> Self {
        Self { browser }
    }

    /// The browser that shows the page.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Loads another address and waits until the figure can be used.
    pub async fn visit(&self, url: &str) {
        self.browser.go(url).await;
        self.wait_until_ready().await;
    }

    /// The figure in the first frame of the document that the browser shows.
    pub async fn in_frame(browser: Browser) -> Self {
        Self::in_frame_number(browser, 0).await
    }

    /// The figure in the frame with this number, counted from 0.
    pub async fn in_frame_number(browser: Browser, number: u16) -> Self {
        browser.enter_frame_number(number).await;
        let page = Self { browser };
        page.wait_until_ready().await;
        page
    }

    /// Returns the browser, back in the page that embeds the frame.
    pub async fn out_of_frame(self) -> Browser {
        self.browser.leave_frame().await;
        self.browser
    }

    /// Waits until the figure can be used.
    pub async fn wait_until_ready(&self) {
        self.eventually("the figure", "find('run') && state() && window.inflight")
            .await;
    }

    /// Waits until the program has drawn the figure, which may be running by then.
    pub async fn wait_until_program(&self) {
        self.eventually("the program", "state() && window.inflight")
            .await;
    }

    /// Waits for a state of the figure, such as `finished`.
    pub async fn wait_for_state(&self, state: &str) {
        let body = "await until(`the state ${args}`, () => state() === args, 300000);";
        self.script(body, json!(state)).await;
    }

    /// Waits until an expression of JavaScript is true; if it never is, the test fails with `what`.
    pub async fn eventually(&self, what: &str, expression: &str) {
        let body = format!("await eventually(args, () => {expression});");
        self.script(&body, json!(what)).await;
    }

    /// Waits until two frames are drawn.
    pub async fn wait_for_frames(&self) {
        self.script("await twoFrames();", json!([])).await;
    }

    /// Runs the body of an asynchronous function in the page; see [`PAGE_FUNCTIONS`].
    pub async fn script(&self, body: &str, args: Value) -> Value {
        let body = format!("{PAGE_FUNCTIONS}\n{body}");
        self.browser.script(&body, args).await
    }

    /// Runs a script that returns text.
    pub async fn script_text(&self, body: &str, args: Value) -> String {
        let text = self.script(body, args).await;
        text.as_str()
            .unwrap_or_else(|| panic!("no text but {text}, from {body}"))
            .to_owned()
    }

    /// Runs a script that returns a number.
    pub async fn script_number(&self, body: &str, args: Value) -> f64 {
        let number = self.script(body, args).await;
        number
            .as_f64()
            .unwrap_or_else(|| panic!("no number but {number}, from {body}"))
    }
}
