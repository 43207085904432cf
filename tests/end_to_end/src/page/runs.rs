//! Runs that a script starts through `window.inflight`.

use super::Page;
use crate::report::STRATEGIES;
use serde_json::{Value, json};

/// The strategies that leave the page's thread free: all but `blocking`.
pub fn nonblocking() -> impl Iterator<Item = &'static str> {
    STRATEGIES.into_iter().filter(|key| *key != "blocking")
}

/// Whether a strategy sends all its requests at its start.
pub fn starts_all_at_once(strategy: &str) -> bool {
    ["joined", "ordered", "as-completed"].contains(&strategy)
}

/// The concurrency of a [`long_run`].
pub const CONCURRENCY: usize = 2;

/// Settings of a simulated run that lasts long enough to disturb it after its first answers.
pub fn long_run(strategy: &str) -> Value {
    let latency = if starts_all_at_once(strategy) {
        2_000
    } else {
        150
    };
    json!({ "requests": 40, "latency": latency, "strategies": strategy, "concurrency": CONCURRENCY })
}

impl Page {
    /// Calls `window.inflight.run` and returns the report that its promise resolves with.
    pub async fn run(&self, settings: Value) -> Value {
        let body = "return JSON.stringify(await window.inflight.run(args));";
        let report = self.script_text(body, settings).await;
        serde_json::from_str(&report).expect("a report in JSON")
    }

    /// Calls `window.inflight.run`; [`end_run`](Self::end_run) returns the report.
    pub async fn start_run(&self, settings: Value) {
        self.script("window.currentRun = window.inflight.run(args);", settings)
            .await;
    }

    /// Starts a run and waits until some of its answers are shown.
    pub async fn begin_run(&self, settings: Value) {
        let body = r"
            window.currentRun = window.inflight.run(args);
            await until('some answers', () => state() === 'running' && /[1-9]\d* ok/.test(text(find('comparison'))));";
        self.script(body, settings).await;
    }

    /// Waits for the end of the run that was started last, and returns its report.
    pub async fn end_run(&self) -> Value {
        let body = "return JSON.stringify(await window.currentRun);";
        let report = self.script_text(body, Value::Null).await;
        serde_json::from_str(&report).expect("a report in JSON")
    }

    /// Calls `window.inflight.cancel`.
    pub async fn cancel_by_script(&self) {
        self.script("window.inflight.cancel();", json!([])).await;
    }

    /// Calls `window.inflight.run`, whose promise must reject with an `Error`, and returns its message.
    pub async fn run_refused(&self, settings: Value) -> String {
        let body = r#"
            const promise = window.inflight.run(args);
            if (!(promise instanceof Promise)) throw new Error("run returned no promise");
            const error = await promise.then(() => { throw new Error("run did not refuse"); }, (error) => error);
            if (!(error instanceof Error)) throw new Error(`run rejected with no Error but ${error}`);
            return error.message;"#;
        self.script_text(body, settings).await
    }

    /// Makes the page register its service worker, and waits until the worker controls the page. On a busy machine
    /// this takes longer than a run waits for it.
    pub async fn wait_for_worker(&self) {
        let settings = json!({ "requests": 1, "latency": 0, "strategies": "windowed" });
        self.run(settings).await;
        // A worker of another project does not count.
        let own = "navigator.serviceWorker.controller?.scriptURL.endsWith('/sw.js')";
        self.eventually("the worker", own).await;
    }
}
