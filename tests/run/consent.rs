//! Which runs may be sent, which need a question, and which are refused.

use inflight::{
    run::consent::{Consent, consent},
    settings::{Endpoint, Plan, Settings},
    strategy::Strategy,
};

use crate::helpers::settings;

const PAGE: &str = "https://inflight.example";

/// The origin of a URL, in the spelling of browsers: in lower case, without the
/// usual port. A browser knows more spellings.
fn origin_of(url: &str) -> Option<String> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some(PAGE.to_owned());
    };
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let usual = if scheme == "http" { ":80" } else { ":443" };
    let authority = authority.strip_suffix(usual).unwrap_or(&authority);
    (!authority.contains("..")).then(|| format!("{scheme}://{authority}"))
}

fn consent_to(settings: &Settings, plan: Plan) -> Consent {
    consent(settings, plan, PAGE, origin_of)
}

fn refusal(settings: &Settings, plan: Plan) -> Option<String> {
    match consent_to(settings, plan) {
        Consent::Refused(why) => Some(why),
        Consent::Allowed | Consent::Ask(_) => None,
    }
}

fn one_by_one(endpoint: &str) -> Settings {
    Settings {
        endpoint: Endpoint::parse(endpoint).unwrap_or(Endpoint::Simulated),
        strategies: vec![Strategy::Sequential],
        ..Settings::default()
    }
}

#[test]
fn the_readers_own_servers_need_no_question() {
    for own in [
        "simulated",
        "site",
        "https://inflight.example/api/{id}",
        "HTTPS://Inflight.Example:443/{id}",
        "http://localhost:3000/{id}",
        "http://127.0.0.1:8000/{id}",
        "https://api.localhost/{id}",
        "https://127.9.9.9/{id}",
        "https://[::1]:8000/{id}",
    ] {
        let consent = consent_to(&one_by_one(own), Plan::Rounds);
        assert_eq!(consent, Consent::Allowed, "{own}");
    }
}

#[test]
fn a_strangers_server_needs_a_question() {
    for (stranger, origin) in [
        ("jsonplaceholder", "https://jsonplaceholder.typicode.com"),
        (
            "https://inflight.example:8443/{id}",
            "https://inflight.example:8443",
        ),
        (
            "https://localhost.evil.example/{id}",
            "https://localhost.evil.example",
        ),
        (
            "https://127.0.0.1.evil.example?{id}",
            "https://127.0.0.1.evil.example",
        ),
        ("https://192.168.1.1/{id}", "https://192.168.1.1"),
    ] {
        match consent_to(&one_by_one(stranger), Plan::Rounds) {
            Consent::Ask(demand) => assert_eq!(demand.origin, origin, "{stranger}"),
            other => panic!("{stranger}: {other:?}"),
        }
    }
}

#[test]
fn the_question_names_the_origin_the_number_and_the_concurrency() {
    let run = settings("endpoint=jsonplaceholder&strategies=sequential,windowed&rounds=3&steps=2");
    let Consent::Ask(demand) = consent_to(&run, Plan::Rounds) else {
        panic!("a stranger's server needs a question");
    };
    let question = demand.question();
    for part in [
        "288 requests", // every step is one
        "https://jsonplaceholder.typicode.com",
        "at most 10 at once",
    ] {
        assert!(question.contains(part), "{part}: {question}");
    }
}

#[test]
fn more_than_a_stranger_should_bear_is_refused_with_the_way_out() {
    let refused = |query: &str, plan| refusal(&settings(query), plan).unwrap_or_default();
    let wide = refused("endpoint=jsonplaceholder", Plan::Rounds);
    assert!(
        wide.contains("Joined and Ordered") && wide.contains("windowed"),
        "{wide}"
    );
    let bounded = "endpoint=jsonplaceholder&strategies=sequential,windowed";
    assert_eq!(refused(bounded, Plan::Rounds), "");
    let many = refused(&format!("{bounded}&requests=200&rounds=3"), Plan::Rounds);
    assert!(many.contains("1\u{2009}200 requests"), "{many}");
    assert_ne!(refused(bounded, Plan::UntilDecided), "");
    assert_ne!(refused(bounded, Plan::Sweep), "");
}

#[test]
fn what_the_pages_policy_would_block_is_refused_with_the_reason() {
    let refused = |endpoint| refusal(&one_by_one(endpoint), Plan::Rounds);
    for blocked in [
        "http://example.org/{id}",
        "http://inflight.example/{id}",
        "http://192.168.1.1/{id}",
        "http://127.9.9.9/{id}",
        "http://api.localhost/{id}",
        "http://[::1]:8000/{id}",
        "http://127.0.0.1.evil.example/{id}",
        "http://localhost.evil.example/{id}",
    ] {
        let said = refused(blocked).unwrap_or_default();
        assert!(said.contains("https servers"), "{blocked}: {said}");
    }
    for open in [
        "https://example.org/{id}",
        "http://localhost/{id}",
        "http://LOCALHOST:3000/{id}",
        "http://127.0.0.1:8000/{id}",
        "https://inflight.example/{id}",
    ] {
        assert_eq!(refused(open), None, "{open}");
    }
}

#[test]
fn ones_own_server_gets_ten_thousand_but_not_at_once() {
    let refused = |query: &str| refusal(&settings(query), Plan::Rounds);
    let all = "endpoint=site&strategies=sequential,batched,windowed,streamed";
    assert_eq!(
        refused(&format!("{all}&requests=10000&concurrency=256")),
        None
    );
    for strategy in ["joined", "ordered", "as-completed"] {
        let query = format!("endpoint=site&strategies={strategy}&requests=");
        assert_eq!(refused(&format!("{query}1000")), None);
        let said = refused(&format!("{query}1001")).unwrap_or_default();
        assert!(said.contains("windowed"), "{said}");
        assert_eq!(
            refused(&format!("strategies={strategy}&requests=10000")),
            None
        );
    }
}

#[test]
fn a_url_that_the_browser_cannot_read_is_refused_with_its_text() {
    let said = refusal(&one_by_one("https://a..b/{id}"), Plan::Rounds).unwrap_or_default();
    for part in ["endpoint", "“https://a..b/1”", "Nothing was sent"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_quota_of_a_real_server_is_refused_with_the_reason_and_a_pace_is_not() {
    let settings = |query: &str| settings(&format!("endpoint=site&strategies=paced&{query}"));
    let why = refusal(&settings("quota=5/s"), Plan::Rounds).expect("a refusal");
    let reason = "quota must be none where requests go to a real server, not “5/s”: how many it allows is not for this page to set. With pace=5/s, paced keeps to that many. Nothing was sent.";
    assert_eq!(why, reason);
    let paced = settings("pace=5/s");
    assert_eq!(consent_to(&paced, Plan::Rounds), Consent::Allowed);
}

#[test]
fn a_round_that_would_take_too_long_is_refused_with_the_reckoning() {
    for (query, words) in [
        // (199 − 1) / 10 an hour is 19.8 hours.
        (
            "endpoint=site&strategies=joined,paced&requests=199&pace=10/h",
            [
                "199 requests at 10\u{a0}an hour",
                "a round here may take 900\u{a0}s",
            ],
        ),
        (
            "quota=10/h&requests=24",
            [
                "24 requests at 10\u{a0}an hour",
                "a round here may take 600\u{a0}s",
            ],
        ),
        (
            "strategies=paced&pace=1/min&requests=12",
            ["12 requests at 1\u{a0}a minute", "660\u{a0}s at least"],
        ),
    ] {
        let why = refusal(&settings(query), Plan::Rounds).expect(query);
        for word in words {
            assert!(why.contains(word), "{query}: {why}");
        }
        assert!(why.ends_with("Nothing was sent."), "{why}");
    }
    for query in [
        "endpoint=site&strategies=paced&requests=800&pace=1/s",
        "quota=1/min&burst=1&requests=11",
        // Others keep to no pace.
        "endpoint=site&strategies=joined&requests=199&pace=10/h",
    ] {
        assert_eq!(refusal(&settings(query), Plan::Rounds), None, "{query}");
    }
}
