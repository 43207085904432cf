//! The list of past runs, and the comparison of one of them with the present
//! run.

use yew::prelude::*;

use super::{
    button::Button,
    message::{Dispatch, Message, click, send},
};
use crate::{
    format::{UNKNOWN, factor, time},
    page::{
        history::PastRun,
        state::{Action, Page},
    },
    strategy::Strategy,
};

pub(super) fn history(page: &Page, dispatch: &Dispatch) -> Html {
    let baseline = page.baseline();
    let run = |past: &PastRun| {
        let onclick = click(dispatch, Action::CompareWith(past.ended));
        let button = Button {
            class: "link",
            pressed: Some(baseline == Some(past)),
            ..Button::pill(past.name.clone(), onclick)
        };
        html! { <li key={past.ended}>{ button.html() }</li> }
    };
    let forget = Button::pill("Forget them", send(dispatch, Message::Forget));
    html! {
        <details class="past" data-testid="past" hidden={page.view.history.is_empty()}>
            <summary>{ format!("Earlier runs in this browser ({})", page.view.history.len()) }</summary>
            <ol>{ for page.view.history.iter().map(run) }</ol>
            { forget.html() }
            <div>{ for baseline.map(|past| then_and_now(page, past)) }</div>
        </details>
    }
}

/// A table of both runs, with a row for each strategy that is ranked in one of
/// them.
fn then_and_now(page: &Page, then: &PastRun) -> Html {
    let result = page.run.result();
    let rows = Strategy::all().filter_map(|strategy| {
        let then = then.median(strategy);
        let now = result.and_then(|comparison| comparison.median(strategy));
        then.or(now)?;
        let ratio = then.zip(now).map(|(then, now)| now.as_secs_f64() / then.as_secs_f64());
        let cells = [then.map(time), now.map(time), ratio.map(factor)];
        let cell = |text: Option<String>| html! { <td class="number">{ text.unwrap_or_else(|| UNKNOWN.into()) }</td> };
        Some(html! { <tr key={strategy.key()}><th scope="row">{ strategy.name() }</th>{ for cells.map(cell) }</tr> })
    });
    let head = |name: &'static str| html! { <th scope="col">{ name }</th> };
    html! {
        <table class="plain" translate="no">
            <thead><tr>{ for ["Strategy", "Then", "Now", "Now over then"].map(head) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
