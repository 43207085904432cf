//! Run, the settings as a sentence, and presets.

use yew::prelude::*;

use super::form::Form;
use crate::{
    endpoint::Endpoint,
    format::{count, counted},
    settings::Settings,
    state::Action,
};

/// Names, and what they change of the defaults.
const PRESETS: [(&str, &str); 7] = [
    ("Quick", ""),
    ("The post", "requests=199"),
    ("Six connections", "requests=199&cap=6"),
    ("Slow tail", "spread=1.2"),
    ("Fragile server", "capacity=12"),
    ("One load of laundry", "requests=1&steps=3"),
    ("No waiting", "latency=0&work=40"),
];

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ControlsProps {
    pub(super) settings: Settings,
    pub(super) running: bool,
    pub(super) on_run: Callback<()>,
    pub(super) on_cancel: Callback<()>,
    pub(super) act: Callback<Action>,
}

#[component]
pub(super) fn Controls(props: &ControlsProps) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <>
            <div class="controls">
                { run_or_cancel(props) }
                <p class="sentence">
                    { sentence(&props.settings, &props.act) }
                    <button type="button" class="link" aria-expanded={open.to_string()} onclick={toggle}>
                        { if *open { "Close" } else { "Change" } }
                    </button>
                </p>
            </div>
            <div class="settings" data-testid="settings" hidden={!*open}>
                <Form settings={props.settings.clone()} act={props.act.clone()} />
            </div>
            { presets(&props.settings, &props.act) }
        </>
    }
}

/// One button: it stays in its place, keeps the focus and changes its meaning.
fn run_or_cancel(props: &ControlsProps) -> Html {
    let (name, testid) = if props.running {
        ("Cancel", "cancel")
    } else {
        ("Run", "run")
    };
    let (running, on_run, on_cancel) =
        (props.running, props.on_run.clone(), props.on_cancel.clone());
    let onclick = Callback::from(move |event: MouseEvent| match running {
        false => on_run.emit(()),
        // The second click of a double click on Run does not mean Cancel.
        true if event.detail() < 2 => on_cancel.emit(()),
        true => {}
    });
    html! { <button type="button" class="run" data-testid={testid} {onclick}>{ name }</button> }
}

/// The settings in words; each number is a control.
fn sentence(settings: &Settings, act: &Callback<Action>) -> Html {
    let phrase = |name: &'static str, words: String| {
        html! { <Phrase {name} {words} value={value(settings, name)} act={act.clone()} /> }
    };
    let simulated = settings.endpoint == Endpoint::Simulated;
    let network = match &settings.endpoint {
        Endpoint::Simulated => "on a simulated network, ".into(),
        Endpoint::Site => "to this site, ".into(),
        Endpoint::JsonPlaceholder => "to jsonplaceholder.typicode.com, ".into(),
        Endpoint::Url(url) => format!("to {}, ", url.split('/').nth(2).unwrap_or(url)),
    };
    let latency = simulated.then(|| {
        html! { <>{ phrase("latency", format!("{}\u{a0}ms", count(millis(settings)))) }{ " each on average, " }</> }
    });
    html! {
        <>
            { phrase("requests", counted(settings.requests, "request")) }{ " " }
            { network }
            <span>{ for latency }</span>
            { phrase("concurrency", format!("{} at a time", settings.concurrency)) }{ ", " }
            { phrase("rounds", counted(settings.rounds, "round")) }
            { " " }
        </>
    }
}

fn millis(settings: &Settings) -> usize {
    usize::try_from(settings.latency.as_millis()).unwrap_or(usize::MAX)
}

fn value(settings: &Settings, name: &str) -> String {
    crate::settings::Setting::named(name)
        .map(|setting| setting.get(settings))
        .unwrap_or_default()
}

#[derive(Clone, PartialEq, Properties)]
struct PhraseProps {
    name: &'static str,
    words: String,
    value: String,
    act: Callback<Action>,
}

/// A part of the sentence: a button that becomes a field in its place.
#[component]
fn Phrase(props: &PhraseProps) -> Html {
    let editing = use_state(|| false);
    let field = use_node_ref();
    use_effect_with(*editing, {
        let field = field.clone();
        move |editing| {
            let field = field
                .cast::<web_sys::HtmlInputElement>()
                .filter(|_| *editing);
            if let Some(field) = field {
                field.focus().ok();
                field.select();
            }
        }
    });
    let edit = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(true))
    };
    let leave = {
        let editing = editing.clone();
        Callback::from(move |_: FocusEvent| editing.set(false))
    };
    let onchange = {
        let (name, act) = (props.name, props.act.clone());
        Callback::from(move |event: Event| {
            let field = event.target_unchecked_into::<web_sys::HtmlInputElement>();
            act.emit(Action::Set(name, field.value()));
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        // What was typed is taken when the field is left.
        if matches!(&*event.key(), "Enter" | "Escape") {
            let field = event.target_unchecked_into::<web_sys::HtmlInputElement>();
            if event.key() == "Escape" {
                field.set_value(&field.default_value());
            }
            field.blur().ok();
        }
    });
    html! {
        <span class="phrase">
            if *editing {
                <input ref={field} type="text" inputmode="numeric" size="5" aria-label={props.name}
                    value={props.value.clone()} onblur={leave} {onchange} {onkeydown} />
            } else {
                <button type="button" onclick={edit} title={format!("change {}", props.name)}>{ &props.words }</button>
            }
        </span>
    }
}

fn presets(settings: &Settings, act: &Callback<Action>) -> Html {
    let pill = |(name, query): (&'static str, &'static str)| {
        let preset = preset(query, settings);
        let pressed = preset == *settings;
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Load(preset.clone())));
        html! { <button type="button" class="pill" aria-pressed={pressed.to_string()} {onclick}>{ name }</button> }
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
