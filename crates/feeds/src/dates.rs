//! Which dates are believed. A year that was typed wrong would have its article head the list for decades.

use bangtin_model::{Article, Document, Extras, Moment};

/// How far ahead a date may be, in milliseconds: two days, for clocks and zones that are wrong.
const AHEAD_MS: i64 = 2 * 24 * 60 * 60 * 1000;
/// The first year in which there were pages to publish.
const FIRST_YEAR: i32 = 1991;
/// The first year of which there are documents.
const FIRST_YEAR_OF_DOCUMENTS: i32 = 1900;

/// From so many dates on it is seen that our own clock is wrong, and not they.
const MANY: usize = 5;

/// By which clock the dates of a page are judged, in milliseconds since 1970-01-01 UTC: by none where nearly all are ahead of ours.
pub(crate) fn clock(dates: impl Iterator<Item = Moment>, now_ms: i64) -> i64 {
    let (mut all, mut ahead) = (0, 0);
    for date in dates {
        all += 1;
        ahead += usize::from(is_ahead(date, now_ms));
    }
    if all >= MANY && ahead * 5 > all * 4 {
        i64::MAX
    } else {
        now_ms
    }
}

/// Takes the dates away that cannot be: the article then stands beside the one before it.
pub(crate) fn believe(article: &mut Article, extras: &mut Extras, now_ms: i64) {
    let is_date = |moment: &Moment| is_between(*moment, FIRST_YEAR, now_ms);
    article.headline.published = article.headline.published.filter(is_date);
    article.modified = article.modified.filter(is_date);
    if let Some(document) = &mut extras.document {
        believe_document(document, now_ms);
    }
}

/// The same of a document. What it says of its validity may well be in the future.
pub(crate) fn believe_document(document: &mut Document, now_ms: i64) {
    let is_date = |moment: &Moment| is_between(*moment, FIRST_YEAR_OF_DOCUMENTS, now_ms);
    document.issued = document.issued.filter(is_date);
}

fn is_between(moment: Moment, first_year: i32, now_ms: i64) -> bool {
    moment.civil().year >= first_year && !is_ahead(moment, now_ms)
}

fn is_ahead(moment: Moment, now_ms: i64) -> bool {
    moment.unix().saturating_mul(1000) > now_ms.saturating_add(AHEAD_MS)
}

#[cfg(test)]
mod tests {
    use super::clock;
    use bangtin_model::{Moment, Precision};

    #[test]
    fn one_date_ahead_is_wrong_and_all_dates_ahead_are_not() {
        let check = |dates: &[i64], expected| {
            let dates = dates
                .iter()
                .map(|unix| Moment::from_unix(*unix, Precision::Second));
            assert_eq!(clock(dates, 1_000_000_000_000), expected);
        };
        check(&[2_900_000_000], 1_000_000_000_000);
        check(&[2_900_000_000, 1, 1, 1, 1, 1], 1_000_000_000_000);
        check(&[1_700_000_000; 6], i64::MAX);
    }
}
