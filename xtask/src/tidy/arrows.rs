//! Rooms use only rooms below them: no circle ties two files together.

use std::str::FromStr;

use anyhow::{Context, Result, anyhow};
use proc_macro2::{TokenStream, TokenTree};

use crate::repo::Repo;
use crate::tree;

/// A crate whose rooms have an order.
struct House {
    folder: &'static str,
    /// The modules of the crate's root, from the lowest.
    rooms: &'static [&'static str],
}

const HOUSES: &[House] = &[
    House {
        folder: "src",
        rooms: &[
            "view",
            "page",
            "first",
            "host",
            "json",
            "i18n",
            "attributes",
            "failure",
            "client",
            "resource",
            "parts",
            "components",
            "html",
            "forms",
            "widgets",
            "portal",
            "elements",
            "lib",
        ],
    },
    House {
        folder: "crates/feeds/src",
        rooms: &[
            "failure",
            "base",
            "guard",
            "hex",
            "references",
            "markup",
            "fetch",
            "item",
            "sanitize",
            // From bytes to items that can be kept.
            "formats",
            "bounds",
            "dates",
            "words",
            "walk",
            "prepare",
            "wordpress",
            "whole",
            "facts",
            "fuzz",
            "lib",
        ],
    },
    House {
        folder: "crates/service/src",
        rooms: &[
            "clock",
            "random",
            "background",
            "config",
            "store",
            "json_list",
            "spreadsheet",
            "sums",
            "problem",
            "keys",
            "http",
            // What all of the following work with.
            "context",
            "client_address",
            "site",
            "voter",
            // What is remembered, and what is fetched.
            "mail",
            "subscriptions",
            "pages",
            "counting",
            "ratings",
            "polls",
            "moderation",
            "comments",
            "alerts",
            "reports",
            "reminders",
            "external_data",
            "content",
            "activity",
            "doctor",
            "portal",
            "digests",
            "backup",
            // What asks for it.
            "gate",
            "waves",
            "app",
            "tasks",
            "telemetry",
            "routes",
            "router",
            "server",
            "check",
            "command",
            "lib",
            "main",
        ],
    },
    House {
        folder: "xtask/src",
        rooms: &[
            "step",
            "repo",
            "command",
            "hash",
            "tree",
            "setup",
            "packages",
            "packed",
            "budgets",
            "kit",
            "public",
            "serve",
            "bench",
            "dev",
            "custom_elements",
            "new_element",
            "tidy",
            "sbom",
            "size",
            "units",
            "test",
            "main",
        ],
    },
];

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for house in HOUSES {
        for path in tree::under(repo, house.folder)? {
            if path.ends_with(".rs") && !path.contains("/tests") {
                let source = repo.read(&path)?;
                problems.extend(house.check(&path, &source).context(path)?);
            }
        }
    }
    Ok(problems)
}

impl House {
    fn check(&self, path: &str, source: &str) -> Result<Vec<String>> {
        let room = self.room_of(path);
        let floor = |room: &str| self.rooms.iter().position(|known| *known == room);
        let Some(own) = floor(room) else {
            return Ok(vec![format!(
                "{path}: the room {room} has no place among those of xtask/src/tidy/arrows.rs"
            )]);
        };
        let tokens = TokenStream::from_str(source).map_err(|cause| anyhow!("{cause}"))?;
        let mut used = Vec::new();
        rooms_in(tokens, &mut used);
        used.sort();
        used.dedup();
        let above = used.iter().filter(|used| floor(used) > Some(own));
        Ok(above
            .map(|used| format!("{path}: {room} uses {used}, which stands above it"))
            .collect())
    }

    fn room_of<'p>(&self, path: &'p str) -> &'p str {
        let inside = path.strip_prefix(self.folder).unwrap_or(path);
        let first = inside.trim_start_matches('/').split('/').next();
        first.map_or("", |name| name.strip_suffix(".rs").unwrap_or(name))
    }
}

/// What follows `crate::`, in imports, in paths, in what macros are given. Unit tests may look upwards.
fn rooms_in(tokens: TokenStream, used: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if is_test(&tokens[..at]) {
            continue;
        }
        if let TokenTree::Group(group) = token {
            rooms_in(group.stream(), used);
        }
        if token.to_string() != "crate" {
            continue;
        }
        match tokens.get(at + 3) {
            Some(TokenTree::Ident(room)) => used.push(room.to_string()),
            Some(TokenTree::Group(group)) => used.extend(first_words(group.stream())),
            _ => {}
        }
    }
}

/// Whether these tokens end with `#[cfg(test)] mod tests`.
fn is_test(before: &[TokenTree]) -> bool {
    let words: Vec<String> = before
        .iter()
        .rev()
        .take(3)
        .map(ToString::to_string)
        .collect();
    matches!(&words[..], [_, keyword, attribute] if keyword == "mod" && attribute.replace(' ', "") == "[cfg(test)]")
}

/// Of `{a::b, c, d::{e}}` the words `a`, `c`, `d`.
fn first_words(list: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    let mut begins = true;
    for token in list {
        if let (true, TokenTree::Ident(word)) = (begins, &token) {
            words.push(word.to_string());
        }
        begins = token.to_string() == ",";
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: House = House {
        folder: "src",
        rooms: &["page", "client", "widgets"],
    };

    fn check(path: &str, source: &str) -> Vec<String> {
        HOUSE.check(path, source).unwrap()
    }

    #[test]
    fn a_room_may_use_those_below_it() {
        let source = "use crate::{client::{self, Widgets}, page as widgets};\npub(crate) fn f() { crate::page::g() }";
        assert!(check("src/widgets/news.rs", source).is_empty());
        assert!(check("src/widgets.rs", "use crate::widgets::news;").is_empty());
    }

    #[test]
    fn an_arrow_upwards_is_told() {
        let upwards = [
            "use crate::widgets::news;",
            "use crate::{page, widgets::news};",
            "use crate::{\n    page::{self, Client},\n    widgets,\n};",
            "fn f() { let view = view! { <p>{crate::widgets::name()}</p> }; }",
            "#[cfg(test)] fn f() { crate::widgets::name() }",
        ];
        for source in upwards {
            assert_eq!(
                check("src/client/send.rs", source),
                ["src/client/send.rs: client uses widgets, which stands above it"],
                "{source}"
            );
        }
    }

    #[test]
    fn unit_tests_may_look_upwards() {
        let source = "use crate::page;\n#[cfg(test)]\nmod tests { use crate::widgets; }";
        assert!(check("src/client.rs", source).is_empty());
    }

    #[test]
    fn a_new_room_needs_a_place() {
        let told = check("src/portal/routes.rs", "");
        assert!(told[0].contains("the room portal has no place"), "{told:?}");
    }
}
