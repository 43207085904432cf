//! Rounds: the table after each of them, their order, and the interval.

use end_to_end::{
    displayed::{self, milliseconds},
    origin::Origin,
    page::Page,
    report::{
        self,
        json::{field, list, number, optional},
        statistics::median,
    },
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

/// Strategies that each take a while. On a busy machine, the page may still not draw one of them.
const STRATEGIES: [&str; 3] = ["sequential", "batched", "windowed"];

/// The contents of the page at one moment of a run.
#[derive(Debug, Deserialize)]
struct Moment {
    running: String,
    round: usize,
    /// The time of each strategy in the table.
    times: BTreeMap<String, String>,
}

#[tokio::test]
async fn the_table_shows_the_median_of_the_rounds_that_are_over() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let (moments, report) = watched(&page).await;
    let mut begun = BTreeSet::new();
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for moment in &moments {
        let (round, running) = (moment.round, &*moment.running);
        begun.insert((round, running));
        for strategy in STRATEGIES.into_iter().filter(|one| *one != running) {
            let shown = &*moment.times[strategy];
            let had_its_turn = begun.contains(&(round, strategy));
            let over = if had_its_turn { round } else { round - 1 };
            // A strategy that ran too quickly to be drawn may have finished the round too.
            let holds = |rounds| is_median(shown, &report, strategy, rounds);
            let message = format!("{strategy} shows {shown} after {over} rounds: {moment:?}");
            assert!(holds(over) || (!had_its_turn && holds(round)), "{message}");
            seen.entry(strategy).or_default().insert(shown);
        }
    }
    // Two medians may be displayed as the same time.
    let changes = seen.values().any(|times| times.len() > 2);
    assert!(changes, "a time changes from round to round: {seen:?}");
    for strategy in STRATEGIES {
        let shown = page.cell(strategy, "total").await;
        assert!(
            is_median(&shown, &report, strategy, 4),
            "at the end: {shown}"
        );
    }
}

#[tokio::test]
async fn the_order_of_the_strategies_differs_between_rounds() {
    // The page may not draw a strategy, but the server sees the requests of each: sequential ones arrive apart, joined
    // ones together.
    let (origin, delay) = (Origin::start().await, Duration::from_millis(150));
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "endpoint": origin.endpoint("delay=150"), "requests": 3, "rounds": 4, "strategies": ["sequential", "joined"],
    });
    page.run(settings).await;
    let arrived = origin.arrivals("/api/");
    let is_sequential = |turn: &[Instant]| turn[2] - turn[0] >= 2 * delay;
    let turns: Vec<bool> = arrived.chunks(3).map(is_sequential).collect();
    let orders: BTreeSet<&[bool]> = turns.chunks(2).collect();
    let both = BTreeSet::from([&[true, false][..], &[false, true][..]]);
    assert_eq!(orders, both, "{turns:?}");
}

#[tokio::test]
async fn the_interval_stands_beneath_the_speed_up_from_six_rounds_on() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (rounds, missing) in [(1, Some(5)), (5, Some(1)), (6, None), (9, None)] {
        let settings =
            json!({ "requests": 4, "latency": 10, "rounds": rounds, "strategies": STRATEGIES });
        let report = page.run(settings).await;
        for strategy in &STRATEGIES[1..] {
            let interval = page.cell(strategy, "interval").await;
            assert_eq!(
                interval.is_empty(),
                missing.is_some(),
                "{rounds} rounds: {interval}"
            );
            let speedup = field(report::entry(&report, strategy), "speedup");
            let known = page.cell(strategy, "speedup").await;
            assert!(displayed::number(&known).contains(&number(speedup, "estimate")));
            let reported = optional(speedup, "low").zip(optional(speedup, "high"));
            let shown = interval.split_once(" to ");
            assert_eq!(shown.is_some(), reported.is_some(), "{speedup}");
            if let Some(((low, high), (from, to))) = shown.zip(reported) {
                let holds =
                    displayed::number(low).contains(&from) && displayed::number(high).contains(&to);
                assert!(holds, "{interval} stands for {speedup}");
            }
        }
        let words = page.visible_text().await.replace('\u{a0}', " ");
        let said = missing.map(|missing| format!("needs 6 ranked rounds, {missing} more."));
        assert!(said.is_none_or(|said| words.contains(&said)), "{words}");
        assert_eq!(
            words.contains("interval needs"),
            missing.is_some(),
            "{words}"
        );
    }
}

/// A run of four rounds: the contents of the page after each change, and the report.
async fn watched(page: &Page) -> (Vec<Moment>, Value) {
    let body = r#"
        const moments = [];
        const look = () => {
            const [, running, round] = text(find("status")).match(/running (\S+), round (\d+) of/) ?? [];
            const times = Object.fromEntries(args.strategies.map((key) => [key, text(cell(key, "total"))]));
            if (running) moments.push({ running, round: Number(round), times });
            return state() === "finished";
        };
        const over = until("the end of the run", look);
        const report = await window.inflight.run(args);
        await over;
        return JSON.stringify([moments, report]);"#;
    let settings = json!({
        "requests": 16, "latency": 40, "concurrency": 3, "rounds": 4, "strategies": STRATEGIES,
    });
    let both = page.script_text(body, settings).await;
    serde_json::from_str(&both).expect("moments and a report")
}

/// Whether a displayed time is the median of the first totals of a strategy; without totals it is a dash.
fn is_median(shown: &str, report: &Value, strategy: &str, rounds: usize) -> bool {
    let all = list(report::entry(report, strategy), "rounds");
    let totals: Vec<f64> = all[..rounds]
        .iter()
        .map(|round| number(round, "totalMs"))
        .collect();
    match median(&totals) {
        Some(median) => shown != "–" && milliseconds(shown).contains(&median),
        None => shown == "–",
    }
}
