//! Page of another site that contains `<inflight-figure>` elements, as a page object.

use crate::{browser::Browser, page::PAGE_FUNCTIONS};
use serde_json::Value;

/// The functions that a script in the host's page can call, in addition to [`PAGE_FUNCTIONS`].
const HOST_FUNCTIONS: &str = r#"
    const figures = [...document.querySelectorAll("inflight-figure")];
    const inside = (figure, css) => figure.shadowRoot?.querySelector(css);
    const frame = (figure) => inside(figure, ".there > iframe");
    const height = (figure) => frame(figure)?.getBoundingClientRect().height ?? 0;
    const runOnPoster = (figure) => inside(figure, ".poster button");
    const paragraphs = () => [...document.querySelectorAll("p")].map(
        (one) => Math.round(one.getBoundingClientRect().top + scrollY));
"#;

impl Browser {
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

    /// Sets an attribute of the first figure.
    pub async fn set_attribute(&self, name: &str, value: &str) {
        let body = "figures[0].setAttribute(...args);";
        self.host_script(body, serde_json::json!([name, value]))
            .await;
    }
}
