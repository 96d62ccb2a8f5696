//! The scripts of the kit, with the names of all files inside them.
//!
//! What the sources may use:
//! - `src/entry.js`: `import init, * as kit from "bangtin-glue"` (wasm-bindgen's glue, web target), and the names
//!   `KIT_WASM`, `ADVICE_JS`, `LABELS_JS`, `LATER_JS`, `READING_JS`, `SOURCES_JS`;
//! - `src/reading.js`: the names `PURIFY_JS`, `VIEWER_JS`, `READING_CSS` (the sheet `style/reading.css`); the glue loads its bundle by the name in `READING_JS`;
//! - `src/viewer.js`: the name `VIEWER_CSS` (the sheet `style/viewer.css`); `src/reading.js` loads its bundle by the name in `VIEWER_JS`;
//! - `src/html/purify.js`: packages of package.json; the others load its bundle by the name in `PURIFY_JS`;
//! - `src/later.js`: the names `ATTRIBUTES` (what each element takes), `LATE_CSS` (the sheet `style/late.css`), `LOOKS_JS`, `DISPLAY_JS`; `src/looks.js`: the name `LOOKS_CSS` (the sheet
//!   `style/looks.css`); `src/display.js`: the name `DISPLAYED_CSS` (the sheet `style/displayed.css`);
//! - `src/labels.js`: the name `ENGLISH_JS` (the words of `src/i18n/en.json`);
//! - `src/first/article.js`: the name `SHEETS` (what an article needs beside the loader's sheets, by name);
//! - `public/bangtin.js`: the names `ADVICE_JS`, `ARTICLE_JS`, `KIT_JS`, `KIT_WASM`, `SHEETS` (the sheets that the first list needs, by name).
//!
//! `…_JS` and `…_WASM` are file names for `new URL(name, import.meta.url)`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::esbuild::{Browsers, Bundle};
use super::manifest::{File, Files, PartFiles};
use super::parts::readable;
use super::workshop::Workshop;
use crate::repo::Repo;

pub fn bundle(repo: &Repo, work: &Workshop) -> Result<Files> {
    let main = File::hashed(
        "kit",
        "wasm",
        fs::read(work.small().join("bangtin_bg.wasm"))?,
    );
    let (parts, lazy) = lazy_files(work)?;
    let purify = purify(repo)?;
    let viewer = Bundle::new(repo, &repo.path("src/viewer.js"), Browsers::ThatRunTheKit)
        .define("VIEWER_CSS", sheet(repo, &["viewer"])?);
    let viewer = File::hashed("viewer", "js", viewer.make()?);
    let reading = Bundle::new(repo, &repo.path("src/reading.js"), Browsers::ThatRunTheKit)
        .define("PURIFY_JS", purify.name.as_str())
        .define("VIEWER_JS", viewer.name.as_str())
        .define("READING_CSS", sheet(repo, &["reading"])?);
    let reading = File::hashed("reading", "js", reading.make()?);
    let advice = File::hashed("advice", "js", plain(repo, "src/advice.js")?);
    let looks = Bundle::new(repo, &repo.path("src/looks.js"), Browsers::ThatRunTheKit)
        .define("LOOKS_CSS", sheet(repo, &["looks"])?);
    let looks = File::hashed("looks", "js", looks.make()?);
    let display = Bundle::new(repo, &repo.path("src/display.js"), Browsers::ThatRunTheKit)
        .define("DISPLAYED_CSS", sheet(repo, &["displayed"])?);
    let display = File::hashed("display", "js", display.make()?);
    let english = File::hashed("english", "js", plain(repo, "src/english.js")?);
    let labels = Bundle::new(repo, &repo.path("src/labels.js"), Browsers::ThatRunTheKit)
        .define("ENGLISH_JS", english.name.as_str());
    let labels = File::hashed("labels", "js", labels.make()?);
    let later = Bundle::new(repo, &repo.path("src/later.js"), Browsers::ThatRunTheKit)
        .define("ATTRIBUTES", attributes(repo)?)
        .define("LATE_CSS", sheet(repo, &["late"])?)
        .define("LOOKS_JS", looks.name.as_str())
        .define("DISPLAY_JS", display.name.as_str());
    let later = File::hashed("later", "js", later.make()?);
    let sources = File::hashed("sources", "js", plain(repo, "src/sources.js")?);
    let kit = Bundle::new(repo, &repo.path("src/entry.js"), Browsers::ThatRunTheKit)
        .alias("bangtin-glue", &work.glue())
        .define("KIT_WASM", main.name.as_str())
        .define("READING_JS", reading.name.as_str())
        .define("ADVICE_JS", advice.name.as_str())
        .define("LATER_JS", later.name.as_str())
        .define("LABELS_JS", labels.name.as_str())
        .define("SOURCES_JS", sources.name.as_str())
        .option("--legal-comments=none");
    let kit = File::hashed("kit", "js", kit.make()?);
    let head = Bundle::new(
        repo,
        &repo.path("src/first/article.js"),
        Browsers::ThatRunTheKit,
    )
    .define(
        "SHEETS",
        json!({
            "rest": sheet(repo, &["rest"])?,
            "article": sheet(repo, &["article"])?,
        }),
    );
    let head = File::hashed("head", "js", head.make()?);
    let loader = Bundle::new(repo, &repo.path("public/bangtin.js"), Browsers::ThatImport)
        .define("ADVICE_JS", advice.name.as_str())
        .define("ARTICLE_JS", head.name.as_str())
        .define("KIT_JS", kit.name.as_str())
        .define("KIT_WASM", main.name.as_str())
        .define(
            "SHEETS",
            json!({
                "base": sheet(repo, &["tokens", "base"])?,
                "news": sheet(repo, &["news"])?,
            }),
        )
        .option("--legal-comments=none");
    let loader = File::named("bangtin.js", loader.make()?);
    Ok(Files {
        loader,
        head,
        kit,
        main,
        reading,
        viewer,
        purify,
        advice,
        later,
        looks,
        display,
        labels,
        english,
        sources,
        lazy,
        parts,
    })
}

/// The attributes that each element takes, by its tag: from custom-elements.json, which `cargo xtask manifest` makes of the source.
fn attributes(repo: &Repo) -> Result<Value> {
    let manifest: Value = serde_json::from_str(&repo.read("custom-elements.json")?)?;
    let elements = manifest.pointer("/modules/0/declarations");
    let elements = elements.and_then(Value::as_array).into_iter().flatten();
    let names = |element: &Value| -> Option<(String, Vec<String>)> {
        let attributes = element.get("attributes")?.as_array()?.iter();
        let names = attributes.filter_map(|one| Some(one.get("name")?.as_str()?.to_owned()));
        Some((
            element.get("tagName")?.as_str()?.to_owned(),
            names.collect(),
        ))
    };
    let all: Vec<_> = elements.filter_map(names).collect();
    let (_, first) = all.first().context("custom-elements.json has no element")?;
    let mut shared = first.clone();
    shared.retain(|name| all.iter().all(|(_, names)| names.contains(name)));
    let own = |names: &[String]| {
        let own = names.iter().filter(|name| !shared.contains(name));
        own.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let mut texts: serde_json::Map<_, _> = all
        .iter()
        .map(|(tag, names)| (tag.clone(), own(names).into()))
        .collect();
    texts.insert(String::new(), shared.join(" ").into());
    Ok(Value::Object(texts))
}

/// A script that names no other file.
fn plain(repo: &Repo, path: &str) -> Result<Vec<u8>> {
    Bundle::new(repo, &repo.path(path), Browsers::ThatRunTheKit).make()
}

/// Sheets of `style/` as one, minified.
fn sheet(repo: &Repo, names: &[&str]) -> Result<String> {
    let mut whole = String::new();
    for name in names {
        let path = repo.path(&format!("style/{name}.css"));
        let sheet = Bundle::new(repo, &path, Browsers::ThatRunTheKit).make()?;
        whole.push_str(std::str::from_utf8(&sheet)?.trim());
    }
    Ok(whole)
}

/// Names the lazily loaded files by their content and tells the glue's loader of them.
fn lazy_files(work: &Workshop) -> Result<(PartFiles, Vec<File>)> {
    let parts = work.parts()?;
    let loaders = work.raw().join("__wasm_split.js");
    let mut script = fs::read_to_string(&loaders).context("the splitter's loader is missing")?;
    let (mut files, mut names) = (Vec::new(), BTreeMap::new());
    for stem in parts.stems() {
        let file = File::hashed(
            &readable(stem),
            "wasm",
            fs::read(work.small().join(format!("{stem}.wasm")))?,
        );
        script = script.replace(
            &format!("\"./{stem}.wasm\""),
            &format!("\"./{}\"", file.name),
        );
        names.insert(stem.to_owned(), file.name.clone());
        files.push(file);
    }
    fs::write(loaders, script)?;
    let named = |stems: &Vec<String>| {
        stems
            .iter()
            .filter_map(|stem| names.get(stem).cloned())
            .collect()
    };
    Ok((
        parts
            .0
            .iter()
            .map(|(part, stems)| (part.clone(), named(stems)))
            .collect(),
        files,
    ))
}

/// The sanitizer for engines without one of their own, its licence note kept.
fn purify(repo: &Repo) -> Result<File> {
    let entry = repo.path("src/html/purify.js");
    let script = Bundle::new(repo, &entry, Browsers::ThatRunTheKit)
        .option("--legal-comments=inline")
        .make()?;
    Ok(File::hashed("purify", "js", script))
}
