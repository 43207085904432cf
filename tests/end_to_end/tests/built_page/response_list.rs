//! List of responses that is longer than its visible part.

use end_to_end::{
    origin::Origin,
    page::{Page, query},
};
use fantoccini::key::Key;
use inflight::world::todo::Todo;
use serde_json::json;

/// The number of requests that are answered; the next one never is.
const ANSWERED: usize = 100;

/// The number of rows with an answer.
const HELD: &str = "find('responses').querySelectorAll('.ok').length";

#[tokio::test]
async fn answers_that_do_not_fit_in_are_scrolled_downwards_not_sideways() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (requests, down) in [(34, false), (35, true), (200, true)] {
        page.visit(&(origin.url() + &format!("?requests={requests}")))
            .await;
        let body = "const list = find('responses');
            list.lastElementChild.scrollIntoView({ block: 'nearest' });
            return { sideways: list.scrollWidth > list.clientWidth, down: list.scrollTop > 0 };";
        let scrolled = page.script(body, json!([])).await;
        let wanted = json!({ "sideways": false, "down": down });
        assert_eq!(scrolled, wanted, "{requests} requests");
    }
}

#[tokio::test]
async fn answers_out_of_sight_can_be_copied_as_well() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=200").await;
    page.run(json!({ "requests": 200, "latency": 10, "strategies": "joined" }))
        .await;
    let body = "return [...find('responses').children].map((row) => row.querySelector('button').innerText);";
    let titles: Vec<_> = (1..=200).map(|id| Todo::new(id).title).collect();
    assert_eq!(page.script(body, json!([])).await, json!(titles));
}

#[tokio::test]
async fn while_answers_come_those_in_sight_are_shown_and_all_once_the_list_is_scrolled() {
    let origin = Origin::start().await;
    let page = half_way(&origin).await;
    let in_sight = "const list = find('responses').getBoundingClientRect();
        const seen = [...find('responses').children].filter((row) => row.getBoundingClientRect().top < list.bottom);
        return [seen.length > 0, seen.every((row) => row.className === 'ok')];";
    assert_eq!(page.script(in_sight, json!([])).await, json!([true, true]));
    let fewer = format!("{HELD} < {ANSWERED}");
    assert_eq!(
        page.script(&format!("return {fewer};"), json!([])).await,
        true
    );
    scroll(&page, 29 * 40).await;
    page.eventually("all answers", &format!("{HELD} === {ANSWERED}"))
        .await;
    scroll(&page, 0).await;
    page.eventually("fewer again", &fewer).await;
    page.cancel().await;
    page.wait_for_state("cancelled").await;
    page.eventually("all answers", &format!("{HELD} === {ANSWERED}"))
        .await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn while_answers_come_arrow_keys_go_beyond_those_in_sight() {
    let origin = Origin::start().await;
    let page = half_way(&origin).await;
    page.script("find('responses').focus();", json!([])).await;
    for row in 1..=60 {
        // Once the list is scrolled, the rows below are drawn, but not always at once.
        let drawn = format!(
            "find('responses').children[{}].querySelector('button')",
            row - 1
        );
        page.eventually(&format!("row {row}"), &drawn).await;
        page.press_key(Key::Down.into()).await;
        let here =
            format!("document.activeElement.closest('li')?.innerText.startsWith('{row}\\n')");
        page.eventually(&format!("the focus in row {row}"), &here)
            .await;
    }
}

/// A page whose run waits for answers that never come, and whose table counts all others.
async fn half_way(origin: &Origin) -> Page {
    let endpoint = origin.endpoint(&format!("last={ANSWERED}"));
    let link = query(&[
        ("endpoint", &endpoint),
        ("requests", "120"),
        ("strategies", "windowed"),
        ("timeout", "60000"),
    ]);
    let page = Page::open(origin, &link).await;
    page.press_run().await;
    let body = "await until('the answers', () => text(find('outcomes')).startsWith(`${args} ok`));";
    page.script(body, json!(ANSWERED)).await;
    page
}

async fn scroll(page: &Page, down: u32) {
    page.script("find('responses').scrollTop = args;", json!(down))
        .await;
}
