//! The row of a recording in the comparison: its own starts and ends.

use std::time::Duration;

use yew::prelude::*;

use crate::{
    analysis::timeline::Timeline,
    drawing::{Axis, bars, grid, later, mark},
    format::{UNKNOWN, count, counted, percent, time, times},
    page::{
        state::{Opened, Page},
        view::{
            row::{STRIP, cell, counts_in_words},
            svg::svg,
        },
    },
};

/// The row, on the axis of all strips; nothing for a bare list.
pub fn row(page: &Page, axis: &Axis) -> Html {
    let Some((opened, timeline)) = page.recording.as_ref().zip(page.recorded()) else {
        return html! {};
    };
    let total = timeline.total().unwrap_or_default();
    let ends: Vec<_> = timeline.ends().into_iter().map(|(_, end)| end).collect();
    let (outcomes, in_flight) = axis.instant.map_or_else(
        || (ends.join(", "), String::new()),
        |at| counts_in_words(timeline, at),
    );
    let first = timeline
        .first_delivered()
        .map_or_else(|| UNKNOWN.into(), time);
    let requests = counted(timeline.spans().len(), "request");
    let peak = count(timeline.peak_in_flight());
    let [bars, crosses] = bars(Some(timeline), None, axis, STRIP);
    let drawn = [
        grid(axis, STRIP),
        bars,
        crosses,
        mark("end", axis, Some(total), STRIP),
        later(axis, STRIP),
    ];
    html! {
        <tr key="recorded" class="s-recorded" data-testid="row-recorded">
            <th scope="row">
                <span class="name"><span class="swatch" aria-hidden="true"></span>{ "As recorded" }</span>
                <span class="second">{ format!("{requests}, {peak} in flight") }</span>
            </th>
            { cell("number time", ("total", &time(total)), None, ("outcomes", &outcomes)) }
            { cell("number", ("speedup", &times(1.0)), None, ("interval", &in_flight)) }
            { cell("number rest", ("of-ideal", &of_ideal(opened, timeline, total)), None, ("order", "")) }
            { cell("number rest", ("first", &first), None, ("freeze", "")) }
            <td class="strip" data-testid="waterfall-recorded">
                <svg class="waterfall" height={STRIP.to_string()} aria-hidden="true">{ for drawn.map(svg) }</svg>
            </td>
        </tr>
    }
}

/// The least time that as many slots as were in use allow, as a share of the time that
/// it took.
fn of_ideal(opened: &Opened, timeline: &Timeline, total: Duration) -> String {
    let latencies = opened.recording.requests().iter().map(|one| one.latency);
    let slots = u32::try_from(timeline.peak_in_flight().max(1)).unwrap_or(u32::MAX);
    let least = latencies.clone().sum::<Duration>() / slots;
    let least = latencies.max().map_or(least, |longest| longest.max(least));
    if total.is_zero() {
        return UNKNOWN.into();
    }
    percent(least.div_duration_f64(total).min(1.0))
}
