//! A run as the page performs it: one at a time, asked for and perhaps asked
//! about, and ended early when the reader wishes. `performance` is what happens
//! in between.

mod not_started;
mod performance;
mod recorder;

pub use not_started::NotStarted;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures::channel::oneshot;
use yew::platform::spawn_local;

use crate::{
    browser::document,
    report::Report,
    run::consent::{Consent, Demand, consent},
    settings::{Plan, Settings},
    state::{Action, Phase},
};
use performance::perform;

/// What a figure can do: start a run, and end it.
pub struct Session {
    tell: Box<dyn Fn(Action)>,
    running: Cell<bool>,
    stop: RefCell<Option<oneshot::Sender<Phase>>>,
    /// Who waits for the reader's answer to a question.
    asked: RefCell<Option<oneshot::Sender<bool>>>,
}

thread_local! {
    /// Whether any figure of this page runs.
    static TAKEN: Cell<bool> = const { Cell::new(false) };
    /// The strangers' servers that the reader has allowed, while this page lives.
    static ALLOWED: RefCell<Vec<String>> = RefCell::default();
}

fn is_allowed(origin: &String) -> bool {
    ALLOWED.with_borrow(|allowed| allowed.contains(origin))
}

impl Session {
    /// A session that tells a page what happens.
    #[must_use]
    pub fn new(tell: impl Fn(Action) + 'static) -> Rc<Self> {
        Rc::new(Self {
            tell: Box::new(tell),
            running: Cell::new(false),
            stop: RefCell::new(None),
            asked: RefCell::new(None),
        })
    }

    /// Starts a run, perhaps after a question to the reader; its report comes
    /// when it is over. (Of a sweep, that of the last width.)
    ///
    /// # Errors
    /// [`NotStarted`]; a run that goes is left alone.
    pub fn start(
        self: &Rc<Self>,
        settings: Settings,
        plan: Plan,
    ) -> Result<oneshot::Receiver<Result<Report, NotStarted>>, NotStarted> {
        if self.running.get() {
            return Err(NotStarted::Busy);
        }
        if TAKEN.get() {
            return Err(NotStarted::Elsewhere);
        }
        let demand = match consent(&settings, plan, &document::origin()) {
            Consent::Refused(why) => return Err(NotStarted::TooMuch(why)),
            Consent::Ask(demand) if !is_allowed(&demand.origin) => Some(demand),
            Consent::Ask(_) | Consent::Allowed => None,
        };
        self.occupy(true);
        let (sender, report) = oneshot::channel();
        let session = Rc::clone(self);
        // What needs no question is begun at once, within the click.
        let begun = demand.is_none().then(|| self.launch(&settings, plan));
        spawn_local(async move {
            // On a reload, what is in flight fails before the page is hidden, and the next would be sent.
            let leaving = Rc::clone(&session);
            let _leave = document::before_leave(move || leaving.stop(Phase::Interrupted));
            let stopped = match (begun, demand) {
                (None, Some(demand)) => {
                    let allowed = session.ask(demand).await;
                    allowed.then(|| session.launch(&settings, plan))
                }
                (begun, _) => begun,
            };
            let tell = |action: Action| {
                if action.over().is_some() {
                    session.occupy(false);
                }
                (session.tell)(action);
            };
            let measured = if let Some(stopped) = stopped {
                Ok(perform(&tell, settings, plan, stopped).await)
            } else {
                session.occupy(false);
                Err(NotStarted::NotAllowed)
            };
            // Nobody waits for a report when the button was pressed: then none is written.
            if !sender.is_canceled() {
                let report = |(comparison, environment)| Report::new(&comparison, environment);
                sender.send(measured.map(report)).ok();
            }
        });
        Ok(report)
    }

    /// Takes the page for a run, or leaves it to others.
    fn occupy(&self, running: bool) {
        self.running.set(running);
        TAKEN.set(running);
    }

    fn launch(&self, settings: &Settings, plan: Plan) -> oneshot::Receiver<Phase> {
        let (stop, stopped) = oneshot::channel();
        self.stop.replace(Some(stop));
        (self.tell)(Action::Launch(settings.clone(), plan));
        stopped
    }

    /// Asks the reader; allowed once, a server is allowed as long as the page lives.
    async fn ask(&self, demand: Demand) -> bool {
        let (sender, answer) = oneshot::channel();
        self.asked.replace(Some(sender));
        (self.tell)(Action::Ask(Some(demand.question())));
        let allowed = answer.await.unwrap_or(false);
        (self.tell)(Action::Ask(None));
        if allowed {
            ALLOWED.with_borrow_mut(|origins| origins.push(demand.origin));
        }
        allowed
    }

    /// The reader's answer to the question.
    pub fn answer(&self, allowed: bool) {
        if let Some(asked) = self.asked.take() {
            // Fails only if nobody waits for it any more.
            asked.send(allowed).ok();
        }
    }

    /// Ends the run that goes, if one does; a question counts as refused.
    pub fn stop(&self, how: Phase) {
        self.answer(false);
        if let Some(stop) = self.stop.take() {
            // Fails only if the run has just come to its own end.
            stop.send(how).ok();
        }
    }
}
