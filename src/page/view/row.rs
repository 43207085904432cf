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
    strategy::Strategy,
};

/// The height of a strip, in pixels.
const STRIP: u32 = 64;

/// The row of a strategy, with its strip on the axis of all strips.
pub(super) fn row(page: &Page, strategy: Strategy, axis: &Axis, dispatch: &Dispatch) -> Html {
    let comparison = page.run.comparison.as_ref();
    let now = page.running(strategy);
    let cells = Cells::new(comparison, strategy, now);
    let round = comparison.and_then(|comparison| comparison.rounds(strategy).last());
    let strip = strip(round.map(|round| &**round), now, axis, STRIP);
    let promise = strategy.promise(page.shown().concurrency);
    let chosen = page.chosen() == Some(strategy);
    let onclick = click(dispatch, Action::Choose(strategy));
    let key = strategy.key();
    html! {
        <tr {key} class={classes!(format!("s-{key}"), chosen.then_some("chosen"))} data-testid={format!("row-{key}")}
            onclick={onclick} onkeydown={Callback::from(on_arrow)}>
            <th scope="row">
                <button type="button" aria-pressed={chosen.to_string()}>
                    <span class="swatch" aria-hidden="true"></span>{ strategy.name() }
                </button>
                <span class="second">{ promise }</span>
            </th>
            { cell("number time", "total", &cells.time, "outcomes", &cells.outcomes, &predicted(page, strategy)) }
            { cell("number", "speedup", &cells.speedup, "interval", &cells.interval, "") }
            { cell("number rest", "of-ideal", &cells.of_ideal, "order", &cells.order, "") }
            { cell("number rest", "first", &cells.first, "freeze", &cells.freeze, "") }
            <td class="strip" data-testid={format!("waterfall-{key}")}>
                <svg class="waterfall" height={STRIP.to_string()} aria-hidden="true">{ for strip.map(svg) }</svg>
            </td>
        </tr>
    }
}

/// The predicted total of a run with one round. The prediction is for the first
/// round, so beside a median of several rounds it would mislead.
fn predicted(page: &Page, strategy: Strategy) -> String {
    match page.predicted(strategy) {
        Some(total) if page.shown().rounds == 1 => format!("predicted {}", time(total)),
        _ => String::new(),
    }
}

/// A cell with a number and two lines below it, whose height is always reserved.
fn cell(
    class: &'static str,
    name: &'static str,
    number: &str,
    second_name: &'static str,
    second: &str,
    third: &str,
) -> Html {
    html! {
        <td {class}>
            <span data-testid={name}>{ number.to_owned() }</span>
            <span class="second" data-testid={second_name}>{ second.to_owned() }</span>
            <span class="second">{ third.to_owned() }</span>
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
