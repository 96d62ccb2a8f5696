use super::{CommentCount, MeanRating};
use crate::FromNode;

/// The counters of a site. What is not known is absent: before the first hit nothing is but the old counter's value.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Counters {
    /// Visits since midnight in Viet Nam.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub today: Option<u64>,
    /// Visits since the first of the month.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub month: Option<u64>,
    /// Visits in all: those of the counter before this one (`counted.total` of the settings) and those counted since.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub total: Option<u64>,
    /// Visitors seen in the last five minutes.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub online: Option<u64>,
    /// Pages that were opened.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub views: Option<Views>,
    /// The minute of which this is true (RFC 3339).
    // The service always says it, a file of figures never.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schema", schema(value_type = String, required))]
    pub as_of: Option<String>,
}

/// Pages that were opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Views {
    /// Since midnight in Viet Nam.
    pub today: u64,
    /// Since the first of the month.
    pub month: u64,
    /// Since this service counts; the counter before it did not tell visits from views.
    pub total: u64,
}

/// What is counted of a page, in the words of `_bangtin` in JSON Feed. What is not known is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PageFigures {
    /// How often it was opened: as its source says, and on top of it what was counted here. The same as in the article.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub views: Option<u64>,
    /// What readers think of it; absent before the first vote.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub rating: Option<MeanRating>,
    /// What readers wrote about it, and a moderator approved.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub comments: Option<CommentCount>,
}
