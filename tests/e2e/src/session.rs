use std::cell::RefCell;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bangtin_rig::{Owned, free_port};
use serde_json::json;
use thirtyfour::bidi::modules::browsing_context::Viewport as BidiViewport;
use thirtyfour::{Capabilities, WebDriver};
use tokio::runtime::Runtime;

use crate::engine::{Engine, Missing, Viewport};

/// One running browser with an empty profile.
pub struct Session {
    /// Which one.
    pub engine: Engine,
    running: RefCell<Option<Running>>,
}

struct Running {
    driver: WebDriver,
    viewport: Viewport,
    // Declared last, in this order: the session quits before its programs end, the display last of all.
    _programs: Vec<Owned>,
    _folder: Folder,
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    // BiDi wants a TLS provider by name; a second one, set by somebody else, is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts")
});

/// Runs one step to its end: cases read as plain sequential code.
pub(crate) fn finish<F: Future>(step: F) -> F::Output {
    RUNTIME.block_on(step)
}

impl Session {
    /// Starts the engine's driver on a free port and a browser with a new profile.
    pub fn start(engine: Engine, viewport: Viewport) -> Result<Self, Missing> {
        let running = start(engine, viewport)?;
        Ok(Self {
            engine,
            running: RefCell::new(Some(running)),
        })
    }

    pub(crate) fn driver(&self) -> WebDriver {
        self.running
            .borrow()
            .as_ref()
            .expect("the browser runs")
            .driver
            .clone()
    }

    pub(crate) fn viewport(&self) -> Viewport {
        self.running
            .borrow()
            .as_ref()
            .expect("the browser runs")
            .viewport
    }

    /// Gives the page another size. WebKit starts anew, because its window is as large as its display.
    pub(crate) fn resize(&self, viewport: Viewport) {
        let Viewport { width, height } = viewport;
        match self.engine {
            Engine::Chromium => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
                finish(
                    self.driver()
                        .cdp()
                        .send_raw("Emulation.setDeviceMetricsOverride", metrics),
                )
                .expect("resize");
            }
            Engine::Firefox => finish(async {
                let bidi = self.driver().bidi().await.expect("BiDi connects");
                let contexts = bidi.browsing_context();
                let top = contexts.top_level().await.expect("a page is open");
                let size = BidiViewport { width, height };
                contexts
                    .set_viewport(top, Some(size))
                    .await
                    .expect("resize");
            }),
            Engine::WebKit if self.viewport() == viewport => return,
            Engine::WebKit => return self.restart(viewport),
        }
        if let Some(running) = self.running.borrow_mut().as_mut() {
            running.viewport = viewport;
        }
    }

    /// Ends the browser and starts it again, with nothing kept.
    pub(crate) fn restart(&self, viewport: Viewport) {
        self.stop();
        let running =
            start(self.engine, viewport).unwrap_or_else(|Missing(why)| panic!("no restart: {why}"));
        *self.running.borrow_mut() = Some(running);
    }

    fn stop(&self) {
        if let Some(Running {
            driver, _programs, ..
        }) = self.running.borrow_mut().take()
        {
            // A browser that no longer answers is killed with its driver.
            let _ = finish(async {
                tokio::time::timeout(Duration::from_secs(10), driver.quit()).await
            });
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.stop();
    }
}

fn start(engine: Engine, viewport: Viewport) -> Result<Running, Missing> {
    let failed = |what: &str, cause: &dyn std::fmt::Display| Missing(format!("{what}: {cause}"));
    let port = free_port();
    let (program, arguments) = engine.driver(port)?;
    let folder = Folder::new(port);
    let mut programs = Vec::new();
    let mut command = Command::new(&program);
    // Profiles, caches and locks of the browser go where we remove them.
    command
        .args(arguments)
        .env("TMPDIR", &folder.0)
        .env("HOME", &folder.0)
        .env("XDG_CACHE_HOME", &folder.0);
    if engine == Engine::WebKit {
        let display = start_display(viewport, &folder, &mut programs)?;
        command
            .env("DISPLAY", display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
    }
    programs.insert(
        0,
        Owned::start(command).map_err(|cause| failed("the driver does not start", &cause))?,
    );
    let capabilities = engine.capabilities()?;
    let capabilities = Capabilities::from(capabilities.as_object().cloned().unwrap_or_default());
    let driver = connect(&format!("http://127.0.0.1:{port}"), &capabilities)
        .map_err(|cause| failed("the browser does not start", &cause))?;
    Ok(Running {
        driver,
        viewport,
        _programs: programs,
        _folder: folder,
    })
}

/// The driver listens a moment after it starts.
fn connect(
    address: &str,
    capabilities: &Capabilities,
) -> thirtyfour::error::WebDriverResult<WebDriver> {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let opened = finish(WebDriver::new(address, capabilities.clone()));
        match opened {
            Err(_) if Instant::now() < until => std::thread::sleep(Duration::from_millis(100)),
            done => return done,
        }
    }
}

/// A display exactly as large as the window, and a window manager that makes every window fill it.
fn start_display(
    viewport: Viewport,
    folder: &Folder,
    programs: &mut Vec<Owned>,
) -> Result<String, Missing> {
    let log = folder.0.join("display");
    // MiniBrowser's toolbar takes 38 pixels.
    let size = format!("{}x{}x24", viewport.width, viewport.height + 38);
    let mut display = Command::new("sh");
    display
        .args([
            "-c",
            "exec Xvfb -displayfd 1 -screen 0 \"$1\" -nolisten tcp >\"$2\"",
            "sh",
            &size,
        ])
        .arg(&log);
    let started = |cause: std::io::Error| Missing(format!("Xvfb does not start: {cause}"));
    programs.push(Owned::start(display).map_err(started)?);
    let until = Instant::now() + Duration::from_secs(10);
    let name = loop {
        let number = std::fs::read_to_string(&log).unwrap_or_default();
        match number.strip_suffix('\n') {
            Some(number) => break format!(":{number}"),
            None if Instant::now() > until => return Err(Missing("Xvfb names no display".into())),
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let mut manager = Command::new("matchbox-window-manager");
    manager.args(["-use_titlebar", "no"]).env("DISPLAY", &name);
    programs.insert(0, Owned::start(manager).map_err(started)?);
    Ok(name)
}

/// A temporary folder that is removed with its browser.
struct Folder(PathBuf);

impl Folder {
    fn new(port: u16) -> Self {
        let path = std::env::temp_dir().join(format!("bangtin-e2e-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
