//! When the listings of strategies are loaded.

use inflight::{
    analysis::comparison::Comparison,
    page::{
        highlight::Language::{JavaScript, Python, Rust},
        state::{Action, Listing, Page, Phase},
    },
    run::Event,
    settings::Plan,
    strategy::Strategy::{Joined, Sequential},
};
use std::time::Duration;

use crate::state::{over, page};

/// Loads what the page wants to be loaded, and returns the addresses.
fn load(page: &mut Page) -> Vec<String> {
    let mut loaded = Vec::new();
    while let Some(address) = page.missing_listing() {
        let text = Listing::Text(address.as_str().into());
        page.apply(Action::KeepListing(address.clone(), text));
        loaded.push(address);
    }
    loaded
}

/// The address from which the listing came that is shown.
fn shown(page: &Page) -> &str {
    match page.listing() {
        Some(Listing::Text(text)) => text,
        other => panic!("no listing but {other:?}"),
    }
}

#[test]
fn what_is_shown_is_loaded_once() {
    let mut page = page("strategies=sequential,joined");
    assert_eq!(load(&mut page), ["snippets/rust/sequential.rs"]);
    page.apply(Action::SelectLanguage(Python));
    assert_eq!(load(&mut page), ["snippets/python/sequential.py"]);
    page.apply(Action::Choose(Joined));
    assert_eq!(load(&mut page), ["snippets/python/joined.py"]);
    page.apply(Action::SelectLanguage(Rust));
    assert_eq!(load(&mut page), ["snippets/rust/joined.rs"]);
    page.apply(Action::Choose(Sequential));
    assert_eq!(load(&mut page), Vec::<String>::new());
    assert_eq!(shown(&page), "snippets/rust/sequential.rs");
}

#[test]
fn what_could_not_be_loaded_is_tried_again_when_a_language_is_chosen() {
    let mut page = page("strategies=joined");
    page.apply(Action::SelectLanguage(JavaScript));
    let address = page.missing_listing().unwrap_or_default();
    for listing in [Listing::Loading, Listing::Failed("status 404".into())] {
        page.apply(Action::KeepListing(address.clone(), listing.clone()));
        assert_eq!(page.listing(), Some(&listing));
        assert_eq!(page.missing_listing(), None);
    }
    page.apply(Action::SelectLanguage(JavaScript));
    assert_eq!(load(&mut page), [address]);
}

/// A page in the middle of a run, in the round of joined.
fn running() -> Page {
    let mut page = page("strategies=sequential,joined");
    load(&mut page);
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let mut comparison = Comparison::new(page.settings.clone());
    comparison.apply(Event::Announced {
        round: 0,
        strategy: Joined,
    });
    page.apply(Action::Progress {
        comparison,
        elapsed: Duration::ZERO,
    });
    assert_eq!(page.chosen(), Some(Joined));
    page
}

#[test]
fn while_a_run_goes_nothing_is_loaded_that_the_reader_did_not_ask_for() {
    let mut page = running();
    assert_eq!(load(&mut page), Vec::<String>::new());
    assert_eq!(page.listed(), Some(Sequential));
    assert_eq!(shown(&page), "snippets/rust/sequential.rs");
    let comparison = page.run.comparison.clone();
    page.apply(over(comparison, false));
    assert_eq!(load(&mut page), ["snippets/rust/joined.rs"]);
    assert_eq!(page.listed(), Some(Joined));
}

/// A browser may not keep a page with a request in flight.
#[test]
fn a_page_that_is_being_left_loads_nothing() {
    let mut page = running();
    let Action::Finished {
        comparison,
        environment,
        ..
    } = over(page.run.comparison.clone(), false)
    else {
        panic!("the end of a run");
    };
    page.apply(Action::Finished {
        phase: Phase::Interrupted,
        comparison,
        environment,
    });
    assert_eq!(load(&mut page), Vec::<String>::new());
    page.apply(Action::Choose(Joined));
    assert_eq!(load(&mut page), ["snippets/rust/joined.rs"]);
}

#[test]
fn a_strategy_that_the_reader_chooses_during_a_run_shows_its_code_at_once() {
    let mut page = running();
    page.apply(Action::Choose(Joined));
    assert_eq!(load(&mut page), ["snippets/rust/joined.rs"]);
    assert_eq!(page.listed(), Some(Joined));
    page.apply(Action::SelectLanguage(Python));
    assert_eq!(load(&mut page), ["snippets/python/joined.py"]);
}

#[test]
fn a_language_that_the_reader_chooses_during_a_run_is_shown_at_once() {
    let mut page = running();
    page.apply(Action::SelectLanguage(Python));
    assert_eq!(load(&mut page), ["snippets/python/joined.py"]);
    assert_eq!(shown(&page), "snippets/python/joined.py");
}
