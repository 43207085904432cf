//! Export of a run: other programs can read each format.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{
        self,
        json::{list, text},
    },
};
use roxmltree::Document;
use serde_json::{Value, json};

const STRATEGIES: [&str; 3] = ["sequential", "windowed", "as-completed"];
const ROUNDS: usize = 2;
const REQUESTS: usize = 6;

/// A page after a run with failures, and the report that the script got.
async fn ran(origin: &Origin) -> (Page, Value) {
    let page = Page::open(origin, "").await;
    let settings = json!({
        "requests": REQUESTS, "rounds": ROUNDS, "latency": 10, "failures": 20, "strategies": STRATEGIES, "seed": 7,
    });
    let report = page.run(settings).await;
    report::check_finished(&report);
    (page, report)
}

#[tokio::test]
async fn the_json_is_the_report_that_a_script_is_given() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin).await;
    let exported: Value = serde_json::from_str(&page.save_report().await).expect("JSON");
    assert_eq!(exported, report);
    assert!(page.visible_text().await.contains("Saved."));
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_har_has_a_page_for_each_round_and_an_entry_for_each_request() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin).await;
    let text = page.save("HAR", "inflight.har").await;
    let archive: Value = serde_json::from_str(&text).expect("JSON");
    let log = &archive["log"];
    assert_eq!(log["version"], "1.2");
    assert_eq!(list(log, "pages").len(), STRATEGIES.len() * ROUNDS);
    let entries = list(log, "entries");
    let mut sent = 0;
    for entry in list(&report, "strategies") {
        for (round, number) in list(entry, "rounds").iter().zip(1..) {
            for request in list(round, "requests") {
                if request["startedMs"].is_null() {
                    continue;
                }
                sent += 1;
                let is_of_it = |one: &&Value| {
                    one["_strategy"] == entry["strategy"]
                        && one["_round"] == number
                        && one["_index"] == request["index"]
                };
                let one = entries.iter().find(is_of_it).expect("an entry");
                assert_eq!(one["response"]["status"], request["status"]);
                assert_eq!(one["_outcome"], request["outcome"]);
                assert_eq!(one["_deliveredMs"], request["deliveredMs"]);
            }
        }
    }
    assert_eq!(entries.len(), sent);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_csv_has_a_row_for_each_request_that_says_what_the_report_says() {
    let origin = Origin::start().await;
    let (page, report) = ran(&origin).await;
    let text = page.save("CSV", "inflight.csv").await;
    // A row that is longer or shorter than the head is an error.
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let rows: Vec<_> = reader
        .records()
        .map(|row| row.expect("a row as long as the head"))
        .collect();
    assert_eq!(rows.len(), REQUESTS * STRATEGIES.len() * ROUNDS);
    let cell = |row: &csv::StringRecord, name: &str| {
        let place = head.iter().position(|one| one == name).expect("a column");
        row[place].to_owned()
    };
    let mut rows = rows.iter();
    for entry in list(&report, "strategies") {
        for (round, number) in list(entry, "rounds").iter().zip(1..) {
            for request in list(round, "requests") {
                let row = rows.next().expect("a row for this request");
                let place = ["strategy", "round", "index"].map(|name| cell(row, name));
                let of = [
                    self::text(entry, "strategy"),
                    &format!("{number}"),
                    &request["index"].to_string(),
                ];
                assert_eq!(place, of);
                for (column, name) in [("started_ms", "startedMs"), ("delivered_ms", "deliveredMs")]
                {
                    assert_eq!(
                        cell(row, column),
                        written(&request[name]),
                        "{name} of {request}"
                    );
                }
                assert_eq!(cell(row, "outcome"), written(&request["outcome"]));
                assert_eq!(cell(row, "status"), written(&request["status"]));
            }
        }
    }
}

#[tokio::test]
async fn the_markdown_has_as_many_cells_in_each_row_as_in_its_head() {
    let origin = Origin::start().await;
    let (page, _) = ran(&origin).await;
    let text = page.save("Markdown", "inflight.md").await;
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 2 + STRATEGIES.len(), "{text}");
    let cells = |row: &str| row.replace(r"\|", "").matches('|').count();
    for row in &rows {
        assert_eq!(cells(row), cells(rows[0]), "{row}");
    }
    let plain = text.replace(['\\', '\u{a0}'], "");
    let verdict = page.text("verdict").await.replace('\u{a0}', "");
    assert!(plain.contains(&verdict), "no “{verdict}” in {plain}");
    for strategy in STRATEGIES {
        let time = page.cell(strategy, "total").await;
        assert!(
            rows.iter().any(|row| row.contains(&time)),
            "{strategy}: {time}"
        );
    }
}

#[tokio::test]
async fn the_svg_is_well_formed_and_names_the_settings() {
    let origin = Origin::start().await;
    let (page, _) = ran(&origin).await;
    let text = page.save("SVG", "inflight.svg").await;
    let drawing = Document::parse(&text).expect("well-formed XML");
    assert_eq!(
        drawing.root_element().tag_name().namespace(),
        Some("http://www.w3.org/2000/svg")
    );
    let words: Vec<&str> = drawing
        .descendants()
        .filter_map(|node| node.text())
        .collect();
    let words = words.join(" ").replace('\u{a0}', " ");
    for said in [
        "6 requests",
        "simulated network",
        "10 ms each on average",
        "2 rounds",
        "seed 7",
        "20 % fail",
    ] {
        assert!(words.contains(said), "no “{said}” in {words}");
    }
    for strategy in STRATEGIES {
        let time = page.cell(strategy, "total").await.replace('\u{a0}', " ");
        assert!(words.contains(&time), "{strategy}: {time}");
    }
    let lines = drawing.descendants().filter_map(|node| node.attribute("d"));
    let drawn = lines.filter(|line| !line.is_empty()).count();
    assert!(drawn >= STRATEGIES.len(), "{drawn} lines");
}

#[tokio::test]
async fn there_is_nothing_to_export_before_a_run_and_while_it_goes() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=100").await;
    let disabled = "return args.filter((name) => [...document.querySelectorAll('button')]
        .some((button) => text(button) === name && button.disabled)).length;";
    let names = json!(["JSON", "HAR", "CSV", "Markdown", "SVG"]);
    assert_eq!(page.script(disabled, names.clone()).await, 5);
    page.press_run().await;
    page.wait_for_state("running").await;
    assert_eq!(page.script(disabled, names.clone()).await, 5);
    page.cancel().await;
    page.wait_for_state("cancelled").await;
    assert_eq!(page.script(disabled, names).await, 0);
    let cut: Value = serde_json::from_str(&page.save_report().await).expect("JSON");
    report::check(&cut);
}

/// A value as a cell contains it: nothing for null, and texts without quotes.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
