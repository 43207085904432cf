//! What came back: the reader's list, filled as answers are delivered.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::message::{Dispatch, Message, click, neighbour};
use crate::{
    analysis::timeline::{Span, Timeline},
    format::{count, time},
    page::state::{Action, Page},
    world::answer::{Answer, Outcome},
};

/// How many rows are drawn; the rest is only counted.
const SHOWN: usize = 200;

/// How many rows the list shows without being scrolled, in two columns: more
/// of them would go on to the right.
const SEEN: usize = 34;

/// How many are filled while a run goes, until the list is scrolled: those in
/// sight, of which the last two only just are, and two more, so that an arrow
/// key finds where to go on.
const FILLED: usize = SEEN + 4;

/// The most bytes of an answer that are shown; what is cut is said.
const TEXT: usize = 64 << 10;

pub(super) fn responses(page: &Page, dispatch: &Dispatch) -> Html {
    let requests = page.shown().requests;
    let timeline = page.chosen().and_then(|strategy| page.timeline(strategy));
    let name = page.chosen().map_or("", crate::strategy::Strategy::name);
    let over = timeline.filter(|_| !page.run.is_running());
    // What is drawn takes its time from the requests: rows out of sight can wait.
    let filled = if page.run.all_rows || page.view.scrolled {
        SHOWN
    } else {
        FILLED
    };
    let rows = (0..requests.min(SHOWN)).map(|slot| {
        if slot >= filled {
            return html! { <li key={slot} class="hole"></li> };
        }
        let (request, answer) = content(timeline, slot);
        let span = over.and_then(|over| over.spans().get(request?));
        row(
            slot,
            request,
            answer.as_deref(),
            span.and_then(instants),
            dispatch,
        )
    });
    let more = requests.checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| format!("and {} more", count(more)));
    let class = match requests {
        0..=12 => "",
        13..=SEEN => "two",
        _ => "many",
    };
    html! {
        <section class="responses">
            <h2>{ name }{ ": what came back" }</h2>
            <ol data-testid="responses" {class} tabindex="0" aria-label="Responses" onkeydown={Callback::from(on_arrow)} onscroll={on_scroll(page.view.scrolled, dispatch)}>{ for rows }</ol>
            <p class="caption">{ more.unwrap_or_default() }</p>
            { text(page, timeline) }
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
        None if timeline.spans()[slot].is_skipped() => {
            (Some(slot), timeline.spans()[slot].answer.clone())
        }
        None => (None, None),
    }
}

/// The answer that is read, as the text that it is.
fn text(page: &Page, timeline: Option<&Timeline>) -> Html {
    let read = page.view.open_answer.and_then(|index| {
        let answer = timeline?.spans().get(index)?.answer.clone()?;
        Some((index, answer))
    });
    let (head, text) = read
        .map(|(index, answer)| (head(index, &answer), shown(&answer.text)))
        .unwrap_or_default();
    html! {
        <div class="text" data-testid="text" hidden={head.is_empty()}>
            <p class="caption">{ head }</p>
            <pre tabindex="0" role="region" aria-label="The answer as text">{ text }</pre>
        </div>
    }
}

fn head(index: usize, answer: &Answer) -> String {
    let status = answer.status.map(|status| format!(", status {status}"));
    let status = status.unwrap_or_default();
    let asked = answer
        .retry_after
        .map(|asked| format!("; the server asks to be left alone for {}", time(asked)));
    let asked = asked.unwrap_or_default();
    let said = match answer.outcome {
        Outcome::Ok => String::new(),
        _ => format!(": {}", answer.title),
    };
    format!(
        "Request {}: {}{status}{said}{asked}",
        index + 1,
        answer.outcome.word()
    )
}

/// Up and down go from answer to answer: two hundred of them are no stops for
/// the tabulator.
#[allow(clippy::needless_pass_by_value)] // as a callback is given it
fn on_arrow(event: KeyboardEvent) {
    neighbour(&event, "li");
}

/// Told once it leaves its beginning, and once it is back.
fn on_scroll(scrolled: bool, dispatch: &Dispatch) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: Event| {
        let list = event.target_unchecked_into::<HtmlElement>();
        let away = list.scroll_top() > 0;
        if away != scrolled {
            dispatch.emit(Message::act(Action::Scroll(away)));
        }
    })
}

/// As much of a text as is shown, and how much is missing.
fn shown(text: &str) -> String {
    let ends = (0..=TEXT.min(text.len())).rev();
    let end = { ends }
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    match text.get(..end) {
        Some(beginning) if end < text.len() => {
            format!(
                "{beginning}\n… cut here, after 64 KiB of {} bytes",
                count(text.len())
            )
        }
        _ => text.to_owned(),
    }
}

/// What the drawing shows of a request, for those who cannot see it. Said when
/// the run is over: meanwhile it would take its time from the requests.
fn instants(span: &Span) -> Option<String> {
    let (from, to, at) = (span.started?, span.finished?, span.delivered?);
    Some(format!(
        "in flight from {} to {}, delivered at {}",
        time(from),
        time(to),
        time(at)
    ))
}

/// A slot of the list; a hole until something is delivered into it.
fn row(
    slot: usize,
    request: Option<usize>,
    answer: Option<&Answer>,
    instants: Option<String>,
    dispatch: &Dispatch,
) -> Html {
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
            <button type="button" class="title" tabindex="-1" aria-description={instants} hidden={title.is_none()} onclick={click(dispatch, Action::ToggleAnswer(request.unwrap_or(slot)))}>{ title.unwrap_or_default() }</button>
        </li>
    }
}
