//! A sandbox for code that is not the page's: a hidden frame without an origin,
//! and in it a worker, which the page speaks with through one port. The document
//! `docs/your-code.md` says what that keeps away from what, and lists the
//! messages.
//!
//! Every message from there is taken as if the code itself had written it.

mod frame;
mod messages;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures::{
    FutureExt, StreamExt,
    channel::mpsc::{self, UnboundedReceiver},
    future::{LocalBoxFuture, poll_fn},
};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{MessageChannel, MessagePort};

use super::error::message;
use crate::{
    run::yours,
    settings::Endpoint,
    world::{
        answer::{Answer, Outcome},
        function::{Ask, Ending, Fault, Function},
    },
};
use frame::Frame;
use messages::{NO_MESSAGE, beat, listen};

/// A function in a sandbox, which is removed when this is dropped.
pub struct Sandbox {
    port: MessagePort,
    messages: RefCell<UnboundedReceiver<Ask>>,
    frame: Frame,
    _listener: EventListener,
    _heartbeat: Interval,
}

/// The URL of a request, which only the simulated network knows.
fn url(id: usize) -> JsValue {
    Endpoint::Simulated.absolute_url(id).into()
}

/// Lets this program call functions of readers, each in a sandbox of its own.
pub fn enable() {
    yours::enable(Rc::new(|code, requests, width| {
        let code = code.to_owned();
        let urls: Array = (1..=requests).map(url).collect();
        async move {
            let sandbox = Sandbox::load(&code, urls, width).await?;
            Ok(Box::new(sandbox) as Box<dyn Function>)
        }
        .boxed_local()
    }));
}

impl Sandbox {
    /// Loads the code of a function, for the requests with these URLs and for this
    /// width.
    ///
    /// # Errors
    /// What is wrong with the code, or why there is no sandbox.
    pub async fn load(code: &str, urls: Array, width: usize) -> Result<Self, Fault> {
        let requests = urls.length();
        let failed = |error: JsValue| Fault::new(&message(&error));
        let frame = Frame::load().await.map_err(failed)?;
        let channel = MessageChannel::new().map_err(failed)?;
        let (port, silence) = (channel.port1(), Rc::<Cell<u32>>::default());
        let (sender, messages) = mpsc::unbounded();
        let sandbox = Self {
            messages: RefCell::new(messages),
            _listener: listen(&port, requests, sender.clone(), Rc::clone(&silence)),
            _heartbeat: beat(port.clone(), sender, silence),
            port,
            frame,
        };
        let window = sandbox.frame.0.content_window();
        let window = window.ok_or_else(|| Fault::new("there is no frame to run it in"))?;
        let width = u32::try_from(width).unwrap_or(u32::MAX);
        let begin = Array::of3(&code.into(), &urls, &width.into());
        // The frame has no origin that could be named here.
        window
            .post_message_with_transfer(&begin, "*", &Array::of1(&channel.port2()))
            .map_err(failed)?;
        // Until the code is loaded, all it can say is that it is, or that it cannot be.
        match sandbox.next().await {
            Ask::Ready => Ok(sandbox),
            Ask::End(Ending::Stopped(fault)) => Err(fault),
            _ => Err(Fault::new(NO_MESSAGE)),
        }
    }

    fn post(&self, message: &Array) {
        // An error would mean that a text cannot be cloned.
        self.port.post_message(message).ok();
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // Messages that have come may still wait for their turn.
        self.port.close();
    }
}

impl Function for Sandbox {
    fn call(&self) {
        self.post(&Array::of1(&"call".into()));
    }

    fn next(&self) -> LocalBoxFuture<'_, Ask> {
        let next = poll_fn(|context| self.messages.borrow_mut().poll_next_unpin(context));
        // The listener, which lives as long as this, keeps the channel open.
        next.map(|ask| ask.unwrap_or(Ask::Ready)).boxed_local()
    }

    fn answer(&self, sending: u32, answer: &Answer) {
        let sending = sending.into();
        match (answer.outcome, answer.status) {
            // The code has gone on without it.
            (Outcome::Cancelled, _) => {}
            (Outcome::Ok | Outcome::Http | Outcome::Body, Some(status)) => {
                let pause = answer.retry_after.map(|pause| pause.as_secs_f64());
                let (text, pause) = (JsValue::from(&*answer.text), pause.into());
                let head = ["answer".into(), sending, status.into()];
                self.post(&head.into_iter().chain([text, pause]).collect());
            }
            _ => {
                let words = JsValue::from(&*answer.title);
                self.post(&Array::of3(&"failed".into(), &sending, &words));
            }
        }
    }
}
