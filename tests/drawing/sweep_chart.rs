//! The chart of a sweep, and its two files in docs/.

mod layout;

use std::{env, fs};

use inflight::{
    analysis::{pace_sweep::PaceSweep, sweep::Sweep},
    drawing::sweep_chart::{Picture, chart, paces_svg, svg},
    strategy::Strategy::{Batched, Paced, Windowed},
};
use roxmltree::Document;

use crate::helpers::{settings, sweeps::swept};
use layout::{all, attribute, sweeps, texts, vertices};

/// To write the files again: `WRITE_DOCS=1 cargo test --test drawing`.
#[test]
fn the_drawings_in_docs_are_of_the_present_code() {
    let files = [
        ("sweep", "requests=199&rounds=11"),
        ("sweep-capacity", "requests=199&rounds=11&capacity=12"),
    ];
    for (name, query) in files {
        let path = format!("{}/docs/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        let drawing = svg(&swept(query), "in virtual time");
        if env::var_os("WRITE_DOCS").is_some() {
            fs::write(&path, &drawing).expect("docs can be written");
        }
        assert_eq!(fs::read_to_string(&path).ok(), Some(drawing), "{path}");
    }
}

#[test]
fn the_chart_of_the_paces_has_a_cross_and_a_number_where_there_were_429s() {
    let sweep = PaceSweep::of(&settings("quota=5/s&burst=5&retries=5")).expect("a quota");
    let file = paces_svg(&sweep);
    let document = Document::parse(&file).expect("well-formed");
    let of = |class: &str| {
        document
            .descendants()
            .find(|node| node.attribute("class") == Some(class))
    };
    let crosses = of("refused")
        .and_then(|path| path.attribute("d"))
        .expect("crosses");
    let refused: Vec<_> = sweep
        .points
        .iter()
        .filter(|point| point.refused > 0)
        .collect();
    assert_eq!(crosses.matches('M').count(), refused.len());
    let row = of("lost").expect("a row of numbers");
    let words: Vec<_> = row.children().filter_map(|node| node.text()).collect();
    assert_eq!(words[0], "429");
    for word in &words[1..] {
        assert!(
            refused
                .iter()
                .any(|point| *word == point.refused.to_string()),
            "{word}"
        );
    }
    let knee = of("knee")
        .expect("a knee")
        .descendants()
        .find_map(|node| node.text());
    let pace = sweep.knee().expect("a knee").pace;
    assert_eq!(knee, Some(&*format!("knee: {}", pace.requests)));
    let picture = Picture::of_paces(&sweep);
    assert_eq!(picture.finding, sweep.sentence());
}

#[test]
fn the_file_is_well_formed_and_carries_the_finding_and_the_settings() {
    for (what, sweep) in sweeps() {
        let file = svg(&sweep, "in <virtual> time");
        let document = Document::parse(&file).expect("well-formed");
        let title = document
            .descendants()
            .find(|node| node.has_tag_name("title"));
        let title = title.and_then(|title| title.text()).expect("a title");
        assert_eq!(title, sweep.sentence(), "{what}");
        let caption = document
            .descendants()
            .filter(|node| node.attribute("class") == Some("caption"));
        let lines: Vec<_> = caption.filter_map(|node| node.text()).collect();
        assert!(
            lines.join(" ").ends_with("in\u{a0}<virtual>\u{a0}time"),
            "{what}: {lines:?}"
        );
        assert!(
            lines.iter().all(|line| line.chars().count() <= 98),
            "{what}: {lines:?}"
        );
    }
}

/// The colours in the file are those of the page's light theme.
#[test]
fn the_file_has_the_colours_of_the_strategies() {
    let page = include_str!("../../static/style.css");
    let file = svg(&Sweep::new(settings("")), "");
    for strategy in [Batched, Windowed, Paced] {
        let (_, colour) = page
            .split_once(&format!("--{}: light-dark(", strategy.key()))
            .expect("a colour");
        let rule = format!(
            ".s-{} path, .s-{0} line {{ stroke: {} }}",
            strategy.key(),
            &colour[..7]
        );
        assert!(file.contains(&rule), "{rule}");
    }
}

/// The colours of the picture are those of the page, in both themes.
#[test]
fn the_picture_has_the_colours_of_the_page() {
    let page = include_str!("../../static/style.css");
    let picture = Picture::of(&Sweep::new(settings("")));
    let colours = |address: &str| {
        let after = address.split("%23").skip(1);
        after
            .map(|after| format!("#{}", &after[..6]))
            .collect::<Vec<_>>()
    };
    let (light, dark) = (colours(&picture.light), colours(&picture.dark));
    assert_eq!(light.len(), dark.len());
    for (light, dark) in light.iter().zip(&dark) {
        let pair = format!("light-dark({light}, {dark})");
        assert!(page.contains(&pair), "{pair}");
    }
}

#[test]
fn widths_at_which_requests_are_lost_are_crosses_outside_the_line() {
    let sweep = swept("requests=199&capacity=12");
    let chart = chart(&sweep);
    let shapes = all(&chart);
    let of = |class: &str| {
        shapes
            .iter()
            .filter(|shape| attribute(shape, "class") == Some(class))
            .count()
    };
    assert_eq!(of("failed"), 2, "one path for each strategy");
    let windowed = shapes
        .iter()
        .find(|shape| attribute(shape, "class") == Some("s-windowed"))
        .expect("a line");
    let crosses = windowed
        .children
        .iter()
        .find(|shape| attribute(shape, "class") == Some("failed"));
    assert_eq!(
        vertices(crosses.expect("crosses")).len(),
        4,
        "32, 64, 128 and 199"
    );
    let dots = windowed
        .children
        .iter()
        .filter(|shape| shape.name == "circle")
        .count();
    assert_eq!(dots, 5, "1, 2, 4, 8 and 16");
}

#[test]
fn the_knee_is_marked_when_all_widths_have_been_run_and_only_where_the_line_bends() {
    let marked = |sweep: &Sweep| {
        let chart = chart(sweep);
        let mut labels = texts(&chart).into_iter().map(|text| text.text.clone());
        labels.find(|text| text.starts_with("knee"))
    };
    let mut bent = swept("requests=199&capacity=12");
    assert_eq!(marked(&bent).as_deref(), Some("knee: 8"));
    bent.points.pop();
    assert_eq!(marked(&bent), None);
    assert_eq!(marked(&swept("requests=199")), None);
}
