//! A run as the page performs it: one at a time, on the event loop, with the
//! drawing beside it and never in its way.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use futures::{
    StreamExt,
    channel::oneshot,
    future::{self, Either},
    pin_mut,
};
use yew::platform::spawn_local;

use crate::{
    browser::{
        clock, page,
        vigil::Vigil,
        world::{Browser, Transport},
    },
    comparison::Comparison,
    report::{Environment, Report, ms},
    run::{self, Event},
    settings::Settings,
    state::{Action, Phase},
    strategy::Strategy,
};

/// How often the page is drawn while a run goes. Each drawing takes time from
/// the thread that also receives the answers.
const DRAW_EVERY: Duration = Duration::from_millis(100);

/// What a figure can do: start a run, and end it.
pub struct Session {
    tell: Box<dyn Fn(Action)>,
    running: Cell<bool>,
    stop: RefCell<Option<oneshot::Sender<Phase>>>,
}

/// Why a run was not started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a run is going on already; cancel it first or wait for its end")]
pub struct Busy;

impl Session {
    /// A session that tells a page what happens.
    #[must_use]
    pub fn new(tell: impl Fn(Action) + 'static) -> Rc<Self> {
        Rc::new(Self {
            tell: Box::new(tell),
            running: Cell::new(false),
            stop: RefCell::new(None),
        })
    }

    /// Starts a run; its report comes when it is over.
    ///
    /// # Errors
    /// [`Busy`] while another one goes; that one is left alone.
    pub fn start(self: &Rc<Self>, settings: Settings) -> Result<oneshot::Receiver<Report>, Busy> {
        if self.running.replace(true) {
            return Err(Busy);
        }
        let (stop, stopped) = oneshot::channel();
        let (sender, report) = oneshot::channel();
        self.stop.replace(Some(stop));
        (self.tell)(Action::Launch(settings.clone()));
        let session = Rc::clone(self);
        spawn_local(async move {
            let measured = session.perform(settings, stopped).await;
            session.running.set(false);
            // Nobody waits for a report when the button was pressed.
            sender.send(measured).ok();
        });
        Ok(report)
    }

    /// Ends the run that goes, if one does.
    pub fn stop(&self, how: Phase) {
        if let Some(stop) = self.stop.take() {
            // Fails only if the run has just come to its own end.
            stop.send(how).ok();
        }
    }

    async fn perform(&self, settings: Settings, stopped: oneshot::Receiver<Phase>) -> Report {
        let recorder = Recorder::new(&settings);
        let phase = {
            let running = self.record(&settings, &recorder);
            let drawing = self.draw(&recorder);
            pin_mut!(running, drawing);
            match future::select(future::select(running, stopped), drawing).await {
                Either::Left((Either::Right((how, _)), _)) => how.unwrap_or(Phase::Interrupted),
                Either::Left((Either::Left(_), _)) | Either::Right(_) => Phase::Finished,
            }
            // Here the run is dropped, and with it all that it had sent.
        };
        if phase != Phase::Finished {
            recorder.note(None);
            recorder.comparison.borrow_mut().cut();
        }
        let comparison = recorder.comparison.borrow().clone();
        let environment = recorder.environment();
        let worker_lost = recorder.worker_lost.get();
        let report = Report::new(&comparison, environment.clone());
        (self.tell)(Action::Over {
            phase,
            comparison,
            environment,
            worker_lost,
        });
        report
    }

    /// The run itself.
    async fn record(&self, settings: &Settings, recorder: &Recorder) {
        let transport = Transport::choose(&settings.endpoint).await;
        recorder.transport.set(transport);
        (self.tell)(Action::Equipped(recorder.environment()));
        let world = Browser::new(transport);
        let events = run::run(settings, &world);
        pin_mut!(events);
        while let Some(event) = events.next().await {
            let freezes = matches!(
                event,
                Event::Announced {
                    strategy: Strategy::Blocking,
                    ..
                }
            );
            recorder.note(Some(event));
            recorder.worker_lost.set(world.worker_lost());
            if freezes {
                // It waits until this is painted.
                (self.tell)(recorder.progress());
            }
        }
    }

    /// Tells the page now and then how far the run is.
    async fn draw(&self, recorder: &Recorder) {
        loop {
            clock::sleep(DRAW_EVERY).await;
            clock::frame().await;
            (self.tell)(recorder.progress());
        }
    }
}

/// What is written down while a run goes.
struct Recorder {
    comparison: RefCell<Comparison>,
    vigil: Option<Vigil>,
    transport: Cell<Transport>,
    worker_lost: Cell<bool>,
    began: Cell<Duration>,
    clock_resolution: Duration,
}

impl Recorder {
    fn new(settings: &Settings) -> Self {
        Self {
            comparison: RefCell::new(Comparison::new(settings.clone())),
            vigil: Vigil::begin(),
            transport: Cell::new(Transport::without_worker(&settings.endpoint)),
            worker_lost: Cell::new(false),
            began: Cell::new(clock::now()),
            clock_resolution: clock::resolution(),
        }
    }

    /// Takes in an event, or the end of all events, and what the page went
    /// through meanwhile.
    fn note(&self, event: Option<Event>) {
        let begins = matches!(event, Some(Event::Announced { .. }));
        let ends = matches!(event, None | Some(Event::Ended));
        let mut comparison = self.comparison.borrow_mut();
        if begins {
            self.began.set(clock::now());
            self.vigil.iter().for_each(Vigil::round);
        }
        let settings = ends.then(|| comparison.settings.clone());
        if let (Some(settings), Some(round), Some(vigil)) =
            (settings, comparison.current_round(), &self.vigil)
        {
            round.longest_freeze = vigil.longest_freeze();
            round.hidden = vigil.hidden();
            vigil.tell_queued(&settings, &mut round.timeline);
        }
        if let Some(event) = event {
            comparison.apply(event);
        }
    }

    fn progress(&self) -> Action {
        let elapsed = clock::now().saturating_sub(self.began.get());
        Action::Progress {
            comparison: self.comparison.borrow().clone(),
            elapsed,
        }
    }

    fn environment(&self) -> Environment {
        let transport = self.transport.get();
        let vigil = self.vigil.as_ref();
        let protocol = vigil.and_then(Vigil::protocol);
        Environment {
            transport: transport.word(),
            protocol: protocol.filter(|_| transport == Transport::Network),
            user_agent: page::user_agent(),
            clock_resolution_ms: ms(self.clock_resolution),
            was_hidden: vigil.is_some_and(Vigil::was_hidden),
        }
    }
}
