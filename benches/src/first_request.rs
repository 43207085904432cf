//! From the navigation to Run, and to the first request after an early press, on a fast and on a slow connection.

use super::{
    figures::{Figure, Goal, Unit},
    options::Options,
    results::Results,
};
use end_to_end::{
    browser::Browser,
    host_page::{FIGURE, post},
    machine_lock::MachineLock,
    origin::{
        Origin,
        site::{Encoding, Site},
    },
};
use inflight::world::random::shuffle;
use serde_json::{Value, json};

/// What is loaded, with its number of figures. The page is measured twice, to compare it with itself.
const SUBJECTS: [(&str, usize); 4] = [
    ("the page", 0),
    ("the page, again", 0),
    ("a post with one figure", 1),
    ("a post with three figures", 3),
];

const CONNECTIONS: [&str; 2] = ["fast", "slow"];

/// Script in every document: it tells the outermost one when the first content and Run were painted, in milliseconds
/// since the navigation of its own document, and when the first request is sent. In the outermost document it presses Run
/// at once.
///
/// In a frame, which may be hidden for long, the browser tells when it has painted an element with the attribute
/// `elementtiming`. It tells nothing of an element in a shadow tree, or of one that is replaced before the picture is on
/// the screen. So in the outermost document, Run counts as painted when the first animation frame with it is over.
const WATCH: &str = "
    const inFrame = window !== window.parent;
    const of = inFrame ? 'frame ' : '';
    const tell = (what, at) => top.postMessage({ mark: [what, at] }, '*');
    new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint')
        .forEach(({ startTime }) => tell(of + 'painted', startTime))).observe({ type: 'paint', buffered: true });
    const send = window.fetch;
    window.fetch = (...given) => {
        if (String(given[0].url ?? given[0]).includes('sim/')) tell('sent', performance.timeOrigin + performance.now());
        return send(...given);
    };
    if (inFrame) {
        new MutationObserver(() => document.querySelector('.run')?.setAttribute('elementtiming', 'run'))
            .observe(document, { childList: true, subtree: true });
        new PerformanceObserver((list) => tell('frame run', list.getEntries()[0].startTime))
            .observe({ type: 'element', buffered: true });
    } else {
        window.marks = {};
        addEventListener('message', ({ data }) => { if (data?.mark) marks[data.mark[0]] ??= data.mark[1]; });
        const run = () => document.querySelector('.run')
            ?? document.querySelector('inflight-figure')?.shadowRoot?.querySelector('.poster button');
        const look = () => {
            if (!run()?.getClientRects().length) return requestAnimationFrame(look);
            setTimeout(() => { tell('run', performance.now()); run().click(); });
        };
        requestAnimationFrame(look);
    }";

/// Script that waits for all marks.
const READ: &str = "
    const end = performance.now() + 60_000;
    const wanted = args ? ['painted', 'run', 'sent', 'frame painted', 'frame run'] : ['painted', 'run', 'sent'];
    while (!wanted.every((mark) => mark in marks)) {
        if (performance.now() > end) throw new Error(`only ${JSON.stringify(marks)}`);
        await new Promise((later) => setTimeout(later, 20));
    }
    return { ...marks, sent: marks.sent - performance.timeOrigin };";

pub(crate) async fn measure(options: &Options, results: &mut Results) {
    let browser = Browser::start(MachineLock::exclusive().await).await;
    browser.before_each_page(WATCH).await;
    let loads = CONNECTIONS.map(|connection| SUBJECTS.map(|subject| (connection, subject)));
    let loads = loads.concat();
    for (connection, (_, figures)) in &loads[..4] {
        load(&browser, connection, *figures).await;
    }
    for block in 0..options.at_most(21) {
        let mut order = loads.clone();
        let key = [results.number as u64, block as u64];
        shuffle(&mut order, options.seed, &key);
        for (connection, (name, figures)) in order {
            let marks = load(&browser, connection, figures).await;
            for (mark, at) in marks.as_object().expect("marks") {
                let name = format!("{name} ({connection}): {mark}");
                let times = results.times.entry(name).or_default();
                times.push(at.as_f64().expect("milliseconds"));
            }
        }
    }
    for connection in CONNECTIONS {
        compare(results, connection);
    }
}

/// Loads a page with nothing in its caches, and returns its marks.
async fn load(browser: &Browser, connection: &str, figures: usize) -> Value {
    browser.go("about:blank").await;
    let (latency, bytes_a_second) = match connection {
        "fast" => (0, -1),
        _ => (150, 1_600_000 / 8),
    };
    let conditions = json!({
        "offline": false, "latency": latency,
        "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second,
    });
    browser.devtools("Network.enable", json!({})).await;
    let command = "Network.emulateNetworkConditions";
    browser.devtools(command, conditions).await;
    // A new origin has no service worker, and nothing in any cache.
    let site = Site {
        shared: true,
        encoding: Encoding::Brotli,
        ..Site::default()
    };
    let site = Origin::serving(site).await;
    let address = if figures == 0 {
        site.url()
    } else {
        let blog = Origin::start().await;
        let address = blog.publishing(&post(&site, &FIGURE.repeat(figures)), "");
        // Of the same host: the conditions do not reach the frames of another one.
        address.replacen("localhost", "127.0.0.1", 1)
    };
    browser.go(&address).await;
    browser.script(READ, json!(figures > 0)).await
}

fn compare(results: &mut Results, connection: &str) {
    let times = |results: &Results, name: &str, mark: &str| {
        results.times[&format!("{name} ({connection}): {mark}")].clone()
    };
    for (name, figures) in SUBJECTS {
        if name.ends_with("again") {
            continue;
        }
        let [painted, run, sent] =
            ["painted", "run", "sent"].map(|mark| times(results, name, mark));
        let goal = (figures == 0).then_some(Goal::AtMost(1.1));
        let about = format!("Run painted: {name} ({connection})");
        let figure = Figure::ratio(&run, &painted);
        results.add(("P15", &about, "first contentful paint"), figure, goal);
        if figures > 0 {
            let [painted, run] =
                ["frame painted", "frame run"].map(|mark| times(results, name, mark));
            let about = format!("Run painted: in the first frame of {name} ({connection})");
            let figure = Figure::ratio(&run, &painted);
            let against = "first contentful paint of the frame";
            results.add(("P15", &about, against), figure, Some(Goal::AtMost(1.1)));
        }
        for (what, times) in [
            ("first contentful paint", painted),
            ("first request after an early press", sent),
        ] {
            let about = format!("{what}: {name} ({connection})");
            let figure = Figure::median(&times, Unit::Milliseconds);
            results.add(("P15", &about, "–"), figure, None);
        }
    }
    let mut ratio = |comparison, above: usize, below: usize, goal| {
        let [above, below] = [above, below].map(|number| SUBJECTS[number].0);
        let figure = Figure::ratio(
            &times(results, above, "sent"),
            &times(results, below, "sent"),
        );
        let about = format!("first request: {above} ({connection})");
        results.add((comparison, &about, below), figure, goal);
    };
    ratio("P15", 3, 2, Some(Goal::AtMost(1.1)));
    ratio("A/A", 1, 0, None);
}
