//! The settings in words.

use inflight::settings::{SETTINGS, Settings};

use crate::helpers::settings;

#[test]
fn the_settings_in_words_tell_every_setting_but_the_look() {
    let default = Settings::default();
    assert_eq!(
        default.summary(),
        "24 requests · on a simulated network · 115\u{a0}ms each on average · spread 0.7 · 10 at a time · 1 round · seed 1"
    );
    for setting in &SETTINGS {
        let other = ["1", "3", "site", "joined", "dark", "0.5", "none", "7/s"];
        let mut settings = default.clone();
        for value in other {
            // Values of another kind are refused; the last one that is taken stays.
            settings.set(setting.name, value).ok();
        }
        assert_ne!(
            setting.get(&settings),
            setting.get(&default),
            "{}",
            setting.name
        );
        let look = ["theme", "embed", "show"].contains(&setting.name);
        assert_eq!(
            settings.summary() == default.summary(),
            look,
            "{}",
            setting.name
        );
    }
}

#[test]
fn the_sentence_beside_run_hides_nothing_that_differs() {
    let sentence = |query: &str| settings(query).sentence();
    assert_eq!(sentence(""), "24 requests, 115\u{a0}ms each, 10 at a time");
    assert_eq!(
        sentence("strategies=sequential,joined&rounds=6&requests=1"),
        "1 request, 115\u{a0}ms each, 6 rounds"
    );
    assert_eq!(
        sentence("endpoint=https://api.example/items/{id}&retries=2&strategies=joined"),
        "24 requests to api.example, 2 retries"
    );
    // The rows show the strategies, a panel shows the code, and the others concern the look alone.
    let is_seen = |name| ["strategies", "code", "theme", "embed", "show"].contains(&name);
    for setting in SETTINGS.iter().filter(|setting| !is_seen(setting.name)) {
        let mut other = Settings::default();
        for value in ["3", "0.5", "site", "5/s"] {
            other.set(setting.name, value).ok();
        }
        assert_ne!(other, Settings::default(), "{}", setting.name);
        assert_ne!(sentence(""), other.sentence(), "{}", setting.name);
    }
}
