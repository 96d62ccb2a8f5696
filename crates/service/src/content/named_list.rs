//! Lists that editors have put together in the settings.

use super::list::{Filter, Listing, list};
use super::most_read::most_read;
use super::{Cursor, shorten};
use crate::clock::month_named;
use crate::config::NamedList;
use crate::store::Read;

/// Its articles, without their texts. `today` is a count of days since 1970-01-01.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn named_list(
    read: &mut Read,
    site: &str,
    wanted: &NamedList,
    today: i64,
) -> Result<Listing, sqlx::Error> {
    let filter = filter(wanted);
    let limit = usize::try_from(wanted.limit).unwrap_or(usize::MAX);
    let mut found = match wanted.most_read_days {
        Some(days) => most_read(read, site, &filter, today + 1 - i64::from(days), limit).await?,
        None => list(read, site, &filter, Cursor::START, limit).await?,
    };
    found.items.iter_mut().for_each(shorten);
    // It has one page.
    found.next = None;
    Ok(found)
}

fn filter(wanted: &NamedList) -> Filter {
    let each_once = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids.dedup();
        ids
    };
    let month = wanted.month.as_deref().and_then(month_named);
    Filter {
        categories: each_once(&wanted.categories),
        without_categories: each_once(&wanted.without_categories),
        without: each_once(&wanted.without),
        tag: wanted.tag.clone(),
        published: month.unwrap_or(Filter::default().published),
    }
}
