//! Which articles of a portal's sources wait for a person before they are shown.

use serde::{Deserialize, Serialize};

/// What is looked for in what sources send.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Importing {
    /// Whether anything waits.
    pub hold: bool,
    /// Whether each article waits that leads to a host to which none did before.
    pub new_hosts: bool,
    /// So many days after its date an article is old.
    pub old_days: u32,
    /// Where the text of more old articles than this changes in one import, all of them wait; 0: never.
    pub old_changes: u32,
    /// Hosts that are known from the start, with all names below them.
    pub hosts: Vec<String>,
    /// Words, or words one after the other, that are looked for beside those of gambling.
    pub words: Vec<String>,
}

impl Default for Importing {
    fn default() -> Self {
        Self {
            hold: true,
            new_hosts: false,
            old_days: 30,
            old_changes: 10,
            hosts: Vec::new(),
            words: Vec::new(),
        }
    }
}
