//! Leaks: after many rounds, and after a cancelled run, the page holds as much as before.

use end_to_end::{
    browser::{
        Browser,
        engine::{CONNECTIONS, Engine},
    },
    machine_lock::MachineLock,
    origin::{Origin, record::Record},
    page::{
        Page,
        live_objects::LiveObjects,
        runs::{nonblocking, starts_all_at_once},
    },
    report::{self, first_round, json::whole},
};
use serde_json::{Value, json};

/// The number of runs in the history. Until it is full, each run adds a line.
const KEPT: usize = 10;

/// The number of requests that are answered; the next one never is.
const ANSWERED: usize = 12;

/// The step, in bytes, in which the program's memory grows. It never shrinks.
const PIECE: usize = 64 << 10;

#[tokio::test]
async fn after_thirty_rounds_the_page_has_what_it_had_after_ten() {
    // One run may need a little more than another. A leak in each round would show after a thousand rounds.
    has_grown_up(2, 10, 30, 2 * PIECE).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn after_a_thousand_rounds_the_page_has_what_it_had_after_ten() {
    has_grown_up(10, 10, 1_000, 0).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn after_a_thousand_rounds_in_runs_as_long_as_may_be_the_page_has_what_it_had_after_two_of_them()
 {
    has_grown_up(50, 100, 1_000, 0).await;
}

/// After `many` rounds of 199 requests, the page holds as much as after a `few`, except for `slack` bytes of the
/// program's memory. A run has `run` rounds.
async fn has_grown_up(run: usize, few: usize, many: usize, slack: usize) {
    let origin = Origin::start().await;
    let page = open(&origin, MachineLock::exclusive().await).await;
    for _ in 0..KEPT {
        page.run(json!({ "requests": 1, "latency": 0, "strategies": "windowed" }))
            .await;
    }
    let mut then = None;
    for rounds in (run..=many).step_by(run) {
        let settings = json!({
            "requests": 199, "latency": 20, "strategies": "windowed", "concurrency": 64, "rounds": run,
        });
        // The script does not return the whole report, whose JSON would take memory too.
        let body = "const report = await window.inflight.run(args);
            return report.strategies[0].rounds.reduce((sum, round) => sum + round.outcomes.ok, 0);";
        assert_eq!(page.script(body, settings).await, 199 * run);
        if rounds != few && rounds % 100 > 0 && rounds != many {
            continue;
        }
        let (now, counters) = at_rest(&page).await;
        println!("after {rounds} rounds in runs of {run}: {now:?}, {counters:?}");
        if rounds == few {
            then = Some((now, counters));
        } else if rounds == many {
            let (then, counted) = then.take().expect("what there was after a few");
            let grown = now.wasm.saturating_sub(then.wasm);
            assert!(grown <= slack, "the program's memory: {grown} bytes more");
            let wasm = now.wasm;
            assert_eq!((LiveObjects { wasm, ..then }, counted), (now, counters));
        }
    }
}

/// The objects that the page holds when nothing runs and no results are shown, because results differ.
async fn at_rest(page: &Page) -> (LiveObjects, Option<Value>) {
    page.go_to_query("?requests=7").await;
    page.wait_for_responses(7).await;
    page.wait_for_frames().await;
    (
        page.live_objects().await,
        page.browser().dom_counters().await,
    )
}

#[tokio::test]
async fn a_run_that_is_cut_leaves_no_timer_no_observer_no_listener_and_no_fetch() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = open(&origin, MachineLock::shared().await).await;
    page.wait_for_worker().await;
    cut_each(&page, &api, "simulated", "service worker").await;
    cut_each(
        &page,
        &api,
        &api.endpoint(&format!("last={ANSWERED}")),
        "network",
    )
    .await;
    page.browser()
        .throw_on_access("Navigator.prototype", "serviceWorker")
        .await;
    page.visit(&origin.url()).await;
    cut_each(&page, &api, "simulated", "in-page").await;
}

/// Cancels a run of each strategy in the middle.
async fn cut_each(page: &Page, api: &Origin, endpoint: &str, transport: &str) {
    // During its first run, a page creates objects that it keeps.
    page.run(json!({ "requests": 6, "latency": 0, "strategies": "windowed" }))
        .await;
    let before = at_rest(page).await.0;
    assert_eq!(
        (before.timers, before.frames, before.fetches),
        (0, 0, 0),
        "{before:?}"
    );
    let mut fetches = 0;
    // During `blocking`, nothing can be cancelled.
    for strategy in nonblocking() {
        api.reset();
        let settings = json!({
            "endpoint": endpoint, "requests": 40, "strategies": strategy, "concurrency": CONNECTIONS,
            "latency": if starts_all_at_once(strategy) { 2_000 } else { 300 }, "timeout": 60000,
        });
        page.begin_run(settings).await;
        let meanwhile = page.live_objects().await;
        let busy = if strategy == "sequential" {
            1
        } else {
            CONNECTIONS
        };
        if transport == "network" {
            let all =
                |record: &Record| record.in_flight == busy && record.hits.len() == ANSWERED + busy;
            api.until("all that is never answered", all).await;
        }
        fetches += meanwhile.fetches;
        assert!(meanwhile.timers > 0, "{strategy}: {meanwhile:?}");
        // The observer of a run observes long tasks, which Firefox does not report.
        let watched = Engine::chosen() == Engine::Chromium;
        assert_eq!(
            meanwhile.observers > before.observers,
            watched,
            "{strategy}: {meanwhile:?}"
        );
        page.cancel_by_script().await;
        let run = page.end_run().await;
        report::check(&run);
        assert_eq!(run["environment"]["transport"], transport);
        assert!(
            whole(&first_round(&run, strategy)["outcomes"], "cancelled") > 0,
            "{strategy}"
        );
        let after = at_rest(page).await.0;
        println!("{transport}, {strategy}: {meanwhile:?}, then {after:?}");
        let wasm = after.wasm; // it never shrinks
        assert_eq!(
            LiveObjects { wasm, ..before },
            after,
            "{transport}, {strategy}"
        );
        if transport == "network" {
            // A browser may open further connections, for requests that were given up before it sent them.
            let closed = |record: &Record| record.in_flight == 0 && record.closed.len() >= busy;
            api.until("every connection closed", closed).await;
        }
    }
    assert!(
        fetches > 0 || transport == "in-page",
        "nothing was in flight when it was cut"
    );
}

async fn open(origin: &Origin, claim: MachineLock) -> Page {
    let browser = Browser::start(claim).await;
    browser.count_live_objects().await;
    Page::open_in(browser, &origin.url()).await
}
