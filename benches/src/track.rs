//! Where contenders run: a browser, what is asked for, and how often.

use super::stand::Stand;
use end_to_end::project;
use serde_json::json;
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
    /// By hand as one should: with a deadline, and watched for how long requests waited.
    Careful(&'static str),
    /// By hand with the same care, in Rust: gloo-net and the combinators, and no page around them.
    Rust(&'static str),
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
            Self::Careful(way) => format!("by hand with care, {way}"),
            Self::Rust(way) => format!("by hand in Rust, {way}"),
            Self::Python(way) => format!("Python, {way}"),
        }
    }
}

/// What is to be done by all contenders.
pub(crate) struct Track<'a> {
    pub(crate) stand: &'a Stand,
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

/// Between its drawings the page waits for at least and at most so long, in milliseconds.
const PACE: [u32; 2] = [100, 1000];

impl<'a> Track<'a> {
    /// On the simulated network, until an endpoint is given.
    pub(crate) fn new(stand: &'a Stand, requests: usize, concurrency: usize) -> Self {
        Self {
            stand,
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
        match contender {
            Contender::Ours(way) => self.ours(way, false).await,
            Contender::Undrawn(way) => self.ours(way, true).await,
            Contender::Hand(way) | Contender::HandAgain(way) => self.hand("hand", way, false).await,
            Contender::Careful(way) => self.hand("hand", way, true).await,
            Contender::Rust(way) => self.hand("rust", way, true).await,
            Contender::Python(way) => self.python(way).await,
        }
    }

    async fn ours(&self, way: &str, still: bool) -> f64 {
        let settings = json!({
            "strategies": way, "requests": self.requests, "concurrency": self.concurrency,
            "endpoint": self.endpoint, "latency": self.latency, "timeout": 60000,
        });
        let args = json!({ "settings": settings, "still": still, "pace": PACE });
        self.stand.number("ours", args).await
    }

    async fn hand(&self, call: &str, way: &str, care: bool) -> f64 {
        let work = json!({
            "requests": self.requests, "concurrency": self.concurrency,
            "endpoint": self.endpoint, "plan": self.plan, "care": care,
        });
        let args = json!({ "way": way, "work": work });
        self.stand.number(call, args).await
    }

    /// A process of its own; it counts from its first request.
    async fn python(&self, way: &str) -> f64 {
        let root = project();
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
