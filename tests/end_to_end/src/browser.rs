//! A headless browser with an empty profile, and what its driver can do with it.
//!
//! One way for both browsers: the driver is asked for clicks and the history, the browser itself
//! ([`bidi`](crate::browser::bidi)) for all else. What it says is in [`console`](crate::browser::console).

mod bidi;
mod console;
mod devtools;
pub mod driver;
pub mod engine;
mod layout_shifts;
mod security_policy;

use self::{
    bidi::{Bidi, Told},
    driver::Driver,
    engine::Engine,
};
use crate::{machine_lock::Claim, origin::record::PATIENCE, project};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};
use tokio::time::timeout;

pub use self::engine::STRANGER;

/// How long a script may take before the test fails: far beyond anything that works.
const SCRIPT: Duration = Duration::from_secs(600);

/// A browser; dropped, its processes end first, and then the claim.
#[derive(Debug)]
pub struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: Driver,
    pub(crate) client: Client,
    pub(crate) bidi: Bidi,
    /// The window, and the frames in it that were entered.
    contexts: Mutex<Vec<String>>,
    _claim: Claim,
}

impl Browser {
    pub async fn start(claim: Claim) -> Self {
        Self::start_with(claim, true).await
    }

    /// A browser that runs no script of any page.
    pub async fn start_without_script(claim: Claim) -> Self {
        Self::start_with(claim, false).await
    }

    async fn start_with(claim: Claim, scripts: bool) -> Self {
        let engine = Engine::chosen();
        let driver = Driver::start(engine);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(engine.capabilities(&driver.downloads(), scripts))
            .connect(&driver.url())
            .await
            .expect("a browser's session");
        let session = client.session_id().await.ok().flatten();
        driver.keep(session.expect("a session with an id"));
        let socket = client
            .capabilities()
            .and_then(|all| all["webSocketUrl"].as_str());
        let bidi = Bidi::connect(socket.expect("a browser that speaks BiDi")).await;
        let window = client.window().await.expect("a window");
        let browser = Self {
            engine,
            driver,
            client,
            bidi,
            contexts: Mutex::new(vec![String::from(window)]),
            _claim: claim,
        };
        browser.before_each_page(security_policy::WATCH).await;
        browser.console().await; // Chromium tells there what it speaks BiDi with
        browser
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Where it puts what is downloaded, and where there is room for what it is to be given.
    pub fn downloads(&self) -> PathBuf {
        self.driver.downloads()
    }

    /// Loads an address. Not by the driver: chromedriver hears nothing else meanwhile, not even what is to become
    /// of a request that is held back.
    pub async fn go(&self, url: &str) {
        self.contexts.lock().expect("the contexts").truncate(1);
        let address = json!({ "context": self.context(), "url": url, "wait": "complete" });
        let loaded = self.bidi.ask("browsingContext.navigate", address);
        let loaded = timeout(PATIENCE, loaded).await;
        loaded.unwrap_or_else(|_| panic!("{url} is never loaded"));
    }

    /// Goes into the first frame of what it is in: clicks and scripts are meant for that from now on.
    pub async fn enter_frame(&self) {
        self.enter_frame_number(0).await;
    }

    /// The same with another frame; they are counted from 0.
    pub async fn enter_frame_number(&self, number: u16) {
        let client = self.client.clone();
        client.enter_frame(number).await.expect("a frame");
        let within = json!({ "root": self.context(), "maxDepth": 1 });
        let tree = self.bidi.ask("browsingContext.getTree", within).await;
        let frame = &tree["contexts"][0]["children"][usize::from(number)]["context"];
        let frame = frame.as_str().expect("a frame with an id").to_owned();
        self.contexts.lock().expect("the contexts").push(frame);
    }

    /// Goes back to the page that embeds the frame.
    pub async fn leave_frame(&self) {
        let client = self.client.clone();
        client.enter_parent_frame().await.expect("a parent");
        self.contexts.lock().expect("the contexts").pop();
    }

    pub(crate) fn context(&self) -> String {
        let contexts = self.contexts.lock().expect("the contexts");
        contexts.last().cloned().expect("a window")
    }

    /// Runs the body of an asynchronous function in the page, with `args` for its arguments; what it throws
    /// fails the test.
    pub async fn script(&self, body: &str, args: Value) -> Value {
        let function = format!(
            "async (text) => {{
                 const run = async (args) => {{ {body} }};
                 const told = await run(JSON.parse(text)).then(
                     (value) => ({{ value: value ?? null }}),
                     (error) => ({{ error: String(error) }}));
                 return JSON.stringify(told);
             }}"
        );
        let call = json!({
            "functionDeclaration": function, "awaitPromise": true, "target": { "context": self.context() },
            "arguments": [{ "type": "string", "value": args.to_string() }],
        });
        let answer = timeout(SCRIPT, self.bidi.ask("script.callFunction", call)).await;
        let answer = answer.unwrap_or_else(|_| panic!("never ends: {body}"));
        let told = answer["result"]["value"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}, from {body}"));
        let mut told: Value = serde_json::from_str(told).expect("JSON");
        if let Some(error) = told.get("error") {
            panic!("in the page: {error}, from {body}");
        }
        told["value"].take()
    }

    /// Runs a script in each document from now on, before any script of its own.
    pub async fn before_each_page(&self, script: &str) {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        self.bidi.ask("script.addPreloadScript", function).await;
    }

    /// Lets requests fail from now on whose addresses contain one of these, and no others.
    pub async fn block(&self, parts: &[&str]) {
        self.bidi.block(parts).await;
    }

    /// Opens another tab before this one.
    pub async fn hide(&self) {
        let tab = json!({ "type": "tab" });
        self.bidi.ask("browsingContext.create", tab).await;
    }

    /// Shows this tab again.
    pub async fn show(&self) {
        let tab = json!({ "context": self.context() });
        self.bidi.ask("browsingContext.activate", tab).await;
    }

    /// Takes the network away from the browser, or gives it back.
    pub async fn take_network(&self, away: bool) {
        let conditions = if away {
            json!({ "type": "offline" })
        } else {
            json!(null)
        };
        let params = json!({ "networkConditions": conditions, "contexts": [self.context()] });
        self.bidi
            .ask("emulation.setNetworkConditions", params)
            .await;
    }

    /// Presses these keys, one after the other, wherever the focus is; one that is already down repeats itself.
    pub async fn keys(&self, actions: &[(&str, char)]) {
        let actions = actions
            .iter()
            .map(|(kind, key)| json!({ "type": kind, "value": key }));
        let keyboard =
            json!({ "type": "key", "id": "keyboard", "actions": actions.collect::<Vec<_>>() });
        let params = json!({ "context": self.context(), "actions": [keyboard] });
        self.bidi.ask("input.performActions", params).await;
    }

    /// Waits for the end of a download by this name, and returns where it lies.
    pub async fn downloaded(&self, name: &str) -> PathBuf {
        let path = self.downloads().join(name);
        let complete = |told: &Told| told.downloads.iter().any(|one| Path::new(one) == path);
        let ended = timeout(PATIENCE, self.bidi.until(complete)).await;
        ended.unwrap_or_else(|_| panic!("{name} is never downloaded"));
        self.bidi.forget_downloads(); // the next one may have the same name
        path
    }

    /// Makes each document from now on throw where a property of an object is merely named.
    pub async fn deny(&self, object: &str, property: &str) {
        let get = "get() { throw new DOMException('denied', 'SecurityError'); }";
        let script = format!("Object.defineProperty({object}, '{property}', {{ {get} }});");
        self.before_each_page(&script).await;
    }

    /// Makes the window a phone's.
    pub async fn become_phone(&self) {
        self.show_in(390, 844, 2).await;
    }

    /// Makes the window a desk's, the size being that of what is seen of a page.
    pub async fn become_desk(&self) {
        self.show_in(1280, 800, 1).await;
    }

    /// Makes the window so large, in CSS pixels.
    pub async fn show_in(&self, width: u32, height: u32, ratio: u32) {
        let screen = json!({
            "context": self.context(), "viewport": { "width": width, "height": height }, "devicePixelRatio": ratio,
        });
        self.bidi.ask("browsingContext.setViewport", screen).await;
    }

    /// Saves what is seen now as `target/end-to-end/<name>.png`.
    pub async fn screenshot(&self, name: &str) {
        let folder = project().join("target/end-to-end");
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        let image = self.client.screenshot().await.expect("a screenshot");
        fs::write(folder.join(name).with_extension("png"), image)
            .expect("a screenshot that is saved");
    }
}
