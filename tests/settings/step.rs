//! The next value and the one before, for the arrow keys in the form.

use inflight::settings::{Kind, SETTINGS, Setting, Settings};
use proptest::{prop_assert, prop_assert_eq, proptest};

fn step(name: &str, text: &str, up: bool) -> Option<String> {
    Setting::named(name).expect("a setting").step(text, up)
}

#[test]
fn the_second_digit_changes_and_the_unit_of_a_rate_stays() {
    for (name, text, up, next) in [
        ("requests", "24", true, "25"),
        ("latency", "115", true, "125"),
        ("latency", "1150", false, "1050"),
        ("requests", "99", true, "100"),
        ("requests", "100", true, "110"),
        ("requests", "110", false, "100"),
        ("requests", "100", false, "99"),
        ("spread", "0.7", true, "0.8"),
        ("spread", "0.25", false, "0.15"),
        ("quota", "5/s", true, "6/s"),
        ("pace", "100/min", false, "99/min"),
        ("burst", "0", true, "1"),
    ] {
        assert_eq!(step(name, text, up).as_deref(), Some(next), "{name} {text}");
    }
}

#[test]
fn at_the_ends_of_its_range_and_from_a_word_there_is_no_step() {
    for (name, text, up) in [
        ("requests", "10000", true),
        ("requests", "1", false),
        ("burst", "0", false),
        ("spread", "2", true),
        ("spread", "0", false),
        ("quota", "none", true),
        ("quota", "1/s", false),
        ("quota", "1000000/s", true),
        ("endpoint", "simulated", true),
        ("theme", "dark", true),
        ("requests", "", true),
        ("requests", "99999999999999999999", true),
    ] {
        assert_eq!(step(name, text, up), None, "{name} {text}");
    }
}

proptest! {
    #[test]
    fn a_step_up_is_taken_back_by_a_step_down(digits in 1_u64..100, zeros in 0_u32..3) {
        let number = digits * 10_u64.pow(if digits < 10 { 0 } else { zeros });
        let text = number.to_string();
        if let Some(next) = step("requests", &text, true) {
            prop_assert!(next.parse::<u64>().is_ok_and(|next| next > number));
            prop_assert_eq!(step("requests", &next, false), Some(text));
        }
    }

    #[test]
    fn every_step_is_a_value_of_the_setting(text in "[0-9]{1,7}(|\\.[0-9]|/s|/min)", up: bool) {
        for setting in SETTINGS.iter().filter(|setting| setting.kind != Kind::Strategies) {
            if let Some(next) = setting.step(&text, up) {
                prop_assert!(Settings::default().set(setting.name, &next).is_ok());
            }
        }
    }
}
