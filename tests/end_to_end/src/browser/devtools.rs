//! Commands of Chromium's developer tools, for what `WebDriver` cannot do.

use crate::browser::{Browser, engine::Engine};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

impl Browser {
    /// Sends a command to the page; chromedriver passes it on.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        let answer = self.client().issue_cmd(Command(body)).await;
        answer.expect("a command that chromedriver passes on")
    }

    /// Detaches `BiDi` from service workers. In Chromium it attaches to each of them, and then a stopped worker starts
    /// again only on a command.
    pub async fn detach_from_workers(&self) {
        if self.engine != Engine::Chromium {
            return;
        }
        let bidi = self.bidi();
        let context = json!({ "context": bidi.context() });
        let session = bidi.command("goog:cdp.getSession", context).await;
        let but = ["service_worker", "page"].map(|kind| json!({ "type": kind, "exclude": true }));
        let attach = json!({
            "autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true, "filter": [but[0], but[1], {}],
        });
        let mut command = json!({ "method": "Target.setAutoAttach", "params": attach });
        bidi.command("goog:cdp.sendCommand", command.clone()).await; // to the browser
        command["session"] = session["session"].clone();
        bidi.command("goog:cdp.sendCommand", command).await; // and to the page
    }

    /// Stops all service workers, even those that are busy.
    pub async fn stop_workers(&self) {
        for command in ["ServiceWorker.enable", "ServiceWorker.stopAllWorkers"] {
            self.devtools(command, json!({})).await;
        }
    }

    /// After a garbage collection, how many nodes and listeners of the page are in memory, in the document or not.
    /// Only Chromium tells; elsewhere `None`.
    pub async fn dom_counters(&self) -> Option<Value> {
        if self.engine != Engine::Chromium {
            return None;
        }
        self.devtools("HeapProfiler.collectGarbage", json!({}))
            .await;
        Some(self.devtools("Memory.getDOMCounters", json!({})).await)
    }
}

#[derive(Debug)]
struct Command(Value);

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}
