//! What the page knows, and how that changes.

use std::time::Duration;

use inflight::{
    analysis::{comparison::Comparison, environment::Environment},
    page::state::{Action, Page, Phase},
    run::Event,
    settings::{Plan, Settings},
    strategy::Strategy,
    world::transport::Transport,
};

pub(crate) fn page(query: &str) -> Page {
    Page::new(Settings::from_query(query).0, vec![])
}

/// The end of a run, during which the page was hidden, or of a sweep.
pub(crate) fn over(comparison: Option<Comparison>, was_hidden: bool) -> Action {
    Action::Finished {
        phase: Phase::Finished,
        comparison,
        environment: Environment {
            transport: Transport::ServiceWorker,
            protocol: None,
            user_agent: String::new(),
            clock_resolution: Duration::from_micros(100),
            was_hidden,
            went_offline: false,
            worker_lost: false,
        },
    }
}

#[test]
fn a_refused_value_is_told_and_the_standing_one_stays() {
    let mut page = page("requests=7");
    page.apply(Action::Set("requests", "many".into()));
    assert_eq!(page.settings.requests, 7);
    assert!(page.view.messages()[0].contains("“many”"));
    page.apply(Action::Set("requests", "8".into()));
    assert_eq!((page.settings.requests, page.view.messages().len()), (8, 0));
}

/// A page whose link names a latency and a spread that are refused.
fn refused() -> Page {
    let (settings, refusals) = Settings::from_query("latency=many&spread=9&requests=7");
    Page::new(settings, refusals)
}

#[test]
fn a_refusal_stands_beside_the_result_until_its_setting_is_changed() {
    let mut page = refused();
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    page.apply(Action::Set("requests", "8".into()));
    page.apply(Action::Set("theme", "dark".into()));
    assert_eq!(page.view.messages().len(), 2);
    page.apply(Action::Set("latency", "50".into()));
    let [left] = &*page.view.messages() else {
        panic!("one refusal is left");
    };
    assert!(left.contains("spread"), "{left}");
    page.apply(Action::Set("spread", "1".into()));
    assert_eq!(page.view.messages(), Vec::<String>::new());
}

#[test]
fn another_wrong_value_takes_the_place_of_the_first_refusal() {
    let mut page = refused();
    page.apply(Action::Set("latency", "more".into()));
    let messages = page.view.messages();
    assert_eq!(messages.len(), 2);
    assert!(
        messages.iter().any(|one| one.contains("“more”")),
        "{messages:?}"
    );
    assert!(
        !messages.iter().any(|one| one.contains("“many”")),
        "{messages:?}"
    );
}

#[test]
fn refusals_go_when_the_reader_dismisses_them_or_takes_other_settings() {
    for action in [
        Action::CloseMessages,
        Action::Load(Settings::default()),
        Action::Refuse(vec![]),
    ] {
        let mut page = refused();
        page.apply(action);
        assert_eq!(page.view.messages(), Vec::<String>::new());
    }
}

#[test]
fn a_notice_goes_with_the_next_run_and_takes_no_refusal_with_it() {
    let mut page = refused();
    page.apply(Action::Notify("a run is going on already".into()));
    assert_eq!(page.view.messages().len(), 3);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert_eq!(page.view.messages().len(), 2);
}

#[test]
fn settings_changed_during_a_run_are_for_the_next_one() {
    let mut page = page("requests=7");
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    page.apply(Action::Set("requests", "8".into()));
    assert_eq!((page.shown().requests, page.settings.requests), (7, 8));
}

#[test]
fn a_list_that_is_scrolled_stays_so_in_the_next_run() {
    let mut page = page("requests=70");
    page.apply(Action::Scroll(true));
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert!(page.view.scrolled);
}

#[test]
fn the_whole_list_is_filled_once_the_end_of_a_run_was_drawn_and_not_while_the_next_one_goes() {
    let mut page = page("requests=70");
    assert!(page.run.all_rows);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert!(!page.run.all_rows);
    page.apply(Action::ShowAllRows);
    assert!(!page.run.all_rows, "that was the end of an earlier run");
    page.apply(over(None, false));
    assert!(!page.run.all_rows, "the end itself is drawn before");
    page.apply(Action::ShowAllRows);
    assert!(page.run.all_rows);
}

#[test]
fn the_strategy_that_runs_is_shown_until_the_reader_chooses_another() {
    let mut page = page("strategies=sequential,joined,batched");
    assert_eq!(page.chosen(), Some(Strategy::Sequential));
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let mut comparison = Comparison::new(page.settings.clone());
    comparison.apply(Event::Announced {
        round: 0,
        strategy: Strategy::Joined,
    });
    page.apply(Action::Progress {
        comparison,
        elapsed: Duration::ZERO,
    });
    assert_eq!(page.chosen(), Some(Strategy::Joined));
    page.apply(Action::Choose(Strategy::Batched));
    assert_eq!(page.chosen(), Some(Strategy::Batched));
    page.apply(Action::Set("strategies", "joined".into()));
    assert_eq!(
        page.chosen(),
        Some(Strategy::Batched),
        "the run goes on with its own strategies"
    );
}

#[test]
fn predictions_are_of_what_is_shown_also_after_a_change_in_the_middle_of_a_run() {
    let predicted = |page: &Page| page.predicted(Strategy::Sequential);
    let ms = |ms| Some(Duration::from_millis(ms));
    let query = "requests=3&latency=100&spread=0&strategies=sequential";
    for plan in [Plan::Rounds, Plan::UntilDecided, Plan::Sweep] {
        let mut page = page(query);
        let comparison = Comparison::new(page.settings.clone());
        page.apply(Action::Launch(page.settings.clone(), plan));
        page.apply(Action::Set("requests", "6".into()));
        let shown = if plan == Plan::Sweep { 600 } else { 300 };
        assert_eq!(predicted(&page), ms(shown), "{plan:?}");
        page.apply(over(
            Some(comparison).filter(|_| plan != Plan::Sweep),
            false,
        ));
        assert_eq!(predicted(&page), ms(shown), "{plan:?}");
        page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
        assert_eq!(predicted(&page), ms(600), "the next run is a new one");
    }
}
