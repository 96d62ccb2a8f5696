//! What readers report, and what became of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is wrong with the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ReportKind)]
pub enum Kind {
    /// It is misspelt.
    Typo,
    /// What it says is wrong.
    WrongFact,
    /// A picture or a link does not work.
    Broken,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Typo, Self::WrongFact, Self::Broken];

    /// Its name in forms and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typo => "typo",
            Self::WrongFact => "wrong-fact",
            Self::Broken => "broken",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How far a report has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ReportState)]
pub enum State {
    /// Nobody has decided yet.
    #[default]
    Open,
    /// The article was mended.
    Fixed,
    /// It was not.
    NotFixed,
}

impl State {
    /// All, in the order in which a moderator chooses between them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Fixed, Self::NotFixed];

    /// Its name in forms and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Fixed => "fixed",
            Self::NotFixed => "not-fixed",
        }
    }

    /// Its name in the log of moderation, where it stands among the states of other things.
    #[must_use]
    pub const fn logged(self) -> &'static str {
        match self {
            Self::Open => "report_open",
            Self::Fixed => "report_fixed",
            Self::NotFixed => "report_not_fixed",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}
