//! The browsers that the tests run in, and their options.

use super::SCRIPT_TIMEOUT;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::{env, path::Path};

/// The host of a server that is not the reader's own. The browsers resolve it to this machine.
pub const STRANGER: &str = "stranger.example";

/// The connections that each browser opens to one host over HTTP/1.1.
pub const CONNECTIONS: usize = 6;

/// The bytes of a body that a browser may have taken when the page gives the body up after 1 MiB. Part of them is in
/// buffers of the system. Chromium and Firefox wait for the page to read; `WebKit` reads on.
pub fn read_ahead() -> usize {
    match Engine::chosen() {
        Engine::Chromium | Engine::Firefox => 12 << 20,
        Engine::WebKit => 64 << 20,
    }
}

/// The `User-Agent` of `WebKit`, as it is without the tests' addition to it.
pub(crate) const WEBKIT_AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

/// The browsers that the page is tested in. `docs/browsers.md` lists their differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, with chromedriver.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
    /// The engine of Safari: `WebKitGTK` and its `MiniBrowser`, with `WebKitWebDriver`.
    WebKit,
}

/// Whether the browser runs the scripts of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scripts {
    Run,
    Blocked,
}

impl Engine {
    /// The browser that `TEST_BROWSER` names, by default Chromium.
    pub fn chosen() -> Self {
        match env::var("TEST_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("TEST_BROWSER is chromium, firefox or webkit, not {other}"),
        }
    }

    /// The value for this browser.
    pub(crate) fn one_of<T>(self, chromium: T, firefox: T, webkit: T) -> T {
        match self {
            Self::Chromium => chromium,
            Self::Firefox => firefox,
            Self::WebKit => webkit,
        }
    }

    /// The driver, which a variable can name, and a hint in case it is missing.
    pub(crate) fn driver(self) -> (String, &'static str) {
        let (variable, program) = self.one_of(
            ("CHROMEDRIVER", "chromedriver"),
            ("GECKODRIVER", "geckodriver"),
            ("WEBKITDRIVER", "WebKitWebDriver"),
        );
        let hint = self.one_of(
            "is chromium-driver installed?",
            "`.ci/tools firefox` installs it",
            "`.ci/tools webkit` installs it",
        );
        (
            env::var(variable).unwrap_or_else(|_| program.to_owned()),
            hint,
        )
    }

    /// The arguments of the driver besides its port. Two drivers of Firefox would use the same port for `BiDi`.
    pub(crate) fn driver_flags(self) -> &'static [&'static str] {
        self.one_of(&[], &["--websocket-port=0"], &["--host=127.0.0.1"])
    }

    /// The capabilities of a new session. Only `WebKit` is given its `User-Agent`.
    pub(crate) fn capabilities(
        self,
        downloads: &Path,
        scripts: Scripts,
        agent: &str,
    ) -> Capabilities {
        let mut capabilities = match self {
            Self::Chromium => chromium(downloads, scripts),
            Self::Firefox => firefox(downloads, scripts),
            Self::WebKit => webkit(scripts, agent),
        };
        capabilities["timeouts"] =
            json!({ "script": SCRIPT_TIMEOUT.as_millis(), "pageLoad": 30_000 });
        capabilities.as_object().cloned().expect("an object")
    }
}

/// Options with the program that a variable can name; by default the driver finds one.
fn with_program(variable: &str, mut options: Value) -> Value {
    if let Ok(program) = env::var(variable) {
        options["binary"] = json!(program);
    }
    options
}

/// Arguments of Chromium. The four after the window's size keep a browser without internet from waiting for hosts that
/// it cannot reach; the next one lets a page change its address as often as a test needs.
pub const FLAGS: [&str; 11] = [
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

fn chromium(downloads: &Path, scripts: Scripts) -> Value {
    let mut preferences =
        json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
    if scripts == Scripts::Blocked {
        preferences["profile.default_content_setting_values.javascript"] = json!(2); // blocked
    }
    let options = json!({ "args": FLAGS, "prefs": preferences });
    json!({
        "browserName": "chrome",
        "webSocketUrl": true,
        "goog:chromeOptions": with_program("CHROMIUM", options),
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

/// Options of Firefox: it downloads without a question, contacts no proxy, no DNS server and not Mozilla, and lets a
/// page change its address as often as a test needs.
fn firefox(downloads: &Path, scripts: Scripts) -> Value {
    let options = json!({ "args": ["--headless", "--width=1280", "--height=800"], "prefs": {
        "browser.download.dir": downloads,
        "browser.download.folderList": 2, // that folder
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false, // it would take the focus from the page
        "browser.navigation.requests.maxPerSec": 1_000_000,
        "dom.navigation.navigationRateLimit.count": 0,
        "javascript.enabled": scripts == Scripts::Run,
        "network.dns.localDomains": STRANGER,
        "network.proxy.type": 0,
        "network.trr.mode": 5,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
    } });
    json!({
        "browserName": "firefox",
        "webSocketUrl": true,
        "moz:firefoxOptions": with_program("FIREFOX", options),
    })
}

/// Options of `WebKit`'s `MiniBrowser`.
fn webkit(scripts: Scripts, agent: &str) -> Value {
    let javascript = scripts == Scripts::Run;
    let options = json!({ "args": [
        "--automation",
        format!("--enable-javascript={javascript}"),
        format!("--user-agent={agent}"),
    ] });
    json!({ "webkitgtk:browserOptions": with_program("MINIBROWSER", options) })
}
