//! Recordings of other tools: what becomes of their latencies is foretold at once, and sent if the reader wishes.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::json::{list, number, whole},
};
use inflight::format::time;
use serde_json::{Value, json};
use std::time::Duration;

/// The latencies of a recording, in milliseconds. Its requests were sent one after the other, 5 ms apart.
const LATENCIES: [u32; 24] = [
    360, 168, 440, 220, 352, 816, 560, 532, 408, 460, 308, 200, 640, 320, 156, 244, 288, 176, 968,
    212, 144, 324, 380, 404,
];

/// How long the requests take one after the other.
fn sum() -> usize {
    LATENCIES.iter().map(|one| *one as usize).sum()
}

fn longest(batch: &[u32]) -> usize {
    batch.iter().max().map_or(0, |one| *one as usize)
}

/// What must never leave the file: parts of URLs, of headers, of cookies.
const SECRETS: [&str; 4] = [
    "SECRET-TOKEN",
    "SECRET-COOKIE",
    "secret-path",
    "SECRET-BODY",
];

/// An archive with these requests to one host, and a few to another.
fn har() -> String {
    let mut at = 0;
    let mut entries = Vec::new();
    for (place, latency) in LATENCIES.into_iter().enumerate() {
        entries.push(entry("api.shop.example", at, latency));
        if place % 5 == 0 {
            entries.push(entry("cdn.example:8443", at + 1, 20));
        }
        at += latency + 5;
    }
    // Real files are not always in order.
    entries.swap(3, 9);
    json!({ "log": { "version": "1.2", "creator": { "name": "By hand", "version": "1" }, "entries": entries } }).to_string()
}

fn entry(host: &str, at: u32, latency: u32) -> Value {
    let [token, cookie, path, body] = SECRETS;
    let (seconds, ms) = (at / 1_000, at % 1_000);
    json!({
        "startedDateTime": format!("2026-01-01T00:00:{seconds:02}.{ms:03}Z"),
        "time": latency,
        "request": {
            "method": "GET",
            "url": format!("https://user:pass@{host}/{path}?token={token}"),
            "headers": [{ "name": "cookie", "value": cookie }],
        },
        "response": { "status": 200, "content": { "text": body } },
        "timings": { "blocked": -1, "dns": -1, "connect": -1, "send": 0, "wait": latency - 2, "receive": 2, "ssl": -1 },
    })
}

/// Opens the archive through the file dialogue, and waits until all is foretold.
async fn open(page: &Page, text: &str) {
    page.open_report(text).await;
    page.eventually("the row of the recording", "!!find('row-recorded')")
        .await;
    page.eventually("the chart", "!!document.querySelector('.sweep img')")
        .await;
}

/// The totals that the rows promise, in milliseconds, by strategy.
async fn predicted(page: &Page) -> Value {
    let body = "
        const of = (row) => row.querySelector('[data-testid=predicted]')?.textContent.match(/^([\\d.\\u2009]+)\\s*(ms|s)predicted/);
        const rows = [...document.querySelectorAll('[data-testid^=row-]')].map((row) => [row.dataset.testid.slice(4), of(row)]);
        return Object.fromEntries(rows.filter(([, found]) => found).map(([name, [, digits, unit]]) =>
            [name, digits.replace('\\u2009', '') * (unit === 's' ? 1000 : 1)]));";
    page.script(body, json!([])).await
}

#[tokio::test]
async fn a_recording_foretells_every_strategy_and_a_run_takes_hardly_longer() {
    let origin = Origin::start().await;
    let page = Page::open_alone(
        &origin,
        "?strategies=sequential,joined,batched,windowed&concurrency=6",
    )
    .await;
    open(&page, &har()).await;
    let total = u32::try_from(sum() + 5 * 23).expect("some seconds");
    assert_eq!(page.state().await, "idle");
    assert_eq!(page.setting("requests").await, "24");
    let recorded = page.cell("recorded", "total").await;
    assert_eq!(recorded, time(Duration::from_millis(total.into())));
    assert_eq!(page.cell("recorded", "outcomes").await, "24 ok");
    let diagnosis = page.text("recorded-diagnosis").await;
    assert!(
        diagnosis.starts_with("Never more than 1 in flight"),
        "{diagnosis}"
    );
    let verdict = page.text("verdict").await;
    assert!(
        verdict.starts_with("24 requests, never 2 at once: "),
        "{verdict}"
    );
    assert!(verdict.contains("Through a window of 6: "), "{verdict}");
    page.wait_for_text("Recorded one at a time: wider is a guess")
        .await;
    let foretold = predicted(&page).await;
    assert_eq!(whole(&foretold, "sequential"), sum());
    assert_eq!(whole(&foretold, "joined"), 968);
    // Nothing was sent until now, and nothing is sent to the hosts of the file.
    assert_eq!(origin.hits("/api/"), Vec::<String>::new());
    page.press_run().await;
    page.wait_for_state("finished").await;
    let report: Value = serde_json::from_str(&page.save_report().await).expect("a report");
    for strategy in list(&report, "strategies") {
        let name = strategy["strategy"].as_str().expect("a name");
        let ratio = number(strategy, "medianMs") / number(&foretold, name);
        assert!((0.999..1.1).contains(&ratio), "{name}: {ratio}");
        let speedup = number(&strategy["speedup"], "estimate") * number(strategy, "medianMs");
        assert!(
            (speedup / f64::from(total) - 1.0).abs() < 1e-3,
            "{name}: {speedup}"
        );
    }
    assert_eq!(list(&report["recorded"], "requests").len(), 24);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_report_shows_its_recording_again_and_what_it_foretold() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?strategies=joined,windowed").await;
    open(&page, &har()).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let (showed, report) = (page.results().await, page.save_report().await);
    page.visit(&origin.url()).await;
    page.open_report(&report).await;
    page.wait_for_state("finished").await;
    page.eventually("the row of the recording", "!!find('row-recorded')")
        .await;
    assert_eq!(page.results().await, showed);
    assert_eq!(page.save_report().await, report);
    let again = page
        .script("return await inflight.open(args);", json!(report))
        .await;
    assert_eq!(again, serde_json::from_str::<Value>(&report).expect("JSON"));
}

#[tokio::test]
async fn our_own_archive_has_the_same_latencies_within_a_millisecond() {
    let origin = Origin::start().await;
    let page = Page::open(
        &origin,
        "?strategies=windowed&concurrency=5&requests=30&latency=60",
    )
    .await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let report: Value = serde_json::from_str(&page.save_report().await).expect("a report");
    let archive = page.save("HAR", "inflight.har").await;
    open(&page, &archive).await;
    let latencies = page.setting("latencies").await;
    let latencies = latencies
        .lines()
        .map(|line| line.parse::<f64>().expect("a number"));
    let requests = list(&report["strategies"][0]["rounds"][0], "requests");
    let mut measured: Vec<_> = requests
        .iter()
        .map(|one| (number(one, "startedMs"), number(one, "finishedMs")))
        .collect();
    measured.sort_by(|one, other| one.0.total_cmp(&other.0));
    assert_eq!(latencies.clone().count(), 30);
    for (latency, (started, finished)) in latencies.zip(measured) {
        assert!(
            (latency - (finished - started)).abs() <= 1.0,
            "{latency} {started} {finished}"
        );
    }
    let peak = page.text("row-recorded").await;
    assert!(peak.contains("5 in flight"), "{peak}");
}

#[tokio::test]
async fn a_script_gets_what_was_read_and_what_is_foretold() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?concurrency=4").await;
    // A call comes before the program that opens files is there.
    let body = "
        const { settings: _, ...found } = await inflight.open(args);
        return found;";
    let found = page.script(body, json!(har())).await;
    assert_eq!(whole(&found, "requests"), 24);
    assert_eq!(
        found["hosts"],
        json!([
            { "page": null, "host": "api.shop.example", "requests": 24 },
            { "page": null, "host": "cdn.example:8443", "requests": 5 },
        ])
    );
    assert_eq!(whole(&found, "peakInFlight"), 1);
    assert_eq!(whole(&found, "totalMs"), sum() + 5 * 23);
    let predicted = &found["predicted"];
    assert_eq!(whole(predicted, "sequential"), sum());
    assert_eq!(whole(predicted, "joined"), 968);
    let batches = LATENCIES.chunks(4).map(longest);
    assert_eq!(whole(predicted, "batched"), batches.sum::<usize>());
    assert!(number(predicted, "windowed") <= number(predicted, "batched"));
    let other = "return await inflight.open(args[0], { host: args[1] });";
    let cdn = page.script(other, json!([har(), "cdn.example:8443"])).await;
    assert_eq!(whole(&cdn, "requests"), 5);
    let list = page
        .script("return await inflight.open(args);", json!("12\n30\n18\n"))
        .await;
    assert_eq!(
        (&list["hosts"], &list["peakInFlight"], &list["totalMs"]),
        (&json!([]), &Value::Null, &Value::Null)
    );
    assert_eq!(whole(&list["predicted"], "sequential"), 60);
    for (call, words) in [
        (
            "inflight.open(args, { host: 'nowhere.example' })",
            "its hosts are api.shop.example",
        ),
        ("inflight.open(args, { port: 1 })", "no “port”"),
        ("inflight.open({})", "the text of a file"),
        ("inflight.open('<html>')", "HTML"),
    ] {
        let body = format!("return {call}.then(String, (error) => error.message);");
        let said = page.script_text(&body, json!(har())).await;
        assert!(said.contains(words), "{call}: {said}");
    }
}

#[tokio::test]
async fn another_host_of_the_file_is_a_choice() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    open(&page, &har()).await;
    let choose = "
        const field = find('recorded-host');
        field.value = '1';
        field.dispatchEvent(new Event('change', { bubbles: true }));
        await until('the other host', () => /^5 requests/.test(text(find('verdict'))));
        return [text(find('recorded-file')), field.selectedOptions[0].text];";
    let said = page.script(choose, json!([])).await;
    assert_eq!(
        said,
        json!(["HAR: 29 entries, 2 hosts", "cdn.example:8443 · 5"])
    );
    assert_eq!(page.setting("requests").await, "5");
    // Other latencies are another thing than the recording.
    // The driver's keys have no line break.
    let type_lines = "
        const field = find('settings').querySelector('[name=latencies]');
        field.value = args;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(type_lines, json!("1\n2\n3")).await;
    page.wait_until_gone("row-recorded").await;
    assert_eq!(page.setting("requests").await, "3");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words_and_what_is_shown_stays() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=4&latency=10&strategies=joined").await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let (showed, settings) = (page.results().await, page.settings().await);
    let archive = har();
    let cached = archive.replace("\"status\":200", "\"status\":0");
    for (text, words) in [
        ("<!doctype html><p>Not found", "HTML"),
        ("", "empty"),
        (&archive[..archive.len() / 2], "line 1"),
        (r#"{"log":{"version":"1.2","entries":[]}}"#, "no entries"),
        (&cached, "left out"),
        ("12\n-1\n", "line 2"),
        ("12\n1e400\n", "line 2"),
        (&"[".repeat(100_000), ""),
    ] {
        page.script("find('notice').replaceChildren();", json!([]))
            .await;
        page.open_report(text).await;
        page.wait_for_notice(words).await;
        assert_eq!(page.results().await, showed, "{words}");
        assert_eq!(page.settings().await, settings, "{words}");
        page.press("Dismiss").await;
    }
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_token_a_cookie_and_a_path_of_the_file_are_nowhere() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?strategies=windowed").await;
    open(&page, &har()).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let mut places = vec![page.save_report().await, page.address().await];
    for (label, name) in [
        ("HAR", "inflight.har"),
        ("CSV", "inflight.csv"),
        ("Markdown", "inflight.md"),
        ("SVG", "inflight.svg"),
    ] {
        places.push(page.save(label, name).await);
    }
    let exports = places.len();
    let stored = "return [document.documentElement.outerHTML, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, JSON.stringify(history.state)].join('\\n');";
    places.push(page.script_text(stored, json!([])).await);
    for (number, place) in places.iter().enumerate() {
        for secret in SECRETS {
            assert!(!place.contains(secret), "{secret} in {number}");
        }
        // Hosts are shown, and in no file.
        assert!(
            number >= exports || !place.contains("shop.example"),
            "{number}"
        );
    }
    let hits = origin.hits("/");
    assert!(
        !hits
            .iter()
            .any(|hit| hit.contains("SECRET") || hit.contains("shop")),
        "{hits:?}"
    );
}

#[tokio::test]
async fn latencies_come_by_a_link_and_by_a_script_as_well() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?latencies=10,20,30&strategies=sequential").await;
    assert_eq!(page.setting("requests").await, "3");
    let report = page
        .run(json!({ "latencies": [40, 20.5, 1], "strategies": "joined" }))
        .await;
    assert_eq!(report["settings"]["latencies"], "40,20.5,1");
    let planned: Vec<_> = list(&report["strategies"][0]["rounds"][0], "requests")
        .iter()
        .map(|one| number(one, "plannedMs"))
        .collect();
    assert_eq!(planned, [40.0, 20.5, 1.0]);
    let said = page.run_refused(json!({ "latencies": "1,many" })).await;
    assert!(said.contains("the 2nd is “many”"), "{said}");
}

/// The page answers while a long file is read, or its *Cancel* could not be pressed.
#[tokio::test]
async fn a_long_file_that_is_being_read_can_be_cancelled() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=4&latency=10&strategies=joined").await;
    let settings = page.settings().await;
    // Sixty mebibytes, most of them in an answer that nobody reads.
    let drop = r"
        const [start, end] = args.split('SECRET-BODY');
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([start, 'x'.repeat(60 << 20), end], 'long.har'));
        find('comparison').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        await until('that it is being read', () => !find('opening').hidden);
        find('opening').querySelector('button').click();";
    let long = har();
    let (one, rest) = long.split_at(long.find("SECRET-BODY").expect("a body") + 11);
    let long = one.to_owned() + &rest.replace("SECRET-BODY", "");
    page.script(drop, json!(long)).await;
    page.wait_for_notice("cancelled; what was shown stays")
        .await;
    page.wait_until_gone("opening").await;
    assert_eq!(page.settings().await, settings);
    // The next file is opened by a program that was loaded anew.
    open(&page, &har()).await;
    assert_eq!(page.setting("requests").await, "24");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
