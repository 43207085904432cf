//! Commands to a browser that speaks `WebDriver` `BiDi`.

use crate::browser::bidi::{Bidi, Events};
use fantoccini::Client;
use serde_json::{Value, json};
use std::{path::Path, sync::Mutex};

/// A session with one window.
#[derive(Debug)]
pub(crate) struct BidiSession {
    bidi: Bidi,
    /// The window, then the frames that were entered, from the outermost to the innermost.
    contexts: Mutex<Vec<String>>,
}

impl BidiSession {
    /// Connects to the browser of a new session of the driver.
    pub(crate) async fn start(client: &Client) -> Self {
        let socket = client
            .capabilities()
            .and_then(|all| all["webSocketUrl"].as_str());
        let bidi = Bidi::connect(socket.expect("a browser that speaks BiDi")).await;
        let window = client.window().await.expect("a window");
        Self {
            bidi,
            contexts: Mutex::new(vec![String::from(window)]),
        }
    }

    /// Sends a command and returns its result.
    pub(crate) async fn command(&self, method: &str, params: Value) -> Value {
        self.bidi.command(method, params).await
    }

    /// The window or frame that the commands go to.
    pub(crate) fn context(&self) -> String {
        let contexts = self.contexts.lock().expect("the contexts");
        contexts.last().cloned().expect("a window")
    }

    /// Loads an address. The driver is not asked, because chromedriver reads no other command until the page is loaded,
    /// not even whether a request that is held back may continue.
    pub(crate) async fn load(&self, url: &str) {
        self.contexts.lock().expect("the contexts").truncate(1);
        let address = json!({ "context": self.context(), "url": url, "wait": "complete" });
        self.command("browsingContext.navigate", address).await;
    }

    /// Follows the driver into the frame that a function of the page returns for a number.
    pub(crate) async fn enter_frame(&self, frame: &str, number: u16) {
        let call = json!({
            "functionDeclaration": format!("(number) => ({frame})(number).contentWindow"),
            "awaitPromise": false, "target": { "context": self.context() },
            "arguments": [{ "type": "number", "value": number }],
        });
        let window = self.command("script.callFunction", call).await;
        let context = &window["result"]["value"]["context"];
        let context = context.as_str().expect("a frame with an id").to_owned();
        self.contexts.lock().expect("the contexts").push(context);
    }

    /// Follows the driver out of a frame.
    pub(crate) fn leave_frame(&self) {
        self.contexts.lock().expect("the contexts").pop();
    }

    /// Calls an asynchronous function that takes and returns text.
    pub(crate) async fn call(&self, function: &str, argument: String) -> Value {
        let call = json!({
            "functionDeclaration": function, "awaitPromise": true, "target": { "context": self.context() },
            "arguments": [{ "type": "string", "value": argument }],
        });
        let mut answer = self.command("script.callFunction", call).await;
        answer["result"]["value"].take()
    }

    /// From now on, runs a script in each document before its own scripts.
    pub(crate) async fn before_each_page(&self, script: &str) {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        self.command("script.addPreloadScript", function).await;
    }

    /// From now on, requests fail if their address contains one of these; all others succeed.
    pub(crate) async fn block(&self, parts: &[&str]) {
        self.bidi.block(parts).await;
    }

    /// Hides the page behind a new tab.
    pub(crate) async fn hide(&self) {
        let tab = json!({ "type": "tab" });
        self.command("browsingContext.create", tab).await;
    }

    /// Shows the page again.
    pub(crate) async fn show(&self) {
        let tab = json!({ "context": self.context() });
        self.command("browsingContext.activate", tab).await;
    }

    /// Sets the conditions of the page's network; `null` are the usual ones.
    pub(crate) async fn set_network(&self, conditions: Value) {
        let params = json!({ "networkConditions": conditions, "contexts": [self.context()] });
        self.command("emulation.setNetworkConditions", params).await;
    }

    /// Presses keys.
    pub(crate) async fn keys(&self, actions: &[(&str, char)]) {
        let actions = actions
            .iter()
            .map(|(kind, key)| json!({ "type": kind, "value": key }));
        let keyboard =
            json!({ "type": "key", "id": "keyboard", "actions": actions.collect::<Vec<_>>() });
        let params = json!({ "context": self.context(), "actions": [keyboard] });
        self.command("input.performActions", params).await;
    }

    /// Waits until a file is downloaded.
    pub(crate) async fn downloaded(&self, path: &Path) {
        let complete = |events: &Events| events.downloads.iter().any(|one| Path::new(one) == path);
        self.bidi.until(complete).await;
        self.bidi.forget_downloads(); // the next file may have the same name
    }

    /// Gives the page a size, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32, ratio: u32) {
        let screen = json!({
            "context": self.context(), "viewport": { "width": width, "height": height }, "devicePixelRatio": ratio,
        });
        self.command("browsingContext.setViewport", screen).await;
    }

    /// Takes the messages of the console.
    pub(crate) async fn console(&self) -> Vec<String> {
        self.command("script.callFunction", self.no_op()).await;
        self.bidi.take_console()
    }

    /// The same without awaiting: for the destructor.
    pub(crate) fn remaining_console(&self) -> Vec<String> {
        self.bidi
            .command_blocking("script.callFunction", self.no_op());
        self.bidi.take_console()
    }

    /// A call that does nothing: its answer comes after all earlier messages.
    fn no_op(&self) -> Value {
        json!({
            "functionDeclaration": "() => {}", "awaitPromise": false, "target": { "context": self.context() },
        })
    }
}
