//! A run that goes while a test does something to it.

use super::page::Page;
use serde_json::Value;

impl Page {
    /// Begins a run by script and waits until some of its answers are there.
    pub(crate) async fn begin_run(&self, settings: Value) {
        let body = r"
            window.going = window.inflight.run(args);
            await until('some answers', () => state() === 'running' && /[1-9]\d* ok/.test(text(find('comparison'))));";
        self.script(body, settings).await;
    }

    /// The report of the run that was begun so, once it is over.
    pub(crate) async fn end_run(&self) -> Value {
        let report = self
            .words("return JSON.stringify(await window.going);", Value::Null)
            .await;
        serde_json::from_str(&report).expect("a report")
    }
}
