//! The presets, and what the reader may bring.

use web_sys::Element;
use yew::prelude::*;

use super::{
    button::Button,
    message::{Dispatch, Message, click, focus_within, send},
};
use crate::{
    page::state::{Action, Open, Page, Panel},
    settings::Settings,
    strategy::Strategy,
};

/// The name of each preset, and its settings that differ from the defaults.
const PRESETS: [(&str, &str); 9] = [
    ("Quick", ""),
    ("The post", "requests=199"),
    ("Six connections", "cap=6"),
    ("Slow tail", "spread=1.2"),
    ("Fragile server", "capacity=12"),
    ("One load of laundry", "requests=1&steps=3"),
    ("No waiting", "latency=0&work=40"),
    (
        "A quota",
        "quota=5/s&burst=5&retries=5&strategies=sequential,batched,windowed,paced",
    ),
    (
        "A language model",
        "requests=40&latency=4000&spread=0.8&quota=60/min&burst=10&retries=5&timeout=60000&strategies=joined,windowed,paced",
    ),
];

/// The presets.
pub(super) fn presets(settings: &Settings, dispatch: &Dispatch) -> Html {
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

/// What the reader may bring.
pub(super) fn yours(page: &Page, dispatch: &Dispatch) -> Html {
    let panel = |panel: Panel, id: &'static str, name: &'static str| {
        let open = (page.view.panel == Some(panel)).to_string();
        let onclick = send(dispatch, Message::OpenPanel(panel));
        html! { <button type="button" class="pill" data-testid={id} aria-expanded={open} {onclick}>{ name }</button> }
    };
    let [code, latencies] = [
        panel(Panel::Code, "own-code", "your code"),
        panel(Panel::Latencies, "own-latencies", "your latencies"),
    ];
    let dispatch = dispatch.clone();
    let open_form = Callback::from(move |event: MouseEvent| {
        dispatch.emit(Message::act(Action::OpenControls(Open::Form)));
        let figure = event.target_unchecked_into::<Element>().closest(".figure");
        focus_within(figure.ok().flatten(), "form [name='endpoint']");
    });
    html! {
        <p class="presets"><span class="soft">{ "Yours" }</span>
            { code }{ latencies }
            <button type="button" class="pill" data-testid="own-api" onclick={open_form}>{ "your API" }</button>
        </p>
    }
}

/// The settings of a preset, with the present look and the reader's code.
fn preset(query: &str, settings: &Settings) -> Settings {
    let (mut preset, _) = Settings::from_query(query);
    if !settings.code.is_empty() {
        preset.code = settings.code.clone();
        preset.strategies.push(Strategy::YOURS);
    }
    preset.with_look_of(settings)
}
