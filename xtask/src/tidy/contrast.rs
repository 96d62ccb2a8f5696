//! Words, borders and the focus can be told from what is behind them, in each look, light and dark (WCAG 2.2, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use regex::Regex;

use crate::repo::Repo;

/// What stands on what, and the least ratio.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "paper", 4.5),
    ("ink", "ground", 4.5),
    ("ink", "shade", 4.5),
    ("ink", "soft", 4.5),
    ("quiet", "paper", 4.5),
    ("quiet", "ground", 4.5),
    ("quiet", "shade", 4.5),
    ("quiet", "soft", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "ground", 4.5),
    ("accent", "shade", 4.5),
    ("accent", "soft", 4.5),
    // A button that is pressed.
    ("paper", "accent", 4.5),
    ("on-fill", "fill", 4.5),
    ("on-fill", "fill-2", 4.5),
    ("gold", "fill", 4.5),
    ("gold", "fill-2", 4.5),
    ("gold", "deep", 4.5),
    ("on-deep", "deep", 4.5),
    ("on-deep", "fill", 4.5),
    ("on-deep-quiet", "deep", 4.5),
    ("on-deep-quiet", "fill", 4.5),
    ("on-deep-quiet", "fill-2", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "ground", 3.0),
    ("focus", "paper", 3.0),
    ("focus", "ground", 3.0),
    ("focus", "soft", 3.0),
    ("good", "paper", 4.5),
    ("good", "good-soft", 4.5),
    ("warn", "paper", 4.5),
    ("warn", "warn-soft", 4.5),
    ("bad", "paper", 4.5),
    ("bad", "bad-soft", 4.5),
    ("ink", "good-soft", 4.5),
    ("ink", "warn-soft", 4.5),
    ("ink", "bad-soft", 4.5),
    // In an alert.
    ("quiet", "warn-soft", 4.5),
    ("accent", "warn-soft", 4.5),
];

const SHEETS: [&str; 3] = ["style/tokens.css", "style/palette.css", "style/looks.css"];

/// The tokens of one look in one light.
type Colours = BTreeMap<String, String>;

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let mut sheets = String::new();
    for path in SHEETS {
        sheets.push_str(&repo.read(path)?);
    }
    let mut problems = Vec::new();
    for (name, colours) in looks(&sheets) {
        for (front, back, least) in PAIRS {
            let ratio = ratio(&colours, front, back).with_context(|| name.clone())?;
            if ratio < *least {
                problems.push(format!(
                    "{name}: {front} on {back} has a contrast of {ratio:.2}, at least {least}"
                ));
            }
        }
    }
    Ok(problems)
}

/// Each look by its name, light and dark. One that says nothing of a token has the usual one.
fn looks(sheets: &str) -> BTreeMap<String, Colours> {
    let rule = Regex::new(r"(?s)\.root([^{},]*)\{([^{}]*)\}").expect("a pattern of our own");
    let token = Regex::new(r"--([a-z0-9-]+): var\(--bangtin-[a-z0-9-]+, (#[0-9a-f]{6})\)")
        .expect("a pattern of our own");
    let look = Regex::new(r#"data-look="([a-z]+)""#).expect("a pattern of our own");
    let mut rules: BTreeMap<(String, bool), Colours> = BTreeMap::new();
    for found in rule.captures_iter(sheets) {
        let name = look
            .captures(&found[1])
            .map_or_else(String::new, |look| look[1].to_owned());
        let colours = rules.entry((name, found[1].contains("dark"))).or_default();
        let tokens = token.captures_iter(&found[2]);
        colours.extend(tokens.map(|token| (token[1].to_owned(), token[2].to_owned())));
    }
    let mut looks = BTreeMap::new();
    for (name, _) in rules.keys() {
        for dark in [false, true] {
            let order = [("", false), ("", dark), (name, false), (name, dark)];
            let mut colours = Colours::new();
            for (name, dark) in order {
                let own = rules.get(&(name.to_owned(), dark));
                colours.extend(
                    own.into_iter()
                        .flatten()
                        .map(|(a, b)| (a.clone(), b.clone())),
                );
            }
            let light = if dark { "dark" } else { "light" };
            let shown = if name.is_empty() {
                "the usual look"
            } else {
                name
            };
            looks.insert(format!("{shown}, {light}"), colours);
        }
    }
    looks
}

fn ratio(colours: &Colours, front: &str, back: &str) -> Result<f64> {
    let of = |token: &str| {
        let colour = colours.get(token);
        colour
            .map(|colour| luminance(colour))
            .with_context(|| format!("{token} is not there"))
    };
    let (one, other) = (of(front)?, of(back)?);
    Ok((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// As WCAG 2.2 has it, of `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = colour.get(at..at + 2).unwrap_or_default();
        let value = f64::from(u8::from_str_radix(value, 16).unwrap_or_default()) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_twenty_one() {
        let colours = |ink: &str| {
            let pairs = [("ink", ink), ("paper", "#ffffff")];
            Colours::from(pairs.map(|(name, colour)| (name.to_owned(), colour.to_owned())))
        };
        let of = |ink: &str| ratio(&colours(ink), "ink", "paper").unwrap();
        assert!((of("#000000") - 21.0).abs() < 0.001);
        assert!((of("#767676") - 4.54).abs() < 0.005);
        assert!(ratio(&colours("#000000"), "ink", "shade").is_err());
    }

    #[test]
    fn a_look_has_what_it_says_and_else_the_usual() {
        let sheet = "\
.root { --ink: var(--bangtin-ink, #111111); --line: var(--bangtin-line, #222222); }
@media screen { .root[data-scheme=\"dark\"] { --ink: var(--bangtin-dark-ink, #eeeeee); } }
.root[data-look=\"lam\"] { --ink: var(--bangtin-ink, #000011); }
@media screen { .root[data-look=\"lam\"][data-scheme=\"dark\"] { --ink: var(--bangtin-dark-ink, #ddddff); } }";
        let looks = looks(sheet);
        let of = |look: &str, token: &str| looks[look][token].clone();
        assert_eq!(looks.len(), 4);
        assert_eq!(of("the usual look, dark", "ink"), "#eeeeee");
        assert_eq!(of("lam, light", "ink"), "#000011");
        assert_eq!(of("lam, dark", "ink"), "#ddddff");
        assert_eq!(of("lam, dark", "line"), "#222222");
    }

    #[test]
    fn every_pair_of_every_look_can_be_read() {
        let repo = Repo::find().unwrap();
        assert_eq!(check(&repo).unwrap(), Vec::<String>::new());
        let mut sheets = String::new();
        for path in SHEETS {
            sheets.push_str(&repo.read(path).unwrap());
        }
        let names: Vec<String> = looks(&sheets).into_keys().collect();
        assert_eq!(names.len(), 8, "{names:?}");
    }
}
