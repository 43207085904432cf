//! The controls of the main figure: the buttons that run, the settings and the
//! presets.

use std::time::Duration;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::{
    button::Button,
    form::form,
    message::{Dispatch, Message, change, click, focus_within, send},
};
use crate::{
    page::{
        session::Permission,
        shared::Shared,
        state::{Action, Click, Open, Page},
    },
    settings::{Plan, Setting, Settings, plan::MOST_ROUNDS},
};

/// The name of each preset, and its settings that differ from the defaults.
const PRESETS: [(&str, &str); 7] = [
    ("Quick", ""),
    ("The post", "requests=199"),
    ("Six connections", "cap=6"),
    ("Slow tail", "spread=1.2"),
    ("Fragile server", "capacity=12"),
    ("One load of laundry", "requests=1&steps=3"),
    ("No waiting", "latency=0&work=40"),
];

pub(super) fn controls(page: &Page, dispatch: &Dispatch, shared: &Shared, field: &NodeRef) -> Html {
    let open = page.view.open == Open::Form;
    let next = if open { Open::Nothing } else { Open::Form };
    let toggle = click(dispatch, Action::OpenControls(next));
    html! {
        <>
            <div class="controls">
                { run_or_cancel(page, dispatch, shared) }
                <p class="sentence">
                    { sentence(page, dispatch, field) }
                    <button type="button" class="link" aria-expanded={open.to_string()} onclick={toggle}>
                        { if open { "Close" } else { "Change" } }
                    </button>
                </p>
                { until_decided(page, dispatch) }
            </div>
            <div class="settings" data-testid="settings" hidden={!open}>{ form(&page.settings, dispatch) }</div>
            { presets(&page.settings, dispatch) }
        </>
    }
}

/// The button *Run*, which is *Cancel* during a run. It is one button, so that
/// it keeps its place and the focus.
pub(super) fn run_or_cancel(page: &Page, dispatch: &Dispatch, shared: &Shared) -> Html {
    let running = page.run.is_running();
    let (name, testid) = if running {
        ("Cancel", "cancel")
    } else {
        ("Run", "run")
    };
    let (dispatch, shared) = (dispatch.clone(), shared.clone());
    let onclick = Callback::from(move |event: MouseEvent| match running {
        _ if continues_burst(&event, &shared) => {}
        false => dispatch.emit(Message::Run(Plan::Rounds)),
        // The second click of a double click on Run does not mean Cancel.
        true if event.detail() < 2 => dispatch.emit(Message::Cancel),
        true => {}
    });
    // Without this, a key that is held down would run and cancel by turns.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    });
    html! { <button type="button" class="run" data-testid={testid} {onclick} {onkeydown}>{ name }</button> }
}

/// Whether a click belongs to the same burst as the click before it. A script's
/// click never does.
fn continues_burst(event: &MouseEvent, shared: &Shared) -> bool {
    event.is_trusted()
        && shared.continues_burst(Click {
            at: Duration::from_secs_f64(event.time_stamp() / 1e3),
            // The browser's count of clicks is 0 if the button was pressed with a key.
            place: (event.detail() > 0).then(|| (event.client_x(), event.client_y())),
        })
}

/// The button *Run until decided*. During a run it is not disabled, because it
/// would lose the focus; the session refuses a second run.
fn until_decided(page: &Page, dispatch: &Dispatch) -> Html {
    let running = page.run.is_running();
    let onclick = send(dispatch, Message::Run(Plan::UntilDecided));
    let title = format!(
        "rounds until each pair of neighbours is either told apart or found alike, {MOST_ROUNDS} at most"
    );
    html! { <button type="button" class="pill until-decided" data-testid="until-decided" aria-disabled={running.to_string()} {title} {onclick}>{ "Run until decided" }</button> }
}

/// The question whether a run may be sent to a server that is not part of the
/// page.
pub(super) fn question(page: &Page, dispatch: &Dispatch) -> Html {
    let answer = |permission, name| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            dispatch.emit(Message::Answer(permission));
            let figure = event.target_unchecked_into::<Element>().closest(".figure");
            focus_within(figure.ok().flatten(), ".run");
        });
        Button::pill(name, onclick).html()
    };
    html! {
        <div class="question" data-testid="question" role="alert" hidden={page.view.question.is_none()}>
            <span>{ page.view.question.clone().unwrap_or_default() }</span>
            { answer(Permission::Given, "Send them") }
            { answer(Permission::Denied, "Send nothing") }
        </div>
    }
}

/// The most important settings as a sentence in which each number is a control.
fn sentence(page: &Page, dispatch: &Dispatch, field: &NodeRef) -> Html {
    let settings = &page.settings;
    let phrase = |name, comma| phrase(page, name, comma, dispatch, field);
    let latency = settings.is_simulated().then(|| phrase("latency", ","));
    html! {
        <>
            { phrase("requests", "") }
            { settings.endpoint.short_destination() }{ ", " }
            <span>{ for latency }</span>
            { phrase("concurrency", ",") }
            { phrase("rounds", "") }
        </>
    }
}

/// A setting in the sentence, with the comma after it, if there is one, on the same
/// line: a button, and in its place a field while the control is open.
pub(super) fn phrase(
    page: &Page,
    name: &'static str,
    comma: &str,
    dispatch: &Dispatch,
    field: &NodeRef,
) -> Html {
    let Ok(setting) = Setting::named(name) else {
        return html! {};
    };
    let control = if page.view.open == Open::Field(name) {
        input(name, setting.get(&page.settings), dispatch, field)
    } else {
        let edit = click(dispatch, Action::OpenControls(Open::Field(name)));
        html! { <button type="button" onclick={edit} title={format!("change {name}")}>{ setting.words(&page.settings) }</button> }
    };
    html! { <><span class="phrase">{ control }{ comma }</span>{ " " }</> }
}

fn input(name: &'static str, value: String, dispatch: &Dispatch, field: &NodeRef) -> Html {
    let close = dispatch.clone();
    let close = move || close.emit(Message::act(Action::OpenControls(Open::Nothing)));
    let close_on_blur = close.clone();
    let onblur = Callback::from(move |_: FocusEvent| close_on_blur());
    let onchange = change(dispatch, name, value.clone());
    // Leaving the field sets the value; Escape restores the old one first.
    let old_value = value.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        let escape = event.key() == "Escape";
        if escape {
            field.set_value(&old_value);
        }
        if escape || event.key() == "Enter" {
            // Without this, Enter would press the button that takes the place of the field.
            event.prevent_default();
            let phrase = field.parent_element();
            field.blur().ok();
            // A field that does not have the focus yet gets no blur event.
            close();
            focus_within(phrase, "button");
        }
    });
    html! {
        <input ref={field} type="text" inputmode="numeric" size="5" aria-label={name} {value} {onblur} {onchange} {onkeydown} />
    }
}

fn presets(settings: &Settings, dispatch: &Dispatch) -> Html {
    let button = |(name, query): (&'static str, &'static str)| {
        let preset = preset(query, settings);
        let pressed = Some(preset == *settings);
        let onclick = click(dispatch, Action::Load(preset));
        Button {
            pressed,
            ..Button::pill(name, onclick)
        }
        .html()
    };
    html! { <p class="presets"><span class="soft">{ "Try" }</span>{ for PRESETS.map(button) }</p> }
}

/// The settings of a preset, with the present theme and embedding.
fn preset(query: &str, settings: &Settings) -> Settings {
    let (preset, _) = Settings::from_query(query);
    Settings {
        theme: settings.theme,
        embed: settings.embed,
        ..preset
    }
}
