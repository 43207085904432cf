//! The comparison: a row for each strategy, with its waterfall in the last
//! column. All waterfalls have the same time axis.

use yew::prelude::*;

use super::{message::Dispatch, row::row};
use crate::{
    drawing::{Axis, Label},
    page::state::Page,
};

/// The heads of the columns: the name, the kind of number, and its meaning where
/// the name is not enough.
const HEADS: [(&str, &str, &str); 5] = [
    ("Strategy", "", ""),
    ("Time", "median", "the median total of the ranked rounds"),
    (
        "Speed-up",
        "median, 95 % interval",
        "compared with the first row: the median of the ratios within rounds, and the order-statistics interval of that median",
    ),
    (
        "Of its ideal",
        "median",
        "the least time that its slots allow, as a share of the time that it took",
    ),
    (
        "First result",
        "latest",
        "when the first answer was delivered, in the latest round",
    ),
];

fn head((name, kind, meaning): (&'static str, &'static str, &'static str)) -> Html {
    html! { <th scope="col" title={meaning}>{ name }<span class="second">{ kind }</span></th> }
}

pub(super) fn comparison(page: &Page, dispatch: &Dispatch) -> Html {
    let axis = page.axis();
    let rows = page
        .shown()
        .strategies
        .iter()
        .map(|strategy| row(page, *strategy, &axis, dispatch));
    html! {
        <>
            <table class="comparison" translate="no" data-testid="comparison">
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

/// The labels of a time axis, and a title for readers who cannot see it.
pub(super) fn ticks(axis: &Axis) -> Html {
    let label = |label: Label| {
        html! { <text x={label.x} y="12" text-anchor={label.anchor}>{ label.text }</text> }
    };
    html! {
        <>
            <span class="unseen">{ "When each request was in flight" }</span>
            <svg class="ticks" aria-hidden="true" height="16">{ for axis.labels().into_iter().map(label) }</svg>
        </>
    }
}

/// The kinds of lines in a strip.
const LEGEND: [(&str, &str); 3] = [
    ("key solid", "in flight"),
    ("key hairline", "answered, not yet in your list"),
    ("key end", "the last answer delivered"),
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
