//! The rules for comments.

use std::collections::HashSet;

use crate::check::Findings;
use crate::config::SiteSettings;

const LONGEST_NAME: usize = 60;
/// What was turned down is kept for so long.
const MOST_DAYS: u32 = 90;

pub(super) fn check(site: &SiteSettings, findings: &mut Findings) {
    let mut names = HashSet::new();
    for rule in &site.comments.rules {
        let (id, name) = (&site.id, rule.name.trim());
        let mut wrong = |sentence: &str| {
            findings.wrong(format!("site {id}: comments.rules, {name:?}: {sentence}"));
        };
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            wrong("name takes 1 to 60 characters.");
        }
        if !names.insert(name) {
            wrong("another rule has the same name, and moderators could not tell them apart.");
        }
        let conditions = [
            !rule.words.is_empty(),
            rule.links.is_some(),
            rule.repeats.is_some(),
        ];
        if conditions.iter().filter(|is_set| **is_set).count() != 1 {
            wrong("a rule has one of words, links and repeats.");
        }
        if rule
            .words
            .iter()
            .any(|word| !word.chars().any(char::is_alphanumeric))
        {
            wrong("words holds one without a letter.");
        }
        if rule.links == Some(0) {
            wrong("links is 0, which is every comment: it takes 1 or more.");
        }
        if rule.repeats.is_some_and(|times| times < 2) {
            wrong("repeats is less than 2, which is every comment.");
        }
        if !(1..=MOST_DAYS).contains(&rule.days) {
            wrong("days takes 1 to 90: what is turned down is kept for no longer.");
        }
    }
}
