//! What this reader wrote here: the service's tokens for it, remembered on the device, show it while others do not see it.

use bangtin_model::{join, split, split_once};

use crate::page;

// As many as the service looks at.
const MOST: usize = 20;

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
    }
}
