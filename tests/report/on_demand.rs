//! The tasks of the on-demand program: each makes a text from a text.

use std::{cell::RefCell, num::NonZeroUsize, time::Duration};

use inflight::{
    analysis::{
        environment::Environment, foretold::foretell, pace_sweep::PaceSweep,
        stopping::until_decided,
    },
    drawing::{
        rounds_svg::svg,
        sweep_chart::{self, Picture},
    },
    report::{
        Report,
        csv::csv,
        environment::sentence,
        har::har,
        markdown::markdown,
        on_demand::{Task, run, run_watched},
        recordings, transfer,
    },
    world::transport::Transport,
};
use roxmltree::Document;

use crate::helpers::{compare, events, settings, sweeps::swept};

fn environment() -> Environment {
    Environment {
        transport: Transport::ServiceWorker,
        protocol: None,
        user_agent: "A browser".into(),
        clock_resolution: Duration::from_micros(5),
        was_hidden: false,
        went_offline: false,
        worker_lost: false,
    }
}

#[test]
fn every_form_of_a_report_is_made_from_the_report_alone() {
    let settings = settings("requests=9&failures=10&rounds=8&strategies=joined,windowed");
    let mut decided = until_decided(settings.clone());
    for event in events(&settings) {
        decided.apply(event);
    }
    for comparison in [compare(&settings), decided] {
        let environment = environment();
        let report = Report::new(&comparison, environment.clone()).json();
        let made = |task: Task| run(task.key(), &report);
        assert_eq!(made(Task::Har), Ok(har(&comparison, &environment)));
        assert_eq!(made(Task::Csv), Ok(csv(&comparison)));
        assert_eq!(
            made(Task::Markdown),
            Ok(markdown(&comparison, &environment))
        );
        assert_eq!(
            made(Task::Svg),
            Ok(svg(&comparison, &sentence(&environment)))
        );
    }
}

#[test]
fn what_cannot_be_made_is_refused_in_words() {
    let open = |file: &str| run(Task::Open.key(), &format!("1\n{file}"));
    let why = open(r#"{"version":1}"#).expect_err("no report");
    assert_eq!(why, "this is not a report: settings is missing");
    assert_eq!(open(" \n").expect_err("nothing"), "the file is empty");
    for (task, from) in [("pigeons", ""), ("csv", ""), ("picture", "")] {
        assert_ne!(run(task, from).expect_err("no such thing"), "");
    }
}

#[test]
fn a_recording_crosses_to_the_page_as_it_was_read() {
    let har = include_str!("recordings/har/chrome.har");
    let shares = RefCell::new(vec![]);
    let watch = |share| shares.borrow_mut().push(share);
    let text = run_watched(Task::Open.key(), &format!("7\n{har}"), &watch).expect("a HAR");
    let file = recordings::read(&mut har.as_bytes(), 7).expect("a HAR");
    assert_eq!(transfer::recording::read(&text), Some(file));
    assert_eq!(shares.borrow().last(), Some(&1.0));
    let list = run(Task::Open.key(), "7\n12\n30.5\n").expect("a list");
    let read = transfer::recording::read(&list).expect("a recording");
    assert_eq!(read.groups[0].recording.peak(), None);
    assert_eq!(
        read.groups[0].recording.latencies(),
        [12_000, 30_500].map(Duration::from_micros)
    );
    // Another seed has no effect on what is in its own order.
    assert_eq!(run(Task::Open.key(), "8\n12\n30.5\n"), Ok(list));
}

#[test]
fn what_is_foretold_crosses_to_the_page_with_its_chart() {
    let settings = settings("latencies=100,200,300,400&concurrency=2");
    let recorded = NonZeroUsize::new(3).map(|peak| (peak, Duration::from_secs(1)));
    let input = transfer::foretold::input(&settings, recorded);
    assert_eq!(
        transfer::foretold::task(&input),
        (settings.clone(), recorded)
    );
    let text = run(Task::Foretell.key(), &input).expect("what was foretold");
    let (foretold, picture) = transfer::foretold::read(&text).expect("the same");
    let (expected, sweep) = foretell(&settings);
    assert_eq!(foretold, expected);
    assert_eq!(picture, Picture::foretold(&sweep, recorded));
    assert!(
        picture.finding.contains("Up to 3 in flight was recorded"),
        "{}",
        picture.finding
    );
    let file = run(Task::ForetoldFile.key(), &input).expect("a file");
    assert!(Document::parse(&file).is_ok() && file.contains("as recorded"));
}

#[test]
fn a_picture_is_an_address_in_either_theme_and_says_what_was_found() {
    let sweep = swept("");
    let made = run(
        Task::SweepPicture.key(),
        &transfer::sweep::write(&sweep, "in virtual time"),
    );
    let picture = Picture::read(&made.expect("a picture"));
    assert_eq!(picture, Picture::of(&sweep));
    assert_eq!(picture.finding, sweep.sentence());
    for (address, colour) in [(picture.light, "#4a14c4"), (picture.dark, "#9475ee")] {
        let svg = address
            .strip_prefix("data:image/svg+xml,")
            .expect("an address");
        let pair = format!("svg={}", svg.replace('+', "%2B"));
        let (_, svg) = form_urlencoded::parse(pair.as_bytes())
            .next()
            .expect("a value");
        Document::parse(&svg).expect("XML");
        assert!(svg.contains(colour), "{svg}");
    }
}

#[test]
fn the_pictures_of_the_paces_are_of_the_settings_in_the_query() {
    let query = "quota=5/s&burst=5&retries=5";
    let sweep = PaceSweep::of(&settings(query)).expect("a quota");
    let picture = run(Task::PacePicture.key(), query);
    assert_eq!(picture, Ok(Picture::of_paces(&sweep).text()));
    let file = run(Task::PaceFile.key(), query);
    assert_eq!(file, Ok(sweep_chart::paces_svg(&sweep)));
    assert_eq!(
        run(Task::PaceFile.key(), ""),
        Err("there is no quota".into())
    );
}

#[test]
fn the_html_that_embeds_a_figure_is_three_pieces_each_after_its_caption() {
    let query = "requests=12&strategies=joined";
    let page = "https://inflight.example/a/";
    let text = run(Task::EmbedThis.key(), &format!("{page}\n{query}")).expect("HTML");
    let pieces: Vec<_> = text.split("\n\n").collect();
    let settings = settings(query);
    assert_eq!(pieces.len(), 7);
    assert_eq!(pieces[1], settings.element(page));
    assert_eq!(pieces[3], settings.frame(page));
    assert_eq!(pieces[5], settings.picture(page, ""));
}

#[test]
fn the_file_of_a_sweep_is_the_one_that_is_drawn() {
    let sweep = swept("");
    let file = run(
        Task::SweepFile.key(),
        &transfer::sweep::write(&sweep, "in-page"),
    );
    assert_eq!(file, Ok(sweep_chart::svg(&sweep, "in-page")));
}
