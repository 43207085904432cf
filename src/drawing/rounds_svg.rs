//! An SVG file of a run, for slides: the latest round of each strategy.

mod words;

use super::{
    Axis, Label,
    colour::{BAD, Colour, INK, LINE, PAPER, SOFT, Themed},
    element::Element,
};
use crate::{
    analysis::comparison::{Cells, Comparison, Round},
    drawing::strip,
    settings::Theme,
    strategy::Strategy,
};
use words::{lines, shortened};

/// The width of the drawing. All sizes are in pixels.
const DRAWING_WIDTH: u32 = 800;
/// The left edge of the strips; names and times are to the left of it.
const STRIP_LEFT: u32 = 190;
const MARGIN: u32 = 16;
/// The top of the first strip.
const FIRST_ROW: u32 = 40;
const STRIP_HEIGHT: u32 = 48;
/// The distance from the top of a strip to the top of the next one.
const ROW_HEIGHT: u32 = 64;
const LINE_HEIGHT: u32 = 18;

const STYLE: &str = "svg{overflow:visible}\
    text{font:13px system-ui,sans-serif}\
    .name{font-weight:600}\
    .soft{font-size:12px}\
    .bar{fill:none}\
    .waiting{fill:none;stroke-width:.75;opacity:.55}\
    .paused{stroke-dasharray:1 3;vector-effect:non-scaling-stroke;opacity:.8}\
    .end{stroke-width:1.5}\
    .ideal{stroke-dasharray:2 3}\
    .crosses{font:700 11px system-ui,sans-serif;stroke:none;text-anchor:middle}";

/// The source of an SVG file: a strip for each strategy, all on one time axis,
/// and a caption with the settings and `how` they were run.
#[must_use]
pub fn svg(comparison: &Comparison, how: &str) -> String {
    let strategies = comparison.settings.strategies.iter().copied();
    let axis = axis(comparison);
    let rows = (0..).zip(strategies);
    let rows: Vec<_> = rows
        .map(|(place, strategy)| row(comparison, strategy, &axis, FIRST_ROW + place * ROW_HEIGHT))
        .collect();
    let bottom = FIRST_ROW + ROW_HEIGHT * u32::try_from(rows.len()).unwrap_or(0) + LINE_HEIGHT;
    let caption = [comparison.settings.summary(), how.to_owned()];
    let caption: Vec<_> = (0..)
        .zip(caption.iter().flat_map(|sentence| lines(sentence)))
        .map(|(place, line)| text("soft", MARGIN, bottom + place * LINE_HEIGHT, line))
        .collect();
    let height = bottom + LINE_HEIGHT * u32::try_from(caption.len()).unwrap_or(0);
    sheet(height, &comparison.settings.strategies)
        .children([ticks(&axis)])
        .children(rows)
        .children(caption)
        .svg()
}

/// The style of the drawing. As a picture in a page it is light or dark as the
/// page or the reader's system is; programs without that rule take the light one.
fn style(strategies: &[Strategy]) -> String {
    let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| colours(strategies, theme));
    format!("{STYLE}{light}@media(prefers-color-scheme:dark){{{dark}}}")
}

fn colours(strategies: &[Strategy], theme: Theme) -> String {
    let colours = [PAPER, INK, SOFT, LINE, BAD].map(|colour| colour.in_theme(theme));
    let [paper, ink, soft, line, bad] = colours.each_ref().map(Colour::as_str);
    let of = |strategy: &Strategy| {
        let colour = Themed::of(*strategy).in_theme(theme);
        format!(".s-{}{{stroke:{}}}", strategy.key(), colour.as_str())
    };
    let strategies: String = strategies.iter().map(of).collect();
    format!(
        ".ground{{fill:{paper}}}text{{fill:{ink}}}.soft{{fill:{soft}}}{strategies}\
         .grid{{stroke:{line}}}.end{{stroke:{ink}}}.ideal{{stroke:{soft}}}.crosses{{fill:{bad}}}\
         line.bound{{stroke:{ink};stroke-dasharray:4 3}}text.bound{{fill:{ink};font-weight:700}}"
    )
}

/// The drawing without its content.
fn sheet(height: u32, strategies: &[Strategy]) -> Element {
    let background = Element::new("rect")
        .attr("width", "100%")
        .attr("height", "100%");
    Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("width", DRAWING_WIDTH.to_string())
        .attr("height", height.to_string())
        .attr("viewBox", format!("0 0 {DRAWING_WIDTH} {height}"))
        .attr("role", "img")
        .children([
            Element::new("title").text("When each request was in flight"),
            Element::new("style").text(style(strategies)),
            background.attr("class", "ground"),
        ])
}

fn latest(comparison: &Comparison, strategy: Strategy) -> Option<&Round> {
    comparison.rounds(strategy).last().map(|round| &**round)
}

/// A time axis up to the last instant of the latest rounds.
fn axis(comparison: &Comparison) -> Axis {
    let strategies = comparison.begun();
    let rounds = strategies.filter_map(|strategy| latest(comparison, strategy));
    let end = rounds.map(|round| round.timeline.end()).max();
    Axis::growing(end.unwrap_or_default()).with_bound(comparison.settings.quota_bound())
}

/// An empty area as wide as the time axis.
fn axis_area(top: u32, height: u32) -> Element {
    Element::new("svg")
        .attr("x", STRIP_LEFT.to_string())
        .attr("y", top.to_string())
        .attr("width", (DRAWING_WIDTH - STRIP_LEFT - MARGIN).to_string())
        .attr("height", height.to_string())
}

/// The labels of the time axis.
fn ticks(axis: &Axis) -> Element {
    let label = |label: Label| {
        Element::new("text")
            .attr("class", format!("soft {}", label.class))
            .attr("x", label.x)
            .attr("y", "12")
            .attr("text-anchor", label.anchor)
            .text(label.text)
    };
    axis_area(MARGIN, LINE_HEIGHT).children(axis.labels().into_iter().map(label))
}

/// The row of a strategy: its name, its time, its outcomes and its strip.
fn row(comparison: &Comparison, strategy: Strategy, axis: &Axis, top: u32) -> Element {
    let cells = Cells::new(Some(comparison), strategy, None);
    let time = format!("{} · {}", cells.time, cells.speedup);
    let outcomes = shortened(&cells.outcomes);
    let baseline = |line: u32| top + 14 + line * LINE_HEIGHT;
    let strip = strip(latest(comparison, strategy), None, axis, STRIP_HEIGHT);
    Element::new("g").children([
        text("name", MARGIN, baseline(0), strategy.name()),
        text("", MARGIN, baseline(1), time),
        text("soft", MARGIN, baseline(2), outcomes),
        axis_area(top, STRIP_HEIGHT)
            .attr("class", format!("s-{}", strategy.key()))
            .children(strip),
    ])
}

fn text(class: &str, x: u32, y: u32, text: impl Into<String>) -> Element {
    Element::new("text")
        .attr("class", class)
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .text(text)
}
