//! The attributes that widgets declare (`attributes!` in `src/attributes.rs` says how).

use anyhow::{Context, Result, bail, ensure};

use super::messages::Messages;
use super::source::{File, Module, Source};
use super::words::{Word, first_literal, follows, places};

/// An attribute as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    /// In TypeScript.
    pub kind: String,
    pub usual: Option<String>,
    pub says: String,
}

/// The attributes that a module declares.
pub fn declared(source: &Source, messages: &Messages, module: &Module) -> Result<Vec<Attribute>> {
    let file = source
        .file(module)
        .with_context(|| format!("there is no module {}", module.join("::")))?;
    let block = file.items.iter().find(|item| item.name == "attributes");
    let block = block.with_context(|| format!("{} has no attributes! {{ … }}", file.path))?;
    let starts = places(&block.words, &[":"]);
    let starts = starts.filter(|at| block.words.get(at + 2).is_some_and(|word| word.text == "("));
    let mut attributes = Vec::new();
    for at in starts {
        let kind = &block.words[at + 1].text;
        let facts = within_brackets(&block.words[at + 2..]);
        let name = first_literal(facts)
            .with_context(|| format!("{}: an attribute has no name", file.path))?;
        let attribute = match kind.as_str() {
            "Of" => described_elsewhere(source, module, &block.words[at - 1].text, name, facts)?,
            _ => {
                let says = doc_before(&block.words[..at - 1]);
                ensure!(
                    !says.is_empty(),
                    "{}: say above the attribute {name}, by ///, what it is for",
                    file.path
                );
                typed(messages, kind, name, says, facts).with_context(|| file.path.clone())?
            }
        };
        attributes.push(attribute);
    }
    Ok(attributes)
}

fn typed(
    messages: &Messages,
    kind: &str,
    name: &str,
    mut says: String,
    facts: &[Word],
) -> Result<Attribute> {
    let values = facts.iter().filter_map(|word| word.literal.as_deref());
    let values: Vec<&str> = values.skip(1).collect();
    let after = |word: &str| {
        let at = facts.iter().position(|one| one.text == word)?;
        facts.get(at + 1)
    };
    let (kind, usual) = match kind {
        "Text" => ("string".into(), values.first().map(|usual| (*usual).into())),
        "Flag" => {
            says.push_str(" The values false and off turn it off.");
            ("boolean".into(), Some("false".into()))
        }
        "Choice" => (choice(&values), values.first().map(|usual| (*usual).into())),
        "Number" => {
            let range = facts.iter().find(|word| word.text == ".");
            range.context("a number has a range")?;
            let numbers = facts.iter().map(|word| word.text.as_str());
            let numbers: Vec<&str> = numbers
                .filter(|word| word.starts_with(|sign: char| sign.is_ascii_digit()))
                .collect();
            let [least, most, usual] = numbers[..] else {
                bail!("the number {name} needs a range and a default");
            };
            says.push_str(&format!(" From {least} to {most}."));
            ("number".into(), Some(usual.into()))
        }
        "Heading" => {
            let message = after(",").context("a heading names its message")?;
            let usual = facts.iter().rev().find(|word| word.is_name());
            let usual = usual.context("a heading names its message")?;
            let words = messages.vietnamese(&message.text, &usual.text);
            ("string".into(), words.map(str::to_owned))
        }
        other => bail!("the attribute {name} is of the unknown kind {other}"),
    };
    Ok(Attribute {
        name: name.into(),
        kind,
        usual,
        says,
    })
}

/// The values in quotes; what is no plain word is an example of any text.
fn choice(values: &[&str]) -> String {
    let is_word = |value: &str| {
        value
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let shown = |value: &&str| match is_word(value) {
        true => format!("'{value}'"),
        false => "string".into(),
    };
    values.iter().map(shown).collect::<Vec<_>>().join(" | ")
}

/// An attribute that another module declares: in its `attributes!`, or as a constant by itself.
fn described_elsewhere(
    source: &Source,
    module: &Module,
    constant: &str,
    name: &str,
    facts: &[Word],
) -> Result<Attribute> {
    let steps = facts.iter().filter(|word| word.is_name());
    let mut other = module.clone();
    for step in steps {
        match step.text.as_str() {
            "super" => _ = other.pop(),
            step => other.push(step.into()),
        }
    }
    let file = source.file(&other);
    let file = file.with_context(|| format!("there is no module {}", other.join("::")))?;
    let says = constant_doc(file, constant)
        .with_context(|| format!("{} does not say what {constant} is", file.path))?;
    Ok(Attribute {
        name: name.into(),
        kind: "string".into(),
        usual: None,
        says,
    })
}

fn constant_doc(file: &File, constant: &str) -> Option<String> {
    let alone = file.items.iter().find(|item| item.name == constant);
    let alone = alone.map(|item| plain(&item.doc.join(" ")));
    let in_block = || {
        let block = file.items.iter().find(|item| item.name == "attributes")?;
        let at = places(&block.words, &[constant, ":", "Text"]).next()?;
        Some(doc_before(&block.words[..at]))
    };
    alone.or_else(in_block).filter(|says| !says.is_empty())
}

/// The doc comment with which these words end; other attributes of the line may stand between.
fn doc_before(words: &[Word]) -> String {
    let mut lines = Vec::new();
    let mut rest = words;
    while rest.last().is_some_and(|word| word.text == "]") {
        let Some(open) = rest.iter().rposition(|word| word.text == "#") else {
            break;
        };
        if follows(&rest[open..], &["#", "[", "doc", "="]) {
            lines.extend(rest[open + 4].literal.as_deref());
        }
        rest = &rest[..open];
    }
    lines.reverse();
    let lines: Vec<_> = lines.into_iter().map(str::trim).collect();
    plain(&lines.join(" "))
}

/// A doc comment without its marks.
pub fn plain(doc: &str) -> String {
    doc.replace('`', "").trim().to_owned()
}

/// What stands within the bracket that opens the row.
fn within_brackets(words: &[Word]) -> &[Word] {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        match word.text.as_str() {
            "(" => depth += 1,
            ")" if depth == 1 => return &words[1..at],
            ")" => depth -= 1,
            _ => {}
        }
    }
    words
}
