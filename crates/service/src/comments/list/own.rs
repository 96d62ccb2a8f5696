//! What a writer sees of the own comments.

use bangtin_model::answers::{CommentState, OwnComment};
use sqlx::AssertSqlSafe;

use super::official;
use super::threads::Row;
use crate::comments::add::{PURPOSE, Written};
use crate::comments::answer_mails;
use crate::context::Context;
use crate::json_list::{json, members};
use crate::on;
use crate::problem::Problem;
use crate::store::Read;

/// The most tokens that are looked at.
const MOST: usize = 20;

#[derive(sqlx::FromRow)]
struct Sent {
    parent: Option<String>,
    state: String,
    #[sqlx(flatten)]
    row: Row,
}

/// The comments of a page that these tokens (separated by commas) were given for, oldest first. Tokens that are not ours,
/// too old, or of another page are passed over: a browser keeps them longer than we do.
///
/// # Errors
/// When the database cannot be read.
pub async fn own(
    context: &Context,
    site: &str,
    page: &str,
    tokens: &str,
) -> Result<Vec<OwnComment>, Problem> {
    let now_ms = context.clock.now_ms();
    let written = tokens.split(',').take(MOST).filter_map(|token| {
        let written: Written = context
            .keys
            .open_token(PURPOSE, token.trim(), now_ms)
            .ok()?;
        (written.site == site).then_some(written.id)
    });
    let ids: Vec<String> = written.collect();
    let mut read = context.store.read().await?;
    let sql = format!(
        "SELECT id, parent, name, body, state, created_ms FROM comments \
         WHERE id IN ({}) AND site = $1 AND page = $3 AND withdrawn_ms IS NULL ORDER BY created_ms, id",
        members(&read)
    );
    let rows: Vec<Sent> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(json(&ids)).bind(page).fetch_all(c).await?
    });
    let mut own: Vec<OwnComment> = rows.into_iter().map(OwnComment::from).collect();
    official::put(
        &mut read,
        own.iter_mut().map(|one| &mut one.comment).collect(),
    )
    .await?;
    offer_mails(&mut read, context, site, &mut own).await?;
    Ok(own)
}

/// Where a comment may still be answered and nobody waits for a mail yet, its writer can ask for one.
async fn offer_mails(
    read: &mut Read,
    context: &Context,
    site: &str,
    own: &mut [OwnComment],
) -> Result<(), sqlx::Error> {
    let Some(site) = context
        .settings
        .site(site)
        .filter(|site| answer_mails::offers(site))
    else {
        return Ok(());
    };
    let ids: Vec<String> = own.iter().map(|one| one.comment.id.clone()).collect();
    let waiting = answer_mails::confirmed(read, &site.id, &ids).await?;
    for one in own {
        let may_come = answer_mails::may_be_answered(one.state);
        if may_come && one.comment.official.is_none() && !waiting.contains(&one.comment.id) {
            one.answer_mail_token = answer_mails::asking_token(context, site, &one.comment.id);
        }
    }
    Ok(())
}

impl From<Sent> for OwnComment {
    fn from(sent: Sent) -> Self {
        let state = match CommentState::named(&sent.state) {
            // Who sends spam need not learn what we call it.
            Some(CommentState::Spam) | None => CommentState::Rejected,
            Some(state) => state,
        };
        Self {
            comment: sent.row.into(),
            parent: sent.parent,
            state,
            answer_mail_token: None,
        }
    }
}
