//! Code in links: in the fragment, never in the query string.

use std::time::Duration;

use inflight::settings::{
    Settings,
    link::{at_instant, instant},
};
use proptest::{prop_assert_eq, proptest};

use crate::helpers::settings;

/// The settings that a link stands for.
fn from_link(link: &str) -> Settings {
    let (query, fragment) = link.split_once('#').unwrap_or((link, ""));
    let mut settings = settings(query);
    if let Some(code) = fragment.strip_prefix("code=") {
        assert_eq!(settings.set_code(code), None, "{link}");
    }
    settings
}

proptest! {
    #[test]
    fn whatever_the_code_is_a_link_carries_it(code in "\\PC{0,200}", newline in "[\n\r\t ]{0,3}") {
        let code = code + &newline;
        let with = settings("requests=7").with_code(&code).expect("short code");
        prop_assert_eq!(&from_link(&with.to_link()), &with);
        prop_assert_eq!(&Settings::from_text(&with.to_text()), &with);
    }
}

#[test]
fn code_is_base64url_of_its_utf_8_in_the_fragment() {
    let with = Settings::default().with_code("() => 'ü?>'").expect("code");
    let link = with.to_link();
    assert!(link.ends_with("#code=KCkgPT4gJ8O8Pz4n"), "{link}");
    assert!(!with.to_query().contains("code"), "{link}");
    assert_eq!(Settings::default().to_link(), "");
}

#[test]
fn code_in_a_query_is_refused_with_its_place() {
    let (settings, refusals) = Settings::from_query("requests=7&code=alert(1)");
    assert_eq!((settings.requests, &*settings.code), (7, ""));
    let words: Vec<_> = refusals.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        ["code must be in the fragment of a link (#code=…), not “alert(1)”"]
    );
}

#[test]
fn what_is_no_base64url_of_utf_8_is_refused_and_changes_nothing() {
    let before = Settings::default().with_code("() => 1").expect("code");
    for wrong in ["%", "a", "////", "_w", "KCkgPT4g J8O8Pz4n"] {
        let mut settings = before.clone();
        let refusal = settings.set_code(wrong).expect(wrong).to_string();
        assert!(
            refusal.contains("base64url") && refusal.contains(wrong),
            "{refusal}"
        );
        assert_eq!(settings, before);
    }
}

#[test]
fn code_has_a_longest_length() {
    let longest = "ü".repeat(20_000);
    assert!(Settings::default().with_code(&longest).is_ok());
    let refusal = Settings::default()
        .with_code(&(longest + "!"))
        .expect_err("too long");
    assert!(
        refusal.to_string().contains("at most 20000 characters"),
        "{refusal}"
    );
}

#[test]
fn with_code_its_strategy_is_chosen_and_without_it_is_not() {
    let keys = |settings: &Settings| {
        let keys: Vec<_> = settings.strategies.iter().map(|one| one.key()).collect();
        keys.join(",")
    };
    let two = settings("strategies=joined,windowed");
    let with = two.with_code("() => 1").expect("code");
    assert_eq!(keys(&with), "joined,windowed,yours");
    assert_eq!(
        keys(&with.with_code("() => 2").expect("code")),
        "joined,windowed,yours"
    );
    assert_eq!(with.with_code("").expect("no code"), two);
    let alone = settings("strategies=yours").with_code("").expect("no code");
    assert_eq!(keys(&alone), "yours");
}

#[test]
fn an_example_brings_the_settings_that_it_names() {
    let code = "// What it does.\n// with failures=10&cap=2\nasync () => {}";
    let with = Settings::default().with_example(code).expect("an example");
    assert_eq!((with.failures, with.cap, &*with.code), (10, 2, code));
    for entry in std::fs::read_dir("static/examples").expect("the examples") {
        let code = std::fs::read_to_string(entry.expect("a file").path()).expect("text");
        assert!(Settings::default().with_example(&code).is_ok(), "{code}");
    }
}

#[test]
fn the_instant_that_a_link_shows_is_no_setting() {
    let (with, refusals) = Settings::from_query("?requests=7&at=840");
    assert_eq!((with.to_query().as_str(), refusals), ("requests=7", vec![]));
    assert_eq!(
        instant("?requests=7&at=840"),
        Some(Duration::from_millis(840))
    );
    assert_eq!((instant(""), instant("?requests=7")), (None, None));
    // Neither in a report nor for a run.
    let (_, refusals) = Settings::read([("at", "840")]);
    assert!(refusals[0].to_string().contains("“at”"), "{refusals:?}");
}

#[test]
fn a_link_shows_the_instant_that_was_put_into_it_whatever_else_it_has() {
    for (link, with) in [
        ("", "?at=840"),
        ("?requests=7", "?requests=7&at=840"),
        ("#code=eA", "?at=840#code=eA"),
        ("?requests=7#code=eA", "?requests=7&at=840#code=eA"),
    ] {
        let at = at_instant(link, Duration::from_micros(840_700));
        assert_eq!(at, with);
        let query = at.split('#').next().unwrap_or_default();
        assert_eq!(instant(query), Some(Duration::from_millis(840)));
    }
}

#[test]
fn an_instant_that_is_none_is_refused_in_words_and_the_settings_stay() {
    for value in ["", "soon", "-1", "1e400", "0.5", "99999999999999999999"] {
        let (with, refusals) = Settings::from_query(&format!("requests=7&at={value}"));
        assert_eq!(with.requests, 7);
        let message = refusals[0].to_string();
        assert!(
            message.contains("at") && message.contains("milliseconds"),
            "{message}"
        );
        assert_eq!(instant(&format!("?at={value}")), None);
    }
}
