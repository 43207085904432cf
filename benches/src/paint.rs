//! First contentful paint, with empty caches.

use super::{
    figures::{Figure, Goal},
    options::Options,
    programs,
    results::{self, Results},
    server::Server,
};
use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::site};
use inflight::world::random::shuffle;
use serde_json::json;
use std::fs;

/// The page; its text and style without scripts, twice; and the page with a program that does nothing.
const PAGES: [(&str, &str); 4] = [
    ("the page", "/"),
    ("its text without scripts", "/plain.html"),
    ("its text again", "/plain.html?again"),
    ("the page with an empty program", "/least.html"),
];

pub(crate) async fn measure(options: &Options, results: &mut Results) {
    let index = fs::read_to_string(site::folder().join("index.html")).expect("a built page");
    fs::create_dir_all(results::folder()).expect("a folder");
    programs::build("by_hand");
    fs::write(results::folder().join("plain.html"), plain(&index)).expect("a page without scripts");
    fs::write(results::folder().join("least.html"), least(&index))
        .expect("a page that does nothing");
    let server = Server::start().await;
    let browser = Browser::start(MachineLock::exclusive().await).await;
    for (_, path) in PAGES {
        first_paint(&browser, &server.url(path)).await;
    }
    for block in 0..options.pairs {
        let mut order = PAGES.to_vec();
        shuffle(
            &mut order,
            options.seed,
            &[results.number as u64, block as u64],
        );
        for (name, path) in order {
            let painted = first_paint(&browser, &server.url(path)).await;
            results
                .times
                .entry(name.to_owned())
                .or_default()
                .push(painted);
        }
    }
    let lines = [
        ("P9", 0, Some(Goal::AtMost(1.2))),
        ("P9", 3, None),
        ("A/A", 2, None),
    ];
    for (comparison, above, goal) in lines {
        let (above, below) = (PAGES[above].0, PAGES[1].0);
        let figure = Figure::ratio(&results.times[above], &results.times[below]);
        let what = format!("first contentful paint: {above}");
        results.add((comparison, &what, below), figure, goal);
    }
}

/// Measures the milliseconds from the navigation to the first contentful paint.
async fn first_paint(browser: &Browser, url: &str) -> f64 {
    browser.go("about:blank").await;
    let clear = "Network.clearBrowserCache";
    browser.devtools(clear, json!({})).await;
    browser.go(url).await;
    let body = "return new Promise((painted) => new PerformanceObserver((list) => {
        const first = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
        if (first) painted(first.startTime);
    }).observe({ type: 'paint', buffered: true }));";
    let painted = browser.script(body, json!([])).await;
    painted.as_f64().expect("milliseconds")
}

/// The page without its scripts and their preload links.
fn plain(index: &str) -> String {
    let mut rest = index;
    let mut text = String::new();
    while let Some(begin) = rest.find("<script") {
        text.push_str(&rest[..begin]);
        let end = rest[begin..].find("</script>").expect("a script that ends");
        rest = &rest[begin + end + "</script>".len()..];
    }
    text.push_str(rest);
    let ahead = |line: &&str| !line.contains("preload");
    text.lines().filter(ahead).collect::<Vec<_>>().join("\n")
}

/// The page with another program in place of its own.
fn least(index: &str) -> String {
    let words = index.split('"').map(|word| {
        let file = word.trim_start_matches("./");
        match file.strip_prefix("inflight-").and(file.rsplit_once('.')) {
            Some((_, "js")) => "peers/by_hand/by_hand.js",
            Some((_, "wasm")) => "peers/by_hand/by_hand_bg.wasm",
            _ => word,
        }
    });
    words.collect::<Vec<_>>().join("\"")
}
