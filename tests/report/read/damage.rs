//! Reading any file ends with a report or with a refusal, never with a panic.

use proptest::{
    arbitrary::any, collection::vec, prop_assert_eq, proptest, sample::Index, test_runner::Config,
};
use serde_json::{Value, json};

use super::refusals::{changed, pointers, small};
use crate::samples::again;

proptest! {
    #![proptest_config(Config::with_cases(2_000))]

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        drop(again(&text));
    }

    /// If the damaged text is still a report, writing and reading keep it.
    #[test]
    fn no_damaged_report_makes_it_panic(
        damage in vec((any::<Index>(), "[0-9a-z\",:.{}\\[\\]-]{0,3}"), 1..4),
    ) {
        let mut text = small();
        for (place, new) in damage {
            let place = place.index(text.len());
            if text.is_char_boundary(place) && text.is_char_boundary(place + 1) {
                text.replace_range(place..=place, &new);
            }
        }
        if let Ok(read) = again(&text) {
            prop_assert_eq!(again(&read), Ok(read));
        }
    }
}

#[test]
fn no_value_anywhere_makes_it_panic() {
    let mut all = Vec::new();
    pointers(&serde_json::from_str(&small()).expect("JSON"), "", &mut all);
    let huge: Value = serde_json::from_str("1e999999999999").expect("a number");
    let long: Value = serde_json::from_str(&"9".repeat(400)).expect("a number");
    let values = [
        json!(0),
        json!(0.5),
        json!(-1),
        json!(u64::MAX),
        json!(999_999_999_999.999),
        Value::Null,
        huge,
        long,
    ];
    for pointer in all {
        for value in &values {
            if let Ok(read) = again(&changed(&pointer, Some(value.clone()))) {
                assert_eq!(again(&read), Ok(read));
            }
        }
    }
}
