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
    /// Whether its first date has the year first (ISO 8601). No program errs in that form.
    pub is_iso: bool,
}

/// The dates that were read, in the order in which they stand in the document, and whether each has the year first.
type Moments = Arc<Mutex<Vec<(Moment, bool)>>>;

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
        .push((moment, is_iso(text)));
    DateTime::from_timestamp(moment.unix(), 0)
}

fn is_iso(text: &str) -> bool {
    let year = text.trim_start().split_once('-').map(|(year, _)| year);
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

fn dated(entry: Entry, moments: &[(Moment, bool)]) -> Dated {
    let moment = |date: DateTime<Utc>| {
        let unix = date.timestamp();
        let mut moments = moments.iter().map(|(moment, _)| *moment);
        let same = moments.find(|moment| moment.unix() == unix);
        same.unwrap_or_else(|| Moment::from_unix(unix, Precision::Second))
    };
    // Of two dates of one kind the parser has the second, also where that is none.
    let any = || moments.first().map(|(moment, _)| *moment);
    Dated {
        is_iso: moments.first().is_some_and(|(_, is_iso)| *is_iso),
        published: entry.published.or(entry.updated).map(moment).or_else(any),
        modified: entry
            .updated
            .filter(|_| entry.published.is_some())
            .map(moment),
        entry,
    }
}
