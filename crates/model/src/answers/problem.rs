use crate::FromNode;

/// An answer that says what was wrong (RFC 9457).
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[node(name = "type")]
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: Option<String>,
    /// The meaning of the status, in English.
    pub title: Option<String>,
    /// The HTTP status again.
    pub status: Option<u64>,
    /// A word that programs can tell apart, such as `challenge_expired`.
    pub code: String,
    /// One sentence for developers, in English.
    pub detail: Option<String>,
    /// What is wrong with single fields.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub errors: Vec<FieldError>,
    /// In how many seconds to try again; also the header `Retry-After`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub retry_after: Option<u64>,
}

/// What is wrong with one field of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// A word that programs can tell apart, such as `required`, `too_long`, `invalid`.
    pub code: String,
}
