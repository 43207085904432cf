//! Other spellings of values and names: what is understood, and what is refused
//! with the right spelling.

use inflight::settings::{Endpoint, Refusal, Settings};

use super::message;

fn set(name: &str, value: &str) -> Settings {
    let mut settings = Settings::default();
    let set = settings.set(name, value);
    assert_eq!(set, Ok(()), "{name}: {value:?}");
    settings
}

#[test]
fn a_decimal_comma_is_a_point() {
    for half in [
        "0.5",
        "0,5",
        ".5",
        ",5",
        "0٫5",
        "٠٫٥",
        "０．５".replace('．', ".").as_str(),
    ] {
        assert!((set("spread", half).spread - 0.5).abs() < 1e-9, "{half}");
    }
    for whole in ["50", "５０", "٥٠", "५०"] {
        assert_eq!(set("requests", whole).requests, 50, "{whole}");
    }
}

#[test]
fn spaces_around_a_value_do_not_matter() {
    for space in [
        " ", "\t", "\n", "\u{a0}", "\u{202f}", "\u{3000}", "\u{feff}", "\u{200b}", " \u{a0}",
    ] {
        for value in [
            format!("50{space}"),
            format!("{space}50"),
            format!("{space}50{space}"),
        ] {
            assert_eq!(set("requests", &value).requests, 50, "{value:?}");
        }
        assert_eq!(set("theme", &format!("dark{space}")).theme.word(), "dark");
        let url = set(
            "endpoint",
            &format!("{space}https://example.org/{{id}}{space}"),
        );
        assert_eq!(url.endpoint.to_string(), "https://example.org/{id}");
    }
}

#[test]
fn a_number_is_understood_as_the_page_writes_it() {
    for thousand in ["1 000", "1\u{2009}000", "1\u{a0}000", "1\u{202f}000"] {
        assert_eq!(set("requests", thousand).requests, 1_000, "{thousand:?}");
    }
    assert_eq!(set("latency", "115 ms").latency.as_millis(), 115);
    assert_eq!(
        set("latency", "1\u{2009}150\u{a0}ms").latency.as_millis(),
        1_150
    );
    assert_eq!(set("failures", "5 %").failures, 5);
}

/// “1,000” is a thousand to some readers and one to others.
#[test]
fn a_number_that_can_be_read_in_two_ways_is_refused() {
    for value in [
        "1,000", "1.000", "1 00", "10 00", "1 0000", "5 5", "1 000 00", "5,5", ",", ".", "5 s",
    ] {
        let said = message("requests", value);
        assert!(said.contains(value) && said.contains("1–10000"), "{said}");
    }
    for value in ["0,5,5", "0.5.5", ",", ".", "..5", "-,5", "0,-5"] {
        assert!(message("spread", value).contains("0–2"), "{value}");
    }
}

#[test]
fn a_placeholder_that_the_address_bar_encoded_is_understood() {
    for url in ["%7Bid%7D", "%7bid%7d", "{id}"] {
        let settings = set("endpoint", &format!("https://example.org/a/{url}?b=c"));
        assert_eq!(
            settings.endpoint.url(7),
            Some("https://example.org/a/7?b=c".into())
        );
    }
}

#[test]
fn a_placeholder_of_another_tool_is_refused_with_the_right_spelling() {
    for (given, named) in [
        ("{{id}}", "{{id}}"),
        ("{{ id }}", "{{ id }}"),
        ("${id}", "${id}"),
        ("$%7Bid%7D", "${id}"),
        ("%7B%7Bid%7D%7D", "{{id}}"),
        ("{ID}", "{id}"),
        (":id", ":id"),
        ("<id>", "<id>"),
        ("[id]", "[id]"),
        ("%s", "%s"),
        ("{}", "{}"),
    ] {
        let url = format!("http://127.0.0.1/todos/{given}");
        let said = message("endpoint", &url);
        for part in ["endpoint", "{id} in place of", named, &url] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}

#[test]
fn other_braces_dollars_and_colons_are_part_of_a_url() {
    for url in [
        "https://example.org/$/{id}",
        "https://example.org/{id}?$top=1",
        "https://example.org/{id}?q=%7Bx%7D",
        "https://example.org/a:id/{id}",
        "http://[::1]/{id}",
        "https://example.org/100%25/{id}",
    ] {
        assert_eq!(
            Endpoint::parse(url),
            Some(Endpoint::Url(url.to_owned())),
            "{url}"
        );
    }
}

#[test]
fn what_sites_add_to_links_is_passed_over() {
    let trackers = "fbclid=1&utm_source=x&utm_medium=y&gclid=1&_gl=1&mc_cid=1&ref=hn&msclkid=1&igshid=1&twclid=1\
        &_hsenc=1&mkt_tok=1&wbraid=1&gad_source=1&li_fat_id=1&si=1&source=rss&UTM_Campaign=z";
    let (settings, refusals) = Settings::from_query(&format!("?{trackers}&requests=7"));
    assert_eq!((settings.requests, refusals), (7, vec![]));
}

#[test]
fn a_misspelt_name_gets_the_nearest_right_one() {
    for (given, right) in [
        ("request", "requests"),
        ("Requests", "requests"),
        ("reqeusts", "requests"),
        ("strategy", "strategies"),
        ("round", "rounds"),
        ("retry", "retries"),
        ("latncy", "latency"),
        ("concurency", "concurrency"),
        ("end_point", "endpoint"),
        ("time_out", "timeout"),
        ("embedded", "embed"),
    ] {
        let (_, refusals) = Settings::from_query(&format!("{given}=1"));
        let [refusal @ Refusal::Unknown { .. }] = &*refusals else {
            panic!("{given}: {refusals:?}");
        };
        assert!(
            refusal
                .to_string()
                .contains(&format!("did you mean {right}?")),
            "{refusal}"
        );
    }
    let other = Settings::default()
        .set("bogus", "1")
        .map_err(|refusal| refusal.to_string());
    assert!(
        other.is_err_and(|said| said.contains("bogus") && said.contains("concurrency, rounds"))
    );
}
