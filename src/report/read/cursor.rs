//! The way through a report that somebody else wrote: whatever is met, its
//! path is known.

use std::{ops::RangeInclusive, time::Duration};

use serde_json::Value;

use super::number;
use crate::settings::shortened;

/// Why a text was not taken as a report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not even JSON: what the parser says.
    #[error("this is no JSON: {0}")]
    NoJson(String),
    /// Something is not what it must be.
    #[error("this is no report: {path} must be {expected}, not {found}")]
    Field {
        /// Where, as in `strategies[0].rounds[2].ranked`.
        path: String,
        /// What it must be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// Something every report has is not there.
    #[error("this is no report: {0} is missing")]
    Missing(String),
    /// Something is there that no report has.
    #[error("this is no report: {0} does not belong there")]
    Unknown(String),
    /// It was not computed from the rest of the report.
    #[error("{path} is {found}, but its requests say {expected}")]
    Contradiction {
        /// Where.
        path: String,
        /// What follows from the rest.
        expected: String,
        /// What is there.
        found: String,
    },
}

/// A value in a report, and where it stands. (The path is put into words only
/// when there is something to say of it: a report may have a million fields.)
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) value: &'a Value,
    parent: Option<&'a Cursor<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

impl<'a> Cursor<'a> {
    /// The whole report.
    pub(super) fn root(value: &'a Value) -> Self {
        Self {
            value,
            parent: None,
            step: Step::Field(""),
        }
    }

    fn child(&'a self, value: &'a Value, step: Step<'a>) -> Self {
        Self {
            value,
            parent: Some(self),
            step,
        }
    }

    /// Where this is: `strategies[0].rounds`.
    fn path(&self) -> String {
        let before = self.parent.map(Cursor::path).unwrap_or_default();
        match self.step {
            Step::Item(index) => format!("{before}[{index}]"),
            Step::Field(name) if before.is_empty() => shortened(name),
            Step::Field(name) => before + "." + &shortened(name),
        }
    }

    /// That this is not what it must be.
    pub(super) fn refused(&self, expected: &str) -> Unreadable {
        Unreadable::Field {
            path: self.parent.map_or("it".into(), |_| self.path()),
            expected: expected.to_owned(),
            found: shown(self.value),
        }
    }

    /// That something else follows from the rest of the report.
    pub(super) fn contradicted(&self, by: &Value) -> Unreadable {
        Unreadable::Contradiction {
            path: self.path(),
            expected: shown(by),
            found: shown(self.value),
        }
    }

    /// That this does not belong here.
    pub(super) fn unknown(&self) -> Unreadable {
        Unreadable::Unknown(self.path())
    }

    /// Every field of this, which must be an object.
    pub(super) fn fields(&'a self) -> Result<impl Iterator<Item = (&'a str, Self)>, Unreadable> {
        let fields = self.value.as_object();
        let fields = fields.ok_or_else(|| self.refused("an object"))?;
        let fields = fields.iter();
        Ok(fields.map(|(name, value)| (name.as_str(), self.child(value, Step::Field(name)))))
    }

    /// A field that need not be there.
    pub(super) fn optional(&'a self, name: &'a str) -> Option<Self> {
        let value = self.value.get(name)?;
        Some(self.child(value, Step::Field(name)))
    }

    /// A field that must be there.
    pub(super) fn field(&'a self, name: &'a str) -> Result<Self, Unreadable> {
        if !self.value.is_object() {
            return Err(self.refused("an object"));
        }
        let missing = self.child(&Value::Null, Step::Field(name));
        let found = self.optional(name);
        found.ok_or_else(|| Unreadable::Missing(missing.path()))
    }

    /// The items of this, which must be a list of so many.
    pub(super) fn items(
        &'a self,
        length: RangeInclusive<usize>,
        what: &str,
    ) -> Result<impl Iterator<Item = Self>, Unreadable> {
        let items = self.value.as_array();
        let items = items.filter(|items| length.contains(&items.len()));
        let refused = || self.refused(&format!("a list of {} {what}", span(&length)));
        let items = items.ok_or_else(refused)?.iter().enumerate();
        Ok(items.map(|(index, value)| self.child(value, Step::Item(index))))
    }

    /// A number in plain digits.
    pub(super) fn plain(&self) -> Option<String> {
        number::plain(self.value.as_number()?.as_str())
    }

    /// A whole number in this range.
    pub(super) fn count(&self, range: RangeInclusive<usize>) -> Result<usize, Unreadable> {
        let number = self.plain().and_then(|digits| digits.parse().ok());
        let number = number.filter(|number| range.contains(number));
        number.ok_or_else(|| self.refused(&span(&range)))
    }

    /// A time.
    pub(super) fn time(&self) -> Result<Duration, Unreadable> {
        let time = self.plain().and_then(|digits| number::time(&digits));
        time.ok_or_else(|| self.refused("a number of milliseconds"))
    }

    /// A time, or nothing.
    pub(super) fn time_or_null(&self) -> Result<Option<Duration>, Unreadable> {
        if self.value.is_null() {
            return Ok(None);
        }
        let time = self.time().map(Some);
        time.map_err(|_| self.refused("a number of milliseconds or null"))
    }

    /// A text.
    pub(super) fn text(&self) -> Result<&'a str, Unreadable> {
        self.value.as_str().ok_or_else(|| self.refused("a text"))
    }

    /// Yes or no.
    pub(super) fn flag(&self) -> Result<bool, Unreadable> {
        let flag = self.value.as_bool();
        flag.ok_or_else(|| self.refused("true or false"))
    }
}

/// `3`, or `1 to 3`.
fn span(range: &RangeInclusive<usize>) -> String {
    let (low, high) = (range.start(), range.end());
    if low == high {
        low.to_string()
    } else {
        format!("{low} to {high}")
    }
}

/// Enough of a value to recognise it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{}”", shortened(text)),
        Value::Number(number) => shortened(number.as_str()),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".into(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => "null".into(),
    }
}
