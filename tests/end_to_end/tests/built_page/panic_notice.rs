//! Notice that the program stopped with a panic or could not start: the page keeps what it has.

use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{Origin, site::Site},
    page::Page,
};
use serde_json::json;

#[tokio::test]
async fn a_panic_in_one_request_leaves_the_results_and_offers_a_reload() {
    let origin = Origin::start().await;
    let page = Page::open(
        &origin,
        "?endpoint=site&requests=6&strategies=sequential,joined",
    )
    .await;
    // One strategy gets all its answers. Then the document makes no elements any more, and the next drawing panics.
    let body = r#"
        const fetch = window.fetch;
        const outcomes = () => ["sequential", "joined"].map((key) => text(cell(key, "outcomes")));
        const half = () => outcomes().some((words) => words.includes("6 ok"));
        let left = 6;
        window.fetch = async (...args) => {
            if (left-- > 0) return fetch(...args);
            await until("six answers in the table", half);
            document.createElement = document.createElementNS = () => { throw new Error("no more elements"); };
            return fetch(...args);
        };
        find("run").click();
        await until("that the program has stopped", () => !document.getElementById("stopped").hidden);
        if (!half()) throw new Error(`what had come is not readable: ${outcomes()}`);
        return document.querySelector('#stopped a').href;"#;
    let reload = page.script_text(body, json!([])).await;
    let visible = "document.getElementById('stopped').getClientRects().length > 0";
    page.eventually("the notice", visible).await;
    let console = page.browser().console().await;
    assert!(
        console.iter().any(|entry| entry.contains("panicked")),
        "{console:#?}"
    );
    assert!(
        reload.starts_with(&(origin.url() + "?endpoint=site")),
        "{reload}"
    );
    page.visit(&reload).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    for strategy in ["sequential", "joined"] {
        let outcomes = page.cell(strategy, "outcomes").await;
        assert!(outcomes.contains("6 ok"), "{strategy}: {outcomes}");
    }
}

/// A script does not wait for ever, and a click says what to do.
#[tokio::test]
async fn after_a_panic_runs_are_refused_with_the_pages_words_and_a_click_leads_to_them() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = r#"
        const fetch = window.fetch;
        let sent = 0;
        window.fetch = (...args) => {
            if (++sent === 3) {
                document.createElement = document.createElementNS = () => { throw new Error("no more elements"); };
            }
            return fetch(...args);
        };
        const ended = (run) => run.then(() => "resolved", (error) => error.message);
        // Long enough that some of it is drawn before its end.
        const settings = { endpoint: "site", requests: 199, strategies: "sequential" };
        const first = await ended(window.inflight.run(settings));
        await until("that the program has stopped", () => !document.getElementById("stopped").hidden);
        const second = await ended(window.inflight.run(settings));
        const cancelled = window.inflight.cancel();
        scrollTo(0, document.body.scrollHeight);
        document.querySelector(".run").click();
        const { top, bottom } = document.getElementById("stopped").getBoundingClientRect();
        return [first, second, cancelled === undefined, top >= 0 && bottom <= innerHeight];"#;
    let seen = page.script(body, json!([])).await;
    for told in [&seen[0], &seen[1]] {
        let told = told.as_str().unwrap_or_default();
        assert!(told.starts_with("This page hit an error"), "{seen}");
        assert!(told.contains("Reload the page"), "{seen}");
    }
    assert_eq!([&seen[2], &seen[3]], [true, true], "{seen}");
}

#[tokio::test]
async fn a_page_whose_wasm_is_missing_cut_or_blocked_says_why_and_can_be_read() {
    let whole = Site::default();
    let sites: [(_, _, &[&str]); 3] = [
        (
            "missing",
            Site {
                missing: Some(".wasm"),
                ..whole
            },
            &[],
        ),
        (
            "cut",
            Site {
                cut: Some(".wasm"),
                ..whole
            },
            &[],
        ),
        ("blocked", whole, &[".wasm"]),
    ];
    let browser = Browser::start(MachineLock::shared().await).await;
    for (what, site, blocked) in sites {
        let origin = Origin::serving(site).await;
        browser.block(blocked).await;
        browser.go(&origin.url()).await;
        // Within three seconds from the first paint.
        let body = r#"
            const place = document.querySelector(".not-running");
            const seen = () => performance.getEntriesByType("paint")[0]?.startTime ?? performance.now();
            while (!/\(.+\)$/.test(place.innerText.trim())) {
                if (performance.now() > seen() + 3000) throw new Error(`no reason given, but ${place.textContent}`);
                await new Promise(requestAnimationFrame);
            }
            const places = [...document.querySelectorAll("article [data-figure]")];
            const silent = places.filter((one) => one.offsetHeight > 100 || !/needs JavaScript and WebAssembly/.test(one.innerText));
            if (!places.length || silent.length) throw new Error(`room for ${silent.length} figures that will not come`);
            return place.innerText + "\n" + document.querySelector("article").innerText;"#;
        let text = browser.script(body, json!([])).await;
        let text = text.as_str().expect("text");
        let reason = text.lines().next().unwrap_or_default();
        println!("{what}: {reason}");
        for words in [
            "it is finished when its answer has arrived",
            "for_each_concurrent(concurrency.get(), fill)",
        ] {
            assert!(
                text.contains(words),
                "{what}: the explanation is not readable: {text}"
            );
        }
        assert_eq!(origin.hits("/todos"), Vec::<String>::new());
    }
}
