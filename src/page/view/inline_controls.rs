//! The controls of an inline figure: *Run*, its settings in a sentence, and slow
//! motion.

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
    let count = names.len();
    let part = |(place, name): (usize, &'static str)| {
        let comma = if place + 1 < count { "," } else { "" };
        phrase(page, name, comma, dispatch, field)
    };
    html! {
        <div class="controls">
            { run_or_cancel(page, dispatch, shared) }
            <p class="sentence">
                { phrase(page, "requests", "", dispatch, field) }
                { page.settings.endpoint.short_destination() }{ ", " }
                <span>{ for names.into_iter().enumerate().map(part) }</span>
            </p>
            <button type="button" class="pill slower" data-testid="slower" aria-pressed={slow}
                hidden={!can_toggle} disabled={page.run.is_running()} onclick={toggle}>{ "Ten times slower" }</button>
        </div>
    }
}

/// The settings in the sentence after the number of requests and the endpoint:
/// `rounds`, `latency` and `concurrency` where they apply, and each setting that
/// differs from its default. The strategies are left out because the table shows
/// them.
fn names(settings: &Settings) -> Vec<&'static str> {
    let has_width = |one: &Strategy| one.describe().in_flight == InFlight::Concurrency;
    let mut always = vec!["rounds"];
    if settings.is_simulated() {
        always.push("latency");
    }
    if settings.strategies.iter().any(has_width) {
        always.push("concurrency");
    }
    let is_elsewhere = |name| matches!(name, "requests" | "endpoint" | "strategies");
    let names = settings.phrases(&always).map(|(setting, _)| setting.name);
    names.filter(|name| !is_elsewhere(name)).collect()
}
