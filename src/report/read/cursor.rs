//! A position in the JSON of a report, with its path for messages.

use std::{ops::RangeInclusive, time::Duration};

use serde_json::Value;

use super::number;
use crate::settings::shortened;

/// Why a text cannot be read as a report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The text is not JSON; the message of the parser.
    #[error("this is not JSON: {0}")]
    NoJson(String),
    /// A value is not one that a report can have in its place.
    #[error("this is not a report: {path} must be {expected}, not {found}")]
    Field {
        /// The path of the value: `strategies[0].rounds[2].ranked`.
        path: String,
        /// The values that are allowed.
        expected: String,
        /// The value.
        found: String,
    },
    /// A field is missing; its path.
    #[error("this is not a report: {0} is missing")]
    Missing(String),
    /// No report has a field with this path.
    #[error("this is not a report: {0} does not belong there")]
    Unknown(String),
    /// A value differs from the one that follows from the requests.
    #[error("{path} is {found}, but the requests give {expected}")]
    Contradiction {
        /// The path of the value.
        path: String,
        /// The value that follows from the requests.
        expected: String,
        /// The value.
        found: String,
    },
}

/// A value in a report and the way to it. The path is written only for a
/// message: a report may have a million fields.
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

    /// The path: `strategies[0].rounds`.
    fn path(&self) -> String {
        let parent = self.parent.map(Cursor::path).unwrap_or_default();
        match self.step {
            Step::Item(index) => format!("{parent}[{index}]"),
            Step::Field(name) if parent.is_empty() => shortened(name),
            Step::Field(name) => parent + "." + &shortened(name),
        }
    }

    /// The error that this value is not the expected one.
    pub(super) fn mismatch(&self, expected: &str) -> Unreadable {
        Unreadable::Field {
            path: self.parent.map_or("it".into(), |_| self.path()),
            expected: expected.to_owned(),
            found: excerpt(self.value),
        }
    }

    /// The error that the requests give another value.
    pub(super) fn contradiction(&self, computed: &Value) -> Unreadable {
        Unreadable::Contradiction {
            path: self.path(),
            expected: excerpt(computed),
            found: excerpt(self.value),
        }
    }

    /// The error that no report has this field.
    pub(super) fn unknown(&self) -> Unreadable {
        Unreadable::Unknown(self.path())
    }

    /// The names and values of an object's fields.
    pub(super) fn fields(&'a self) -> Result<impl Iterator<Item = (&'a str, Self)>, Unreadable> {
        let fields = self.value.as_object();
        let fields = fields.ok_or_else(|| self.mismatch("an object"))?;
        let fields = fields.iter();
        Ok(fields.map(|(name, value)| (name.as_str(), self.child(value, Step::Field(name)))))
    }

    /// A field that may be missing.
    pub(super) fn optional(&'a self, name: &'a str) -> Option<Self> {
        let value = self.value.get(name)?;
        Some(self.child(value, Step::Field(name)))
    }

    /// A field that every report has.
    pub(super) fn field(&'a self, name: &'a str) -> Result<Self, Unreadable> {
        if !self.value.is_object() {
            return Err(self.mismatch("an object"));
        }
        let missing = self.child(&Value::Null, Step::Field(name));
        let found = self.optional(name);
        found.ok_or_else(|| Unreadable::Missing(missing.path()))
    }

    /// The items of a list whose length is in this range.
    pub(super) fn items(
        &'a self,
        length: RangeInclusive<usize>,
    ) -> Result<impl Iterator<Item = Self>, Unreadable> {
        let items = self.value.as_array();
        let items = items.filter(|items| length.contains(&items.len()));
        let mismatch = || self.mismatch(&format!("a list of length {}", in_words(&length)));
        let items = items.ok_or_else(mismatch)?.iter().enumerate();
        Ok(items.map(|(index, value)| self.child(value, Step::Item(index))))
    }

    /// The [plain digits](number::plain_digits) of a number.
    pub(super) fn plain_digits(&self) -> Option<String> {
        number::plain_digits(self.value.as_number()?.as_str())
    }

    /// A whole number in this range.
    pub(super) fn count(&self, range: RangeInclusive<usize>) -> Result<usize, Unreadable> {
        let number = self.plain_digits().and_then(|digits| digits.parse().ok());
        let number = number.filter(|number| range.contains(number));
        number.ok_or_else(|| self.mismatch(&in_words(&range)))
    }

    /// A time.
    pub(super) fn time(&self) -> Result<Duration, Unreadable> {
        let digits = self.plain_digits();
        let time = digits.and_then(|digits| number::time(&digits));
        time.ok_or_else(|| self.mismatch("a number of milliseconds"))
    }

    /// A time, or `None` for `null`.
    pub(super) fn time_or_null(&self) -> Result<Option<Duration>, Unreadable> {
        if self.value.is_null() {
            return Ok(None);
        }
        let time = self.time().map(Some);
        time.map_err(|_| self.mismatch("a number of milliseconds or null"))
    }

    /// A text.
    pub(super) fn text(&self) -> Result<&'a str, Unreadable> {
        self.value.as_str().ok_or_else(|| self.mismatch("a text"))
    }

    /// A truth value.
    pub(super) fn flag(&self) -> Result<bool, Unreadable> {
        let flag = self.value.as_bool();
        flag.ok_or_else(|| self.mismatch("true or false"))
    }
}

/// `3`, or `1 to 3`.
fn in_words(range: &RangeInclusive<usize>) -> String {
    let (low, high) = (range.start(), range.end());
    if low == high {
        low.to_string()
    } else {
        format!("{low} to {high}")
    }
}

/// Enough of a value to recognise it.
fn excerpt(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{}”", shortened(text)),
        Value::Number(number) => shortened(number.as_str()),
        Value::Array(items) => format!("a list of length {}", items.len()),
        Value::Object(_) => "an object".into(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => "null".into(),
    }
}
