//! The settings in words.

use inflight::settings::{SETTINGS, Settings};

#[test]
fn the_settings_in_words_tell_every_setting_but_the_look() {
    let default = Settings::default();
    assert_eq!(
        default.summary(),
        "24 requests · on a simulated network · 115\u{a0}ms each on average · spread 0.7 · 10 at a time · 1 round · seed 1"
    );
    for setting in &SETTINGS {
        let other = ["1", "3", "site", "joined", "dark", "0.5"];
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
        let look = ["theme", "embed"].contains(&setting.name);
        assert_eq!(
            settings.summary() == default.summary(),
            look,
            "{}",
            setting.name
        );
    }
}
