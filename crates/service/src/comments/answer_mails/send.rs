//! The mail that tells of the answer. The answer itself is not in it: an agency can mend or withdraw what stands on its page, no mail can be.

use super::letter;
use crate::comments::list::titles::Named;
use crate::config::SiteSettings;
use crate::mail::{self, EmailAddress};
use crate::on;
use crate::store::Write;
use crate::subscriptions::Lang;

#[derive(sqlx::FromRow)]
struct Due {
    address: String,
    lang: String,
    url: Option<String>,
    item: Option<String>,
}

/// Writes the mail about an answered comment and forgets the address, where one was confirmed; whether there was. The caller holds the site's comments.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::comments) async fn send(
    write: &mut Write,
    site: &SiteSettings,
    comment: &str,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    const DUE: &str = "SELECT m.address, m.lang, a.url, a.item FROM answer_mails m JOIN comments c ON c.id = m.comment \
         LEFT JOIN articles a ON a.site = c.site AND a.id = c.page \
         WHERE m.comment = $1 AND m.confirmed_ms IS NOT NULL AND EXISTS (SELECT 1 FROM official_answers o WHERE o.comment = m.comment)";
    let due: Option<Due> = on!(write, c => {
        sqlx::query_as(DUE).bind(comment).fetch_optional(c).await?
    });
    let Some(due) = due else {
        return Ok(false);
    };
    super::forget_comment(write, comment).await?;
    // What was parsed when it was written down.
    let Ok(address) = EmailAddress::parse(&due.address) else {
        return Ok(false);
    };
    let page = Named::of(due.url, due.item.as_deref().unwrap_or_default());
    let letter = letter::answered(site, Lang::of(&due.lang), &page, address, now_ms);
    mail::enqueue(write, &letter, now_ms).await?;
    Ok(true)
}
