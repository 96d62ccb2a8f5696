use crate::Moment;

/// A question put to readers (Bình chọn).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Poll {
    /// Unique within the site and never empty.
    pub id: String,
    /// Plain text, never empty.
    pub question: String,
    /// At least two, each id once.
    pub options: Vec<PollOption>,
    /// Whether a reader may choose more than one.
    pub multiple: bool,
    /// From when votes are taken; always, where absent.
    pub opens: Option<Moment>,
    /// Until when votes are taken; always, where absent.
    pub closes: Option<Moment>,
}

/// One answer of a [`Poll`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PollOption {
    /// Unique within the poll and never empty.
    pub id: String,
    /// Plain text, never empty.
    pub text: String,
}
