//! What is wrong with a configuration, and what a production one lacks.

mod files;
mod lacking;
mod network;
mod sites;

use crate::config::Settings;

/// One thing to mend or to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the service, or a part of it, cannot work so, or not safely: it does not start then. Else it is advice.
    pub wrong: bool,
    /// A sentence that names the setting.
    pub sentence: String,
}

/// Everything there is to say about these settings without asking another machine: what is wrong first.
#[must_use]
pub fn check(settings: &Settings) -> Vec<Finding> {
    let mut findings = Findings::default();
    network::check(settings, &mut findings);
    files::check(settings, &mut findings);
    sites::check(settings, &mut findings);
    lacking::check(settings, &mut findings);
    // Stable: each kind stays in the order of the settings.
    findings.0.sort_by_key(|finding| !finding.wrong);
    findings.0
}

/// Settings by which nothing is done: what is wrong with them, in the sentences of [`check`].
#[derive(Debug, thiserror::Error)]
#[error("the settings are wrong, so nothing was begun:\nwrong: {}", .0.join("\nwrong: "))]
pub struct WrongSettings(Vec<String>);

/// The advice about settings by which the service may start and its commands may act.
///
/// # Errors
/// [`WrongSettings`], where [`check`] finds something wrong.
pub fn judge(settings: &Settings) -> Result<Vec<String>, WrongSettings> {
    let mut wrong = Vec::new();
    let mut advice = Vec::new();
    for finding in check(settings) {
        let kind = if finding.wrong {
            &mut wrong
        } else {
            &mut advice
        };
        kind.push(finding.sentence);
    }
    if wrong.is_empty() {
        Ok(advice)
    } else {
        Err(WrongSettings(wrong))
    }
}

#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn wrong(&mut self, sentence: impl Into<String>) {
        self.0.push(Finding {
            wrong: true,
            sentence: sentence.into(),
        });
    }

    fn advice(&mut self, sentence: impl Into<String>) {
        self.0.push(Finding {
            wrong: false,
            sentence: sentence.into(),
        });
    }
}

#[cfg(test)]
mod tests;
