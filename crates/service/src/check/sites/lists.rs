//! The lists of articles that editors have put together.

use std::collections::HashSet;

use super::is_id;
use crate::check::Findings;
use crate::clock::month_named;
use crate::config::{NamedList, SiteSettings};

pub(super) fn check(site: &SiteSettings, findings: &mut Findings) {
    let mut ids = HashSet::new();
    for list in &site.lists {
        let id = &list.id;
        let mut wrong = |sentence: &str| {
            findings.wrong(format!("site {}: lists, {id:?}: {sentence}", site.id));
        };
        if !is_id(id) {
            wrong("id takes lower-case letters, digits and - between them.");
        }
        if !ids.insert(id) {
            wrong("another list has the same id.");
        }
        let is_long = |ids: &Vec<String>| ids.len() > NamedList::MOST_CATEGORIES;
        if is_long(&list.categories) || is_long(&list.without_categories) {
            wrong("categories and without_categories take at most 10 ids.");
        }
        if list.without.len() > NamedList::MOST_WITHOUT {
            wrong("without takes at most 100 ids.");
        }
        let names = [&list.categories, &list.without_categories, &list.without];
        let mut names = names.into_iter().flatten().chain(&list.tag);
        if names.any(|name| !is_name(name)) {
            wrong(
                "a category, an article and a tag have 1 to 200 characters, and none of control.",
            );
        }
        if list
            .month
            .as_deref()
            .is_some_and(|month| month_named(month).is_none())
        {
            wrong("month is a year and a month, such as 2026-11.");
        }
        if list
            .most_read_days
            .is_some_and(|days| !(1..=NamedList::MOST_DAYS).contains(&days))
        {
            wrong("most_read_days takes 1 to 90.");
        }
        if !(1..=NamedList::MOST).contains(&list.limit) {
            wrong("limit takes 1 to 100.");
        }
    }
}

fn is_name(name: &str) -> bool {
    let many = name.chars().count();
    (1..=NamedList::LONGEST_NAME).contains(&many) && !name.chars().any(char::is_control)
}
