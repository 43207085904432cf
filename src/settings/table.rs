//! The table of settings: name, kind, unit, label and words of each setting,
//! and how a text becomes a value.

use std::{fmt, num::NonZeroUsize, rc::Rc, time::Duration};

use super::{Endpoint, Latencies, Rate, Refusal, Settings, Show, Theme, spelling};
use crate::{
    format::{count, counted, decimal},
    strategy::Strategy,
};

/// The values of a setting, for its control in the form and for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number in this range.
    Whole(u64, u64),
    /// A number in this range.
    Real(u32, u32),
    /// One of these words.
    Words(&'static [&'static str]),
    /// Keys of strategies, comma-separated.
    Strategies,
    /// A word or a URL.
    Endpoint,
    /// Parts of a figure.
    Parts,
    /// This word, or a rate.
    Rate(&'static str),
    /// JavaScript of at most this many characters.
    Code(u32),
    /// Latencies, comma-separated; none is the default.
    Latencies,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(low, high) => write!(f, "a whole number ({low}–{high})"),
            Self::Real(low, high) => write!(f, "a number ({low}–{high})"),
            Self::Words(words) => write!(f, "one of {}", words.join(", ")),
            Self::Strategies => {
                let keys: Vec<_> = Strategy::all().map(Strategy::key).collect();
                write!(f, "one or more of {}, separated by commas", keys.join(", "))
            }
            Self::Endpoint => f.write_str(Endpoint::EXPECTED),
            Self::Parts => f.write_str(Show::EXPECTED),
            Self::Rate(word) => f.write_str(&Rate::expected(word)),
            Self::Latencies => f.write_str(Latencies::EXPECTED),
            Self::Code(most) => write!(f, "JavaScript of at most {most} characters"),
        }
    }
}

impl Kind {
    /// The whole number that a text in plain digits stands for; `None` if it is
    /// out of range.
    fn whole<T: TryFrom<u64>>(self, text: &str) -> Option<T> {
        let Self::Whole(low, high) = self else {
            return None;
        };
        let number = plain(text)?.parse().ok()?;
        (low..=high)
            .contains(&number)
            .then(|| T::try_from(number).ok())?
    }

    /// `Some(None)` for the word, or the rate that a text stands for.
    #[allow(clippy::option_option)] // the outer one is a refusal
    fn rate(self, text: &str) -> Option<Option<Rate>> {
        match self {
            Self::Rate(word) if word == text => Some(None),
            _ => Rate::parse(text).map(Some),
        }
    }

    /// A text that is not too long.
    fn code(self, text: &str) -> Option<Rc<str>> {
        let Self::Code(most) = self else { return None };
        (text.chars().count() <= most as usize).then(|| text.into())
    }

    fn milliseconds(self, text: &str) -> Option<Duration> {
        self.whole(text).map(Duration::from_millis)
    }

    /// The number that a text in plain digits stands for, without the digits
    /// after the sixth decimal place; `None` if it is out of range.
    fn real(self, text: &str) -> Option<f64> {
        let Self::Real(low, high) = self else {
            return None;
        };
        let (whole, fraction) = plain(text)?.split_once('.').unwrap_or((text, "0"));
        let digits = fraction.bytes().all(|digit| digit.is_ascii_digit());
        let six: String = fraction.chars().chain("000000".chars()).take(6).collect();
        let millionths = whole.parse::<u32>().ok()?.checked_mul(1_000_000)?;
        let number = f64::from(millionths.checked_add(six.parse().ok()?)?) / 1e6;
        (digits && (f64::from(low)..=f64::from(high)).contains(&number)).then_some(number)
    }
}

/// The text, if it begins with a digit. The library's parsers would also accept
/// “+1”.
fn plain(text: &str) -> Option<&str> {
    text.starts_with(|first: char| first.is_ascii_digit())
        .then_some(text)
}

/// A time in milliseconds. It is exact, because all settings are whole
/// milliseconds.
fn milliseconds(time: Duration) -> String {
    count(usize::try_from(time.as_millis()).unwrap_or(usize::MAX)) + "\u{a0}ms"
}

fn names(strategies: &[Strategy]) -> String {
    let names: Vec<_> = strategies.iter().map(|one| one.name()).collect();
    names.join(", ")
}

/// The strategies with these comma-separated keys, each once, in the table's
/// order.
fn strategies(text: &str) -> Option<Vec<Strategy>> {
    let keys = text.split(',').map(|key| Strategy::from_key(key.trim()));
    let chosen = keys.collect::<Option<Vec<_>>>()?;
    Some(Strategy::all().filter(|one| chosen.contains(one)).collect())
}

/// A row of the table of settings.
#[derive(Clone, Copy)]
pub struct Setting {
    /// Its name in links, attributes and scripts.
    pub name: &'static str,
    /// Its possible values.
    pub kind: Kind,
    /// The unit of its values; empty if they have none.
    pub unit: &'static str,
    /// The words beside its control; empty if the form has none.
    pub label: &'static str,
    words: fn(&Settings) -> String,
    get: fn(&Settings) -> String,
    /// Sets the value that a text stands for; `None`, and no change, if it is
    /// not of this kind.
    set: fn(&mut Settings, Kind, &str) -> Option<()>,
}

/// Every setting, in the order of links and of attributes.
#[rustfmt::skip]
pub static SETTINGS: [Setting; 23] = [
    Setting { name: "endpoint", kind: Kind::Endpoint, unit: "", label: "to: a word, or a URL with {id}",
        words: |s| s.endpoint.destination(),
        get: |s| s.endpoint.to_string(),
        set: |s, _, text| Endpoint::parse(text).map(|endpoint| s.endpoint = endpoint) },
    Setting { name: "requests", kind: Kind::Whole(1, 10_000), unit: "", label: "how many",
        words: |s| counted(s.requests, "request"),
        get: |s| s.requests.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.requests = n) },
    Setting { name: "strategies", kind: Kind::Strategies, unit: "", label: "strategies",
        words: |s| names(&s.strategies),
        get: |s| s.strategies.iter().map(|strategy| strategy.key()).collect::<Vec<_>>().join(","),
        set: |s, _, text| strategies(text).map(|chosen| s.strategies = chosen) },
    Setting { name: "concurrency", kind: Kind::Whole(1, 256), unit: "", label: "at a time",
        words: |s| format!("{} at a time", s.concurrency),
        get: |s| s.concurrency.to_string(),
        set: |s, kind, text| kind.whole(text).and_then(NonZeroUsize::new).map(|n| s.concurrency = n) },
    Setting { name: "rounds", kind: Kind::Whole(1, 50), unit: "", label: "repetitions",
        words: |s| counted(s.rounds, "round"),
        get: |s| s.rounds.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.rounds = n) },
    Setting { name: "seed", kind: Kind::Whole(0, (1 << 53) - 1), unit: "", label: "random seed",
        words: |s| format!("seed {}", s.seed),
        get: |s| s.seed.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.seed = n) },
    Setting { name: "latency", kind: Kind::Whole(0, 10_000), unit: "ms", label: "mean latency",
        words: |s| format!("{} each on average", milliseconds(s.latency)),
        get: |s| decimal(s.latency.as_secs_f64() * 1e3, 0),
        set: |s, kind, text| kind.milliseconds(text).map(|time| s.latency = time) },
    Setting { name: "spread", kind: Kind::Real(0, 2), unit: "", label: "σ of latencies",
        words: |s| format!("spread {}", decimal(s.spread, 6)),
        get: |s| decimal(s.spread, 6),
        set: |s, kind, text| kind.real(text).map(|n| s.spread = n) },
    Setting { name: "latencies", kind: Kind::Latencies, unit: "ms a line", label: "recorded",
        words: |_| "recorded latencies".into(),
        get: |s| s.latencies.to_string(),
        set: |s, _, text| Latencies::parse(text).map(|latencies| s.latencies = latencies) },
    Setting { name: "failures", kind: Kind::Whole(0, 100), unit: "%", label: "answered with 500",
        words: |s| format!("{}\u{a0}% fail", s.failures),
        get: |s| s.failures.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.failures = n) },
    Setting { name: "cap", kind: Kind::Whole(0, 256), unit: "", label: "connections; 0: no limit",
        words: |s| counted(s.cap, "connection"),
        get: |s| s.cap.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.cap = n) },
    Setting { name: "capacity", kind: Kind::Whole(0, 256), unit: "", label: "served at once; 0: all",
        words: |s| format!("server capacity {}", s.capacity),
        get: |s| s.capacity.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.capacity = n) },
    Setting { name: "quota", kind: Kind::Rate("none"), unit: "", label: "allowed, else 429",
        words: |s| s.quota.map_or_else(|| "no quota".into(), |quota| format!("quota {quota}")),
        get: |s| s.quota.map_or_else(|| "none".into(), |quota| quota.to_string()),
        set: |s, kind, text| kind.rate(text).map(|quota| s.quota = quota) },
    Setting { name: "burst", kind: Kind::Whole(0, 10_000), unit: "", label: "at once; 0: the quota’s N",
        words: |s| "burst ".to_owned() + &count(s.burst),
        get: |s| s.burst.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.burst = n) },
    Setting { name: "pace", kind: Kind::Rate("auto"), unit: "", label: "pace; auto: the quota, or 10/s",
        words: |s| format!("paced at {}", s.pace()),
        get: |s| s.pace.map_or_else(|| "auto".into(), |pace| pace.to_string()),
        set: |s, kind, text| kind.rate(text).map(|pace| s.pace = pace) },
    Setting { name: "code", kind: Kind::Code(20_000), unit: "", label: "your own",
        words: |s| counted(s.code.lines().count(), "line") + " of code",
        get: |s| s.code.as_ref().to_owned(),
        set: |s, kind, text| kind.code(text).map(|code| s.code = code) },
    Setting { name: "steps", kind: Kind::Whole(1, 5), unit: "", label: "steps of each",
        words: |s| counted(s.steps as usize, "step") + " each",
        get: |s| s.steps.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.steps = n) },
    Setting { name: "work", kind: Kind::Whole(0, 1_000), unit: "ms", label: "computing in each",
        words: |s| format!("{} of work each", milliseconds(s.work)),
        get: |s| decimal(s.work.as_secs_f64() * 1e3, 0),
        set: |s, kind, text| kind.milliseconds(text).map(|time| s.work = time) },
    Setting { name: "timeout", kind: Kind::Whole(1, 60_000), unit: "ms", label: "deadline",
        words: |s| format!("deadline {}", milliseconds(s.timeout)),
        get: |s| decimal(s.timeout.as_secs_f64() * 1e3, 0),
        set: |s, kind, text| kind.milliseconds(text).map(|time| s.timeout = time) },
    Setting { name: "retries", kind: Kind::Whole(0, 5), unit: "", label: "sent again if failed",
        words: |s| if s.retries == 1 { "1 retry".into() } else { format!("{} retries", s.retries) },
        get: |s| s.retries.to_string(),
        set: |s, kind, text| kind.whole(text).map(|n| s.retries = n) },
    Setting { name: "theme", kind: Kind::Words(&["auto", "light", "dark"]), unit: "", label: "colours",
        words: |_| String::new(),
        get: |s| s.theme.word().to_owned(),
        set: |s, _, text| Theme::from_word(text).map(|theme| s.theme = theme) },
    Setting { name: "embed", kind: Kind::Whole(0, 1), unit: "", label: "",
        words: |_| String::new(),
        get: |s| u8::from(s.embed).to_string(),
        set: |s, kind, text| kind.whole::<u8>(text).map(|n| s.embed = n == 1) },
    Setting { name: "show", kind: Kind::Parts, unit: "", label: "",
        words: |_| String::new(),
        get: |s| s.show.to_string(),
        set: |s, _, text| Show::parse(text).map(|show| s.show = show) },
];

impl Setting {
    /// The setting with this name.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] if there is none.
    pub fn named(name: &str) -> Result<&'static Self, Refusal> {
        let found = SETTINGS.iter().find(|setting| setting.name == name);
        found.ok_or_else(|| Refusal::Unknown {
            name: name.to_owned(),
            suggestion: Self::nearest(name).map_or_else(
                || {
                    format!(
                        "the settings are {}",
                        SETTINGS.map(|setting| setting.name).join(", ")
                    )
                },
                |nearest| format!("did you mean {nearest}?"),
            ),
        })
    }

    /// The name of the setting that a misspelt name resembles, if it does.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        spelling::nearest(name, SETTINGS.iter().map(|setting| setting.name))
    }

    /// Its value, as a text that [`Settings::set`] takes.
    #[must_use]
    pub fn get(&self, settings: &Settings) -> String {
        (self.get)(settings)
    }

    /// Its value in words, as part of a sentence or of a list; empty for a
    /// setting that concerns only the look of the page.
    #[must_use]
    pub fn words(&self, settings: &Settings) -> String {
        (self.words)(settings)
    }

    /// Whether its value is not the default.
    #[must_use]
    pub fn differs(&self, settings: &Settings) -> bool {
        self.get(settings) != self.get(&Settings::default())
    }

    /// The next value up or down from a text that is one: its second digit
    /// changes, as does the only one of a short number; the unit of a rate stays.
    /// `None` if there is none in the setting's range.
    #[must_use]
    pub fn step(&self, text: &str, up: bool) -> Option<String> {
        let next = if let Kind::Real(..) = self.kind {
            let step = if up { 0.1 } else { -0.1 };
            decimal(self.kind.real(text)? + step, 6)
        } else {
            let end = text.find(|c: char| !c.is_ascii_digit());
            let (number, unit) = text.split_at(end.unwrap_or(text.len()));
            let number: u64 = number.parse().ok()?;
            // From 100 it is 10 to the next number and 1 to the last.
            let smaller = number.checked_sub(u64::from(!up))?;
            let digits = smaller.checked_ilog10().unwrap_or_default();
            let step = 10_u64.pow(digits.saturating_sub(1));
            let next = if up {
                number.checked_add(step)
            } else {
                number.checked_sub(step)
            };
            format!("{}{unit}", next?)
        };
        let is_value = next != text && self.put(&mut Settings::default(), &next).is_some();
        is_value.then_some(next)
    }

    /// What was expected instead of a refused text.
    pub(super) fn expected(&self, text: &str) -> String {
        match self.kind {
            Kind::Endpoint => Endpoint::expected(text),
            Kind::Latencies => Latencies::expected(text),
            kind => kind.to_string(),
        }
    }

    /// Sets its value from a text; `None`, and no change, if the text is not of
    /// this setting's kind.
    pub(super) fn put(&self, settings: &mut Settings, text: &str) -> Option<()> {
        match self.kind {
            Kind::Whole(..) | Kind::Real(..) => {
                (self.set)(settings, self.kind, &spelling::number(text, self.unit))
            }
            Kind::Code(_) => (self.set)(settings, self.kind, text),
            _ => (self.set)(settings, self.kind, spelling::trimmed(text)),
        }
    }
}
