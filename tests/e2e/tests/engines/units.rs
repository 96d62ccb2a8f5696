//! The unit tests of the views (`src/view/tests`), which `cargo xtask test` compiles and `cargo xtask units` runs alone.

use std::fs;
use std::path::Path;
use std::time::Duration;

use bangtin_e2e::{Case, EVERYWHERE, Page, cases, repo_root};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("units"; EVERYWHERE => views_hold_in_a_real_dom;);

const FOLDER: &str = "target/units";

fn views_hold_in_a_real_dom(page: &Page<'_>) {
    let folder = repo_root().join(FOLDER);
    assert!(
        folder.join("index.html").is_file(),
        "{FOLDER} is not built: `cargo xtask units` builds it"
    );
    serve(page, &folder, "/units");
    // `cargo xtask units WORD…` asks for some of them.
    let only: Vec<String> = std::env::var("BANGTIN_UNITS")
        .unwrap_or_default()
        .split(',')
        .filter(|word| !word.is_empty())
        .map(|word| format!("only={word}"))
        .collect();
    page.open(&format!("/units/index.html?{}", only.join("&")));
    page.until_within(Duration::from_secs(90), "the tests end", || {
        outcome(page) != json!(null)
    });
    let said: String = page.js(
        "return document.getElementById('output').textContent",
        json!([]),
    );
    // Without the ways through the WebAssembly, which say nothing.
    let lines = said
        .lines()
        .filter(|line| !line.trim().starts_with("at ") && !line.trim().is_empty());
    let said: Vec<_> = lines.collect();
    println!("    {}", said.join("\n    "));
    assert_eq!(outcome(page), json!("passed"));
}

fn outcome(page: &Page<'_>) -> serde_json::Value {
    page.js(
        "return document.documentElement.dataset.outcome ?? null",
        json!([]),
    )
}

fn serve(page: &Page<'_>, folder: &Path, path: &str) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let file = entry.expect("the folder can be read").path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = format!("{path}/{name}");
        if file.is_dir() {
            serve(page, &file, &path);
            continue;
        }
        let mime = match file.extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            _ => "application/wasm",
        };
        page.serve(&path, mime, fs::read(&file).expect("the file can be read"));
    }
}
