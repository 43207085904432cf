//! The browsers that the tests run in, and their options.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::{env, path::Path};

/// The host of a server that is not the reader's own. The browsers resolve it to this machine.
pub const STRANGER: &str = "stranger.example";

/// The connections that each browser opens to one host over HTTP/1.1.
pub const CONNECTIONS: usize = 6;

/// The browsers that the page is tested in. `docs/browsers.md` lists their differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, with chromedriver.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
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
            Ok(other) => panic!("TEST_BROWSER is chromium or firefox, not {other}"),
        }
    }

    /// The value for this browser, where the two differ.
    pub fn either<T>(self, chromium: T, firefox: T) -> T {
        match self {
            Self::Chromium => chromium,
            Self::Firefox => firefox,
        }
    }

    /// The driver, which a variable can name, and a hint in case it is missing.
    pub(crate) fn driver(self) -> (String, &'static str) {
        let (variable, program) = self.either(
            ("CHROMEDRIVER", "chromedriver"),
            ("GECKODRIVER", "geckodriver"),
        );
        let hint = self.either(
            "is chromium-driver installed?",
            "`.ci/tools firefox` installs it",
        );
        (
            env::var(variable).unwrap_or_else(|_| program.to_owned()),
            hint,
        )
    }

    /// The arguments of the driver besides its port. Two drivers of Firefox would use the same port for `BiDi`.
    pub(crate) fn driver_flags(self) -> &'static [&'static str] {
        self.either(&[], &["--websocket-port=0"])
    }

    /// The capabilities of a new session.
    pub(crate) fn capabilities(self, downloads: &Path, scripts: Scripts) -> Capabilities {
        let mut capabilities =
            self.either(chromium(downloads, scripts), firefox(downloads, scripts));
        capabilities["timeouts"] = json!({ "script": 600_000, "pageLoad": 30_000 });
        capabilities["webSocketUrl"] = json!(true);
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
    json!({ "browserName": "firefox", "moz:firefoxOptions": with_program("FIREFOX", options) })
}
