//! The report of a month by mail, when it has ended: a few figures, and where the rest is.

use std::time::Duration;

use bangtin_model::grouped;

use super::{Activity, Period, activity, name_of_day};
use crate::background::{Stop, every};
use crate::clock::day_of;
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{EmailAddress, NewMail, Note};
use crate::reminders::{DAY_MS, MORNING_MS, is_told, tell};

const LOOK: Duration = Duration::from_secs(60);
/// So many days after a month has ended its report is still sent, where the service did not run on the first.
const LATE_DAYS: i64 = 7;

/// Looks every minute, until the end.
pub(crate) async fn run(context: Context, stop: Stop) {
    if !context.settings.sites.iter().any(|site| site.mail_report) {
        return;
    }
    every(LOOK, stop, "monthly reports", || async {
        mail_due(&context).await;
        Ok(())
    })
    .await;
}

/// Writes the mails that are due, each once, whichever replica comes first. A site whose report cannot be made keeps no other from its own.
pub async fn mail_due(context: &Context) {
    for site in context.settings.sites.iter().filter(|one| one.mail_report) {
        if let Err(error) = mail_of(context, site).await {
            let site = &site.id;
            tracing::warn!(%error, site, "the report of a month could not be mailed; it is tried again");
        }
    }
}

/// The report of last month, in the first days of this one.
async fn mail_of(context: &Context, site: &SiteSettings) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let morning = day_of(now_ms - MORNING_MS);
    let Some((now, last)) = Period::month_of(morning).zip(Period::month_before(morning)) else {
        return Ok(());
    };
    let about = ("month", now.first());
    if morning >= now.first() + LATE_DAYS || is_told(context, site, about).await? {
        return Ok(());
    }
    let mut read = context.store.read().await?;
    let done = activity(&mut read, site, last, day_of(now_ms)).await?;
    drop(read);
    let written = |to| letter(site, &done, to, &context.public_url, now_ms);
    tell(context, site, about, written).await
}

fn letter(
    site: &SiteSettings,
    done: &Activity,
    to: EmailAddress,
    public_url: &str,
    now_ms: i64,
) -> NewMail {
    let (first, last) = (
        name_of_day(done.period.first()),
        name_of_day(done.period.last()),
    );
    let month = month(&first);
    let (visits, comments) = (done.visits().unsigned_abs(), done.comments);
    let visits = |sign| grouped(visits, Some(sign));
    let (name, shown, answered) = (&site.name, comments.shown, comments.answered);
    let subject = format!("Báo cáo tháng {month} – {name}");
    let vi = format!(
        "{name}, tháng {month}: {} lượt truy cập, {shown} ý kiến được đăng, {answered} ý kiến được đơn vị trả lời. Xem đầy đủ, in hoặc tải bảng tính:",
        visits('.')
    );
    let en = format!(
        "{name}, {month}: {} visits, {shown} comments published, {answered} answered by the agency. Read, print or download all of it:",
        visits(',')
    );
    let link = format!(
        "{public_url}/moderation/activity?site={}&from={first}&to={last}",
        site.id
    );
    let note = Note {
        kind: "reminder",
        site: &site.id,
        subject,
        vi: &vi,
        en: &en,
        link: &link,
        until_ms: now_ms + LATE_DAYS * DAY_MS,
    };
    note.to(to)
}

/// `2026-11-01` as `11/2026`.
fn month(day: &str) -> String {
    let mut parts = day.split('-');
    let (year, month) = (parts.next(), parts.next());
    [month, year].map(Option::unwrap_or_default).join("/")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_month_is_named_as_in_viet_nam() {
        assert_eq!(super::month("2026-11-01"), "11/2026");
    }
}
