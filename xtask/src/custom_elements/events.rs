//! What an element tells the page: the constants that hold the name of an event, and what their doc comment says.

use anyhow::{Context, Result};
use regex::Regex;

use super::attributes::plain;
use super::source::{Found, Source};
use super::words::{first_literal, places};

pub struct Event {
    pub name: String,
    /// In TypeScript.
    pub kind: String,
    pub says: String,
}

pub fn events(source: &Source, used: &[Found<'_>]) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for found in used {
        let item = found.item;
        let is_constant = item.words.iter().any(|word| word.text == "const");
        let name = first_literal(&item.words[item.words.len().saturating_sub(2)..]);
        let Some(name) = name.filter(|name| is_constant && name.starts_with("bangtin-")) else {
            continue;
        };
        let (members, says): (Vec<_>, Vec<_>) =
            item.doc.iter().partition(|line| line.starts_with("- "));
        let kinds: Result<Vec<_>> = members.iter().map(|line| member(source, line)).collect();
        events.push(Event {
            name: name.into(),
            kind: format!("CustomEvent<{{ {} }}>", kinds?.join(", ")),
            says: plain(
                &says
                    .iter()
                    .map(|line| line.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
        });
    }
    Ok(events)
}

/// A member of the detail, of a line such as ``- `copy`: `saved` or `fresh` ``. What is in quotes are all of its values, `Type::function`
/// stands for all that this function answers; without any it is a text.
fn member(source: &Source, line: &str) -> Result<String> {
    let quoted = Regex::new(r"`([^`]+)`").expect("a pattern of our own");
    let mut names = quoted.captures_iter(line).map(|found| found[1].to_owned());
    let name = names
        .next()
        .with_context(|| format!("{line} names no member"))?;
    let mut values = Vec::new();
    for value in names {
        match value.split_once("::") {
            Some((kind, function)) => values.extend(answers(source, kind, function)?),
            None => values.push(value),
        }
    }
    let values: Vec<_> = values.iter().map(|value| format!("'{value}'")).collect();
    Ok(match values.is_empty() {
        true => format!("{name}: string"),
        false => format!("{name}: {}", values.join(" | ")),
    })
}

/// The texts in a function of a type that is a file of its own at the root.
fn answers(source: &Source, kind: &str, function: &str) -> Result<Vec<String>> {
    let found = source.find(&[kind.to_lowercase(), kind.into()]);
    let mut answers = Vec::new();
    for words in found.iter().map(|found| &found.item.words) {
        if let Some(at) = places(words, &["fn", function]).next() {
            let rest = &words[at + 2..];
            let end = places(rest, &["fn"]).next().unwrap_or(rest.len());
            // A doc comment of the next function is one literal, in `#[doc = …]`.
            let texts = rest[..end].iter().filter_map(|word| word.literal.clone());
            answers.extend(texts.filter(|text| !text.contains(' ')));
        }
    }
    (!answers.is_empty())
        .then_some(answers)
        .with_context(|| format!("there is no {kind}::{function} that answers a text"))
}
