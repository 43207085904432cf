//! A sweep as a file that stands alone.

use super::{SIZE, chart, pen::text};
use crate::{
    analysis::sweep::Sweep,
    drawing::element::Element,
    format::decimal,
    settings::{Settings, Theme, shortened},
};

/// How the drawing looks in the light theme; in words that every viewer of
/// drawings knows.
const STYLE: &str = "\
text { font: 12px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: #5b6167 } \
.finding { font-size: 13px; fill: #17191c } \
.grid line { stroke: #e3e5e8 } \
.line, .whisker, .failed { fill: none; stroke-width: 1.75 } \
.whisker { stroke-width: 1; opacity: .6 } \
.failed { stroke-width: 2 } \
.bound path { stroke: #5b6167; stroke-width: 1.25; stroke-dasharray: 4 3 } \
.knee line { stroke: #17191c; stroke-dasharray: 2 3 } \
.knee text { fill: #17191c; font-weight: 600 } \
.lost text { fill: #b3261e } \
.s-batched path, .s-batched line { stroke: #b45309 } \
.s-batched circle, text.s-batched { fill: #b45309 } \
.s-windowed path, .s-windowed line { stroke: #7c3aed } \
.s-windowed circle, text.s-windowed { fill: #7c3aed }";

/// The page's colours in the light and in the dark theme.
const COLOURS: [[&str; 2]; 6] = [
    ["#5b6167", "#a4abb3"],
    ["#17191c", "#e8eaed"],
    ["#e3e5e8", "#2b2f36"],
    ["#b3261e", "#ff8a80"],
    ["#b45309", "#f0a552"],
    ["#7c3aed", "#b79cff"],
];

/// How the drawing looks in a theme; [`Theme::Auto`] is light, because a file
/// does not know its reader's system.
pub(super) fn style(theme: Theme) -> String {
    let mut style = STYLE.to_owned();
    if theme == Theme::Dark {
        for [on_light, on_dark] in COLOURS {
            style = style.replace(on_light, on_dark);
        }
    }
    style
}

/// In units of the drawing.
const MARGIN: f64 = 14.0;
const LINE: f64 = 18.0;

/// In characters: seven units each fit into the drawing.
const LONGEST_LINE: usize = 98;

/// The text of an SVG file: the finding, the drawing, and beneath it the
/// settings and how they were run ("in virtual time", or in which browser).
#[must_use]
pub fn svg(sweep: &Sweep, how: &str) -> String {
    let finding = lines(&sweep.sentence());
    let caption = lines(&caption(&sweep.settings, how));
    let top = MARGIN + LINE * length(&finding);
    let (width, height) = SIZE;
    let beneath = top + f64::from(height);
    let all = decimal(beneath + LINE * length(&caption) + MARGIN, 0);
    let paper = Element::new("rect")
        .attr("width", "100%")
        .attr("height", "100%")
        .attr("fill", "#ffffff");
    let drawing = chart(sweep)
        .attr("y", decimal(top, 0))
        .attr("width", width.to_string())
        .attr("height", height.to_string());
    let svg = Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", format!("0 0 {width} {all}"))
        .attr("width", width.to_string())
        .attr("height", all)
        .children([Element::new("style").text(style(Theme::Light)), paper])
        .children(block(&finding, MARGIN, "finding"))
        .children([drawing])
        .children(block(&caption, beneath, "caption"));
    svg.svg() + "\n"
}

/// Lines of text from a height on.
fn block(lines: &[String], top: f64, class: &'static str) -> Vec<Element> {
    let mut y = top - 4.0;
    let line = |line: &String| {
        y += LINE;
        text((MARGIN, y), "start", line).attr("class", class)
    };
    lines.iter().map(line).collect()
}

#[allow(clippy::cast_precision_loss)] // a few lines
fn length(lines: &[String]) -> f64 {
    lines.len() as f64
}

/// A text in lines that fit.
fn lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= LONGEST_LINE {
            *line = format!("{line} {word}");
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// What was run, and how. A sweep has its own strategies and widths.
fn caption(settings: &Settings, how: &str) -> String {
    let phrases = settings.phrases(&[
        "requests", "endpoint", "latency", "spread", "rounds", "seed",
    ]);
    let own = |name| matches!(name, "strategies" | "concurrency");
    let words = phrases.filter(|(setting, _)| !own(setting.name));
    let words = words.map(|(_, words)| shortened(&words));
    // The words of a setting stay on one line.
    let parts = words.chain([how.into()]);
    let parts = parts.map(|part| part.replace(' ', "\u{a0}"));
    parts.collect::<Vec<_>>().join(" · ")
}
