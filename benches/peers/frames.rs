//! What drawing costs while a run goes, and whether the page answers a click meanwhile.

use super::{
    bench::Bench,
    figures::{Figure, Goal, Unit},
    part::Part,
    server::Server,
    stand::Stand,
    support::{acting::header_button, page::Page},
};
use serde_json::{Value, json};

pub(crate) async fn frames(bench: &Bench, part: &mut Part) {
    let server = Server::start().await;
    let stand = Stand::open(&server);
    let settings = json!({
        "requests": 10_000, "strategies": "windowed", "concurrency": 64, "endpoint": server.endpoint(0),
    });
    stand.ask("frames", settings.clone()).await; // while the browser still compiles what it runs
    let mut times = vec![];
    // Few frames of a run are slow, and not the same ones: of three runs, a single frame would be the percentile.
    for _ in 0..bench.at_most(11) {
        let run = numbers(&stand.ask("frames", settings.clone()).await);
        println!(
            "  {} frames, the longest {:.1} ms",
            run.len(),
            run.iter().copied().fold(0.0, f64::max)
        );
        times.extend(run);
    }
    assert!(!times.is_empty(), "nothing was drawn in an animation frame");
    let about = (
        "P10",
        "script in a frame, of 10,000 bars: 98th percentile",
        "8 ms",
    );
    let figure = Figure::percentile(&times, 98, Unit::Milliseconds);
    part.add(about, figure, Some(Goal::AtMost(8.0)));
    let about = ("P10", "script in a frame, of 10,000 bars: median", "–");
    part.add(about, Figure::median(&times, Unit::Milliseconds), None);
    part.times.insert("frames".to_owned(), times);
}

/// The browser tells of clicks whose next paint came after 16 ms or later, in steps of 8 ms.
const LISTEN: &str = "
    window.clicks = [];
    window.observer ??= new PerformanceObserver((list) => list.getEntries()
        .filter(({ name }) => name === 'click')
        .forEach(({ duration }) => window.clicks.push(duration)));
    window.observer.observe({ type: 'event', durationThreshold: 16 });
    window.over = window.inflight.run(args);
    window.over.finally(() => { window.isOver = true; });";

pub(crate) async fn clicks(bench: &Bench, part: &mut Part) {
    let server = Server::start().await;
    let page = server.page().await;
    let settings = json!({
        "requests": 2_000, "strategies": "batched,windowed", "concurrency": 64, "endpoint": server.endpoint(20),
    });
    let mut times = vec![];
    for _ in 0..bench.at_most(3) {
        page.script("window.isOver = false;", json!([])).await;
        page.script(LISTEN, settings.clone()).await;
        let clicked = click_until_over(&page).await;
        let told = numbers(&page.script("return window.clicks;", json!([])).await);
        println!("  {clicked} clicks, {} of 16 ms or more", told.len());
        times.extend(std::iter::repeat_n(
            16.0,
            clicked.saturating_sub(told.len()),
        ));
        times.extend(told);
    }
    let about = (
        "P11",
        "from click to next paint, during 2,000 requests: 98th percentile",
        "100 ms",
    );
    let figure = Figure::percentile(&times, 98, Unit::Milliseconds);
    part.add(about, figure, Some(Goal::AtMost(100.0)));
    part.times.insert("clicks".to_owned(), times);
}

/// Chooses one strategy and the other; how often.
async fn click_until_over(page: &Page) -> usize {
    for clicks in 0.. {
        if page.script("return window.isOver;", json!([])).await == true {
            return clicks;
        }
        let strategy = ["batched", "windowed"][clicks % 2];
        page.click(&header_button(strategy)).await;
    }
    unreachable!("a run ends")
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().expect("a list");
    list.iter()
        .map(|value| value.as_f64().expect("a number"))
        .collect()
}
