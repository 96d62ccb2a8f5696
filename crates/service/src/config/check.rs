//! What is wrong with a configuration, and what a production one lacks.

use super::Settings;

/// One thing to mend or to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the service cannot work with it; else it is advice.
    pub wrong: bool,
    /// A sentence that names the setting.
    pub sentence: String,
}

/// Everything there is to say about these settings.
#[must_use]
pub fn check(_settings: &Settings) -> Vec<Finding> {
    Vec::new()
}
