//! The browsers of the tests and their drivers.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::apt;
use crate::command::{capture, cargo, exists};
use crate::repo::Repo;
use crate::step::long_step;

struct Engine {
    name: &'static str,
    programs: &'static [&'static str],
    packages: &'static [&'static str],
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        programs: &["chromium", "chromedriver"],
        packages: &["chromium", "chromium-driver"],
    },
    Engine {
        name: "webkit",
        programs: &["WebKitWebDriver", "Xvfb", "matchbox-window-manager"],
        packages: &["webkit2gtk-driver", "xvfb", "matchbox-window-manager"],
    },
    Engine {
        name: "firefox",
        programs: &["firefox"],
        packages: &["firefox-esr"],
    },
];

/// Vietnamese marks are where fonts fail first.
const FONTS: [&str; 4] = [
    "fonts-noto-core",
    "fonts-noto-mono",
    "fonts-liberation2",
    "fonts-noto-color-emoji",
];

const GECKODRIVER: &str = "geckodriver@0.37.1";

/// What could be had of the engines.
pub struct Engines {
    tools: PathBuf,
    /// A sentence for each thing that is missing.
    pub missing: Vec<String>,
}

impl Engines {
    /// Installs what is missing, as far as this machine allows it.
    pub fn ready(repo: &Repo) -> Self {
        let mut engines = Self {
            tools: repo.path("target/tools"),
            missing: Vec::new(),
        };
        for engine in &ENGINES {
            if let Err(cause) = engine.ready() {
                engines.missing.push(format!("{}: {cause:#}", engine.name));
            }
        }
        if let Err(cause) = engines.geckodriver() {
            engines.missing.push(format!("firefox: {cause:#}"));
        }
        if let Err(cause) = apt::install(&FONTS) {
            engines.missing.push(format!("fonts: {cause:#}"));
        }
        engines
    }

    /// The PATH on which the tests find the drivers.
    pub fn path(&self) -> Result<OsString> {
        let ours = [self.tools.join("bin")];
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        Ok(std::env::join_paths(
            ours.into_iter().chain(std::env::split_paths(&theirs)),
        )?)
    }

    /// Debian has none, so it is built from the registry. `BANGTIN_FIREFOX=skip` saves the minutes.
    fn geckodriver(&self) -> Result<()> {
        if exists("geckodriver") || self.tools.join("bin/geckodriver").is_file() {
            return Ok(());
        }
        if std::env::var("BANGTIN_FIREFOX").is_ok_and(|wish| wish == "skip") {
            bail!("BANGTIN_FIREFOX=skip leaves geckodriver out");
        }
        long_step("cargo install geckodriver", || {
            // Unoptimised: it only hands requests on, and is there in a fraction of the time.
            let mut install = cargo();
            install
                .args(["install", "--debug", "--locked", GECKODRIVER, "--root"])
                .arg(&self.tools)
                .env("CARGO_PROFILE_DEV_DEBUG", "0");
            capture(&mut install)
                .map(drop)
                .context("geckodriver cannot be built")
        })
    }
}

impl Engine {
    fn ready(&self) -> Result<()> {
        if self.programs.iter().all(|program| exists(program)) {
            return Ok(());
        }
        apt::install(self.packages)
    }
}
