//! What a browser's console says, errors and violations of the page's policy among it.

use crate::browser::{Browser, engine::Engine, security_policy};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use std::thread;
use url::{ParseError, Url};

/// What the driver of Chromium is asked for, beneath the session's address: its log has more than it tells by itself,
/// such as what the network said.
const LOG: &str = "se/log";

impl Browser {
    /// What the console has said since it was last asked: errors, warnings and all else.
    pub async fn console(&self) -> Vec<String> {
        let said = self.console_of_a_host().await;
        security_policy::check(&said.concat());
        said
    }

    /// The same where a host's own policy is violated on purpose.
    pub async fn console_of_a_host(&self) -> Vec<String> {
        match self.engine {
            Engine::Chromium => {
                let log = self.client.issue_cmd(ReadLog).await;
                let log = log.expect("a command that chromedriver knows");
                let entries = log.as_array().expect("a list of entries").iter();
                let lines =
                    entries.map(|entry| format!("{}: {}", entry["level"], entry["message"]));
                lines.collect()
            }
            Engine::Firefox => {
                let nothing = self.nothing();
                self.bidi.ask("script.callFunction", nothing).await;
                self.bidi.take_console()
            }
        }
    }

    /// A call that does nothing: when it is answered, the page has said what it had to say before.
    fn nothing(&self) -> Value {
        json!({
            "functionDeclaration": "() => {}", "awaitPromise": false, "target": { "context": self.context() },
        })
    }

    /// What the console has said since it was last asked, where nothing can be awaited.
    fn last_words(&self) -> String {
        match self.engine {
            Engine::Chromium => {
                let said = self
                    .driver
                    .ask("POST", &format!("/{LOG}"), &browser().to_string());
                said.expect("a driver that tells what the console said")
            }
            Engine::Firefox => {
                self.bidi
                    .ask_and_wait("script.callFunction", self.nothing());
                self.bidi.take_console().concat()
            }
        }
    }
}

/// What was said since the console was last asked might be a violation of the page's policy.
impl Drop for Browser {
    fn drop(&mut self) {
        if !thread::panicking() {
            security_policy::check(&self.last_words());
        }
    }
}

/// Which of its logs.
fn browser() -> Value {
    json!({ "type": "browser" })
}

/// A command beyond the standard.
#[derive(Debug)]
struct ReadLog;

impl WebDriverCompatibleCommand for ReadLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{LOG}", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(browser().to_string()))
    }
}
