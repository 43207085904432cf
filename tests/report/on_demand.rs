//! The tasks of the on-demand program: each makes a text from a text.

use std::time::Duration;

use inflight::{
    analysis::{environment::Environment, pace_sweep::PaceSweep, stopping::until_decided},
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
        on_demand::{Task, run},
        transfer,
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
    let why = run(Task::Open.key(), "{}").expect_err("no report");
    assert_eq!(why, "this is not a report: version is missing");
    for (task, from) in [("pigeons", ""), ("csv", ""), ("picture", "")] {
        assert_ne!(run(task, from).expect_err("no such thing"), "");
    }
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
