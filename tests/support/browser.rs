//! A headless Chromium with an empty profile, and what its driver can do with it.

use super::{claim::Claim, driver::Driver, policing};
use axum::http::Method;
use fantoccini::{
    Client, ClientBuilder,
    wd::{Capabilities, WebDriverCompatibleCommand},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
};
use url::{ParseError, Url};

/// The host of a stranger's server: in truth it is this machine, which no test has to leave.
pub(crate) const STRANGER: &str = "stranger.example";

/// The first four after the window's size keep a browser in a closed network from waiting for hosts that it
/// cannot reach; the next lets a page change its address as often as a test wants.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--window-size=1280,800",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-ipc-flooding-protection",
    "--host-resolver-rules=MAP stranger.example 127.0.0.1",
];

/// A browser; dropped, its processes end first, and then the claim.
#[derive(Debug)]
pub(crate) struct Browser {
    driver: Driver,
    client: Client,
    session: String,
    _claim: Claim,
}

impl Browser {
    pub(crate) async fn start(claim: Claim) -> Self {
        let driver = Driver::start();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&driver.downloads()))
            .connect(&driver.url())
            .await
            .expect("a browser's session");
        let session = client.session_id().await.ok().flatten();
        let browser = Self {
            driver,
            client,
            session: session.expect("a session with an id"),
            _claim: claim,
        };
        browser.before_each_page(policing::WATCH).await;
        browser
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Where it puts what is downloaded, and where there is room for what it is to be given.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.driver.downloads()
    }

    pub(crate) async fn go(&self, url: &str) {
        self.client.goto(url).await.expect("a page that loads");
    }

    /// Runs the body of an asynchronous function in the page, with `args` for its arguments; what it throws
    /// fails the test.
    pub(crate) async fn script(&self, body: &str, args: Value) -> Value {
        let script = format!(
            "const [args, done] = arguments;
             (async (args) => {{ {body} }})(args).then(
                 (value) => done({{ value: value ?? null }}),
                 (error) => done({{ error: String(error) }}));"
        );
        let answer = self
            .client
            .execute_async(&script, vec![args])
            .await
            .expect("a script that runs");
        if let Some(error) = answer.get("error") {
            panic!("in the page: {error}, from {body}");
        }
        answer["value"].clone()
    }

    /// What the console has said since it was last asked: errors, warnings and all else.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.vendor("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().expect("a list of entries");
        let said: Vec<String> = entries
            .iter()
            .map(|entry| format!("{}: {}", entry["level"], entry["message"]))
            .collect();
        policing::check(&said.concat());
        said
    }

    /// Sends a command of Chromium's own protocol for its developer tools.
    pub(crate) async fn devtools(&self, command: &str, params: Value) -> Value {
        self.vendor(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": params }),
        )
        .await
    }

    /// Runs a script in each document from now on, before any script of its own.
    pub(crate) async fn before_each_page(&self, script: &str) {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await;
    }

    /// Makes each document from now on throw where a property of an object is merely named.
    pub(crate) async fn deny(&self, object: &str, property: &str) {
        let get = "get() { throw new DOMException('denied', 'SecurityError'); }";
        let script = format!("Object.defineProperty({object}, '{property}', {{ {get} }});");
        self.before_each_page(&script).await;
    }

    /// Makes the window a phone's.
    pub(crate) async fn become_phone(&self) {
        let screen = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", screen)
            .await;
    }

    /// Saves what is seen now as `<name>.png` in the folder `end-to-end` of the build's scratch space.
    pub(crate) async fn screenshot(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("end-to-end");
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        let image = self.client.screenshot().await.expect("a screenshot");
        fs::write(folder.join(name).with_extension("png"), image)
            .expect("a screenshot that is saved");
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        self.client
            .issue_cmd(Vendor { path, body })
            .await
            .expect("a command that chromedriver knows")
    }
}

/// What was said since the console was last asked might be a violation of the page's policy.
impl Drop for Browser {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        let log = format!("session/{}/se/log", self.session);
        let said = self.driver.ask("POST", &log, r#"{"type":"browser"}"#);
        policing::check(&said.expect("a driver that tells what the console said"));
    }
}

/// Where `CHROMIUM` names a program it is that browser, or else the one that chromedriver finds.
fn capabilities(downloads: &Path) -> Capabilities {
    let preferences =
        json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
    let mut options = json!({ "args": FLAGS, "prefs": preferences });
    if let Ok(program) = env::var("CHROMIUM") {
        options["binary"] = json!(program);
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
        "timeouts": { "script": 300_000, "pageLoad": 30_000 },
    });
    capabilities.as_object().cloned().expect("an object")
}

/// A command beyond the standard, posted beneath the session's address.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
