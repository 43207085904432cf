//! Rates: their spellings, and what a quota and a pace make of a run.

use std::time::Duration;

use inflight::{settings::Settings, strategy::Strategy};

use crate::helpers::settings;

#[test]
fn a_rate_is_a_whole_number_for_a_second_a_minute_or_an_hour() {
    for (spelling, rate) in [
        ("5/s", "5/s"),
        (" 5 / s ", "5/s"),
        ("60/min", "60/min"),
        ("1000/h", "1000/h"),
        ("1\u{2009}000/h", "1000/h"),
        ("1000000/s", "1000000/s"),
    ] {
        let mut settings = Settings::default();
        settings.set("quota", spelling).expect(spelling);
        settings.set("pace", spelling).expect(spelling);
        let written = settings.to_query();
        let rate = rate.replace('/', "%2F");
        assert_eq!(written, format!("quota={rate}&pace={rate}"));
    }
}

#[test]
fn what_is_no_rate_is_refused_with_the_three_spellings() {
    for spelling in [
        "",
        "5",
        "0/s",
        "/s",
        "5/",
        "5/m",
        "5/sec",
        "5 per s",
        "-5/s",
        "+5/s",
        "5.5/s",
        "1e3/s",
        "1000001/s",
        "99999999999999999999/s",
        "5/s/s",
        "NaN/s",
        "5\\s",
        "s/5",
    ] {
        for (name, word, other) in [("quota", "none", "auto"), ("pace", "auto", "none")] {
            for value in [spelling, other] {
                let mut settings = Settings::default();
                let refusal = settings.set(name, value).expect_err(value).to_string();
                let expected = format!(
                    "{name} must be {word}, or a rate as 5/s, 60/min or 1000/h, with a whole number (1–1000000), not “{value}”"
                );
                assert_eq!(refusal, expected);
                assert_eq!(settings, Settings::default());
            }
        }
    }
}

#[test]
fn the_pace_is_the_quota_unless_it_is_set_or_there_is_none() {
    let pace = |query: &str| settings(query).pace().to_string();
    assert_eq!(pace(""), "10/s");
    assert_eq!(pace("quota=5/s"), "5/s");
    assert_eq!(pace("quota=5/s&pace=3/min"), "3/min");
}

#[test]
fn the_least_time_is_that_of_the_slower_one_of_quota_and_pace() {
    let least = |query: &str, strategy| settings(query).least_time(strategy);
    let ms = Duration::from_millis;
    let quota = "quota=5/s&burst=5&requests=24";
    assert_eq!(least(quota, Strategy::Joined), ms(3_800));
    assert_eq!(least(quota, Strategy::Paced), ms(4_600));
    assert_eq!(
        least(&format!("{quota}&steps=2"), Strategy::Joined),
        ms(8_600)
    );
    assert_eq!(
        least("quota=5/s&pace=100/s&burst=1", Strategy::Paced),
        ms(4_600)
    );
    assert_eq!(least("", Strategy::Joined), Duration::ZERO);
    // A bucket holds as many as the quota's number if nothing else is said.
    assert_eq!(
        least("quota=5/s&requests=5", Strategy::Joined),
        Duration::ZERO
    );
}
