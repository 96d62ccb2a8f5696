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
}

impl Failure {
    /// One word for the database and for metrics.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Slow => "slow",
            Self::Heavy => "heavy",
            Self::Panicked(_) => "panicked",
            Self::Status(_) => "status",
            Self::TooLarge => "too_large",
            Self::File(_) => "file",
            Self::NotAFeed(_) => "not_a_feed",
        }
    }
}
