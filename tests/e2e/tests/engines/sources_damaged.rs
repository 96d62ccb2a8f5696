//! Damaged feeds, pages and tags through the readers of `src/sources` in a browser: none throws, none takes long. `BANGTIN_FUZZ_SECONDS` says
//! for how long each.

use std::fs;
use std::time::Duration;

use bangtin_e2e::{Case, EVERYWHERE, Page, cases, repo_root};
use serde_json::{Value, json};

pub(crate) const CASES: &[Case] = cases!("sources-damaged";
    EVERYWHERE => no_body_is_too_much_for_a_reader;
);

/// What is damaged, by its kind.
const SAMPLES: [(&str, &str); 9] = [
    ("rss.xml", include_str!("sources/rss.xml")),
    ("atom.xml", include_str!("sources/atom.xml")),
    ("instant.xml", include_str!("sources/instant.xml")),
    ("wordpress.json", include_str!("sources/wordpress.json")),
    ("drupal.json", include_str!("sources/drupal.json")),
    ("article.html", include_str!("sources/article.html")),
    ("microdata.html", include_str!("sources/microdata.html")),
    ("main.html", include_str!("sources/main.html")),
    ("list.html", super::sources::LIST),
];

fn no_body_is_too_much_for_a_reader(page: &Page<'_>) {
    let seconds = std::env::var("BANGTIN_FUZZ_SECONDS").ok();
    let seconds: f64 = seconds.and_then(|text| text.parse().ok()).unwrap_or(0.5);
    let source = repo_root().join("src");
    let folder = fs::read_dir(source.join("sources")).expect("the readers");
    let readers = folder.map(|file| file.expect("a file").path());
    for file in readers.chain([source.join("sources.js")]) {
        let name = file.strip_prefix(&source).expect("it is in there");
        let script = fs::read(&file).expect("a script");
        page.serve(
            &format!("/made/{}", name.display()),
            "text/javascript",
            script,
        );
    }
    page.serve(
        "/made/fuzz.js",
        "text/javascript",
        include_str!("sources/fuzz.js"),
    );
    let wanted = json!([seconds, SAMPLES])
        .to_string()
        .replace('<', "\\u003c");
    page.show_with(
        &format!(
            r#"<script>window.wanted = {wanted}</script><script type="module" src="/made/fuzz.js"></script>"#
        ),
        "",
    );
    let outcome = || page.js::<Value>("return window.fuzzed ?? null", json!([]));
    let patience = Duration::from_secs_f64(seconds * 10.0 + 60.0);
    page.until_within(patience, "the bodies are read", || !outcome().is_null());
    let outcome = outcome();
    assert!(outcome["error"].is_null(), "{}", outcome["error"]);
    let lines = outcome["lines"].as_array().expect("a line for each reader");
    assert_eq!(lines.len(), 7);
    for line in lines.iter().filter_map(Value::as_str) {
        println!("    {line}");
        assert!(!line.contains(": 0 bodies"), "{line}");
    }
}
