//! The report for viewers of HTTP archives.

use std::collections::BTreeSet;

use inflight::{
    analysis::{comparison::Comparison, timeline::Span},
    report::{self, har::har},
    run::{Event, order},
    strategy::Strategy,
    world::{answer::Answer, transport::Transport},
};
use proptest::{prop_assert, prop_assert_eq, proptest, test_runner::Config};
use serde_json::{Value, json};

use crate::{
    has_exactly,
    helpers::{any_run, compare, cut_after, events, ms, rounds, settings},
    samples::{self, answered, environment, reply},
};

/// The log of an archive.
pub(crate) fn log(text: &str) -> Value {
    let mut archive: Value = serde_json::from_str(text).expect("JSON");
    has_exactly(&archive, "log");
    archive["log"].take()
}

fn list<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    object[name].as_array().expect("a list")
}

fn archive(comparison: &Comparison) -> Value {
    log(&har(comparison, &environment(false)))
}

fn archive_of(query: &str) -> Value {
    archive(&compare(&settings(query)))
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// The milliseconds since 2000 of a date within its January.
fn milliseconds(date: &Value) -> f64 {
    let date = date.as_str().expect("a date");
    let time = date.strip_prefix("2000-01-").expect("a date in January");
    let (day, time) = time.split_once('T').expect("a time");
    let time = time.strip_suffix('Z').expect("universal time");
    let part = |part: &str| part.parse::<f64>().expect("a number");
    let clock = time.split(':').map(part);
    let seconds = clock.fold(part(day) * 24.0 - 24.0, |sum, part| sum * 60.0 + part);
    seconds * 1e3
}

fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-4
}

/// How often a request was sent.
fn sendings(span: &Span) -> usize {
    span.in_flight().count()
}

/// What the specification of HAR 1.2 and the JSON schema of others demand, and
/// what this project promises.
fn check(log: &Value, comparison: &Comparison) {
    has_exactly(log, "version creator pages entries comment");
    assert_eq!(log["version"], "1.2");
    has_exactly(&log["creator"], "name version");
    let (pages, entries) = (list(log, "pages"), list(log, "entries"));
    let ids: BTreeSet<_> = pages.iter().map(|page| page["id"].to_string()).collect();
    assert_eq!(ids.len(), pages.len(), "each page has an id of its own");
    assert_eq!(pages.len(), rounds(comparison).len());
    for page in pages {
        has_exactly(
            page,
            "startedDateTime id title pageTimings _strategy _round",
        );
        has_exactly(&page["pageTimings"], "onContentLoad onLoad");
        assert!(number(&page["pageTimings"]["onLoad"]) >= -1.0);
    }
    for entry in entries {
        check_entry(entry);
        assert!(ids.contains(&entry["pageref"].to_string()));
    }
    let sent = rounds(comparison);
    let sent = sent.iter().flat_map(|(_, round)| round.timeline.spans());
    assert_eq!(entries.len(), sent.map(sendings).sum::<usize>());
    check_times(pages, entries);
}

fn check_entry(entry: &Value) {
    let optional = ["comment", "_deliveredMs", "_queuedMs"];
    let mut required = entry.clone();
    let fields = required.as_object_mut().expect("an object");
    fields.retain(|name, _| !optional.contains(&&**name));
    has_exactly(
        &required,
        "pageref startedDateTime time request response cache timings _strategy _round _index \
         _attempt _outcome",
    );
    let (request, response) = (&entry["request"], &entry["response"]);
    has_exactly(
        request,
        "method url httpVersion cookies headers queryString headersSize bodySize",
    );
    has_exactly(
        response,
        "status statusText httpVersion cookies headers content redirectURL headersSize bodySize",
    );
    has_exactly(&response["content"], "size mimeType");
    assert_eq!(entry["cache"], json!({}));
    let url = request["url"].as_str().expect("a URL");
    let is_uri = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}#".contains(c);
    assert!(url.contains("://") && url.chars().all(is_uri), "{url}");
    let timings = &entry["timings"];
    has_exactly(timings, "blocked dns connect ssl send wait receive");
    for name in ["dns", "connect", "ssl"] {
        assert_eq!(timings[name], -1, "{name}");
    }
    assert_eq!(
        (&timings["send"], &timings["receive"]),
        (&json!(0), &json!(0))
    );
    let times = timings.as_object().expect("an object").values();
    let known: f64 = times.map(number).filter(|time| *time >= 0.0).sum();
    assert!(number(&timings["wait"]) >= 0.0);
    assert!(is_close(number(&entry["time"]), known), "{entry}");
}

/// The entries of a page are in order, and lie between its start and the start of
/// the next page.
fn check_times(pages: &[Value], entries: &[Value]) {
    let starts = pages
        .iter()
        .map(|page| milliseconds(&page["startedDateTime"]));
    let starts: Vec<_> = starts.chain([f64::INFINITY]).collect();
    let mut entries = entries.iter().peekable();
    for (page, bounds) in pages.iter().zip(starts.windows(2)) {
        let mut latest = bounds[0];
        while let Some(entry) = entries.next_if(|entry| entry["pageref"] == page["id"]) {
            let start = milliseconds(&entry["startedDateTime"]);
            assert!(start >= latest - 1e-4, "{start} is before {latest}");
            assert!(start + number(&entry["time"]) + 900.0 < bounds[1]);
            latest = start;
        }
    }
    assert_eq!(
        entries.next(),
        None,
        "entries stand in the order of the pages"
    );
}

proptest! {
    // Each case runs up to twenty rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(32))]

    #[test]
    fn an_archive_keeps_the_rules_and_has_an_entry_for_each_sending(settings in any_run()) {
        let comparison = compare(&settings);
        let log = archive(&comparison);
        check(&log, &comparison);
        for (strategy, round) in rounds(&comparison) {
            let of_round = list(&log, "entries").iter();
            let of_round = of_round.filter(|entry| {
                entry["_strategy"] == strategy.key() && entry["_round"] == round.number + 1
            });
            let entries: Vec<_> = of_round.collect();
            for (index, span) in round.timeline.spans().iter().enumerate() {
                let of_request = entries.iter().filter(|entry| entry["_index"] == index);
                let mut attempts: Vec<_> = of_request
                    .clone()
                    .map(|entry| entry["_attempt"].as_u64().expect("a number"))
                    .collect();
                attempts.sort_unstable();
                let sent = u64::from(span.attempts);
                prop_assert_eq!(attempts, (1..=sent).collect::<Vec<_>>());
                let delivered = of_request.filter(|entry| !entry["_deliveredMs"].is_null());
                prop_assert_eq!(delivered.count(), usize::from(span.delivered.is_some()));
            }
            let outcome = |span| round.timeline.outcome(span).map(inflight::world::answer::Outcome::word);
            let ok = round.timeline.spans().iter().filter(|span| outcome(span) == Some("ok"));
            let ok_entries = entries.iter().filter(|entry| entry["_outcome"] == "ok");
            prop_assert_eq!(ok_entries.count(), ok.count());
        }
        prop_assert!(list(&log, "pages").len() == settings.rounds * settings.strategies.len());
    }
}

#[test]
fn an_archive_of_a_run_that_was_cut_keeps_the_rules_too() {
    let settings = settings(
        "requests=12&failures=20&quota=20/s&burst=5&retries=2&cap=3&strategies=joined,windowed",
    );
    for step in 0..events(&settings).len() {
        let comparison = cut_after(step, &settings);
        let log = archive(&comparison);
        check(&log, &comparison);
        let open = list(&log, "entries").iter();
        let open = open.filter(|entry| !entry["comment"].is_null());
        for entry in open {
            assert_eq!(
                (&entry["_outcome"], &entry["response"]["status"]),
                (&json!("cancelled"), &json!(0))
            );
        }
    }
}

#[test]
fn an_entry_says_what_happened_to_a_request() {
    let log = archive_of("requests=2&latency=100&spread=0&cap=1&strategies=joined&rounds=2");
    let entry = &list(&log, "entries")[3];
    let expected = json!({
        "pageref": "joined-2", "startedDateTime": "2000-01-01T00:00:02.000000Z", "time": 200,
        "request": {
            "method": "GET", "url": "https://api.example/todos/2", "httpVersion": "h2", "cookies": [],
            "headers": [], "queryString": [], "headersSize": -1, "bodySize": -1,
        },
        "response": {
            "status": 200, "statusText": "", "httpVersion": "h2", "cookies": [], "headers": [],
            "content": { "size": -1, "mimeType": "x-unknown" }, "redirectURL": "",
            "headersSize": -1, "bodySize": -1,
        },
        "cache": {},
        "timings": {
            "blocked": 100, "dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": 100, "receive": 0,
        },
        "_strategy": "joined", "_round": 2, "_index": 1, "_attempt": 1, "_outcome": "ok",
        "_deliveredMs": 200,
    });
    assert_eq!(entry, &expected);
    let page = json!({
        "startedDateTime": "2000-01-01T00:00:02.000000Z", "id": "joined-2", "title": "Joined, round 2",
        "pageTimings": { "onContentLoad": -1, "onLoad": 200 }, "_strategy": "joined", "_round": 2,
    });
    assert_eq!(list(&log, "pages")[1], page);
}

#[test]
fn a_request_that_was_sent_again_has_an_entry_for_each_sending() {
    let log =
        archive_of("requests=8&latency=50&quota=5/s&burst=4&retries=5&cap=6&strategies=joined");
    let entries = list(&log, "entries");
    let again = entries.iter().find(|entry| entry["_attempt"] == 2);
    let index = &again.expect("a second sending")["_index"];
    let of_request: Vec<_> = entries
        .iter()
        .filter(|entry| entry["_index"] == *index)
        .collect();
    let (last, before) = of_request.split_last().expect("two sendings");
    assert_ne!(before.len(), 0);
    for entry in before {
        assert_eq!(
            (&entry["_outcome"], &entry["response"]["status"]),
            (&json!("http"), &json!(429))
        );
        assert!(entry["_deliveredMs"].is_null() && entry["_queuedMs"].is_null());
    }
    // Nothing tells which of the sendings waited for a connection.
    assert!(
        of_request
            .iter()
            .all(|entry| entry["timings"]["blocked"] == -1)
    );
    assert!(last["_deliveredMs"].is_number() && last["_queuedMs"].is_number());
}

#[test]
fn requests_that_were_never_sent_are_left_out() {
    let mut comparison = Comparison::new(settings("requests=3&spread=0&strategies=joined"));
    for event in events(&comparison.settings).into_iter().take(2) {
        comparison.apply(event); // the announcement, and the first start
    }
    comparison.cancel();
    let log = archive(&comparison);
    assert_eq!(list(&log, "entries").len(), 1);
    assert_eq!(list(&log, "pages")[0]["pageTimings"]["onLoad"], -1);
}

#[test]
fn a_request_without_an_answer_has_the_status_0_and_says_why() {
    use inflight::world::answer::Failure;
    for (failure, word) in [
        (Failure::Network("x".into()), "network"),
        (Failure::Timeout(std::time::Duration::ZERO), "timeout"),
    ] {
        let log = archive(&answered(Answer::judge(Err(failure), None)));
        let entry = &list(&log, "entries")[0];
        assert_eq!(
            (&entry["response"]["status"], &entry["_outcome"]),
            (&json!(0), &json!(word))
        );
    }
}

#[test]
fn the_pages_stand_in_the_order_in_which_they_ran() {
    let settings = settings("requests=2&rounds=4&seed=3&strategies=sequential,joined,windowed");
    let log = archive(&compare(&settings));
    let ids = list(&log, "pages")
        .iter()
        .map(|page| page["id"].as_str().expect("a text"));
    let id = |round| move |one: Strategy| format!("{}-{}", one.key(), round + 1);
    let ran: Vec<_> = (0..4)
        .flat_map(|round| order(&settings, round).into_iter().map(id(round)))
        .collect();
    assert_eq!(ids.collect::<Vec<_>>(), ran);
}

#[test]
fn a_url_is_absolute_without_a_fragment_and_its_query_is_listed() {
    let url = |endpoint: &str| {
        let settings = settings(&format!("requests=1&strategies=joined&endpoint={endpoint}"));
        let mut comparison = answered(Answer::judge(Ok(reply(200, "a")), None));
        comparison.settings.endpoint = settings.endpoint;
        let mut log = archive(&comparison);
        log["entries"][0]["request"].take()
    };
    for (endpoint, expected) in [
        ("simulated", "https://api.example/todos/1"),
        ("site", "https://site.example/todos/1.json"),
        (
            "jsonplaceholder",
            "https://jsonplaceholder.typicode.com/todos/1",
        ),
        (
            "https://bücher.example/{id}%23top",
            "https://b%C3%BCcher.example/1",
        ),
        ("http://[::1]:8080/<{id}>", "http://[::1]:8080/%3C1%3E"),
    ] {
        assert_eq!(url(endpoint)["url"], expected);
    }
    let queried = url("https://example.org/a?q=b%2520c%26id={id}");
    assert_eq!(queried["url"], "https://example.org/a?q=b%20c&id=1");
    let pairs = json!([{ "name": "q", "value": "b c" }, { "name": "id", "value": "1" }]);
    assert_eq!(queried["queryString"], pairs);
}

#[test]
fn the_version_of_http_is_the_one_that_the_browser_told() {
    let version = |transport, protocol: Option<&str>| {
        let environment = inflight::analysis::environment::Environment {
            transport,
            protocol: protocol.map(str::to_owned),
            ..environment(false)
        };
        let log = log(&har(&samples::titled("a"), &environment));
        let version = |name| log["entries"][0][name]["httpVersion"].clone();
        assert_eq!(version("request"), version("response"));
        version("request")
    };
    assert_eq!(version(Transport::Network, Some("http/1.1")), "http/1.1");
    assert_eq!(version(Transport::Network, None), "unknown");
    assert_eq!(version(Transport::ServiceWorker, None), "unknown");
}

#[test]
fn an_archive_has_no_text_of_an_answer_and_is_the_same_from_a_report() {
    let comparison = samples::titled("a secret of the server");
    let environment = environment(false);
    let text = har(&comparison, &environment);
    assert!(!text.contains("secret"), "{text}");
    let (read, from) = report::read(&samples::json(&comparison, &environment)).expect("a report");
    assert_eq!(har(&read, &from), text);
}

/// A function of the reader's may send a request again before the first sending has
/// ended, and use the answer that comes first.
#[test]
fn of_sendings_that_overlap_the_one_with_the_answer_has_the_outcome() {
    let mut comparison = Comparison::new(settings("requests=1&strategies=joined"));
    let (index, answer) = (0, Answer::judge(Ok(reply(200, "a")), None));
    let (at, status, queued) = (ms(8), Some(200), None);
    for event in [
        Event::Announced {
            round: 0,
            strategy: Strategy::Joined,
        },
        Event::Started { index, at: ms(0) },
        Event::SentAgain { index, at: ms(5) },
        Event::Refused { index, at, status },
        Event::Finished {
            index,
            at,
            answer,
            queued,
        },
        Event::Delivered { index, slot: 0, at },
        Event::Ended,
    ] {
        comparison.apply(event);
    }
    let log = archive(&comparison);
    check(&log, &comparison);
    let [first, second] = list(&log, "entries") else {
        panic!("two sendings: {log}");
    };
    assert_eq!(
        (&first["time"], &first["_outcome"]),
        (&json!(8), &json!("ok"))
    );
    assert_eq!(first["_deliveredMs"], 8);
    assert_eq!(
        (&second["time"], &second["_outcome"]),
        (&json!(3), &Value::Null)
    );
    assert!(second["comment"].is_string() && second["_deliveredMs"].is_null());
}

#[test]
fn sendings_whose_times_are_not_known_share_an_entry() {
    let (joined, index, at) = (Strategy::Joined, 0, ms(0));
    let mut comparison = Comparison::new(settings("requests=1&strategies=joined"));
    let round = 0;
    comparison.apply(Event::Announced {
        round,
        strategy: joined,
    });
    comparison.apply(Event::Started { index, at });
    let round = comparison.current_round().expect("a round");
    round.timeline.set_attempts(index, 3);
    let log = archive(&comparison);
    assert_eq!(list(&log, "entries").len(), 1);
    assert_eq!(list(&log, "entries")[0]["_attempt"], Value::Null);
}

#[test]
fn what_is_opened_again_has_every_answer_with_its_time_in_flight() {
    let comparison = compare(&settings(
        "requests=20&rounds=2&cap=4&failures=10&strategies=joined,windowed",
    ));
    let text = har(&comparison, &environment(false));
    let file = report::recordings::read(&mut text.as_bytes(), 1).expect("a HAR");
    assert_eq!(file.format, "HAR");
    let rounds = rounds(&comparison);
    assert_eq!(file.groups.len(), rounds.len());
    for (strategy, round) in rounds {
        let id = format!("{}-{}", strategy.key(), round.number + 1);
        let group = file
            .groups
            .iter()
            .find(|group| group.page.as_ref() == Some(&id));
        let group = group.expect("a page for the round");
        assert_eq!(group.host.as_deref(), Some("api.example"));
        let in_flight = |span: &Span| {
            let finished = span.finished?;
            let since = span.started?.saturating_add(span.queued?);
            Some((finished, finished.saturating_sub(since)))
        };
        let spans = round.timeline.spans().iter();
        let mut expected: Vec<_> = spans.filter_map(in_flight).collect();
        let requests = group.recording.requests();
        // A recording begins when its first request has a connection.
        let mut opened: Vec<_> = requests
            .iter()
            .filter_map(|one| Some((one.finished()?, one.latency)))
            .collect();
        expected.sort_unstable();
        opened.sort_unstable();
        assert_eq!(opened, expected);
    }
}
