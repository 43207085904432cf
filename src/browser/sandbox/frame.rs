//! The frame of a sandbox.

use futures::channel::oneshot;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlIFrameElement};

/// The page of the sandbox, beside this page.
const PAGE: &str = "sandbox.html";

/// A frame in the document, which is removed when this is dropped.
pub(super) struct Frame(pub(super) HtmlIFrameElement);

impl Drop for Frame {
    fn drop(&mut self) {
        self.0.remove();
    }
}

impl Frame {
    /// Loads the page of the sandbox in a frame that nobody sees.
    pub(super) async fn load() -> Result<Self, JsValue> {
        let document = web_sys::window().and_then(|window| window.document());
        let document = document.ok_or("there is no document")?;
        let frame: HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
        frame.set_attribute("sandbox", "allow-scripts")?;
        frame.set_attribute("title", "The code of a reader")?;
        frame.set_attribute("hidden", "")?;
        frame.set_src(PAGE);
        let (sender, loaded) = oneshot::channel();
        let _listener = EventListener::once(&frame, "load", move |_| {
            sender.send(()).ok();
        });
        let frame = Self(frame);
        let body: HtmlElement = document.body().ok_or("there is no body")?;
        body.append_child(&frame.0)?;
        loaded.await.ok();
        Ok(frame)
    }
}
