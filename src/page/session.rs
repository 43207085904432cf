//! The session of a figure: it starts a run, after a question to the reader if
//! that is necessary, and can end it early. `runner` performs the run.

mod not_started;
mod recorder;
mod runner;

pub use not_started::NotStarted;

use std::{cell::RefCell, rc::Rc};

use futures::channel::oneshot;
use yew::platform::spawn_local;

use super::{
    shared::{Shared, Turn},
    state::{Action, Phase},
};
use crate::{
    browser::document,
    report::Report,
    run::consent::{Consent, Demand, consent},
    settings::{Plan, Settings},
};

/// The session of a figure, which has at most one run at a time.
pub struct Session {
    dispatch: Box<dyn Fn(Action)>,
    shared: Shared,
    state: RefCell<State>,
}

/// The reader's answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The requests may be sent.
    Given,
    /// The requests may not be sent.
    Denied,
}

/// The state of a session. A sender is `None` once it has been used.
enum State {
    Idle,
    /// The reader is asked a question; the sender takes the answer.
    Asking(Option<oneshot::Sender<Permission>>),
    /// A run is in progress; the sender ends it.
    Running(Option<oneshot::Sender<Phase>>),
}

/// A guard that keeps its session occupied, from the click to the last event of
/// the run. When it is dropped, the session is idle and other figures may run.
struct Occupied {
    session: Rc<Session>,
    _turn: Turn,
}

impl Drop for Occupied {
    fn drop(&mut self) {
        self.session.state.replace(State::Idle);
    }
}

impl Session {
    /// An idle session. `dispatch` gets the actions of its runs.
    #[must_use]
    pub fn new(shared: Shared, dispatch: impl Fn(Action) + 'static) -> Rc<Self> {
        Rc::new(Self {
            dispatch: Box::new(dispatch),
            shared,
            state: RefCell::new(State::Idle),
        })
    }

    /// Starts a run, after a question to the reader if that is necessary. The
    /// receiver gets the report when the run is over; after a sweep, that of the
    /// last width.
    ///
    /// # Errors
    /// [`NotStarted`]; a run in progress goes on. The receiver gets
    /// [`NotStarted::NotAllowed`] if the reader does not allow the run.
    pub fn start(
        self: &Rc<Self>,
        settings: Settings,
        plan: Plan,
    ) -> Result<oneshot::Receiver<Result<Report, NotStarted>>, NotStarted> {
        if !matches!(*self.state.borrow(), State::Idle) {
            return Err(NotStarted::Busy);
        }
        let turn = self.shared.take_turn().ok_or(NotStarted::Elsewhere)?;
        let page = document::origin();
        let demand = match consent(&settings, plan, &page, document::origin_of) {
            Consent::Refused(why) => return Err(NotStarted::TooMuch(why)),
            Consent::Ask(demand) if !self.shared.is_allowed(&demand.origin) => Some(demand),
            Consent::Ask(_) | Consent::Allowed => None,
        };
        // The page shows the run before the click has been handled, unless the reader is asked first.
        let (sender, report) = oneshot::channel();
        let question = demand.map(|demand| self.ask(demand));
        let launched = question.is_none().then(|| self.launch(&settings, plan));
        let occupied = Occupied {
            session: Rc::clone(self),
            _turn: turn,
        };
        spawn_local(async move {
            let session = Rc::clone(&occupied.session);
            // When a page is reloaded, its fetches fail before it is hidden. Without this, the run
            // would then send its next requests.
            let stopped_session = Rc::clone(&session);
            let _leave = document::before_leave(move || stopped_session.stop(Phase::Interrupted));
            let stopped = match question {
                None => launched,
                Some(question) => {
                    let allowed = session.is_allowed(question).await;
                    allowed.then(|| session.launch(&settings, plan))
                }
            };
            let measured = if let Some(stopped) = stopped {
                let dispatch = &*session.dispatch;
                Ok(runner::run(dispatch, settings, plan, stopped, occupied).await)
            } else {
                drop(occupied);
                Err(NotStarted::NotAllowed)
            };
            // After a click the receiver has been dropped; then no report is created.
            if !sender.is_canceled() {
                let report = |(comparison, environment)| Report::new(&comparison, environment);
                sender.send(measured.map(report)).ok();
            }
        });
        Ok(report)
    }

    fn launch(&self, settings: &Settings, plan: Plan) -> oneshot::Receiver<Phase> {
        let (stop, stopped) = oneshot::channel();
        self.state.replace(State::Running(Some(stop)));
        (self.dispatch)(Action::Launch(settings.clone(), plan));
        stopped
    }

    /// Asks the reader.
    fn ask(&self, demand: Demand) -> Question {
        let (sender, answer) = oneshot::channel();
        self.state.replace(State::Asking(Some(sender)));
        (self.dispatch)(Action::Ask(Some(demand.question())));
        Question { demand, answer }
    }

    /// Waits for the reader's answer, and returns whether the run is allowed. A
    /// server that was allowed stays so until the page is closed.
    async fn is_allowed(&self, Question { demand, answer }: Question) -> bool {
        let allowed = answer.await == Ok(Permission::Given);
        (self.dispatch)(Action::Ask(None));
        if allowed {
            self.shared.allow(demand.origin);
        }
        allowed
    }

    /// Gives the reader's answer to the question, if there is one.
    pub fn answer(&self, permission: Permission) {
        if let State::Asking(sender) = &mut *self.state.borrow_mut()
            && let Some(sender) = sender.take()
        {
            // An error means that the question was dropped.
            sender.send(permission).ok();
        }
    }

    /// Ends the run in progress, if there is one; the run will be in this phase.
    /// A question is answered with [`Permission::Denied`].
    pub fn stop(&self, phase: Phase) {
        self.answer(Permission::Denied);
        if let State::Running(sender) = &mut *self.state.borrow_mut()
            && let Some(sender) = sender.take()
        {
            // An error means that the run has just come to its end.
            sender.send(phase).ok();
        }
    }
}

/// A question that the reader has not answered yet.
struct Question {
    demand: Demand,
    answer: oneshot::Receiver<Permission>,
}
