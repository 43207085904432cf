//! A recording of ten thousand requests: the time from opening it to its row, and to the chart of all widths.

use super::{
    figures::{Figure, Goal, Unit},
    options::Options,
    results::Results,
    server::Server,
};
use inflight::world::random::{normal, shuffle, uniform};
use serde_json::{Value, json};

const ENTRIES: usize = 10_000;

/// The number of requests that the recorded browser had in flight.
const WIDTH: usize = 8;

/// Script that opens the recording in a page that has just been loaded. It returns the milliseconds to the first
/// animation frames that find the row and the chart, and the longest task that the browser reports, or 0.
const OPEN: &str = r"
    const [how, recording] = args;
    const tasks = [0];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
        .observe({ type: 'longtask' });
    const file = new DataTransfer();
    file.items.add(new File([recording], 'recording.har'));
    const began = performance.now();
    const seen = async (what, css) => {
        await eventually(what, () => document.querySelector(css));
        return performance.now() - began;
    };
    const open = {
        'dropped': () => find('comparison').dispatchEvent(new DragEvent('drop', { dataTransfer: file, bubbles: true, cancelable: true })),
        'opened by a script': () => window.inflight.open(recording),
    };
    const [row, chart] = await Promise.all([
        seen('the row', '[data-testid=row-recorded]'), seen('the chart', '.sweep img'), open[how](),
    ]);
    await new Promise((told) => setTimeout(told, 50)); // the browser reports a task late
    return [row, chart, Math.max(...tasks)];";

/// How the recording comes into the page. For a script, the totals of all strategies are also computed for its answer.
const WAYS: [&str; 2] = ["dropped", "opened by a script"];

/// What is measured, and the goal for a file that a reader drops, in milliseconds.
const MARKS: [(&str, Option<f64>); 3] = [
    ("its row is shown", Some(1_000.0)),
    ("the chart of all widths is shown", Some(3_000.0)),
    ("longest task", None),
];

pub(crate) async fn measure(options: &Options, results: &mut Results) {
    let text = recording(options.seed);
    println!("  {ENTRIES} entries, {} bytes", text.len());
    let server = Server::start().await;
    let page = server.page().await;
    for block in 0..options.at_most(21) {
        let mut order = WAYS;
        let key = [results.number as u64, block as u64];
        shuffle(&mut order, options.seed, &key);
        for how in order {
            // The first program is there, but not the one that opens files.
            page.visit(&server.url("/")).await;
            let answer = page.script(OPEN, json!([how, text])).await;
            let took: [f64; 3] = serde_json::from_value(answer).expect("three times");
            for ((mark, _), took) in MARKS.into_iter().zip(took) {
                let times = results.times.entry(format!("{how}: {mark}"));
                times.or_default().push(took);
            }
        }
    }
    for how in WAYS {
        for (mark, limit) in MARKS {
            let times = &results.times[&format!("{how}: {mark}")];
            let (what, figure) = match limit {
                Some(_) => (
                    format!("until {mark}"),
                    Figure::median(times, Unit::Milliseconds),
                ),
                None => (
                    format!("{mark} of all"),
                    Figure::percentile(times, 100, Unit::Milliseconds),
                ),
            };
            let goal = limit.filter(|_| how == "dropped").map(Goal::AtMost);
            let against = goal.map_or("–".to_owned(), |goal| goal.written(Unit::Milliseconds));
            let what = format!("a HAR of {ENTRIES} entries {how}, {what}");
            results.add(
                ("P17", &what, against.trim_start_matches("≤ ")),
                figure,
                goal,
            );
        }
    }
}

/// A HAR of requests to one host through a window, with lognormal latencies, as Chrome writes its entries.
fn recording(seed: u64) -> String {
    let mut free = [0.0_f64; WIDTH];
    let mut entries: Vec<(f64, Value)> = (0..ENTRIES)
        .map(|place| {
            let key = place as u64;
            let latency = 115.0 * (0.7 * normal(seed, &[key, 0])).exp();
            let queued = 2.0 * uniform(seed, &[key, 1]);
            let slot = (0..WIDTH).min_by(|one, other| free[*one].total_cmp(&free[*other]));
            let slot = &mut free[slot.expect("a slot")];
            let at = *slot;
            *slot += queued + latency;
            (at, entry(place, at, queued, latency))
        })
        .collect();
    entries.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let entries: Vec<Value> = entries.into_iter().map(|(_, entry)| entry).collect();
    let pages = json!([{ "id": "page_1", "startedDateTime": "2026-01-01T00:00:00.000Z", "title": "A shop" }]);
    let creator = json!({ "name": "WebInspector", "version": "537.36" });
    let log = json!({ "version": "1.2", "creator": creator, "pages": pages, "entries": entries });
    json!({ "log": log }).to_string()
}

fn entry(place: usize, at: f64, queued: f64, latency: f64) -> Value {
    let (minutes, seconds) = ((at / 60_000.0).floor(), at / 1_000.0 % 60.0);
    let header = |name: &str, value: &str| json!({ "name": name, "value": value });
    json!({
        "startedDateTime": format!("2026-01-01T00:{minutes:02}:{seconds:06.3}Z"),
        "time": queued + latency,
        "pageref": "page_1",
        "request": {
            "method": "GET",
            "url": format!("https://api.shop.example/items/{place}?fields=name,price"),
            "httpVersion": "h2",
            "headers": [
                header("accept", "application/json"),
                header("accept-encoding", "gzip, deflate, br, zstd"),
                header("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0"),
            ],
            "cookies": [], "queryString": [header("fields", "name,price")], "headersSize": -1, "bodySize": 0,
        },
        "response": {
            "status": 200, "statusText": "", "httpVersion": "h2",
            "headers": [header("content-type", "application/json"), header("cache-control", "no-store")],
            "cookies": [], "content": { "size": 512, "mimeType": "application/json" },
            "redirectURL": "", "headersSize": -1, "bodySize": -1,
        },
        "cache": {},
        "timings": {
            "blocked": queued, "dns": -1, "connect": -1, "ssl": -1,
            "send": 0.1, "wait": latency - 1.1, "receive": 1.0, "_blocked_queueing": queued / 2.0,
        },
    })
}
