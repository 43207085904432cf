//! “Which width?”: batches and windows of every width, as a chart.

use yew::prelude::*;

use super::message::{Dispatch, Message};
use crate::{
    analysis::sweep::Sweep,
    drawing::sweep_chart::Picture,
    format::{counted, time},
    page::state::Page,
    settings::{Plan, Theme},
};

pub(super) fn sweep(page: &Page, dispatch: &Dispatch) -> Html {
    let running = page.run.is_running();
    let sweeping = running && page.run.plan == Plan::Sweep;
    let (name, message) = if sweeping {
        ("Cancel", Message::Cancel)
    } else {
        ("Try every width", Message::Run(Plan::Sweep))
    };
    let press = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(message.clone()))
    };
    let save = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Message::SaveSweep))
    };
    let sweep = page.run.sweep.as_ref();
    let finding = page.run.picture.as_ref().filter(|_| !running);
    let finding = finding.map(|picture| picture.finding.clone());
    html! {
        <section class="widths" data-testid="widths">
            <h2>{ "Which width?" }</h2>
            <p class="caption">{ "Batched and windowed with 1, 2, 4, 8, … in flight, on the same latencies." }</p>
            <p class="presets">
                <button type="button" class="pill" data-testid="sweep" disabled={running && !sweeping} onclick={press}>{ name }</button>
                <button type="button" class="pill" disabled={running || sweep.is_none()} onclick={save}>{ "Save as SVG" }</button>
                <span class="soft">{ sweep.filter(|_| sweeping).map(progress).unwrap_or_default() }</span>
            </p>
            <div class="sweep">{ for page.run.picture.as_ref().map(|one| picture(one, page.settings.theme)) }</div>
            <p class="verdict" data-testid="knee">{ finding.unwrap_or_default() }</p>
        </section>
    }
}

/// In both themes: the browser takes the one that fits, now and whenever the
/// reader's system changes its mind.
fn picture(picture: &Picture, theme: Theme) -> Html {
    let dark_if = match theme {
        Theme::Auto => "(prefers-color-scheme: dark)",
        Theme::Light => "not all",
        Theme::Dark => "all",
    };
    let alt = if picture.finding.is_empty() {
        "Time against width, as far as it is known".into()
    } else {
        picture.finding.clone()
    };
    html! {
        <picture>
            <source media={dark_if} srcset={picture.dark.clone()} />
            <img {alt} src={picture.light.clone()} width="720" height="300" decoding="sync" />
        </picture>
    }
}

fn progress(sweep: &Sweep) -> String {
    let widths = sweep.widths().len();
    let remaining = sweep
        .remaining()
        .map(|left| format!(", about {} left", time(left)));
    format!(
        "{} of {} tried{}",
        sweep.points.len(),
        counted(widths, "width"),
        remaining.unwrap_or_default()
    )
}
