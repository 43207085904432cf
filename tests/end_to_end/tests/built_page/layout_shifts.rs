//! Layout shifts: nothing moves while the page loads, during a run, or while the reader scrolls.

use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page};
use serde_json::{Value, json};

const WINDOWS: [&str; 2] = ["desk", "phone"];

/// Script in each document: keeps the positions before the figure is there. All positions below the window are equal.
const FIRST: &str = r#"
    globalThis.seen = () => [...document.querySelectorAll(".top, .headline, h1, article")].map(
        (element) => Math.min(Math.round(element.getBoundingClientRect().top), innerHeight));
    addEventListener("DOMContentLoaded", () => globalThis.first = seen());"#;

/// Functions for the positions of all elements that exist before and after a run.
const STANDING: &str = r#"
    const standing = [
        ".controls", ".presets", ".comparison", ".comparison tr", ".legend", ".said",
        ".closeup > *", ".spending > *", ".columns > *", ".columns h2", ".widths", ".share", ".embed-this", "article h2",
    ];
    const tops = (all = standing) => Object.fromEntries(all.flatMap((css) => [...document.querySelectorAll(css)]
        .filter((element) => element.getClientRects().length > 0)
        .map((element, at) => [`${css} ${at}`, Math.round(element.getBoundingClientRect().top + scrollY)])));
"#;

/// Script that scrolls to another place in the text while the program loads.
const READING: &str = r#"
    const begin = WebAssembly.instantiateStreaming;
    const frame = () => new Promise(requestAnimationFrame);
    WebAssembly.instantiateStreaming = async (...given) => {
        await frame();
        document.getElementById("long").scrollIntoView();
        await frame();
        await frame();
        return begin(...given);
    };"#;

/// A page in a window of its own, after a script. One at a time, because a test holds one lock on the machine.
async fn opened(window: &str, script: &str, address: &str) -> Page {
    let browser = Browser::start(MachineLock::shared().await).await;
    if window == "phone" {
        browser.resize_to_phone().await;
    } else {
        browser.resize_to_desktop().await;
    }
    browser.watch_shifts().await;
    browser.before_each_page(script).await;
    Page::open_in(browser, address).await
}

async fn tops(page: &Page, body: &str) -> Value {
    page.script(&format!("{STANDING}\n{body}"), json!([])).await
}

fn assert_same(before: &Value, after: &Value, when: &str) {
    let before = before.as_object().expect("what stood");
    assert!(!before.is_empty(), "{when}: nothing was compared");
    let moved = before.iter().filter(|(name, top)| after[name] != **top);
    let moved: Vec<_> = moved
        .map(|(name, top)| format!("{name}: {top} → {}", after[name]))
        .collect();
    assert!(moved.is_empty(), "{when}: {moved:#?}");
}

#[tokio::test]
async fn nothing_moves_from_the_first_sight_of_the_page_to_the_end_of_a_run() {
    let origin = Origin::start().await;
    for window in WINDOWS {
        let page = opened(window, FIRST, &origin.url()).await;
        let seen = page.script("return [first, seen()];", json!([])).await;
        assert_eq!(seen[0], seen[1], "{window}: as the figure began");
        let before = tops(&page, "return tops();").await;
        page.press_run().await;
        page.wait_for_state("running").await;
        let during = tops(&page, "return tops();").await;
        page.wait_for_state("finished").await;
        let after = tops(&page, "return tops();").await;
        assert_same(&before, &during, &format!("{window}: as the run began"));
        assert_same(&before, &after, &format!("{window}: when the run was over"));
        page.browser().assert_nothing_shifted(window).await;
    }
}

/// The remarks on a run are longest without a service worker.
#[tokio::test]
async fn whatever_a_run_says_has_its_room_in_every_width() {
    let origin = Origin::start().await;
    for width in [1280, 900, 600, 390, 360, 320] {
        let browser = Browser::start(MachineLock::shared().await).await;
        browser.resize(width, 800, 1).await;
        browser
            .throw_on_access("Navigator.prototype", "serviceWorker")
            .await;
        let page = Page::open_in(browser, &(origin.url() + "?requests=20&latency=20")).await;
        let before = tops(&page, "return tops();").await;
        page.run_again().await;
        let after = tops(&page, "return tops();").await;
        assert_same(&before, &after, &format!("{width}: when the run was over"));
        let body = r#"
            const place = document.querySelector("article [data-figure*='requests=9']");
            const part = (id) => place.querySelector(`[data-testid="${id}"]`);
            const is = (state) => part("status").dataset.state === state;
            const run = async () => {
                part("run").click();
                await eventually("a run", () => is("running"));
                await eventually("an end", () => is("finished"));
                return place.offsetHeight;
            };
            const usual = [place.offsetHeight];
            place.scrollIntoView();
            await eventually("a figure", () => part("run"));
            usual.push(place.offsetHeight, await run());
            part("slower").click();
            await eventually("a replay", () => part("slower").ariaPressed === "true");
            const slow = [place.offsetHeight];
            part("slower").click();
            await eventually("its end", () => part("slower").ariaPressed === "false");
            slow.push(place.offsetHeight);
            const parts = [...place.querySelectorAll(".controls, .comparison tr, .words > *, .closeup > *")];
            return [usual, slow, parts.map((one) => `${one.offsetHeight}: ${one.textContent}`)];"#;
        let figure = page.script(body, json!([])).await;
        for heights in [&figure[0], &figure[1]] {
            let heights = heights.as_array().expect("heights");
            assert!(
                heights.iter().all(|height| height == &heights[0]),
                "{width}: before, begun and after a run; in and after a replay: {figure:#}"
            );
        }
    }
}

#[tokio::test]
async fn nothing_moves_while_the_reader_goes_through_the_article_and_its_figures_begin() {
    let origin = Origin::start().await;
    for window in WINDOWS {
        let page = opened(window, FIRST, &origin.url()).await;
        let body = r#"
            const article = ["article > *", "article figcaption"];
            const before = tops(article);
            for (let at = 0; at < document.documentElement.scrollHeight; at += 250) {
                scrollTo(0, at);
                await new Promise(requestAnimationFrame);
            }
            const places = [...document.querySelectorAll("article [data-figure]")];
            await eventually("every figure", () => places.every((place) => place.querySelector(".run")));
            return [before, tops(article)];"#;
        let places = tops(&page, body).await;
        assert_same(&places[0], &places[1], window);
        page.browser().assert_nothing_shifted(window).await;
    }
}

#[tokio::test]
async fn a_link_into_the_article_leads_where_it_says_though_the_figure_begins_above_it() {
    let origin = Origin::start().await;
    for window in WINDOWS {
        let page = opened(window, FIRST, &(origin.url() + "#wide")).await;
        assert_at_the_top(&page, "wide").await;
    }
}

#[tokio::test]
async fn who_reads_on_while_the_program_comes_is_not_led_away() {
    let origin = Origin::start().await;
    for window in WINDOWS {
        for link in ["", "#wide"] {
            let page = opened(window, READING, &(origin.url() + link)).await;
            assert_at_the_top(&page, "long").await;
        }
    }
}

/// Waits until a heading is at the distance from the top that the style sheet defines.
async fn assert_at_the_top(page: &Page, heading: &str) {
    let body = r#"
        const element = document.getElementById(args);
        const top = () => element.getBoundingClientRect().top;
        await eventually("the heading at the top", () => Math.abs(top() - 12) <= 1).catch((error) => {
            throw new Error(`${error.message}: it is at ${top()}, scrolled by ${scrollY}`);
        });"#;
    page.script(body, json!(heading)).await;
}
