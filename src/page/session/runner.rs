//! Performing a plan, and drawing its progress meanwhile.

use std::time::Duration;

use futures::{
    StreamExt,
    channel::oneshot,
    future::{self, Either},
    pin_mut,
};

use super::{Occupied, recorder::Recorder};
use crate::{
    analysis::{comparison::Comparison, environment::Environment},
    browser::{
        clock,
        world::{Browser, choose_transport},
    },
    page::state::{Action, Phase},
    run::{self, Event},
    settings::{Plan, Settings},
    world::{answer::Failure, function::Fault},
};

/// The least time between two drawings, which use the thread that also receives
/// the answers.
const DRAW_EVERY: Duration = Duration::from_millis(100);
/// The least time between two drawings in multiples of the time that the first
/// of them took, so that drawing takes at most a fiftieth of the time.
const REST: u32 = 50;
/// The longest time between two drawings, whatever they take: after a second
/// without a change, the reader's flow of thought is interrupted (Nielsen,
/// *Usability Engineering*, 1993, chapter 5).
const DRAW_AT_LEAST_EVERY: Duration = Duration::from_secs(1);

/// Performs a plan to its end, or until it is stopped. Returns the result and
/// its environment.
pub(super) async fn run(
    dispatch: &dyn Fn(Action),
    settings: Settings,
    plan: Plan,
    stopped: oneshot::Receiver<Phase>,
    occupied: Occupied,
) -> (Comparison, Environment) {
    let recorder = Recorder::new(&settings, plan);
    let mut running = Box::pin(record(dispatch, &settings, &recorder));
    let phase = {
        let drawing = draw(dispatch, &recorder);
        pin_mut!(drawing);
        match future::select(future::select(&mut running, stopped), drawing).await {
            Either::Left((Either::Right((phase, _)), _)) => phase.unwrap_or(Phase::Interrupted),
            Either::Left((Either::Left(_), _)) | Either::Right(_) => Phase::Finished,
        }
    };
    if phase == Phase::Finished {
        // After 10,000 requests, counting the last round and drawing it are two long pieces of work.
        clock::next_task().await;
    } else {
        recorder.cancel();
    }
    if plan == Plan::UntilDecided {
        recorder.keep_rounds_run();
    }
    let comparison = recorder.comparison();
    let environment = recorder.environment();
    // From here on the next run may start.
    drop(occupied);
    dispatch(recorder.progress());
    dispatch(Action::Finished {
        phase,
        comparison: (plan != Plan::Sweep).then(|| comparison.clone()),
        environment: environment.clone(),
    });
    // The reader sees that the run is over before the rest is done, unless the page is being left.
    if phase != Phase::Interrupted {
        clock::after_paint().await;
    }
    // Dropping the run aborts everything that it has in flight.
    drop(running);
    dispatch(Action::ShowAllRows);
    // After 10,000 requests, filling the list and writing the report are two long pieces of work.
    clock::next_task().await;
    (comparison, environment)
}

/// Performs and records every run of the plan.
async fn record(dispatch: &dyn Fn(Action), settings: &Settings, recorder: &Recorder) {
    let transport = choose_transport(&settings.endpoint).await;
    recorder.set_transport(transport);
    dispatch(Action::EnvironmentKnown(recorder.environment()));
    let world = Browser::new(transport, &settings.endpoint);
    for run in recorder.plan().runs(settings) {
        recorder.begin(run.clone());
        one_run(dispatch, &run, recorder, &world).await;
    }
    if let Some(origin) = world.elsewhere() {
        let failure = Failure::Elsewhere(origin);
        dispatch(Action::Notify(format!("Requests were {failure}.")));
    }
}

async fn one_run(
    dispatch: &dyn Fn(Action),
    settings: &Settings,
    recorder: &Recorder,
    world: &Browser,
) {
    let events = run::run(settings, world);
    pin_mut!(events);
    while let Some(event) = events.next().await {
        let freezes = match &event {
            Event::Announced { strategy, .. } => strategy.holds_thread(),
            _ => false,
        };
        if event == Event::Ended {
            recorder.read_fetches().await;
        }
        if let Some(fault) = fault(&event) {
            dispatch(Action::Notify(fault.to_string()));
        }
        recorder.record(event);
        recorder.set_worker_lost(world.worker_lost());
        if freezes {
            // The strategy starts after this has been painted.
            dispatch(recorder.progress());
        }
        if recorder.is_decided() {
            break;
        }
    }
}

/// What the reader is told of the function that the run calls.
fn fault(event: &Event) -> Option<&Fault> {
    match event {
        Event::Noted(fault) => Some(fault),
        Event::Returned { ending, .. } => ending.fault(),
        _ => None,
    }
}

/// Shows again and again how far the run is.
async fn draw(dispatch: &dyn Fn(Action), recorder: &Recorder) {
    // The first frame changes nothing, because the page already shows that the run begins.
    let mut taken = frame(&|| ()).await;
    loop {
        clock::sleep((taken * REST).clamp(DRAW_EVERY, DRAW_AT_LEAST_EVERY)).await;
        taken = frame(&|| dispatch(recorder.progress())).await;
    }
}

/// Changes the page in the next animation frame. Returns the time until that
/// frame has been drawn.
async fn frame(change: &dyn Fn()) -> Duration {
    clock::frame().await;
    let began = clock::now();
    change();
    // The next task comes after the frame has been drawn.
    clock::next_task().await;
    clock::now().saturating_sub(began)
}
