//! The report of a period: each figure is what readers saw, on the page and in the table for a spreadsheet alike.

use std::time::Duration;

use bangtin_model::answers::CommentState;
use bangtin_service::activity::{Activity, Period, activity, mail_due, name_of_day};
use bangtin_service::clock::start_of;
use bangtin_service::content::import::import;
use bangtin_service::counting::forget::forget;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde_json::{Value, json};

use super::{account_for, login, page};
use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::comments::{answered, decide, send};
use crate::counting::noon;
use crate::harness::{ORIGIN, Trial, code, number};
use crate::on_both;
use crate::polls::{ask, question};
use crate::reports::{report, send as send_report};
use crate::subscriptions::{confirmed, mail_to, press};

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

/// The id of a comment that was sent, and the token of its writer.
async fn written(trial: &Trial, parent: Option<&str>, text: &str) -> (String, String) {
    let mut body = json!({ "page": "tin-1", "name": "Bà Năm", "text": text });
    if let Some(parent) = parent {
        body["parent"] = parent.into();
    }
    let sent = send(trial, body).await;
    let part = |name: &str| sent[name].as_str().expect("a text").to_owned();
    (part("id"), part("token"))
}

async fn comment(trial: &Trial, text: &str) -> String {
    written(trial, None, text).await.0
}

async fn withdraw(trial: &Trial, (id, token): &(String, String)) {
    let path = format!("~/comments/{id}/withdrawal");
    let done = trial.post(&path, &json!({ "token": token })).await;
    assert_eq!(done.status(), StatusCode::OK);
}

/// What the service knows of these days.
async fn counted(trial: &Trial, first: i64, last: i64) -> Activity {
    let mut read = trial.app.store.read().await.expect("a connection");
    let period = Period::of(first, last).expect("a period");
    let site = &trial.app.settings.sites[0];
    let figures = activity(&mut read, site, period, trial.clock.today()).await;
    figures.expect("figures")
}

/// A day as the report writes it.
fn day(day: i64) -> String {
    let name = name_of_day(day);
    let parts: Vec<&str> = name.rsplit('-').collect();
    parts.join("/")
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
        noon(&trial);
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
        let (quick, slow) = (comment(&trial, "Bao giờ sửa đường?").await, comment(&trial, "Và cầu?").await);
        decide(&trial, &comment(&trial, "bậy").await, CommentState::Rejected).await;
        comment(&trial, "đang chờ").await;
        decide(&trial, &quick, CommentState::Approved).await;
        decide(&trial, &slow, CommentState::Approved).await;
        for (id, minutes) in [(&quick, 90), (&slow, 60)] {
            trial.clock.advance(Duration::from_secs(minutes * 60));
            answered(&trial, id, "Tháng 12.").await;
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
        for (name, figures) in [("Đã nhận và còn lưu", "4"), ("Đã đăng", "2"), ("Không đăng", "1"), ("Đang chờ duyệt", "1"), ("Đơn vị đã trả lời", "2")] {
            assert_eq!(figure(&both, "Ý kiến gửi đến trong kỳ", name), figures, "{name}");
        }
        // 90 and 150 minutes, and what the test itself took.
        assert_eq!(figure(&both, "Ý kiến gửi đến trong kỳ", "Một nửa được trả lời lần đầu trong (giờ:phút)"), "2:00");
        assert_eq!(figure(&both, "Đánh giá", "Điểm trung bình của các lượt đó"), "4,5");
        assert_eq!(figure(&both, "Báo lỗi trong bài, gửi đến trong kỳ", "Đã nhận và còn lưu"), "1");
        assert_eq!(figure(&both, "Nhận tin qua thư điện tử", "Xác nhận đăng ký trong kỳ"), "1");
        let head = format!("Từ ngày {} đến hết ngày {}", day(first), day(last));
        assert_eq!((both[0][0].as_str(), &both[1][0]), ("Xã Sông Ba", &head));
        // The second day alone has the second day alone.
        let second = rows(&text(&trial, &asked("/moderation/activity.csv", last, last), &cookie).await);
        assert_eq!(figure(&second, "Lượt truy cập", "Lượt xem trang"), "1");
        assert_eq!(figure(&second, "Ý kiến gửi đến trong kỳ", "Đã nhận và còn lưu"), "0");

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
        assert!(!usual.contains("aria-invalid"), "{usual}");
        for (wrong, typed) in [
            ("from=2026-11-30&to=2026-11-01", "value=\"2026-11-30\""),
            ("from=2024-01-01&to=2026-01-01", "value=\"2024-01-01\""),
            ("from=2026-01-01&to=", "value=\"2026-01-01\""),
            ("from=x&to=2026-02-30", "value=\"2026-02-30\""),
            ("from=%00&to=", "value=\"\""),
            ("from=9999999-01-01&to=9999999-01-02", "value=\"9999999-01-01\""),
        ] {
            let answer = page(&trial, &format!("{PATH}?{wrong}"), &cookie).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            let html = answer.text().await.expect("a page");
            for part in ["role=\"alert\"", "aria-invalid=\"true\"", "aria-describedby=\"wrong-period\"", typed] {
                assert!(html.contains(part), "{wrong}: {part} in {html}");
            }
            assert!(!html.contains("<table"), "{wrong}");
            let table = page(&trial, &format!("/moderation/activity.csv?{wrong}"), &cookie).await;
            assert_eq!(table.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert_eq!(table.headers()[CONTENT_TYPE], "application/problem+json", "{wrong}");
            assert_eq!(code(table).await, "invalid_fields", "{wrong}");
        }
        let twice = page(&trial, "/moderation/activity.csv?from=2026-11-01&from=2026-11-02", &cookie).await;
        assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // The other language is that of the same days.
        let html = text(&trial, &format!("{PATH}?from=2026-10-01&to=2026-10-31"), &cookie).await;
        assert!(html.contains("lang=en&amp;from=2026-10-01&amp;to=2026-10-31"), "{html}");
        assert_eq!(html.matches("<table ").count(), html.matches("<table aria-labelledby=").count());
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
        mail_due(&trial.app).await;
        assert_eq!(number(&trial, REMINDERS).await, 0);
        // The first at seven, and at eight.
        to(&trial, start_of(month.last() + 1) + 7 * 3_600_000);
        mail_due(&trial.app).await;
        assert_eq!(number(&trial, REMINDERS).await, 0);
        to(&trial, start_of(month.last() + 1) + 8 * 3_600_000);
        for _ in 0..2 {
            mail_due(&trial.app).await;
        }
        assert_eq!(number(&trial, REMINDERS).await, 1, "one moderator, once");
        let mail = mail_to(&trial, "duyet@example.vn").await;
        let (first, last) = (name_of_day(month.first()), name_of_day(month.last()));
        let text = mail.text();
        assert!(mail.subject().starts_with("Báo cáo tháng "), "{}", mail.subject());
        assert!(text.contains("1 lượt truy cập, 0 ý kiến được đăng") && text.contains(&format!("/moderation/activity?site=xa-song-ba&from={first}&to={last}")), "{text}");
        // Through the rest of the month it is not sent again, and who starts late in a month gets none of it.
        trial.clock.advance(27 * DAY);
        mail_due(&trial.app).await;
        trial.run("DELETE FROM reminders").await;
        mail_due(&trial.app).await;
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
        let told = counted(&trial, day, day).await;
        assert_eq!((told.days.len(), told.days[0].views), (1, 1), "the day itself is known");
        assert!(told.most_read.is_empty());
        trial.end().await;
    }

    async fn one_report_that_cannot_be_made_stops_no_other(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| {
            settings.sites[0].mail_report = true;
            let mut broken = settings.sites[0].clone();
            broken.id = "xa-hong".into();
            settings.sites.insert(0, broken);
        }).await;
        account_for(&trial, "duyet@example.vn", &["*"]).await;
        let month = Period::month_of(trial.clock.today() + 31).expect("a month");
        // More than a sum can be.
        for page in ["a", "b"] {
            trial.run(&format!("INSERT INTO page_days (site, day, page, views) VALUES ('xa-hong', {}, 'tin', 9223372036854775807)", month.first() + i64::from(page == "b"))).await;
        }
        let first = start_of(month.last() + 1) + 9 * 3_600_000;
        trial.clock.advance(Duration::from_millis((first - trial.clock.now_ms()).try_into().expect("the future")));
        mail_due(&trial.app).await;
        assert_eq!(number(&trial, REMINDERS).await, 1);
        assert!(mail_to(&trial, "duyet@example.vn").await.text().contains("site=xa-song-ba"));
        trial.end().await;
    }

    async fn a_view_is_of_the_day_on_which_it_came(trial: Trial) {
        noon(&trial);
        let day = trial.clock.today();
        let to = |ms: i64| trial.clock.advance(Duration::from_millis((ms - trial.clock.now_ms()).try_into().expect("the future")));
        // A minute before midnight, written a minute after it together with what came then.
        to(start_of(day + 1) - 60_000);
        hit(&trial, 1, json!({ "page": "tin-1" })).await;
        hit(&trial, 2, json!({ "page": "tin-1" })).await;
        to(start_of(day + 1) + 60_000);
        hit(&trial, 1, json!({ "page": "tin-1" })).await;
        trial.app.counting.flush().await.expect("hits are written");
        for (day, views) in [(day, 2), (day + 1, 1)] {
            let told = counted(&trial, day, day).await;
            assert_eq!((told.views(), told.most_read[0].views), (views, views));
        }
        assert_eq!(number(&trial, "SELECT views FROM page_views").await, 3);
        trial.end().await;
    }

    async fn an_article_that_is_named_by_its_id_and_by_its_address_is_one(trial: Trial) {
        noon(&trial);
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut one = article(1, "Chợ phiên");
        one["url"] = "https://songba.example.gov.vn/tin/1".into();
        cms.on("/feed.json", Reply::json(&json_feed(&[one])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        for page in ["tin-1", "https://songba.example.gov.vn/tin/1", "khac"] {
            hit(&trial, 1, json!({ "page": page })).await;
        }
        trial.app.counting.flush().await.expect("hits are written");
        let told = counted(&trial, trial.clock.today(), trial.clock.today()).await;
        let rows: Vec<_> = told.most_read.iter().map(|one| (one.title.as_deref(), one.page.as_str(), one.views)).collect();
        assert_eq!(rows, [(Some("Chợ phiên"), "tin-1", 2), (None, "khac", 1)]);
        trial.end().await;
    }

    async fn an_answer_that_is_changed_was_given_when_it_was_given_first(trial: Trial) {
        noon(&trial);
        let day = trial.clock.today();
        let id = comment(&trial, "Bao giờ sửa đường?").await;
        trial.clock.advance(Duration::from_secs(3_600));
        answered(&trial, &id, "Tháng 12.").await;
        trial.clock.advance(2 * DAY);
        answered(&trial, &id, "Tháng 1.").await;
        let told = counted(&trial, day, day).await.comments;
        assert_eq!(told.answered, 1);
        let waited = told.median_answer_ms.expect("an answer");
        assert!((3_600_000..7_200_000).contains(&waited), "{waited}");
        trial.end().await;
    }

    async fn published_is_what_readers_see_and_what_was_taken_back_is_told_apart(trial: Trial) {
        noon(&trial);
        let day = trial.clock.today();
        let stays = written(&trial, None, "ở lại").await;
        let gone = written(&trial, None, "rút lại").await;
        let answered_and_gone = written(&trial, None, "đã trả lời, rút lại").await;
        let parent = written(&trial, None, "không đăng").await;
        for (id, _) in [&stays, &gone, &answered_and_gone, &parent] {
            decide(&trial, id, CommentState::Approved).await;
        }
        let reply = written(&trial, Some(&parent.0), "trả lời").await;
        decide(&trial, &reply.0, CommentState::Approved).await;
        answered(&trial, &answered_and_gone.0, "Vâng.").await;
        assert_eq!(counted(&trial, day, day).await.comments.shown, 5);
        decide(&trial, &parent.0, CommentState::Rejected).await;
        withdraw(&trial, &gone).await;
        withdraw(&trial, &answered_and_gone).await;
        let told = counted(&trial, day, day).await.comments;
        let shown = number(&trial, "SELECT shown FROM comment_sums").await;
        assert_eq!((told.shown, shown), (1, 1), "what the page says");
        assert_eq!((told.arrived(), told.hidden, told.rejected, told.withdrawn, told.answered), (3, 1, 1, 2, 1));
        trial.end().await;
    }

    async fn who_leaves_is_counted_also_when_nothing_of_them_is_left(trial: Trial) {
        noon(&trial);
        let first = trial.clock.today();
        let mail = confirmed(&trial, "be@example.vn").await;
        let erased = confirmed(&trial, "nam@example.vn").await;
        confirmed(&trial, "lan@example.vn").await;
        let changes = |told: Activity| told.subscriptions.map(|one| (one.subscribed, one.unsubscribed));
        assert_eq!(changes(counted(&trial, first, first).await), Some((3, 0)));
        trial.clock.advance(DAY);
        let last = trial.clock.today();
        let link = mail.link("/unsubscribe?").expect("a link");
        for _ in 0..2 {
            press(&trial, &link, "").await;
        }
        let link = erased.link("/manage?").expect("a link");
        press(&trial, &link, "act=erase&sure=yes").await;
        trial.clock.advance(60 * DAY);
        bangtin_service::subscriptions::forget(&trial.app).await.expect("forgotten");
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers").await, 1);
        assert_eq!(changes(counted(&trial, first, first).await), Some((3, 0)));
        assert_eq!(changes(counted(&trial, last, last).await), Some((0, 2)), "each once");
        // Before anything was counted nothing is known.
        assert_eq!(changes(counted(&trial, 1, 2).await), None);
        trial.end().await;
    }

    async fn silent_categories_failing_sources_and_polls_are_told_without_a_key(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let cms = Cms::start().await;
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một"), article(2, "Hai")])));
        let url = format!("{}?key=bimat", cms.url("/feed.json"));
        let source = feed(url.clone(), None);
        let own = source.clone();
        let trial = Trial::with(database, move |settings| settings.sites[0].feeds = vec![own]).await;
        noon(&trial);
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        import(&trial.app, &trial.app.settings.sites[0], &source).await.expect("an import");
        let (now, today) = (trial.clock.now_ms(), trial.clock.today());
        trial.run(&format!(
            "UPDATE articles SET category = CASE WHEN id = 'tin-1' THEN 'tin-tuc' ELSE 'y-te' END, category_name = 'x';
             UPDATE articles SET published_ms = {now} WHERE id = 'tin-1';
             UPDATE articles SET published_ms = {old} WHERE id = 'tin-2';
             UPDATE feeds SET error = 'http_500', head = '{{\"categories\": [{{\"id\": \"tin-tuc\", \"name\": \"Tin tức\"}}, {{\"id\": \"y-te\", \"name\": \"Y tế\"}}]}}'",
            old = now - 40 * 86_400_000,
        )).await;
        ask(&trial, question(false)).await;
        let vote = trial.proven(json!({ "choices": ["co"] })).await;
        assert_eq!(trial.put("~/polls/hai-long/vote", &vote).await.status(), StatusCode::OK);
        // A day that has not come yet makes nothing silent.
        let told = counted(&trial, today - 3, today + 300).await;
        let silent: Vec<_> = told.silent.iter().map(|one| (one.name.as_str(), one.last)).collect();
        assert_eq!(silent, [("Y tế", Some(today - 40))]);
        assert_eq!((told.polls[0].question.as_str(), told.polls[0].votes), ("Bà con có hài lòng không?", 1));
        let cookie = login(&trial, "lan@songba.example.vn").await;
        for path in [PATH, "/moderation/activity.csv"] {
            let said = text(&trial, path, &cookie).await;
            assert!(said.contains(&cms.url("/feed.json")), "{said}");
            assert!(!said.contains("bimat"), "{said}");
        }
        trial.end().await;
    }
}
