//! Refused settings, in links and from scripts: the page says why, and sends nothing.

use end_to_end::{origin::Origin, page::Page, report};
use serde_json::{Value, json};

#[tokio::test]
async fn a_link_with_wrong_settings_is_explained_and_the_defaults_stand() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=0&latency=abc&bogus=1&concurrency=7").await;
    let notice = page.text("notice").await;
    assert_says(&notice, &["requests", "0", "1", "10000"]);
    assert_says(&notice, &["latency", "abc", "0", "10000"]);
    assert_says(&notice, &["bogus"]);
    assert_eq!(page.setting("requests").await, "24");
    assert_eq!(page.setting("latency").await, "115");
    assert_eq!(page.setting("concurrency").await, "7");
    assert_nothing_sent(&origin, &page).await;
}

#[tokio::test]
async fn run_refuses_what_is_not_in_the_vocabulary() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let todo = format!("{}/api/todos/", origin.root());
    let refusals: [(Value, &[&str]); 16] = [
        (json!({ "requests": 0 }), &["requests", "0", "1", "10000"]),
        (
            json!({ "requests": 10001 }),
            &["requests", "10001", "1", "10000"],
        ),
        (json!({ "requests": 2.5 }), &["requests", "1", "10000"]),
        (json!({ "requests": "abc" }), &["requests", "abc"]),
        (json!({ "requests": "9".repeat(5000) }), &["requests"]),
        (
            json!({ "concurrency": 257 }),
            &["concurrency", "257", "1", "256"],
        ),
        (json!({ "spread": -1 }), &["spread", "0", "2"]),
        (json!({ "bogus": 1 }), &["bogus"]),
        (json!({ "x".repeat(5000): 1 }), &[]),
        (json!({ "strategies": "" }), &["strategies"]),
        (json!({ "strategies": [] }), &["strategies"]),
        (
            json!({ "strategies": ["sequential", "nonsense"] }),
            &["strategies", "nonsense"],
        ),
        (json!({ "endpoint": format!("{todo}1") }), &["endpoint"]),
        (
            json!({ "endpoint": format!("{todo}{{id}}/{{id}}") }),
            &["endpoint"],
        ),
        (
            json!({ "endpoint": format!("{todo}{{id}}?{}", "x".repeat(5000)) + "&again={id}" }),
            &["endpoint"],
        ),
        (json!({ "seed": 2_u64.pow(53) }), &["seed"]),
    ];
    for (settings, words) in refusals {
        let message = page.run_refused(settings).await;
        assert!(message.chars().count() < 1000, "too long: {message}");
        assert_says(&message, words);
    }
    assert_eq!(page.state().await, "idle");
    assert_nothing_sent(&origin, &page).await;
}

#[tokio::test]
async fn more_than_a_browser_bears_at_once_is_refused_and_the_way_out_is_named() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for strategy in ["joined", "ordered", "as-completed"] {
        let settings =
            json!({ "endpoint": origin.endpoint(""), "requests": 10_000, "strategies": strategy });
        let message = page.run_refused(settings).await;
        assert_says(&message, &["1000", "windowed", "256"]);
    }
    assert_eq!(page.state().await, "idle");
    assert_nothing_sent(&origin, &page).await;
}

#[tokio::test]
async fn run_takes_text_lists_and_nothing_for_the_default() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=9").await;
    let settings = json!({ "requests": "3", "latency": 5, "strategies": ["windowed", "joined"], "seed": null });
    let report = page.run(settings).await;
    report::check_finished(&report);
    let settings = &report["settings"];
    assert_eq!(
        (&settings["requests"], &settings["seed"]),
        (&json!(3), &json!(1))
    );
    let keys: Vec<&Value> = report["strategies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["strategy"])
        .collect();
    assert_eq!(keys, ["joined", "windowed"], "in the table's order");
    let from_defaults = page
        .run(json!({ "latency": 0, "strategies": "joined" }))
        .await;
    assert_eq!(
        from_defaults["settings"]["requests"], 24,
        "from the defaults, not from what the page shows"
    );
}

#[tokio::test]
async fn a_second_run_is_refused_and_leaves_the_first_alone() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = r#"
        const first = window.inflight.run({ requests: 20, strategies: "sequential", latency: 20 });
        const second = await window.inflight.run({ requests: 1, latency: 0 }).then(() => null, (error) => error.message);
        return JSON.stringify({ second, first: await first });"#;
    let both = page.script(body, json!([])).await;
    let both: Value = serde_json::from_str(both.as_str().expect("JSON")).expect("JSON");
    assert!(
        both["second"]
            .as_str()
            .is_some_and(|message| !message.is_empty()),
        "the second run was let through"
    );
    report::check_finished(&both["first"]);
    assert_eq!(
        both["first"]["strategies"][0]["rounds"][0]["outcomes"]["ok"],
        20
    );
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

/// Asserts that the message contains each of these words. Thousands may be separated by a thin space.
fn assert_says(message: &str, words: &[&str]) {
    let plain = message.replace(['\u{a0}', '\u{2009}', '\u{202f}'], "");
    let said: Vec<&str> = plain
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    for word in words {
        assert!(said.contains(word), "no word {word} in: {message}");
    }
}

async fn assert_nothing_sent(origin: &Origin, page: &Page) {
    assert_eq!(origin.hits("/api/"), Vec::<String>::new());
    assert_eq!(origin.hits("/todos/"), Vec::<String>::new());
    let sent: Vec<String> = page
        .resources()
        .await
        .into_iter()
        .filter(|name| name.contains("todos/"))
        .collect();
    assert_eq!(sent, Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
