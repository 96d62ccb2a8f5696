//! One document of a feed through its parser, with dates read by us: the parser knows few of the forms that portals write, and does not
//! say how exact one is.

use std::sync::{Arc, Mutex, PoisonError};

use bangtin_model::{Moment, Precision};
use bangtin_sources::date;
use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed};

use crate::guard::attempt;

/// An item with its dates, as exact as they are written.
#[derive(Debug)]
pub(super) struct Dated {
    pub entry: Entry,
    pub published: Option<Moment>,
    /// Where it is another date than that it was published on.
    pub modified: Option<Moment>,
}

/// The dates that were read, in the order in which they stand in the document.
type Moments = Arc<Mutex<Vec<Moment>>>;

/// One document: what it says of itself, and its items. The parser panics on some.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn parse(document: &str) -> Result<(Feed, Vec<Dated>), String> {
    let parsed = attempt(|| {
        let moments = Moments::default();
        let noted = Arc::clone(&moments);
        let parser = feed_rs::parser::Builder::new()
            .sanitize_content(false)
            .id_generator(|links, title, _| match (links.first(), title) {
                (Some(link), _) => link.href.clone(),
                (None, Some(title)) => format!("title:{}", title.content),
                (None, None) => String::new(),
            })
            .timestamp_parser(move |text| timestamp(text, &noted))
            .build();
        let feed = parser.parse(document.as_bytes());
        let moments = std::mem::take(&mut *moments.lock().unwrap_or_else(PoisonError::into_inner));
        feed.map(|feed| (feed, moments))
    });
    let (mut feed, moments) = match parsed {
        Ok(parsed) => parsed.map_err(|error| error.to_string())?,
        Err(panic) => return Err(format!("the parser of XML broke off: {panic}")),
    };
    let entries = std::mem::take(&mut feed.entries);
    let entries = entries.into_iter().map(|entry| dated(entry, &moments));
    let entries = entries.collect();
    Ok((feed, entries))
}

fn timestamp(text: &str, noted: &Moments) -> Option<DateTime<Utc>> {
    let moment = date::parse(text)?;
    noted
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(moment);
    DateTime::from_timestamp(moment.unix(), 0)
}

fn dated(entry: Entry, moments: &[Moment]) -> Dated {
    let moment = |date: DateTime<Utc>| {
        let unix = date.timestamp();
        let same = moments.iter().find(|moment| moment.unix() == unix);
        same.copied()
            .unwrap_or_else(|| Moment::from_unix(unix, Precision::Second))
    };
    // Of two dates of one kind the parser has the second, also where that is none.
    let any = || moments.first().copied();
    Dated {
        published: entry.published.or(entry.updated).map(moment).or_else(any),
        modified: entry
            .updated
            .filter(|_| entry.published.is_some())
            .map(moment),
        entry,
    }
}
