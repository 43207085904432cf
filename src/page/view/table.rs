//! The comparison: a row for each strategy, with its waterfall in the last
//! column. All waterfalls have the same time axis.

use yew::prelude::*;

use super::{message::Dispatch, own, row::row, scrub::scrub};
use crate::{
    drawing::{Axis, Label},
    page::state::Page,
};

/// The heads of the columns, and their meaning where the name is not enough.
const HEADS: [(&str, &str); 5] = [
    ("Strategy", ""),
    ("Time", "the median total of the ranked rounds"),
    (
        "Speed-up",
        "compared with the first row: the median of the ratios within rounds, and the order-statistics interval of that median",
    ),
    (
        "Of its ideal",
        "the least time that its slots allow, as a share of the time that it took: the median",
    ),
    (
        "First result",
        "when the first answer was delivered, in the latest round",
    ),
];

fn head((name, meaning): (&'static str, &'static str)) -> Html {
    html! { <th scope="col" title={meaning}>{ name }</th> }
}

pub(super) fn comparison(page: &Page, dispatch: &Dispatch) -> Html {
    let axis = page.axis();
    let rows = page
        .shown()
        .strategies
        .iter()
        .map(|strategy| row(page, *strategy, &axis, dispatch));
    let recorded = own::get().map(|own| (own.row)(page, &axis));
    // A compact figure has the same height before and after a run, and no room for more.
    let foot = (!page.settings.is_compact()).then(|| scrub(page, &axis, dispatch));
    html! {
        <table class="comparison" translate="no" data-testid="comparison">
            <thead>
                <tr>
                    { for HEADS.map(head) }
                    <th scope="col" class="axis">{ ticks(&axis) }</th>
                </tr>
            </thead>
            <tbody>{ for recorded }{ for rows }</tbody>
            { for foot }
        </table>
    }
}

/// The labels of a time axis, and a title for readers who cannot see it.
pub(super) fn ticks(axis: &Axis) -> Html {
    let label = |label: Label| {
        html! { <text class={label.class} x={label.x} y="12" text-anchor={label.anchor}>{ label.text }</text> }
    };
    html! {
        <>
            <span class="unseen">{ "When each request was in flight" }</span>
            <svg class="ticks" aria-hidden="true" height="16">{ for axis.labels().into_iter().map(label) }</svg>
        </>
    }
}
