//! Which browser the tests run in, and what each wants to be told when it starts.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::{env, path::Path};

/// The host of a stranger's server: in truth it is this machine, which no test has to leave.
pub const STRANGER: &str = "stranger.example";

/// How many connections each of the browsers opens to one host with HTTP/1.1.
pub const CONNECTIONS: usize = 6;

/// The browsers that the page is tested in. Where they differ, see `docs/browsers.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
}

impl Engine {
    /// The one that `TEST_BROWSER` names, or else Chromium.
    pub fn chosen() -> Self {
        match env::var("TEST_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok(other) => panic!("TEST_BROWSER is chromium or firefox, not {other}"),
        }
    }

    /// One of two values: what is expected where the browsers differ.
    pub fn either<T>(self, chromium: T, firefox: T) -> T {
        match self {
            Self::Chromium => chromium,
            Self::Firefox => firefox,
        }
    }

    /// Its driver: the program that the variable names, or else this one; and a hint where there is none.
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

    /// What the driver is told besides its port: two drivers of Firefox would want the same one for `BiDi`.
    pub(crate) fn driver_flags(self) -> &'static [&'static str] {
        self.either(&[], &["--websocket-port=0"])
    }

    /// What to ask for in a new session.
    pub(crate) fn capabilities(self, downloads: &Path, scripts: bool) -> Capabilities {
        let mut capabilities =
            self.either(chromium(downloads, scripts), firefox(downloads, scripts));
        capabilities["timeouts"] = json!({ "script": 600_000, "pageLoad": 30_000 });
        capabilities["webSocketUrl"] = json!(true);
        capabilities.as_object().cloned().expect("an object")
    }
}

/// Options with the program that the variable names, or else the driver finds one.
fn with_program(variable: &str, mut options: Value) -> Value {
    if let Ok(program) = env::var(variable) {
        options["binary"] = json!(program);
    }
    options
}

/// The first four after the window's size keep a browser in a closed network from waiting for hosts that it
/// cannot reach; the next lets a page change its address as often as a test wants.
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

fn chromium(downloads: &Path, scripts: bool) -> Value {
    let mut preferences =
        json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
    if !scripts {
        preferences["profile.default_content_setting_values.javascript"] = json!(2); // blocked
    }
    let options = json!({ "args": FLAGS, "prefs": preferences });
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": with_program("CHROMIUM", options),
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

/// Downloads without a question; nothing asked of a proxy, of a resolver or of Mozilla; and a page may change its
/// address as often as a test wants.
fn firefox(downloads: &Path, scripts: bool) -> Value {
    let options = json!({ "args": ["--headless", "--width=1280", "--height=800"], "prefs": {
        "browser.download.dir": downloads,
        "browser.download.folderList": 2, // that folder
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false, // it would take the focus from the page
        "browser.navigation.requests.maxPerSec": 1_000_000,
        "dom.navigation.navigationRateLimit.count": 0,
        "javascript.enabled": scripts,
        "network.dns.localDomains": STRANGER,
        "network.proxy.type": 0,
        "network.trr.mode": 5,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
    } });
    json!({ "browserName": "firefox", "moz:firefoxOptions": with_program("FIREFOX", options) })
}
