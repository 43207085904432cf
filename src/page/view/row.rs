//! The row of a strategy in the comparison.

use std::{mem, time::Duration};

use yew::prelude::*;

use super::{
    message::{Dispatch, click, neighbour},
    svg::svg,
};
use crate::{
    analysis::{comparison::Cells, timeline::Timeline},
    drawing::{Axis, ghost, later, strip},
    format::{count, time},
    page::state::{Action, Page},
    settings::Part,
    strategy::Strategy,
};

/// The heights of a strip, in pixels: on the page and in a compact figure.
pub(super) const STRIP: u32 = 60;
const COMPACT_STRIP: u32 = 56;

/// The row of a strategy, with its strip on the axis of all strips. Before its first
/// round it has faintly what is predicted.
pub(super) fn row(page: &Page, strategy: Strategy, axis: &Axis, dispatch: &Dispatch) -> Html {
    let comparison = page.run.comparison.as_ref();
    let now = page.running(strategy);
    let mut cells = Cells::new(comparison, strategy, now);
    let round = comparison.and_then(|comparison| comparison.rounds(strategy).last());
    let round = round.map(|round| &**round);
    let expected = round.is_none().then(|| predicted(page, strategy)).flatten();
    if let Some((at, shown)) = axis.instant.zip(page.shown_timeline(strategy)) {
        (cells.outcomes, cells.interval) = counts_in_words(shown.timeline, at);
        (cells.order, cells.freeze) = <_>::default();
    }
    let height = if page.settings.is_compact() {
        COMPACT_STRIP
    } else {
        STRIP
    };
    let [grid, rest @ ..] = strip(round, now, axis, height);
    let measured = round.map(|round| &round.timeline);
    let ghost = ghost(page.ghost(strategy), measured, axis, height);
    let drawn = [grid, ghost]
        .into_iter()
        .chain(rest)
        .chain([later(axis, height)]);
    let promise = page.shown().promise(strategy);
    // Choosing a strategy has an effect only where a part of the figure is about the chosen one.
    let about_chosen = [Part::Detail, Part::Responses, Part::Code];
    let can_choose = about_chosen.iter().any(|part| page.settings.shows(*part));
    let chosen = can_choose && page.chosen() == Some(strategy);
    let onclick = can_choose.then(|| click(dispatch, Action::Choose(strategy)));
    let key = strategy.key();
    let name = html! { <><span class="swatch" aria-hidden="true"></span>{ strategy.name() }</> };
    let of =
        |value: fn(&Cells) -> &String| expected.as_ref().map(|expected| value(expected).clone());
    let delivered = match expected {
        Some(_) => mem::take(&mut cells.outcomes),
        None => String::new(),
    };
    let time = expected
        .as_ref()
        .map(|expected| foretold(page, &expected.time, &delivered));
    html! {
        <tr {key} class={classes!(format!("s-{key}"), chosen.then_some("chosen"), expected.is_some().then_some("foretold"))}
            data-testid={format!("row-{key}")} onclick={onclick} onkeydown={Callback::from(on_arrow)}>
            <th scope="row">
                if can_choose {
                    <button type="button" class="name" aria-pressed={chosen.to_string()}>{ name }</button>
                } else {
                    <span class="name">{ name }</span>
                }
                <span class="second">{ promise }</span>
            </th>
            { cell("number time", ("total", &cells.time), time, ("outcomes", &cells.outcomes)) }
            { cell("number", ("speedup", &cells.speedup), of(|cells| &cells.speedup).map(Html::from), ("interval", &cells.interval)) }
            { cell("number rest", ("of-ideal", &cells.of_ideal), of(|cells| &cells.of_ideal).map(Html::from), ("order", &cells.order)) }
            { cell("number rest", ("first", &cells.first), of(|cells| &cells.first).map(Html::from), ("freeze", &cells.freeze)) }
            <td class="strip" data-testid={format!("waterfall-{key}")}>
                <svg class="waterfall" height={height.to_string()} aria-hidden="true">{ for drawn.map(svg) }</svg>
            </td>
        </tr>
    }
}

/// The numbers that are predicted of a strategy’s first round.
fn predicted(page: &Page, strategy: Strategy) -> Option<Cells> {
    let cells = Cells::new(Some(&page.run.predictions), strategy, None);
    Some(Cells {
        time: page.predicted(strategy).map(time)?,
        ..cells
    })
}

/// The predicted time, with the word, and before that what is delivered at an instant.
fn foretold(page: &Page, time: &str, delivered: &str) -> Html {
    let comma = if delivered.is_empty() { "" } else { ", " };
    // Of several rounds the measured time will be the median.
    let round = match page.shown().rounds {
        1 => "",
        _ => ", round 1",
    };
    html! { <span data-testid="predicted">{ time }<span class="second">{ format!("{delivered}{comma}predicted{round}") }</span></span> }
}

/// The second lines at an instant: `31 of 60` are delivered, `10 in flight`.
pub(super) fn counts_in_words(timeline: &Timeline, at: Duration) -> (String, String) {
    let counts = timeline.counts(at);
    let (delivered, all) = (count(counts.delivered), count(timeline.spans().len()));
    let in_flight = format!("{} in flight", count(counts.in_flight));
    (format!("{delivered} of {all}"), in_flight)
}

/// A cell with a number, in whose place may stand a predicted one, and a line below it,
/// whose height is always reserved.
pub(super) fn cell(
    class: &'static str,
    (name, number): (&'static str, &str),
    predicted: Option<Html>,
    (second_name, second): (&'static str, &str),
) -> Html {
    let hidden = predicted.is_some().then_some("unseen");
    html! {
        <td {class}>
            { for predicted }
            <span class={hidden} data-testid={name}>{ number.to_owned() }</span>
            <span class="second" data-testid={second_name}>{ second.to_owned() }</span>
        </td>
    }
}

/// The up and down keys go from row to row.
#[allow(clippy::needless_pass_by_value)] // the signature of a callback
fn on_arrow(event: KeyboardEvent) {
    if let Some(button) = neighbour(&event, "tr") {
        button.click();
    }
}
