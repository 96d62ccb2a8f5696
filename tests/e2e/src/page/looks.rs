use std::io::Cursor;
use std::time::Duration;

use serde_json::json;
use thirtyfour::support::base64_decode;

use super::{Page, once_same};
use crate::engine::Engine;
use crate::repo_root;
use crate::session::finish;

impl Page<'_> {
    /// Saves what the reader sees as `target/screens/<engine>/<name>-<width>.png`.
    pub fn screenshot(&self, name: &str) {
        self.settle();
        let folder = repo_root()
            .join("target/screens")
            .join(self.engine().name());
        let file = folder.join(format!("{name}-{}.png", self.viewport().width));
        let shot = match self.engine() {
            Engine::Chromium => self.whole_page(),
            Engine::Firefox | Engine::WebKit => {
                finish(self.session.driver().screenshot_as_png()).ok()
            }
        };
        // A picture for people: that it can't be taken fails no case.
        if let Some(bytes) = shot {
            let saved =
                std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, bytes));
            if let Err(cause) = saved {
                eprintln!("{}: {cause}", file.display());
            }
        }
    }

    /// What the reader sees when it stands still, as a PNG.
    pub fn picture(&self) -> Vec<u8> {
        self.settle();
        let take =
            || finish(self.session.driver().screenshot_as_png()).expect("a picture of the page");
        once_same(take, Duration::from_millis(100), 10)
    }

    /// How many pixels of two pictures a reader can tell apart. Engines round an edge otherwise the next time, and WebKit the same letters
    /// where a layer begins elsewhere: less than this in each channel is no difference.
    pub fn differing_pixels(&self, one: &[u8], other: &[u8]) -> usize {
        let tolerated = match self.engine() {
            Engine::Chromium | Engine::Firefox => 3,
            Engine::WebKit => 63,
        };
        let (one, other) = (pixels(one), pixels(other));
        assert_eq!(one.len(), other.len(), "pictures of one size");
        let pairs = one.iter().zip(&other);
        pairs
            .filter(|(one, other)| {
                one.iter()
                    .zip(*other)
                    .any(|(one, other)| one.abs_diff(*other) > tolerated)
            })
            .count()
    }

    /// Lets what is in sight be painted: WebKit leaves rows blank for a moment, and pictures come last.
    fn settle(&self) {
        let wait = "const seen = (node) => { const box = node.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0 };
            const pictures = [...document.querySelectorAll('*')].filter((node) => node.shadowRoot).flatMap((node) => [...node.shadowRoot.querySelectorAll('img')]).filter(seen);
            for (let tries = 0; tries < 20 && !pictures.every((picture) => picture.complete); tries++) await new Promise((go) => setTimeout(go, 50));
            await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
            for (let frame = 0; frame < 3; frame++) await new Promise((go) => { requestAnimationFrame(go); setTimeout(go, 100) });";
        if self.is_without_script.get() {
            return;
        }
        // A page that allows no script is painted without.
        let _ = self.script_async(wait, json!([]));
    }

    /// From top to bottom, three screens at most.
    fn whole_page(&self) -> Option<Vec<u8>> {
        let height: f64 = self.js("return document.documentElement.scrollHeight", json!([]));
        let size = self.viewport();
        let height = height.clamp(f64::from(size.height), f64::from(size.height) * 3.0);
        let clip = json!({ "x": 0, "y": 0, "width": size.width, "height": height, "scale": 1 });
        let shot = self.cdp(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
        );
        base64_decode(shot["data"].as_str()?).ok()
    }

    /// What sticks out to the side, with how far it reaches: nothing, on a page that fits.
    ///
    /// Under mobile emulation a page that is too wide makes the layout wider instead of scrolling, so both are asked.
    pub fn overflow(&self) -> Vec<String> {
        let script = "const width = arguments[0];
            if (Math.max(innerWidth, document.documentElement.scrollWidth) <= width + 1) return [];
            const wide = [];
            const walk = (node) => {
                for (const child of node.children) {
                    const right = child.getBoundingClientRect().right + scrollX;
                    if (right > width + 1) wide.push(`${child.localName}.${child.className} ${child.getAttribute('part') ?? ''} reaches ${Math.round(right)}`);
                    if (child.shadowRoot) walk(child.shadowRoot);
                    walk(child);
                }
            };
            walk(document.body);
            return [`the page is ${Math.max(innerWidth, document.documentElement.scrollWidth)} wide`, ...wide.slice(0, 8)]";
        self.js(script, json!([self.viewport().width]))
    }

    /// Fails when anything makes the page wider than the screen.
    #[track_caller]
    pub fn fits(&self) {
        let overflow = self.overflow();
        assert!(
            overflow.is_empty(),
            "wider than the screen: {overflow:#?}{}",
            self.describe()
        );
    }
}

/// The pixels of a PNG, as red, green and blue.
fn pixels(picture: &[u8]) -> Vec<[u8; 3]> {
    let mut reader = png::Decoder::new(Cursor::new(picture))
        .read_info()
        .expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("its pixels");
    let samples = info.color_type.samples();
    bytes
        .chunks_exact(samples)
        .map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect()
}
