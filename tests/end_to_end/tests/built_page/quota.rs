//! Rates: a server's quota and the strategy that keeps to a pace, in a real browser.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{
        check_finished, first_round,
        json::{list, number, whole},
        request::requests,
    },
};
use inflight::{
    analysis::prediction::predict,
    settings::Settings,
    strategy::Strategy::{Paced, Windowed},
    world::answer::Outcome,
};
use serde_json::{Value, json};
use std::time::Duration;

/// How often the requests of a round were refused and sent again.
fn refusals(round: &Value) -> usize {
    let tries = list(round, "requests")
        .iter()
        .filter_map(|request| request["tries"].as_array());
    tries
        .flatten()
        .filter(|one| one["status"] == json!(429))
        .count()
}

#[tokio::test]
async fn against_a_quota_every_way_gets_there_and_only_the_paced_one_is_never_refused() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    page.press("A quota").await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let cells = "return ['sequential', 'windowed', 'paced'].map((key) => [
            text(cell(key, 'outcomes')), text(cell(key, 'order')),
            document.querySelector(`[data-testid=waterfall-${key}] .crosses`).textContent.length,
        ]);";
    let cells = page.script(cells, json!([])).await;
    for row in 0..2 {
        let outcomes = cells[row][0].as_str().expect("outcomes");
        assert!(
            outcomes.starts_with("24 ok, ") && outcomes.ends_with(" × 429"),
            "{cells}"
        );
        assert_eq!(cells[row][1], "quota binds");
        let crosses = cells[row][2].as_u64().expect("a number").to_string();
        assert_eq!(
            format!("24 ok, {crosses} × 429"),
            outcomes,
            "a cross for each"
        );
    }
    assert_eq!(cells[2], json!(["24 ok", "pace binds", 0]));
    let verdict = page
        .script_text("return text(find('verdict'));", json!([]))
        .await;
    assert!(verdict.contains("cannot end before"), "{verdict}");
    assert!(verdict.ends_with("paced never."), "{verdict}");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_report_tells_each_sending_and_opens_as_it_was() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "requests": 12, "latency": 20, "quota": "4/s", "burst": 2, "retries": 1, "concurrency": 4,
        "strategies": "windowed,paced",
    });
    let report = page.run(settings).await;
    check_finished(&report);
    let windowed = first_round(&report, "windowed");
    assert_eq!(whole(&windowed["outcomes"], "ok"), 12);
    assert!(refusals(windowed) > 0, "{windowed}");
    // (12 − 2) / 4 a second
    assert!(number(windowed, "totalMs") >= 2_498.0);
    let paced = first_round(&report, "paced");
    assert_eq!(refusals(paced), 0);
    let starts: Vec<_> = requests(paced)
        .iter()
        .filter_map(|one| one.started)
        .collect();
    assert!(
        starts.windows(2).all(|pair| pair[1] - pair[0] >= 249.9),
        "{starts:?}"
    );
}

#[tokio::test]
async fn a_pace_holds_on_a_real_server() {
    const INTERVAL: Duration = Duration::from_millis(50);
    let (origin, api) = (Origin::start().await, Origin::start().await);
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "endpoint": api.endpoint("delay=70"), "requests": 20, "pace": "20/s", "strategies": "paced",
        "concurrency": 10,
    });
    let report = page.run(settings).await;
    check_finished(&report);
    assert!(api.peak_in_flight() <= 10);
    let arrived = api.arrivals("/api/");
    assert_eq!(arrived.len(), 20);
    // What is on its way may be late and the next one may not, but no start was early.
    let first = arrived[0];
    for (place, at) in (0_u32..).zip(&arrived) {
        let since = *at - first + Duration::from_millis(25);
        assert!(since >= INTERVAL * place, "request {place} after {since:?}");
    }
}

#[tokio::test]
async fn a_quota_for_a_real_server_is_refused_and_nothing_is_sent() {
    let (origin, api) = (Origin::start().await, Origin::start().await);
    let page = Page::open(&origin, "").await;
    let settings = json!({ "endpoint": api.endpoint("delay=1"), "quota": "5/s" });
    let refused = page.run_refused(settings).await;
    assert!(refused.contains("quota must be none"), "{refused}");
    assert!(refused.contains("Nothing was sent."), "{refused}");
    assert_eq!(api.hits("/"), Vec::<String>::new());
}

#[tokio::test]
async fn without_retries_a_window_loses_what_the_bucket_does_not_hold_and_a_pace_loses_nothing() {
    const QUERY: &str =
        "requests=40&latency=20&spread=0&quota=5/s&burst=5&strategies=windowed,paced";
    let (settings, _) = Settings::from_query(QUERY);
    let foretold = predict(&settings, Windowed, 0).count(Outcome::Ok);
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let report = page
        .run(json!({
            "requests": 40, "latency": 20, "spread": 0, "quota": "5/s", "burst": 5, "strategies": "windowed,paced",
        }))
        .await;
    check_finished(&report);
    let (windowed, paced) = (
        first_round(&report, "windowed"),
        first_round(&report, "paced"),
    );
    let ok = whole(&windowed["outcomes"], "ok");
    // A browser takes longer, and the bucket gets a token in each 200 ms of it.
    let tokens = 5.0 + number(windowed, "totalMs") / 200.0;
    println!(
        "windowed: {ok} of 40 ok, foretold {foretold}; paced: {}",
        paced["outcomes"]
    );
    assert!(
        ok + 1 >= foretold && f64::from(u32::try_from(ok).expect("at most 40")) <= tokens,
        "{ok} of {tokens}"
    );
    assert_eq!(whole(&windowed["outcomes"], "http"), 40 - ok);
    assert_eq!(whole(&paced["outcomes"], "ok"), 40);
    let least = settings.least_time(Paced).as_secs_f64() * 1e3;
    let total = number(paced, "totalMs");
    println!("paced: {total} ms, bound {least} ms");
    assert!(
        total >= least - 1.0 && total <= 1.1 * least,
        "{total} of {least}"
    );
    let drawn = "return ['windowed', 'paced'].map((key) => {
            const strip = document.querySelector(`[data-testid=waterfall-${key}]`);
            return [strip.querySelector('.bar').getAttribute('d').length > 0,
                strip.querySelector('.crosses').textContent.length, strip.querySelectorAll('.bound').length];
        });";
    let drawn = page.script(drawn, json!([])).await;
    assert_eq!(drawn, json!([[true, 40 - ok, 1], [true, 0, 1]]));
}

#[tokio::test]
async fn a_quota_of_minutes_is_foretold_and_its_paces_too() {
    let origin = Origin::start().await;
    let query = "?requests=200&quota=100/min&burst=20&retries=5&strategies=windowed,paced";
    let page = Page::open(&origin, query).await;
    let said = "return [document.querySelector('.ticks .bound').textContent, text(document.querySelector('[data-testid=row-paced] .time'))];";
    let said = page.script(said, json!([])).await;
    assert_eq!(said[0], "108\u{a0}s", "{said}");
    assert!(
        said[1]
            .as_str()
            .is_some_and(|said| said.starts_with("120\u{a0}s") && said.contains("predicted")),
        "{said}"
    );
    page.press("Foretell every pace").await;
    let finding = page.wait_for_finding().await;
    assert!(
        finding.contains("110\u{a0}a minute") && finding.contains("108\u{a0}s: quota binds"),
        "{finding}"
    );
    // Nothing was sent for it.
    assert_eq!(origin.hits("/simulated"), Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_servers_real_quota_refuses_a_window_and_never_a_pace() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (strategy, is_refused) in [("windowed", true), ("paced", false)] {
        let api = Origin::start().await;
        let settings = json!({
            "endpoint": api.endpoint("quota=5&delay=20"), "requests": 15, "pace": "5/s", "strategies": strategy,
        });
        let report = page.run(settings).await;
        check_finished(&report);
        let outcomes = &first_round(&report, strategy)["outcomes"];
        assert_eq!(
            whole(outcomes, "http") > 0,
            is_refused,
            "{strategy}: {outcomes}"
        );
        assert_eq!(
            whole(outcomes, "ok") == 15,
            !is_refused,
            "{strategy}: {outcomes}"
        );
    }
}
