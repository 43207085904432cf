//! The settings, and the one vocabulary in which links, the form, the
//! attributes of an embedded figure and scripts speak of them.
//!
//! A value that is refused changes nothing: the default stands, and the
//! message names the setting, the value and what was expected.

mod vocabulary;

pub use vocabulary::{Kind, SETTINGS, Setting};

use std::{num::NonZeroUsize, time::Duration};

use crate::{endpoint::Endpoint, strategy::Strategy};

/// What to send, how, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where requests go.
    pub endpoint: Endpoint,
    /// How many requests, 1 to 10,000.
    pub requests: usize,
    /// Which strategies, in the table's order; never empty.
    pub strategies: Vec<Strategy>,
    /// Batch size and window, 1 to 256.
    pub concurrency: NonZeroUsize,
    /// Repetitions, 1 to 50.
    pub rounds: usize,
    /// Fixes latencies, failures and shuffling; up to 2⁵³ − 1.
    pub seed: u64,
    /// Simulated: the mean latency, up to 10 s.
    pub latency: Duration,
    /// Simulated: σ of the lognormal latencies, 0 to 2.
    pub spread: f64,
    /// Simulated: answered with 500, in percent.
    pub failures: u32,
    /// Simulated: the browser's connections, 0 for no limit.
    pub cap: usize,
    /// Simulated: what the server bears in flight, 0 for no limit.
    pub capacity: usize,
    /// Dependent requests in a job, 1 to 5.
    pub steps: u32,
    /// Computing on the page's thread in each job, up to 1 s.
    pub work: Duration,
    /// The deadline of an attempt, body included; 1 ms to 60 s.
    pub timeout: Duration,
    /// How often a failed attempt may be repeated, 0 to 5.
    pub retries: u32,
    /// Light, dark, or as the reader's system says.
    pub theme: Theme,
    /// The figure alone.
    pub embed: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system says.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.word() == word)
    }
}

impl Default for Settings {
    fn default() -> Self {
        use Strategy::{Batched, Joined, Ordered, Sequential, Windowed};
        Self {
            endpoint: Endpoint::Simulated,
            requests: 24,
            strategies: vec![Sequential, Joined, Ordered, Batched, Windowed],
            concurrency: NonZeroUsize::MIN.saturating_add(9),
            rounds: 1,
            seed: 1,
            latency: Duration::from_millis(115),
            spread: 0.7,
            failures: 0,
            cap: 0,
            capacity: 0,
            steps: 1,
            work: Duration::ZERO,
            timeout: Duration::from_secs(10),
            retries: 0,
            theme: Theme::Auto,
            embed: false,
        }
    }
}

/// A value that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is out of range or of the wrong kind.
    #[error("{name} must be {expected}, not “{}”", shortened(.value))]
    Value {
        /// The setting's name.
        name: &'static str,
        /// What it was to be.
        value: String,
        /// What it may be.
        expected: String,
    },
    /// No setting has this name.
    #[error("there is no setting “{}”; the settings are {}", shortened(.0), names())]
    Unknown(String),
    /// It stands there more than once; the first counts.
    #[error("{0} is given more than once")]
    Twice(&'static str),
}

/// Enough of a value to recognise it: a message stays readable.
fn shortened(value: &str) -> String {
    let visible = value
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut short: String = visible.take(80).collect();
    if value.chars().nth(80).is_some() {
        short.push('…');
    }
    short
}

fn names() -> String {
    SETTINGS.map(|setting| setting.name).join(", ")
}

impl Settings {
    /// Sets one setting from a text.
    ///
    /// # Errors
    /// A refusal, and nothing has changed.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let setting = Setting::named(name)?;
        setting.put(self, value).ok_or_else(|| Refusal::Value {
            name: setting.name,
            value: value.to_owned(),
            expected: setting.kind.to_string(),
        })
    }

    /// The settings that names and values describe, starting from the
    /// defaults, and what was refused of them.
    pub fn read<N: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> (Self, Vec<Refusal>) {
        let mut settings = Self::default();
        let mut refusals = Vec::new();
        let mut seen = Vec::new();
        for (name, value) in pairs {
            let setting = Setting::named(name.as_ref());
            let known = setting.as_ref().map_or("", |setting| setting.name);
            if !known.is_empty() && seen.contains(&known) {
                refusals.push(Refusal::Twice(known));
                continue;
            }
            seen.push(known);
            refusals.extend(settings.set(name.as_ref(), value.as_ref()).err());
        }
        (settings, refusals)
    }

    /// The settings in a link's query string, with or without its “?”.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<Refusal>) {
        let query = query.strip_prefix('?').unwrap_or(query);
        Self::read(form_urlencoded::parse(query.as_bytes()))
    }

    /// What differs from the defaults, as a query string without “?”.
    #[must_use]
    pub fn to_query(&self) -> String {
        let default = Self::default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        for setting in &SETTINGS {
            let value = setting.get(self);
            if value != setting.get(&default) {
                query.append_pair(setting.name, &value);
            }
        }
        query.finish()
    }

    /// The most requests this strategy may have at the server.
    #[must_use]
    pub fn slots(&self, strategy: Strategy) -> usize {
        let width = strategy.width(self.requests, self.concurrency);
        let capped = self.cap > 0 && self.endpoint == Endpoint::Simulated;
        if capped { width.min(self.cap) } else { width }
    }

    /// Whether a strategy asks more of the simulated server than it can bear.
    #[must_use]
    pub fn overloads(&self, strategy: Strategy) -> bool {
        let limited = self.capacity > 0 && self.endpoint == Endpoint::Simulated;
        limited && self.slots(strategy) > self.capacity
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)] // a test that cannot go on has failed
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn message(name: &str, value: &str) -> String {
        let mut settings = Settings::default();
        let refusal = settings.set(name, value).expect_err("it should be refused");
        assert_eq!(
            settings,
            Settings::default(),
            "a refused value changes nothing"
        );
        refusal.to_string()
    }

    #[test]
    fn a_refusal_names_the_setting_the_value_and_the_range() {
        let said = message("requests", "0");
        assert!(
            ["requests", "“0”", "1–10000"]
                .iter()
                .all(|part| said.contains(part)),
            "{said}"
        );
    }

    #[test]
    fn the_wrong_kind_is_refused() {
        for (name, value) in [
            ("requests", "ten"),
            ("requests", "+5"),
            ("requests", "5.5"),
            ("requests", ""),
            ("requests", "-1"),
            ("requests", "99999999999999999999999"),
            ("spread", "NaN"),
            ("spread", "inf"),
            ("spread", "2.01"),
            ("seed", "9007199254740992"),
            ("strategies", ""),
            ("strategies", "joined,"),
            ("theme", "Dark"),
            ("embed", "true"),
            ("endpoint", "ftp://example.org/{id}"),
        ] {
            assert!(message(name, value).contains(name));
        }
    }

    #[test]
    fn strategies_come_in_the_tables_order_each_once() {
        let mut settings = Settings::default();
        settings
            .set("strategies", "windowed,joined,windowed")
            .expect("known keys");
        assert_eq!(settings.strategies, [Strategy::Joined, Strategy::Windowed]);
    }

    #[test]
    fn an_unknown_name_is_reported_and_the_rest_is_taken() {
        let (settings, refusals) = Settings::from_query("?bogus=1&requests=7");
        assert_eq!(settings.requests, 7);
        assert_eq!(refusals, [Refusal::Unknown("bogus".into())]);
    }

    #[test]
    fn of_a_setting_given_twice_the_first_counts() {
        let (settings, refusals) = Settings::from_query("requests=7&requests=8");
        assert_eq!(
            (settings.requests, refusals),
            (7, vec![Refusal::Twice("requests")])
        );
    }

    #[test]
    fn messages_stay_short_and_printable() {
        let long = "\u{0}<b>".repeat(10_000);
        for (name, value) in [
            ("requests", &*long),
            (&*long, "1"),
            ("endpoint", &long),
            ("strategies", &long),
        ] {
            let said = message(name, value);
            assert!(
                said.chars().count() < 1_000 && !said.contains('\u{0}'),
                "{said}"
            );
        }
    }

    #[test]
    fn the_defaults_need_no_query() {
        assert_eq!(Settings::default().to_query(), "");
    }

    proptest! {
        #[test]
        fn settings_survive_the_way_through_a_link(
            numbers in (1_usize..=10_000, 1_u64..=256, 1_usize..=50, 0_u64..1 << 53, 0_u64..=10_000),
            spread in 0..=2_000_000_u32,
            word in "[ -~é\u{2028}]{0,20}",
            keys in proptest::sample::subsequence(Strategy::all().map(Strategy::key).collect::<Vec<_>>(), 1..=8),
        ) {
            let (requests, concurrency, rounds, seed, latency) = numbers;
            let spread = f64::from(spread) / 1e6;
            let mut settings = Settings { requests, rounds, seed, spread, ..Settings::default() };
            settings.latency = Duration::from_millis(latency);
            settings.set("concurrency", &concurrency.to_string()).expect("in range");
            settings.set("strategies", &keys.join(",")).expect("known keys");
            settings.set("endpoint", &format!("https://example.org/a?b={word}{{id}}")).ok();
            prop_assert_eq!(Settings::from_query(&settings.to_query()), (settings, vec![]));
        }

        #[test]
        fn no_query_string_is_too_strange(query in ".*") {
            let (settings, refusals) = Settings::from_query(&query);
            prop_assert_eq!(Settings::from_query(&settings.to_query()), (settings, vec![]));
            prop_assert!(refusals.iter().all(|refusal| refusal.to_string().chars().count() < 1_000));
        }
    }
}
