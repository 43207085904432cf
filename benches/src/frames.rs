//! Frames during a run: the time that drawing takes, and the time until the page reacts to a click.

use super::{
    driver::Driver,
    figures::{Figure, Goal, Unit},
    options::Options,
    results::Results,
    server::Server,
};
use end_to_end::page::{Page, input::header_button};
use inflight::analysis::statistics::median;
use serde_json::{Value, json};

pub(crate) async fn frames(options: &Options, results: &mut Results) {
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let settings = json!({
        "requests": 10_000, "strategies": "windowed", "concurrency": 64, "endpoint": server.endpoint(0),
    });
    // During the first run the browser still compiles the program. It shows roughly how long a drawing takes.
    let warm_up = numbers(&driver.call("frames", settings.clone()).await);
    let work = json!({ "requests": 10_000, "concurrency": 64, "endpoint": server.endpoint(0) });
    let control = |work: Value| json!({ "way": "windowed", "work": work, "script": median(&warm_up), "apart": 300 });
    let kinds = [
        ("frames", "script in a frame, of 10,000 bars", settings),
        (
            "control",
            "a loop of fixed length in a frame, 10,000 by hand beside it",
            control(work),
        ),
        (
            "control",
            "the same loop, nothing beside it",
            control(Value::Null),
        ),
    ];
    // Few frames of a run are slow, and other ones each time: in three runs, one frame would decide the percentile.
    for _ in 0..options.at_most(11) {
        for (call, what, args) in &kinds {
            let run = numbers(&driver.call(call, args.clone()).await);
            let longest = run.iter().copied().fold(0.0, f64::max);
            println!(
                "  {what}: {} frames, the longest {longest:.1} ms",
                run.len()
            );
            results
                .times
                .entry((*what).to_owned())
                .or_default()
                .extend(run);
        }
    }
    for (call, what, _) in &kinds {
        let times = results.times[*what].clone();
        assert!(
            !times.is_empty(),
            "{what}: nothing happened in an animation frame"
        );
        let goal = (*call == "frames").then_some(Goal::AtMost(8.0));
        let figure = Figure::percentile(&times, 98, Unit::Milliseconds);
        results.add(
            ("P10", &format!("{what}: 98th percentile"), "8 ms"),
            figure,
            goal,
        );
        let figure = Figure::median(&times, Unit::Milliseconds);
        results.add(("P10", &format!("{what}: median"), "–"), figure, None);
    }
}

/// Script that runs and collects the clicks. The browser reports a click if the next paint comes after 16 ms or more, in
/// steps of 8 ms.
const LISTEN: &str = "
    window.clicks = [];
    window.observer ??= new PerformanceObserver((list) => list.getEntries()
        .filter(({ name }) => name === 'click')
        .forEach(({ duration }) => window.clicks.push(duration)));
    window.observer.observe({ type: 'event', durationThreshold: 16 });
    window.over = window.inflight.run(args);
    window.over.finally(() => { window.isOver = true; });";

pub(crate) async fn clicks(options: &Options, results: &mut Results) {
    let server = Server::start().await;
    let page = server.page().await;
    let settings = json!({
        "requests": 2_000, "strategies": "batched,windowed", "concurrency": 64, "endpoint": server.endpoint(20),
    });
    let mut times = vec![];
    for _ in 0..options.at_most(3) {
        page.script("window.isOver = false;", json!([])).await;
        page.script(LISTEN, settings.clone()).await;
        let clicked = click_until_over(&page).await;
        let reported = numbers(&page.script("return window.clicks;", json!([])).await);
        println!("  {clicked} clicks, {} of 16 ms or more", reported.len());
        times.extend(std::iter::repeat_n(
            16.0,
            clicked.saturating_sub(reported.len()),
        ));
        times.extend(reported);
    }
    let about = (
        "P11",
        "from click to next paint, during 2,000 requests: 98th percentile",
        "100 ms",
    );
    let figure = Figure::percentile(&times, 98, Unit::Milliseconds);
    results.add(about, figure, Some(Goal::AtMost(100.0)));
    results.times.insert("clicks".to_owned(), times);
}

/// Selects one strategy and the other in turn until the run is over. Returns the number of clicks.
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
