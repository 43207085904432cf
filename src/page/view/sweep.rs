//! The section “Which width?”: the sweep and its chart; with a quota also “Which
//! pace?”.

use yew::prelude::*;

use super::{
    button::Button,
    message::{Dispatch, Message, send},
};
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
    let onclick = send(dispatch, message);
    let sweep = page.run.sweep.as_ref();
    let chart = page.run.picture.as_ref();
    let finding = match chart {
        Some(chart) if !running => chart.finding.clone(),
        _ => String::new(),
    };
    let progress = match sweep {
        Some(sweep) if sweeping => progress(sweep),
        _ => String::new(),
    };
    let paces = Button {
        can_be_used: !running,
        ..Button::pill("Foretell every pace", send(dispatch, Message::SweepPaces))
    };
    let has_quota = page.settings.bucket().is_some();
    let save = Button {
        can_be_used: !running && chart.is_some(),
        ..Button::pill("Save as SVG", send(dispatch, Message::SaveSweep))
    };
    html! {
        <section class="widths" data-testid="widths">
            <h2>{ "Which width?" }{ for has_quota.then_some(" Which pace?") }</h2>
            <p class="caption">{ "Batched and windowed with 1, 2, 4, 8, … in flight, on the same latencies." }</p>
            <p class="presets">
                <button type="button" class="pill" data-testid="sweep" disabled={running && !sweeping} {onclick}>{ name }</button>
                { for has_quota.then(|| paces.html()) }
                { save.html() }
                <span class="soft">{ progress }</span>
            </p>
            <div class="sweep">{ for chart.map(|chart| picture(chart, page.settings.theme)) }</div>
            <p class="verdict" data-testid="knee">{ finding }</p>
        </section>
    }
}

/// The chart in both themes: the browser shows the one that fits, also after the
/// reader's system has changed its theme.
fn picture(picture: &Picture, theme: Theme) -> Html {
    let dark_if = match theme {
        Theme::Auto => "(prefers-color-scheme: dark)",
        Theme::Light => "not all",
        Theme::Dark => "all",
    };
    let alt = if picture.finding.is_empty() {
        "Time, as far as measured".into()
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
