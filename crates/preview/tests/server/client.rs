//! A client that shows everything, and a small repository to serve.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bangtin_preview::Preview;

pub struct Client {
    origin: String,
    header: Option<(String, String)>,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    headers: ureq::http::HeaderMap,
}

impl Client {
    pub fn of(preview: &Preview) -> Self {
        Self {
            origin: preview.origin(),
            header: None,
        }
    }

    pub fn with(&self, name: &str, value: &str) -> Self {
        Self {
            origin: self.origin.clone(),
            header: Some((name.into(), value.into())),
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.try_get(path).unwrap()
    }

    pub fn try_get(&self, path: &str) -> Result<Answer, ureq::Error> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(5)));
        let mut request = config
            .build()
            .new_agent()
            .get(format!("{}{path}", self.origin));
        if let Some((name, value)) = &self.header {
            request = request.header(name, value);
        }
        let mut response = request.call()?;
        let body = response
            .body_mut()
            .with_config()
            .limit(50_000_000)
            .read_to_vec()?;
        Ok(Answer {
            status: response.status().as_u16(),
            body,
            headers: response.headers().clone(),
        })
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// A folder that is removed at the end.
pub struct Repo(PathBuf);

impl Repo {
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Repo {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A repository with one file of each kind; the name keeps tests apart.
pub fn repo(name: &str) -> Repo {
    let root = std::env::temp_dir().join(format!("bangtin-preview-{name}-{}", std::process::id()));
    let files = [
        (
            "index.html",
            "<html><head>{{snippet}}</head>{{kit}}</html>".to_owned(),
        ),
        ("tests/hosts/strict.html", "<p>{{kit}}</p>".into()),
        (
            "tests/hosts/strict.headers",
            "content-security-policy: default-src 'self'; style-src 'none'\n".into(),
        ),
        (
            "target/kit/embed.html",
            "<link href=\"{{origin}}/bangtin/1.0.0/kit.wasm\">\n".into(),
        ),
        (
            "target/kit/bangtin/1.0.0/bangtin.js",
            "console.log('một dòng như mọi dòng');\n".repeat(40),
        ),
        (
            "target/kit/bangtin/1.0.0/kit-0123456789.wasm",
            "\0asm".into(),
        ),
        ("public/sample/film.mp4", "0123456789".into()),
        ("public/sample/feed.json", "{\"items\":[1,2,3,4]}".into()),
    ];
    for (path, content) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    Repo(root)
}
