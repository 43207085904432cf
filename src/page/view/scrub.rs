//! The foot of the comparison: a slider on the axis of the strips, which shows the run
//! at an instant, and its replay.

use std::time::Duration;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{
    button::Button,
    message::{Dispatch, Message, click, send},
};
use crate::{
    browser::document,
    drawing::Axis,
    format::{count, decimal, instant},
    page::state::{Action, Page, SPEEDS, STEPS},
    strategy::Strategy,
};

/// The foot, as a row of the table.
pub(super) fn scrub(page: &Page, axis: &Axis, dispatch: &Dispatch) -> Html {
    let can_move = page.has_instants();
    let at = if page.run.is_running() {
        let mut strategies = page.shown().strategies.iter();
        let now = strategies.find_map(|strategy| page.running(*strategy));
        now.unwrap_or_default()
    } else {
        axis.instant.unwrap_or(axis.end)
    };
    let words = page
        .chosen()
        .and_then(|strategy| counts(page, strategy, at));
    html! {
        <tfoot>
            <tr>
                <td colspan="5">
                    <div class="replay">
                        { play(page, dispatch) }
                        { speed(page, dispatch) }
                        <span>{ sentence(page, axis, words.as_deref()) }</span>
                    </div>
                </td>
                <td class="strip">
                    <input type="range" data-testid="scrub" aria-label="Instant" min="0" max={milliseconds(axis.end)}
                        value={milliseconds(at)} aria-valuetext={words.map(|words| format!("at {}: {words}", instant(at)))}
                        disabled={!can_move} oninput={on_input(dispatch)} onkeydown={on_key(dispatch)} />
                </td>
            </tr>
        </tfoot>
    }
}

/// How many requests of a strategy were where at an instant: `10 in flight, 31
/// delivered`.
fn counts(page: &Page, strategy: Strategy, at: Duration) -> Option<String> {
    let counts = page.shown_timeline(strategy)?.timeline.counts(at);
    let (in_flight, delivered) = (count(counts.in_flight), count(counts.delivered));
    Some(format!("{in_flight} in flight, {delivered} delivered"))
}

/// What stands beside the button.
fn sentence(page: &Page, axis: &Axis, words: Option<&str>) -> String {
    let Some((strategy, words)) = page.chosen().zip(words).filter(|_| page.has_instants()) else {
        return String::new();
    };
    let shown = page.shown_timeline(strategy);
    let predicted = shown.is_some_and(|shown| shown.predicted);
    match axis.instant {
        Some(at) => {
            let name = strategy.name().to_ascii_lowercase();
            let predicted = if predicted { " (predicted)" } else { "" };
            format!("At {}, {name}: {words}{predicted}", instant(at))
        }
        None if predicted => "Watch the prediction, or press Run".into(),
        None => "Watch it again, or move the slider".into(),
    }
}

/// The button *Play*, or *Step* for who wants no motion.
fn play(page: &Page, dispatch: &Dispatch) -> Html {
    let (words, onclick) = if page.replays() {
        ("Pause", click(dispatch, Action::Replay(None)))
    } else if document::prefers_reduced_motion() {
        ("Step", click(dispatch, Action::Step))
    } else {
        ("Play", send(dispatch, Message::Replay))
    };
    let button = Button {
        can_be_used: page.has_instants(),
        ..Button::pill(words, onclick)
    };
    button.html()
}

fn speed(page: &Page, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>();
        let speed = chosen.value().parse().unwrap_or(10);
        dispatch.emit(Message::act(Action::SetSpeed(speed)));
    });
    let option = |(speed, name): (u32, &'static str)| {
        html! { <option value={speed.to_string()} selected={speed == page.speed()}>{ name }</option> }
    };
    html! {
        <select aria-label="Speed" disabled={!page.has_instants()} {onchange}>{ for SPEEDS.map(option) }</select>
    }
}

/// The position of a time on the slider, whose unit is a millisecond.
fn milliseconds(at: Duration) -> String {
    decimal(at.as_secs_f64() * 1e3, 3)
}

fn on_input(dispatch: &Dispatch) -> Callback<InputEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: InputEvent| {
        let slider = event.target_unchecked_into::<HtmlInputElement>();
        let instant = Duration::try_from_secs_f64(slider.value_as_number() / 1e3);
        dispatch.emit(Message::act(Action::GoTo(instant.ok())));
    })
}

/// The keys move by round steps: a browser’s own would be a millisecond.
fn on_key(dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let steps = match &*event.key() {
            "ArrowRight" | "ArrowUp" => 1,
            "ArrowLeft" | "ArrowDown" => -1,
            "PageUp" => STEPS,
            "PageDown" => -STEPS,
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(Message::act(Action::Move(steps)));
    })
}
