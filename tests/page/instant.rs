//! The instant that is shown of a run, its replay, and what is predicted of a run before it.

use std::time::Duration;

use inflight::{
    analysis::{comparison::Comparison, prediction::performed},
    page::state::{Action, Page, Replay},
    run::Event,
    settings::Plan,
    strategy::Strategy::{self, Joined, Sequential},
};

use crate::state::{over, page};

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// Three requests of 100 ms: sequential takes 300 ms, joined 100 ms; the axis ends at 315 ms.
const QUERY: &str = "requests=3&latency=100&spread=0&strategies=sequential,joined";

/// A page after a run, which took exactly as long as predicted.
fn measured() -> Page {
    let mut page = page(QUERY);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let comparison = performed(&page.settings);
    page.apply(over(Some(comparison), false));
    page
}

fn at(page: &mut Page, instant: u64) -> Option<Duration> {
    page.apply(Action::GoTo(Some(ms(instant))));
    page.instant()
}

#[test]
fn the_end_is_shown_until_another_instant_is_asked_for() {
    for mut page in [page(QUERY), measured()] {
        assert!(page.has_instants());
        assert_eq!((page.instant(), page.axis().instant), (None, None));
        assert_eq!(at(&mut page, 150), Some(ms(150)));
        assert_eq!(page.axis().instant, Some(ms(150)));
        // Joined is over by then, so nothing of it is later.
        assert_eq!(page.own_axis(Joined).instant, None);
        assert_eq!(page.own_axis(Sequential).instant, Some(ms(150)));
        // From the end of the axis on there is nothing to come.
        assert_eq!(at(&mut page, 315), None);
        assert_eq!(at(&mut page, u64::MAX), None);
    }
}

#[test]
fn the_keys_go_from_one_round_step_to_the_next() {
    let mut page = measured();
    assert_eq!(page.axis().step(), ms(5), "at most a hundred fill 315 ms");
    at(&mut page, 152);
    for (steps, instant) in [
        (1, 155),
        (1, 160),
        (-1, 155),
        (10, 205),
        (-10, 155),
        (-100, 0),
        (-1, 0),
    ] {
        page.apply(Action::Move(steps));
        assert_eq!(page.instant(), Some(ms(instant)), "by {steps}");
    }
    at(&mut page, 152);
    page.apply(Action::Move(-1));
    assert_eq!(page.instant(), Some(ms(150)));
    page.apply(Action::Move(1_000));
    assert_eq!(page.instant(), None, "the end");
    page.apply(Action::Move(1));
    assert_eq!(page.instant(), None);
    page.apply(Action::Move(-1));
    assert_eq!(page.instant(), Some(ms(310)));
}

#[test]
fn every_step_of_every_axis_is_reached_and_left() {
    for latency in [1, 7, 100, 1_000, 10_000] {
        let mut page = page(&format!(
            "requests=9&latency={latency}&strategies=sequential"
        ));
        page.apply(Action::GoTo(Some(Duration::ZERO)));
        let step = page.axis().step();
        let mut expected = step;
        while expected < page.axis().end {
            page.apply(Action::Move(1));
            assert_eq!(page.instant(), Some(expected), "{latency} ms");
            expected += step;
        }
        page.apply(Action::Move(1));
        assert_eq!(page.instant(), None);
    }
}

#[test]
fn who_wants_no_motion_steps_from_the_beginning_to_the_end() {
    let mut page = page(QUERY);
    let mut seen = vec![];
    for _ in 0..7 {
        page.apply(Action::Step);
        seen.push(page.instant().map(|instant| instant.as_millis()));
    }
    let instants = [50, 100, 150, 200, 250, 300].map(Some);
    assert_eq!(seen, [&instants[..], &[None]].concat());
}

#[test]
fn a_replay_begins_at_the_start_and_ends_at_the_end_whatever_its_speed() {
    for (speed, frames) in [(1, 197), (10, 20), (100, 2), (1_000, 1)] {
        let mut page = measured();
        page.apply(Action::SetSpeed(speed));
        page.apply(Action::Replay(Some(Replay::default())));
        assert_eq!(
            (page.instant(), page.replays()),
            (Some(Duration::ZERO), true)
        );
        let mut drawn = 0;
        while page.replays() {
            page.apply(Action::Advance(ms(16)));
            drawn += 1;
        }
        assert_eq!((page.instant(), drawn), (None, frames), "{speed} tenths");
    }
}

#[test]
fn a_replay_goes_on_where_it_was_paused_and_ends_when_the_reader_moves_or_a_run_begins() {
    let mut page = measured();
    let begin = Action::Replay(Some(Replay::default()));
    page.apply(begin.clone());
    page.apply(Action::Advance(ms(40)));
    page.apply(Action::Replay(None));
    page.apply(Action::Advance(ms(40)));
    assert_eq!((page.instant(), page.replays()), (Some(ms(40)), false));
    page.apply(begin.clone());
    page.apply(Action::Advance(ms(20)));
    assert_eq!(page.instant(), Some(ms(60)));
    at(&mut page, 10);
    assert!(!page.replays());
    page.apply(begin);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert_eq!((page.instant(), page.replays()), (None, false));
}

#[test]
fn other_settings_and_a_run_show_the_end_again() {
    let mut page = measured();
    at(&mut page, 150);
    page.apply(Action::Set("theme", "dark".into()));
    assert_eq!(page.instant(), Some(ms(150)), "only the look is another");
    page.apply(Action::Set("requests", "4".into()));
    assert_eq!(page.instant(), None);
    at(&mut page, 150);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert_eq!(page.instant(), None);
    assert!(!page.has_instants(), "while a run goes on");
    page.apply(Action::GoTo(Some(ms(1))));
    assert_eq!(page.instant(), None);
}

#[test]
fn where_nothing_can_be_predicted_there_is_no_instant_before_a_run() {
    let mut page = page("requests=3&endpoint=site&strategies=joined");
    assert!(!page.has_instants());
    assert_eq!(at(&mut page, 1), None);
    page.apply(Action::Replay(Some(Replay::default())));
    assert!(!page.replays());
    assert!(page.ghost(Joined).is_none() && page.shown_timeline(Joined).is_none());
}

fn progress(page: &mut Page, events: &[Event]) {
    let mut comparison = page.run.comparison.clone().expect("a comparison");
    for event in events {
        comparison.apply(event.clone());
    }
    let elapsed = ms(50);
    page.apply(Action::Progress {
        comparison,
        elapsed,
    });
}

fn announced(round: usize, strategy: Strategy) -> Event {
    Event::Announced { round, strategy }
}

#[test]
fn a_row_is_predicted_until_its_first_round_is_over_and_never_again() {
    let mut page = page(&format!("{QUERY}&rounds=2"));
    let predicted = |page: &Page| [Sequential, Joined].map(|one| page.ghost(one).is_some());
    assert_eq!(predicted(&page), [true, true]);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    progress(&mut page, &[announced(0, Joined)]);
    assert_eq!(predicted(&page), [true, true], "its first round goes on");
    progress(&mut page, &[Event::Ended]);
    assert_eq!(predicted(&page), [true, false]);
    progress(
        &mut page,
        &[announced(0, Sequential), Event::Ended, announced(1, Joined)],
    );
    assert_eq!(
        predicted(&page),
        [false, false],
        "other latencies in the second round"
    );
    let shown = page.shown_timeline(Joined).expect("a timeline");
    assert!(!shown.predicted);
}

#[test]
fn what_the_reader_wrote_is_not_predicted_and_the_others_beside_it_are() {
    let page = page("requests=3&strategies=windowed,yours");
    assert!(page.ghost(Strategy::YOURS).is_none());
    assert!(page.ghost(Strategy::Windowed).is_some());
    assert!(page.prediction(Strategy::YOURS).is_none());
}

#[test]
fn a_report_is_shown_at_any_instant_and_nothing_in_it_is_predicted() {
    let mut page = page(QUERY);
    let Action::Finished { environment, .. } = over(None, false) else {
        panic!("the end of a run");
    };
    let comparison: Comparison = performed(&page.settings);
    page.apply(Action::ShowReport(comparison, environment));
    assert!(page.has_instants());
    assert_eq!(at(&mut page, 150), Some(ms(150)));
    assert!(
        page.shown_timeline(Joined)
            .is_some_and(|shown| !shown.predicted)
    );
    assert!(page.ghost(Joined).is_none());
}
