//! The same report for spreadsheets, discussions and slides.

use csv::ReaderBuilder;
use inflight::{
    analysis::comparison::{Cells, Comparison},
    drawing::{colour::Colour, rounds_svg::svg},
    report::{csv::csv, environment::sentence, markdown::markdown},
    settings::Settings,
    strategy::Strategy,
};
use proptest::{prop_assert, prop_assert_eq, proptest, test_runner::Config};
use roxmltree::Document;

use crate::{
    any_run, cut_after, environment, titled,
    virtual_time_support::{compare, events, settings},
};

/// The rows of a CSV file, its head first.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.expect("as many cells as in the head"));
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn texts(svg: &str) -> String {
    let document = Document::parse(svg).expect("XML");
    let nodes = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    nodes.filter_map(|node| node.text()).collect()
}

/// How many cells a row of Markdown has.
fn cells(row: &str) -> usize {
    row.replace("\\|", "").matches('|').count() - 1
}

proptest! {
    // Each case runs up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(32))]

    #[test]
    fn a_spreadsheet_has_a_row_for_each_request_of_each_round(settings in any_run()) {
        let rows = rows(&csv(&compare(&settings)));
        let requests = settings.requests * settings.rounds * settings.strategies.len();
        prop_assert_eq!(rows.len(), 1 + requests);
    }

    #[test]
    fn every_row_in_markdown_has_as_many_cells_as_the_head(settings in any_run()) {
        let text = markdown(&compare(&settings), &environment(false));
        let table: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
        prop_assert_eq!(table.len(), 2 + settings.strategies.len());
        prop_assert!(table.iter().all(|row| cells(row) == 7), "{text}");
    }

    #[test]
    fn a_drawing_is_xml_and_says_what_was_run(settings in any_run()) {
        let said = texts(&svg(&compare(&settings), &sentence(&environment(false))));
        prop_assert!(said.contains(&settings.summary()), "{said}");
        for strategy in &settings.strategies {
            prop_assert!(said.contains(strategy.name()));
        }
    }
}

#[test]
fn a_spreadsheet_says_what_happened_to_each_request() {
    let comparison = compare(&settings(
        "requests=2&latency=100&spread=0&strategies=sequential&rounds=2",
    ));
    let rows = rows(&csv(&comparison));
    assert_eq!(
        rows[0].join(" "),
        "strategy round index started_ms finished_ms delivered_ms planned_ms queued_ms outcome status attempts"
    );
    assert_eq!(
        rows[4],
        [
            "sequential",
            "2",
            "1",
            "100",
            "200",
            "200",
            "100",
            "",
            "ok",
            "200",
            "1"
        ]
    );
}

#[test]
fn lines_end_as_rfc_4180_wants_them() {
    let text = csv(&titled("a"));
    assert_eq!(text.matches("\r\n").count(), 2);
    assert!(text.ends_with("\r\n"));
}

#[test]
fn hostile_texts_stay_texts() {
    let (comparison, environment) = (titled("x"), environment(false));
    let markdown = markdown(&comparison, &environment);
    assert!(markdown.contains("/\\<script\\>\\|{id}"), "{markdown}");
    assert!(!markdown.contains("<b>"), "{markdown}");
    let svg = svg(&comparison, &sentence(&environment));
    let document = Document::parse(&svg).expect("XML");
    assert!(
        document
            .descendants()
            .all(|node| !node.has_tag_name("script") && !node.has_tag_name("b"))
    );
    assert!(texts(&svg).contains(&environment.user_agent));
}

#[test]
fn markdown_says_the_settings_the_verdict_and_how_it_was_measured() {
    let comparison = compare(&settings("requests=4&strategies=sequential,joined"));
    let text = markdown(&comparison, &environment(false));
    assert!(text.starts_with(
        "4 requests · on a simulated network · Sequential, Joined · 115\u{a0}ms each on average · spread 0.7 ·"
    ));
    assert!(text.contains(&inflight::analysis::verdict::verdict(&comparison)));
    assert!(text.contains("Measured over the network, by h2, in A browser"));
}

#[test]
fn a_run_without_results_has_every_form_too() {
    let comparison = Comparison::new(settings("requests=10000&rounds=50"));
    let environment = environment(true);
    assert_eq!(rows(&csv(&comparison)).len(), 1);
    assert_eq!(
        markdown(&comparison, &environment)
            .lines()
            .filter(|line| line.starts_with('|'))
            .count(),
        2
    );
    assert!(texts(&svg(&comparison, &sentence(&environment))).contains("Sequential"));
}

#[test]
fn a_run_that_was_cut_has_every_form_too() {
    let settings = settings("requests=30&failures=50&strategies=joined,as-completed");
    for step in 0..events(&settings).len() {
        let comparison = cut_after(step, &settings);
        assert_ne!(texts(&svg(&comparison, &sentence(&environment(false)))), "");
        assert_ne!(markdown(&comparison, &environment(false)), "");
        let begun = comparison.begun().count();
        assert_eq!(rows(&csv(&comparison)).len(), 1 + 30 * begun);
    }
}

/// The room for them is narrow, and the file says them in full elsewhere.
#[test]
fn many_outcomes_do_not_run_into_the_strip() {
    let query = "requests=60&failures=30&timeout=120&spread=2&strategies=sequential";
    let comparison = compare(&settings(query));
    let outcomes = Cells::new(Some(&comparison), Strategy::Sequential, None).outcomes;
    assert!(outcomes.chars().count() > 24, "{outcomes}");
    let said = texts(&svg(&comparison, &sentence(&environment(false))));
    assert!(!said.contains(&outcomes) && said.contains('…'), "{said}");
}

#[test]
fn a_drawing_has_the_light_colour_of_each_strategy() {
    let style = include_str!("../../static/style.css");
    let svg = svg(
        &compare(&settings("requests=4")),
        &sentence(&environment(false)),
    );
    for strategy in Settings::default().strategies {
        let colour = Colour::of(strategy);
        let colour = colour.as_str();
        assert!(style.contains(&format!("--{}: light-dark({colour}, ", strategy.key())));
        assert!(svg.contains(&format!("stroke=\"{colour}\"")));
    }
}
