//! The recording that is open: what it sets, and what takes it away.

use std::{num::NonZeroUsize, rc::Rc, time::Duration};

use inflight::{
    analysis::{
        comparison::Comparison,
        foretold::Foretold,
        recording::{Recorded, Recording},
    },
    drawing::sweep_chart::Picture,
    page::state::{Action, Opened, Page, Panel, Phase},
    report::recordings::File,
    settings::{Latencies, Plan, Settings},
};

use crate::state::{over, page};

/// A recording of these latencies in milliseconds, one after the other.
fn opened(latencies: &[u64]) -> Opened {
    let mut start = Duration::ZERO;
    let requests = latencies.iter().map(|latency| {
        let latency = Duration::from_millis(*latency);
        let started = Some(start);
        start += latency;
        Recorded {
            started,
            latency,
            status: Some(200),
        }
    });
    let recording = Rc::new(Recording::new(requests.collect()));
    let file = File {
        format: "HAR".into(),
        entries: latencies.len(),
        groups: vec![],
        notes: vec![],
    };
    Opened {
        file: Rc::new(file),
        chosen: 0,
        timeline: recording.timeline().map(Rc::new),
        diagnosis: "".into(),
        recording,
    }
}

/// These settings with the latencies of a recording.
fn with(settings: &Settings, opened: &Opened) -> Settings {
    let latencies = Latencies::new(&opened.recording.latencies());
    let latencies = latencies.unwrap_or_default();
    Settings {
        requests: latencies.all().len(),
        latencies,
        ..settings.clone()
    }
}

/// A page with a recording of three requests.
fn recorded() -> Page {
    let mut page = page("strategies=joined,windowed");
    let opened = opened(&[30, 10, 20]);
    page.open_recording(with(&page.settings, &opened), opened);
    page
}

fn foretold() -> Foretold {
    Foretold {
        totals: vec![],
        enough: NonZeroUsize::MIN,
    }
}

#[test]
fn an_open_recording_is_shown_with_its_panel_and_its_latencies() {
    let page = recorded();
    assert_eq!(page.settings.requests, 3);
    assert_eq!(page.view.panel, Some(Panel::Latencies));
    assert_eq!(page.run.phase, Phase::Idle);
    let timeline = page.recorded();
    assert_eq!(
        timeline.map(inflight::analysis::timeline::Timeline::end),
        Some(Duration::from_millis(60))
    );
    // The axis has room for it.
    assert!(page.axis().end >= Duration::from_millis(60));
    assert_eq!(page.run.predictions.begun().count(), 2);
}

#[test]
fn other_settings_keep_the_recording_and_other_latencies_take_it_away() {
    let mut page = recorded();
    page.apply(Action::Set("concurrency", "2".into()));
    page.apply(Action::Set("theme", "dark".into()));
    assert!(page.recording.is_some());
    page.apply(Action::Set("latencies", "30\n10\n20\n40".into()));
    assert!(page.recording.is_none());
    // As many requests as latencies, whoever sets them.
    assert_eq!(page.settings.requests, 4);
    page.apply(Action::Set("latencies", String::new()));
    assert_eq!((page.settings.requests, page.recorded()), (4, None));
}

#[test]
fn what_is_foretold_is_asked_once_for_each_settings_and_never_during_a_run() {
    let mut page = recorded();
    assert!(page.misses_foretold());
    page.run.foretelling = true;
    assert!(!page.misses_foretold());
    page.apply(Action::Set("concurrency", "2".into()));
    assert!(page.misses_foretold());
    page.apply(Action::Launch(page.settings.clone(), Plan::Sweep));
    assert!(
        !page.misses_foretold(),
        "it would take time from the requests"
    );
    assert!(!crate::state::page("").misses_foretold());
}

#[test]
fn what_was_foretold_for_other_settings_is_not_shown() {
    let mut page = recorded();
    let settings = page.settings.clone();
    page.apply(Action::Set("concurrency", "2".into()));
    page.foretell(&settings, &foretold(), &Picture::default());
    assert_eq!((&page.run.foretold, &page.run.picture), (&None, &None));
    page.foretell(&page.settings.clone(), &foretold(), &Picture::default());
    assert!(page.run.foretold.is_some() && page.run.picture.is_some());
    // A run of the same settings keeps it.
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert!(page.run.foretold.is_some() && page.run.picture.is_some());
}

#[test]
fn a_run_has_the_recording_and_a_report_its_own_or_none() {
    let mut page = recorded();
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let begun = page.run.comparison.clone().expect("a comparison");
    assert!(begun.recording().is_some());
    let settings = page.settings.clone();
    page.apply(over(Some(Comparison::new(settings)), false));
    let ended = page.run.comparison.clone().expect("a comparison");
    let recording = page.recording.as_ref().map(|opened| &opened.recording);
    assert_eq!(ended.recording(), recording);
    let other = Comparison::new(Settings::from_query("requests=2").0);
    let environment = page.run.environment.clone().expect("an environment");
    page.apply(Action::ShowReport(other, environment));
    assert!(page.recording.is_none());
}

#[test]
fn more_than_a_thousand_latencies_are_predicted_elsewhere() {
    let latencies = |count: usize| vec!["5"; count].join(",");
    let predictions = |count| {
        let mut page = page("");
        page.apply(Action::Set("latencies", latencies(count)));
        page.run.predictions.begun().count()
    };
    assert_eq!((predictions(1_000), predictions(1_001)), (5, 0));
}

#[test]
fn a_recording_waits_for_the_end_of_a_run() {
    let mut page = page("strategies=joined");
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let opened = opened(&[30]);
    page.open_recording(with(&page.settings, &opened), opened);
    assert!(page.recording.is_none());
    assert!(page.view.messages()[0].contains("a run is going on"));
}
