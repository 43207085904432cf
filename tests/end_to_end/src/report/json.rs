//! Fields of the report, read strictly: a missing field, or one of another type, fails the test.

use serde_json::Value;

/// A field of any type.
pub fn field<'a>(object: &'a Value, key: &str) -> &'a Value {
    let short = || object.to_string().chars().take(300).collect::<String>();
    object
        .get(key)
        .unwrap_or_else(|| panic!("`{key}` is missing in {}", short()))
}

/// A number.
pub fn number(object: &Value, key: &str) -> f64 {
    optional(object, key).unwrap_or_else(|| panic!("`{key}` is null"))
}

/// A number or `null`.
pub fn optional(object: &Value, key: &str) -> Option<f64> {
    match field(object, key) {
        Value::Null => None,
        value => Some(
            value
                .as_f64()
                .unwrap_or_else(|| panic!("`{key}` is no number but {value}")),
        ),
    }
}

/// A count.
pub fn whole(object: &Value, key: &str) -> usize {
    let value = field(object, key);
    let whole = value
        .as_f64()
        .filter(|number| number.fract() == 0.0 && *number >= 0.0);
    let digits = whole.map(|number| format!("{number:.0}"));
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_else(|| panic!("`{key}` is no count but {value}"))
}

/// A text.
pub fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    let value = field(object, key);
    value
        .as_str()
        .unwrap_or_else(|| panic!("`{key}` is no text but {value}"))
}

/// True or false.
pub fn truth(object: &Value, key: &str) -> bool {
    let value = field(object, key);
    value
        .as_bool()
        .unwrap_or_else(|| panic!("`{key}` is neither true nor false but {value}"))
}

/// A list.
pub fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    let value = field(object, key);
    value
        .as_array()
        .unwrap_or_else(|| panic!("`{key}` is no list but {value}"))
}
