//! The settings in the address of the page.

use crate::{
    browser::document,
    settings::{Refusal, Settings},
};

/// The settings in the address, and the refusals. A page without an article is an
/// embedded figure.
#[must_use]
pub fn read() -> (Settings, Vec<Refusal>) {
    let query = document::query();
    let (settings, refusals) = Settings::from_query(&query);
    if settings.embed || !document::has_article() {
        return Settings::embedded(&query);
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
    if read().0 == *settings {
        return;
    }
    let alone = Settings {
        embed: settings.embed && document::has_article(),
        ..settings.clone()
    };
    let query = alone.to_query();
    // Some frames refuse this; the page works without it.
    if settings.embed {
        document::replace_query(&query).ok();
    } else {
        document::push_query(&query).ok();
    }
}
