//! custom-elements.json, the manifest that editors and catalogues read (<https://github.com/webcomponents/custom-elements-manifest>):
//! made from the kit's source, in which each fact stands once, beside the code that it is true of.

mod attributes;
mod beside;
mod events;
mod messages;
mod parts;
mod properties;
mod source;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};
use regex::Regex;
use serde_json::{Value, json};

use crate::kit;
use crate::repo::Repo;
use attributes::Attribute;
use messages::Messages;
pub use messages::{ENGLISH, English};
use properties::Property;
use source::{Found, Module, Source};

/// Where it lies.
pub const PATH: &str = "custom-elements.json";

const LOADER: &str = "public/bangtin.js";

/// What a page may say otherwise, in both languages, for who writes `labels`.
const LABELS: &str = "docs/labels.json";

/// Writes both.
pub fn write(repo: &Repo) -> Result<()> {
    fs::write(repo.path(PATH), text(repo)?).context(PATH)?;
    fs::write(repo.path(LABELS), labels(repo)?).context(LABELS)
}

/// Whether both are what the source says; what is missing in the source is told too.
pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for (path, made) in [(PATH, text(repo)), (LABELS, labels(repo))] {
        match made {
            Ok(made) if repo.read(path).is_ok_and(|found| found == made) => {}
            Ok(_) => problems.push(format!(
                "{path} is not what the source says: `cargo xtask manifest` writes it"
            )),
            Err(cause) => problems.push(format!("{path} cannot be made: {cause:#}")),
        }
    }
    Ok(problems)
}

fn labels(repo: &Repo) -> Result<String> {
    let english = serde_json::from_str(&repo.read(ENGLISH)?).context(ENGLISH)?;
    let labels = Messages::read(&Source::read(repo)?).labels(&english)?;
    Ok(serde_json::to_string_pretty(&labels)? + "\n")
}

fn text(repo: &Repo) -> Result<String> {
    let kit = Kit::read(repo)?;
    let elements = kit.tags.iter().map(|tag| Element::new(&kit, tag));
    let elements: Vec<Element<'_>> = elements.collect::<Result<_>>()?;
    let declarations: Result<Vec<Value>> = elements.iter().map(Element::declaration).collect();
    let exports: Vec<Value> = elements.iter().map(Element::export).collect();
    let manifest = json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": LOADER,
            "description": "The loader. It defines the elements once one of them comes near the reader's view, or when the page is idle.",
            "declarations": declarations?,
            "exports": exports,
        }],
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// What all elements have in common.
struct Kit<'r> {
    repo: &'r Repo,
    tags: Vec<String>,
    source: Source,
    messages: Messages,
    shared: Vec<Attribute>,
    tokens: Vec<Property>,
    /// The loader's own code, and the class of all elements.
    first: Vec<String>,
    class: String,
}

impl<'r> Kit<'r> {
    fn read(repo: &'r Repo) -> Result<Self> {
        let source = Source::read(repo)?;
        let messages = Messages::read(&source);
        let shared = attributes::declared(&source, &messages, &vec!["attributes".into()])?;
        let first = crate::tree::under(repo, "src/first")?;
        let first = first.iter().filter(|path| path.ends_with(".js"));
        Ok(Self {
            tags: kit::tags(repo)?,
            shared,
            messages,
            source,
            tokens: properties::tokens(&format!(
                "{}{}",
                repo.read("style/tokens.css")?,
                repo.read("style/palette.css")?
            ))?,
            first: first.map(|path| repo.read(path)).collect::<Result<_>>()?,
            class: repo.read("src/elements/host.js")?,
            repo,
        })
    }
}

/// One element, and what its view is made with.
struct Element<'k> {
    kit: &'k Kit<'k>,
    tag: &'k str,
    widget: Module,
    used: Vec<Found<'k>>,
}

impl<'k> Element<'k> {
    fn new(kit: &'k Kit<'k>, tag: &'k str) -> Result<Self> {
        let name = tag.trim_start_matches("bangtin-").replace('-', "_");
        // The portal is a room of its own above the widgets.
        let rooms = [vec!["widgets".to_owned(), name.clone()], vec![name.clone()]];
        let found = rooms.into_iter().find_map(|widget| {
            let view = [&*widget, std::slice::from_ref(&name)].concat();
            let used = kit.source.used_by(&view, true);
            (!used.is_empty()).then_some((widget, used))
        });
        let (widget, mut used) = found.with_context(|| {
            format!("src/widgets/{name}.rs has no function {name}, which makes the view")
        })?;
        // What holds its place until its code has come. What comes is known already.
        let table = kit.repo.read("src/elements.rs")?;
        let door = match table.contains(&format!("::{name}_file()")) {
            true => "lazy",
            false => &*name,
        };
        let door = ["widgets", "lazy", door].map(str::to_owned);
        let met: BTreeSet<_> = used
            .iter()
            .map(|found| std::ptr::from_ref(found.item))
            .collect();
        let held = kit.source.used_by(&door, false);
        used.extend(
            held.into_iter()
                .filter(|found| !met.contains(&std::ptr::from_ref(found.item))),
        );
        Ok(Self {
            kit,
            tag,
            widget,
            used,
        })
    }

    fn class(&self) -> String {
        let words = self.tag.split('-');
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        words.map(capital).collect()
    }

    fn export(&self) -> Value {
        json!({
            "kind": "custom-element-definition",
            "name": self.tag,
            "declaration": { "name": self.class(), "module": LOADER },
        })
    }

    fn declaration(&self) -> Result<Value> {
        // What an element is given, the elements that it is made up with inherit.
        let mut used = self.used.clone();
        for tag in self.kit.tags.iter().filter(|tag| self.contains(tag)) {
            used.extend(Element::new(self.kit, tag)?.used);
        }
        let properties = properties::used(self.kit.repo, &self.kit.tokens, &used)?;
        Ok(json!({
            "kind": "class",
            "name": self.class(),
            "customElement": true,
            "tagName": self.tag,
            "description": self.description()?,
            "superclass": { "name": "HTMLElement" },
            "attributes": self.attributes()?.iter().map(attribute).collect::<Vec<_>>(),
            "events": self.events()?,
            "slots": self.slots()?,
            "cssParts": self.parts()?,
            "cssProperties": properties.iter().map(property).collect::<Vec<_>>(),
        }))
    }

    /// Whether its templates have an element of another tag.
    fn contains(&self, tag: &str) -> bool {
        let mut sought = vec!["<"];
        for word in tag.split('-') {
            sought.extend([word, "-"]);
        }
        sought.pop();
        let mut words = self.used.iter().map(|found| &found.item.words);
        words.any(|words| words::places(words, &sought).next().is_some())
    }

    /// The first paragraph of its file, behind its tag.
    fn description(&self) -> Result<String> {
        let file = self.kit.source.file(&self.widget).context("no file")?;
        let about = file.about();
        let head = format!("`<{}>`: ", self.tag);
        let says = about.strip_prefix(&head).with_context(|| {
            format!("{} does not begin with //! {head}and what it is", file.path)
        })?;
        let (first, rest) = says.split_at(says.chars().next().map_or(0, char::len_utf8));
        Ok(attributes::plain(&(first.to_uppercase() + rest)))
    }

    /// Its own, then those that all share, as this one takes them.
    fn attributes(&self) -> Result<Vec<Attribute>> {
        let Kit {
            source, messages, ..
        } = self.kit;
        let mut all = attributes::declared(source, messages, &self.widget)?;
        let comments = self.used.iter().flat_map(Found::named);
        let comments: Vec<_> = comments.filter(|one| one.kind == "attribute").collect();
        for mut shared in self.kit.shared.iter().cloned() {
            if let Some(comment) = comments.iter().find(|one| one.name == shared.name) {
                shared.says = comment.says.clone();
            } else if !self.reads(&shared.name) {
                shared.says = "Not read by this element.".into();
            }
            if shared.name == "labels" {
                let keys = messages.keys(&self.used);
                let keys = match keys.is_empty() {
                    true => "none in this element".into(),
                    false => keys.join(", "),
                };
                shared.says.push_str(&format!(" Keys: {keys}."));
            }
            all.push(shared);
        }
        Ok(all)
    }

    /// Whether its view reads one of the attributes that say where content comes from. The others are read for every element.
    fn reads(&self, name: &str) -> bool {
        if !["src", "service", "site"].contains(&name) {
            return true;
        }
        let constant = name.to_uppercase();
        let mut reading = self.used.iter().filter(|found| {
            let path = &found.file.path;
            ["src/client/", "src/widgets/", "src/portal/"]
                .iter()
                .any(|room| path.starts_with(room))
        });
        reading.any(|found| found.item.words.iter().any(|word| word.text == constant))
    }

    fn parts(&self) -> Result<Vec<Value>> {
        for found in &self.used {
            if let Some(problem) = parts::unnamed(*found) {
                anyhow::bail!(problem);
            }
        }
        // The file of its function, and the folder beside it.
        let home = self.used.first().map_or("", |found| &found.file.path);
        let folder = home.replace(".rs", "/");
        let is_own = |path: &str| path == home || path.starts_with(&folder);
        let guest = |path: &str| {
            let inside = path.strip_prefix("src/widgets/")?;
            let name = inside.split(['/', '.']).next()?.replace('_', "-");
            let tag = format!("bangtin-{name}");
            (self.kit.tags.contains(&tag) && tag != self.tag).then_some(tag)
        };
        let parts = parts::parts(&self.used, &is_own, &guest)?;
        Ok(parts
            .iter()
            .map(|part| json!({ "name": part.name, "description": part.says }))
            .collect())
    }

    fn events(&self) -> Result<Vec<Value>> {
        let first = self.of_the_loader("event").into_iter().map(|(name, says)| {
            json!({ "name": name, "type": { "text": "CustomEvent<null>" }, "description": says })
        });
        let events = events::events(&self.kit.source, &self.used)?;
        let events = events.iter().map(|event| {
            json!({ "name": event.name, "type": { "text": event.kind }, "description": event.says })
        });
        Ok(first.chain(events).collect())
    }

    /// What comments of the loader say of the elements that it paints.
    fn of_the_loader(&self, kind: &str) -> Vec<(String, String)> {
        let own = Regex::new(&format!(r#""{}[":\[]"#, self.tag)).expect("a pattern of our own");
        if !self.kit.first.iter().any(|script| own.is_match(script)) {
            return Vec::new();
        }
        let comments = self.kit.first.iter();
        let comments = comments.flat_map(|script| beside::named(script, (1, usize::MAX)));
        let comments = comments.filter(|one| one.kind == kind);
        comments.map(|one| (one.name, one.says)).collect()
    }

    fn slots(&self) -> Result<Vec<Value>> {
        let comments = beside::named(&self.kit.class, (1, usize::MAX)).into_iter();
        let slots: Vec<Value> = comments
            .filter(|one| one.kind == "slot")
            .map(|one| json!({ "name": one.name, "description": one.says }))
            .collect();
        ensure!(!slots.is_empty(), "src/elements/host.js names no slot");
        Ok(slots)
    }
}

fn attribute(attribute: &Attribute) -> Value {
    let mut value = json!({
        "name": attribute.name,
        "type": { "text": attribute.kind },
        "description": attribute.says,
    });
    if let Some(usual) = &attribute.usual {
        value["default"] = json!(usual);
    }
    value
}

fn property(property: &Property) -> Value {
    json!({
        "name": property.name,
        "default": property.usual,
        "description": property.says,
    })
}
