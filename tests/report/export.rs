//! What holds for every form in which a run can be saved.

use inflight::{
    analysis::comparison::Comparison,
    drawing::rounds_svg::svg,
    report::{csv::csv, environment::sentence, har::har, markdown::markdown},
};
use roxmltree::Document;
use serde_json::json;

use crate::{
    csv::rows,
    har::log,
    helpers::{cut_after, events, settings, texts},
    samples::{environment, titled},
};

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
fn a_run_without_results_has_every_form_too() {
    let comparison = Comparison::new(settings("requests=10000&rounds=50"));
    let environment = environment(true);
    assert_eq!(rows(&csv(&comparison)).len(), 1);
    let log = log(&har(&comparison, &environment));
    assert_eq!((&log["pages"], &log["entries"]), (&json!([]), &json!([])));
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
        let log = log(&har(&comparison, &environment(false)));
        assert_eq!(log["pages"].as_array().map(Vec::len), Some(begun));
    }
}
