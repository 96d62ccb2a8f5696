use crate::FromNode;

/// An answer that says what was wrong (RFC 9457).
// A proxy in front of the service may leave some of it out: hence the options, and a schema without them.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[node(name = "type")]
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub kind: Option<String>,
    /// The meaning of the status, in English.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub title: Option<String>,
    /// The HTTP status again.
    #[cfg_attr(feature = "schema", schema(value_type = u16))]
    pub status: Option<u64>,
    /// A word that programs can tell apart, such as `challenge_expired`.
    pub code: String,
    /// One sentence for developers, in English.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
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
    /// Whom to call where it is urgent, as the number is written: where so many forms came that no more are taken for now.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub telephone: Option<String>,
}

/// What is wrong with one field of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// A word that programs can tell apart, such as `required`, `too_long`, `invalid`; of addresses of mail also `at_missing`,
    /// `several`, `space`, `not_ascii`, `local_part`, `domain`.
    pub code: String,
}

impl FieldError {
    /// An error of the field with this name.
    pub fn new(field: &str, code: &str) -> Self {
        Self {
            field: field.into(),
            code: code.into(),
        }
    }
}
