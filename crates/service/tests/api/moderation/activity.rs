//! The report of a period: each figure is what readers saw, on the page and in the table for a spreadsheet alike.

use std::time::Duration;

use bangtin_model::answers::CommentState;
use bangtin_service::activity::{Period, activity, name_of_day};
use bangtin_service::clock::start_of;
use bangtin_service::comments::{Answering, answer};
use bangtin_service::content::import::import;
use bangtin_service::counting::forget::forget;
use bangtin_service::reminders::remind;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde_json::{Value, json};

use super::{account_for, login, page};
use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::comments::{decide, send};
use crate::harness::{ORIGIN, Trial, number};
use crate::on_both;
use crate::reports::{report, send as send_report};
use crate::subscriptions::{confirmed, mail_to};

const PATH: &str = "/moderation/activity";
const REMINDERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'reminder'";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn text(trial: &Trial, path: &str, cookie: &str) -> String {
    let answer = page(trial, path, cookie).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.expect("a page")
}

/// One reader more for each number opens a page.
async fn hit(trial: &Trial, reader: u32, body: Value) {
    let agent = format!(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36 Reader/{reader}"
    );
    let request = trial
        .client
        .post(trial.url("~/hits"))
        .header("origin", ORIGIN);
    let request = request.header("content-type", "text/plain;charset=UTF-8");
    let answer = request
        .header("user-agent", agent)
        .body(body.to_string())
        .send();
    assert_eq!(
        answer.await.expect("an answer").status(),
        StatusCode::NO_CONTENT
    );
}

async fn comment(trial: &Trial, text: &str) -> String {
    let sent = send(
        trial,
        json!({ "page": "tin-1", "name": "Bà Năm", "text": text }),
    )
    .await;
    sent["id"].as_str().expect("an id").to_owned()
}

/// The rows of the table for a spreadsheet.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("the mark");
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true);
    let read = reader.from_reader(text.as_bytes()).into_records();
    read.map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

/// What stands beside a name, under a heading.
fn figure<'a>(rows: &'a [Vec<String>], section: &str, name: &str) -> &'a str {
    let mut below = rows.iter().skip_while(|row| row[0] != section).skip(1);
    let row = below
        .find(|row| row[0] == name)
        .unwrap_or_else(|| panic!("{section}: {name} in {rows:?}"));
    &row[1]
}

on_both! {
    async fn its_figures_are_those_that_readers_saw(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Chợ phiên"), article(2, "=Công thức")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let first = trial.clock.today();
        hit(&trial, 1, json!({ "page": "tin-1" })).await;
        hit(&trial, 1, json!({ "page": "tin-1" })).await;
        hit(&trial, 2, json!({ "page": "tin-2" })).await;
        hit(&trial, 3, json!({})).await;
        trial.app.counting.flush().await.expect("hits are written");
        let (answered, slow) = (comment(&trial, "Bao giờ sửa đường?").await, comment(&trial, "Và cầu?").await);
        decide(&trial, &comment(&trial, "bậy").await, CommentState::Rejected).await;
        comment(&trial, "đang chờ").await;
        decide(&trial, &answered, CommentState::Approved).await;
        decide(&trial, &slow, CommentState::Approved).await;
        for (id, minutes) in [(&answered, 90), (&slow, 60)] {
            trial.clock.advance(Duration::from_secs(minutes * 60));
            let mut write = trial.app.store.write().await.expect("a transaction");
            let said = Answering { site: &site, id, revision: None, text: Some("Tháng 12."), actor: "a test" };
            answer(&mut write, said, trial.clock.now_ms()).await.expect("an answer");
            write.commit().await.expect("a commit");
        }
        for value in [5, 4] {
            let rated = trial.put("~/pages/tin-1/rating", &trial.proven(json!({ "value": value })).await).await;
            assert_eq!(rated.status(), StatusCode::OK);
        }
        send_report(&trial, report("tin-1", "chợ phien")).await;
        confirmed(&trial, "be@example.vn").await;
        // On another day.
        trial.clock.advance(DAY);
        hit(&trial, 1, json!({ "page": "tin-1" })).await;
        trial.app.counting.flush().await.expect("hits are written");

        let cookie = login(&trial, "lan@songba.example.vn").await;
        let last = trial.clock.today();
        let asked = |path: &str, first: i64, last: i64| format!("{path}?site=xa-song-ba&lang=vi&from={}&to={}", name_of_day(first), name_of_day(last));
        let answer = page(&trial, &asked("/moderation/activity.csv", first, last), &cookie).await;
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/csv; charset=utf-8");
        let name = answer.headers()[CONTENT_DISPOSITION].to_str().expect("ASCII").to_owned();
        assert!(name.contains(&format!("xa-song-ba-{}-{}.csv", name_of_day(first), name_of_day(last))), "{name}");
        let both = rows(&answer.text().await.expect("a table"));
        // What the counters show of the same days.
        trial.app.rendered.forget();
        let counters: Value = trial.get("~/counters").await.json().await.expect("JSON");
        assert_eq!(figure(&both, "Lượt truy cập", "Lượt truy cập"), counters["total"].to_string());
        assert_eq!(figure(&both, "Lượt truy cập", "Lượt xem trang"), counters["views"]["total"].to_string());
        assert_eq!(figure(&both, "Được xem nhiều nhất", "Chợ phiên"), "3");
        assert_eq!(figure(&both, "Được xem nhiều nhất", "'=Công thức"), "1");
        for (name, figures) in [("Đã nhận", "4"), ("Đã đăng", "2"), ("Không đăng", "1"), ("Đang chờ duyệt", "1"), ("Đơn vị đã trả lời", "2")] {
            assert_eq!(figure(&both, "Ý kiến gửi đến trong kỳ", name), figures, "{name}");
        }
        // 90 and 150 minutes, and what the test itself took.
        assert_eq!(figure(&both, "Ý kiến gửi đến trong kỳ", "Một nửa được trả lời trong (giờ:phút)"), "2:00");
        assert_eq!(figure(&both, "Đánh giá", "Điểm trung bình của các lượt đó"), "4,5");
        assert_eq!(figure(&both, "Báo lỗi trong bài, gửi đến trong kỳ", "Đã nhận"), "1");
        assert_eq!(figure(&both, "Nhận tin qua thư", "Xác nhận đăng ký trong kỳ"), "1");
        // The second day alone has the second day alone.
        let second = rows(&text(&trial, &asked("/moderation/activity.csv", last, last), &cookie).await);
        assert_eq!(figure(&second, "Lượt truy cập", "Lượt xem trang"), "1");
        assert_eq!(figure(&second, "Ý kiến gửi đến trong kỳ", "Đã nhận"), "0");

        // The page has the same figures.
        let html = text(&trial, &asked(PATH, first, last), &cookie).await;
        for row in both.iter().filter(|row| row.len() > 1) {
            for cell in row {
                let cell = cell.trim_start_matches('\'').replace('<', "&lt;");
                assert!(html.contains(&cell), "{cell}: {html}");
            }
        }
        assert!(!html.contains("<script"), "{html}");
        assert!(text(&trial, &asked(PATH, first, last).replace("lang=vi", "lang=en"), &cookie).await.contains("Answered by the agency"));
        trial.end().await;
    }

    async fn who_may_not_sees_nothing_and_no_period_is_last_month(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        for path in [PATH, "/moderation/activity.csv"] {
            assert_eq!(page(&trial, path, "").await.status(), StatusCode::SEE_OTHER, "{path}");
        }
        let cookie = login(&trial, "lan@songba.example.vn").await;
        for path in [PATH, "/moderation/activity.csv"] {
            assert_eq!(page(&trial, &format!("{path}?site=khac"), &cookie).await.status(), StatusCode::FORBIDDEN, "{path}");
        }
        let month = Period::month_before(trial.clock.today()).expect("a month");
        let first = format!("value=\"{}\"", name_of_day(month.first()));
        let usual = text(&trial, PATH, &cookie).await;
        assert!(usual.contains(&first) && !usual.contains("role=\"alert\""), "{usual}");
        for wrong in ["from=2026-11-30&to=2026-11-01", "from=2024-01-01&to=2026-01-01", "from=x&to=", "from=%00&to=2026-02-30", "from=9999999-01-01&to=9999999-01-02"] {
            let html = text(&trial, &format!("{PATH}?{wrong}"), &cookie).await;
            assert!(html.contains("role=\"alert\"") && html.contains(&first), "{wrong}: {html}");
        }
        trial.end().await;
    }

    async fn moderators_get_the_report_of_a_month_once_on_the_first(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| settings.sites[0].mail_report = true).await;
        account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
        account_for(&trial, "khac@example.vn", &["xa-khac"]).await;
        let to = |trial: &Trial, ms: i64| trial.clock.advance(Duration::from_millis((ms - trial.clock.now_ms()).try_into().expect("the future")));
        // The middle of a month, and nothing is due.
        let month = Period::month_of(trial.clock.today() + 31).expect("a month");
        to(&trial, start_of(month.first() + 14));
        hit(&trial, 1, json!({})).await;
        trial.app.counting.flush().await.expect("hits are written");
        remind(&trial.app).await.expect("mails");
        assert_eq!(number(&trial, REMINDERS).await, 0);
        // The first at seven, and at eight.
        to(&trial, start_of(month.last() + 1) + 7 * 3_600_000);
        remind(&trial.app).await.expect("mails");
        assert_eq!(number(&trial, REMINDERS).await, 0);
        to(&trial, start_of(month.last() + 1) + 8 * 3_600_000);
        for _ in 0..2 {
            remind(&trial.app).await.expect("mails");
        }
        assert_eq!(number(&trial, REMINDERS).await, 1, "one moderator, once");
        let mail = mail_to(&trial, "duyet@example.vn").await;
        let (first, last) = (name_of_day(month.first()), name_of_day(month.last()));
        let text = mail.text();
        assert!(mail.subject().starts_with("Báo cáo tháng "), "{}", mail.subject());
        assert!(text.contains("1 lượt truy cập, 0 ý kiến") && text.contains(&format!("/moderation/activity?site=xa-song-ba&from={first}&to={last}")), "{text}");
        // Through the rest of the month it is not sent again, and who starts late in a month gets none of it.
        trial.clock.advance(27 * DAY);
        remind(&trial.app).await.expect("mails");
        trial.run("DELETE FROM reminders").await;
        remind(&trial.app).await.expect("mails");
        assert_eq!(number(&trial, REMINDERS).await, 1);
        trial.end().await;
    }

    async fn views_of_a_day_go_after_two_years_and_the_sum_stays(trial: Trial) {
        hit(&trial, 1, json!({ "page": "tin-1" })).await;
        trial.app.counting.flush().await.expect("hits are written");
        let day = trial.clock.today();
        trial.clock.advance(730 * DAY);
        forget(&trial.app.counting).await.expect("forgotten");
        let of_a_day = "SELECT CAST(COUNT(*) AS BIGINT) FROM page_days";
        assert_eq!(number(&trial, of_a_day).await, 1);
        trial.clock.advance(DAY);
        forget(&trial.app.counting).await.expect("forgotten");
        assert_eq!(number(&trial, of_a_day).await, 0);
        assert_eq!(number(&trial, "SELECT CAST(SUM(views) AS BIGINT) FROM page_views").await, 1);
        let mut read = trial.app.store.read().await.expect("a connection");
        let period = Period::of(day, day).expect("a day");
        let told = activity(&mut read, &trial.app.settings.sites[0], period).await.expect("figures");
        assert_eq!((told.days.len(), told.days[0].views), (1, 1), "the day itself is known");
        assert!(told.most_read.is_empty());
        drop(read);
        trial.end().await;
    }
}
