//! A run that goes while a test does something to it.

use crate::{page::Page, report::STRATEGIES};
use serde_json::{Value, json};

/// The strategies during which something can be done: all but `blocking`, while which the page stands still.
pub fn waiting() -> impl Iterator<Item = &'static str> {
    STRATEGIES.into_iter().filter(|key| *key != "blocking")
}

/// Whether a strategy sends all its requests at its start.
pub fn all_at_once(strategy: &str) -> bool {
    ["joined", "ordered", "as-completed"].contains(&strategy)
}

/// How many requests such a run has in flight where it bounds them.
pub const AT_ONCE: usize = 2;

/// A run of the simulated network that goes on for so long after its first answers that something can be done to it.
pub fn long(strategy: &str) -> Value {
    let latency = if all_at_once(strategy) { 2_000 } else { 80 };
    json!({ "requests": 40, "latency": latency, "strategies": strategy, "concurrency": AT_ONCE })
}

impl Page {
    /// Has the page ask for its service worker, and waits until that is in control: on a busy machine that takes
    /// longer than a run waits for it.
    pub async fn await_worker(&self) {
        let asking = json!({ "requests": 1, "latency": 0, "strategies": "windowed" });
        self.run(asking).await;
        // Not one of somebody else's.
        let own = "navigator.serviceWorker.controller?.scriptURL.endsWith('/sw.js')";
        self.eventually("the worker", own).await;
    }

    /// Begins a run by script and waits until some of its answers are there.
    pub async fn begin_run(&self, settings: Value) {
        let body = r"
            window.going = window.inflight.run(args);
            await until('some answers', () => state() === 'running' && /[1-9]\d* ok/.test(text(find('comparison'))));";
        self.script(body, settings).await;
    }

    /// The report of the run that was begun so, once it is over.
    pub async fn end_run(&self) -> Value {
        let report = self
            .words("return JSON.stringify(await window.going);", Value::Null)
            .await;
        serde_json::from_str(&report).expect("a report")
    }
}
