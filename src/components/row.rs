//! A strategy in the comparison.

use std::{rc::Rc, time::Duration};

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    figure::{Tell, click},
    strip::strip,
};
use crate::{
    browser::page::focus, comparison::Round, drawing::Axis, state::Action, strategy::Strategy,
};

/// What stands in a row, in words, and what its strip is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct RowProps {
    pub(super) strategy: Strategy,
    pub(super) promise: String,
    pub(super) time: String,
    pub(super) outcomes: String,
    pub(super) speedup: String,
    pub(super) interval: String,
    pub(super) of_ideal: String,
    pub(super) first: String,
    pub(super) chosen: bool,
    pub(super) round: Option<Rc<Round>>,
    pub(super) now: Option<Duration>,
    pub(super) ideal: Option<Duration>,
    pub(super) axis: Axis,
    pub(super) tell: Tell,
}

#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let strategy = props.strategy;
    let onclick = click(&props.tell, Action::Choose(strategy));
    let key = strategy.key();
    html! {
        <tr class={classes!(format!("s-{key}"), props.chosen.then_some("chosen"))} data-testid={format!("row-{key}")}
            onclick={onclick} onkeydown={Callback::from(on_arrow)}>
            <th scope="row">
                <button type="button" aria-pressed={props.chosen.to_string()}>
                    <span class="swatch" aria-hidden="true"></span>{ strategy.name() }
                </button>
                <span class="second">{ &props.promise }</span>
            </th>
            <td class="number time">
                <span data-testid="total">{ &props.time }</span>
                <span class="second" data-testid="outcomes">{ &props.outcomes }</span>
            </td>
            <td class="number speedup">
                <span data-testid="speedup">{ &props.speedup }</span>
                <span class="second">{ &props.interval }</span>
            </td>
            <td class="number ideal">{ &props.of_ideal }</td>
            <td class="number first">{ &props.first }</td>
            <td class="strip" data-testid={format!("waterfall-{key}")}>
                { strip(props.round.as_deref(), props.now, props.ideal, &props.axis) }
            </td>
        </tr>
    }
}

/// Up and down go from row to row.
#[allow(clippy::needless_pass_by_value)] // as a callback is given it
fn on_arrow(event: KeyboardEvent) {
    let Some(row) = event
        .target_dyn_into::<HtmlElement>()
        .and_then(|at| at.closest("tr").ok().flatten())
    else {
        return;
    };
    let next = match &*event.key() {
        "ArrowDown" => row.next_element_sibling(),
        "ArrowUp" => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    let button = next.and_then(|row| row.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        focus(&button);
        button.click();
    }
}
