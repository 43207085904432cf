//! The tests of `src/settings.rs` and `src/settings/`: which values are taken,
//! which are refused, and how a link carries them.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod latencies;
mod link;
mod plan;
mod rate;
mod show;
mod spelling;
mod step;
mod summary;

#[path = "../helpers/mod.rs"]
mod helpers;

use std::time::Duration;

use inflight::{
    settings::{Refusal, Settings},
    strategy::Strategy,
};

use proptest::{prop_assert, prop_assert_eq, proptest};

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
    assert!(
        matches!(&*refusals, [Refusal::Unknown { name, .. }] if name == "bogus"),
        "{refusals:?}"
    );
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
