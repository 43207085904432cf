//! The remark about requests that timed out in the browser's queue.

use std::{rc::Rc, time::Duration};

use inflight::{
    analysis::{
        comparison::Comparison, diagnostics::never_sent, prediction::predict, timeline::Timeline,
    },
    run::Event,
    settings::Settings,
    strategy::Strategy::Joined,
    world::{
        answer::{Answer, Failure},
        todo,
    },
};

use crate::helpers::{ms, settings};

/// The remark about a joined round with this timeline.
fn said(settings: Settings, timeline: Timeline, connections: Option<usize>) -> Option<String> {
    let mut comparison = Comparison::new(settings);
    let strategy = Joined;
    comparison.apply(Event::Announced { round: 0, strategy });
    if let Some(round) = comparison.current_round() {
        (round.timeline, round.ended) = (timeline, true);
    }
    assert_eq!(Rc::strong_count(&comparison.rounds(Joined)[0]), 1);
    never_sent(&comparison, connections)
}

fn simulated(query: &str) -> Option<String> {
    let settings = settings(&format!("strategies=joined&{query}"));
    let timeline = predict(&settings, Joined, 0);
    said(settings, timeline, None)
}

/// A joined round on a real network: six requests at a time, each 300 ms with the
/// server, and a deadline of five seconds. The browser may tell how long the
/// answered requests waited; it never tells it of the others.
fn real(requests: usize, connections: Option<usize>, tells: bool) -> Option<String> {
    let query = format!("endpoint=site&strategies=joined&requests={requests}");
    let mut timeline = Timeline::new(requests);
    for index in 0..requests {
        let waited = ms(300) * u32::try_from(index / 6).unwrap_or(u32::MAX);
        let late = waited + ms(300) > ms(5_000);
        let came = if late {
            Err(Failure::Timeout(ms(5_000)))
        } else {
            Ok(todo::response(1, 200))
        };
        let at = Duration::ZERO;
        timeline.apply(Event::Started { index, at });
        timeline.apply(Event::Finished {
            index,
            at: ms(5_000).min(waited + ms(300)),
            answer: Answer::judge(came, None),
            queued: (tells && !late).then_some(waited),
        });
    }
    said(settings(&query), timeline, connections)
}

#[test]
fn of_199_joined_over_six_connections_half_time_out_and_most_of_them_were_never_sent() {
    let said = simulated("requests=199&cap=6&latency=300&spread=0&timeout=5000");
    assert!(
        said.is_some_and(|said| said.contains("joined: 103 of 199")
            && said.contains("most never left the browser"))
    );
}

#[test]
fn where_none_is_answered_the_simulated_network_knows_all_the_same() {
    assert!(simulated("requests=24&cap=6&latency=300&spread=0&timeout=100").is_some());
}

#[test]
fn a_server_that_is_slow_is_not_taken_for_a_queue() {
    for query in [
        "requests=24&latency=300&spread=0&timeout=100",
        "requests=11&cap=6&latency=300&spread=0&timeout=100",
        "requests=24&cap=6&latency=10&spread=0",
    ] {
        assert_eq!(simulated(query), None, "{query}");
    }
}

#[test]
fn on_a_real_network_it_is_concluded_from_those_that_were_answered() {
    let said = real(199, Some(6), true);
    assert!(said.is_some_and(|said| said.contains("joined: 103 of 199")));
}

#[test]
fn where_the_browser_does_not_tell_nothing_is_said() {
    assert_eq!(
        real(199, Some(6), false),
        None,
        "not how long any has waited"
    );
    assert_eq!(real(199, None, true), None, "not how many go out at once");
    assert_eq!(
        real(96 + 12, Some(6), true),
        None,
        "half of twelve may have been sent"
    );
}
