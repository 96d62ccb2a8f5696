//! Where a link leads that the page describes by a pattern with `{id}`.

use bangtin_model::{join, split_once};

use crate::page;

/// What stands before and after the id.
pub(super) type Pattern = (String, String);

/// The pattern that a text is; `None` for any other.
pub(super) fn pattern(text: &str) -> Option<Pattern> {
    let (before, rest) = split_once(text, b'{')?;
    Some((before.to_owned(), rest.strip_prefix("id}")?.to_owned()))
}

/// The absolute address of this id.
pub(super) fn address((before, after): &Pattern, id: &str) -> Option<String> {
    page::resolve(&join(&[before, &page::encoded(id), after]), &page::base())
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_pattern_has_a_place_for_the_id() {
        let parts = |text| pattern(text).map(|(before, after)| [before, after].join("|"));
        assert_eq!(parts("/tin/{id}.html").as_deref(), Some("/tin/|.html"));
        assert_eq!(parts("{id}").as_deref(), Some("|"));
        assert_eq!(parts("/tin/{ten}"), None);
        assert_eq!(parts("reader"), None);
    }
}
