//! Lists as values of a statement: both databases take a JSON list, each in its own words.

use crate::store::Read;

/// The members of the JSON list that is bound as `$2`, for `IN (…)` or `FROM (…)`; the column is `value`.
pub(crate) const fn members(read: &Read) -> &'static str {
    members_of(matches!(read, Read::Postgres(_)))
}

/// The same where only the kind of the database is known.
pub(crate) const fn members_of(is_postgres: bool) -> &'static str {
    if is_postgres {
        "SELECT jsonb_array_elements_text(CAST($2 AS jsonb)) AS value"
    } else {
        "SELECT value FROM json_each($2)"
    }
}

/// A list of texts as one value. None may hold U+0000: PostgreSQL cannot keep it.
pub(crate) fn json(list: &[String]) -> String {
    serde_json::Value::from(list).to_string()
}
