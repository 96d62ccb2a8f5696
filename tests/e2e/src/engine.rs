use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::repo_root;

/// A browser engine that the kit promises to work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium: most phones.
    Chromium,
    /// Gecko.
    Firefox,
    /// WebKitGTK, in place of Safari on iOS.
    WebKit,
}

/// The size of the page, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Viewport {
    /// A cheap phone held upright.
    pub const PHONE: Self = Self {
        width: 360,
        height: 740,
    };
    /// A desk.
    pub const DESK: Self = Self {
        width: 1200,
        height: 900,
    };
}

/// Why an engine can't be tested on this machine.
#[derive(Clone, Debug)]
pub struct Missing(pub String);

impl Engine {
    /// The name used in test names, file names and `BANGTIN_REQUIRE`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The driver's program and its arguments for a port.
    pub(crate) fn driver(self, port: u16) -> Result<(PathBuf, Vec<String>), Missing> {
        Ok(match self {
            Self::Chromium => {
                program("chromium")?;
                (program("chromedriver")?, vec![format!("--port={port}")])
            }
            Self::Firefox => {
                program("firefox-esr").or_else(|_| program("firefox"))?;
                let arguments = vec![
                    format!("--port={port}"),
                    "--log=fatal".into(),
                    "--websocket-port=0".into(),
                ];
                (program("geckodriver")?, arguments)
            }
            Self::WebKit => {
                for needed in ["Xvfb", "matchbox-window-manager"] {
                    program(needed)?;
                }
                mini_browser()?;
                (program("WebKitWebDriver")?, vec![format!("--port={port}")])
            }
        })
    }

    pub(crate) fn capabilities(self) -> Result<Value, Missing> {
        Ok(match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": { "binary": program("chromium")?, "args": CHROMIUM_ARGUMENTS, "excludeSwitches": ["enable-logging"] },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "webSocketUrl": true,
                "moz:firefoxOptions": {
                    "binary": program("firefox-esr").or_else(|_| program("firefox"))?,
                    "args": ["-headless"],
                    "prefs": firefox_preferences(),
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] },
            }),
        })
    }
}

const CHROMIUM_ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    // Nothing a test page names may be looked up outside this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// A dead proxy for everything but loopback keeps Firefox on this machine; the rest silences its own calls home.
fn firefox_preferences() -> Value {
    json!({
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
        "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9,
        "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
        "browser.shell.checkDefaultBrowser": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "app.update.disabledForTesting": true,
        "dom.disable_open_during_load": false,
    })
}

fn mini_browser() -> Result<PathBuf, Missing> {
    let places = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/libexec",
    ];
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    places
        .iter()
        .flat_map(|place| {
            versions.map(|version| Path::new(place).join(version).join("MiniBrowser"))
        })
        .find(|path| path.is_file())
        .ok_or_else(|| Missing("MiniBrowser is not installed (package webkit2gtk-driver)".into()))
}

/// A program on the PATH, or among the tools that `xtask` builds.
fn program(name: &str) -> Result<PathBuf, Missing> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([repo_root().join("target/tools/bin")])
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| Missing(format!("{name} is not installed")))
}
