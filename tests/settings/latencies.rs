//! Recorded latencies as a setting: what a text may be, and how a link carries them.

use std::time::Duration;

use inflight::settings::{Latencies, Settings};
use proptest::{collection::vec, prop_assert_eq, proptest};

use crate::{helpers::settings, message};

#[test]
fn latencies_are_numbers_of_milliseconds_by_commas_or_lines() {
    let all = |text: &str| Latencies::parse(text).map(|one| one.all().to_vec());
    let micros = |numbers: &[u64]| {
        let numbers = numbers.iter();
        Some(numbers.map(|one| Duration::from_micros(*one)).collect())
    };
    for text in [
        "1,20.5,600000",
        " 1\r\n20.500\n600000\n",
        "1 , 20.5 ,600000",
    ] {
        assert_eq!(all(text), micros(&[1_000, 20_500, 600_000_000]), "{text}");
    }
    assert_eq!(all("0.1239"), micros(&[123]));
    assert_eq!(all(" \n"), micros(&[]));
    for text in [
        "-1",
        "1e3",
        "1,,2",
        "600000.001",
        "1;2",
        "1 2",
        "NaN",
        ".5",
        "5.",
        "+1",
    ] {
        assert_eq!(all(text), None, "{text}");
    }
    let many = |count: usize| vec!["7"; count].join(",");
    assert_eq!(all(&many(10_000)).map(|all| all.len()), Some(10_000));
    assert_eq!(all(&many(10_001)), None);
}

#[test]
fn a_refusal_names_the_first_part_that_is_no_latency() {
    let said = message("latencies", "1,2,abc,-4");
    assert_eq!(
        said,
        "latencies must be 1–10,000 numbers of milliseconds (0–600,000), separated by commas; \
         the 3rd is “abc”, not “1,2,abc,-4”"
    );
}

proptest! {
    #[test]
    fn whatever_the_latencies_are_a_text_of_them_is_read_as_they_are(
        all in vec(0..600_000_000_u64, 0..40),
        requests in 1..10_000_usize,
    ) {
        let all: Vec<_> = all.into_iter().map(Duration::from_micros).collect();
        let latencies = Latencies::new(&all).expect("as long as allowed");
        prop_assert_eq!(latencies.all(), &*all);
        prop_assert_eq!(Latencies::parse(&latencies.to_string()), Some(latencies.clone()));
        let with = Settings { latencies, requests, ..Settings::default() };
        prop_assert_eq!(&settings(&with.to_query()), &with);
        prop_assert_eq!(&Settings::from_text(&with.to_text()), &with);
    }
}

#[test]
fn without_a_number_there_are_as_many_requests_as_latencies() {
    assert_eq!(settings("latencies=5,6,7").requests, 3);
    assert_eq!(settings("latencies=5,6,7&requests=24").requests, 24);
    // The link says so although 24 is the default.
    let link = settings("latencies=5,6,7&requests=24").to_query();
    assert_eq!(link, "requests=24&latencies=5%2C6%2C7");
    let element = settings(&link).element("https://a.example/");
    assert!(
        element.contains(r#"<inflight-figure requests="24" latencies="5,6,7">"#),
        "{element}"
    );
}

#[test]
fn a_link_is_as_long_as_2000_characters_allow_and_a_text_is_whole() {
    let with = |count: usize| {
        let all = vec!["7"; count].join(",");
        settings(&format!("latencies={all}"))
    };
    // A digit and a comma each, but for the last comma.
    assert!(with(1_000).to_query().contains("latencies"));
    let long = with(1_001);
    assert_eq!(long.to_query(), "requests=1001");
    assert_eq!(Settings::from_text(&long.to_text()), long);
}

#[test]
fn with_them_latency_spread_and_timeout_do_not_count() {
    let with = settings("latencies=5,6&latency=300&spread=1&timeout=7");
    assert_eq!(
        with.sentence(),
        "2 requests, recorded latencies, 10 at a time"
    );
    assert_eq!(with.deadline(), None);
    let real = settings("latencies=5,6&timeout=7&endpoint=site");
    assert_eq!(real.deadline(), Some(Duration::from_millis(7)));
    assert!(
        real.sentence().contains("deadline 7"),
        "{}",
        real.sentence()
    );
}
