//! Why a source could not be imported.

/// What was kept of it before stays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It could not be read.
    #[error(transparent)]
    Source(#[from] bangtin_feeds::Failure),
    /// It has page after page.
    #[error("its pages took longer than 15 minutes; what has come of them is kept")]
    Endless,
    /// What it had is gone all at once: a fault of it sooner than its will.
    #[error("it has no item any more; what it had is kept")]
    Empty,
    /// Ours.
    #[error("the database does not answer: {0}")]
    Database(String),
    /// Another was faster.
    #[error("another replica imports it")]
    Taken,
}

impl Failure {
    /// One word, for metrics and for what is kept of the source.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Source(failure) => failure.word(),
            Self::Endless => "endless",
            Self::Empty => "empty",
            Self::Database(_) => "database",
            Self::Taken => "taken",
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.to_string())
    }
}
