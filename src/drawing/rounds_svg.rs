//! A report for slides: the latest rounds as a drawing that stands alone.

mod words;

use super::{Axis, Label, WIDTH, Waterfall, colour::Colour, element::Element, percent};
use crate::{
    analysis::comparison::{Cells, Comparison, Round},
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
    .crosses{font:700 11px system-ui,sans-serif;fill:#b3261e;text-anchor:middle}";

/// An SVG file: a strip for each strategy, all on one time axis, and beneath
/// them what was run and where.
#[must_use]
pub fn svg(comparison: &Comparison, how: &str) -> String {
    let strategies = comparison.settings.strategies.iter().copied();
    let axis = axis(comparison);
    let rows = (0..).zip(strategies);
    let rows: Vec<_> = rows
        .map(|(row, strategy)| strip(comparison, strategy, &axis, TOP + row * PITCH))
        .collect();
    let bottom = TOP + PITCH * u32::try_from(rows.len()).unwrap_or(0) + LINE;
    let caption = [comparison.settings.in_words(), how.to_owned()];
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
fn strip(comparison: &Comparison, strategy: Strategy, axis: &Axis, top: u32) -> Element {
    let cells = Cells::new(Some(comparison), strategy, None);
    let speedup = format!("{} · {}", cells.time, cells.speedup);
    let round = latest(comparison, strategy);
    let total = round.and_then(|round| round.timeline.total());
    let ideal = round.and_then(|round| round.ideal);
    let marks = [("ideal", ideal), ("end", total)];
    let marks = marks
        .into_iter()
        .filter_map(|(class, at)| Some((class, at?)));
    let grid = axis
        .ticks
        .iter()
        .map(|tick| upright("grid", axis.percent(*tick)));
    Element::new("g").children([
        text("name", MARGIN, top + 14, strategy.name()),
        text("", MARGIN, top + 14 + LINE, speedup),
        text(
            "soft",
            MARGIN,
            top + 14 + 2 * LINE,
            fitting(&cells.outcomes),
        ),
        over_axis(top, STRIP)
            .children(grid)
            .children(
                round
                    .into_iter()
                    .flat_map(|round| bars(round, strategy, axis)),
            )
            .children(marks.map(|(class, at)| upright(class, axis.percent(at)))),
    ])
}

/// The requests, stretched to the width, and the crosses where one failed,
/// which are not.
fn bars(round: &Round, strategy: Strategy, axis: &Axis) -> [Element; 2] {
    let drawing = Waterfall::new(&round.timeline, None, axis, STRIP);
    let thickness = format!("{}.{}", drawing.thickness / 10, drawing.thickness % 10);
    let path = |class, line| Element::new("path").attr("class", class).attr("d", line);
    let (xs, ys): (Vec<_>, Vec<_>) = drawing
        .failed
        .iter()
        .map(|(x, y)| (percent(*x), (y + 3).to_string()))
        .unzip();
    let stretched = Element::new("svg")
        .attr("viewBox", format!("0 0 {WIDTH} {STRIP}"))
        .attr("preserveAspectRatio", "none")
        .attr("width", "100%")
        .attr("height", STRIP.to_string())
        .attr("stroke", Colour::of(strategy).as_str())
        .children([
            path("waiting", drawing.waiting),
            path("bar", drawing.solid).attr("stroke-width", thickness),
        ]);
    let crosses = Element::new("text")
        .attr("class", "crosses")
        .attr("x", xs.join(" "))
        .attr("y", ys.join(" "))
        .text("×".repeat(xs.len()));
    [stretched, crosses]
}

/// A line from top to bottom of a strip.
fn upright(class: &str, x: String) -> Element {
    Element::new("line")
        .attr("class", class)
        .attr("x1", x.clone())
        .attr("x2", x)
        .attr("y1", "0")
        .attr("y2", STRIP.to_string())
}

fn text(class: &str, x: u32, y: u32, words: impl Into<String>) -> Element {
    Element::new("text")
        .attr("class", class)
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .text(words)
}
