//! What came back: the reader's list, filled as answers are delivered.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    answer::{Answer, Outcome},
    format::count,
    state::Page,
    timeline::Timeline,
};

/// How many rows are drawn; the rest is only counted.
const SHOWN: usize = 200;

pub(super) fn responses(page: &Page) -> Html {
    let requests = page.shown().requests;
    let timeline = page.chosen().and_then(|strategy| page.timeline(strategy));
    let name = page.chosen().map_or("", crate::strategy::Strategy::name);
    let rows = (0..requests.min(SHOWN)).map(|slot| {
        let (request, answer) = content(timeline, slot);
        row(slot, request, answer.as_deref())
    });
    let more = requests.checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| format!("and {} more", count(more)));
    html! {
        <section class="responses">
            <h2>{ name }{ ": what came back" }</h2>
            <ol data-testid="responses" class={(requests > 12).then_some("two")} tabindex="0" aria-label="Responses">{ for rows }</ol>
            <p class="caption">{ more.unwrap_or_default() }</p>
        </section>
    }
}

/// Whose answer is in a slot: a request that was skipped or cancelled leaves
/// its words in the slot that would have been its own.
fn content(timeline: Option<&Timeline>, slot: usize) -> (Option<usize>, Option<Rc<Answer>>) {
    let Some(timeline) = timeline else {
        return (None, None);
    };
    match timeline.list().get(slot).copied().flatten() {
        Some(request) => (Some(request), timeline.spans()[request].answer.clone()),
        None if timeline.spans()[slot].skipped => {
            let answer = timeline.spans()[slot].answer.clone();
            (
                Some(slot),
                answer.or_else(|| Some(Rc::new(Answer::skipped(None)))),
            )
        }
        None => (None, None),
    }
}

/// A slot of the list; a hole until something is delivered into it.
fn row(slot: usize, request: Option<usize>, answer: Option<&Answer>) -> Html {
    let number = request.unwrap_or(slot) + 1;
    let outcome = answer.map(|answer| answer.outcome);
    let class = match outcome {
        None => "hole",
        Some(Outcome::Ok) => "ok",
        Some(_) => "failed",
    };
    let word = outcome.filter(|outcome| *outcome != Outcome::Ok);
    // Shared, not copied: the list is drawn again and again while it fills.
    let title = answer.map(|answer| AttrValue::from(Rc::clone(&answer.title)));
    html! {
        <li key={slot} {class} title={title.clone()}>
            <span class="index">{ number }</span>
            <span class="word">{ word.map(Outcome::word).unwrap_or_default() }</span>
            <span class="title">{ title.unwrap_or_default() }</span>
        </li>
    }
}
