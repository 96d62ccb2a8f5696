//! What the rules of a site do with a comment when it comes: before the others, out of the queue, or nothing. A moderator decides in any
//! case.

mod links;
pub(super) mod words;

use bangtin_feeds::hex::hex;
use sha2::{Digest, Sha256};

use super::NewComment;
use super::pile::{FIRST, IN_ORDER, SUSPECTED};
use crate::config::{CommentRule, RuleAction};
use crate::on;
use crate::store::Write;
use words::{Word, hold, words};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Where a comment is put.
#[derive(Debug)]
pub(super) struct Arrival<'a> {
    /// As the column of this name.
    pub(super) place: i64,
    /// The rule that says so.
    pub(super) rule: Option<&'a CommentRule>,
    /// Equal for texts of the same words.
    pub(super) likeness: String,
}

/// The first rule of the site that is about this comment. Of comments that come at the same moment each must see those before it: the
/// caller holds the queue of the site.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn judge<'a>(
    write: &mut Write,
    rules: &'a [CommentRule],
    comment: &NewComment,
    now_ms: i64,
) -> Result<Arrival<'a>, sqlx::Error> {
    let text = words(&comment.text);
    let likeness = likeness(&text, &comment.text);
    let own = [words(&comment.name), text];
    let links = links::count(&comment.name) + links::count(&comment.text);
    for rule in rules {
        let named = rule.words.iter().any(|wanted| {
            let wanted = words(wanted);
            own.iter().any(|text| hold(text, &wanted))
        });
        let linked = rule.links.is_some_and(|most| links >= most);
        let is_about = named
            || linked
            || match rule.repeats {
                Some(times) => {
                    let since_ms = now_ms - i64::from(rule.days) * DAY_MS;
                    let before = i64::from(times) - 1;
                    repeated(write, &comment.site, &likeness, since_ms, before).await?
                }
                None => false,
            };
        if is_about {
            let place = match rule.action {
                RuleAction::First => FIRST,
                RuleAction::Spam => SUSPECTED,
            };
            return Ok(Arrival {
                place,
                rule: Some(rule),
                likeness,
            });
        }
    }
    Ok(Arrival {
        place: IN_ORDER,
        rule: None,
        likeness,
    })
}

/// Whether so many of the same words came since then, whatever became of them.
async fn repeated(
    write: &mut Write,
    site: &str,
    likeness: &str,
    since_ms: i64,
    times: i64,
) -> Result<bool, sqlx::Error> {
    const SAME: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM comments \
         WHERE site = $1 AND likeness = $2 AND likeness <> '' AND created_ms > $3 LIMIT $4) AS same";
    let found: i64 = on!(write, c => {
        sqlx::query_scalar(SAME).bind(site).bind(likeness).bind(since_ms).bind(times).fetch_one(c).await?
    });
    Ok(found >= times)
}

/// Equal for texts of the same words, however they are dressed.
pub(crate) fn likeness_of(text: &str) -> String {
    likeness(&words(text), text)
}

/// A hash of the words without their marks; of a text without words, of what else is seen in it.
fn likeness(words: &[Word], text: &str) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word.letters.as_bytes());
        hash.update(b" ");
    }
    if words.is_empty() {
        let seen: String = text.split_whitespace().collect();
        hash.update(seen.as_bytes());
    }
    hex(hash.finalize().iter().take(16))
}

#[cfg(test)]
mod tests {
    use super::likeness_of;

    #[test]
    fn the_same_words_are_alike_however_they_are_dressed() {
        let of = likeness_of;
        let one = of("Vay tiền nhanh, gọi 0900!");
        for same in [
            "vay tien NHANH  goi 0900",
            "V\u{200b}ay – tiền\nnhanh: gọi… (0900)",
        ] {
            assert_eq!(of(same), one, "{same}");
        }
        for other in [
            "Vay tiền nhanh, gọi 0901!",
            "vaytien nhanh goi 0900",
            "👍",
            "",
        ] {
            assert_ne!(of(other), one, "{other}");
        }
        assert_ne!(of("👍"), of("👎"));
        assert_eq!(of("👍 👍"), of("👍👍"));
    }
}
