//! The comparison: a row for each strategy, with its waterfall in the last
//! column. All waterfalls have the same time axis.

use yew::prelude::*;

use super::{message::Dispatch, own, row::row};
use crate::{
    drawing::{Axis, Label},
    page::state::Page,
    settings::Settings,
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
    let recorded = own::get().map(|own| (own.row)(page, &axis));
    html! {
        <>
            <table class="comparison" translate="no" data-testid="comparison">
                <thead>
                    <tr>
                        { for HEADS.map(head) }
                        <th scope="col" class="axis">{ ticks(&axis) }</th>
                    </tr>
                </thead>
                <tbody>{ for recorded }{ for rows }</tbody>
            </table>
            { legend(page.shown()) }
        </>
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

/// The kinds of marks in a strip, and whether one is there only with a quota.
const LEGEND: [(&str, &str, bool); 6] = [
    ("key solid", "in flight", false),
    ("key hairline", "answered, not yet in your list", false),
    ("key cross", "refused (429)", true),
    ("key dotted", "told to wait", true),
    ("key dashed", "the quota’s bound", true),
    ("key end", "the last answer delivered", false),
];

fn key((class, meaning, _): (&'static str, &'static str, bool)) -> Html {
    html! { <span><span {class}></span>{ meaning }</span> }
}

fn legend(settings: &Settings) -> Html {
    let has_quota = settings.bucket().is_some();
    let shown = LEGEND.into_iter();
    let shown = shown.filter(|(_, _, of_quota)| has_quota || !of_quota);
    html! {
        <p class="legend">
            { for shown.map(key) }
            <span class="right">{ "Rows inside a strip are requests, from first to last" }</span>
        </p>
    }
}
