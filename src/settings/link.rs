//! The settings in links: in the query string, and code in the fragment.

use std::{mem, time::Duration};

use base64ct::{Base64UrlUnpadded, Encoding};

use super::{Latencies, Refusal, SETTINGS, Setting, Settings, spelling};

/// The setting that stands in the fragment of a link. A browser sends no server a
/// fragment, and a query string of that length would be refused by some.
const CODE: &str = "code";
/// The setting that only a report has if it is long.
const LATENCIES: &str = "latencies";
/// The name of the instant that a link shows. It is no setting: a run has none.
const AT: &str = "at";

/// The instant in a link’s query string, in milliseconds after `at=`.
#[must_use]
pub fn instant(query: &str) -> Option<Duration> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    milliseconds(&pairs.find(|(name, _)| name == AT)?.1)
}

/// A link that shows an instant, exact to a millisecond.
#[must_use]
pub fn at_instant(link: &str, instant: Duration) -> String {
    let (query, fragment) = link.split_at(link.find('#').unwrap_or(link.len()));
    let mark = if query.is_empty() { '?' } else { '&' };
    format!("{query}{mark}{AT}={}{fragment}", instant.as_millis())
}

fn milliseconds(value: &str) -> Option<Duration> {
    value.parse().ok().map(Duration::from_millis)
}

impl Settings {
    /// The settings in a link's query string, with or without its “?”. Names
    /// that sites add to links, to see where readers come from, are passed over.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<Refusal>) {
        let query = query.strip_prefix('?').unwrap_or(query);
        let pairs = form_urlencoded::parse(query.as_bytes());
        let is_tracker =
            |name: &str| spelling::is_tracker(name) && Setting::nearest(name).is_none();
        let at = pairs.clone().find(|(name, _)| name == AT);
        let pairs = pairs.filter(|(name, _)| name != AT && !is_tracker(name));
        let (mut settings, mut refusals) = Self::read(pairs);
        if let Some((_, value)) = at.filter(|(_, value)| milliseconds(value).is_none()) {
            refusals.push(Refusal::Value {
                name: AT,
                value: value.into(),
                expected: "an instant in milliseconds".into(),
            });
        }
        let code = mem::take(&mut settings.code);
        if !code.is_empty() {
            refusals.push(Refusal::Value {
                name: CODE,
                value: code.as_ref().into(),
                expected: "in the fragment of a link (#code=…)".into(),
            });
        }
        (settings, refusals)
    }

    /// Sets the code from a link's fragment, where it is base64url of its UTF-8.
    /// Returns the refusal, if there is one; then nothing has changed.
    pub fn set_code(&mut self, encoded: &str) -> Option<Refusal> {
        let bytes = Base64UrlUnpadded::decode_vec(encoded).ok();
        let Some(code) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return Some(Refusal::Value {
                name: CODE,
                value: encoded.to_owned(),
                expected: "base64url of its UTF-8 in a link".into(),
            });
        };
        self.set(CODE, &code).err()
    }

    /// The settings that differ from the defaults, as a query string without
    /// “?”. The code is not among them, and neither are latencies that are too many
    /// for a link.
    #[must_use]
    pub fn to_query(&self) -> String {
        let fit = self.latencies.fit_link();
        self.query(|name| name != CODE && (name != LATENCIES || fit))
    }

    /// The settings that a link carries.
    #[must_use]
    pub fn in_address(&self) -> Self {
        let mut settings = self.clone();
        if !self.latencies.fit_link() {
            settings.latencies = Latencies::default();
        }
        settings
    }

    /// The settings that differ from the defaults and that a link may have, as a
    /// query string. With latencies it says how many requests there are.
    fn query(&self, may_have: impl Fn(&str) -> bool) -> String {
        let default = Self::default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        for setting in SETTINGS.iter().filter(|one| may_have(one.name)) {
            if self.is_written(setting, &default) {
                query.append_pair(setting.name, &setting.get(self));
            }
        }
        query.finish()
    }

    /// The code as part of a fragment, without “#”; empty if there is none.
    #[must_use]
    pub fn to_fragment(&self) -> String {
        if self.code.is_empty() {
            return String::new();
        }
        format!(
            "{CODE}={}",
            Base64UrlUnpadded::encode_string(self.code.as_bytes())
        )
    }

    /// Whether a link says what a setting is: where it differs from the default, and the
    /// number of requests beside latencies.
    pub(super) fn is_written(&self, setting: &Setting, default: &Self) -> bool {
        let is_number = setting.name == "requests" && !self.latencies.is_empty();
        is_number || setting.get(self) != setting.get(default)
    }

    /// What follows the address of the page in a link: “?” and the query string, “#”
    /// and the fragment, each unless it is empty.
    #[must_use]
    pub fn link(&self, fragment: &str) -> String {
        let query = self.to_query();
        let mark = |mark: &'static str, part: &str| if part.is_empty() { "" } else { mark };
        [mark("?", &query), &query, mark("#", fragment), fragment].concat()
    }

    /// The same, with the code in the fragment.
    #[must_use]
    pub fn to_link(&self) -> String {
        self.link(&self.to_fragment())
    }

    /// All that differs from the defaults as one text, for another program of the
    /// page.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.query(|_| true)
    }

    /// The settings in a text that [`to_text`](Self::to_text) wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self::read(form_urlencoded::parse(text.as_bytes())).0
    }
}
