//! Questions put to readers.

use bangtin_model::{ContentId, Poll};

use crate::on;
use crate::store::Read;

/// The poll of this id, as its source has it now.
///
/// # Errors
/// When the database cannot be read.
pub async fn poll(
    read: &mut Read,
    site: &str,
    id: &ContentId,
) -> Result<Option<Poll>, sqlx::Error> {
    let text: Option<String> = on!(read, c => {
        let select = "SELECT poll FROM polls WHERE site = $1 AND id = $2";
        sqlx::query_scalar(select).bind(site).bind(id.as_str()).fetch_optional(c).await?
    });
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// All polls of a site, in the order of their sources.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn all(read: &mut Read, site: &str) -> Result<Vec<Poll>, sqlx::Error> {
    let texts: Vec<String> = on!(read, c => {
        let select = "SELECT poll FROM polls WHERE site = $1 ORDER BY feed, position";
        sqlx::query_scalar(select).bind(site).fetch_all(c).await?
    });
    Ok(texts
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect())
}
