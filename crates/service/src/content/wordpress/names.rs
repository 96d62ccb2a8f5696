//! What posts are called here. The id is the slug that a post had when it was first read: whoever changes the slug later does not take
//! its views, comments and ratings from it.

use std::collections::HashMap;

use serde_json::Value;

use crate::content::keep::Known;

/// The longest slug that is an id, in bytes.
const LONGEST: usize = 100;

/// The numbers of posts and their ids, both ways.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: HashMap<u64, String>,
    numbers: HashMap<String, u64>,
}

impl Names {
    /// Of what is kept of this source, also of what is gone: it may come back.
    pub(super) fn of(known: &Known, feed: &str, feeds: &[String]) -> Self {
        let mut names = Self::default();
        for (id, source_id) in known.named(feed, feeds) {
            if let Ok(number) = source_id.parse() {
                names.insert(number, id.to_owned());
            }
        }
        names
    }

    /// The id of a post. A slug that another post has, or had, stays that one's.
    pub(super) fn name(&mut self, number: u64, post: &Value) -> String {
        if let Some(id) = self.ids.get(&number) {
            return id.clone();
        }
        let slug = post.get("slug").and_then(Value::as_str);
        let is_id = |slug: &&str| !slug.is_empty() && slug.len() <= LONGEST && !slug.contains('%');
        let slug = slug
            .filter(is_id)
            .map_or_else(|| number.to_string(), str::to_owned);
        let id = match self.numbers.get(&slug) {
            Some(other) if *other != number => format!("{slug}-{number}"),
            _ => slug,
        };
        self.insert(number, id.clone());
        id
    }

    /// The number of the post with this id.
    pub(super) fn number(&self, id: &str) -> Option<u64> {
        self.numbers.get(id).copied()
    }

    fn insert(&mut self, number: u64, id: String) {
        self.numbers.insert(id.clone(), number);
        self.ids.insert(number, id);
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use serde_json::json;

    #[test]
    fn a_post_keeps_its_id_and_no_other_gets_it() {
        let mut names = Names::default();
        assert_eq!(names.name(7, &json!({"slug": "hop"})), "hop");
        assert_eq!(names.name(7, &json!({"slug": "hop-khan"})), "hop");
        assert_eq!(names.name(8, &json!({"slug": "hop"})), "hop-8");
        assert_eq!(names.name(9, &json!({"slug": "%e1%ba%a3nh"})), "9");
        assert_eq!(names.name(10, &json!({})), "10");
        assert_eq!(
            (names.number("hop"), names.number("hop-8")),
            (Some(7), Some(8))
        );
    }
}
