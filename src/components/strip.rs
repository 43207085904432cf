//! A waterfall as small as a line of the table.

use std::time::Duration;

use yew::prelude::*;

use crate::{
    analysis::comparison::Round,
    drawing::{Axis, WIDTH, Waterfall, percent},
};

/// In pixels.
const HEIGHT: u32 = 64;

pub(super) fn strip(
    round: Option<&Round>,
    now: Option<Duration>,
    ideal: Option<Duration>,
    axis: &Axis,
) -> Html {
    let timeline = round.map(|round| &round.timeline);
    let drawing = timeline.map(|timeline| Waterfall::new(timeline, now, axis, HEIGHT));
    let ended = round.filter(|_| now.is_none());
    let end = ended.and_then(|round| round.timeline.total());
    html! {
        <svg class="waterfall" height={HEIGHT.to_string()} aria-hidden="true">
            { grid(axis, HEIGHT) }
            { upright("ideal", axis, ended.and(ideal), HEIGHT) }
            { bars(drawing.as_ref(), HEIGHT) }
            { upright("end", axis, end, HEIGHT) }
        </svg>
    }
}

/// The marks of the axis.
pub(super) fn grid(axis: &Axis, height: u32) -> Html {
    let line = |tick: &Duration| {
        let x = axis.percent(*tick);
        html! { <line x1={x.clone()} x2={x} y1="0" y2={height.to_string()} /> }
    };
    html! { <g class="grid">{ for axis.ticks.iter().map(line) }</g> }
}

/// A line from top to bottom, or nothing.
fn upright(class: &'static str, axis: &Axis, at: Option<Duration>, height: u32) -> Html {
    let x = at.map(|at| axis.percent(at));
    let line = x.map(|x| html! { <line x1={x.clone()} x2={x} y1="0" y2={height.to_string()} /> });
    html! { <g {class}>{ for line }</g> }
}

/// The requests: stretched across, so that only the numbers of the paths
/// change; the crosses of failures are not stretched.
pub(super) fn bars(drawing: Option<&Waterfall>, height: u32) -> Html {
    let empty = Waterfall::default();
    let drawing = drawing.unwrap_or(&empty);
    let view = format!("0 0 {WIDTH} {height}");
    let thickness = format!("{}.{}", drawing.thickness / 10, drawing.thickness % 10);
    html! {
        <>
            <svg viewBox={view} preserveAspectRatio="none" width="100%" height={height.to_string()}>
                <path class="waiting" d={drawing.waiting.clone()} />
                <path class="bar" stroke-width={thickness.clone()} d={drawing.solid.clone()} />
                <path class="bar unfinished" stroke-width={thickness} d={drawing.running.clone()} />
            </svg>
            { crosses(drawing) }
        </>
    }
}

/// One text, a cross at each place.
fn crosses(drawing: &Waterfall) -> Html {
    let xs: Vec<_> = drawing.failed.iter().map(|(x, _)| percent(*x)).collect();
    let ys: Vec<_> = drawing
        .failed
        .iter()
        .map(|(_, y)| (y + 3).to_string())
        .collect();
    let crosses = "×".repeat(xs.len());
    html! { <text class="crosses" x={xs.join(" ")} y={ys.join(" ")}>{ crosses }</text> }
}
