//! The messages from a sandbox.

use std::{cell::Cell, rc::Rc};

use futures::channel::mpsc::UnboundedSender;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::world::function::{Ask, Ending, Fault};

/// The time between two questions whether the worker still answers, in
/// milliseconds.
const BEAT: u32 = 1_000;

/// How many of these questions may stay without an answer.
const PATIENCE: u32 = 5;

const SILENT: &str = "it did not answer for 5 s and was ended: it may be in a loop that has no end";
pub(super) const NO_MESSAGE: &str =
    "it was ended, because it sent the page something that is no message";

/// The most messages that come together.
const TOGETHER: u32 = 1_000;

/// The most characters of a text from the sandbox that are shown.
const SHOWN: usize = 300;

/// Sends what the code asks for into a channel.
pub(super) fn listen(
    port: &MessagePort,
    requests: u32,
    sender: UnboundedSender<Ask>,
    silence: Rc<Cell<u32>>,
) -> EventListener {
    let listener = EventListener::new(port, "message", move |event| {
        silence.set(0);
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        let data = data.and_then(|data| data.dyn_into::<Array>().ok());
        let data = data.filter(|all| all.length() <= TOGETHER);
        let read = |all: Array| all.iter().map(|ask| read(&ask, requests)).collect();
        let asks: Option<Vec<_>> = data.and_then(read);
        let no_message = || vec![Some(Ask::End(Ending::Stopped(Fault::new(NO_MESSAGE))))];
        for ask in asks.unwrap_or_else(no_message).into_iter().flatten() {
            // An error means that the round is over.
            sender.unbounded_send(ask).ok();
        }
    });
    port.start();
    listener
}

/// Asks again and again whether the worker still answers. Ticks that the page
/// itself was too busy for do not count.
pub(super) fn beat(
    port: MessagePort,
    sender: UnboundedSender<Ask>,
    silence: Rc<Cell<u32>>,
) -> Interval {
    let ping = Array::of1(&"ping".into());
    Interval::new(BEAT, move || {
        silence.set(silence.get() + 1);
        if silence.get() > PATIENCE {
            let silent = Ending::Stopped(Fault::new(SILENT));
            sender.unbounded_send(Ask::End(silent)).ok();
        }
        port.post_message(&ping).ok();
    })
}

/// What a message asks for, if it asks for anything; `None` for what is no message.
#[allow(clippy::option_option)] // the outer one is a refusal
fn read(data: &JsValue, requests: u32) -> Option<Option<Ask>> {
    let parts = data.dyn_ref::<Array>()?;
    let number = |place| {
        let number = parts.get(place).as_f64()?;
        // Equal only if it is whole and in the range of the type.
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::float_cmp
        )]
        let whole = Some(number as u32).filter(|whole| f64::from(*whole) == number);
        whole
    };
    let index = |place| {
        let index = number(place).filter(|index| *index < requests)?;
        usize::try_from(index).ok()
    };
    let fault = || {
        let words = parts.get(1).as_string()?;
        let words: String = words.chars().take(SHOWN).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Fault {
            words: words.into(),
            line: number(2)?,
        })
    };
    Some(Some(match &*parts.get(0).as_string()? {
        "alive" => return Some(None),
        "ready" => Ask::Ready,
        "fetch" => Ask::Send {
            sending: number(1)?,
            index: index(2)?,
        },
        "abort" => Ask::Abort {
            sending: number(1)?,
        },
        "deliver" => Ask::Deliver { index: index(1)? },
        "note" => Ask::Note(fault()?),
        "returned" => Ask::End(Ending::Returned),
        "threw" => Ask::End(Ending::Threw(fault()?)),
        "broken" => Ask::End(Ending::Stopped(fault()?)),
        _ => return None,
    }))
}
