//! Tells moderators by mail that comments, reports of errors or articles wait: once a day, and at once where comments are many. How many,
//! for how long, where; never what was written.

use std::time::Duration;

use crate::background::{Stop, every};
use crate::clock::day_of;
use crate::comments::{Pile, queue};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{self, EmailAddress, NewMail, Note};
use crate::moderation::{account, held};
use crate::on;
use crate::reports;

const LOOK: Duration = Duration::from_secs(60);
const HOUR_MS: i64 = 60 * 60 * 1000;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;
/// 8:00 in Viet Nam, when the office opens.
pub(crate) const MORNING_MS: i64 = 8 * HOUR_MS;
/// How long it is known that a mail was written, in days.
const KEPT_DAYS: i64 = 30;

/// Looks every minute, until the end.
pub(crate) async fn run(context: Context, stop: Stop) {
    let wanted = |site: &SiteSettings| site.remind_moderators_at.is_some();
    if !context.settings.sites.iter().any(wanted) {
        return;
    }
    every(LOOK, stop, "reminders", || remind(&context)).await;
}

/// Writes the mails that are due, each once, whichever replica comes first.
///
/// # Errors
/// When the database cannot be written.
pub async fn remind(context: &Context) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    for site in &context.settings.sites {
        let Some(many) = site.remind_moderators_at else {
            continue;
        };
        let mut read = context.store.read().await?;
        let (waiting, oldest_ms) = queue(&mut read, &site.id, Pile::Pending).await?;
        let (suspected, suspected_ms) = queue(&mut read, &site.id, Pile::Suspected).await?;
        let (reports, reports_ms) = reports::queue(&mut read, &site.id).await?;
        let (articles, articles_ms) = held::waiting(&mut read, &site.id).await?;
        drop(read);
        let firsts = [oldest_ms, suspected_ms, reports_ms, articles_ms];
        let Some(first_ms) = firsts.into_iter().flatten().min() else {
            continue;
        };
        let told = Told {
            site,
            waiting,
            suspected,
            reports,
            articles,
            age_ms: oldest_ms.map_or(0, |oldest_ms| (now_ms - oldest_ms).max(0)),
        };
        // What came after eight waits for the next morning.
        let morning = day_of(now_ms - MORNING_MS);
        let written = |to| letter(&told, to, &context.public_url, now_ms);
        if first_ms < crate::clock::start_of(morning) + MORNING_MS {
            tell(context, site, ("morning", morning), written).await?;
        }
        if waiting >= i64::from(many) {
            tell(context, site, ("many", day_of(now_ms)), written).await?;
        }
    }
    Ok(())
}

struct Told<'a> {
    site: &'a SiteSettings,
    waiting: i64,
    /// How many lie in the pile of what may be spam.
    suspected: i64,
    /// How many errors in articles were reported.
    reports: i64,
    /// How many articles wait because they do not fit.
    articles: i64,
    /// Of the oldest that waits.
    age_ms: i64,
}

/// What a mail is about, and of which day: of these each site has one. `morning`: anything waits. `many`: so many comments that they cannot wait
/// until morning. `month`: the report of a month, under the first day of the next.
pub(crate) type About = (&'static str, i64);

/// Whether the mail about this was written.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn is_told(
    context: &Context,
    site: &SiteSettings,
    (kind, day): About,
) -> Result<bool, sqlx::Error> {
    let mut read = context.store.read().await?;
    let told: Option<i64> = on!(read, c => {
        let select = "SELECT day FROM reminders WHERE site = $1 AND day = $2 AND kind = $3";
        sqlx::query_scalar(select).bind(&site.id).bind(day).bind(kind).fetch_optional(c).await?
    });
    Ok(told.is_some())
}

/// Writes a mail to each moderator of a site, unless that was done, by this replica or by another.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn tell(
    context: &Context,
    site: &SiteSettings,
    (kind, day): About,
    letter: impl Fn(EmailAddress) -> NewMail,
) -> Result<(), sqlx::Error> {
    if is_told(context, site, (kind, day)).await? {
        return Ok(());
    }
    let to = recipients(context, site).await?;
    let mut write = context.store.write().await?;
    let first = on!(write, c => {
        let forget = "DELETE FROM reminders WHERE day < $1";
        sqlx::query(forget).bind(day - KEPT_DAYS).execute(&mut *c).await?;
        let insert = "INSERT INTO reminders (site, day, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        sqlx::query(insert).bind(&site.id).bind(day).bind(kind).execute(&mut *c).await?.rows_affected()
    });
    if first == 0 {
        return Ok(());
    }
    let now_ms = context.clock.now_ms();
    for to in to {
        mail::enqueue(&mut write, &letter(to), now_ms).await?;
    }
    write.commit().await?;
    mail::wake(context);
    Ok(())
}

/// The addresses of all who moderate a site.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn recipients(
    context: &Context,
    site: &SiteSettings,
) -> Result<Vec<EmailAddress>, sqlx::Error> {
    let mut read = context.store.read().await?;
    let moderators = account::list(&mut read).await?;
    let own = moderators.iter().filter(|one| one.may(&site.id));
    Ok(own
        .filter_map(|one| EmailAddress::parse(&one.email).ok())
        .collect())
}

fn letter(told: &Told<'_>, to: EmailAddress, public_url: &str, now_ms: i64) -> NewMail {
    let (waiting, suspected) = (told.waiting, told.suspected);
    let (reports, articles) = (told.reports, told.articles);
    let name = &told.site.name;
    // Where nothing but articles waits, to those.
    let path = match (waiting, suspected, reports) {
        (0, 0, 0) => "/moderation/held",
        _ => "/moderation",
    };
    let link = format!("{public_url}{path}?site={}", told.site.id);
    let (mut vi, mut en) = (format!("{name}:"), format!("{name}:"));
    let mut subject = match (suspected, reports) {
        (0, 0) => format!("{articles} tin chờ xem – {name}"),
        (0, _) => format!("{reports} báo lỗi trong bài đang chờ xử lý – {name}"),
        _ => format!("{suspected} ý kiến có thể là nội dung rác – {name}"),
    };
    if waiting > 0 {
        let (age_vi, age_en) = age(told.age_ms);
        subject = format!("{waiting} ý kiến đang chờ kiểm duyệt – {name}");
        vi.push_str(&format!(
            " {waiting} ý kiến đang chờ kiểm duyệt. Ý kiến chờ lâu nhất: {age_vi}."
        ));
        en.push_str(&format!(
            " comments that wait for a moderator: {waiting}. The oldest has waited for {age_en}."
        ));
    }
    if suspected > 0 {
        vi.push_str(&format!(
            " {suspected} ý kiến có thể là nội dung rác, để riêng."
        ));
        en.push_str(&format!(" comments that may be spam, apart: {suspected}."));
    }
    if reports > 0 {
        vi.push_str(&format!(" {reports} báo lỗi trong bài đang chờ xử lý."));
        en.push_str(&format!(
            " reports of errors in articles that wait: {reports}."
        ));
    }
    if articles > 0 {
        vi.push_str(&format!(
            " {articles} tin bài có dấu hiệu bất thường đang chờ xem."
        ));
        en.push_str(&format!(" articles that wait to be looked at: {articles}."));
    }
    vi.push_str(" Vui lòng mở trang kiểm duyệt:");
    en.push_str(" Please open the moderation page:");
    let note = Note {
        kind: "reminder",
        site: &told.site.id,
        subject,
        vi: &vi,
        en: &en,
        link: &link,
        until_ms: now_ms + DAY_MS,
    };
    note.to(to)
}

/// An age in words, in Vietnamese and in English.
fn age(ms: i64) -> (String, String) {
    let (hours, days) = (ms / HOUR_MS, ms / DAY_MS);
    match (days, hours) {
        (2.., _) => (format!("{days} ngày"), format!("{days} days")),
        (_, 2..) => (format!("{hours} giờ"), format!("{hours} hours")),
        (_, 1) => ("1 giờ".into(), "an hour".into()),
        _ => ("chưa đến 1 giờ".into(), "less than an hour".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, HOUR_MS, age};

    #[test]
    fn an_age_is_told_in_the_unit_that_fits() {
        for (ms, said) in [
            (0, "chưa đến 1 giờ"),
            (HOUR_MS, "1 giờ"),
            (2 * DAY_MS - 1, "47 giờ"),
            (2 * DAY_MS, "2 ngày"),
        ] {
            assert_eq!(age(ms).0, said);
        }
    }
}
