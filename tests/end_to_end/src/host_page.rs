//! Page of another site that contains `<inflight-figure>` elements, as a page object.

use crate::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{Origin, site::Site},
    page::PAGE_FUNCTIONS,
};
use serde_json::{Value, json};

/// A figure that is quick to run.
pub const FIGURE: &str = r#"<inflight-figure strategies="batched,windowed" requests="6" latency="20"></inflight-figure>"#;

/// A post with this HTML, in a column of 680 pixels. `…/` stands for the address of the page.
#[must_use]
pub fn post(origin: &Origin, html: &str) -> String {
    let style = "<style>body { max-width: 680px; margin: 20px auto; font: 18px/1.5 serif } p { min-height: 100px }</style>";
    let script = format!(
        r#"<script type="module" src="{}embed.js"></script>"#,
        origin.url()
    );
    let html = html.replace("…/", &origin.url());
    format!("{style}<p>One</p>{html}<p>Two</p>{script}")
}

/// The functions that a script in the host's page can call, in addition to [`PAGE_FUNCTIONS`].
const HOST_FUNCTIONS: &str = r#"
    const figures = [...document.querySelectorAll("inflight-figure")];
    const inside = (figure, css) => figure.shadowRoot?.querySelector(css);
    const frame = (figure) => inside(figure, ".there > iframe");
    const height = (figure) => frame(figure)?.getBoundingClientRect().height ?? 0;
    const runOnPoster = (figure) => inside(figure, ".poster button");
    const paragraphs = () => [...document.querySelectorAll("p")].map(
        (one) => Math.round(one.getBoundingClientRect().top + scrollY));
    const addScript = (address) => document.body.append(
        Object.assign(document.createElement("script"), { type: "module", src: address }));
"#;

impl Origin {
    /// A server whose page others may show in theirs.
    pub async fn shared() -> Self {
        let site = Site {
            shared: true,
            ..Site::default()
        };
        Self::serving(site).await
    }
}

impl Browser {
    /// A browser that shows a [`post`] of another site.
    pub async fn post(origin: &Origin, html: &str) -> Self {
        Self::showing(&post(origin, html)).await
    }

    /// A browser that shows this HTML on another site.
    pub async fn showing(html: &str) -> Self {
        let blog = Origin::start().await;
        let browser = Self::start(MachineLock::shared().await).await;
        browser.resize_to_desktop().await;
        browser.watch_shifts().await;
        browser.go(&blog.publishing(html, "")).await;
        browser
    }

    /// Runs the body of an asynchronous function in the host's page.
    pub async fn host_script(&self, body: &str, args: Value) -> Value {
        let script = format!("{PAGE_FUNCTIONS}\n{HOST_FUNCTIONS}\n{body}");
        self.script(&script, args).await
    }

    /// Waits until the frame of a figure is as high as a figure; figures are counted from 0.
    pub async fn wait_for_figure(&self, number: usize) {
        let body = "await eventually(`figure ${args}`, () => height(figures[args]) > 300);";
        self.host_script(body, number.into()).await;
    }

    /// Waits until the frame of the first figure has taken the place of its poster.
    pub async fn wait_for_frame(&self) {
        let body = "await eventually('a figure', () => frame(figures[0]));";
        self.host_script(body, json!([])).await;
    }

    /// The heights of the first figure and of its frame.
    pub async fn heights(&self) -> Value {
        let body = "return [figures[0].offsetHeight, height(figures[0])];";
        self.host_script(body, json!([])).await
    }

    /// Sets an attribute of the first figure.
    pub async fn set_attribute(&self, name: &str, value: &str) {
        let body = "figures[0].setAttribute(...args);";
        self.host_script(body, json!([name, value])).await;
    }
}
