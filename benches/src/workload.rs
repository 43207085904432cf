//! Workload: the requests that all contenders send, and the time that each one takes.

use super::driver::Driver;
use end_to_end::project;
use serde_json::json;
use tokio::process::Command;

/// A program that sends the requests, with its strategy.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Contender {
    /// The page, with its drawing.
    Ours(&'static str),
    /// The same once more, to compare the page with itself.
    OursAgain(&'static str),
    /// The page, without drawing during the run.
    Undrawn(&'static str),
    /// A loop by hand in JavaScript, in the same document.
    Hand(&'static str),
    /// The same loop once more, to compare it with itself.
    HandAgain(&'static str),
    /// A loop by hand with a deadline and with recorded times.
    Careful(&'static str),
    /// The same in Rust, with gloo-net and the combinators, and without a page.
    Rust(&'static str),
    /// Large bodies by hand in JavaScript, joined, as bytes or as text.
    Bodies(&'static str),
    /// The same in Rust, without deadlines.
    RustBodies(&'static str),
    /// A client in Python.
    Python(&'static str),
}

impl Contender {
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Ours(way) => format!("ours, {way}"),
            Self::OursAgain(way) => format!("ours, {way}, again"),
            Self::Undrawn(way) => format!("ours, {way}, undrawn"),
            Self::Hand(way) => format!("by hand, {way}"),
            Self::HandAgain(way) => format!("by hand, {way}, again"),
            Self::Careful(way) => format!("by hand with care, {way}"),
            Self::Rust(way) => format!("by hand in Rust, {way}"),
            Self::Bodies(way) => format!("by hand, joined, {way}"),
            Self::RustBodies(way) => format!("by hand in Rust, joined, {way}"),
            Self::Python(way) => format!("Python, {way}"),
        }
    }
}

/// Whether the page draws during a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawing {
    On,
    Off,
}

/// Whether a loop by hand has deadlines and recorded times.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    With,
    Without,
}

/// The requests that all contenders send.
pub(crate) struct Workload<'a> {
    pub(crate) driver: &'a Driver,
    /// Added to the names of contenders, to tell the workloads of a part apart.
    pub(crate) about: String,
    pub(crate) requests: usize,
    pub(crate) concurrency: usize,
    /// The address of a server; `None` for the simulated network.
    pub(crate) endpoint: Option<String>,
    /// The mean latency of the simulated network, in milliseconds.
    pub(crate) latency: u32,
    /// The latency of each request in the simulated network, in milliseconds.
    pub(crate) plan: Vec<f64>,
    /// The function that the strategy `yours` calls. With one, the page's program `yours` runs every strategy.
    pub(crate) code: Option<String>,
}

/// The shortest and the longest time between two drawings of the page, in milliseconds.
const PACE: [u32; 2] = [100, 1000];

impl<'a> Workload<'a> {
    /// On the simulated network, until an endpoint is given.
    pub(crate) fn new(driver: &'a Driver, requests: usize, concurrency: usize) -> Self {
        Self {
            driver,
            about: String::new(),
            requests,
            concurrency,
            endpoint: None,
            latency: 115,
            plan: vec![],
            code: None,
        }
    }

    /// The name of a contender in the table.
    pub(crate) fn name_of(&self, contender: &Contender) -> String {
        self.name(&contender.label())
    }

    pub(crate) fn name(&self, label: &str) -> String {
        format!("{label}{}", self.about)
    }

    /// Measures the milliseconds from the start to the last delivery.
    pub(crate) async fn time(&self, contender: &Contender) -> f64 {
        match contender {
            Contender::Ours(way) | Contender::OursAgain(way) => self.ours(way, Drawing::On).await,
            Contender::Undrawn(way) => self.ours(way, Drawing::Off).await,
            Contender::Hand(way) | Contender::HandAgain(way) => {
                self.by_hand("hand", way, Care::Without).await
            }
            Contender::Careful(way) => self.by_hand("hand", way, Care::With).await,
            Contender::Rust(way) => self.by_hand("rust", way, Care::With).await,
            Contender::Bodies(way) => self.by_hand("bodies", way, Care::Without).await,
            Contender::RustBodies(way) => self.by_hand("rustBodies", way, Care::Without).await,
            Contender::Python(way) => self.python(way).await,
        }
    }

    async fn ours(&self, way: &str, drawing: Drawing) -> f64 {
        let settings = json!({
            "strategies": way, "requests": self.requests, "concurrency": self.concurrency,
            "endpoint": self.endpoint, "latency": self.latency, "timeout": 60000,
            "code": self.code,
        });
        let args = json!({ "settings": settings, "still": drawing == Drawing::Off, "pace": PACE });
        self.driver.number("ours", args).await
    }

    async fn by_hand(&self, call: &str, way: &str, care: Care) -> f64 {
        let work = json!({
            "requests": self.requests, "concurrency": self.concurrency,
            "endpoint": self.endpoint, "plan": self.plan, "care": care == Care::With,
        });
        let args = json!({ "way": way, "work": work });
        self.driver.number(call, args).await
    }

    /// Runs a client in Python, which measures the time itself.
    async fn python(&self, way: &str) -> f64 {
        let root = project();
        let endpoint = self.endpoint.as_deref().expect("Python needs a server");
        let output = Command::new(root.join(".tools/peers/python/bin/python"))
            .arg(root.join("benches/peers/client.py"))
            .args([way, endpoint, &self.requests.to_string()])
            .output()
            .await
            .expect("Python, by `.ci/tools bench`");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{way}: {error}");
        let text = String::from_utf8_lossy(&output.stdout);
        text.trim().parse().expect("milliseconds")
    }
}
