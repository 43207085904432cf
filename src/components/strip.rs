//! A waterfall as small as a line of the table.

use std::{rc::Rc, time::Duration};

use yew::prelude::*;

use crate::{
    comparison::Round,
    drawing::{Axis, WIDTH, Waterfall},
};

/// In pixels.
const HEIGHT: u32 = 64;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct StripProps {
    pub(super) round: Option<Rc<Round>>,
    pub(super) now: Option<Duration>,
    pub(super) ideal: Option<Duration>,
    pub(super) axis: Axis,
}

#[component]
pub(super) fn Strip(props: &StripProps) -> Html {
    let axis = &props.axis;
    let timeline = props.round.as_ref().map(|round| &round.timeline);
    let drawing = timeline.map(|timeline| Waterfall::new(timeline, props.now, axis, HEIGHT));
    let ended = props.round.as_ref().filter(|_| props.now.is_none());
    let end = ended.and_then(|round| round.timeline.total());
    html! {
        <svg class="waterfall" height={HEIGHT.to_string()} aria-hidden="true">
            { grid(axis, HEIGHT) }
            { upright("ideal", axis, ended.and(props.ideal), HEIGHT) }
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
    let xs: Vec<_> = drawing
        .failed
        .iter()
        .map(|(x, _)| format!("{:.2}%", f64::from(*x) / f64::from(WIDTH) * 100.0))
        .collect();
    let ys: Vec<_> = drawing
        .failed
        .iter()
        .map(|(_, y)| (y + 3).to_string())
        .collect();
    let crosses = "×".repeat(xs.len());
    html! { <text class="crosses" x={xs.join(" ")} y={ys.join(" ")}>{ crosses }</text> }
}
