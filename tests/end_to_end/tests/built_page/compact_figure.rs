//! The compact figure: in a frame as wide as the column of a post.

use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page};
use serde_json::{Value, json};

/// The figure alone, in a window as wide as a column.
async fn in_column(origin: &Origin, width: u32, query: &str) -> Page {
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser
        .go(&blog.embedding(&(origin.url() + query), None))
        .await;
    let narrow = "document.querySelector('iframe').style.cssText = `border: 0; width: ${args}px; height: 1500px`;";
    browser.script(narrow, json!(width)).await;
    Page::in_frame(browser).await
}

async fn height(page: &Page) -> Value {
    page.script("return document.body.offsetHeight;", json!([]))
        .await
}

#[tokio::test]
async fn it_is_as_high_before_during_and_after_a_run_in_every_column() {
    let origin = Origin::start().await;
    let two = "embed.html?strategies=batched,windowed";
    for (width, query, expected) in [
        (680, two, 163 + 72 * 2),
        (560, two, 163 + 72 * 2),
        (559, two, 202 + 92 * 2),
        (358, two, 202 + 92 * 2),
        (680, "embed.html", 163 + 72 * 5),
        (358, "embed.html", 202 + 92 * 5),
        (680, "?embed=1&strategies=batched,windowed", 163 + 72 * 2),
        (
            680,
            "embed.html?strategies=joined,windowed&capacity=12&concurrency=8",
            163 + 72 * 2,
        ),
    ] {
        let page = in_column(&origin, width, query).await;
        assert_eq!(height(&page).await, expected, "{width} {query}: before");
        page.press_run().await;
        page.wait_for_state("running").await;
        assert_eq!(height(&page).await, expected, "{width} {query}: during");
        page.wait_for_state("finished").await;
        assert_eq!(height(&page).await, expected, "{width} {query}: after");
        let said = page.text("verdict").await;
        assert!((1..=130).contains(&said.chars().count()), "{said}");
        assert_eq!(page.browser().console().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn it_has_at_most_eight_tab_stops_and_no_scroll_bar() {
    let origin = Origin::start().await;
    let all = "embed.html?strategies=blocking,sequential,joined,ordered,batched,windowed,as-completed,streamed";
    for query in ["embed.html", all] {
        for width in [680, 320] {
            let page = in_column(&origin, width, query).await;
            let body = "
                const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')];
                const { scrollWidth, clientWidth } = document.documentElement;
                return [stops.filter((stop) => stop.checkVisibility() && stop.tabIndex >= 0).length, scrollWidth - clientWidth];";
            assert_eq!(
                page.script(body, json!([])).await,
                json!([2, 0]),
                "{query} in {width}"
            );
        }
    }
}

#[tokio::test]
async fn it_shows_the_parts_that_are_asked_for_and_its_link_opens_the_whole_page() {
    let origin = Origin::start().await;
    let present = "return ['settings', 'spending', 'responses', 'code', 'embed-this'].map(find).map(Boolean).concat(
        [!!document.querySelector('.closeup'), !!document.querySelector('.widths')]);";
    for (show, expected) in [
        ("", [false; 7]),
        ("show=none", [false; 7]),
        (
            "show=detail,code",
            [false, false, false, true, false, true, false],
        ),
        (
            "show=settings time",
            [true, true, false, false, false, false, false],
        ),
        (
            "show=responses,export",
            [false, false, true, false, true, false, false],
        ),
        ("show=all", [true, true, true, true, true, true, false]),
    ] {
        let page = in_column(&origin, 680, &format!("embed.html?requests=7&{show}")).await;
        assert_eq!(
            page.script(present, json!([])).await,
            json!(expected),
            "{show}"
        );
        page.run_again().await;
        if show != "show=all" {
            let link = "return document.querySelector('.foot a').href;";
            let link = page.script(link, json!([])).await;
            assert_eq!(link, json!(origin.url() + "?requests=7"), "{show}");
        }
        assert_eq!(page.browser().console().await, Vec::<String>::new());
    }
    let page = Page::open(&origin, "").await;
    let all = [true; 7];
    assert_eq!(
        page.script(present, json!([])).await,
        json!(all),
        "on the page"
    );
}

#[tokio::test]
async fn what_an_author_has_misspelt_is_told_to_the_author_and_not_to_readers() {
    const LISTEN: &str =
        "globalThis.warned = []; console.warn = (...words) => warned.push(words.join(' '));";
    let origin = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.before_each_page(LISTEN).await;
    let misspelt = "embed.html?strategies=joind,windowed&request=9";
    let page = Page::open_in(browser, &(origin.url() + misspelt)).await;
    assert_eq!(page.text("notice").await, "");
    let body = "return [
        [...document.querySelectorAll('tbody tr')].map((row) => row.dataset.testid), warned];";
    let seen = page.script(body, json!([])).await;
    assert_eq!(seen[0], json!(["row-windowed"]));
    let warned = seen[1].to_string();
    assert!(
        warned.contains("joind") && warned.contains("did you mean requests"),
        "{warned}"
    );
    page.visit(&(origin.url() + "embed.html?utm_source=a&fbclid=b&strategies=joined"))
        .await;
    assert_eq!(
        page.script(body, json!([])).await,
        json!([["row-joined"], []])
    );
}

#[tokio::test]
async fn the_figures_of_the_article_are_the_same_component() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = "
        const places = [...document.querySelectorAll('article [data-figure]')];
        for (const place of places) {
            place.scrollIntoView();
            await eventually('a figure', () => place.querySelector('.run'));
        }
        return places.map((place) => [!!place.querySelector('.compact .foot a'), place.querySelector('.foot a').target]);";
    let figures = page.script(body, json!([])).await;
    let figures = figures.as_array().expect("figures");
    assert!(
        figures.len() > 5 && figures.iter().all(|figure| figure == &json!([true, ""])),
        "{figures:?}"
    );
}
