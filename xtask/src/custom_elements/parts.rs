//! What a page can style by `::part`: every `part=` of the templates that an element is made with, and what the comment above it says.

use anyhow::{Result, ensure};

use super::beside;
use super::source::Found;
use super::words::{Word, places};

#[derive(Debug)]
pub struct Part {
    pub name: String,
    pub says: String,
}

/// A part as it stands in the source.
struct Seen<'s> {
    name: String,
    says: Option<String>,
    found: Found<'s>,
    line: usize,
}

/// The parts of what an element is made with. `is_own` tells the element's own files; `guest` names the element whose file it is where
/// it is another's, which stands in the place of this one.
pub fn parts(
    used: &[Found<'_>],
    is_own: &dyn Fn(&str) -> bool,
    guest: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Part>> {
    let seen: Vec<Seen<'_>> = used.iter().flat_map(|found| parts_in(*found)).collect();
    let (mut parts, mut missing) = (Vec::<Part>::new(), Vec::new());
    for one in &seen {
        if parts.iter().any(|part| part.name == one.name) {
            continue;
        }
        let same = || seen.iter().filter(|other| other.name == one.name);
        let described = || same().filter(|other| other.says.is_some());
        let own = described().find(|other| is_own(&other.found.file.path));
        let shared = || described().find(|other| guest(&other.found.file.path).is_none());
        let Some(best) = own.or_else(shared).or_else(|| described().next()) else {
            missing.push(format!(
                "{}:{}: say in a comment above what part=\"{}\" is, for those who style it",
                one.found.file.path, one.line, one.name
            ));
            continue;
        };
        let mut says = best.says.clone().unwrap_or_default();
        if let Some(guest) = guest(&best.found.file.path).filter(|_| !is_own(&best.found.file.path))
        {
            says.push_str(&format!(" Of a <{guest}> that is read in its place."));
        }
        parts.push(Part {
            name: one.name.clone(),
            says,
        });
    }
    ensure!(missing.is_empty(), missing.join("\n  "));
    Ok(parts)
}

fn parts_in(found: Found<'_>) -> Vec<Seen<'_>> {
    let words = &found.item.words;
    let mut seen = Vec::new();
    for at in places(words, &["part", "="]) {
        let Word { literal, line, .. } = &words[at + 2];
        // A selector such as "[part=title]" is no template: it is one literal.
        if let Some(names) = literal {
            for name in names.split_whitespace() {
                seen.push(Seen {
                    name: name.into(),
                    says: beside::above(&found.file.text, *line),
                    found,
                    line: *line,
                });
            }
        }
    }
    let named = found.named().into_iter().filter(|one| one.kind == "part");
    seen.extend(named.map(|one| Seen {
        name: one.name,
        says: Some(one.says),
        found,
        line: 0,
    }));
    seen
}

/// Where a part is computed and no comment names what it can be.
pub fn unnamed(found: Found<'_>) -> Option<String> {
    let words = &found.item.words;
    let takes_it = places(words, &["part", ":", "&"]).next().is_some();
    let is_named = found.named().iter().any(|one| one.kind == "part");
    let mut computed = places(words, &["part", "="])
        .filter(|at| words[at + 2].literal.is_none() && words[at + 2].text != "=");
    let at = computed.next().filter(|_| !takes_it && !is_named)?;
    Some(format!(
        "{}:{}: name the parts that this can be, in comments within the function: // part=\"NAME\": what it is",
        found.file.path, words[at].line
    ))
}
