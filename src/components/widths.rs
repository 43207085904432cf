//! “Which width?”: batches and windows of every width, as a chart.

use yew::prelude::*;

use super::{
    drawing::drawn,
    message::{Message, Tell},
};
use crate::{
    format::{counted, time},
    plan::Plan,
    state::{Page, Phase},
    sweep::Sweep,
};

pub(super) fn widths(page: &Page, tell: &Tell) -> Html {
    let running = page.phase == Phase::Running;
    let sweeping = running && page.plan == Plan::Sweep;
    let (name, message) = if sweeping {
        ("Cancel", Message::Cancel)
    } else {
        ("Try every width", Message::Run(Plan::Sweep))
    };
    let press = {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| tell.emit(message.clone()))
    };
    let save = {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| tell.emit(Message::SaveSweep))
    };
    let sweep = page.sweep.as_ref().map(|drawn| &drawn.sweep);
    html! {
        <section class="widths" data-testid="widths">
            <h2>{ "Which width?" }</h2>
            <p class="caption">{ "Batched and windowed with 1, 2, 4, 8, … in flight, on the same latencies." }</p>
            <p class="presets">
                <button type="button" class="pill" data-testid="sweep" disabled={running && !sweeping} onclick={press}>{ name }</button>
                <button type="button" class="pill" disabled={running || sweep.is_none()} onclick={save}>{ "Save as SVG" }</button>
                <span class="soft">{ sweep.filter(|_| sweeping).map(progress).unwrap_or_default() }</span>
            </p>
            <div class="sweep">{ for page.sweep.as_ref().map(|sweep| drawn(&sweep.chart)) }</div>
            <p class="verdict" data-testid="knee">{ sweep.filter(|_| !running).map(Sweep::sentence).unwrap_or_default() }</p>
        </section>
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
