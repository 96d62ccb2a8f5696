//! What a comment beside the code says of it: `// The heading.` above the line, or by name `// part="owner": The agency.`

use regex::Regex;

/// The comment directly above a line (counted from 1), its lines joined. An empty `//` parts it from one that speaks of the code.
pub fn above(source: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = source.lines().take(line.saturating_sub(1)).collect();
    let comment = lines.iter().rev().map_while(|line| text_of(line));
    let comment = comment.take_while(|text| !text.is_empty());
    let mut comment: Vec<&str> = comment.collect();
    comment.reverse();
    (!comment.is_empty()).then(|| comment.join(" "))
}

/// A comment that names what it speaks of.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub kind: String,
    pub name: String,
    pub says: String,
}

/// The comments between two lines (counted from 1, both included) that name what they speak of.
pub fn named(source: &str, (first, last): (usize, usize)) -> Vec<Named> {
    let head = Regex::new(r#"^(part|attribute|event|slot)="([a-z-]*)": (.*)$"#)
        .expect("a pattern of our own");
    let mut found: Vec<Named> = Vec::new();
    let mut goes_on = false;
    for line in source.lines().take(last).skip(first.saturating_sub(1)) {
        let text = text_of(line);
        let named = text.and_then(|text| head.captures(text));
        match (named, text, found.last_mut()) {
            (Some(named), ..) => {
                found.push(Named {
                    kind: named[1].into(),
                    name: named[2].into(),
                    says: named[3].into(),
                });
                goes_on = true;
            }
            (None, Some(text), Some(last)) if goes_on && !text.is_empty() => {
                last.says.extend([" ", text])
            }
            _ => goes_on = false,
        }
    }
    found
}

fn text_of(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix("//")?;
    (!text.starts_with(['/', '!'])).then(|| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
/// Documented.
fn f() {
    // part=\"owner\": The agency,
    // whole.
    let a = 1;
    // It is long.
    //
    // The first
    // line.
    <p part=\"line\">
    // slot=\"\": What stands inside.
}";

    #[test]
    fn a_comment_above_belongs_to_its_line() {
        assert_eq!(above(SOURCE, 10).as_deref(), Some("The first line."));
        assert_eq!(above(SOURCE, 2), None);
        assert_eq!(above(SOURCE, 11), None);
    }

    #[test]
    fn a_comment_can_name_what_it_speaks_of() {
        let told: Vec<_> = named(SOURCE, (1, 12))
            .into_iter()
            .map(|one| (one.kind, one.name, one.says))
            .collect();
        let told: Vec<_> = told
            .iter()
            .map(|(kind, name, says)| (&**kind, &**name, &**says))
            .collect();
        assert_eq!(
            told,
            [
                ("part", "owner", "The agency, whole."),
                ("slot", "", "What stands inside.")
            ]
        );
        assert!(named(SOURCE, (5, 8)).is_empty());
    }
}
