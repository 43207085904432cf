//! Sweeps over the pace: where 429 begins, the knee, and what they are made of.

use inflight::{
    analysis::{comparison::Limit, pace_sweep::PaceSweep},
    settings::Settings,
    strategy::Strategy::Paced,
};

use crate::helpers::{compare, settings};

const A_HUNDRED_A_MINUTE: &str = "requests=200&quota=100/min&burst=20&retries=5";

fn sweep(query: &str) -> PaceSweep {
    PaceSweep::of(&settings(query)).expect("a quota")
}

#[test]
fn the_knee_is_the_fastest_pace_that_the_quota_allows_to_the_end() {
    // (200 − 1) · 100 / (200 − 20) = 110.6
    let sweep = sweep(A_HUNDRED_A_MINUTE);
    let knee = sweep.knee().expect("a knee");
    assert_eq!((knee.pace.to_string(), knee.refused), ("110/min".into(), 0));
    let said = sweep.sentence();
    let parts = [
        "Foretold in virtual time; nothing was sent.",
        "The knee of paced is at 110\u{a0}a minute: 109\u{a0}s, and no 429.",
        "From 125\u{a0}a minute on, the server answers 429: ",
        "No pace ends before 108\u{a0}s: quota binds.",
    ];
    for part in parts {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn slower_paces_are_never_refused_and_faster_ones_gain_nothing_beyond_the_quota() {
    for query in [
        A_HUNDRED_A_MINUTE,
        "quota=5/s&burst=5&retries=5",
        "quota=1/s&retries=3",
        "quota=1000000/s&retries=3",
        "requests=60&quota=60/min&burst=10&retries=5&latency=400&concurrency=40",
        "requests=30&quota=20/s&burst=2&retries=5&steps=2",
    ] {
        let sweep = sweep(query);
        let (quota, _) = sweep.settings.bucket().expect("a quota");
        let paces: Vec<_> = sweep.points.iter().map(|one| one.pace.requests).collect();
        assert!(
            paces.is_sorted_by(|one, next| one < next),
            "{query}: {paces:?}"
        );
        assert!(paces.contains(&quota.requests), "{query}");
        for point in &sweep.points {
            if point.pace.interval() >= quota.interval() {
                assert_eq!(point.refused, 0, "{query}: {}", point.pace);
            }
            let (least, _) = point.bound.expect("with retries, all are there in the end");
            assert!(point.total >= least, "{query}: {}", point.pace);
        }
    }
}

#[test]
fn a_point_is_the_round_that_a_run_with_that_pace_has() {
    let sweep = sweep("quota=5/s&burst=5&retries=5");
    for point in &sweep.points {
        let settings = Settings {
            pace: Some(point.pace),
            strategies: vec![Paced],
            ..sweep.settings.clone()
        };
        let run = compare(&settings);
        let round = &run.rounds(Paced)[0];
        assert_eq!(round.timeline.end(), point.total);
        assert_eq!(round.timeline.refusals(), point.refused);
        assert_eq!(round.ideal, point.bound.map(|(least, _)| least));
    }
}

#[test]
fn without_retries_the_paces_that_lose_requests_have_no_bound_and_are_no_knee() {
    let sweep = sweep("quota=5/s&burst=5");
    let lossy: Vec<_> = sweep.points.iter().filter(|one| one.refused > 0).collect();
    assert!(!lossy.is_empty());
    assert!(lossy.iter().all(|point| point.bound.is_none()));
    assert_eq!(sweep.knee().expect("a knee").refused, 0);
    // Only one request, which fails whatever the pace.
    let none = PaceSweep::of(&settings("requests=1&quota=5/s&failures=100")).expect("a quota");
    assert!(
        none.sentence().contains("There is no knee"),
        "{}",
        none.sentence()
    );
}

#[test]
fn where_the_width_binds_no_pace_is_faster_and_it_is_said() {
    let sweep = sweep("requests=40&quota=600/s&latency=1000&spread=0&concurrency=4&retries=5");
    let (least, limit) = sweep
        .points
        .last()
        .and_then(|point| point.bound)
        .expect("a bound");
    assert_eq!((least.as_millis(), limit), (10_000, Limit::Slots));
    assert!(
        sweep
            .sentence()
            .ends_with("No pace ends before 10.0\u{a0}s: width binds."),
        "{}",
        sweep.sentence()
    );
}

#[test]
fn where_the_burst_is_enough_for_all_no_pace_is_said_to_be_the_last() {
    let sweep = sweep("requests=20&quota=5/s&burst=20&latency=10&spread=0");
    let (_, limit) = sweep
        .points
        .last()
        .and_then(|point| point.bound)
        .expect("a bound");
    assert_eq!(limit, Limit::Pace);
    let said = sweep.sentence();
    assert!(
        !said.contains("No pace") && !said.contains("429:"),
        "{said}"
    );
}

#[test]
fn without_a_quota_there_is_nothing_to_sweep() {
    for query in ["", "pace=5/s", "quota=5/s&endpoint=site"] {
        assert_eq!(PaceSweep::of(&settings(query)), None, "{query}");
    }
}
