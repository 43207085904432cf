//! The outline of how many requests are in flight.

use std::time::Duration;

use inflight::{
    analysis::timeline::Timeline,
    drawing::{Axis, WIDTH, in_flight},
    run::Event,
    world::{answer::Answer, todo},
};

use crate::helpers::ms;

#[test]
fn however_many_steps_there_are_the_outline_is_short_and_as_high_as_the_highest() {
    // Ten thousand times, one request starts and ends.
    let mut timeline = Timeline::new(10_000);
    for index in 0..10_000 {
        let at = ms(index as u64);
        timeline.apply(Event::Started { index, at });
        let (answer, queued) = (Answer::judge(Ok(todo::response(1, 200)), None), None);
        let at = at + Duration::from_micros(500);
        timeline.apply(Event::Finished {
            index,
            at,
            answer,
            queued,
        });
    }
    let axis = Axis::until(ms(10_000));
    let outline = in_flight(&timeline, axis.end, &axis, 64, 1);
    let corners = outline.matches('V').count();
    println!("{corners} corners, {} bytes", outline.len());
    assert!(outline.contains("V0"), "one of one reaches the top");
    assert!(corners <= 2 * 2_000 + 2, "{corners} corners");
    let right = format!("H{WIDTH}V64Z");
    assert!(outline.ends_with(&right), "{outline}");
}
