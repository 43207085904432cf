//! What Chromium does on a command of its own protocol, the one for its developer tools: `WebDriver` has no word for it.

use crate::browser::{Browser, engine::Engine};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

impl Browser {
    /// Sends one of its commands to the page; chromedriver passes it on.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        let answer = self.client().issue_cmd(Command(body)).await;
        answer.expect("a command that chromedriver passes on")
    }

    /// Lets nothing hold up a service worker that starts. What speaks `BiDi` in Chromium is attached to each, and such
    /// a worker, once it was stopped, is not started again before somebody says so.
    pub async fn leave_workers_alone(&self) {
        if self.engine == Engine::Firefox {
            return;
        }
        let context = json!({ "context": self.context() });
        let session = self.bidi.ask("goog:cdp.getSession", context).await;
        let but = ["service_worker", "page"].map(|kind| json!({ "type": kind, "exclude": true }));
        let attach = json!({
            "autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true, "filter": [but[0], but[1], {}],
        });
        let mut command = json!({ "method": "Target.setAutoAttach", "params": attach });
        self.bidi.ask("goog:cdp.sendCommand", command.clone()).await; // to the browser
        command["session"] = session["session"].clone();
        self.bidi.ask("goog:cdp.sendCommand", command).await; // and to the page
    }

    /// Stops all service workers, whatever they are about.
    pub async fn stop_workers(&self) {
        for command in ["ServiceWorker.enable", "ServiceWorker.stopAllWorkers"] {
            self.devtools(command, json!({})).await;
        }
    }

    /// How many nodes and listeners of the page are in memory, in the document or not, once what nobody needs any more
    /// is thrown away. Only Chromium tells.
    pub async fn dom_counters(&self) -> Option<Value> {
        if self.engine == Engine::Firefox {
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
