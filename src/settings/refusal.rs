//! Why a setting was not taken, in words that a reader can act on.

use super::SETTINGS;

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
    /// A script's settings are none.
    #[error("settings must be an object, not {}", shortened(.0))]
    NoObject(String),
    /// A script's setting throws when it is looked at: its name, and what it
    /// says.
    #[error("{} cannot be read: {}", shortened(.0), shortened(.1))]
    Unreadable(String, String),
}

/// Enough of a value to recognise it: a message stays readable.
pub(crate) fn shortened(value: &str) -> String {
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
