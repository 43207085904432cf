//! The documents of the bench, from the results of all parts.

use super::{
    machine,
    parts::PARTS,
    results::{Line, Results},
};
use end_to_end::project;
use std::{fmt::Write, fs, path::PathBuf};

const INTRODUCTION: &str = "\
# Ahead of its peers?

`make bench` writes this file. It starts its own servers and browsers; `make bench ONLY=P1` measures one comparison
alone. The contenders run one at a time, block by block, in random order within a block. The first time of each does
not count, and before each run the browser collects its garbage. A figure is the median of the ratios within blocks,
and *n* is how many values it is taken from. Its interval lies between two order statistics and covers the median of
the distribution with a probability of at least 95 %. A goal is *undecided* where the figure misses it and the interval
reaches it. *A/A* compares a contender with itself: no other line can show a difference that is smaller than its
interval.

Where times and frames are compared, neither a driver nor developer tools are attached to the browser: each request
would be reported to them, a cost that readers do not pay. Instead, a script in the page asks the server what to do
next. (A driver reads paint, clicks, size and memory, the first request, recordings and posts.)

A time lasts from the start to the last delivery. For *ours*, the built page, it is the `totalMs` of the report and
includes drawing. *By hand* is [`loops.js`](../benches/peers/loops.js) in the same document; *with care*, each request
also has a deadline and its times are recorded, as in the page. *By hand in Rust* is
[`by_hand`](../benches/peers/by_hand/src/main.rs): gloo-net under the combinators, with the same care, in a program
that does nothing else. What it takes beyond JavaScript is the price of the language and its libraries; what *ours*
takes beyond that is the price of the page. *Python* is [`client.py`](../benches/peers/client.py). *Undrawn* is our page
while the timer that paces its drawing is kept from firing. A *longest task* is the longest that the browser reported
between the call and its answer; it reports only tasks over 50 ms, so 0 stands for all shorter ones. While the browser
collects garbage the page stands still, and the browser reports for how long: the longest *pause for garbage* is part
of some task.

*Run painted* is when the first animation frame with the button is over, and an *early press* presses it at that moment.
The files are sent in brotli there, and no cache has any of them. On the *slow* connection the browser lets 1.6 Mbit/s
through, and answers come 150 ms later. The strategy *yours* is given the page's own
[listing](../static/snippets/javascript/windowed.js) of a window, as if a reader had pasted it: it runs in the sandbox
and asks the page for each request. Of bodies of 1 MB, *by hand* reads JSON like everywhere else. *Buffers* are left
where the browser put them, and *bytes* are copied into the memory of the program in Rust; *pieces* are bytes that are
copied piece by piece while they come. A post of another site is weighed with all that its figures load: each file in
brotli, as often as it is sent.

[Another table](bench-times.md) has the times behind the ratios.
";

const TIMES: &str = "\
# The times of the bench

Written by `make bench`: each contender's median in milliseconds, and how often it was timed. The ratios in
[the table](bench.md) are made of these times, pair by pair.

| part | measured | contender | median | times |
|---|---|---|---|---|
";

/// The summary in the README is between these two lines.
const MARKS: [&str; 2] = ["<!-- make bench: begin -->", "<!-- make bench: end -->"];

pub(crate) fn write() {
    let parts: Vec<Results> = PARTS
        .iter()
        .filter_map(|part| Results::load(part.name))
        .collect();
    let mut lines: Vec<&Line> = parts.iter().flat_map(|part| &part.lines).collect();
    lines.sort_by_key(|line| number(&line.comparison));
    println!("\n{}", table(&lines));
    save("docs/bench.md", &document(&parts, &lines));
    save("docs/bench-times.md", &times(&parts));
    let readme = fs::read_to_string(path("README.md")).expect("the README");
    let [begin, end] = MARKS;
    if let (Some((before, _)), Some((_, after))) =
        (readme.split_once(begin), readme.split_once(end))
    {
        save(
            "README.md",
            &format!("{before}{begin}\n{}{end}{after}", short(&lines)),
        );
    }
}

/// The order of the comparisons: A/A first, then by number.
fn number(comparison: &str) -> u32 {
    let digits = comparison.trim_start_matches('P');
    digits.parse().unwrap_or_default()
}

fn document(parts: &[Results], lines: &[&Line]) -> String {
    let mut text = format!("{INTRODUCTION}\n{}\n", table(lines));
    let notes = fs::read_to_string(path("benches/notes.md")).expect("the notes");
    writeln!(text, "{notes}\n## The machine\n\n| | |\n|---|---|").ok();
    for (name, value) in machine::describe() {
        writeln!(text, "| {name} | {value} |").ok();
    }
    for missing in PARTS
        .iter()
        .filter(|part| !parts.iter().any(|found| found.name == part.name))
    {
        writeln!(text, "| {} | not measured yet |", missing.name).ok();
    }
    text
}

/// The times of the contenders, from which the ratios are calculated.
fn times(parts: &[Results]) -> String {
    let mut text = TIMES.to_owned();
    for part in parts {
        for (name, times) in &part.times {
            let median = inflight::analysis::statistics::median(times).unwrap_or_default();
            let (part, measured, count) = (&part.name, &part.measured, times.len());
            writeln!(
                text,
                "| {part} | {measured} | {name} | {median:.1} | {count} |"
            )
            .ok();
        }
    }
    text
}

fn table(lines: &[&Line]) -> String {
    let head = ["", "what", "against", "figure", "interval", "n", "goal", ""];
    let mut text = row(&head.map(str::to_owned)) + "|---|---|---|---|---|---|---|---|\n";
    for line in lines {
        text += &row(&line.cells());
    }
    text
}

/// For each comparison, the line that is furthest from its goal, and how many goals are met.
fn short(lines: &[&Line]) -> String {
    let mut text =
        "\n| | furthest from its goal | figure | goal | met |\n|---|---|---|---|---|\n".to_owned();
    let with_goal: Vec<&&Line> = lines.iter().filter(|line| line.goal.is_some()).collect();
    for same in with_goal.chunk_by(|one, next| one.comparison == next.comparison) {
        let furthest = same.iter().max_by(|a, b| a.miss().total_cmp(&b.miss()));
        let [comparison, what, against, figure, _, _, goal, _] = furthest.expect("a line").cells();
        let met = same.iter().filter(|line| line.miss() <= 1.0).count();
        let (all, goal) = (same.len(), goal.as_str());
        writeln!(
            text,
            "| {comparison} | {what} / {against} | {figure} | {goal} | {met} of {all} |"
        )
        .ok();
    }
    text + "\n"
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn save(name: &str, text: &str) {
    fs::write(path(name), text).expect("a file that is written");
}

fn path(name: &str) -> PathBuf {
    project().join(name)
}
