//! Why a source could not be read.

/// Why a source could not be read. The sentence is for operators.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody answers there.
    #[error("it cannot be reached: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("it took longer than 60 s")]
    Slow,
    /// What it sent took too long to read.
    #[error("reading one page of it took longer than 30 s")]
    Heavy,
    /// All its pages together took too long.
    #[error("its pages took longer than 15 minutes; what has come of them is kept")]
    Endless,
    /// Our reader panicked. This is our fault; what it panicked with is for a report.
    #[error("our reader broke off: {0}")]
    Panicked(String),
    /// It answers, but not with content.
    #[error("it answers with status {0}")]
    Status(u16),
    /// There is more than we take.
    #[error("one page of it is larger than 20 MB")]
    TooLarge,
    /// The file.
    #[error("the file cannot be read: {0}")]
    File(String),
    /// Not a feed.
    #[error("it is no feed that can be read: {0}")]
    NotAFeed(String),
    /// A list that was full has nothing in it.
    #[error("it has no item any more; what it had is kept")]
    Empty,
    /// The database.
    #[error("the database does not answer: {0}")]
    Database(String),
    /// Another replica took over, because this one was too slow.
    #[error("another replica imports it")]
    Taken,
}

impl Failure {
    /// One word for the database and for metrics.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Slow => "slow",
            Self::Heavy => "heavy",
            Self::Endless => "endless",
            Self::Panicked(_) => "panicked",
            Self::Status(_) => "status",
            Self::TooLarge => "too_large",
            Self::File(_) => "file",
            Self::NotAFeed(_) => "not_a_feed",
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
