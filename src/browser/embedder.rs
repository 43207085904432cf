//! The page around a frame: it is told how high the figure is and what came
//! of a run, and may say which theme it has. Nothing else passes, and only
//! between this window's parent and the origin that it named in the address.

use gloo_events::EventListener;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// The page that embeds this one.
pub struct Embedder {
    window: Window,
    origin: String,
}

impl Embedder {
    /// The host, if there is one that wants to be spoken to: its origin stands
    /// in the address, as `#host=…`.
    #[must_use]
    pub fn find() -> Option<Self> {
        let window = web_sys::window()?;
        let hash = window.location().hash().ok()?;
        let named = hash.strip_prefix("#host=")?;
        let origin = js_sys::decode_uri_component(named).ok()?.into();
        let parent = window.parent().ok()??;
        (parent != window).then_some(Self {
            window: parent,
            origin,
        })
    }

    fn send(&self, name: &str, value: &JsValue) {
        let (message, content) = (Object::new(), Object::new());
        Reflect::set(&content, &name.into(), value).ok();
        Reflect::set(&message, &"inflight".into(), &content).ok();
        // Goes nowhere if the parent is not of that origin.
        self.window.post_message(&message, &self.origin).ok();
    }

    /// Sends the height of the figure, in CSS pixels.
    pub fn send_height(&self) {
        let body = web_sys::window().and_then(|window| window.document()?.body());
        if let Some(body) = body {
            self.send("height", &body.offset_height().into());
        }
    }

    /// Sends the report of a run, given as JSON text.
    pub fn send_report(&self, report: &str) {
        if let Ok(report) = JSON::parse(report) {
            self.send("report", &report);
        }
    }

    /// Calls back with the word for the host's theme whenever it says so.
    #[must_use]
    pub fn on_theme(&self, call: impl Fn(String) + 'static) -> Option<EventListener> {
        let (host, origin) = (self.window.clone(), self.origin.clone());
        let window = web_sys::window()?;
        Some(EventListener::new(&window, "message", move |event| {
            let Some(message) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            let from_host = message
                .source()
                .is_some_and(|source| Object::is(&source, &host));
            if from_host && message.origin() == origin {
                let content = Reflect::get(&message.data(), &"inflight".into());
                let theme = content.and_then(|content| Reflect::get(&content, &"theme".into()));
                theme.ok().and_then(|theme| theme.as_string()).map(&call);
            }
        }))
    }
}
