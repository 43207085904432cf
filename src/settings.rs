//! What is run, against which server, and how often.
//!
//! Links, the form, the attributes of an embedded figure and scripts use the
//! same names and values, which are in one table. A refused value changes
//! nothing: the message names the setting, the value and what was expected.

mod code;
mod embed;
mod endpoint;
mod latencies;
pub mod link;
pub mod plan;
mod rate;
mod refusal;
mod show;
mod spelling;
mod summary;
mod table;
mod theme;

pub use endpoint::{Endpoint, TODOS};
pub use latencies::Latencies;
pub use plan::Plan;
pub use rate::{Period, Rate};
pub use refusal::Refusal;
pub(crate) use refusal::shortened;
pub use show::{Part, Show};
pub use table::{Kind, SETTINGS, Setting};
pub use theme::Theme;

use std::{num::NonZeroUsize, rc::Rc, time::Duration};

use crate::strategy::Strategy;

/// What to send, how, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where requests go.
    pub endpoint: Endpoint,
    /// How many requests each strategy sends in a round, 1 to 10,000.
    pub requests: usize,
    /// Which strategies, in the table's order; never empty.
    pub strategies: Vec<Strategy>,
    /// The size of a batch and the width of a window, 1 to 256.
    pub concurrency: NonZeroUsize,
    /// How often each strategy runs, 1 to 50.
    pub rounds: usize,
    /// Fixes latencies, failures and the order of strategies, 0 to 2⁵³ − 1.
    pub seed: u64,
    /// Simulated network: the mean latency, 0 to 10 s.
    pub latency: Duration,
    /// Simulated network: σ of the lognormal latencies, 0 to 2.
    pub spread: f64,
    /// Simulated network: recorded latencies, in the place of `latency`, `spread` and
    /// `timeout`.
    pub latencies: Latencies,
    /// Simulated network: the share of attempts that are answered with 500, in
    /// percent.
    pub failures: u32,
    /// Simulated network: how many connections the browser has, 0 to 256; 0 is
    /// no limit.
    pub cap: usize,
    /// Simulated network: how many requests the server can serve at once, 0 to
    /// 256; 0 is no limit.
    pub capacity: usize,
    /// Simulated network: how many requests the server allows; `None` is no
    /// limit.
    pub quota: Option<Rate>,
    /// Simulated network: how many requests the server allows at once before its
    /// quota counts, 0 to 10,000; 0 is as many as the quota's number.
    pub burst: usize,
    /// What the strategy `paced` allows itself; `None` is the quota, or 10 a
    /// second where there is none.
    pub pace: Option<Rate>,
    /// Dependent requests in a job, 1 to 5.
    pub steps: u32,
    /// Computing on the page's thread in each job, 0 to 1 s.
    pub work: Duration,
    /// The deadline of an attempt, body included; 1 ms to 60 s.
    pub timeout: Duration,
    /// How often a failed request may be sent again, 0 to 5.
    pub retries: u32,
    /// JavaScript with a function of the reader's, which the strategy `yours` calls;
    /// at most 20,000 characters.
    pub code: Rc<str>,
    /// The theme of the page.
    pub theme: Theme,
    /// Whether the page shows the figure alone.
    pub embed: bool,
    /// Which parts of the figure are shown.
    pub show: Show,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            endpoint: Endpoint::Simulated,
            requests: 24,
            strategies: Strategy::DEFAULT.to_vec(),
            concurrency: NonZeroUsize::MIN.saturating_add(9),
            rounds: 1,
            seed: 1,
            latency: Duration::from_millis(115),
            spread: 0.7,
            latencies: Latencies::default(),
            failures: 0,
            cap: 0,
            capacity: 0,
            quota: None,
            burst: 0,
            pace: None,
            steps: 1,
            work: Duration::ZERO,
            timeout: Duration::from_secs(10),
            retries: 0,
            code: Rc::default(),
            theme: Theme::Auto,
            embed: false,
            show: Show::Auto,
        }
    }
}

impl Settings {
    /// Sets one setting from a text.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] or [`Refusal::Value`]; the settings are unchanged.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let setting = Setting::named(name)?;
        setting.put(self, value).ok_or_else(|| Refusal::Value {
            name: setting.name,
            value: value.to_owned(),
            expected: setting.expected(value),
        })
    }

    /// The settings that names and values describe, starting from the
    /// defaults, and the refusals. Of a name that is given twice, the first
    /// value counts. With latencies, `requests` is their number unless it is given.
    pub fn read<N: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> (Self, Vec<Refusal>) {
        let mut settings = Self::default();
        let mut refusals = Vec::new();
        let mut given = Vec::new();
        for (name, value) in pairs {
            let setting = Setting::named(name.as_ref());
            let known = setting.as_ref().map_or("", |setting| setting.name);
            if !known.is_empty() && given.contains(&known) {
                refusals.push(Refusal::Twice(known));
                continue;
            }
            given.push(known);
            refusals.extend(settings.set(name.as_ref(), value.as_ref()).err());
        }
        if settings.has_recorded_latencies() && !given.contains(&"requests") {
            settings.requests = settings.latencies.all().len();
        }
        (settings, refusals)
    }

    /// How many requests a run sends: every step counts, retries do not.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.sent_each() * self.strategies.len() * self.rounds
    }

    /// The largest number of requests that this strategy may have at the server
    /// at once.
    #[must_use]
    pub fn slots(&self, strategy: Strategy) -> usize {
        let width = strategy.width(self.requests, self.concurrency);
        if self.is_capped() {
            width.min(self.cap)
        } else {
            width
        }
    }

    /// Whether a part of the figure is shown.
    #[must_use]
    pub fn shows(&self, part: Part) -> bool {
        self.show.includes(part, self.embed)
    }

    /// Whether parts of the figure are left out, so that the others take little
    /// room.
    #[must_use]
    pub fn is_compact(&self) -> bool {
        !self.show.is_all(self.embed)
    }

    /// These settings with the look of `other`, which has no effect on results:
    /// theme, embedding and parts.
    #[must_use]
    pub fn with_look_of(&self, other: &Self) -> Self {
        Self {
            theme: other.theme,
            embed: other.embed,
            show: other.show.clone(),
            ..self.clone()
        }
    }

    /// Whether requests stay on the simulated network.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.endpoint.is_simulated()
    }

    /// Whether the latencies of the simulated network were recorded.
    #[must_use]
    pub fn has_recorded_latencies(&self) -> bool {
        !self.latencies.is_empty() && self.is_simulated()
    }

    /// The deadline of an attempt. Recorded latencies have none: a request that took
    /// long was not given up.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        (!self.has_recorded_latencies()).then_some(self.timeout)
    }

    /// Whether requests may have to wait for a simulated connection.
    #[must_use]
    pub fn is_capped(&self) -> bool {
        self.cap > 0 && self.is_simulated()
    }

    /// Whether a strategy may send the simulated server more requests at once
    /// than the server can serve.
    #[must_use]
    pub fn overloads(&self, strategy: Strategy) -> bool {
        let limited = self.capacity > 0 && self.is_simulated();
        limited && self.slots(strategy) > self.capacity
    }
}
