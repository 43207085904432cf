//! The chart of a sweep as a file.

use super::{SIZE, chart, class, foretold, paces, pen::text};
use crate::{
    analysis::{
        pace_sweep::PaceSweep,
        sweep::{Peak, STRATEGIES, Sweep},
    },
    drawing::{
        colour::{BAD, Colour, INK, LINE, SOFT, Themed},
        element::Element,
    },
    format::decimal,
    settings::{Settings, Theme, shortened},
    strategy::Strategy,
};

/// The style sheet of the chart, with the page's colours in one theme: not every
/// viewer of SVG files understands `light-dark`.
pub(super) fn style(theme: Theme) -> String {
    let [ink, soft, line, bad] = [INK, SOFT, LINE, BAD];
    let colours = [ink, soft, line, bad].map(|colour| colour.in_theme(theme));
    let [ink, soft, line, bad] = colours.each_ref().map(Colour::as_str);
    let common = format!(
        "\
text {{ font: 12px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: {soft} }} \
.finding {{ font-size: 13px; fill: {ink} }} \
.grid line {{ stroke: {line} }} \
.line, .whisker, .failed {{ fill: none; stroke-width: 1.75 }} \
.whisker {{ stroke-width: 1; opacity: .6 }} \
.failed {{ stroke-width: 2 }} \
.bound path {{ stroke: {soft}; stroke-width: 1.25; stroke-dasharray: 4 3 }} \
.knee line {{ stroke: {ink}; stroke-dasharray: 2 3 }} \
.knee text {{ fill: {ink}; font-weight: 600 }} \
.lost text {{ fill: {bad} }} \
.recorded circle {{ fill: none; stroke: {ink}; stroke-width: 2 }} \
.recorded text {{ fill: {ink}; font-weight: 600 }} \
.refused {{ fill: none; stroke: {bad}; stroke-width: 2 }}"
    );
    let [batches, window] = STRATEGIES;
    let strategies = [batches, window, Strategy::PACED].map(|strategy| {
        let (class, themed) = (class(strategy), Themed::of(strategy));
        let colour = themed.in_theme(theme);
        let colour = colour.as_str();
        format!(
            " .{class} path, .{class} line {{ stroke: {colour} }} \
             .{class} circle, text.{class} {{ fill: {colour} }}"
        )
    });
    common + &strategies.concat()
}

/// The distance of texts from the edges, in units of the drawing.
const MARGIN: f64 = 14.0;
/// The height of a line of text, in units of the drawing.
const LINE_HEIGHT: f64 = 18.0;

/// The most characters in a line of text, at seven units each.
const LINE_LENGTH: usize = 98;

/// The source of an SVG file: the finding, the chart, and a caption with the
/// settings and `how` they were run (in virtual time, or by which transport).
#[must_use]
pub fn svg(sweep: &Sweep, how: &str) -> String {
    file(
        &sweep.sentence(),
        &caption(&sweep.settings, how),
        chart(sweep),
    )
}

/// The same of a sweep in virtual time, with what was recorded.
#[must_use]
pub fn foretold_svg(sweep: &Sweep, recorded: Option<Peak>) -> String {
    let caption = caption(&sweep.settings, "in virtual time");
    file(
        &sweep.foretold(recorded),
        &caption,
        foretold(sweep, recorded),
    )
}

/// The same of a sweep over the pace.
#[must_use]
pub fn paces_svg(sweep: &PaceSweep) -> String {
    let caption = caption(&sweep.settings, "in virtual time");
    file(&sweep.sentence(), &caption, paces::chart(sweep))
}

fn file(finding: &str, caption: &str, chart: Element) -> String {
    let (finding, caption) = (lines(finding), lines(caption));
    let top = MARGIN + text_height(&finding);
    let (width, height) = SIZE;
    let bottom = top + f64::from(height);
    let file_height = decimal(bottom + text_height(&caption) + MARGIN, 0);
    let background = Element::new("rect")
        .attr("width", "100%")
        .attr("height", "100%")
        .attr("fill", "#ffffff");
    let chart = chart
        .attr("y", decimal(top, 0))
        .attr("width", width.to_string())
        .attr("height", height.to_string());
    let svg = Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", format!("0 0 {width} {file_height}"))
        .attr("width", width.to_string())
        .attr("height", file_height)
        .children([Element::new("style").text(style(Theme::Light)), background])
        .children(block(&finding, MARGIN, "finding"))
        .children([chart])
        .children(block(&caption, bottom, "caption"));
    svg.svg() + "\n"
}

/// Lines of text below a `top`.
fn block(lines: &[String], top: f64, class: &'static str) -> Vec<Element> {
    let mut y = top - 4.0;
    let line = |line: &String| {
        y += LINE_HEIGHT;
        text((MARGIN, y), "start", line).attr("class", class)
    };
    lines.iter().map(line).collect()
}

#[allow(clippy::cast_precision_loss)] // a few lines
fn text_height(lines: &[String]) -> f64 {
    LINE_HEIGHT * lines.len() as f64
}

/// A text in lines of at most [`LINE_LENGTH`], broken at spaces.
fn lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= LINE_LENGTH {
            *line = format!("{line} {word}");
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The settings and how they were run. Strategies and concurrency are left out:
/// a sweep has its own.
fn caption(settings: &Settings, how: &str) -> String {
    let phrases = settings.phrases(&[
        "requests", "endpoint", "latency", "spread", "rounds", "seed",
    ]);
    let is_fixed = |name| matches!(name, "strategies" | "concurrency");
    let phrases = phrases.filter(|(setting, _)| !is_fixed(setting.name));
    let phrases = phrases.map(|(_, words)| shortened(&words));
    let parts = phrases.chain([how.into()]);
    // A phrase stays on one line.
    let parts = parts.map(|part| part.replace(' ', "\u{a0}"));
    parts.collect::<Vec<_>>().join(" · ")
}
