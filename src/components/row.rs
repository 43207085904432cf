//! A strategy in the comparison.

use std::{rc::Rc, time::Duration};

use yew::prelude::*;

use super::{
    message::{Tell, click, neighbour},
    strip::strip,
};
use crate::{
    analysis::comparison::{Cells, Round},
    drawing::Axis,
    state::Action,
    strategy::Strategy,
};

/// What stands in a row, in words, and what its strip is drawn from.
pub(super) struct Words {
    pub(super) strategy: Strategy,
    pub(super) promise: String,
    pub(super) cells: Cells,
    /// What it will take, in virtual time.
    pub(super) predicted: String,
    pub(super) chosen: bool,
    pub(super) round: Option<Rc<Round>>,
    pub(super) now: Option<Duration>,
    pub(super) ideal: Option<Duration>,
    pub(super) axis: Axis,
    pub(super) tell: Tell,
}

/// A function and not a component: yew may draw a component's children later
/// than itself, and a table would contradict the words beside it.
pub(super) fn row(props: &Words) -> Html {
    let (strategy, cells) = (props.strategy, &props.cells);
    let onclick = click(&props.tell, Action::Choose(strategy));
    let key = strategy.key();
    html! {
        <tr {key} class={classes!(format!("s-{key}"), props.chosen.then_some("chosen"))} data-testid={format!("row-{key}")}
            onclick={onclick} onkeydown={Callback::from(on_arrow)}>
            <th scope="row">
                <button type="button" aria-pressed={props.chosen.to_string()}>
                    <span class="swatch" aria-hidden="true"></span>{ strategy.name() }
                </button>
                <span class="second">{ &props.promise }</span>
            </th>
            { cell("number time", "total", &cells.time, "outcomes", &cells.outcomes, &props.predicted) }
            { cell("number", "speedup", &cells.speedup, "interval", &cells.interval, "") }
            { cell("number rest", "of-ideal", &cells.of_ideal, "order", &cells.order, "") }
            { cell("number rest", "first", &cells.first, "freeze", &cells.freeze, "") }
            <td class="strip" data-testid={format!("waterfall-{key}")}>
                { strip(props.round.as_deref(), props.now, props.ideal, &props.axis) }
            </td>
        </tr>
    }
}

/// A number, and beneath it two lines whose room is always there.
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

/// Up and down go from row to row.
#[allow(clippy::needless_pass_by_value)] // as a callback is given it
fn on_arrow(event: KeyboardEvent) {
    if let Some(button) = neighbour(&event, "tr") {
        button.click();
    }
}
