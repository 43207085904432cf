//! Import of a report: the page shows its results again, or says why it cannot.

use end_to_end::{
    origin::Origin,
    page::{Page, query},
};
use serde_json::{Value, json};

const QUERY: &str =
    "?requests=8&rounds=2&latency=15&failures=15&strategies=sequential,windowed,as-completed&cap=2";

/// A page with the results of a run, and its report.
async fn ran(origin: &Origin, query: &str) -> (Page, String) {
    let page = Page::open(origin, query).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let report = page.save_report().await;
    (page, report)
}

#[tokio::test]
async fn a_report_shows_in_a_fresh_page_as_it_showed_and_is_exported_as_it_was() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin, QUERY).await;
    let (showed, settings) = (page.results().await, page.settings().await);
    page.visit(&origin.url()).await;
    assert_ne!(page.results().await, showed);
    page.open_report(&report).await;
    page.wait_for_state("finished").await;
    assert_eq!(page.results().await, showed);
    assert_eq!(page.settings().await, settings);
    assert_eq!(page.text("notice").await, "");
    assert_eq!(page.save_report().await, report);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_report_from_a_real_server_comes_back_as_well() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint("delay=10");
    let link = query(&[
        ("endpoint", &endpoint),
        ("requests", "9"),
        ("strategies", "joined,batched,streamed"),
    ]);
    let (page, report) = ran(&origin, &link).await;
    let showed = page.results().await;
    page.visit(&origin.url()).await;
    page.open_report(&report).await;
    page.wait_for_state("finished").await;
    assert_eq!(page.results().await, showed);
    assert_eq!(page.save_report().await, report);
    assert_eq!(api.hits("/api/").len(), 9 * 3, "nothing is sent to show it");
}

#[tokio::test]
async fn a_run_that_was_cancelled_comes_back_as_one() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=200&strategies=sequential,joined").await;
    page.press_run().await;
    let some =
        "await until('some answers', () => /[3-9] ok/.test(text(cell('sequential', 'outcomes'))));";
    page.script(some, json!([])).await;
    page.cancel().await;
    page.wait_for_state("cancelled").await;
    let (showed, report) = (page.results().await, page.save_report().await);
    page.visit(&origin.url()).await;
    page.open_report(&report).await;
    page.wait_for_state("cancelled").await;
    assert_eq!(page.results().await, showed);
    assert_eq!(page.save_report().await, report);
}

#[tokio::test]
async fn a_file_that_is_dropped_is_opened() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin, "?requests=5&latency=10").await;
    let showed = page.results().await;
    page.visit(&origin.url()).await;
    assert_eq!(page.drop_report(&report).await, true);
    page.wait_for_state("finished").await;
    assert_eq!(page.results().await, showed);
    assert_eq!(page.save_report().await, report);
}

#[tokio::test]
async fn a_report_that_comes_while_a_run_goes_is_refused_and_the_run_goes_on() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin, "?requests=5&latency=10").await;
    page.visit(&(origin.url() + "?requests=12&latency=60&strategies=sequential"))
        .await;
    page.press_run().await;
    page.wait_for_state("running").await;
    assert_eq!(page.drop_report(&report).await, true);
    page.wait_for_notice("a run is going on").await;
    page.wait_for_state("finished").await;
    assert!(page.cell("sequential", "outcomes").await.contains("12 ok"));
    assert_eq!(page.setting("requests").await, "12");
}

#[tokio::test]
async fn what_is_no_report_is_refused_with_its_place_and_nothing_changes() {
    let origin = Origin::start().await;
    let (page, report) = ran(
        &origin,
        "?requests=4&latency=10&strategies=sequential,joined",
    )
    .await;
    let (showed, settings) = (page.results().await, page.settings().await);
    let request = "/strategies/1/rounds/0/requests/2/startedMs";
    let wrong = [
        (changed(&report, "/version", json!(7)), "version"),
        (
            changed(&report, "/settings/requests", json!("many")),
            "settings.requests",
        ),
        (
            changed(&report, request, json!("soon")),
            "strategies[1].rounds[0].requests[2].startedMs",
        ),
        (
            changed(&report, "/strategies/0/medianMs", json!(1)),
            "strategies[0].medianMs",
        ),
        (report[..report.len() / 2].to_owned(), "JSON"),
        (String::new(), "empty"),
    ];
    for (report, place) in wrong {
        page.open_report(&report).await;
        page.wait_for_notice(place).await;
        assert_eq!(page.results().await, showed, "{place}");
        assert_eq!(page.settings().await, settings, "{place}");
        // The notice is shown until the next change.
        page.press("Change").await;
        page.type_setting("requests", "x").await;
        page.wait_for_notice("“x”").await;
        page.press("Close").await;
    }
    assert_eq!(page.save_report().await, report, "it is still the same run");
}

/// The page itself writes reports of over 64 MiB.
#[tokio::test]
async fn a_report_of_70_mebibytes_is_opened_and_one_of_130_is_refused_in_words() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin, "?requests=5&latency=10").await;
    let showed = page.results().await;
    let padded =
        |mebibytes: usize| report.replacen('{', &format!("{{{}", " ".repeat(mebibytes << 20)), 1);
    page.visit(&origin.url()).await;
    page.open_report(&padded(130)).await;
    page.wait_for_notice("larger than 128 MiB").await;
    let watch = "window.said = [];
        new MutationObserver(() => { if (!find('opening').hidden) said.push(text(find('opening'))); })
            .observe(find('opening'), { subtree: true, childList: true, characterData: true, attributes: true });";
    page.script(watch, json!([])).await;
    page.open_report(&padded(70)).await;
    page.wait_for_state("finished").await;
    assert_eq!(page.results().await, showed);
    assert_eq!(page.text("notice").await, "");
    let said = page.script("return said;", json!([])).await;
    let said = said[0].as_str().expect("words");
    assert!(said.starts_with("Opening the file: 0"), "{said}");
    let hidden = page
        .script("return find('opening').hidden;", json!([]))
        .await;
    assert_eq!(hidden, true);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

/// The report with another value at a place.
fn changed(report: &str, pointer: &str, value: Value) -> String {
    let mut report: Value = serde_json::from_str(report).expect("JSON");
    *report.pointer_mut(pointer).expect("a place in the report") = value;
    report.to_string()
}

#[tokio::test]
async fn a_run_until_decided_comes_back_with_what_was_said_of_it() {
    let origin = Origin::start().await;
    let page = Page::open(
        &origin,
        "?requests=10&latency=20&strategies=sequential,joined",
    )
    .await;
    page.press("Run until decided").await;
    page.wait_for_state("finished").await;
    let (showed, report) = (page.results().await, page.save_report().await);
    page.visit(&origin.url()).await;
    page.open_report(&report).await;
    page.wait_for_state("finished").await;
    assert_eq!(page.results().await, showed);
}
