//! The panel *Your latencies*: a recording of the reader's, and what becomes of it.

mod open;
mod row;
mod script;

pub use open::{follow, read_recording};
pub use row::row;
pub use script::open;

use open::choose_group;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{
    message::{Dispatch, Message, OwnWork, send},
    share::file_field,
};
use crate::{
    analysis::foretold::caveat,
    format::{count, counted},
    page::state::{Opened, Page, Panel},
    report::recordings::Group,
};

/// The panel.
pub fn own_latencies(page: &Page, dispatch: &Dispatch) -> Html {
    let running = page.run.is_running();
    let close = send(dispatch, Message::OpenPanel(Panel::Latencies));
    let opened = page.recording.as_ref();
    let words = if opened.is_some() {
        "Open another file"
    } else {
        "Open a file"
    };
    html! {
        <section class="own-latencies" data-testid="latencies-panel" aria-label="Your latencies">
            <p class="head">
                <strong>{ "Your latencies" }</strong>
                <label class="pill">{ words }{ file_field("open-latencies", running, dispatch) }</label>
                <label>{ "or paste one: " }{ paste(running, dispatch) }</label>
                <span class="soft">{ "a HAR, a report, a list of numbers; or drop it anywhere here" }</span>
                <button type="button" class="link" onclick={close}>{ "Close" }</button>
            </p>
            { for opened.map(|opened| of_file(opened, dispatch)) }
            <p class="caption">{ "Kept of a file: start, duration, status and host of each request, and nothing else. Nothing leaves this page." }</p>
        </section>
    }
}

/// A field that opens what is pasted into it, and stays empty.
fn paste(disabled: bool, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let field = event.target_unchecked_into::<HtmlTextAreaElement>();
        let text = field.value();
        field.set_value("");
        dispatch.emit(Message::FileLoaded(Ok(text.into())));
    });
    html! { <textarea name="recording" rows="1" cols="12" autocomplete="off" spellcheck="false" {disabled} {oninput} /> }
}

/// What was read, and which part of it is shown.
fn of_file(opened: &Opened, dispatch: &Dispatch) -> Html {
    let file = &opened.file;
    let hosts = file.groups.iter().filter_map(|group| group.host.as_ref());
    let mut hosts: Vec<_> = hosts.collect();
    hosts.sort_unstable();
    hosts.dedup();
    let of_hosts = if hosts.is_empty() {
        String::new()
    } else {
        format!(", {}", counted(hosts.len(), "host"))
    };
    let entries = match file.entries {
        1 => "1 entry".into(),
        entries => count(entries) + " entries",
    };
    let has_hosts = !hosts.is_empty();
    html! {
        <>
            <p class="read">
                <span data-testid="recorded-file"><strong>{ &file.format }</strong>{ format!(": {entries}{of_hosts}") }</span>
                { for has_hosts.then(|| groups(opened, dispatch)) }
            </p>
            { for file.notes.iter().map(|note| html! { <p class="caption">{ note }</p> }) }
            <p class="diagnosis" data-testid="recorded-diagnosis">{ opened.diagnosis.to_string() }</p>
        </>
    }
}

/// The choice of a page and a host.
fn groups(opened: &Opened, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        if let Ok(group) = field.value().parse() {
            let work = OwnWork::new(move |page, _| choose_group(page, group));
            dispatch.emit(Message::Own(work));
        }
    });
    let option = |(place, group): (usize, &Group)| {
        html! { <option value={place.to_string()} selected={place == opened.chosen}>{ name(group) }</option> }
    };
    let groups = opened.file.groups.iter().enumerate();
    html! {
        <label>{ "requests to " }<select data-testid="recorded-host" {onchange}>{ for groups.map(option) }</select></label>
    }
}

/// A page and a host in words: `api.shop.example · 40`.
fn name(group: &Group) -> String {
    let requests = count(group.recording.requests().len());
    let host = group.host.as_deref().unwrap_or("no host");
    match &group.page {
        Some(page) => format!("{host} · {requests} · {page}"),
        None => format!("{host} · {requests}"),
    }
}

/// What was foretold in a sentence, and what the recording cannot tell.
#[must_use]
pub fn verdict(page: &Page) -> Option<(String, String)> {
    let foretold = page.run.foretold.as_ref()?;
    let recording = &page.recording.as_ref()?.recording;
    let words = foretold.verdict(&page.settings, recording);
    Some((words, caveat(recording) + " "))
}
