//! The chosen strategy at its own scale: its waterfall, and below that the number
//! of requests in flight. The hatched area is the slots that stand idle.

use yew::prelude::*;

use super::{role::Role, svg::svg, table::ticks, time_breakdown::breakdown};
use crate::{
    analysis::{
        comparison::{Category, Limit, Round},
        timeline::Timeline,
    },
    drawing::{Axis, WIDTH, bars, ghost, grid, in_flight, later},
    format::{count, instant, percent, time},
    page::state::Page,
    settings::Endpoint,
    strategy::Strategy,
};

/// The heights of the two drawings, in pixels.
const WATERFALL: u32 = 150;
const IN_FLIGHT: u32 = 48;

/// A heading. In an inline figure it is a paragraph, because a heading would
/// belong to the outline of the article.
fn heading(role: Role, words: String) -> Html {
    match role {
        Role::Main => html! { <h2>{ words }</h2> },
        Role::Inline => html! { <p class="head">{ words }</p> },
    }
}

/// `number` distinguishes the figures of the page, because an id may appear only
/// once in a document.
pub(super) fn detail(page: &Page, role: Role, number: usize) -> Html {
    let Some(strategy) = page.chosen() else {
        return html! {};
    };
    let axis = page.own_axis(strategy);
    let slots = page.shown().slots(strategy);
    let key = strategy.key();
    html! {
        <section class={format!("closeup s-{key}")} role={(role == Role::Inline).then_some("group")} aria-label={format!("{} at its own scale", strategy.name())}>
            { heading(role, format!("{}, at its own scale", strategy.name())) }
            { chart(page, strategy, &axis, [WATERFALL, IN_FLIGHT], format!("hatching-{number}")) }
            <p class="caption">{ caption(page, strategy, slots, &axis) }{ note(page, strategy).unwrap_or_default() }</p>
            { facts(page, strategy) }
        </section>
    }
}

/// The two drawings, with these heights in pixels. `hatching` is an id for their
/// pattern.
pub(super) fn chart(
    page: &Page,
    strategy: Strategy,
    axis: &Axis,
    [waterfall, below]: [u32; 2],
    hatching: String,
) -> Html {
    let slots = page.shown().slots(strategy);
    let timeline = page.timeline(strategy);
    let now = page.running(strategy);
    let predicted = page.ghost(strategy);
    let ghost = ghost(predicted, timeline, axis, waterfall);
    let [bars, crosses] = bars(timeline, now, axis, waterfall);
    // Of a round in progress the area is what is measured so far.
    let class = timeline.is_none().then_some("ghost");
    let timeline = timeline.or(predicted);
    let end = now.or(timeline.map(Timeline::end)).unwrap_or_default();
    let most = timeline.map_or(slots, |timeline| slots.max(timeline.peak_in_flight()));
    let area = timeline
        .map(|timeline| in_flight(timeline, end, axis, below, most))
        .unwrap_or_default();
    let hatched = html! { <rect fill={format!("url(#{hatching})")} x="0" y="0" width={axis.percent(end)} height={below.to_string()} /> };
    html! {
        <div class="chart">
            <svg class="waterfall" height={waterfall.to_string()} aria-hidden="true">
                { for [grid(axis, waterfall), ghost, bars, crosses, later(axis, waterfall)].map(svg) }
            </svg>
            <svg class="in-flight" height={below.to_string()} aria-hidden="true">
                <pattern id={hatching} class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line y2="6" />
                </pattern>
                <g {class}>
                    { hatched }
                    <svg viewBox={format!("0 0 {WIDTH} {below}")} preserveAspectRatio="none" width="100%" height={below.to_string()}>
                        <path d={area} />
                    </svg>
                </g>
                { svg(later(axis, below)) }
                <line class="allowed" x1="0" x2="100%" y1="0.5" y2="0.5" />
            </svg>
            <span class="allowed" aria-hidden="true">{ count(most) }</span>
            <div class="scale">{ ticks(axis) }</div>
        </div>
    }
}

fn caption(page: &Page, strategy: Strategy, slots: usize, axis: &Axis) -> String {
    let allowed = count(slots);
    if let Some((at, shown)) = page.instant().zip(page.shown_timeline(strategy)) {
        let counts = shown.timeline.counts(at);
        return format!(
            "At {}: {} of {allowed} allowed in flight, {} delivered, {} not sent.",
            instant(at),
            count(counts.in_flight),
            count(counts.delivered),
            count(counts.not_sent),
        );
    }
    let idle = breakdown(page, strategy).and_then(|breakdown| breakdown.share(Category::Idle));
    let share = match idle {
        Some(idle) => format!(", {} of the time of all slots", percent(idle)),
        None => String::new(),
    };
    format!(
        "Above, the requests; below, how many of the {allowed} allowed are in flight, over {}. Hatched: slots that stand idle{share}.",
        time(axis.end)
    )
}

/// The formula of the strategy's ideal with its numbers, once the run is over.
fn note(page: &Page, strategy: Strategy) -> Option<String> {
    let comparison = page.run.result().filter(|_| page.instant().is_none())?;
    let bound = comparison.bound(strategy, comparison.rounds(strategy).last()?)?;
    let (sum, longest, least) = (time(bound.sum), time(bound.longest), time(bound.least()));
    let slots = count(bound.slots as usize);
    let (rate, numbers) = match bound.rate {
        Some((least, Limit::Pace)) => (", (M − 1) / pace", format!(", {}", time(least))),
        Some((least, _)) => (", (M − burst) / quota", format!(", {}", time(least))),
        None => ("", String::new()),
    };
    let estimate = match comparison.settings.endpoint {
        Endpoint::Simulated => "",
        _ => " This is an estimate and not a bound: a server’s latencies may depend on its load.",
    };
    Some(format!(
        " The ideal is max(ΣL / c, max L{rate}) = max({sum} / {slots}, {longest}{numbers}) = {least}.{estimate}"
    ))
}

/// Facts about the strategy's latest round.
fn facts(page: &Page, strategy: Strategy) -> Html {
    let rounds = page
        .run
        .comparison
        .as_ref()
        .map_or(&[][..], |comparison| comparison.rounds(strategy));
    let round = rounds.last().filter(|round| round.ended);
    let of = |fact: fn(&Round) -> String| round.map_or_else(|| "–".to_owned(), |round| fact(round));
    let or_unknown = |known: Option<String>| known.unwrap_or_else(|| "–".to_owned());
    let ideal = round.and_then(|round| round.ideal);
    // The prediction is for the first round; the other facts are about the latest one.
    let virtual_time = match page.shown().rounds {
        1 => "in virtual time",
        _ => "first round in virtual time",
    };
    let facts = [
        (virtual_time, or_unknown(page.predicted(strategy).map(time))),
        ("ideal", or_unknown(ideal.map(time))),
        (
            "peak in flight",
            of(|round| count(round.timeline.peak_in_flight())),
        ),
        (
            "order kept",
            of(|round| match round.timeline.inversions() {
                0 => "delivered in request order".into(),
                late => format!("{} delivered after a later request", count(late)),
            }),
        ),
        ("longest freeze", of(|round| time(round.longest_freeze))),
    ];
    let fact = |(name, value): (&'static str, String)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> };
    html! { <dl class="facts" translate="no">{ for facts.map(fact) }</dl> }
}
