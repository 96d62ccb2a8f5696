//! An address that stands outside subscriptions: waiting for an answer, a moderator's account, or written into a comment, a report of an error or a moderator's note.

use super::report::{Awaited, rfc3339};
use crate::on;
use crate::store::{Read, Write};

/// What stands in a text in place of an address that was erased.
const GONE: &str = "[…]";

/// Removes the account of a moderator with this address (in lower case). How many there were: 0 or 1.
pub(super) async fn erase_account(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    Ok(on!(write, c => {
        sqlx::query("DELETE FROM moderators WHERE email = $1").bind(email).execute(c).await?.rows_affected()
    }))
}

/// For the answers to which comments of a site an address (in lower case) waits, the oldest first.
pub(super) async fn awaited(
    read: &mut Read,
    site: &str,
    email: &str,
) -> Result<Vec<Awaited>, sqlx::Error> {
    let rows: Vec<(String, i64, Option<i64>)> = on!(read, c => {
        let select = "SELECT comment, asked_ms, confirmed_ms FROM answer_mails WHERE email = $1 AND site = $2 ORDER BY asked_ms, comment";
        sqlx::query_as(select).bind(email).bind(site).fetch_all(c).await?
    });
    let rows = rows.into_iter();
    let awaited = rows.map(|(comment, asked, confirmed)| Awaited {
        comment,
        asked: rfc3339(asked),
        confirmed: confirmed.map(rfc3339),
    });
    Ok(awaited.collect())
}

/// Forgets an address that waits for the answer to comments of a site, or of all. For how many it waited.
pub(super) async fn erase_answer_mails(
    write: &mut Write,
    site: Option<&str>,
    email: &str,
) -> Result<u64, sqlx::Error> {
    Ok(on!(write, c => {
        let delete = "DELETE FROM answer_mails WHERE email = $1 AND site = COALESCE($2, site)";
        sqlx::query(delete).bind(email).bind(site).execute(c).await?.rows_affected()
    }))
}

#[derive(sqlx::FromRow)]
struct Comment {
    id: String,
    name: String,
    body: String,
    note: String,
}

#[derive(sqlx::FromRow)]
struct Line {
    id: i64,
    actor: String,
    subject: String,
    note: String,
}

/// Takes the address out of comments, of what the agency answers to them, of reports of errors and of the log of moderation. How many rows
/// held it.
pub(super) async fn erase_texts(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    let comments = in_comments(write, email).await? + in_answers(write, email).await?;
    Ok(comments + in_reports(write, email).await? + in_log(write, email).await?)
}

async fn in_comments(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    let comments: Vec<Comment> = on!(write, c => {
        let select = "SELECT id, name, body, note FROM comments \
             WHERE LOWER(name || ' ' || body || ' ' || note) LIKE $1 ESCAPE '\\' ORDER BY id";
        sqlx::query_as(select).bind(pattern(email)).fetch_all(c).await?
    });
    let mut changed = 0;
    for comment in comments {
        let [name, body, note] =
            [&comment.name, &comment.body, &comment.note].map(|text| without(text, email));
        if (&name, &body, &note) == (&comment.name, &comment.body, &comment.note) {
            continue;
        }
        on!(write, c => {
            let update = "UPDATE comments SET name = $2, body = $3, note = $4, revision = revision + 1 WHERE id = $1";
            sqlx::query(update).bind(&comment.id).bind(name).bind(body).bind(note).execute(c).await?;
        });
        changed += 1;
    }
    Ok(changed)
}

async fn in_answers(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    let answers: Vec<(String, String)> = on!(write, c => {
        let select = "SELECT comment, body FROM official_answers WHERE LOWER(body) LIKE $1 ESCAPE '\\' ORDER BY comment";
        sqlx::query_as(select).bind(pattern(email)).fetch_all(c).await?
    });
    let mut changed = 0;
    for (comment, before) in answers {
        let body = without(&before, email);
        if body == before {
            continue;
        }
        on!(write, c => {
            let update = "UPDATE official_answers SET body = $2 WHERE comment = $1";
            sqlx::query(update).bind(&comment).bind(body).execute(c).await?;
        });
        changed += 1;
    }
    Ok(changed)
}

async fn in_reports(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    let reports: Vec<(String, String)> = on!(write, c => {
        let select = "SELECT id, body FROM reports WHERE LOWER(body) LIKE $1 ESCAPE '\\' ORDER BY id";
        sqlx::query_as(select).bind(pattern(email)).fetch_all(c).await?
    });
    let mut changed = 0;
    for (id, before) in reports {
        let body = without(&before, email);
        if body == before {
            continue;
        }
        on!(write, c => {
            let update = "UPDATE reports SET body = $2, revision = revision + 1 WHERE id = $1";
            sqlx::query(update).bind(&id).bind(body).execute(c).await?;
        });
        changed += 1;
    }
    Ok(changed)
}

async fn in_log(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    let lines: Vec<Line> = on!(write, c => {
        let select = "SELECT id, actor, subject, note FROM moderation_log \
             WHERE LOWER(actor || ' ' || subject || ' ' || note) LIKE $1 ESCAPE '\\' ORDER BY id";
        sqlx::query_as(select).bind(pattern(email)).fetch_all(c).await?
    });
    let mut changed = 0;
    for line in lines {
        let [actor, subject, note] =
            [&line.actor, &line.subject, &line.note].map(|text| without(text, email));
        if (&actor, &subject, &note) == (&line.actor, &line.subject, &line.note) {
            continue;
        }
        on!(write, c => {
            let update = "UPDATE moderation_log SET actor = $2, subject = $3, note = $4 WHERE id = $1";
            sqlx::query(update).bind(line.id).bind(actor).bind(subject).bind(note).execute(c).await?;
        });
        changed += 1;
    }
    Ok(changed)
}

/// For `LIKE … ESCAPE '\'`.
fn pattern(email: &str) -> String {
    let plain = email
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{plain}%")
}

/// The text without this address (ASCII, in lower case), however it was capitalised; not without a longer one that ends or
/// begins like it.
fn without(text: &str, email: &str) -> String {
    // ASCII letters keep their length, so places in the one are places in the other.
    let folded = text.to_ascii_lowercase();
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (place, _) in folded.match_indices(email) {
        let end = place + email.len();
        let before = folded
            .get(..place)
            .and_then(|before| before.chars().next_back());
        let mut after = folded.get(end..).unwrap_or_default().chars();
        let joined =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let goes_on = match after.next() {
            Some('.') => joined(after.next()),
            next => joined(next),
        };
        if joined(before) || before == Some('.') || before == Some('+') || goes_on {
            continue;
        }
        kept.push_str(text.get(from..place).unwrap_or_default());
        kept.push_str(GONE);
        from = end;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::without;

    fn check(text: &str, expected: &str) {
        assert_eq!(without(text, "lan@example.vn"), expected);
    }

    #[test]
    fn an_address_is_taken_out_of_a_text_and_its_neighbours_stay() {
        check("Hỏi Lan@Example.vn nhé.", "Hỏi […] nhé.");
        check("lan@example.vn, lan@example.vn.", "[…], […].");
        check(
            "hoalan@example.vn hoa.lan@example.vn",
            "hoalan@example.vn hoa.lan@example.vn",
        );
        check(
            "lan@example.vn.com lan@example.vnx",
            "lan@example.vn.com lan@example.vnx",
        );
        check("Đặng", "Đặng");
    }
}
