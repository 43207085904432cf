//! How new settings, a run and a report change what the page knows.

use std::time::Duration;

use inflight::{
    analysis::{comparison::Comparison, sweep::Sweep},
    page::{
        highlight::Language,
        history::PastRun,
        state::{Action, Open, Page, Phase},
    },
    settings::{Plan, Settings},
    strategy::Strategy,
};

use crate::state::{over, page};

fn launch(page: &mut Page) {
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
}

/// A page after a run whose reader has looked at everything.
fn explored() -> Page {
    let mut page = page("requests=7&strategies=sequential,joined");
    let past = PastRun {
        ended: 5,
        query: String::new(),
        medians: vec![],
        name: String::new(),
    };
    launch(&mut page);
    page.apply(over(None, false));
    for action in [
        Action::SelectLanguage(Language::Python),
        Action::OpenControls(Open::Form),
        Action::Scroll(true),
        Action::Choose(Strategy::Joined),
        Action::HistoryLoaded(vec![past]),
        Action::CompareWith(5),
        Action::ToggleAnswer(3),
        Action::Notify("why".into()),
    ] {
        page.apply(action);
    }
    page
}

#[test]
fn a_change_of_the_theme_leaves_the_results_where_they_are() {
    let mut page = page("requests=7");
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let comparison = Comparison::new(page.settings.clone());
    page.run.phase = Phase::Finished;
    page.apply(Action::Set("theme", "dark".into()));
    assert_eq!(page.run.comparison, Some(comparison));
    page.apply(Action::Set("requests", "8".into()));
    assert_eq!(page.run.comparison, None, "they belong to other settings");
}

#[test]
fn a_sweep_leaves_the_results_and_what_was_said_of_them() {
    let mut page = page("requests=7");
    let comparison = Comparison::new(page.settings.clone());
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    page.apply(over(Some(comparison), false));
    let compared = page.clone();
    page.apply(Action::Launch(page.settings.clone(), Plan::Sweep));
    page.apply(over(None, true));
    assert_eq!(page.run.comparison, compared.run.comparison);
    assert_eq!(page.run.environment, compared.run.environment);
    page.apply(Action::Set("requests", "8".into()));
    page.apply(Action::Launch(page.settings.clone(), Plan::Sweep));
    page.apply(over(None, true));
    let sweeps = page
        .run
        .environment
        .map(|environment| environment.was_hidden);
    assert_eq!(sweeps, Some(true), "there is nothing else to speak of");
}

#[test]
fn a_new_run_replaces_the_run_before_it() {
    let mut page = explored();
    assert!(page.run.environment.is_some());
    launch(&mut page);
    let fresh = Comparison::new(page.settings.clone());
    assert_eq!(page.run.comparison, Some(fresh));
    assert_eq!(
        (page.run.phase, page.run.plan),
        (Phase::Running, Plan::Rounds)
    );
    assert_eq!(
        (page.run.elapsed, &page.run.environment),
        (Duration::ZERO, &None)
    );
    assert_eq!(page.run.result(), None, "it is still in progress");
}

#[test]
fn a_new_run_keeps_what_the_reader_looks_at_and_takes_back_what_was_said_of_the_last_one() {
    let mut page = explored();
    let before = page.view.clone();
    launch(&mut page);
    assert_eq!(
        (page.view.language, page.view.open),
        (Language::Python, Open::Form)
    );
    assert!(page.view.scrolled);
    assert_eq!(page.chosen(), Some(Strategy::Joined));
    assert_eq!(page.view.history, before.history);
    assert_eq!(page.baseline().map(|past| past.ended), Some(5));
    assert_eq!(
        (page.view.open_answer, page.view.messages().len()),
        (None, 0)
    );
}

#[test]
fn a_change_of_the_look_keeps_the_run_and_every_other_change_replaces_it() {
    for (name, value, keeps) in [
        ("theme", "dark", true),
        ("embed", "1", true),
        ("seed", "9", false),
        ("strategies", "joined", false),
    ] {
        let mut page = explored();
        let before = page.run.clone();
        page.apply(Action::Set(name, value.into()));
        assert_eq!(page.run == before, keeps, "{name}");
        assert_eq!(page.run.comparison.is_some(), keeps, "{name}");
        assert_eq!(page.view.language, Language::Python, "{name}");
    }
}

#[test]
fn a_change_of_the_look_during_a_run_reaches_its_page_and_not_its_settings() {
    let mut page = page("requests=7");
    launch(&mut page);
    page.apply(Action::Set("theme", "dark".into()));
    assert_ne!(page.settings.theme, page.shown().theme);
    assert!(page.run.is_running());
}

#[test]
fn a_run_keeps_the_sweep_of_its_own_settings_and_no_other() {
    let swept = |query: &str| {
        let mut page = page(query);
        page.apply(Action::Launch(page.settings.clone(), Plan::Sweep));
        page.apply(Action::SweepProgress(Sweep::new(page.settings.clone())));
        page.apply(over(None, false));
        page
    };
    let mut page = swept("requests=7");
    launch(&mut page);
    assert!(page.run.sweep.is_some());
    let mut page = swept("requests=7");
    let other = Settings::from_query("requests=8").0;
    page.apply(Action::Launch(other, Plan::Rounds));
    assert_eq!(page.run.sweep, None);
}

#[test]
fn a_report_is_opened_in_the_look_of_the_page() {
    let mut page = page("requests=7&theme=dark");
    launch(&mut page);
    let Action::Finished { environment, .. } = over(None, true) else {
        unreachable!("it is the end of a run");
    };
    let report = Comparison::new(Settings::from_query("requests=9&theme=light").0);
    let open = Action::ShowReport(report.clone(), environment.clone());
    page.apply(open.clone());
    assert_eq!(page.shown().requests, 7, "a run is in progress");
    assert!(page.view.messages()[0].contains("after it"));
    page.apply(over(None, false));
    page.apply(open);
    assert_eq!(page.run.result(), Some(&report));
    assert_eq!(page.run.environment, Some(environment));
    assert_eq!(page.settings.to_query(), "requests=9&theme=dark");
    assert_eq!(page.view.messages(), Vec::<String>::new());
}
