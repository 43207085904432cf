//! The controls of a figure: the buttons that run, the settings and the presets.

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::{
    button::Button,
    form::form,
    message::{Dispatch, Message, change, click, focus_within, send},
    presets::{presets, yours},
    role::Role,
    run_button::run_or_cancel,
};
use crate::{
    page::{
        session::Permission,
        shared::Shared,
        state::{Action, Open, Page},
    },
    settings::{Part, Plan, Setting, plan::MOST_ROUNDS},
};

/// The button *Run* and the settings: in words where they cannot be changed, else
/// as a sentence of controls. The main figure has presets and a form as well.
pub(super) fn controls(
    page: &Page,
    role: Role,
    dispatch: &Dispatch,
    shared: &Shared,
    field: &NodeRef,
) -> Html {
    let can_change = page.settings.shows(Part::Settings);
    let words = if can_change {
        sentence(page, dispatch, field)
    } else {
        page.settings.sentence().into()
    };
    let open = page.view.open == Open::Form;
    let next = if open { Open::Nothing } else { Open::Form };
    let toggle = click(dispatch, Action::OpenControls(next));
    let change = html! {
        <button type="button" class="link change" aria-expanded={open.to_string()} onclick={toggle}>
            { if open { "Close" } else { "Change" } }
        </button>
    };
    let has_form = can_change && role == Role::Main;
    let beside = match role {
        Role::Main => until_decided(page, dispatch),
        Role::Inline => slower(page, dispatch),
    };
    html! {
        <>
            <div class="controls">
                { run_or_cancel(page, dispatch, shared) }
                <p class="sentence">
                    { words }{ for has_form.then_some(change) }
                </p>
                { for can_change.then_some(beside) }
            </div>
            if has_form {
                { form(&page.settings, open, dispatch) }
                { presets(&page.settings, dispatch) }
                { yours(page, dispatch) }
            }
        </>
    }
}

/// The button *Ten times slower*, which replays the run, or the prediction, at a tenth
/// of its speed.
fn slower(page: &Page, dispatch: &Dispatch) -> Html {
    let replays = page.replays();
    let onclick = if replays {
        click(dispatch, Action::GoTo(None))
    } else {
        send(dispatch, Message::Replay)
    };
    html! {
        <button type="button" class="pill slower" data-testid="slower" aria-pressed={replays.to_string()}
            disabled={!page.has_instants()} {onclick}>{ "Ten times slower" }</button>
    }
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

/// The settings as a sentence in which each is a control.
fn sentence(page: &Page, dispatch: &Dispatch, field: &NodeRef) -> Html {
    let settings = &page.settings;
    let named = settings.in_sentence();
    let count = named.len();
    let part = |(place, setting): (usize, &'static Setting)| {
        let comma = if place + 1 < count { "," } else { "" };
        phrase(page, setting.name, comma, dispatch, field)
    };
    html! {
        <>
            { phrase(page, "requests", "", dispatch, field) }
            { settings.endpoint.short_destination() }{ ", " }
            <span>{ for named.into_iter().enumerate().map(part) }</span>
        </>
    }
}

/// A setting in the sentence, with the comma after it, if there is one, on the same
/// line: a button, and in its place a field while the control is open.
fn phrase(
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
