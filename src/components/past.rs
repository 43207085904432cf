//! The last runs of this browser, and one of them beside the present one.

use yew::prelude::*;

use super::message::{Message, Tell, click};
use crate::{
    format::{UNKNOWN, factor, time},
    memory::Memory,
    state::{Action, Page, Phase},
    strategy::Strategy,
};

pub(super) fn past(page: &Page, tell: &Tell) -> Html {
    let chosen = page.beside();
    let run = |memory: &Memory| {
        let pressed = (chosen == Some(memory)).to_string();
        let onclick = click(tell, Action::Beside(memory.when));
        html! { <li key={memory.when}><button type="button" class="link" aria-pressed={pressed} {onclick}>{ &memory.name }</button></li> }
    };
    let forget = {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| tell.emit(Message::Forget))
    };
    html! {
        <details class="past" data-testid="past" hidden={page.memories.is_empty()}>
            <summary>{ format!("Earlier runs in this browser ({})", page.memories.len()) }</summary>
            <ol>{ for page.memories.iter().map(run) }</ol>
            <button type="button" class="pill" onclick={forget}>{ "Forget them" }</button>
            <div>{ for chosen.map(|memory| then_and_now(page, memory)) }</div>
        </details>
    }
}

/// One row per strategy that either run has ranked.
fn then_and_now(page: &Page, then: &Memory) -> Html {
    let over = page.comparison.as_ref();
    let over = over.filter(|_| page.phase != Phase::Running);
    let rows = Strategy::all().filter_map(|strategy| {
        let then = then.median(strategy);
        let now = over.and_then(|comparison| comparison.median(strategy));
        then.or(now)?;
        let ratio = then.zip(now).map(|(then, now)| now.as_secs_f64() / then.as_secs_f64());
        let cells = [then.map(time), now.map(time), ratio.map(factor)];
        let cell = |text: Option<String>| html! { <td class="number">{ text.unwrap_or_else(|| UNKNOWN.into()) }</td> };
        Some(html! { <tr key={strategy.key()}><th scope="row">{ strategy.name() }</th>{ for cells.map(cell) }</tr> })
    });
    let head = |name: &'static str| html! { <th scope="col">{ name }</th> };
    html! {
        <table class="plain">
            <thead><tr>{ for ["Strategy", "Then", "Now", "Now over then"].map(head) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
