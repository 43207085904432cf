//! The ends of the reader's code: cancelled, refused, thrown; nothing outlives its round.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{
        self, first_round,
        json::{list, whole},
    },
};
use serde_json::{Value, json};

/// A loop without an end, after three answers.
const ENDLESS: &str = "async (urls) => {
    await Promise.all(urls.slice(0, 3).map((url) => fetch(url)));
    while (true);
}";

#[tokio::test]
async fn cancel_ends_an_endless_loop_at_once_and_leaves_the_other_row_and_the_next_run_alone() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let settings = |code| json!({ "strategies": "windowed,yours", "latency": 20, "code": code });
    page.start_run(settings(ENDLESS)).await;
    page.eventually(
        "three answers",
        "text(cell('yours', 'outcomes')).startsWith('3 ok')",
    )
    .await;
    let windowed = page.cell("windowed", "total").await;
    let took = page.click_and_wait_for("cancel", "cancelled").await;
    println!("cancelled after {took} ms");
    assert!(took < 1_000.0, "cancelled after {took} ms");
    let report = page.end_run().await;
    assert_eq!(
        whole(&first_round(&report, "windowed")["outcomes"], "ok"),
        24
    );
    let outcomes = &first_round(&report, "yours")["outcomes"];
    assert_eq!(whole(outcomes, "ok"), 3, "{outcomes}");
    assert_eq!(page.cell("windowed", "total").await, windowed);
    assert_eq!(frames(&page).await, 0);
    let next = "(urls, width) => Promise.all(urls.map((url) => fetch(url)))";
    let report = page.run(settings(next)).await;
    for strategy in ["windowed", "yours"] {
        let round = first_round(&report, strategy);
        assert_eq!(whole(&round["outcomes"], "ok"), 24, "{round}");
    }
    assert_eq!(first_round(&report, "yours")["returned"]["how"], "returned");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn no_run_leaves_its_frame_in_the_document() {
    const ENDS: [(&str, &str); 4] = [
        (
            "(urls) => Promise.all(urls.map((url) => fetch(url)))",
            "returned",
        ),
        ("() => { throw new Error('no'); }", "threw"),
        ("(urls) => { syntax error", "stopped"),
        ("const notAFunction = 1;", "stopped"),
    ];
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = "const frames = () => document.querySelectorAll('iframe').length;
        const most = { frames: 0 };
        new MutationObserver(() => { most.frames = Math.max(most.frames, frames()); })
            .observe(document, { subtree: true, childList: true });
        const ends = [];
        for (let number = 0; number < 20; number += 1) {
            const code = args[number % args.length][0];
            const settings = { requests: 2, latency: 0, strategies: 'yours', rounds: 2, code };
            const { strategies: [{ rounds }] } = await window.inflight.run(settings);
            ends.push([...rounds.map(({ returned }) => returned.how), frames()]);
        }
        return [ends, most.frames];";
    let found = page.script(body, json!(ENDS)).await;
    let ends: Vec<_> = ENDS
        .iter()
        .cycle()
        .take(20)
        .map(|(_, how)| json!([how, how, 0]))
        .collect();
    assert_eq!(found, json!([ends, 1]), "there is one at a time");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn without_code_and_on_a_real_network_yours_is_refused_and_nothing_is_sent() {
    let (origin, api) = (Origin::start().await, Origin::start().await);
    let page = Page::open(&origin, "").await;
    let endpoint = api.endpoint("delay=1");
    let code = "(urls) => fetch(urls[0])";
    let refusals: [(Value, [&str; 2]); 5] = [
        (
            json!({ "strategies": "yours" }),
            ["code is empty", "write a function"],
        ),
        (
            json!({ "strategies": "windowed,yours", "code": "" }),
            ["code is empty", "write a function"],
        ),
        (
            json!({ "strategies": "windowed,yours", "code": code, "endpoint": endpoint }),
            ["endpoint must be simulated", &api.root()],
        ),
        (
            json!({ "strategies": "yours", "code": code, "endpoint": "site" }),
            ["endpoint must be simulated", "site"],
        ),
        (
            json!({ "strategies": "yours", "code": "x".repeat(20_001) }),
            ["code must be", "at most 20000 characters"],
        ),
    ];
    for (settings, words) in refusals {
        let message = page.run_refused(settings).await;
        assert!(words.iter().all(|part| message.contains(part)), "{message}");
        let nothing = message.contains("Nothing was sent.") || words[0] == "code must be";
        assert!(nothing, "{message}");
    }
    page.visit(&format!("{}?strategies=windowed,yours", origin.url()))
        .await;
    page.press_run().await;
    page.eventually(
        "the panel",
        "document.querySelector('textarea[name=code]')?.value",
    )
    .await;
    assert_eq!(page.state().await, "idle");
    assert_eq!(api.hits("/"), Vec::<String>::new());
    assert_eq!(origin.hits("/todos"), Vec::<String>::new());
    assert_eq!(origin.hits("/sandbox"), Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_report_of_your_code_opens_as_it_was_and_runs_nothing() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let code = "async (urls) => { for (const url of urls.slice(0, 5)) await fetch(url); throw new Error('enough'); }";
    let settings =
        json!({ "strategies": "windowed,yours", "latency": 20, "requests": 8, "code": code });
    let report = page.run(settings).await;
    let returned = &first_round(&report, "yours")["returned"];
    assert_eq!(
        (&returned["how"], &returned["line"]),
        (&json!("threw"), &json!(1))
    );
    let shown = "return [...document.querySelectorAll('tbody [data-testid^=row-]')].map(text);";
    page.choose("yours").await;
    let before = page.script(shown, json!([])).await;
    let said = page.text("diagnosis").await;
    let saved = page.save_report().await;
    page.visit(&format!("{}?requests=3", origin.url())).await;
    origin.reset();
    page.open_report(&saved).await;
    page.eventually(
        "the report",
        "text(cell('yours', 'outcomes')).includes('5 ok')",
    )
    .await;
    page.choose("yours").await;
    let body = "await until('the code', () => document.querySelector('textarea[name=code]')?.value === args);";
    page.script(body, json!(code)).await;
    assert_eq!(page.script(shown, json!([])).await, before);
    assert_eq!(page.text("diagnosis").await, said);
    assert_eq!(origin.hits("/sandbox"), Vec::<String>::new());
    let requests = list(first_round(&report, "windowed"), "requests");
    assert!(requests.iter().all(|one| one["outcome"] == "ok"));
    report::check_finished(&page.run(json!({ "requests": 2, "latency": 5 })).await);
}

/// How many frames there are in the document.
async fn frames(page: &Page) -> Value {
    page.script(
        "return document.querySelectorAll('iframe').length;",
        json!([]),
    )
    .await
}
