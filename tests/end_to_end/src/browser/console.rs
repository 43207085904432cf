//! The browser's console: messages, errors, and violations of the page's Content-Security-Policy.

use crate::browser::{
    Browser, Session, classic_session::TAKE_CONSOLE, engine::Engine, security_policy,
};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::json;
use std::thread;
use url::{ParseError, Url};

/// The path of Chromium's log beneath the address of the session. The log contains more than the events do, such as
/// network errors.
const LOG: &str = "se/log";

/// In the messages of chromedriver's own page, which translates our commands. It fails if a frame is removed while its
/// events are on their way.
const DRIVERS_OWN: &str = "MapperCdpClient";

impl Browser {
    /// Takes the messages that the console got since the last call. A violation of the page's policy fails the test.
    pub async fn console(&self) -> Vec<String> {
        let messages = self.console_unchecked().await;
        security_policy::check(&messages.concat());
        messages
    }

    /// The same, where a test violates a policy on purpose.
    pub async fn console_unchecked(&self) -> Vec<String> {
        match &self.session {
            Session::Bidi(_) if self.engine == Engine::Chromium => {
                let log = self.client.issue_cmd(ReadLog).await;
                let log = log.expect("a command that chromedriver knows");
                let entries = log.as_array().expect("a list of entries").iter();
                let lines =
                    entries.map(|entry| format!("{}: {}", entry["level"], entry["message"]));
                lines.filter(|line| !line.contains(DRIVERS_OWN)).collect()
            }
            Session::Bidi(session) => session.console().await,
            Session::Classic(session) => session.console().await,
        }
    }

    /// The remaining messages, without awaiting: for the destructor.
    fn remaining_console(&self) -> String {
        match &self.session {
            Session::Bidi(_) if self.engine == Engine::Chromium => {
                let path = format!("/{LOG}");
                let log = self.driver.send_to_session("POST", &path, &browser_log());
                log.expect("a driver that returns the log")
            }
            Session::Bidi(session) => session.remaining_console().concat(),
            Session::Classic(session) => {
                let take = json!({ "script": TAKE_CONSOLE, "args": [] }).to_string();
                let answer = self.driver.send_to_session("POST", "/execute/sync", &take);
                let answer = answer.expect("a driver that runs the script");
                session.remaining_console(&answer).concat()
            }
        }
    }
}

/// The remaining messages must not contain a violation of the page's policy.
impl Drop for Browser {
    fn drop(&mut self) {
        if !thread::panicking() {
            security_policy::check(&self.remaining_console());
        }
    }
}

/// The body of the command: the log of the browser, not of the driver.
fn browser_log() -> String {
    json!({ "type": "browser" }).to_string()
}

/// A command beyond the standard: reads the log.
#[derive(Debug)]
struct ReadLog;

impl WebDriverCompatibleCommand for ReadLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{LOG}", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(browser_log()))
    }
}
