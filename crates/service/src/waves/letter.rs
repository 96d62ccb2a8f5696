//! The mail to moderators when a wave begins: how many forms, since when, what is not taken for now, and where to go. Never what was
//! written.

use super::signs::{Forms, Signs};
use crate::clock::time_and_day;
use crate::comments::{Pile, iso};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{EmailAddress, NewMail, Note};
use crate::reminders::DAY_MS;

pub(super) fn letter(
    context: &Context,
    site: &SiteSettings,
    (signs, forms): (&Signs, Forms),
    to: EmailAddress,
    now_ms: i64,
) -> NewMail {
    let name = &site.name;
    let since_ms = signs.since_ms.unwrap_or(now_ms);
    let all = forms.comments + forms.subscriptions + forms.reports + forms.ratings + forms.votes;
    let subject = format!("{all} lượt gửi trong một giờ – {name}");
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    for (many, of_vi, of_en) in [
        (forms.comments, "ý kiến", "comments"),
        (
            forms.subscriptions,
            "đăng ký chưa xác nhận",
            "subscriptions not confirmed",
        ),
        (forms.reports, "báo lỗi trong bài", "reports of errors"),
        (forms.ratings, "đánh giá", "ratings"),
        (forms.votes, "phiếu bình chọn", "votes"),
    ] {
        if many > 0 {
            vi.push(format!("{many} {of_vi}"));
            en.push(format!("{of_en}: {many}"));
        }
    }
    let since = iso(since_ms);
    let (clock, day) = time_and_day(&since).unwrap_or_default();
    let mut vi = format!(
        "{name}: từ {clock} ngày {day} có một đợt gửi dồn dập. Trong một giờ qua có {all} lượt gửi ({}).",
        vi.join(", ")
    );
    let mut en = format!(
        "{name}: a wave of forms has come since {clock} on {day}. In the last hour there were {all} ({}).",
        en.join(", ")
    );
    let limits = &context.settings.limits;
    for (is_full, most, of_vi, of_en) in [
        (
            signs.queue_full,
            limits.waiting_comments_per_hour,
            "ý kiến chờ kiểm duyệt",
            "comments that wait",
        ),
        (
            signs.pile_full,
            limits.waiting_comments_per_hour,
            "ý kiến có thể là nội dung rác",
            "comments that may be spam",
        ),
        (
            signs.subscriptions_full,
            limits.unconfirmed_subscriptions_per_hour,
            "đăng ký chưa xác nhận",
            "subscriptions not confirmed",
        ),
    ] {
        if is_full {
            vi.push_str(&format!(
                " Đã đạt giới hạn {most} {of_vi} trong một giờ: hiện chưa nhận thêm."
            ));
            en.push_str(&format!(
                " The limit of {most} {of_en} within an hour is reached: no more are taken for now."
            ));
        }
    }
    vi.push_str(" Vui lòng mở trang kiểm duyệt để xem và xử lý cả đợt:");
    en.push_str(" Please open the moderation page, to look at the whole wave and decide about it:");
    // To the pile that they have filled.
    let pile = match (signs.queue_full, signs.pile_full) {
        (false, true) => Pile::Suspected,
        _ => Pile::Pending,
    };
    let link = format!(
        "{}/moderation?site={}&state={}&wave={since_ms}",
        context.public_url,
        site.id,
        pile.name()
    );
    let note = Note {
        kind: "wave",
        site: &site.id,
        subject,
        vi: &vi,
        en: &en,
        link: &link,
        until_ms: now_ms + DAY_MS,
    };
    note.to(to)
}

#[cfg(test)]
mod tests {
    use super::{iso, time_and_day};

    #[test]
    fn a_time_is_told_as_people_in_viet_nam_write_it() {
        let since = iso(1_795_573_800_000);
        assert_eq!(time_and_day(&since), Some(("09:30", "25/11/2026".into())));
    }
}
