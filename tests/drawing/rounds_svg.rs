//! The waterfalls of a run as a file.

use inflight::{
    analysis::comparison::Cells,
    drawing::{colour::Colour, rounds_svg::svg},
    settings::Settings,
    strategy::Strategy,
};
use proptest::{prop_assert, proptest, test_runner::Config};

use crate::helpers::{any_run, compare, settings, texts};

/// How a run was measured, in a text that XML has to escape.
const MEASURED: &str = "in \"virtual\" <time> & nothing else";

proptest! {
    // Each case runs up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(32))]

    #[test]
    fn a_drawing_is_xml_and_says_what_was_run(settings in any_run()) {
        let said = texts(&svg(&compare(&settings), MEASURED));
        prop_assert!(said.contains(&settings.summary()), "{said}");
        for strategy in &settings.strategies {
            prop_assert!(said.contains(strategy.name()));
        }
    }
}

/// The space beside the strip is narrow; the file has the outcomes in full
/// elsewhere.
#[test]
fn many_outcomes_do_not_run_into_the_strip() {
    let query = "requests=60&failures=30&timeout=120&spread=2&strategies=sequential";
    let comparison = compare(&settings(query));
    let outcomes = Cells::new(Some(&comparison), Strategy::Sequential, None).outcomes;
    assert!(outcomes.chars().count() > 24, "{outcomes}");
    let said = texts(&svg(&comparison, MEASURED));
    assert!(!said.contains(&outcomes) && said.contains('…'), "{said}");
}

/// One file is a picture for pages of both kinds.
#[test]
fn a_drawing_has_the_colours_of_each_strategy_for_light_and_dark_pages() {
    let style = include_str!("../../static/style.css");
    let svg = svg(&compare(&settings("requests=4")), MEASURED);
    let (light, dark) = svg.split_once("@media").expect("a rule for dark pages");
    for strategy in Settings::default().strategies {
        let key = strategy.key();
        let colours = style.split(&format!("--{key}: light-dark(")).nth(1);
        let colours = colours.and_then(|rest| rest.split(')').next());
        let (on_light, on_dark) = colours
            .and_then(|colours| colours.split_once(", "))
            .expect("two colours");
        assert_eq!(on_light, Colour::of(strategy).as_str());
        assert!(
            light.contains(&format!(".s-{key}{{stroke:{on_light}}}")),
            "{key}"
        );
        assert!(
            dark.contains(&format!(".s-{key}{{stroke:{on_dark}}}")),
            "{key}"
        );
        assert!(dark.contains(&format!("class=\"s-{key}\"")), "{key}");
    }
}
