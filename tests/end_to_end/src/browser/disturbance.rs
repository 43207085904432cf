//! Disturbances of a page: requests that fail, a network that goes away, another tab, an interface that is denied.

use crate::browser::{Browser, Session};
use serde_json::{Value, json};

impl Browser {
    /// From now on, requests fail if their address contains one of these; all others succeed.
    pub async fn block(&self, parts: &[&str]) {
        match &self.session {
            Session::Bidi(session) => session.block(parts).await,
            Session::Classic(session) => session.block(parts),
        }
    }

    /// Hides the page: behind a new tab, or with its window.
    pub async fn hide(&self) {
        match &self.session {
            Session::Bidi(session) => session.hide().await,
            Session::Classic(session) => session.hide().await,
        }
    }

    /// Shows the page again.
    pub async fn show(&self) {
        match &self.session {
            Session::Bidi(session) => session.show().await,
            Session::Classic(session) => session.show().await,
        }
    }

    /// Takes the network away from the page. Not every browser [can](super::engine::Engine::cannot).
    pub async fn go_offline(&self) {
        let offline = json!({ "type": "offline" });
        self.bidi().set_network(offline).await;
    }

    /// Gives the network back to the page.
    pub async fn go_online(&self) {
        self.bidi().set_network(Value::Null).await;
    }

    /// From now on, reading a property of an object throws a `SecurityError` in each document.
    pub async fn throw_on_access(&self, object: &str, property: &str) {
        let get = "get() { throw new DOMException('denied', 'SecurityError'); }";
        let script = format!("Object.defineProperty({object}, '{property}', {{ {get} }});");
        self.before_each_page(&script).await;
    }
}
