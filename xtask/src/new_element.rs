//! What a new element needs, made at once: its files from the templates beside this one, and its line in each table.

use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::command::{cargo, run};
use crate::custom_elements::{self, ENGLISH, English};
use crate::repo::Repo;

/// The names of one element: `photo-wall`, `photo_wall`, `PhotoWall`.
struct Names {
    name: String,
    function: String,
    class: String,
}

/// Makes the element `<bangtin-NAME>`.
pub fn make(repo: &Repo, name: &str) -> Result<()> {
    let names = Names::of(name)?;
    let (name, function) = (&names.name, &names.function);
    let files = [
        (
            format!("src/widgets/{function}.rs"),
            include_str!("new_element/widget.rs.txt"),
        ),
        (
            format!("src/i18n/{function}.rs"),
            include_str!("new_element/words.rs.txt"),
        ),
        (
            format!("tests/e2e/tests/engines/{function}.rs"),
            include_str!("new_element/test.rs.txt"),
        ),
        (
            format!("docs/elements/{name}.md"),
            include_str!("new_element/docs.md.txt"),
        ),
        (
            format!("style/{name}.css"),
            "/* TODO: how it looks. */\n.NAME {\n  display: block;\n}\n",
        ),
    ];
    for (path, _) in &files {
        ensure!(!repo.path(path).exists(), "{path} is there already");
    }
    for (path, template) in &files {
        fs::write(repo.path(path), names.fill(template))?;
    }
    names.enter(repo)?;
    run(cargo().args(["fmt", "--all"]).current_dir(repo.path("")))?;
    custom_elements::write(repo)?;
    println!("<bangtin-{name}> is made. Look for TODO in:");
    for (path, _) in &files {
        println!("  {path}");
    }
    println!("  README.md");
    println!("`cargo xtask manifest` reads its source again for custom-elements.json.");
    Ok(())
}

impl Names {
    fn of(name: &str) -> Result<Self> {
        let words: Vec<&str> = name.split('-').collect();
        let is_word =
            |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !words.iter().all(is_word) {
            bail!(
                "{name} is no name for an element: write words of a to z, with hyphens between them"
            );
        }
        let capital = |word: &&str| word[..1].to_uppercase() + &word[1..];
        Ok(Self {
            name: name.into(),
            function: words.join("_"),
            class: words.iter().map(capital).collect(),
        })
    }

    fn fill(&self, template: &str) -> String {
        template
            .replace("NAME", &self.name)
            .replace("FUNCTION", &self.function)
            .replace("CLASS", &self.class)
    }

    /// The row in the table of elements.
    fn row(&self) -> String {
        self.fill(include_str!("new_element/row.rs.txt"))
    }

    /// A line in each table.
    fn enter(&self, repo: &Repo) -> Result<()> {
        let edit = |path: &str, change: &dyn Fn(&str) -> Option<String>| {
            let before = repo.read(path)?;
            let after = change(&before)
                .with_context(|| format!("{path} does not look as this task expects it"))?;
            fs::write(repo.path(path), after).context(path.to_owned())
        };
        let (name, function) = (&self.name, &self.function);
        edit("src/widgets.rs", &|text| {
            before(text, "pub mod visitors;", &format!("pub mod {function};\n"))
        })?;
        edit("src/i18n.rs", &|text| {
            let named = before(text, "mod subscribe;", &format!("mod {function};\n"))?;
            let class = &self.class;
            before(
                &named,
                "pub use subscribe::",
                &format!("pub use {function}::{class}Message;\n"),
            )
        })?;
        edit(ENGLISH, &|text| {
            let mut words: English = serde_json::from_str(text).ok()?;
            let own = [
                ("TODO: tiêu đề", "TODO: the heading"),
                ("TODO: nội dung", "TODO: the text"),
            ];
            words.extend(own.map(|(vi, en)| (vi.to_owned(), en.to_owned())));
            Some(serde_json::to_string_pretty(&words).ok()? + "\n")
        })?;
        edit("src/widgets/lazy.rs", &|text| {
            // rustfmt fills its lines anew, so only the beginning of the list is sure.
            let list = "use super::{\n";
            let named = text
                .contains(list)
                .then(|| text.replacen(list, &format!("{list}    {function},\n"), 1))?;
            Some(named + &self.fill(include_str!("new_element/lazy.rs.txt")))
        })?;
        edit("src/elements.rs", &|text| {
            before(text, "];\n\n/// Takes over what the loader", &self.row())
        })?;
        edit("tests/e2e/tests/engines/main.rs", &|text| {
            let named = before(text, "mod visitors;", &format!("mod {function};\n"))?;
            before(
                &named,
                "    ])\n}",
                &format!("        {function}::CASES,\n"),
            )
        })?;
        edit("README.md", &|text| {
            let row = format!("| [`<bangtin-{name}>`](docs/elements/{name}.md) | TODO |\n");
            before(text, "\nAll take the same ", &row)
        })
    }
}

/// The text with a line more before a mark that stands in it.
fn before(text: &str, mark: &str, line: &str) -> Option<String> {
    let at = text.find(mark)?;
    let (head, tail) = text.split_at(at);
    Some([head, line, tail].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_stands_so_in_the_tables() {
        // An element that is there is written as a new one would be.
        let names = Names::of("newest-comments").unwrap();
        let table = include_str!("../../src/elements.rs");
        assert!(table.contains(&names.row()), "{}", names.row());
        let lazy = include_str!("../../src/widgets/lazy.rs");
        let door = names.fill(include_str!("new_element/lazy.rs.txt"));
        assert!(lazy.contains(&door), "{door}");
    }

    #[test]
    fn an_element_has_three_names() {
        let names = Names::of("photo-wall").unwrap();
        assert_eq!(
            (&*names.function, &*names.class),
            ("photo_wall", "PhotoWall")
        );
        assert_eq!(
            names.fill("fn FUNCTION() -> CLASS // bangtin-NAME"),
            "fn photo_wall() -> PhotoWall // bangtin-photo-wall"
        );
        for wrong in ["", "Photo", "-a", "a--b", "a_b", "ảnh"] {
            assert!(Names::of(wrong).is_err(), "{wrong}");
        }
    }
}
