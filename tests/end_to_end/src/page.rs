//! The page in a browser: opened, waited for, and used by an author's script.
//!
//! What the reader does with it is in [`acting`](crate::page::input), what he sees in [`reading`](crate::page::contents).

mod contents;
mod files;
pub mod input;
pub mod live_objects;
pub mod process_memory;
pub mod runs;

use crate::{browser::Browser, machine_lock::Claim, origin::Origin};
use serde_json::{Value, json};

/// What each script may use. `until` looks whenever the document changes, `eventually` at each frame: that is
/// for what is not in the document, and for where a few frames more are no burden on what is measured.
pub const WORDS: &str = r#"
    const find = (id) => document.querySelector(`[data-testid="${id}"]`);
    const cell = (row, id) => document.querySelector(`[data-testid="row-${row}"] [data-testid="${id}"]`);
    const text = (element) => element?.innerText.trim() ?? "";
    const state = () => find("status")?.dataset.state;
    const shown = (id) => [...document.querySelectorAll(`[data-testid="${id}"]`)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const until = (what, holds, limit = 60000) => new Promise((resolve, reject) => {
        const observer = new MutationObserver(look);
        const timer = setTimeout(() => end(reject, new Error(`never seen: ${what}`)), limit);
        const end = (how, value) => (observer.disconnect(), clearTimeout(timer), how(value));
        function look() { if (holds()) end(resolve); }
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
    });
    const eventually = async (what, holds, limit = 20000) => {
        const end = performance.now() + limit;
        while (!holds()) {
            if (performance.now() > end) throw new Error(`never seen: ${what}`);
            await new Promise(requestAnimationFrame);
        }
    };
"#;

/// A browser that shows the page.
#[derive(Debug)]
pub struct Page {
    browser: Browser,
}

impl Page {
    /// Opens the page with the settings in `query`, such as `?requests=6`.
    pub async fn open(origin: &Origin, query: &str) -> Self {
        Self::open_in(
            Browser::start(Claim::shared().await).await,
            &(origin.url() + query),
        )
        .await
    }

    /// The same, while no other test's browser runs: for tests that measure.
    pub async fn open_alone(origin: &Origin, query: &str) -> Self {
        Self::open_in(
            Browser::start(Claim::alone().await).await,
            &(origin.url() + query),
        )
        .await
    }

    pub async fn open_in(browser: Browser, url: &str) -> Self {
        let page = Self { browser };
        page.visit(url).await;
        page
    }

    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Loads another address and waits until the figure can be used.
    pub async fn visit(&self, url: &str) {
        self.browser.go(url).await;
        self.wait_until_ready().await;
    }

    /// The figure in the first frame of what the browser shows.
    pub async fn in_frame(browser: Browser) -> Self {
        Self::in_frame_number(browser, 0).await
    }

    /// The same in another frame; they are counted from 0.
    pub async fn in_frame_number(browser: Browser, number: u16) -> Self {
        browser.enter_frame_number(number).await;
        let page = Self { browser };
        page.wait_until_ready().await;
        page
    }

    /// The browser again, back in the page that embeds the frame.
    pub async fn out_of_frame(self) -> Browser {
        self.browser.leave_frame().await;
        self.browser
    }

    async fn wait_until_ready(&self) {
        let body =
            r#"await eventually("the figure", () => find("run") && state() && window.inflight);"#;
        self.script(body, json!([])).await;
    }

    /// Runs the body of an asynchronous function in the page; see [`WORDS`].
    pub async fn script(&self, body: &str, args: Value) -> Value {
        self.browser.script(&format!("{WORDS}\n{body}"), args).await
    }

    pub async fn wait_for_state(&self, state: &str) {
        let body = "await until(`the state ${args}`, () => state() === args, 300000);";
        self.script(body, json!(state)).await;
    }

    /// Runs a script that returns text.
    pub async fn words(&self, body: &str, args: Value) -> String {
        let text = self.script(body, args).await;
        text.as_str()
            .unwrap_or_else(|| panic!("no text but {text}, from {body}"))
            .to_owned()
    }

    /// Waits until an expression of JavaScript holds; `what` names it should it never do so.
    pub async fn eventually(&self, what: &str, expression: &str) {
        self.script(
            &format!("await eventually(args, () => {expression});"),
            json!(what),
        )
        .await;
    }

    /// Calls `window.inflight.run` and returns the report it resolves with.
    pub async fn run(&self, settings: Value) -> Value {
        let report = self
            .words(
                "return JSON.stringify(await window.inflight.run(args));",
                settings,
            )
            .await;
        serde_json::from_str(&report).expect("a report in JSON")
    }

    /// Calls `window.inflight.run`, which must reject with an `Error`, and returns its message.
    pub async fn run_refused(&self, settings: Value) -> String {
        let body = r#"
            const promise = window.inflight.run(args);
            if (!(promise instanceof Promise)) throw new Error("run returned no promise");
            const error = await promise.then(() => { throw new Error("run did not refuse"); }, (error) => error);
            if (!(error instanceof Error)) throw new Error(`run rejected with no Error but ${error}`);
            return error.message;"#;
        self.words(body, settings).await
    }
}

/// The part of a link that holds these settings.
pub fn query(settings: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new("?".to_owned());
    query.extend_pairs(settings).finish()
}
