//! Refused settings, and messages that a reader can act on.

/// Why a setting was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The value is out of range or of the wrong kind.
    #[error("{name} must be {expected}, not “{}”", shortened(.value))]
    Value {
        /// The setting's name.
        name: &'static str,
        /// The refused value.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// No setting has this name.
    #[error("there is no setting “{}”; {suggestion}", shortened(.name))]
    Unknown {
        /// The name that was given.
        name: String,
        /// The setting that the name resembles, or all settings.
        suggestion: String,
    },
    /// A setting is given more than once; the first value counts.
    #[error("{0} is given more than once")]
    Twice(&'static str),
}

impl Refusal {
    /// The name of the setting that keeps its value, if there is one.
    #[must_use]
    pub fn setting(&self) -> Option<&'static str> {
        match self {
            Self::Value { name, .. } | Self::Twice(name) => Some(name),
            Self::Unknown { .. } => None,
        }
    }
}

/// The first 80 characters of a value, without control characters: enough to
/// recognise it, and short enough for a message.
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
