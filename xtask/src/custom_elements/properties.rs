//! What a page can set of an element's looks: the custom properties of style/tokens.css and style/palette.css that its sheets use.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use regex::Regex;

use super::source::Found;
use super::words::places;
use crate::repo::Repo;

/// The sheets of every element.
const EVERYWHERE: [&str; 2] = ["base", "rest"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    pub name: String,
    pub usual: String,
    pub says: String,
    // The name by which sheets use it.
    token: String,
}

/// All of them, in the order of the sheet; those of the dark say what those of the same token say in the light.
pub fn tokens(sheet: &str) -> Result<Vec<Property>> {
    let line = Regex::new(
        r"^\s*--([a-z0-9-]+): var\((--bangtin-[a-z0-9-]+), (.*)\);(?:\s*/\* (.*) \*/)?$",
    )
    .expect("a pattern of our own");
    let mut properties: Vec<Property> = Vec::new();
    for found in sheet.lines().filter_map(|text| line.captures(text)) {
        let (token, name) = (found[1].to_owned(), found[2].to_owned());
        let light = properties.iter().find(|known| known.token == token);
        let says = match (found.get(4), light) {
            (Some(own), _) => own.as_str().to_owned(),
            (None, Some(light)) => format!("In the dark: {}", lower_first(&light.says)),
            (None, None) => {
                anyhow::bail!("style/tokens.css: say behind {name}, in a comment, what it is for")
            }
        };
        let usual = found[3].replace("var(--", "var(--bangtin-");
        properties.push(Property {
            name,
            usual,
            says,
            token,
        });
    }
    Ok(properties)
}

/// Those that the sheets use which an element is given.
pub fn used(repo: &Repo, tokens: &[Property], used: &[Found<'_>]) -> Result<Vec<Property>> {
    let mut names = BTreeSet::from(EVERYWHERE.map(str::to_owned));
    for found in used {
        let words = &found.item.words;
        let given = places(words, &[".", "style", "("]);
        names.extend(given.filter_map(|at| words[at + 3].literal.clone()));
    }
    let mut sheets = repo.read("style/tokens.css")?;
    for name in names {
        let path = format!("style/{name}.css");
        sheets.push_str(
            &repo
                .read(&path)
                .with_context(|| format!("an element is given {path}"))?,
        );
    }
    let uses = |token: &str| sheets.contains(&format!("var(--{token})"));
    Ok(tokens
        .iter()
        .filter(|property| uses(&property.token))
        .cloned()
        .collect())
}

fn lower_first(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().into_iter().flat_map(char::to_lowercase);
    first.chain(signs).collect()
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn the_dark_says_what_the_light_says() {
        let sheet = "\
.root {
  --ink: var(--bangtin-ink, #111); /* Text. */
  --font: var(--bangtin-font, a, \"B C\"); /* Letters. */
  --font-heading: var(--bangtin-font-heading, var(--font)); /* Headings. */
}
.root[data-scheme=\"dark\"] {
  --ink: var(--bangtin-dark-ink, #eee);
  background: var(--ink);
}";
        let told = tokens(sheet).unwrap();
        let told: Vec<_> = told
            .iter()
            .map(|one| (&*one.name, &*one.usual, &*one.says))
            .collect();
        assert_eq!(
            told,
            [
                ("--bangtin-ink", "#111", "Text."),
                ("--bangtin-font", "a, \"B C\"", "Letters."),
                ("--bangtin-font-heading", "var(--bangtin-font)", "Headings."),
                ("--bangtin-dark-ink", "#eee", "In the dark: text."),
            ]
        );
        assert!(tokens("--ink: var(--bangtin-ink, #111);").is_err());
    }
}
