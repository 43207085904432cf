//! A report for slides: the latest rounds as a drawing that stands alone.

mod words;

use super::{Axis, Label, colour::Colour, element::Element};
use crate::{
    analysis::comparison::{Cells, Comparison, Round},
    drawing::strip,
    strategy::Strategy,
};
use words::{fitting, lines};

/// All in pixels: the drawing, the room for names and times to the left of the
/// strips, the strips themselves, and the lines of the caption.
const ACROSS: u32 = 800;
const NAMES: u32 = 190;
const MARGIN: u32 = 16;
const TOP: u32 = 40;
const STRIP: u32 = 48;
const PITCH: u32 = 64;
const LINE: u32 = 18;

const STYLE: &str = "svg{overflow:visible}\
    text{font:13px system-ui,sans-serif;fill:#17191c}\
    .name{font-weight:600}\
    .soft{font-size:12px;fill:#5b6167}\
    .grid{stroke:#e3e5e8}\
    .bar{fill:none}\
    .waiting{fill:none;stroke-width:.75;opacity:.55}\
    .end{stroke:#17191c;stroke-width:1.5}\
    .ideal{stroke:#8a9097;stroke-dasharray:2 3}\
    .crosses{font:700 11px system-ui,sans-serif;fill:#b3261e;stroke:none;text-anchor:middle}";

/// An SVG file: a strip for each strategy, all on one time axis, and beneath
/// them what was run and where.
#[must_use]
pub fn svg(comparison: &Comparison, how: &str) -> String {
    let strategies = comparison.settings.strategies.iter().copied();
    let axis = axis(comparison);
    let rows = (0..).zip(strategies);
    let rows: Vec<_> = rows
        .map(|(place, strategy)| row(comparison, strategy, &axis, TOP + place * PITCH))
        .collect();
    let bottom = TOP + PITCH * u32::try_from(rows.len()).unwrap_or(0) + LINE;
    let caption = [comparison.settings.summary(), how.to_owned()];
    let caption: Vec<_> = (0..)
        .zip(caption.iter().flat_map(|words| lines(words)))
        .map(|(line, words)| text("soft", MARGIN, bottom + line * LINE, words))
        .collect();
    let height = bottom + LINE * u32::try_from(caption.len()).unwrap_or(0);
    sheet(height)
        .children([ticks(&axis)])
        .children(rows)
        .children(caption)
        .svg()
}

/// The empty sheet.
fn sheet(height: u32) -> Element {
    let paper = Element::new("rect")
        .attr("width", "100%")
        .attr("height", "100%");
    Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("width", ACROSS.to_string())
        .attr("height", height.to_string())
        .attr("viewBox", format!("0 0 {ACROSS} {height}"))
        .attr("role", "img")
        .children([
            Element::new("title").text("When each request was in flight"),
            Element::new("style").text(STYLE),
            paper.attr("fill", "#ffffff"),
        ])
}

fn latest(comparison: &Comparison, strategy: Strategy) -> Option<&Round> {
    comparison.rounds(strategy).last().map(|round| &**round)
}

/// Up to the last instant of the latest rounds.
fn axis(comparison: &Comparison) -> Axis {
    let latest = comparison.begun().filter_map(|one| latest(comparison, one));
    let end = latest.map(|round| round.timeline.end()).max();
    Axis::growing(end.unwrap_or_default())
}

/// What is drawn over the time axis, so far down.
fn over_axis(top: u32, height: u32) -> Element {
    Element::new("svg")
        .attr("x", NAMES.to_string())
        .attr("y", top.to_string())
        .attr("width", (ACROSS - NAMES - MARGIN).to_string())
        .attr("height", height.to_string())
}

fn ticks(axis: &Axis) -> Element {
    let label = |label: Label| {
        Element::new("text")
            .attr("class", "soft")
            .attr("x", label.x)
            .attr("y", "12")
            .attr("text-anchor", label.anchor)
            .text(label.words)
    };
    over_axis(MARGIN, LINE).children(axis.labels().into_iter().map(label))
}

/// A strategy: its name, what it took, and its requests.
fn row(comparison: &Comparison, strategy: Strategy, axis: &Axis, top: u32) -> Element {
    let cells = Cells::new(Some(comparison), strategy, None);
    let time = format!("{} · {}", cells.time, cells.speedup);
    let outcomes = fitting(&cells.outcomes);
    let below = |lines: u32| top + 14 + lines * LINE;
    let strip = strip(latest(comparison, strategy), None, axis, STRIP);
    Element::new("g").children([
        text("name", MARGIN, below(0), strategy.name()),
        text("", MARGIN, below(1), time),
        text("soft", MARGIN, below(2), outcomes),
        over_axis(top, STRIP)
            .attr("stroke", Colour::of(strategy).as_str())
            .children(strip),
    ])
}

fn text(class: &str, x: u32, y: u32, words: impl Into<String>) -> Element {
    Element::new("text")
        .attr("class", class)
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .text(words)
}
