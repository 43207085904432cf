//! The controls of a figure in the text: Run, what it does in a sentence, and
//! a tenth of the speed.

use yew::prelude::*;

use super::{
    controls::{destination, phrase, run_or_cancel},
    message::{Tell, click},
};
use crate::{
    format::{counted, decimal, time},
    settings::Settings,
    state::{Action, Page, Phase},
    strategy::{InFlight, Strategy},
};

pub(super) fn controls(page: &Page, tell: &Tell, field: &NodeRef) -> Html {
    let running = page.phase == Phase::Running;
    let (slow, can) = (page.is_slow().to_string(), page.can_change_pace());
    let change_pace = click(tell, Action::ChangePace);
    let part = |(name, words): (&'static str, String), after| {
        phrase(page, name, words, after, tell, field)
    };
    let parts = parts(&page.settings);
    let last = parts.len();
    let after = |at: usize| if at + 1 < last { ", " } else { "" };
    let requests = counted(page.settings.requests, "request");
    html! {
        <div class="controls">
            { run_or_cancel(running, tell) }
            <p class="sentence">
                { part(("requests", requests), " ") }
                { destination(&page.settings.endpoint) }
                <span>{ for parts.into_iter().enumerate().map(|(at, one)| part(one, after(at))) }</span>
            </p>
            <button type="button" class="pill slower" data-testid="slower" aria-pressed={slow}
                hidden={!can} disabled={running} onclick={change_pace}>{ "Ten times slower" }</button>
        </div>
    }
}

/// What the sentence says of the run: what every run has, and whatever else
/// differs from its default, for a figure hides nothing.
fn parts(settings: &Settings) -> Vec<(&'static str, String)> {
    let default = Settings::default();
    let simulated = settings.is_simulated();
    let wide = |one: &Strategy| one.describe().in_flight == InFlight::Concurrency;
    let parts = [
        (
            simulated,
            "latency",
            format!("{} each on average", time(settings.latency)),
        ),
        (
            settings.spread.to_bits() != default.spread.to_bits(),
            "spread",
            format!("spread {}", decimal(settings.spread, 2)),
        ),
        (
            settings.steps > 1,
            "steps",
            format!("{} steps each", settings.steps),
        ),
        (
            !settings.work.is_zero(),
            "work",
            format!("{} of work each", time(settings.work)),
        ),
        (settings.cap > 0, "cap", counted(settings.cap, "connection")),
        (
            settings.capacity > 0,
            "capacity",
            format!("a server that bears {}", settings.capacity),
        ),
        (
            settings.failures > 0,
            "failures",
            format!("{} % fail", settings.failures),
        ),
        (
            settings.retries > 0,
            "retries",
            format!("sent again up to {} times", settings.retries),
        ),
        (
            settings.strategies.iter().any(wide),
            "concurrency",
            format!("{} at a time", settings.concurrency),
        ),
        (true, "rounds", counted(settings.rounds, "round")),
    ];
    let said = parts.into_iter().filter(|(said, ..)| *said);
    said.map(|(_, name, words)| (name, words)).collect()
}
