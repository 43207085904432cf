//! The controls of a figure in a text: Run, what it does in a sentence, and
//! slow motion.

use yew::prelude::*;

use super::{
    controls::{phrase, run_or_cancel},
    message::{Dispatch, click},
};
use crate::{
    page::{
        shared::Shared,
        state::{Action, Page},
    },
    settings::Settings,
    strategy::{InFlight, Strategy},
};

pub(super) fn inline_controls(
    page: &Page,
    dispatch: &Dispatch,
    shared: &Shared,
    field: &NodeRef,
) -> Html {
    let (slow, can_toggle) = (page.is_slow().to_string(), page.can_toggle_slow_motion());
    let toggle = click(dispatch, Action::ToggleSlowMotion);
    let names = names(&page.settings);
    let last = names.len();
    let part = |(place, name): (usize, &'static str)| {
        let after = if place + 1 < last { ", " } else { "" };
        phrase(page, name, after, dispatch, field)
    };
    html! {
        <div class="controls">
            { run_or_cancel(page, dispatch, shared) }
            <p class="sentence">
                { phrase(page, "requests", " ", dispatch, field) }
                { page.settings.endpoint.short_destination() }{ ", " }
                <span>{ for names.into_iter().enumerate().map(part) }</span>
            </p>
            <button type="button" class="pill slower" data-testid="slower" aria-pressed={slow}
                hidden={!can_toggle} disabled={page.run.is_running()} onclick={toggle}>{ "Ten times slower" }</button>
        </div>
    }
}

/// The settings that the sentence names besides the requests: what every run
/// has, and whatever else differs from its default, for a figure hides nothing.
/// The rows of the table show which strategies there are.
fn names(settings: &Settings) -> Vec<&'static str> {
    let wide = |one: &Strategy| one.describe().in_flight == InFlight::Concurrency;
    let always = [
        (settings.is_simulated(), "latency"),
        (settings.strategies.iter().any(wide), "concurrency"),
        (true, "rounds"),
    ];
    let always: Vec<_> = always
        .into_iter()
        .filter_map(|(holds, name)| holds.then_some(name))
        .collect();
    let elsewhere = |name| matches!(name, "requests" | "endpoint" | "strategies");
    let names = settings.phrases(&always).map(|(setting, _)| setting.name);
    names.filter(|name| !elsewhere(name)).collect()
}
