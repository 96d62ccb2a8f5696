//! Questions that readers answer by a click. What is asked comes with the content; here are the votes.

use bangtin_model::answers::{FieldError, OptionVotes, PollResults};
use bangtin_model::{Moment, Poll};

use crate::on;
use crate::problem::Problem;
use crate::store::{Read, Write, count};

/// The choices in the order of the poll, each once.
///
/// # Errors
/// 422 without a choice, with more than the poll allows, or with one that it does not have.
pub fn choices(poll: &Poll, chosen: &[String]) -> Result<Vec<String>, Problem> {
    let wrong = |code| Problem::fields(vec![FieldError::new("choices", code)]);
    let known = |id: &String| poll.options.iter().any(|option| option.id == *id);
    if !chosen.iter().all(known) {
        return Err(wrong("unknown"));
    }
    let options = poll.options.iter().map(|option| option.id.clone());
    let choices: Vec<String> = options.filter(|id| chosen.contains(id)).collect();
    match choices.len() {
        0 => Err(wrong("required")),
        1 => Ok(choices),
        _ if poll.multiple => Ok(choices),
        _ => Err(wrong("too_many")),
    }
}

/// How the poll stands.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing(
    read: &mut Read,
    site: &str,
    poll: Poll,
    now_ms: i64,
) -> Result<PollResults, sqlx::Error> {
    let sums: Vec<(String, i64)> = on!(read, c => {
        sqlx::query_as(SUMS).bind(site).bind(&poll.id).fetch_all(c).await?
    });
    Ok(joined(poll, &sums, now_ms))
}

/// Counts a vote; an earlier one of the same voter goes. `choices` are as [`choices`] gave them.
///
/// # Errors
/// When the database cannot be written.
pub async fn vote(
    write: &mut Write,
    site: &str,
    poll: Poll,
    voter: &[u8],
    choices: &[String],
    now_ms: i64,
) -> Result<PollResults, sqlx::Error> {
    // Makes the row or locks it: of two votes of one voter, the second sees what the first left.
    let before: String = on!(write, c => {
        let insert = "INSERT INTO poll_votes (site, poll, voter, choices, changed_ms) VALUES ($1, $2, $3, '', $4) \
             ON CONFLICT (site, poll, voter) DO UPDATE SET changed_ms = excluded.changed_ms RETURNING choices";
        sqlx::query_scalar(insert).bind(site).bind(&poll.id).bind(voter).bind(now_ms).fetch_one(c).await?
    });
    on!(write, c => {
        let update = "UPDATE poll_votes SET choices = $4 WHERE site = $1 AND poll = $2 AND voter = $3";
        let choices = serde_json::Value::from(choices).to_string();
        sqlx::query(update).bind(site).bind(&poll.id).bind(voter).bind(choices).execute(c).await?;
    });
    for (choice, votes) in changes(&before, choices) {
        on!(write, c => {
            let insert = "INSERT INTO poll_sums (site, poll, choice, votes) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (site, poll, choice) DO UPDATE SET votes = poll_sums.votes + excluded.votes";
            sqlx::query(insert).bind(site).bind(&poll.id).bind(&choice).bind(votes).execute(c).await?;
        });
    }
    let sums: Vec<(String, i64)> = on!(write, c => {
        sqlx::query_as(SUMS).bind(site).bind(&poll.id).fetch_all(c).await?
    });
    Ok(joined(poll, &sums, now_ms))
}

const SUMS: &str = "SELECT choice, votes FROM poll_sums WHERE site = $1 AND poll = $2";

/// By how much each sum changes. Sorted, so that two transactions lock the rows in the same order.
fn changes(before: &str, after: &[String]) -> Vec<(String, i64)> {
    let first = before.is_empty();
    let before: Vec<String> = serde_json::from_str(before).unwrap_or_default();
    let gone = before.iter().filter(|id| !after.contains(id));
    let come = after.iter().filter(|id| !before.contains(id));
    let mut changes: Vec<(String, i64)> = gone
        .map(|id| (id.clone(), -1))
        .chain(come.map(|id| (id.clone(), 1)))
        .collect();
    if first {
        changes.push((String::new(), 1));
    }
    changes.sort();
    changes
}

fn joined(poll: Poll, sums: &[(String, i64)], now_ms: i64) -> PollResults {
    let votes = |id: &str| {
        let sum = sums.iter().find(|(choice, _)| choice == id);
        sum.map_or(0, |(_, votes)| count(*votes))
    };
    PollResults {
        closed: !poll.is_open(now_ms.div_euclid(1000)),
        opens: poll.opens.map(Moment::iso),
        closes: poll.closes.map(Moment::iso),
        voters: votes(""),
        options: poll
            .options
            .into_iter()
            .map(|option| OptionVotes {
                votes: votes(&option.id),
                id: option.id,
                text: option.text,
            })
            .collect(),
        id: poll.id,
        question: poll.question,
        multiple: poll.multiple,
    }
}
