//! The panel *Your code*: an editor, examples to start from, and what the function
//! in it does.

mod editor;
mod kept;

pub use kept::{begin, hash, open, read_code};

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    code::highlighted,
    detail::chart,
    message::{Dispatch, Message, send},
};
use crate::{
    analysis::diagnosis::of_run,
    format::count,
    page::{
        highlight::Language,
        state::{Diagnosis, Page, Panel},
    },
    strategy::Strategy,
};
use editor::textarea;
use kept::load_example;

/// The examples: the name of each file in `static/examples/`, without its ending,
/// and its name here.
const EXAMPLES: [(&str, &str); 15] = [
    ("chunks", "Chunks"),
    ("await-in-a-loop", "An await in a loop"),
    ("promise-all", "Promise.all"),
    ("map-not-awaited", "A map that nobody awaits"),
    ("for-each-async", "forEach with an async function"),
    (
        "workers-over-one-iterator",
        "Workers that share an iterator",
    ),
    ("semaphore", "A semaphore"),
    ("semaphore-made-anew", "A semaphore for each call"),
    ("release-without-await", "A slot that is freed at once"),
    ("race-drops-slots", "A race that drops its losers"),
    ("retry-without-end", "Retries without an end"),
    ("promise-all-loses-all", "One failure in Promise.all"),
    (
        "timeout-counts-the-queue",
        "A timeout that counts the queue",
    ),
    ("fetched-twice", "A fetch to see whether it is there"),
    ("started-by-a-clock", "Starts by a clock"),
];

/// What the function is given, and what it may call.
const GIVEN: [(&str, &str); 4] = [
    ("urls, width", "the addresses, and how many at a time"),
    (
        "fetch(url, { signal })",
        "sends one of them, on the same latencies as every row",
    ),
    ("return", "delivers what has come, in the order of the list"),
    ("deliver(answer, index)", "delivers one at once"),
];

/// The heights of the two drawings, in pixels.
const HEIGHTS: [u32; 2] = [72, 24];

/// The panel, for the figure with this number.
pub fn own_code(page: &Page, dispatch: &Dispatch, number: usize) -> Html {
    let code = page.draft();
    let fault = page.fault().filter(|_| *code == *page.shown().code);
    let lines = code.split('\n').count();
    let marked = fault.map_or(0, |fault| fault.line);
    let number_of = |line: usize| {
        let is_marked = u32::try_from(line) == Ok(marked);
        let mark = if is_marked { "× " } else { "" };
        format!("{mark}{line}")
    };
    let gutter: Vec<_> = (1..=lines).map(number_of).collect();
    let gutter = gutter.join("\n");
    // The page's policy allows no style attribute, so lines above the mark bring it to its place.
    let mark = (marked > 0).then(|| {
        let above = "\n".repeat(marked as usize - 1);
        html! { <pre class="mark" aria-hidden="true">{ above }<i></i></pre> }
    });
    let close = send(dispatch, Message::OpenPanel(Panel::Code));
    html! {
        <section class="own-code" data-testid="code-panel" aria-label="Your code">
            <p class="head">
                <strong>{ "Your code" }</strong>
                { start_from(page, dispatch) }
                <a href="#yours">{ "What it may use" }</a>
                // In an embedded figure the code is what it is there for.
                if !page.settings.embed {
                    <button type="button" class="link" onclick={close}>{ "Close" }</button>
                }
            </p>
            <div class="editor s-yours">
                <pre class="gutter" aria-hidden="true">{ gutter }</pre>
                <div class="sheet">
                    { for mark }
                    <pre aria-hidden="true" translate="no"><code>{ highlighted(&code, Language::JavaScript) }</code>{ "\n" }</pre>
                    { textarea(page, &code, dispatch) }
                </div>
            </div>
            <p class="caption" role="status">
                { fault.map_or_else(|| "Runs in a sandbox: no network but this fetch, no page. Tab indents, Escape leaves.".to_owned(), ToString::to_string) }
            </p>
            <div class="beside">{ beside(page, number) }</div>
        </section>
    }
}

fn start_from(page: &Page, dispatch: &Dispatch) -> Html {
    let (settings, dispatch) = (page.settings.clone(), dispatch.clone());
    let onchange = Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        load_example(&settings, field.value(), &dispatch);
    });
    let option =
        |(value, name): (&'static str, &'static str)| html! { <option {value}>{ name }</option> };
    html! {
        <label>{ "Start from " }<select name="example" {onchange}><option value="" selected=true>{ "an example" }</option>{ for EXAMPLES.map(option) }</select></label>
    }
}

/// What the chosen strategy did, if the function ran; else what that may use.
fn beside(page: &Page, number: usize) -> Html {
    if page.timeline(Strategy::YOURS).is_some()
        && let Some(strategy) = page.chosen()
    {
        let axis = page.own_axis(strategy);
        return html! {
            <>
                <div class={format!("s-{}", strategy.key())}>{ chart(page, strategy, &axis, HEIGHTS, format!("own-code-{number}")) }</div>
                { diagnosis(page) }
            </>
        };
    }
    let given = |(name, meaning): (&'static str, &'static str)| html! { <><dt>{ name }</dt><dd>{ meaning }</dd></> };
    let width = count(page.settings.concurrency.get());
    html! { <><dl>{ for GIVEN.map(given) }</dl><p class="caption">{ format!("The width is {width}.") }</p></> }
}

/// The diagnoses of the strategies of the run.
#[must_use]
pub fn diagnoses(page: &Page) -> Vec<Diagnosis> {
    page.run.result().map(of_run).unwrap_or_default()
}

/// The diagnosis of the chosen strategy; nothing where none is known.
pub fn diagnosis(page: &Page) -> Html {
    let diagnosis = page.chosen().and_then(|chosen| page.diagnosis(chosen));
    let Some((words, nearest)) = diagnosis else {
        return html! {};
    };
    html! {
        <div class="diagnosis" data-testid="diagnosis" aria-live="polite">
            <p class="verdict">{ words.to_owned() }</p>
            <p class="caption">{ nearest.to_owned() }</p>
        </div>
    }
}
