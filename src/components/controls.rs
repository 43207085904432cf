//! Run, the settings as a sentence, and presets.

use std::{cell::Cell, time::Duration};

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::{
    form::form,
    message::{Message, Tell, change, click, focus_within},
};
use crate::{
    format::{counted, time},
    settings::{Endpoint, Plan, Setting, Settings, plan::MOST_ROUNDS},
    state::{Action, Open, Page, Phase, Press},
};

/// Names, and what they change of the defaults.
const PRESETS: [(&str, &str); 7] = [
    ("Quick", ""),
    ("The post", "requests=199"),
    ("Six connections", "cap=6"),
    ("Slow tail", "spread=1.2"),
    ("Fragile server", "capacity=12"),
    ("One load of laundry", "requests=1&steps=3"),
    ("No waiting", "latency=0&work=40"),
];

pub(super) fn controls(page: &Page, tell: &Tell, field: &NodeRef) -> Html {
    let open = page.open == Open::Form;
    let next = if open { Open::Nothing } else { Open::Form };
    let unfold = click(tell, Action::Unfold(next));
    html! {
        <>
            <div class="controls">
                { run_or_cancel(page.phase == Phase::Running, tell) }
                <p class="sentence">
                    { sentence(page, tell, field) }
                    <button type="button" class="link" aria-expanded={open.to_string()} onclick={unfold}>
                        { if open { "Close" } else { "Change" } }
                    </button>
                </p>
                { until_decided(page.phase == Phase::Running, tell) }
            </div>
            <div class="settings" data-testid="settings" hidden={!open}>{ form(&page.settings, tell) }</div>
            { presets(&page.settings, tell) }
        </>
    }
}

/// One button: it stays in its place, keeps the focus and changes its meaning.
pub(super) fn run_or_cancel(running: bool, tell: &Tell) -> Html {
    let (name, testid) = if running {
        ("Cancel", "cancel")
    } else {
        ("Run", "run")
    };
    let tell = tell.clone();
    let onclick = Callback::from(move |event: MouseEvent| match running {
        _ if goes_on(&event) => {}
        false => tell.emit(Message::Run(Plan::Rounds)),
        // The second click of a double click on Run does not mean Cancel.
        true if event.detail() < 2 => tell.emit(Message::Cancel),
        true => {}
    });
    // Nor does a key that is held down: it would go on to run and cancel by turns.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    });
    html! { <button type="button" class="run" data-testid={testid} {onclick} {onkeydown}>{ name }</button> }
}

/// Whether a click only goes on with the one before; a script's means what it
/// does.
fn goes_on(event: &MouseEvent) -> bool {
    // On the whole page: the reader has one pointer.
    thread_local!(static LAST: Cell<Option<Press>> = const { Cell::new(None) });
    if !event.is_trusted() {
        return false;
    }
    let press = Press {
        at: Duration::from_secs_f64(event.time_stamp() / 1e3),
        // Of a key, no click is counted.
        place: (event.detail() > 0).then(|| (event.client_x(), event.client_y())),
    };
    let before = LAST.replace(Some(press));
    before.is_some_and(|before| press.goes_on_with(before))
}

/// The other way to run. While something runs, a click is refused as on Run;
/// disabled it would lose the focus.
fn until_decided(running: bool, tell: &Tell) -> Html {
    let tell = tell.clone();
    let onclick = Callback::from(move |_: MouseEvent| tell.emit(Message::Run(Plan::UntilDecided)));
    let title = format!(
        "rounds until each pair of neighbours is told apart or found alike, {MOST_ROUNDS} at most"
    );
    html! { <button type="button" class="pill until-decided" data-testid="until-decided" aria-disabled={running.to_string()} {title} {onclick}>{ "Run until decided" }</button> }
}

/// What is asked before a stranger's server is.
pub(super) fn question(page: &Page, tell: &Tell) -> Html {
    let answer = |allowed, name| {
        let tell = tell.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            tell.emit(Message::Answer(allowed));
            let figure = event.target_unchecked_into::<Element>().closest(".figure");
            focus_within(figure.ok().flatten(), ".run");
        });
        html! { <button type="button" class="pill" {onclick}>{ name }</button> }
    };
    html! {
        <div class="question" data-testid="question" role="alert" hidden={page.question.is_none()}>
            <span>{ page.question.clone().unwrap_or_default() }</span>
            { answer(true, "Send them") }
            { answer(false, "Send nothing") }
        </div>
    }
}

/// The settings in words; each number is a control.
fn sentence(page: &Page, tell: &Tell, field: &NodeRef) -> Html {
    let settings = &page.settings;
    let phrase = |name, words, after| phrase(page, name, words, after, tell, field);
    let latency = (settings.is_simulated())
        .then(|| phrase("latency", time(settings.latency), " each on average, "));
    html! {
        <>
            { phrase("requests", counted(settings.requests, "request"), " ") }
            { destination(&settings.endpoint) }
            <span>{ for latency }</span>
            { phrase("concurrency", format!("{} at a time", settings.concurrency), ", ") }
            { phrase("rounds", counted(settings.rounds, "round"), " ") }
        </>
    }
}

pub(super) fn destination(endpoint: &Endpoint) -> String {
    match endpoint {
        Endpoint::Simulated => "on a simulated network, ".into(),
        Endpoint::Site => "to this site, ".into(),
        Endpoint::JsonPlaceholder => "to jsonplaceholder.typicode.com, ".into(),
        Endpoint::Url(url) => format!("to {}, ", url.split('/').nth(2).unwrap_or(url)),
    }
}

/// A part of the sentence: a button that becomes a field in its place.
pub(super) fn phrase(
    page: &Page,
    name: &'static str,
    words: String,
    after: &str,
    tell: &Tell,
    field: &NodeRef,
) -> Html {
    let control = if page.open == Open::Field(name) {
        let value = Setting::named(name)
            .map(|setting| setting.get(&page.settings))
            .unwrap_or_default();
        input(name, value, tell, field)
    } else {
        let edit = click(tell, Action::Unfold(Open::Field(name)));
        html! { <button type="button" onclick={edit} title={format!("change {name}")}>{ words }</button> }
    };
    html! { <span class="phrase">{ control }{ after }</span> }
}

fn input(name: &'static str, value: String, tell: &Tell, field: &NodeRef) -> Html {
    let leave = tell.clone();
    let leave = move || leave.emit(Message::act(Action::Unfold(Open::Nothing)));
    let left = leave.clone();
    let onblur = Callback::from(move |_: FocusEvent| left());
    let onchange = change(tell, name, value.clone());
    // What was typed is taken when the field is left; Escape takes it back.
    let standing = value.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        let escape = event.key() == "Escape";
        if escape {
            field.set_value(&standing);
        }
        if escape || event.key() == "Enter" {
            event.prevent_default(); // or Enter would press the button that takes the field's place
            let phrase = field.parent_element();
            field.blur().ok();
            leave(); // a field that has not got the focus yet cannot lose it
            focus_within(phrase, "button");
        }
    });
    html! {
        <input ref={field} type="text" inputmode="numeric" size="5" aria-label={name} {value} {onblur} {onchange} {onkeydown} />
    }
}

fn presets(settings: &Settings, tell: &Tell) -> Html {
    let pill = |(name, query): (&'static str, &'static str)| {
        let preset = preset(query, settings);
        let pressed = (preset == *settings).to_string();
        let onclick = click(tell, Action::Load(preset));
        html! { <button type="button" class="pill" aria-pressed={pressed} {onclick}>{ name }</button> }
    };
    html! { <p class="presets"><span class="soft">{ "Try" }</span>{ for PRESETS.map(pill) }</p> }
}

/// The defaults, changed; how the page looks stays.
fn preset(query: &str, settings: &Settings) -> Settings {
    let (preset, _) = Settings::from_query(query);
    Settings {
        theme: settings.theme,
        embed: settings.embed,
        ..preset
    }
}
