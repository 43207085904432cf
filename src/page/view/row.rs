//! The row of a strategy in the comparison.

use yew::prelude::*;

use super::{
    message::{Dispatch, click, neighbour},
    svg::svg,
};
use crate::{
    analysis::comparison::Cells,
    drawing::{Axis, strip},
    format::time,
    page::state::{Action, Page},
    settings::Part,
    strategy::Strategy,
};

/// The heights of a strip, in pixels: on the page and in a compact figure.
pub(super) const STRIP: u32 = 64;
const COMPACT_STRIP: u32 = 56;

/// The row of a strategy, with its strip on the axis of all strips.
pub(super) fn row(page: &Page, strategy: Strategy, axis: &Axis, dispatch: &Dispatch) -> Html {
    let comparison = page.run.comparison.as_ref();
    let now = page.running(strategy);
    let cells = Cells::new(comparison, strategy, now);
    let round = comparison.and_then(|comparison| comparison.rounds(strategy).last());
    let height = if page.settings.is_compact() {
        COMPACT_STRIP
    } else {
        STRIP
    };
    let strip = strip(round.map(|round| &**round), now, axis, height);
    let predicted = predicted(page, strategy);
    // A compact figure has the predicted time in the place of the measured one.
    let time_class = if round.is_none() && predicted.is_some() {
        "number time foretold"
    } else {
        "number time"
    };
    let promise = page.shown().promise(strategy);
    // Choosing a strategy has an effect only where a part of the figure is about the chosen one.
    let about_chosen = [Part::Detail, Part::Responses, Part::Code];
    let can_choose = about_chosen.iter().any(|part| page.settings.shows(*part));
    let chosen = can_choose && page.chosen() == Some(strategy);
    let onclick = can_choose.then(|| click(dispatch, Action::Choose(strategy)));
    let key = strategy.key();
    let name = html! { <><span class="swatch" aria-hidden="true"></span>{ strategy.name() }</> };
    html! {
        <tr {key} class={classes!(format!("s-{key}"), chosen.then_some("chosen"))} data-testid={format!("row-{key}")}
            onclick={onclick} onkeydown={Callback::from(on_arrow)}>
            <th scope="row">
                if can_choose {
                    <button type="button" class="name" aria-pressed={chosen.to_string()}>{ name }</button>
                } else {
                    <span class="name">{ name }</span>
                }
                <span class="second">{ promise }</span>
            </th>
            { cell(time_class, "total", &cells.time, "outcomes", &cells.outcomes, predicted) }
            { cell("number", "speedup", &cells.speedup, "interval", &cells.interval, None) }
            { cell("number rest", "of-ideal", &cells.of_ideal, "order", &cells.order, None) }
            { cell("number rest", "first", &cells.first, "freeze", &cells.freeze, None) }
            <td class="strip" data-testid={format!("waterfall-{key}")}>
                <svg class="waterfall" height={height.to_string()} aria-hidden="true">{ for strip.map(svg) }</svg>
            </td>
        </tr>
    }
}

/// The predicted total of a run with one round. The prediction is for the first
/// round, so beside a median of several rounds it would mislead.
fn predicted(page: &Page, strategy: Strategy) -> Option<Html> {
    let total = page.predicted(strategy);
    let total = total.filter(|_| page.shown().rounds == 1)?;
    Some(html! { <>{ "predicted " }<span>{ time(total) }</span></> })
}

/// A cell with a number and two lines below it, whose height is always reserved.
pub(super) fn cell(
    class: &'static str,
    name: &'static str,
    number: &str,
    second_name: &'static str,
    second: &str,
    third: Option<Html>,
) -> Html {
    html! {
        <td {class}>
            <span data-testid={name}>{ number.to_owned() }</span>
            <span class="second" data-testid={second_name}>{ second.to_owned() }</span>
            <span class="second">{ for third }</span>
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
