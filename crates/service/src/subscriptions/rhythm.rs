//! How often the news comes by mail.

use serde::Serialize;
use utoipa::ToSchema;

use super::Lang;

/// A rhythm. Nobody gets the news more often than they chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    /// On Mondays.
    Weekly,
    /// Each day.
    Daily,
}

impl Rhythm {
    /// For whoever chooses none: the one with the fewest mails.
    pub const USUAL: Self = Self::Weekly;
    /// All, the usual one first.
    pub const ALL: [Self; 2] = [Self::Weekly, Self::Daily];

    /// Its word in requests and in the database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Daily => "daily",
        }
    }

    /// The rhythm of this word.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.id() == id)
    }

    /// For readers.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Vi, Self::Weekly) => "Mỗi tuần một thư, sáng thứ Hai",
            (Lang::Vi, Self::Daily) => "Mỗi ngày một thư, buổi sáng",
            (Lang::En, Self::Weekly) => "One mail a week, on Monday morning",
            (Lang::En, Self::Daily) => "One mail a day, in the morning",
        }
    }
}
