//! Memory that the page keeps for ten thousand answers, and for runs that are over.

use super::{
    figures::{Figure, Goal, Unit},
    results::Results,
    server::Server,
};
use end_to_end::{browser::Browser, machine_lock::MachineLock, page::Page};
use serde_json::json;

/// Script that keeps the program's memory, which otherwise only the program can see.
const HOLD: &str = "
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...args) => {
        const made = await instantiate(...args);
        window.wasmMemory = made.instance.exports.memory;
        return made;
    };";

const REQUESTS: u32 = 10_000;

/// The number of further runs. The program's memory grows in steps: over eight runs, a step of 2 MiB is 26 bytes per
/// request, which does not look like a leak in each run.
const MORE: u32 = 8;

/// The number of characters in a title, so that a body has about one KiB.
const SIZE: u32 = 1_000;

pub(crate) async fn measure(results: &mut Results) {
    let server = Server::start().await;
    let browser = Browser::start(MachineLock::exclusive().await).await;
    browser.before_each_page(HOLD).await;
    let page = Page::open_in(browser, &server.url("/")).await;
    let endpoint = format!("{}&size={SIZE}", server.endpoint(0));
    run(&page, &endpoint, 1).await;
    let before = held(&page).await;
    run(&page, &endpoint, REQUESTS).await;
    let once = held(&page).await;
    let mut after = once;
    for _ in 0..MORE {
        run(&page, &endpoint, REQUESTS).await;
        after = held(&page).await;
    }
    println!("  {before:.0} bytes before, {once:.0} after a run, {after:.0} after {MORE} more");
    let body = f64::from(SIZE) + 60.0;
    let kept = (once - before) / f64::from(REQUESTS) - body;
    let about = ("P12", "kept of a request, on top of its body", "2 KiB");
    let figure = Figure::exact(kept / 1024.0, Unit::Kibibytes);
    results.add(about, figure, Some(Goal::AtMost(2.0)));
    let about = ("P12", "kept of a request of a run that is over", "0.05 KiB");
    let left = (after - once) / f64::from(MORE * REQUESTS) / 1024.0;
    let figure = Figure::exact(left, Unit::Kibibytes);
    results.add(about, figure, Some(Goal::AtMost(0.05)));
}

async fn run(page: &Page, endpoint: &str, requests: u32) {
    let settings = json!({
        "requests": requests, "strategies": "windowed", "concurrency": 64, "endpoint": endpoint,
    });
    let body = "const report = await window.inflight.run(args);
        if (!report.strategies[0].rounds[0].ranked) throw new Error('not ranked');";
    page.script(body, settings).await;
}

/// The bytes in use after a garbage collection: JavaScript's heap and the whole memory of the program, which never
/// shrinks.
async fn held(page: &Page) -> f64 {
    let collect = "HeapProfiler.collectGarbage";
    page.browser().devtools(collect, json!({})).await;
    let heap = page
        .browser()
        .devtools("Runtime.getHeapUsage", json!({}))
        .await;
    let program = page
        .script("return wasmMemory.buffer.byteLength;", json!([]))
        .await;
    let of = |value: &serde_json::Value| value.as_f64().expect("bytes");
    println!(
        "  {} bytes of JavaScript, {program} of the program",
        heap["usedSize"]
    );
    of(&heap["usedSize"]) + of(&program)
}
