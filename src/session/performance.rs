//! A run on the event loop, with the drawing beside it and never in its way.

use std::time::Duration;

use futures::{
    StreamExt,
    channel::oneshot,
    future::{self, Either},
    pin_mut,
};

use super::recorder::Recorder;
use crate::{
    analysis::{comparison::Comparison, environment::Environment},
    browser::{
        clock,
        world::{Browser, choose_transport},
    },
    run::{self, Event},
    settings::{Plan, Settings},
    state::{Action, Phase},
};

/// How far apart drawings are at least. Each takes time from the thread that
/// also receives the answers …
const DRAW_EVERY: Duration = Duration::from_millis(100);
/// … so it has for itself so many times as long as the last one took: all of
/// them together take a fiftieth …
const REST: u32 = 50;
/// … but where this would put them further apart: whoever waits for longer
/// notices it, but follows for a second (Nielsen, Usability Engineering, 1993,
/// chapter 5).
const DRAW_AT_LEAST_EVERY: Duration = Duration::from_secs(1);

/// From the start to the end, whichever it is; what was measured, and how.
pub(super) async fn perform(
    tell: &dyn Fn(Action),
    settings: Settings,
    plan: Plan,
    stopped: oneshot::Receiver<Phase>,
) -> (Comparison, Environment) {
    let recorder = Recorder::new(&settings, plan);
    let mut running = Box::pin(record(tell, &settings, &recorder));
    let phase = {
        let drawing = draw(tell, &recorder);
        pin_mut!(drawing);
        match future::select(future::select(&mut running, stopped), drawing).await {
            Either::Left((Either::Right((how, _)), _)) => how.unwrap_or(Phase::Interrupted),
            Either::Left((Either::Left(_), _)) | Either::Right(_) => Phase::Finished,
        }
    };
    if phase == Phase::Finished {
        // Of ten thousand, what was counted at the end takes its time, and what is drawn now does: two tasks.
        clock::next_task().await;
    } else {
        recorder.note(None);
        recorder.comparison.borrow_mut().cancel();
    }
    if plan == Plan::UntilDecided {
        recorder.take_rounds();
    }
    let comparison = recorder.comparison.borrow().clone();
    let environment = recorder.environment();
    tell(recorder.progress());
    tell(Action::Over {
        phase,
        comparison: Some(comparison.clone()).filter(|_| plan != Plan::Sweep),
        environment: environment.clone(),
    });
    // What is left to do takes its time: that it is over is to be seen before, unless nobody looks.
    if phase != Phase::Interrupted {
        clock::after_paint().await;
    }
    // With the run, all that it has in flight is given up.
    drop(running);
    tell(Action::Fill);
    // Of ten thousand, a report takes its time, and filling the list does: two tasks.
    clock::next_task().await;
    (comparison, environment)
}

/// The run itself, or all runs of a sweep.
async fn record(tell: &dyn Fn(Action), settings: &Settings, recorder: &Recorder) {
    let transport = choose_transport(&settings.endpoint).await;
    recorder.transport.set(transport);
    tell(Action::Equipped(recorder.environment()));
    let world = Browser::new(transport);
    for run in recorder.plan.runs(settings) {
        recorder.begin(run.clone());
        one_run(tell, &run, recorder, &world).await;
    }
}

async fn one_run(tell: &dyn Fn(Action), settings: &Settings, recorder: &Recorder, world: &Browser) {
    let events = run::run(settings, world);
    pin_mut!(events);
    while let Some(event) = events.next().await {
        let freezes = matches!(event, Event::Announced { strategy, .. } if strategy.holds_thread());
        if event == Event::Ended {
            recorder.read_waits().await;
        }
        recorder.note(Some(event));
        recorder.worker_lost.set(world.worker_lost());
        if freezes {
            // The strategy starts after this has been painted.
            tell(recorder.progress());
        }
        if recorder.is_decided() {
            break;
        }
    }
}

/// Tells the page now and then how far the run is.
async fn draw(tell: &dyn Fn(Action), recorder: &Recorder) {
    // That it begins has been told.
    let mut took = drawn(&|| ()).await;
    loop {
        clock::sleep((took * REST).clamp(DRAW_EVERY, DRAW_AT_LEAST_EVERY)).await;
        took = drawn(&|| tell(recorder.progress())).await;
    }
}

/// How long the next frame takes, with what is told in it.
async fn drawn(tell: &dyn Fn()) -> Duration {
    clock::frame().await;
    let began = clock::now();
    tell();
    // A timer that is asked for in a frame rings when that is drawn.
    clock::next_task().await;
    clock::now().saturating_sub(began)
}
