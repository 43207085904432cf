//! Time made visible: what is predicted before a run, and any instant of a run, on the slider under the strips.

use end_to_end::{
    origin::Origin,
    page::{Page, input::header_button},
    report::{
        first_round,
        json::{list, number},
    },
};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// Functions for the slider.
const SLIDER: &str = r#"
    const slider = () => find("scrub");
    const said = () => slider().getAttribute("aria-valuetext");
    const slide = async (ms) => {
        slider().value = ms;
        slider().dispatchEvent(new Event("input", { bubbles: true }));
        await until(`${ms} ms`, () => said()?.startsWith(`at ${parseFloat((ms / 1000).toFixed(3))}\u00a0s:`));
        return said();
    };
"#;

async fn script(page: &Page, body: &str, args: Value) -> Value {
    page.script(&format!("{SLIDER}{body}"), args).await
}

/// What is said of these instants, in the form of the slider.
async fn said(page: &Page, instants: &[u32]) -> Vec<String> {
    let body = "const all = []; for (const ms of args) all.push(await slide(ms)); return all;";
    let said = script(page, body, json!(instants)).await;
    serde_json::from_value(said).expect("words")
}

/// How many requests the page has sent to its simulated network.
async fn sent(page: &Page) -> usize {
    let resources = page.resources().await;
    resources.iter().filter(|one| one.contains("sim/")).count()
}

const FIVE: &str = "[...document.querySelectorAll('[data-testid=comparison] tbody tr')]";

#[tokio::test]
async fn who_presses_nothing_sees_the_five_shapes_and_none_that_could_be_taken_for_measured() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = format!(
        "return {FIVE}.map((row) => {{
            const ghost = row.querySelector('.ghost');
            return {{
                predicted: text(row.querySelector('[data-testid=predicted]')),
                total: text(row.querySelector('[data-testid=total]')),
                opacity: +getComputedStyle(ghost).opacity,
                lines: ghost.querySelector('.bar').getAttribute('d').split('M').length - 1,
                full: [...row.querySelectorAll('.waterfall > svg path')].map((path) => path.getAttribute('d')).join(''),
                bottom: row.getBoundingClientRect().bottom,
            }};
        }});"
    );
    let rows = page.script(&body, json!([])).await;
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 5);
    for row in rows {
        let predicted = row["predicted"].as_str().unwrap();
        assert!(predicted.ends_with("ms\npredicted"), "{row}");
        assert_eq!(row["total"], "–");
        assert_eq!(row["full"], "", "nothing is drawn in full");
        assert!((0.3..0.5).contains(&number(row, "opacity")), "{row}");
        assert!((20.0..=24.0).contains(&number(row, "lines")), "{row}");
        assert!(number(row, "bottom") <= 800.0, "above the fold: {row}");
    }
    assert_eq!(sent(&page).await, 0);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

/// What is in flight, and what is delivered, at an instant in milliseconds, by the instants in a report alone; `None`
/// where an instant of a request is as near as the report is exact.
fn recomputed(round: &Value, at: f64) -> Option<String> {
    let (mut in_flight, mut delivered) = (0, 0);
    for request in list(round, "requests") {
        let instants = ["startedMs", "finishedMs", "deliveredMs"].map(|name| number(request, name));
        if instants.iter().any(|instant| (instant - at).abs() <= 0.1) {
            return None;
        }
        let [started, finished, put] = instants.map(|instant| instant < at);
        in_flight += usize::from(started && !finished);
        delivered += usize::from(put);
    }
    Some(format!("{in_flight} in flight, {delivered} delivered"))
}

#[tokio::test]
async fn at_every_position_what_is_said_is_what_the_report_says() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let strategies = ["joined", "batched", "windowed", "streamed", "as-completed"];
    let report = page
        .run(json!({ "requests": 40, "latency": 60, "concurrency": 7, "strategies": strategies.join(",") }))
        .await;
    let end = script(&page, "return +slider().max;", Value::Null)
        .await
        .as_f64()
        .unwrap();
    // Every hundredth of the axis, whose end is a whole number of milliseconds at most.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let instants: Vec<u32> = (0..100)
        .map(|part| (end * f64::from(part) / 100.0) as u32)
        .collect();
    for key in strategies {
        page.choose(key).await;
        let chosen = format!("find('row-{key}').matches('.chosen')");
        page.eventually("the chosen row", &chosen).await;
        let round = first_round(&report, key);
        let (mut compared, mut moving) = (0, 0);
        for (at, said) in instants.iter().zip(said(&page, &instants).await) {
            let (_, words) = said.split_once(": ").unwrap();
            if let Some(expected) = recomputed(round, f64::from(*at)) {
                assert_eq!(words, expected, "{key} at {at} ms");
                compared += 1;
                moving += usize::from(!expected.starts_with("0 in flight"));
            }
        }
        assert!(
            compared >= 80 && moving >= 5,
            "{key}: {compared} compared, {moving} of them in flight"
        );
    }
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_slider_lies_on_the_axis_of_the_strips_to_the_pixel() {
    let origin = Origin::start().await;
    for query in ["", "?requests=60&strategies=joined,windowed"] {
        let page = Page::open(&origin, query).await;
        for (width, height) in [(1280, 800), (390, 844)] {
            page.browser().resize(width, height, 1).await;
            let body = "
                const places = [];
                for (const part of [0, 0.1, 0.37, 0.5, 0.9]) {
                    const ms = Math.floor(slider().max * part);
                    await slide(ms);
                    const { left, width } = slider().getBoundingClientRect();
                    // The thumb is 14 pixels wide, and its middle goes from 7 pixels after the left end to 7 before the right one.
                    const thumb = left + 7 + (width - 14) * ms / slider().max;
                    for (const line of document.querySelectorAll('[data-testid=comparison] .later line'))
                        places.push([thumb, line.getBoundingClientRect().left]);
                }
                return places;";
            let places = script(&page, body, json!([])).await;
            let places: Vec<[f64; 2]> = serde_json::from_value(places).unwrap();
            assert!(places.len() >= 10);
            for [thumb, line] in places {
                // Lines are 1.5 pixels wide, and their boxes may be those of their middles.
                assert!(
                    (thumb - line).abs() <= 1.0,
                    "{query} {width}: the thumb at {thumb}, the line at {line}"
                );
            }
        }
        assert_eq!(page.browser().console().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_keyboard_alone_goes_to_any_instant() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    page.tab_to(r#"[data-testid="scrub"]"#).await;
    let end = script(&page, "return said();", Value::Null).await;
    assert!(
        end.as_str().unwrap().ends_with("0 in flight, 24 delivered"),
        "{end}"
    );
    let after = async |key: Key, condition: &str| {
        page.press_key(key.into()).await;
        let body = format!(
            "const before = args; await until('a move', () => {condition}); return +slider().value;"
        );
        script(&page, &body, Value::Null).await.as_f64().unwrap()
    };
    let home = after(Key::Home, "+slider().value === 0").await;
    let right = after(Key::Right, "+slider().value > 0").await;
    let left = after(Key::Left, "+slider().value === 0").await;
    let up = after(Key::PageUp, "+slider().value > 0").await;
    assert!(
        home.to_string() == "0" && left.to_string() == "0" && up > 5.0 * right,
        "{home} {right} {left} {up}"
    );
    let words = script(&page, "return said();", Value::Null).await;
    assert!(words.as_str().unwrap().starts_with("at "), "{words}");
    after(Key::End, "said().endsWith('0 in flight, 24 delivered')").await;
}

#[tokio::test]
async fn a_replay_sends_nothing_and_ends_where_it_began() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?strategies=sequential,windowed&requests=12").await;
    page.run_again().await;
    let before = page.results().await;
    let body = "
        const button = () => document.querySelector('.replay button');
        const speed = document.querySelector('.replay select');
        speed.value = '10';
        speed.dispatchEvent(new Event('change', { bubbles: true }));
        const end = slider().value;
        button().click();
        const seen = new Set();
        await until('the beginning', () => +slider().value < +end);
        await until('the end', () => { seen.add(slider().value); return text(button()) === 'Play'; });
        return [seen.size, slider().value === end];";
    let before_it = sent(&page).await;
    let seen = script(&page, body, json!([])).await;
    assert!(seen[0].as_u64() >= Some(3), "instants seen: {seen}");
    assert_eq!((&seen[1], sent(&page).await), (&json!(true), before_it));
    assert_eq!(page.results().await, before);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_link_shows_an_instant_and_a_run_after_it_the_whole() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?strategies=joined,windowed&at=150").await;
    assert_eq!(page.text("notice").await, "");
    let words = script(&page, "return [slider().value, said()];", Value::Null).await;
    assert_eq!(words[0], "150");
    assert!(
        words[1].as_str().unwrap().starts_with("at 0.15\u{a0}s: "),
        "{words}"
    );
    page.run_again().await;
    let words = script(&page, "return said();", Value::Null).await;
    assert!(
        words
            .as_str()
            .unwrap()
            .ends_with("0 in flight, 24 delivered"),
        "{words}"
    );
    // It is no setting, for a run either.
    let refusal = page.run_refused(json!({ "at": 150 })).await;
    assert!(refusal.contains("at"), "{refusal}");
    page.go_to_query("?at=soon").await;
    page.wait_for_notice("milliseconds").await;
}

#[tokio::test]
async fn a_run_of_minutes_is_watched_in_seconds_and_called_predicted() {
    let origin = Origin::start().await;
    let page = Page::open(
        &origin,
        "?quota=30/min&burst=1&retries=5&requests=60&strategies=paced",
    )
    .await;
    let body = "
        const speed = document.querySelector('.replay select');
        speed.value = '1000';
        speed.dispatchEvent(new Event('change', { bubbles: true }));
        const words = () => text(document.querySelector('.replay span'));
        const whole = +slider().max;
        document.querySelector('.replay button').click();
        await until('its middle', () => +slider().value > whole / 2 && +slider().value < whole - 1);
        const middle = words();
        await until('its end', () => +slider().value >= Math.floor(whole));
        return [whole, middle];";
    let seen = script(&page, body, json!([])).await;
    assert!(seen[0].as_f64() > Some(100_000.0), "{seen}");
    assert!(seen[1].as_str().unwrap().ends_with("(predicted)"), "{seen}");
    assert_eq!(sent(&page).await, 0);
}

#[tokio::test]
async fn a_strategy_chosen_by_the_keyboard_is_the_one_that_the_slider_tells_of() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?at=200").await;
    let mut all = Vec::new();
    for strategy in ["sequential", "joined", "windowed"] {
        page.tab_to(&header_button(strategy)).await;
        page.press_key(Key::Enter.into()).await;
        page.wait_for_code_of(strategy).await;
        all.push(
            script(
                &page,
                "return [said(), text(document.querySelector('.replay span'))];",
                Value::Null,
            )
            .await,
        );
        let sentence = all.last().unwrap()[1].as_str().unwrap();
        assert!(
            sentence.contains(&format!("At 0.2\u{a0}s, {strategy}: ")),
            "{sentence}"
        );
    }
    assert!(all[0][0] != all[1][0] && all[1][0] != all[2][0], "{all:?}");
}
