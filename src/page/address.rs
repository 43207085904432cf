//! The settings in the address of the page.

use std::time::Duration;

use crate::{
    browser::{document, location},
    page::view::own,
    settings::{Refusal, Settings, link},
};

/// The settings in the address, and the refusals. A page without an article is an
/// embedded figure.
#[must_use]
pub fn read() -> (Settings, Vec<Refusal>) {
    read_after(None)
}

/// The instant that the address shows.
#[must_use]
pub fn instant() -> Option<Duration> {
    link::instant(&location::query())
}

/// The settings after a step in the browser's history from these ones.
#[must_use]
pub fn step(from: &Settings) -> (Settings, Vec<Refusal>) {
    read_after(Some(from))
}

fn read_after(before: Option<&Settings>) -> (Settings, Vec<Refusal>) {
    let query = location::query();
    let (mut settings, mut refusals) = Settings::from_query(&query);
    if settings.embed || !document::has_article() {
        (settings, refusals) = Settings::embedded(&query);
    }
    // Latencies that are too many for the address stay while the rest of it does.
    if let Some(before) = before.filter(|before| before.to_query() == settings.to_query()) {
        settings.latencies = before.latencies.clone();
    }
    if let Some(own) = own::get() {
        refusals.extend((own.read_code)(&mut settings, before));
    }
    (settings, refusals)
}

/// The refusals that the readers of a figure see. Those of an embedded figure
/// cannot correct its author, who finds the refusals in the browser's console.
#[must_use]
pub fn for_readers(settings: &Settings, refusals: Vec<Refusal>) -> Vec<Refusal> {
    if !settings.embed {
        return refusals;
    }
    for refusal in refusals {
        document::warn(&refusal.to_string());
    }
    vec![]
}

/// Writes settings into the address. On the page this is a step in the browser's
/// history; an embedded figure makes none, because the steps would be those of
/// the page around it.
pub fn write(settings: &Settings) {
    if read().0 == settings.in_address() {
        return;
    }
    let alone = Settings {
        embed: settings.embed && document::has_article(),
        ..settings.clone()
    };
    let (query, hash) = (alone.to_query(), own::hash(&alone));
    // An example that the address named is in its place: back, it would be loaded again.
    let is_example = location::hash().contains("=@");
    // Some frames refuse this; the page works without it.
    if settings.embed || is_example {
        location::replace(&query, &hash).ok();
    } else {
        location::push(&query, &hash).ok();
    }
}
