//! Where contenders run: a page, what is asked for, and how often.

use super::support::page::Page;
use serde_json::{Value, json};
use std::path::PathBuf;
use tokio::process::Command;

/// One way to send the requests.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Contender {
    /// The page's own program, drawing included.
    Ours(&'static str),
    /// The same with nothing drawn while it goes.
    Undrawn(&'static str),
    /// By hand in JavaScript, in the same document.
    Hand(&'static str),
    /// Once more, to see how far apart the same thing is from itself.
    HandAgain(&'static str),
    /// A client in Python.
    Python(&'static str),
}

impl Contender {
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Ours(way) => format!("ours, {way}"),
            Self::Undrawn(way) => format!("ours, {way}, undrawn"),
            Self::Hand(way) => format!("by hand, {way}"),
            Self::HandAgain(way) => format!("by hand, {way}, again"),
            Self::Python(way) => format!("Python, {way}"),
        }
    }
}

/// What is to be done by all contenders.
pub(crate) struct Track<'a> {
    pub(crate) page: &'a Page,
    /// Said of each contender's name: which of a part's tracks it is.
    pub(crate) about: String,
    pub(crate) requests: usize,
    pub(crate) concurrency: usize,
    /// A server's address, or else the simulated network.
    pub(crate) endpoint: Option<String>,
    /// The simulated network's mean latency, in milliseconds …
    pub(crate) latency: u32,
    /// … and what it makes of that for each request.
    pub(crate) plan: Vec<f64>,
}

/// Runs the page's own program; with `still`, the timer that paces its drawing never rings. That a run was not
/// drawn until its end is seen by what its row says meanwhile.
const OURS: &str = "
    const { settings, still, pace } = args;
    const timeout = window.setTimeout;
    if (still) {
        window.setTimeout = (call, after, ...rest) => after === pace ? 0 : timeout(call, after, ...rest);
    }
    try {
        const report = await window.inflight.run(settings);
        const [entry] = report.strategies;
        if (!entry.rounds[0].ranked) throw new Error(`not ranked: ${JSON.stringify(entry.rounds[0].outcomes)}`);
        return entry.rounds[0].totalMs;
    } finally {
        window.setTimeout = timeout;
    }";

const HAND: &str = "
    const { time } = await import('/peers/loops.js');
    return time(args.way, args.work);";

/// The page draws so often, in milliseconds.
const PACE: u32 = 100;

impl<'a> Track<'a> {
    /// On the simulated network, until an endpoint is given.
    pub(crate) fn new(page: &'a Page, requests: usize, concurrency: usize) -> Self {
        Self {
            page,
            about: String::new(),
            requests,
            concurrency,
            endpoint: None,
            latency: 115,
            plan: vec![],
        }
    }

    /// A contender's name in the table.
    pub(crate) fn called(&self, contender: &Contender) -> String {
        self.name(&contender.label())
    }

    pub(crate) fn name(&self, label: &str) -> String {
        format!("{label}{}", self.about)
    }

    /// Milliseconds from the start to the last delivery.
    pub(crate) async fn time(&self, contender: &Contender) -> f64 {
        self.rest().await;
        match contender {
            Contender::Ours(way) => self.ours(way, false).await,
            Contender::Undrawn(way) => self.ours(way, true).await,
            Contender::Hand(way) | Contender::HandAgain(way) => self.hand(way).await,
            Contender::Python(way) => self.python(way).await,
        }
    }

    /// What one leaves behind, the next one must not have to clear away.
    async fn rest(&self) {
        let collect = "HeapProfiler.collectGarbage";
        self.page.browser().devtools(collect, json!({})).await;
    }

    async fn ours(&self, way: &str, still: bool) -> f64 {
        let settings = json!({
            "strategies": way, "requests": self.requests, "concurrency": self.concurrency,
            "endpoint": self.endpoint, "latency": self.latency, "timeout": 60000,
        });
        let args = json!({ "settings": settings, "still": still, "pace": PACE });
        number(&self.page.script(OURS, args).await)
    }

    async fn hand(&self, way: &str) -> f64 {
        let work = json!({
            "requests": self.requests, "concurrency": self.concurrency,
            "endpoint": self.endpoint, "plan": self.plan,
        });
        let args = json!({ "way": way, "work": work });
        number(&self.page.script(HAND, args).await)
    }

    /// A process of its own; it counts from its first request.
    async fn python(&self, way: &str) -> f64 {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let endpoint = self.endpoint.as_deref().expect("Python needs a server");
        let output = Command::new(root.join(".tools/peers/python/bin/python"))
            .arg(root.join("benches/peers/client.py"))
            .args([way, endpoint, &self.requests.to_string()])
            .output()
            .await
            .expect("Python, by `.ci/tools bench`");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{way}: {said}");
        let text = String::from_utf8_lossy(&output.stdout);
        text.trim().parse().expect("milliseconds")
    }
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("no number but {value}"))
}
