//! The texts that the programs of the page exchange.

use inflight::{
    analysis::{comparison::Comparison, environment::Environment},
    report::{
        self,
        transfer::{self, Replay, replay_own, write},
    },
};
use proptest::{arbitrary::any, prop_assert_eq, proptest, sample::Index, test_runner::Config};

use crate::{
    helpers::{any_run, compare, cut_after, events, settings, sweeps::swept_in_part},
    samples::{environment, json},
};

/// The run in a text; `None` if the text is in another format.
fn replayed(text: &str) -> Option<(Comparison, Environment)> {
    let mut replay = Replay::begin(text, replay_own)?;
    while !replay.is_over() {
        replay.step()?;
    }
    Some(replay.end())
}

proptest! {
    // Each case runs up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    /// So the page shows and saves exactly what was read.
    #[test]
    fn what_is_told_as_events_and_replayed_is_what_was_read(
        settings in any_run(), cut in any::<Index>(), was_hidden in any::<bool>(),
    ) {
        let comparison = cut_after(cut.index(1 + events(&settings).len()), &settings);
        let read = report::read(&json(&comparison, &environment(was_hidden)));
        let (read, environment) = read.expect("it was written by ourselves");
        let told = write(&read, &environment);
        prop_assert_eq!(replayed(&told), Some((read, environment)));
    }
}

#[test]
fn what_is_no_such_text_is_not_replayed() {
    let settings = settings("requests=3&strategies=joined");
    let told = write(&compare(&settings), &environment(false));
    assert!(replayed(&told).is_some());
    for other in [
        String::new(),
        told.replace("network", "pigeons"),
        told.replacen("\ns ", "\ns x", 1),
        told + "\nz",
    ] {
        assert_eq!(replayed(&other), None, "{other}");
    }
}

/// So a page that opens a long report answers meanwhile.
#[test]
fn a_long_run_is_replayed_in_steps_and_a_short_one_at_once() {
    let steps = |query: &str| {
        let told = write(&compare(&settings(query)), &environment(false));
        let mut replay = Replay::begin(&told, replay_own).expect("a run");
        let mut steps = 0;
        while !replay.is_over() {
            replay.step().expect("its lines");
            steps += 1;
        }
        steps
    };
    assert_eq!(steps("requests=10&strategies=joined"), 1);
    // Each request is started, finished and delivered.
    assert!(steps("requests=5000&strategies=joined&rounds=6") >= 9);
}

#[test]
fn a_sweep_is_read_as_it_was_written() {
    for query in [
        "",
        "requests=60&capacity=12&rounds=6",
        "failures=100&spread=0.25",
    ] {
        for widths in [0, 3, 9] {
            let sweep = swept_in_part(query, widths);
            let read = transfer::sweep::read(&transfer::sweep::write(&sweep, "in virtual time"));
            assert_eq!(read, Some((sweep, "in virtual time".into())), "{query}");
        }
    }
    assert_eq!(transfer::sweep::read("requests=7\nhow\n1 0 what"), None);
}
