//! The mail that tells of the answer. The answer itself is not in it: an agency can mend or withdraw what stands on its page, no mail can be.

use bangtin_sources::text;

use super::letter;
use crate::comments::list::titles::Named;
use crate::config::SiteSettings;
use crate::mail::{self, EmailAddress};
use crate::on;
use crate::store::Write;
use crate::subscriptions::Lang;

/// Writes the mails about an answered comment and forgets their addresses, those that were confirmed; whether there were any.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::comments) async fn tell(
    write: &mut Write,
    site: &SiteSettings,
    comment: &str,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    // What somebody else takes out at this moment gets no mail.
    let due: Vec<(String, String)> = on!(write, c => {
        let delete = "DELETE FROM answer_mails WHERE comment = $1 AND confirmed_ms IS NOT NULL \
             AND EXISTS (SELECT 1 FROM official_answers WHERE comment = $1) RETURNING address, lang";
        sqlx::query_as(delete).bind(comment).fetch_all(c).await?
    });
    if due.is_empty() {
        return Ok(false);
    }
    let page = page_of(write, comment).await?;
    for (address, lang) in due {
        // It was parsed when it was written down.
        if let Ok(address) = EmailAddress::parse(&address) {
            let letter = letter::answered(site, Lang::of(&lang), &page, address, now_ms);
            mail::enqueue(write, &letter, now_ms).await?;
        }
    }
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct Page {
    page: String,
    url: Option<String>,
    item: Option<String>,
    removed_ms: Option<i64>,
}

/// What the comment is about, as readers see it: nothing of an article that was taken down.
async fn page_of(write: &mut Write, comment: &str) -> Result<Named, sqlx::Error> {
    let found: Option<Page> = on!(write, c => {
        let select = "SELECT c.page, a.url, a.item, a.removed_ms FROM comments c \
             LEFT JOIN articles a ON a.site = c.site AND a.id = c.page WHERE c.id = $1";
        sqlx::query_as(select).bind(comment).fetch_optional(c).await?
    });
    let Some(Page {
        page, url, item, ..
    }) = found.filter(|page| page.removed_ms.is_none())
    else {
        return Ok(Named::default());
    };
    // The key of a page that is no article of ours may be its address.
    let named = Named::of(url.or(Some(page)), item.as_deref().unwrap_or_default());
    Ok(Named {
        title: named.title.map(|title| text::plain(&title)),
        ..named
    })
}
