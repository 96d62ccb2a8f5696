//! The kit's source, read so far that one can say what an element's view is made with.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Item as Parsed, Type, UseTree};

use super::beside::{self, Named};
use super::words::{Word, follows, words};
use crate::repo::Repo;
use crate::tree;

/// Rooms in which nothing is found that a page can reach: what they say is read where it is needed.
const LEFT_OUT: [&str; 2] = ["i18n", "view"];

/// All of `src`.
pub struct Source {
    files: BTreeMap<Module, File>,
}

/// Where a file stands below the crate's root: `["widgets", "news"]`.
pub type Module = Vec<String>;

pub struct File {
    pub path: String,
    pub text: String,
    pub items: Vec<Item>,
    imports: BTreeMap<String, Module>,
}

/// A function, a type with what it can do, or a constant.
pub struct Item {
    pub name: String,
    pub words: Vec<Word>,
    /// What its doc comment says, line by line.
    pub doc: Vec<String>,
    lines: (usize, usize),
    /// Whether its code is a file of its own.
    is_door: bool,
}

/// An item, and the file it stands in.
#[derive(Clone, Copy)]
pub struct Found<'s> {
    pub file: &'s File,
    pub item: &'s Item,
}

impl Found<'_> {
    pub fn named(&self) -> Vec<Named> {
        beside::named(&self.file.text, self.item.lines)
    }
}

impl Source {
    pub fn read(repo: &Repo) -> Result<Self> {
        let paths = tree::under(repo, "src")?.into_iter();
        let paths = paths.filter(|path| path.ends_with(".rs") && !path.contains("/tests"));
        let texts = paths.map(|path| Ok((path.clone(), repo.read(&path)?)));
        Self::of(texts.collect::<Result<Vec<_>>>()?)
    }

    /// From paths and what stands there.
    pub fn of(texts: Vec<(String, String)>) -> Result<Self> {
        let mut files = BTreeMap::new();
        for (path, text) in texts {
            let module = module_of(&path);
            let file = File::read(path.clone(), text, &module).context(path)?;
            files.insert(module, file);
        }
        Ok(Self { files })
    }

    pub fn file(&self, module: &[String]) -> Option<&File> {
        self.files.get(module)
    }

    /// The files of a room.
    pub fn room(&self, room: &str) -> impl Iterator<Item = &File> {
        let inside = move |module: &Module| module.first().is_some_and(|first| first == room);
        let files = self.files.iter();
        files
            .filter(move |(module, _)| inside(module))
            .map(|(_, file)| file)
    }

    /// What a path from the crate's root names, through the modules that hand it on.
    pub fn find(&self, path: &[String]) -> Vec<Found<'_>> {
        self.find_within(path, 8)
    }

    fn find_within(&self, path: &[String], steps: usize) -> Vec<Found<'_>> {
        let Some((name, module)) = path.split_last() else {
            return Vec::new();
        };
        let Some(file) = self.files.get(module) else {
            // `Type::method`, or what is no module of ours.
            return match module.is_empty() || steps == 0 {
                true => Vec::new(),
                false => self.find_within(module, steps - 1),
            };
        };
        let own: Vec<_> = file
            .items
            .iter()
            .filter(|item| item.name == *name)
            .map(|item| Found { file, item })
            .collect();
        match file.imports.get(name) {
            Some(path) if own.is_empty() && steps > 0 => self.find_within(path, steps - 1),
            _ => own,
        }
    }

    /// Everything that is used by what a path names, nearest first. Code that is brought later only where `doors` are open.
    pub fn used_by(&self, path: &[String], doors: bool) -> Vec<Found<'_>> {
        let mut waiting = VecDeque::from(self.find(path));
        let mut met = BTreeSet::new();
        let mut used = Vec::new();
        while let Some(found) = waiting.pop_front() {
            if !met.insert(std::ptr::from_ref(found.item)) {
                continue;
            }
            used.push(found);
            if doors || !found.item.is_door {
                waiting.extend(self.named_in(found));
            }
        }
        used
    }

    /// What the words of an item name.
    fn named_in(&self, Found { file, item }: Found<'_>) -> Vec<Found<'_>> {
        let module = module_of(&file.path);
        let mut found = Vec::new();
        for (at, word) in item.words.iter().enumerate() {
            let is_inner = (at > 0 && item.words[at - 1].text == ".")
                || (at > 1 && follows(&item.words[at - 2..], &[":", ":"]));
            if word.is_name() && !is_inner {
                let path = path_at(&item.words[at..]);
                found.extend(self.find(&self.whole_path(file, &module, path)));
            }
        }
        found.retain(|one| {
            let module = module_of(&one.file.path);
            !LEFT_OUT.contains(&module.first().map_or("", String::as_str))
        });
        found
    }

    /// A path as a file writes it, from the crate's root.
    fn whole_path(&self, file: &File, module: &[String], path: Vec<String>) -> Module {
        let (first, rest) = (path[0].as_str(), &path[1..]);
        if ["crate", "self", "super"].contains(&first) {
            return resolved(module, &path);
        }
        let is_own = file.items.iter().any(|item| item.name == *first);
        let child = [module, std::slice::from_ref(&path[0])].concat();
        let imported = file.imports.get(first);
        // A function and a module may share a name; what follows tells which is meant.
        match imported {
            Some(imported) if !(is_own && rest.is_empty()) => [imported, rest].concat(),
            _ if !is_own && self.files.contains_key(&child) => [&child, rest].concat(),
            _ => [module, &path].concat(),
        }
    }
}

/// The path that begins with the first of the words.
fn path_at(words: &[Word]) -> Vec<String> {
    let mut path = vec![words[0].text.clone()];
    let mut at = 1;
    while follows(&words[at..], &[":", ":"]) {
        match words.get(at + 2) {
            Some(word) if word.is_name() => path.push(word.text.clone()),
            _ => break,
        }
        at += 3;
    }
    path
}

fn module_of(path: &str) -> Module {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    match inside {
        "lib" => Vec::new(),
        _ => inside.split('/').map(str::to_owned).collect(),
    }
}

/// A path as a module writes it in a `use`, from the crate's root. What begins with another crate leads nowhere.
fn resolved(module: &[String], path: &[String]) -> Module {
    let mut base = match path[0].as_str() {
        "crate" => Vec::new(),
        _ => module.to_vec(),
    };
    for step in path {
        match step.as_str() {
            "crate" | "self" => {}
            "super" => _ = base.pop(),
            _ => base.push(step.clone()),
        }
    }
    base
}

impl File {
    fn read(path: String, text: String, module: &[String]) -> Result<Self> {
        let mut file = Self {
            path,
            items: Vec::new(),
            imports: BTreeMap::new(),
            text,
        };
        for parsed in syn::parse_file(&file.text)?.items {
            file.take(parsed, module);
        }
        Ok(file)
    }

    fn take(&mut self, parsed: Parsed, module: &[String]) {
        let name = match &parsed {
            Parsed::Fn(item) => item.sig.ident.to_string(),
            Parsed::Struct(item) => item.ident.to_string(),
            Parsed::Enum(item) => item.ident.to_string(),
            Parsed::Type(item) => item.ident.to_string(),
            Parsed::Trait(item) => item.ident.to_string(),
            Parsed::Const(item) => item.ident.to_string(),
            Parsed::Static(item) => item.ident.to_string(),
            Parsed::Impl(item) => match &*item.self_ty {
                Type::Path(path) => path
                    .path
                    .segments
                    .last()
                    .map_or_else(String::new, |last| last.ident.to_string()),
                _ => return,
            },
            Parsed::Macro(item) => item
                .mac
                .path
                .get_ident()
                .map_or_else(String::new, ToString::to_string),
            Parsed::Use(item) => {
                return self.import(&item.tree, Vec::new(), module);
            }
            _ => return,
        };
        let span = parsed.span();
        let attributes = match &parsed {
            Parsed::Fn(item) => &*item.attrs,
            Parsed::Const(item) => &item.attrs,
            _ => &[],
        };
        self.items.push(Item {
            name,
            doc: doc(attributes),
            lines: (span.start().line, span.end().line),
            is_door: attributes
                .iter()
                .any(|attribute| attribute.path().is_ident("wasm_split")),
            words: words(parsed.to_token_stream()),
        });
    }

    fn import(&mut self, tree: &UseTree, mut path: Vec<String>, module: &[String]) {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.import(&step.tree, path, module);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, path.clone(), module);
                }
            }
            UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = path.last() {
                    self.imports.insert(last.clone(), resolved(module, &path));
                }
            }
            UseTree::Name(name) => {
                path.push(name.ident.to_string());
                self.imports
                    .insert(name.ident.to_string(), resolved(module, &path));
            }
            UseTree::Rename(name) => {
                path.push(name.ident.to_string());
                self.imports
                    .insert(name.rename.to_string(), resolved(module, &path));
            }
            UseTree::Glob(_) => {}
        }
    }

    /// The first paragraph of what a file says of itself (`//!`).
    pub fn about(&self) -> String {
        let lines = self.text.lines();
        let lines = lines.map_while(|line| line.strip_prefix("//!"));
        let paragraph = lines.map(str::trim).take_while(|line| !line.is_empty());
        paragraph.collect::<Vec<_>>().join(" ")
    }
}

/// The lines of a doc comment.
fn doc(attributes: &[Attribute]) -> Vec<String> {
    let docs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    let texts = docs.filter_map(|attribute| {
        let words = words(attribute.to_token_stream());
        words.into_iter().find_map(|word| word.literal)
    });
    texts.map(|text| text.trim().to_owned()).collect()
}
