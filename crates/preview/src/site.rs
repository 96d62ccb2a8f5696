//! What is served where.
//!
//! | address | content |
//! | --- | --- |
//! | `/` | `index.html` |
//! | `/hosts/NAME.html` | `tests/hosts/NAME.html` with the headers of `tests/hosts/NAME.headers` |
//! | `/bangtin/<version>/…` | the built kit, `target/kit` |
//! | `/plain/<version>/…` | the kit without build steps of our own, `target/kit-plain` |
//! | `/sample/…` | `public/sample` |
//! | `/npm/…` | `node_modules`: what host pages and tests take from npm |
//! | `/bench/…` | `bench/dist` |
//! | `/bench-data/N.json` | a made feed with N items |
//!
//! In pages, `{{kit}}` stands for the kit's folder and `{{snippet}}` for the lines that an officer pastes.

mod file;
mod made;
mod page;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use hyper::StatusCode;

use crate::answer::Answer;

/// The content of one server.
pub(crate) struct Site {
    root: PathBuf,
    kit_origin: String,
    put: Mutex<HashMap<String, (String, Bytes)>>,
    asked: Mutex<HashMap<String, u32>>,
}

impl Site {
    pub(crate) fn new(root: PathBuf, kit_origin: String) -> Self {
        Self {
            root,
            kit_origin,
            put: Mutex::default(),
            asked: Mutex::default(),
        }
    }

    pub(crate) fn put(&self, path: &str, mime: &str, bytes: Vec<u8>) {
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        put.insert(path.to_owned(), (mime.to_owned(), bytes.into()));
    }

    pub(crate) fn withdraw(&self, path: &str) {
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        put.remove(path);
    }

    /// What is at a path (percent signs decoded).
    pub(crate) fn answer(&self, path: &str) -> Answer {
        if let Some((mime, bytes)) = self.get_put(path) {
            return Answer::ok(&mime, bytes).for_everyone();
        }
        let Some((room, rest)) = path.trim_start_matches('/').split_once('/') else {
            return self.at_the_root(path);
        };
        match room {
            "hosts" => page::host(self, rest),
            "bangtin" => file::kit(&self.path("target/kit/bangtin"), rest),
            "plain" => file::kit(&self.path("target/kit-plain/bangtin"), rest),
            "sample" => file::public(&self.path("public/sample"), rest),
            "npm" => file::public(&self.path("node_modules"), rest),
            "bench" => file::public(&self.path("bench/dist"), rest),
            "bench-data" => made::feed(rest),
            _ => Answer::not_found(),
        }
    }

    /// Whether this is one of the first requests under a key; each question counts as one.
    pub(crate) fn is_among_first(&self, times: u32, key: &str) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let count = asked.entry(key.to_owned()).or_default();
        *count += 1;
        *count <= times
    }

    fn at_the_root(&self, path: &str) -> Answer {
        match path {
            "/" | "/index.html" => page::portal(self),
            // Browsers ask for it unasked; a failure would stand in their consoles.
            "/favicon.ico" => Answer {
                status: StatusCode::NO_CONTENT,
                ..Answer::ok("image/x-icon", "")
            },
            _ => Answer::not_found(),
        }
    }

    fn get_put(&self, path: &str) -> Option<(String, Bytes)> {
        self.put
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
            .cloned()
    }

    fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }
}
