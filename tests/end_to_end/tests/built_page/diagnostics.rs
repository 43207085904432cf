//! Diagnostics: the page says what disturbed a run.

use end_to_end::{
    browser::{ability::Ability, engine::Engine},
    displayed::milliseconds,
    origin::{Origin, record::Record},
    page::{
        Page,
        runs::{long_run, nonblocking, starts_all_at_once},
    },
    report::{
        self, first_round,
        json::{list, truth, whole},
    },
};
use serde_json::{Value, json};

#[tokio::test]
async fn a_network_that_goes_away_is_named_and_only_for_the_run_that_met_it() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let met = "window.dispatchEvent(new Event('offline'));";
    disturbed(&page, 1, met).await;
    let health = page.text("health").await;
    assert!(health.contains("offline"), "{health}");
    page.run(json!({ "requests": 3, "strategies": "sequential" }))
        .await;
    let health = page.text("health").await;
    assert!(!health.contains("offline"), "{health}");
}

#[tokio::test]
async fn a_thread_that_answers_to_nothing_is_named_with_how_long_and_in_which_strategy() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let busy = "const began = performance.now(); while (performance.now() < began + 200);";
    disturbed(&page, 1, busy).await;
    let health = page.text("health").await;
    let named = health
        .split("was blocked for up to ")
        .nth(1)
        .and_then(|rest| rest.split_once(" in sequential:"))
        .unwrap_or_else(|| panic!("nothing of a busy thread: {health}"));
    // The task that was already running is not counted: less than a tenth.
    assert!(*milliseconds(named.0).end() > 180.0, "{health}");
    let froze = page.cell("sequential", "freeze").await;
    assert_eq!(froze, format!("froze {}", named.0));
}

#[tokio::test]
async fn a_round_that_nobody_saw_is_not_ranked_and_the_page_says_so() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let hidden = "const hide = (hidden) => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event('visibilitychange'));
        };
        await until('the second round', () => text(find('status')).includes('round 2 of 3'));
        hide(true);
        hide(false);";
    let report = disturbed(&page, 3, hidden).await;
    assert!(truth(&report["environment"], "wasHidden"));
    let rounds = list(report::entry(&report, "sequential"), "rounds");
    let ranked: Vec<bool> = rounds.iter().map(|round| truth(round, "ranked")).collect();
    assert_eq!(ranked, [true, false, true]);
    let health = page.text("health").await;
    assert!(health.contains("hidden"), "{health}");
    let verdict = page.text("verdict").await;
    let left_out = "Not ranked: sequential (1 of 3 rounds, the latest: the page was hidden)";
    assert!(verdict.contains(left_out), "{verdict}");
}

#[tokio::test]
async fn a_run_in_a_tab_that_another_one_hides_is_completed_marked_and_not_ranked() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for strategy in nonblocking() {
        page.begin_run(long_run(strategy)).await;
        page.browser().hide().await;
        let run = page.end_run().await;
        let unseen = page.script("return document.hidden;", json!([])).await;
        assert_eq!(unseen, true, "{strategy}");
        assert!(truth(&run["environment"], "wasHidden"), "{strategy}");
        let round = first_round(&run, strategy);
        assert_eq!(whole(&round["outcomes"], "ok"), 40, "{strategy}: {round}");
        assert!(!truth(round, "ranked"), "{strategy}");
        page.browser().show().await;
        page.eventually("the mark", "text(find('health')).includes('hidden')")
            .await;
    }
    let seen = page.run(json!({ "requests": 4, "latency": 5 })).await;
    report::check_finished(&seen);
}

#[tokio::test]
async fn where_the_network_goes_away_in_mid_run_the_rest_is_not_sent_nor_sent_again() {
    if Engine::chosen().cannot(Ability::GoOffline) {
        return;
    }
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for strategy in nonblocking() {
        let api = Origin::start().await;
        let endpoint = api.endpoint("delay=300");
        let settings = json!({
            "endpoint": endpoint, "requests": 40, "strategies": strategy, "concurrency": 4, "retries": 5,
        });
        page.start_run(settings).await;
        // More requests than a browser sends at once, so some are answered.
        let some = |record: &Record| record.hits.len() > 6;
        api.until("some requests", some).await;
        page.browser().go_offline().await;
        let run = page.end_run().await;
        page.browser().go_online().await;
        report::check_finished(&run);
        let round = first_round(&run, strategy);
        println!("{strategy}: {}", round["outcomes"]);
        let skipped = whole(&round["outcomes"], "skipped");
        assert_eq!(skipped > 0, !starts_all_at_once(strategy), "{strategy}");
        let requests = list(round, "requests").iter();
        let attempts: Vec<_> = requests.map(|request| whole(request, "attempts")).collect();
        assert!(
            attempts.iter().all(|attempts| *attempts <= 1),
            "{strategy}: {attempts:?}"
        );
        assert!(
            api.hits("/api/").len() <= attempts.iter().sum(),
            "{strategy}"
        );
        let health = page.text("health").await;
        assert!(health.contains("offline"), "{strategy}: {health}");
    }
}

/// Runs, executes a script after the first answers, and returns the report.
async fn disturbed(page: &Page, rounds: usize, script: &str) -> Value {
    // More than two seconds a round: after a slow drawing, the page draws once a second.
    let settings =
        json!({ "requests": 30, "latency": 80, "strategies": "sequential", "rounds": rounds });
    page.begin_run(settings).await;
    page.script(script, json!([])).await;
    page.end_run().await
}
