//! The comparison: a row for each strategy, its waterfall in the last column,
//! all on one time axis.

use std::time::Duration;

use yew::prelude::*;

use super::{
    message::Tell,
    row::{self, Words},
};
use crate::{
    comparison::Round,
    drawing::Axis,
    format::{UNKNOWN, factor, mark, percent, time, times},
    state::Page,
    strategy::Strategy,
};

/// The heads of the columns, and what they mean where that is not plain.
const HEADS: [(&str, &str); 5] = [
    ("Strategy", ""),
    ("Time", "the median total of the ranked rounds"),
    (
        "Speed-up",
        "over the first row: the median of the ratios within rounds; beneath it, its 95 % interval",
    ),
    (
        "Of its ideal",
        "the least time that its slots allow, as a share of what it took",
    ),
    ("First result", "when the first answer was delivered"),
];

fn head((name, meaning): (&'static str, &'static str)) -> Html {
    html! { <th scope="col" title={meaning}>{ name }</th> }
}

pub(super) fn comparison(page: &Page, tell: &Tell) -> Html {
    let axis = page.axis();
    let rows = page
        .shown()
        .strategies
        .iter()
        .map(|strategy| row::row(&row(page, *strategy, &axis, tell)));
    html! {
        <>
            <table class="comparison" data-testid="comparison">
                <thead>
                    <tr>
                        { for HEADS.map(head) }
                        <th scope="col" class="axis">{ ticks(&axis) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            { legend() }
        </>
    }
}

/// The labels of a time axis; the first is for those who cannot see it.
pub(super) fn ticks(axis: &Axis) -> Html {
    let label = |tick: &Duration| {
        let last = axis.place(*tick) > 9_400;
        let anchor = if last {
            "end"
        } else if tick.is_zero() {
            "start"
        } else {
            "middle"
        };
        html! { <text x={axis.percent(*tick)} y="12" text-anchor={anchor}>{ mark(*tick) }</text> }
    };
    html! {
        <>
            <span class="unseen">{ "When each request was in flight" }</span>
            <svg class="ticks" aria-hidden="true" height="16">{ for axis.ticks.iter().map(label) }</svg>
        </>
    }
}

/// The kinds of lines in a strip.
const LEGEND: [(&str, &str); 3] = [
    ("key solid", "in flight"),
    ("key hairline", "answered, not yet in your list"),
    ("key end", "the last one delivered"),
];

fn key((class, meaning): (&'static str, &'static str)) -> Html {
    html! { <span><span {class}></span>{ meaning }</span> }
}

fn legend() -> Html {
    html! {
        <p class="legend">
            { for LEGEND.map(key) }
            <span class="right">{ "Rows inside a strip are requests, from first to last" }</span>
        </p>
    }
}

/// What stands in a row, in words.
fn row(page: &Page, strategy: Strategy, axis: &Axis, tell: &Tell) -> Words {
    let comparison = page.comparison.as_ref();
    let round = comparison.and_then(|comparison| comparison.rounds(strategy).last().cloned());
    let now = page.running(strategy);
    let median = comparison.and_then(|comparison| comparison.median(strategy));
    let latest = round
        .as_ref()
        .filter(|round| round.ended)
        .and_then(|round| round.timeline.total());
    let speedup = comparison.and_then(|comparison| comparison.speedup(strategy));
    let interval = speedup
        .and_then(|speedup| speedup.interval)
        .filter(|(low, high)| low < high);
    let of_ideal = comparison.and_then(|comparison| comparison.of_ideal(strategy));
    let first = round
        .as_ref()
        .and_then(|round| round.timeline.first_delivered());
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| UNKNOWN.into());
    let (order, freeze) = remarks(strategy, round.as_deref());
    Words {
        strategy,
        promise: strategy.promise(page.shown().concurrency),
        order,
        freeze,
        time: or_unknown(now.or(median).or(latest).map(time)),
        outcomes: round
            .as_ref()
            .map(|round| outcomes(&round.timeline))
            .unwrap_or_default(),
        speedup: or_unknown(speedup.map(|speedup| times(speedup.estimate))),
        interval: interval
            .map(|(low, high)| format!("{} to {}", factor(low), factor(high)))
            .unwrap_or_default(),
        of_ideal: or_unknown(of_ideal.map(percent)),
        first: or_unknown(first.map(time)),
        chosen: page.chosen() == Some(strategy),
        ideal: round.as_ref().and_then(|round| round.ideal),
        round,
        now,
        axis: axis.clone(),
        tell: tell.clone(),
    }
}

/// How the requests ended so far: “21 ok, 3 timeout”.
fn outcomes(timeline: &crate::timeline::Timeline) -> String {
    let counts =
        crate::answer::Outcome::ALL.map(|outcome| (timeline.count(outcome), outcome.word()));
    let present = counts.into_iter().filter(|(count, _)| *count > 0);
    present
        .map(|(count, word)| format!("{count} {word}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is said of the latest round only where there is something to say: its
/// order, and its longest freeze.
fn remarks(strategy: Strategy, round: Option<&Round>) -> (String, String) {
    let Some(round) = round.filter(|round| round.ended) else {
        return (String::new(), String::new());
    };
    let shuffled = strategy == Strategy::AsCompleted && round.timeline.inversions() > 0;
    let frozen = round.longest_freeze > Duration::from_millis(50);
    let order = if shuffled { "out of order" } else { "" };
    let freeze = if frozen {
        format!("froze {}", time(round.longest_freeze))
    } else {
        String::new()
    };
    (order.to_owned(), freeze)
}
