//! The reader's list, which fills as answers are delivered, and the text of an
//! answer.

use std::{rc::Rc, time::Duration};

use web_sys::HtmlElement;
use yew::prelude::*;

use super::message::{Dispatch, Message, click, neighbour};
use crate::{
    analysis::timeline::{Span, Timeline, Whereabouts},
    drawing::share,
    format::{self, count, time},
    page::state::{Action, Page},
    world::answer::{Answer, Outcome},
};

/// The most rows in the list; the rest is only counted.
const MOST_ROWS: usize = 200;

/// The number of rows that fit into the list without scrolling, in two columns.
/// A longer list needs another layout: its columns would overflow to the right.
const VISIBLE_ROWS: usize = 34;

/// The number of rows that are filled during a run, until the list is scrolled:
/// the visible ones, the row below each column, of which a part is visible, and
/// one more in each column, so that an arrow key has a row to go to.
const FILLED_ROWS: usize = VISIBLE_ROWS + 4;

/// The most bytes of an answer that are shown.
const TEXT_LIMIT: usize = 64 << 10;

pub(super) fn responses(page: &Page, dispatch: &Dispatch) -> Html {
    let requests = page.shown().requests;
    let instant = page.instant();
    let chosen = page.chosen();
    let name = chosen.map_or("", crate::strategy::Strategy::name);
    // A prediction is in the list only at an instant that the reader asks for.
    let shown = chosen.and_then(|strategy| page.shown_timeline(strategy));
    let shown = shown.filter(|shown| instant.is_some() || !shown.predicted);
    let timeline = shown.map(|shown| shown.timeline);
    let predicted = shown.is_some_and(|shown| shown.predicted);
    let over = if page.run.is_running() {
        None
    } else {
        timeline
    };
    // Drawing a row takes time from the requests, so rows out of sight wait.
    let filled = if page.run.all_rows || page.view.scrolled {
        MOST_ROWS
    } else {
        FILLED_ROWS
    };
    let rows = (0..requests.min(MOST_ROWS)).map(|slot| {
        if slot >= filled {
            return html! { <li key={slot} class="hole"></li> };
        }
        let (request, answer) = content(timeline, slot);
        let span = over.and_then(|over| over.spans().get(request?));
        if let Some((at, timeline)) = instant.zip(timeline)
            && span.is_none_or(|span| span.whereabouts(at) != Whereabouts::Delivered)
        {
            return undelivered(slot, timeline.spans()[slot].whereabouts(at));
        }
        row(
            slot,
            request,
            answer.as_deref(),
            span.and_then(instants),
            dispatch,
        )
    });
    let more = if requests > MOST_ROWS {
        format!("and {} more", count(requests - MOST_ROWS))
    } else {
        String::new()
    };
    let class = match requests {
        0..=12 => "",
        13..=VISIBLE_ROWS => "two",
        _ => "many",
    };
    html! {
        <section class={classes!("responses", predicted.then_some("foretold"))}>
            <h2>{ name }{ heading(instant, predicted) }</h2>
            <ol data-testid="responses" {class} tabindex="0" aria-label="Responses" onkeydown={Callback::from(on_arrow)} onscroll={on_scroll(page.view.scrolled, dispatch)}>{ for rows }</ol>
            <p class="caption">{ more }</p>
            { text(page, timeline.filter(|_| !predicted)) }
        </section>
    }
}

/// What the list is, after the name of the strategy.
fn heading(instant: Option<Duration>, predicted: bool) -> String {
    match instant.map(format::instant) {
        None => ": what came back".into(),
        Some(at) if predicted => format!(": predicted at {at}"),
        Some(at) => format!(": what had come back at {at}"),
    }
}

/// The row of a slot at an instant before it is filled: a bar, if the request with its
/// index is on its way, as long as the share of its time that has passed.
fn undelivered(slot: usize, whereabouts: Whereabouts) -> Html {
    let passed = match whereabouts {
        Whereabouts::InFlight(passed) => Some(passed),
        Whereabouts::Answered => Some(1.0),
        Whereabouts::NotSent | Whereabouts::Delivered => None,
    };
    let bar = passed.map(|passed| html! { <svg class="passed" height="5" aria-hidden="true"><rect width={share(passed)} height="5" /></svg> });
    html! {
        <li key={slot} class={if bar.is_some() { "on-its-way" } else { "hole" }}>
            <span class="index">{ slot + 1 }</span>
            { for bar }
        </li>
    }
}

/// The request whose answer is in a slot, and that answer. A request that was
/// skipped is shown in the slot with its own index, if that slot is empty.
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

/// The open answer as text, below a line about it.
fn text(page: &Page, timeline: Option<&Timeline>) -> Html {
    let open = page.view.open_answer.and_then(|index| {
        let answer = timeline?.spans().get(index)?.answer.clone()?;
        Some((index, answer))
    });
    let (head, text) = open
        .map(|(index, answer)| (head(index, &answer), excerpt(&answer.text)))
        .unwrap_or_default();
    html! {
        <div class="text" data-testid="text" hidden={head.is_empty()}>
            <p class="caption">{ head }</p>
            <pre tabindex="0" translate="no" role="region" aria-label="The answer as text">{ text }</pre>
        </div>
    }
}

fn head(index: usize, answer: &Answer) -> String {
    let pause = answer
        .retry_after
        .map(|pause| format!("; the server asks for a pause of {}", time(pause)));
    let pause = pause.unwrap_or_default();
    let status = answer.status.filter(|_| answer.outcome != Outcome::Http);
    let status = status.map(|status| format!("status {status}"));
    let reason = (answer.outcome != Outcome::Ok).then(|| answer.title.to_string());
    let words: Vec<_> = status.into_iter().chain(reason).collect();
    format!("Request {}: {}{pause}", index + 1, words.join(", "))
}

/// The up and down keys go from answer to answer. The Tab key does not: it would
/// have to be pressed up to 200 times to leave the list.
#[allow(clippy::needless_pass_by_value)] // the signature of a callback
fn on_arrow(event: KeyboardEvent) {
    neighbour(&event, "li");
}

/// Dispatches an action when the list is scrolled away from its beginning, and
/// when it is scrolled back. `scrolled` is the present state.
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

/// A text up to the limit; if it is cut, its last line says so.
fn excerpt(text: &str) -> String {
    let mut ends = (0..=TEXT_LIMIT.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end)).unwrap_or(0);
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

/// The instants of a request in words, for readers who cannot see the waterfall.
/// They are written when the run is over, because writing them takes time from
/// the requests.
fn instants(span: &Span) -> Option<String> {
    let (started, finished, delivered) = (span.started?, span.finished?, span.delivered?);
    Some(format!(
        "in flight from {} to {}, delivered at {}",
        time(started),
        time(finished),
        time(delivered)
    ))
}

/// The row of a slot, which is a hole until an answer is delivered into it.
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
    // Not copied, because the list is drawn again and again while it fills.
    let title = answer.map(|answer| AttrValue::from(Rc::clone(&answer.title)));
    html! {
        <li key={slot} {class} title={title.clone()}>
            <span class="index">{ number }</span>
            <span class="word">{ word.map(Outcome::word).unwrap_or_default() }</span>
            <button type="button" class="title" tabindex="-1" aria-description={instants} hidden={title.is_none()} onclick={click(dispatch, Action::ToggleAnswer(request.unwrap_or(slot)))}>{ title.unwrap_or_default() }</button>
        </li>
    }
}
