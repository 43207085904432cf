//! Messages to and from the page that embeds this one in a frame. That page gets
//! the height of the figure and the reports of runs, and may send its theme and a
//! press on *Run*. Messages are exchanged only with the parent window, and only if
//! it has the origin that the address of this page names.

use gloo_events::EventListener;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{HtmlElement, MessageEvent, ResizeObserver, Window};

use super::location;

/// The origin of a page that has none, such as a file.
const NO_ORIGIN: &str = "null";

/// The page that embeds this one.
#[derive(Clone)]
pub struct Embedder {
    window: Window,
    origin: String,
}

/// A message of the embedder.
pub enum Demand {
    /// It has this theme, as the value of the setting `theme`; it is not checked
    /// here.
    Theme(String),
    /// The reader has pressed *Run* there.
    Run,
}

impl Embedder {
    /// The embedder, if its origin is in the address of this page: `#host=…`.
    #[must_use]
    pub fn find() -> Option<Self> {
        let window = web_sys::window()?;
        let hash = location::hash();
        let origin = hash.strip_prefix("#host=")?.split('&').next()?;
        let origin = js_sys::decode_uri_component(origin).ok()?.into();
        let parent = window.parent().ok()??;
        (parent != window).then_some(Self {
            window: parent,
            origin,
        })
    }

    /// Whether the embedder has an origin, so that nobody else gets what it is
    /// sent.
    #[must_use]
    pub fn has_origin(&self) -> bool {
        self.origin != NO_ORIGIN
    }

    fn send(&self, name: &str, value: &JsValue) {
        let (message, content) = (Object::new(), Object::new());
        Reflect::set(&content, &name.into(), value).ok();
        Reflect::set(&message, &"inflight".into(), &content).ok();
        let origin = if self.has_origin() { &self.origin } else { "*" };
        // The browser discards the message if the parent has another origin.
        self.window.post_message(&message, origin).ok();
    }

    /// Sends the height of the figure, in CSS pixels, now and whenever it changes.
    /// Changes alone would be late: a browser does not observe sizes in a frame
    /// that is out of sight.
    pub fn send_heights(&self) {
        let body = web_sys::window().and_then(|window| window.document()?.body());
        let Some(body) = body else { return };
        self.send_height(&body);
        let (embedder, observed) = (self.clone(), body.clone());
        let send = move || embedder.send_height(&body);
        let callback: Closure<dyn Fn()> = Closure::new(send);
        if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&observed);
            // It observes as long as the page is there.
            callback.forget();
        }
    }

    fn send_height(&self, body: &HtmlElement) {
        self.send("height", &body.offset_height().into());
    }

    /// Sends the report of a run, given as JSON text.
    pub fn send_report(&self, report: &str) {
        if let Ok(report) = JSON::parse(report) {
            self.send("report", &report);
        }
    }

    /// Calls `callback` with each message of the embedder.
    #[must_use]
    pub fn on_demand(&self, callback: impl Fn(Demand) + 'static) -> Option<EventListener> {
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
                let Ok(content) = content else { return };
                let value = |name: &str| Reflect::get(&content, &name.into()).ok();
                if let Some(theme) = value("theme").and_then(|theme| theme.as_string()) {
                    callback(Demand::Theme(theme));
                }
                if value("run").is_some_and(|run| run == true) {
                    callback(Demand::Run);
                }
            }
        }))
    }
}
