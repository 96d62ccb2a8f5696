//! What this reader wrote here: the service's tokens for it, remembered on the device, show it while others do not see it.

use bangtin_model::{join, split, split_once};

use super::state::AWAITS;
use crate::page;

// As many as the service looks at.
const MOST: usize = 20;

// In place of the token of a comment that was taken back.
const GONE: &str = "-";

/// The tokens of a page's comments. `place` is the name under which they are remembered.
pub(super) struct EditTokens {
    place: String,
}

impl EditTokens {
    pub(super) fn of(place: String) -> Self {
        Self { place }
    }

    /// As the service takes them: separated by commas; `None` without any.
    pub(super) fn all(&self) -> Option<String> {
        let mut all = String::new();
        for (_, token) in self.pairs() {
            if token == GONE {
                continue;
            }
            if !all.is_empty() {
                all.push(',');
            }
            all.push_str(&token);
        }
        (!all.is_empty()).then_some(all)
    }

    /// Remembers the token of a comment, the oldest is forgotten for it.
    pub(super) fn add(&self, id: &str, token: &str) {
        let mut pairs = self.pairs();
        if pairs.len() >= MOST {
            pairs.remove(0);
        }
        pairs.push((id.into(), token.into()));
        self.write(&pairs);
    }

    /// Forgets a comment that nobody will ever see.
    pub(super) fn forget(&self, id: &str) {
        let mut pairs = self.pairs();
        pairs.retain(|(known, _)| known != id);
        self.write(&pairs);
    }

    /// The token of a comment.
    pub(super) fn of_comment(&self, id: &str) -> Option<String> {
        let mut pairs = self.pairs().into_iter();
        let (_, token) = pairs.find(|(known, token)| known == id && token != GONE)?;
        Some(token)
    }

    /// Remembers that a comment was taken back: a copy of the list may be older.
    pub(super) fn take_back(&self, id: &str) {
        self.forget(id);
        self.add(id, GONE);
    }

    /// The comments that were taken back.
    pub(super) fn taken_back(&self) -> Vec<String> {
        let mut ids = Vec::new();
        for (id, token) in self.pairs() {
            if token == GONE {
                ids.push(id);
            }
        }
        ids
    }

    /// Whether one of these comments is among those of whose answer this reader has not been told.
    pub(super) fn are_news(&self, answered: &[String]) -> bool {
        let told = self.told();
        answered.iter().any(|id| !has(&told, id))
    }

    /// Remembers of whose answers this reader has been told.
    pub(super) fn tell(&self, answered: &[String]) {
        let mut lines = String::new();
        for id in answered {
            lines.push_str(id);
            lines.push('\n');
        }
        page::remember(&self.told_place(), (!lines.is_empty()).then_some(&lines));
        self.remember_whether_answers_may_come(&self.pairs());
    }

    fn told(&self) -> String {
        page::remembered(&self.told_place()).unwrap_or_default()
    }

    fn told_place(&self) -> String {
        join(&[&self.place, " answered"])
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let lines = page::remembered(&self.place).unwrap_or_default();
        for line in split(&lines, b'\n') {
            if let Some((id, token)) = split_once(line, b' ') {
                pairs.push((id.into(), token.into()));
            }
        }
        pairs
    }

    fn write(&self, pairs: &[(String, String)]) {
        let mut lines = String::new();
        for (id, token) in pairs {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(&join(&[id, " ", token]));
        }
        page::remember(&self.place, (!lines.is_empty()).then_some(&lines));
        self.remember_whether_answers_may_come(pairs);
    }

    fn remember_whether_answers_may_come(&self, pairs: &[(String, String)]) {
        let told = self.told();
        let mut pairs = pairs.iter();
        let awaits = pairs.any(|(id, token)| token != GONE && !has(&told, id));
        page::remember(&join(&[&self.place, AWAITS]), awaits.then_some("1"));
    }
}

// An id holds no line break.
fn has(lines: &str, id: &str) -> bool {
    let mut lines = split(lines, b'\n').into_iter();
    lines.any(|line| line == id)
}
