//! Tests of `src/settings/show.rs`: which parts of a figure are shown.

use inflight::settings::{Part, Settings};

use crate::helpers::settings;

const PARTS: [Part; 6] = [
    Part::Settings,
    Part::Detail,
    Part::Time,
    Part::Responses,
    Part::Code,
    Part::Export,
];

fn shown(settings: &Settings) -> Vec<Part> {
    let parts = PARTS.into_iter();
    parts.filter(|part| settings.shows(*part)).collect()
}

#[test]
fn the_page_shows_all_parts_and_an_embedded_figure_none() {
    assert_eq!(shown(&settings("")), PARTS);
    assert_eq!(shown(&settings("embed=1")), []);
    assert_eq!(shown(&settings("embed=1&show=auto")), []);
    assert_eq!(shown(&settings("embed=1&show=all")), PARTS);
    assert_eq!(shown(&settings("show=none")), []);
    assert!(settings("embed=1").is_compact() && settings("show=detail").is_compact());
    assert!(!settings("").is_compact() && !settings("embed=1&show=all").is_compact());
}

#[test]
fn parts_are_separated_by_commas_or_spaces_and_come_in_their_order() {
    for text in [
        "code,detail",
        "code detail",
        "detail, code",
        " code , detail,code ",
    ] {
        let mut settings = Settings::default();
        assert_eq!(settings.set("show", text), Ok(()), "{text}");
        assert_eq!(shown(&settings), [Part::Detail, Part::Code], "{text}");
        assert_eq!(settings.to_query(), "show=detail%2Ccode", "{text}");
    }
}

#[test]
fn what_is_no_part_is_refused_with_the_names_of_all_parts() {
    for text in ["", ",", "codes", "code,all", "none,code", "Code"] {
        let mut settings = Settings::default();
        let refusal = settings
            .set("show", text)
            .expect_err("it should be refused");
        assert_eq!(settings, Settings::default());
        let said = refusal.to_string();
        for part in ["settings", "detail", "time", "responses", "code", "export"] {
            assert!(said.contains(part), "{said}");
        }
    }
}

#[test]
fn the_look_of_other_settings_changes_no_result() {
    let (one, other) = (
        settings("requests=7&seed=3"),
        settings("embed=1&show=code&theme=dark"),
    );
    let dressed = one.with_look_of(&other);
    assert_eq!(dressed.summary(), one.summary());
    assert_eq!(shown(&dressed), [Part::Code]);
    assert_eq!(dressed.with_look_of(&one), one);
}
