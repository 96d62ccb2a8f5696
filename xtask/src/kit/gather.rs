//! Gathers what lazy elements share into eight files.
//!
//! The splitter makes a file for each set of elements that have code in common: with seven lazy parts there are 38, most of
//! a few hundred bytes, and one element needed twelve of them. Here all that the article shares with others becomes one file, but for what
//! only those share who show what is in a feed; what only forms or only elements with drawings share becomes one each, and all else that is
//! shared another. Measured: the files of `<bangtin-comments>` went from 12 to 3.

mod direct;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use regex::{Captures, Regex};
use wasmparser::{Parser, Payload, TypeRef, ValType};

use super::optimise::FEATURES;
use super::parts::Parts;
use super::workshop::Workshop;
use crate::command::capture;
use crate::repo::Repo;

/// Reading is what most readers do: what they load shall not grow by what only forms share.
const READING: &str = "article";
/// What only these share nobody else loads.
const FORMS: [&str; 5] = ["artalk", "write", "report", "subscribe", "votes"];
/// Comments and their form, which comes after them: what only these share stands in the file of the comments, so that who reads them loads
/// one file less.
const COMMENTS: [&str; 3] = ["artalk", "comments", "write"];
const OF_COMMENTS: &str = "split_comments";
/// Forms in which a reader writes at length: who votes or subscribes, which readers of articles are offered first, does not load what only
/// these share (1,200 bytes).
const WRITTEN: [&str; 3] = ["artalk", "write", "report"];
/// What comments of another server share with our form stands in the file of that: it is brought before theirs (`widgets/lazy.rs`).
const WRITING: [&str; 2] = ["artalk", "write"];
const OF_WRITING: &str = "split_write";
/// The same of those with drawings.
const DRAWN: [&str; 3] = ["alert", "external_data", "links"];

/// A list and what opens from it: what only these share nobody else loads either.
const DOCUMENTS: [&str; 2] = ["documents", "document"];

/// How a reader wants to read, and reading aloud: what only these share nobody else loads either.
const DISPLAY: [&str; 2] = ["article", "display"];

/// What only these share, who show what is in a feed, nobody else loads.
const FEEDS: [&str; 7] = [
    "article", "artalk", "document", "feeds", "gallery", "portal", "videos",
];

/// From where the splitter's files import.
const FIRST_FILE: &str = "__wasm_split";
const PASSED_ON: &str = "first";

/// The new parts; the files and the loaders in the workshop are changed to match. `is_direct`: calls within a new file go straight.
pub fn gather(repo: &Repo, work: &Workshop, parts: Parts, is_direct: bool) -> Result<Parts> {
    let groups = groups(&parts);
    let mut gathered = BTreeMap::new();
    for (name, stems) in &groups {
        merge(repo, work, name, stems, is_direct)?;
        gathered.extend(stems.iter().map(|stem| (stem.clone(), name.clone())));
    }
    let script = work.raw().join("__wasm_split.js");
    let loaders = fs::read_to_string(&script).context("the splitter wrote no loader")?;
    fs::write(script, rewritten(&loaders, &gathered)?)?;
    Ok(Parts(
        parts
            .0
            .into_iter()
            .map(|(part, stems)| (part, renamed(&stems, &gathered)))
            .collect(),
    ))
}

/// From the stem of a new file to those that it is made of.
fn groups(parts: &Parts) -> BTreeMap<String, BTreeSet<String>> {
    let mut groups = BTreeMap::<_, BTreeSet<_>>::new();
    let mut users = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (part, stems) in &parts.0 {
        for stem in stems.iter().filter(|stem| stem.starts_with("chunk_")) {
            users.entry(stem).or_default().insert(part);
        }
    }
    for (stem, users) in users {
        let group = if users.iter().all(|part| WRITING.contains(part)) {
            OF_WRITING
        } else if users.iter().all(|part| COMMENTS.contains(part)) {
            OF_COMMENTS
        } else if users.iter().all(|part| WRITTEN.contains(part)) {
            "chunk_written"
        } else if users.iter().all(|part| FEEDS.contains(part)) {
            "chunk_feeds"
        } else if users.iter().all(|part| DISPLAY.contains(part)) {
            "chunk_display"
        } else if users.contains(READING) {
            "chunk_reading"
        } else if users.iter().all(|part| FORMS.contains(part)) {
            "chunk_forms"
        } else if users.iter().all(|part| DOCUMENTS.contains(part)) {
            "chunk_documents"
        } else if users.iter().all(|part| DRAWN.contains(part)) {
            "chunk_drawn"
        } else {
            "chunk_shown"
        };
        groups
            .entry(group.to_owned())
            .or_default()
            .insert(stem.to_owned());
    }
    for own in [OF_COMMENTS, OF_WRITING] {
        if let Some(stems) = groups.get_mut(own) {
            stems.insert(own.to_owned());
        }
    }
    groups
}

/// Each name once, the gathered files first.
fn renamed(stems: &[String], gathered: &BTreeMap<String, String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for stem in stems {
        let name = gathered.get(stem).unwrap_or(stem);
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn merge(
    repo: &Repo,
    work: &Workshop,
    name: &str,
    stems: &BTreeSet<String>,
    is_direct: bool,
) -> Result<()> {
    let file = |stem: &str| work.raw().join(format!("{stem}.wasm"));
    let mut imports = BTreeMap::new();
    for stem in stems {
        collect_imports(&fs::read(file(stem))?, &mut imports)?;
    }
    let base = work.raw().join("base.wat");
    fs::write(&base, base_module(&imports))?;
    let mut merge = Command::new(repo.npm_program("wasm-merge"));
    merge
        .args(FEATURES)
        // With their names the optimiser puts functions that are alike beside each other.
        .args(["--skip-export-conflicts", "-g"])
        .arg(&base)
        .arg(FIRST_FILE);
    // In the order of the splitter, so that one program makes one file.
    let mut in_order: Vec<_> = stems.iter().collect();
    in_order.sort_by_key(|stem| (stem.len(), *stem));
    for stem in in_order {
        merge.arg(file(stem)).arg(stem);
    }
    // One of them may have the name of the new file.
    let merged = work.raw().join("merged.wasm");
    capture(merge.arg("-o").arg(&merged))?;
    for stem in stems {
        fs::remove_file(file(stem))?;
    }
    if is_direct {
        let merged = fs::read(&merged)?;
        fs::write(file(name), direct::direct(&merged)?)?;
    } else {
        fs::copy(&merged, file(name))?;
    }
    fs::remove_file(merged)?;
    Ok(fs::remove_file(base)?)
}

/// What files import from the first file: from name to its form in the text format.
fn collect_imports(wasm: &[u8], imports: &mut BTreeMap<String, String>) -> Result<()> {
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(section) = payload? else {
            continue;
        };
        for import in section.into_imports() {
            let import = import?;
            let form = match import.ty {
                TypeRef::Memory(memory) => format!("(memory {})", memory.initial),
                TypeRef::Table(table) => {
                    let most = table
                        .maximum
                        .map_or(String::new(), |most| format!(" {most}"));
                    format!("(table {}{most} funcref)", table.initial)
                }
                TypeRef::Global(global) if global.content_type == ValType::I32 => {
                    let i32 = if global.mutable { "(mut i32)" } else { "i32" };
                    format!("(global {i32})")
                }
                other => {
                    bail!("a lazy file imports {other:?}: xtask/src/kit/gather.rs must follow it")
                }
            };
            if import.module != FIRST_FILE {
                bail!("a lazy file imports from {}", import.module);
            }
            imports.insert(import.name.to_owned(), form);
        }
    }
    Ok(())
}

/// Stands in for the first file while the others are merged, so that they have one memory and not one each. It has all from
/// `PASSED_ON`, the name under which the loader (`part.js`) hands the first file's exports to gathered files.
fn base_module(imports: &BTreeMap<String, String>) -> String {
    let mut module = String::from("(module\n");
    for (name, form) in imports {
        let kind = form
            .trim_start_matches('(')
            .split(' ')
            .next()
            .unwrap_or_default();
        let typed = form.replacen(kind, &format!("{kind} ${name}"), 1);
        module += &format!(
            "  (import \"{PASSED_ON}\" \"{name}\" {typed})\n  (export \"{name}\" ({kind} ${name}))\n"
        );
    }
    module + ")\n"
}

/// The loaders: one for each new file in place of those of the old ones, and everybody waits for the new ones.
fn rewritten(loaders: &str, gathered: &BTreeMap<String, String>) -> Result<String> {
    let loader = Regex::new(
        r"(?s)/\*[^*]*\*/\nconst __(chunk_\d+) = makeLoad\(\(\) => \{\n(.*?)\n\}\n, \[\]\);\n",
    )?;
    let mut made = BTreeSet::new();
    let mut seen = 0;
    let kept = loader.replace_all(loaders, |found: &Captures<'_>| {
        seen += 1;
        let stem = &found[1];
        match gathered.get(stem) {
            Some(name) if is_shared(name) && made.insert(name.clone()) => {
                let body = found[2].replace(&format!("./{stem}.wasm"), &format!("./{name}.wasm"));
                format!("const __{name} = makeLoad(() => {{\n{body}\n}}\n, []);\n")
            }
            _ => String::new(),
        }
    });
    if seen != gathered.keys().filter(|stem| is_shared(stem)).count() {
        bail!("the splitter's loader has changed: xtask/src/kit/gather.rs must follow it");
    }
    let needs = Regex::new(r"\n, \[(__chunk_[^\]]*)\]\)\);")?;
    let waiting = needs.replace_all(&kept, |found: &Captures<'_>| {
        let stems: Vec<_> = found[1]
            .split(", ")
            .map(|name| name.trim_start_matches("__").to_owned())
            .collect();
        let names: Vec<_> = renamed(&stems, gathered)
            .iter()
            .filter(|name| is_shared(name))
            .map(|name| format!("__{name}"))
            .collect();
        format!("\n, [{}]));", names.join(", "))
    });
    Ok(waiting.into_owned())
}

/// Whether a file belongs to no part alone.
fn is_shared(stem: &str) -> bool {
    stem.starts_with("chunk_")
}

#[cfg(test)]
mod tests {
    use super::{groups, renamed, rewritten};
    use crate::kit::parts::Parts;
    use std::collections::BTreeMap;

    fn parts() -> Parts {
        let list = |stems: &[&str]| stems.iter().map(|stem| (*stem).to_owned()).collect();
        Parts(BTreeMap::from([
            (
                "article".into(),
                list(&["chunk_1", "chunk_4", "split_article"]),
            ),
            ("gallery".into(), list(&["chunk_4", "split_gallery"])),
            (
                "votes".into(),
                list(&["chunk_1", "chunk_2", "chunk_3", "split_votes"]),
            ),
        ]))
    }

    #[test]
    fn what_the_article_shares_stands_apart() {
        let groups = groups(&parts());
        assert_eq!(
            groups["chunk_reading"].iter().collect::<Vec<_>>(),
            ["chunk_1"]
        );
        assert_eq!(
            groups["chunk_feeds"].iter().collect::<Vec<_>>(),
            ["chunk_4"]
        );
        assert_eq!(
            groups["chunk_forms"].iter().collect::<Vec<_>>(),
            ["chunk_2", "chunk_3"]
        );
    }

    #[test]
    fn what_the_comments_share_with_their_form_is_theirs() {
        let list = |stems: &[&str]| stems.iter().map(|stem| (*stem).to_owned()).collect();
        let parts = Parts(BTreeMap::from([
            ("comments".into(), list(&["chunk_1", "split_comments"])),
            ("write".into(), list(&["chunk_1", "chunk_2", "split_write"])),
            ("votes".into(), list(&["chunk_2", "split_votes"])),
        ]));
        let groups = groups(&parts);
        let theirs = groups["split_comments"].iter().collect::<Vec<_>>();
        assert_eq!(theirs, ["chunk_1", "split_comments"]);
        assert_eq!(
            groups["chunk_forms"].iter().collect::<Vec<_>>(),
            ["chunk_2"]
        );

        let mut gathered = BTreeMap::new();
        for (name, stems) in &groups {
            gathered.extend(stems.iter().map(|stem| (stem.clone(), name.clone())));
        }
        let script = "/* a */\nconst __chunk_1 = makeLoad(() => {\n    \"./chunk_1.wasm\"\n}\n, []);\n/* b */\nconst __chunk_2 = makeLoad(() => {\n    \"./chunk_2.wasm\"\n}\n, []);\nload(makeLoad(() => {\n    \"./split_comments.wasm\"\n}\n, [__chunk_1]));\nload(makeLoad(() => {\n}\n, [__chunk_1, __chunk_2]));\n";
        let written = rewritten(script, &gathered).unwrap();
        assert!(!written.contains("chunk_1"), "{written}");
        assert!(
            written.contains("\"./split_comments.wasm\"\n}\n, []));"),
            "{written}"
        );
        assert!(written.ends_with("}\n, [__chunk_forms]));\n"), "{written}");
        assert_eq!(renamed(&parts.0["comments"], &gathered), ["split_comments"]);
    }

    #[test]
    fn the_loaders_wait_for_the_gathered_files() {
        let gathered = BTreeMap::from([
            ("chunk_1".to_owned(), "chunk_reading".to_owned()),
            ("chunk_2".to_owned(), "chunk_forms".to_owned()),
            ("chunk_3".to_owned(), "chunk_forms".to_owned()),
        ]);
        assert_eq!(
            renamed(&parts().0["votes"], &gathered),
            ["chunk_reading", "chunk_forms", "split_votes"]
        );
        let one = |number: u32| {
            format!(
                "/* a, b */\nconst __chunk_{number} = makeLoad(() => {{\n    \"./chunk_{number}.wasm\"\n}}\n, []);\n"
            )
        };
        let script = format!(
            "{}{}{}load(makeLoad(() => {{\n}}\n, [__chunk_1, __chunk_2, __chunk_3]));\n",
            one(1),
            one(2),
            one(3)
        );
        let written = rewritten(&script, &gathered).unwrap();
        assert!(
            written.contains(
                "const __chunk_reading = makeLoad(() => {\n    \"./chunk_reading.wasm\"\n}\n, []);"
            ),
            "{written}"
        );
        assert!(
            written.contains(
                "const __chunk_forms = makeLoad(() => {\n    \"./chunk_forms.wasm\"\n}\n, []);"
            ),
            "{written}"
        );
        assert!(
            written.ends_with(", [__chunk_reading, __chunk_forms]));\n"),
            "{written}"
        );
        assert!(rewritten("", &gathered).is_err());
    }
}
