//! The section “Where the time went”: a bar for each strategy with its shares,
//! and the times of the chosen strategy.

use yew::prelude::*;

use super::svg::svg;
use crate::{
    analysis::comparison::{Category, TimeBreakdown},
    drawing::{element::Element, share},
    format::{count, percent, time},
    page::state::Page,
    strategy::Strategy,
};

pub(super) fn time_breakdown(page: &Page) -> Html {
    let strategies = page.shown().strategies.iter().copied();
    let rows = strategies.map(|strategy| row(strategy, breakdown(page, strategy)));
    let chosen = page.chosen();
    let details = chosen.and_then(|strategy| Some(numbers(strategy, &breakdown(page, strategy)?)));
    html! {
        <section class="spending" data-testid="spending" aria-label="Where the time went">
            <h3>{ "Where the time went" }</h3>
            <table translate="no"><tbody>{ for rows }</tbody></table>
            <p class="caption">{ details.unwrap_or_default() }</p>
        </section>
    }
}

/// The breakdown of a strategy's latest round, once it is over.
pub(super) fn breakdown(page: &Page, strategy: Strategy) -> Option<TimeBreakdown> {
    let rounds = page.run.comparison.as_ref()?.rounds(strategy);
    rounds.last()?.breakdown
}

fn row(strategy: Strategy, breakdown: Option<TimeBreakdown>) -> Html {
    let parts = breakdown
        .map(|breakdown| shares(&breakdown))
        .unwrap_or_default();
    let words: Vec<_> = parts
        .iter()
        .map(|(part, share)| format!("{} {}", part.name(), percent(*share)))
        .collect();
    html! {
        <tr key={strategy.key()}>
            <th scope="row">{ strategy.name() }</th>
            <td class="bar-cell">{ svg(bar(&parts)) }</td>
            <td class="shares">{ words.join(", ") }</td>
        </tr>
    }
}

/// The categories that took time, and their shares of the time of all slots.
fn shares(breakdown: &TimeBreakdown) -> Vec<(Category, f64)> {
    let shares = Category::ALL.into_iter();
    let shares = shares.filter_map(|part| Some((part, breakdown.share(part)?)));
    shares.filter(|(_, share)| *share > 0.0).collect()
}

fn bar(parts: &[(Category, f64)]) -> Element {
    let mut from = 0.0;
    let pieces = parts.iter().map(|(part, width)| {
        let piece = Element::new("rect")
            .attr("class", format!("part-{}", part.key()))
            .attr("x", share(from))
            .attr("width", share(*width))
            .attr("height", "10");
        from += width;
        piece
    });
    Element::new("svg")
        .attr("height", "10")
        .attr("aria-hidden", "true")
        .children(pieces)
}

/// The times of one strategy in words, summed over its slots.
fn numbers(strategy: Strategy, breakdown: &TimeBreakdown) -> String {
    let parts = Category::ALL
        .into_iter()
        .filter(|part| !breakdown.on(*part).is_zero());
    let words: Vec<_> = parts
        .map(|part| format!("{} {}", part.name(), time(breakdown.on(part))))
        .collect();
    let slots = count(breakdown.slots as usize);
    let plural = if breakdown.slots == 1 { "" } else { "s" };
    format!(
        "{}, latest round: {} × {slots} slot{plural} = {}: {}.",
        strategy.name(),
        time(breakdown.total),
        time(breakdown.total * breakdown.slots),
        words.join(", ")
    )
}
