//! Search without diacritics: `dan van` finds `dân vận`.
//!
//! Which comes first is our own rule, so that both databases agree: the phrase with its marks in the title, then in the text, then the
//! phrase without marks in the title, then in the text, then all words somewhere; among equals the newest. These are the tiers, and they
//! are looked for one after the other until a page is full.
//!
//! The database's index knows of each article its words and its pairs of words (`bangtin_feeds::words`), so that it alone says which
//! articles are in a tier of one or two words; of a longer phrase it says which may be. A word that most articles have is looked for
//! month by month, the last first: what a page costs does not grow with what is stored.

mod ask;
pub(crate) mod fill;
mod turn;

use bangtin_feeds::words::{Question, Tier};

use super::Cursor;
use super::documents::{Order, Wanted};
use super::list::{Listing, Row};
use crate::store::Read;
use ask::{Found, Index, Sought};
pub(crate) use turn::{turn, turns};

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among<'a> {
    /// Articles.
    Articles,
    /// Official documents.
    Documents(&'a Wanted),
}

/// So many are put in order at once; where more fit, they are looked for month by month.
const FEW: i64 = 1_000;
/// So many texts are read at once, to see whether a long phrase is in them.
const READ_AT_ONCE: usize = 50;
/// How many months are looked through at once, one step after the other; then all that is older.
const STEPS: [i64; 6] = [1, 3, 9, 27, 81, 243];

/// What fits the words that were typed, the best first. Whatever was typed is words, never syntax.
///
/// # Errors
/// When the database cannot be read, or takes too long.
pub(crate) async fn search(
    read: &mut Read,
    site: &str,
    typed: &str,
    among: Among<'_>,
    from: Cursor,
    limit: usize,
) -> Result<Listing, sqlx::Error> {
    let Some(question) = Question::new(typed) else {
        return Ok(Listing::default());
    };
    let more = limit.saturating_add(1);
    let mut index = Index::open(read, site, among).await?;
    let mut rows: Vec<Found> = Vec::new();
    let tiers = match among {
        Among::Documents(wanted) if wanted.order == Some(Order::Newest) => {
            vec![Some(question.all_words())]
        }
        _ => question.tiers().to_vec(),
    };
    for (place, tier) in (0_i64..).zip(tiers) {
        let Some(tier) = tier.filter(|_| place >= from.tier) else {
            continue;
        };
        let start = if place == from.tier {
            from
        } else {
            Cursor::START
        };
        let wanted = more - rows.len();
        of_tier(
            &mut index, &question, &tier, place, start, wanted, &mut rows,
        )
        .await?;
        if rows.len() >= more {
            break;
        }
    }
    let rows: Vec<Row> = index.items(&rows).await?;
    index.close().await?;
    Ok(Listing::of(rows, limit))
}

/// How many documents have all the words that were typed and are wanted; not more than `most`.
///
/// # Errors
/// When the database cannot be read, or takes too long.
pub(super) async fn total(
    read: &mut Read,
    site: &str,
    typed: &str,
    wanted: &Wanted,
    most: i64,
) -> Result<i64, sqlx::Error> {
    let Some(question) = Question::new(typed) else {
        return Ok(0);
    };
    let mut index = Index::open(read, site, Among::Documents(wanted)).await?;
    let all = question.all_words();
    let mut total = index.count(&all, most).await?;
    // Whether a document holds the index does not know.
    if wanted.validity.is_some() && (1..most).contains(&total) {
        let sought = Sought::all(&all, Cursor::START);
        total = i64::try_from(index.find(&sought).await?.len()).unwrap_or(most);
    }
    index.close().await?;
    Ok(total)
}

/// Adds the next `wanted` of a tier.
async fn of_tier(
    index: &mut Index<'_>,
    question: &Question,
    tier: &Tier,
    place: i64,
    start: Cursor,
    wanted: usize,
    rows: &mut Vec<Found>,
) -> Result<(), sqlx::Error> {
    let full = rows.len() + wanted;
    if index.count(tier, FEW + 1).await? <= FEW {
        let sought = Sought::all(tier, start);
        let found = index.find(&sought).await?;
        return take(index, question, tier, place, found, full, rows).await;
    }
    let Some(newest) = index.newest_month().await? else {
        return Ok(());
    };
    let mut last = newest.min(ask::month(start.ms));
    for step in STEPS {
        let first = last - step + 1;
        let sought = Sought::months(tier, start, first, last);
        let found = index.find(&sought).await?;
        take(index, question, tier, place, found, full, rows).await?;
        if rows.len() >= full {
            return Ok(());
        }
        last = first - 1;
    }
    let sought = Sought::until(tier, start, last);
    let found = index.find(&sought).await?;
    take(index, question, tier, place, found, full, rows).await
}

/// Takes of what was found, in its order, what is in the tier, until there are so many rows.
async fn take(
    index: &mut Index<'_>,
    question: &Question,
    tier: &Tier,
    place: i64,
    found: Vec<Found>,
    full: usize,
    rows: &mut Vec<Found>,
) -> Result<(), sqlx::Error> {
    for some in found.chunks(READ_AT_ONCE) {
        if rows.len() >= full {
            break;
        }
        let fitting = if tier.is_exact {
            None
        } else {
            Some(index.fitting(question, place, some).await?)
        };
        let fits = |one: &&Found| {
            fitting
                .as_ref()
                .is_none_or(|fitting| fitting.contains(&one.number))
        };
        let left = full - rows.len();
        rows.extend(
            some.iter()
                .filter(fits)
                .take(left)
                .map(|one| one.in_tier(place)),
        );
    }
    Ok(())
}
