//! Messages to and from the page that embeds this one in a frame. That page gets
//! the height of the figure and the reports of runs, and may send its theme.
//! Messages are exchanged only with the parent window, and only if it has the
//! origin that the address of this page names.

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
    /// The embedder, if its origin is in the address of this page: `#host=…`.
    #[must_use]
    pub fn find() -> Option<Self> {
        let window = web_sys::window()?;
        let hash = window.location().hash().ok()?;
        let origin = hash.strip_prefix("#host=")?;
        let origin = js_sys::decode_uri_component(origin).ok()?.into();
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
        // The browser discards the message if the parent has another origin.
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

    /// Calls `callback` with each theme that the embedder sends, as the value of
    /// the setting `theme`; it is not checked here.
    #[must_use]
    pub fn on_theme(&self, callback: impl Fn(String) + 'static) -> Option<EventListener> {
        let (parent, origin) = (self.window.clone(), self.origin.clone());
        let window = web_sys::window()?;
        Some(EventListener::new(&window, "message", move |event| {
            let Some(message) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            let from_parent = message
                .source()
                .is_some_and(|source| Object::is(&source, &parent));
            if from_parent && message.origin() == origin {
                let content = Reflect::get(&message.data(), &"inflight".into());
                let theme = content.and_then(|content| Reflect::get(&content, &"theme".into()));
                let theme = theme.ok().and_then(|theme| theme.as_string());
                theme.map(&callback);
            }
        }))
    }
}
