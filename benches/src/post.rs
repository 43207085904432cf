//! A post of another site with three figures: what its readers load, and how high the figures are.

use super::{
    figures::{Figure, Goal, Unit},
    results::Results,
};
use end_to_end::{
    browser::Browser,
    host_page::post,
    machine_lock::MachineLock,
    origin::{
        Origin,
        site::{self, Site},
    },
    page::Page,
};
use serde_json::json;
use std::{fs, time::Duration};
use tokio::time::sleep;

/// The strategies of each figure.
const FIGURES: [&str; 3] = [
    "batched,windowed",
    "sequential,joined,windowed",
    "sequential,joined,ordered,batched,windowed",
];

/// Widths of a column, with the height of a figure there: so many pixels, and so many for each row.
const COLUMNS: [(u32, f64, f64); 2] = [(680, 163.0, 72.0), (358, 202.0, 92.0)];

/// The time after which nothing more is loaded.
const QUIET: Duration = Duration::from_secs(2);

/// Script that notes each height that a figure has in an animation frame, and whose run is over.
const WATCH: &str = "
    await eventually('posters', () => figures.every((one) => one.shadowRoot));
    window.heights = figures.map(() => new Set());
    window.over = new Set();
    addEventListener('inflight-report', ({ target }) => over.add(figures.indexOf(target)));
    const look = () => {
        figures.forEach((one, number) => heights[number].add(one.getBoundingClientRect().height));
        requestAnimationFrame(look);
    };
    look();
    await twoFrames();";

/// Script in each frame: it presses Run when the page around says so.
const LISTEN: &str = "
    if (window !== parent) addEventListener('message', ({ data }) => {
        if (data === 'press') document.querySelector('.run').click();
    });";

/// What was loaded before a run and with it, in KiB, and the heights that each figure had.
struct Reading {
    before: f64,
    after: f64,
    heights: Vec<Vec<f64>>,
}

pub(crate) async fn measure(results: &mut Results) {
    let whole = read_page().await;
    let mut off = [0.0; 2];
    let mut readings = vec![("the whole page", whole.before, whole.after)];
    for (load, name) in [
        ("near", "three figures, load=near"),
        ("click", "three figures, load=click"),
    ] {
        for (column, off) in COLUMNS.iter().zip(&mut off) {
            let reading = read_post(load, column.0).await;
            *off = furthest(*column, &reading.heights).max(*off);
            if column.0 == 680 {
                readings.push((name, reading.before, reading.after));
            }
        }
    }
    for (name, before, after) in readings {
        for (when, kibibytes, of_page) in [
            ("before a run", before, whole.before),
            ("after a run", after, whole.after),
        ] {
            let what = format!("{name}, {when}");
            let figure = Figure::exact(kibibytes, Unit::Kibibytes);
            results.add(("P19", &format!("{what}, in brotli"), "–"), figure, None);
            if name != "the whole page" {
                let figure = Figure::exact(kibibytes / of_page, Unit::Times);
                let against = format!("the whole page, {when}");
                let goal = Some(Goal::AtMost(1.0));
                results.add(("P19", &what, &against), figure, goal);
            }
        }
    }
    for ((width, base, row), off) in COLUMNS.into_iter().zip(off) {
        let what = format!("heights at {width} px before, in and after a run, furthest off");
        let figure = Figure::exact(off, Unit::Pixels);
        let against = format!("{base} + {row} n px, of n rows");
        results.add(("P19", &what, &against), figure, Some(Goal::AtMost(0.5)));
    }
}

/// A server whose files a browser keeps for a while, as hosts of static files allow.
async fn host() -> Origin {
    let site = Site {
        shared: true,
        cache: "max-age=600",
        ..Site::default()
    };
    Origin::serving(site).await
}

async fn read_page() -> Reading {
    let origin = host().await;
    let page = Page::open(&origin, "").await;
    sleep(QUIET).await;
    let before = weight(&origin);
    page.run(json!({ "strategies": FIGURES[0] })).await;
    sleep(QUIET).await;
    Reading {
        before,
        after: weight(&origin),
        heights: vec![],
    }
}

/// Reads a post with three figures, runs the first one, and then the other two.
async fn read_post(load: &str, width: u32) -> Reading {
    let origin = host().await;
    let figures = FIGURES.map(|strategies| {
        format!(r#"<inflight-figure strategies="{strategies}" load="{load}"></inflight-figure><p>Text.</p>"#)
    });
    let html = format!(
        r#"<div style="width: {width}px">{}</div>"#,
        figures.concat()
    );
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::exclusive().await).await;
    browser.before_each_page(LISTEN).await;
    // So high that all figures are in sight: a browser draws no animation frames in the others.
    browser.resize(1280, 3000, 1).await;
    browser
        .go(&blog.publishing(&post(&origin, &html), ""))
        .await;
    browser.host_script(WATCH, json!([])).await;
    if load == "near" {
        let all = "await eventually('three figures', () => figures.every(frame));";
        browser.host_script(all, json!([])).await;
    }
    sleep(QUIET).await;
    let before = weight(&origin);
    run(&browser, load, 0).await;
    sleep(QUIET).await;
    let after = weight(&origin);
    for number in 1..3 {
        run(&browser, load, number).await;
    }
    let heights = "return heights.map((seen) => [...seen]);";
    let heights = browser.host_script(heights, json!([])).await;
    Reading {
        before,
        after,
        heights: serde_json::from_value(heights).expect("heights"),
    }
}

/// Presses Run of a figure, on its poster or in its frame, and waits for the end of the run.
async fn run(browser: &Browser, load: &str, number: u16) {
    let press = match load {
        "click" => "runOnPoster(figures[args]).click();",
        _ => "frame(figures[args]).contentWindow.postMessage('press', '*');",
    };
    browser.host_script(press, json!(number)).await;
    let over = "await eventually('the end of a run', () => over.has(args));";
    browser.host_script(over, json!(number)).await;
}

/// How far the heights are from the height of a figure with so many rows, at most.
fn furthest((width, base, row): (u32, f64, f64), heights: &[Vec<f64>]) -> f64 {
    println!("  heights at {width} px: {heights:?}");
    let rows = FIGURES.map(|strategies| strategies.split(',').count());
    let expected = rows.map(|rows| base + row * f64::from(u8::try_from(rows).expect("a few")));
    let off = heights
        .iter()
        .zip(expected)
        .flat_map(|(seen, expected)| seen.iter().map(move |one| (one - expected).abs()));
    off.fold(0.0, f64::max)
}

/// The KiB of all files that were sent, each at the highest quality of brotli, as often as it was sent.
fn weight(origin: &Origin) -> f64 {
    let mut sum = 0;
    for hit in origin.hits("/") {
        let path = hit.split('?').next().unwrap_or_default();
        let file = Site::default().locate(path).expect("a path of the page");
        let bytes = site::compressed_size(&fs::read(site::folder().join(&file)).expect("a file"));
        println!("  {bytes:>8} {file}");
        sum += bytes;
    }
    println!("  {sum:>8} in all");
    f64::from(u32::try_from(sum).expect("files below 4 GiB")) / 1024.0
}
