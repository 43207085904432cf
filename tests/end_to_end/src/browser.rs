//! Headless browser with an empty profile.
//!
//! Clicks and steps in the history are commands of the driver (`WebDriver`). Everything else is a command of the browser
//! itself, where it speaks `WebDriver` `BiDi` (`bidi_session`); `WebKit` does not, and gets commands of the driver only
//! (`classic_session`). A test does not see the difference.

pub mod ability;
mod bidi;
mod bidi_session;
mod classic_session;
mod console;
mod devtools;
mod display;
mod disturbance;
pub mod driver;
pub mod engine;
mod layout_shifts;
mod security_policy;
mod webkit_home;
mod window;

use self::{
    bidi_session::BidiSession,
    classic_session::ClassicSession,
    driver::Driver,
    engine::{Engine, Scripts},
};
use crate::{
    machine_lock::MachineLock,
    origin::{record::PATIENCE, visitor::Visitor},
};
use fantoccini::{
    Client, ClientBuilder,
    elements::{Element, ElementRef},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use std::{path::PathBuf, time::Duration};
use tokio::time::timeout;

pub use self::engine::STRANGER;

/// The name under which a driver returns an element (`WebDriver`, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Function of a page that returns its frame with a number, counted from 0, also if it is in a shadow tree.
const FRAME: &str = "(number) => {
    const within = (element) => (element.shadowRoot ? [...element.shadowRoot.querySelectorAll('*')] : element);
    return [...document.querySelectorAll('*')].flatMap(within).filter((one) => one.localName === 'iframe')[number];
}";

/// The time after which a script that has not ended fails the test; what works takes far less.
pub(crate) const SCRIPT_TIMEOUT: Duration = Duration::from_secs(600);

/// A running browser. When it is dropped, its processes end before the lock on the machine is released.
#[derive(Debug)]
pub struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: Driver,
    pub(crate) client: Client,
    session: Session,
    _lock: MachineLock,
}

/// The commands that the browser understands.
#[derive(Debug)]
enum Session {
    Bidi(BidiSession),
    Classic(ClassicSession),
}

impl Browser {
    /// Starts a browser.
    pub async fn start(lock: MachineLock) -> Self {
        Self::start_with(lock, Scripts::Run).await
    }

    /// Starts a browser that runs no scripts of pages.
    pub async fn start_without_script(lock: MachineLock) -> Self {
        Self::start_with(lock, Scripts::Blocked).await
    }

    async fn start_with(lock: MachineLock, scripts: Scripts) -> Self {
        let engine = Engine::chosen();
        let driver = Driver::start(engine);
        let visitor = Visitor::new(engine::WEBKIT_AGENT);
        let capabilities = engine.capabilities(&driver.downloads(), scripts, visitor.agent());
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await
            .expect("a browser's session");
        let id = client.session_id().await.ok().flatten();
        driver.set_session(id.expect("a session with an id"));
        let session = match engine {
            Engine::Chromium | Engine::Firefox => Session::Bidi(BidiSession::start(&client).await),
            Engine::WebKit => Session::Classic(ClassicSession::new(client.clone(), visitor)),
        };
        let browser = Self {
            engine,
            driver,
            client,
            session,
            _lock: lock,
        };
        browser.before_each_page(security_policy::WATCH).await;
        browser.console().await; // Chromium reports its BiDi connection there
        if engine == Engine::WebKit && scripts == Scripts::Run {
            browser.resize_to_desktop().await; // the options of a browser do not say how large its page is
        }
        browser
    }

    /// The client of the driver.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The folder for downloads, and for files that the page is given.
    pub fn downloads(&self) -> PathBuf {
        self.driver.downloads()
    }

    /// Loads an address.
    pub async fn go(&self, url: &str) {
        let load = async {
            match &self.session {
                Session::Bidi(session) => session.load(url).await,
                Session::Classic(session) => session.load(url).await,
            }
        };
        let loaded = timeout(PATIENCE, load).await;
        loaded.unwrap_or_else(|_| panic!("{url} is never loaded"));
    }

    /// Enters the first frame of the current document: from now on, clicks and scripts go there.
    pub async fn enter_frame(&self) {
        self.enter_frame_number(0).await;
    }

    /// Enters the frame with this number, counted from 0; frames of figures, which are in shadow trees, count as well.
    pub async fn enter_frame_number(&self, number: u16) {
        if let Session::Bidi(session) = &self.session {
            session.enter_frame(FRAME, number).await;
        }
        let frame = format!("return ({FRAME})(arguments[0]);");
        let frame = self.client.execute(&frame, vec![number.into()]).await;
        let frame = frame.expect("a script that finds a frame");
        let id = frame[ELEMENT].as_str().expect("a frame").to_owned();
        let frame = Element::from_element_id(self.client.clone(), ElementRef::from(id));
        frame.enter_frame().await.expect("a frame to enter");
    }

    /// Returns to the page that embeds the frame.
    pub async fn leave_frame(&self) {
        self.client.enter_parent_frame().await.expect("a parent");
        if let Session::Bidi(session) = &self.session {
            session.leave_frame();
        }
    }

    /// Runs the body of an asynchronous function in the page, with `args` as its arguments. An exception fails the test.
    pub async fn script(&self, body: &str, args: Value) -> Value {
        let function = format!(
            "async (text) => {{
                 const run = async (args) => {{ {body} }};
                 const result = await run(JSON.parse(text)).then(
                     (value) => ({{ value: value ?? null }}),
                     (error) => ({{ error: String(error) }}));
                 return JSON.stringify(result);
             }}"
        );
        let call = async {
            match &self.session {
                Session::Bidi(session) => session.call(&function, args.to_string()).await,
                Session::Classic(session) => session.call(&function, args.to_string()).await,
            }
        };
        let answer = timeout(SCRIPT_TIMEOUT, call).await;
        let answer = answer.unwrap_or_else(|_| panic!("never ends: {body}"));
        let result = answer
            .as_str()
            .unwrap_or_else(|| panic!("{answer}, from {body}"));
        let mut result: Value = serde_json::from_str(result).expect("JSON");
        if let Some(error) = result.get("error") {
            panic!("in the page: {error}, from {body}");
        }
        result["value"].take()
    }

    /// From now on, runs a script in each document before its own scripts.
    pub async fn before_each_page(&self, script: &str) {
        match &self.session {
            Session::Bidi(session) => session.before_each_page(script).await,
            Session::Classic(session) => session.before_each_page(script),
        }
    }

    /// The session of a browser that speaks `BiDi`, for what the others cannot.
    pub(crate) fn bidi(&self) -> &BidiSession {
        match &self.session {
            Session::Bidi(session) => session,
            Session::Classic(_) => panic!("{:?} does not speak BiDi", self.engine),
        }
    }

    /// Presses these keys, one after the other, at the element with the focus. A key that is already down repeats.
    pub async fn keys(&self, actions: &[(&str, char)]) {
        match &self.session {
            Session::Bidi(session) => session.keys(actions).await,
            Session::Classic(session) => session.keys(actions).await,
        }
    }

    /// Waits until a file with this name is downloaded, and returns its path.
    pub async fn downloaded(&self, name: &str) -> PathBuf {
        let path = self.downloads().join(name);
        let complete = async {
            match &self.session {
                Session::Bidi(session) => session.downloaded(&path).await,
                Session::Classic(session) => session.downloaded(&path).await,
            }
        };
        let ended = timeout(PATIENCE, complete).await;
        ended.unwrap_or_else(|_| panic!("{name} is never downloaded"));
        path
    }
}
