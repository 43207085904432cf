//! What is drawn of a prediction, and of an instant.

use std::time::Duration;

use inflight::{
    analysis::{prediction::predict, timeline::Timeline},
    drawing::{Axis, Waterfall, element::Element, ghost, later},
    run::Event,
    strategy::Strategy::Windowed,
    world::{answer::Answer, todo},
};

use crate::helpers::{ms, settings};

/// Six requests of 10 ms, two at a time.
fn predicted() -> Timeline {
    predict(
        &settings("requests=6&latency=10&spread=0&concurrency=2"),
        Windowed,
        0,
    )
}

/// The rows of the lines in a path.
fn rows(path: &str) -> Vec<&str> {
    let lines = path.split('M').skip(1);
    lines
        .filter_map(|line| line.split([' ', 'H']).nth(1))
        .collect()
}

fn drawn(predicted: &Timeline, measured: Option<&Timeline>) -> Vec<String> {
    let axis = Axis::until(ms(30));
    let ghost = Waterfall::ghost(predicted, measured, &axis, 60);
    rows(&ghost.solid).into_iter().map(str::to_owned).collect()
}

#[test]
fn the_ghost_of_a_request_goes_when_the_request_ends_and_not_before() {
    let predicted = predicted();
    let all = drawn(&predicted, None);
    assert_eq!(all.len(), 6);
    let mut measured = Timeline::new(6);
    assert_eq!(drawn(&predicted, Some(&measured)), all);
    for index in 0..6 {
        let at = Duration::ZERO;
        measured.apply(Event::Started { index, at });
        assert_eq!(drawn(&predicted, Some(&measured)), all[index..]);
        let answer = Answer::judge(Ok(todo::response(index + 1, 200)), None);
        measured.apply(Event::Finished {
            index,
            at: ms(11),
            answer,
            queued: None,
        });
        assert_eq!(drawn(&predicted, Some(&measured)), all[index + 1..]);
    }
}

#[test]
fn a_ghost_is_drawn_where_the_measured_request_would_be() {
    let (predicted, axis) = (predicted(), Axis::until(ms(30)));
    let ghost = Waterfall::ghost(&predicted, None, &axis, 60);
    assert_eq!(ghost, Waterfall::new(&predicted, None, &axis, 60));
}

#[test]
fn where_nothing_is_predicted_the_ghost_is_empty_and_without_an_instant_nothing_is_later() {
    let axis = Axis::until(ms(30));
    for group in [ghost(None, None, &axis, 60), later(&axis, 60)] {
        assert_eq!((group.name, group.children.len()), ("g", 0));
    }
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|(one, _)| *one == name);
    &found.expect(name).1
}

#[test]
fn the_veil_begins_at_the_instant_and_ends_with_the_axis() {
    let axis = Axis::until(ms(400)).at(Some(ms(100)));
    let later = later(&axis, 60);
    let [veil, line] = &*later.children else {
        panic!("{later:?}");
    };
    assert_eq!(
        [attribute(veil, "x"), attribute(veil, "width")],
        ["25.00%", "75.00%"]
    );
    assert_eq!(
        [attribute(line, "x1"), attribute(line, "x2")],
        ["25.00%", "25.00%"]
    );
    // An instant beyond the end is the end.
    assert_eq!(Axis::until(ms(400)).at(Some(ms(400))).instant, None);
}

#[test]
fn the_instant_has_a_label_in_place_of_those_that_are_too_near() {
    let texts = |axis: &Axis| -> Vec<String> {
        let labels = axis.labels().into_iter();
        labels
            .map(|label| label.text.replace('\u{a0}', " "))
            .collect()
    };
    let axis = Axis::until(ms(2_500)).with_bound(ms(1_300));
    assert_eq!(
        texts(&axis),
        ["0", "500 ms", "1 s", "1.5 s", "2 s", "2.5 s", "1.3 s"]
    );
    assert_eq!(
        texts(&axis.clone().at(Some(ms(840)))),
        ["0", "500 ms", "1.5 s", "2 s", "2.5 s", "1.3 s", "0.84 s"]
    );
    // It is nearer to the reader than the bound.
    let near = axis.at(Some(ms(1_310)));
    assert_eq!(texts(&near).last().map(String::as_str), Some("1.31 s"));
    assert!(near.labels().iter().all(|label| label.class != "bound"));
}
