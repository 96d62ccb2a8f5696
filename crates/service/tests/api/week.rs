//! A week of a portal in fast motion: from one Monday to the next readers subscribe, read, write and leave, moderators decide and answer,
//! an alert begins and ends, the mail server is away for a night, and a wave of forms comes. Each thing that happens is written down here
//! as well, and at the end every figure of the report is what was written down.

use std::time::{Duration, Instant};

use bangtin_model::answers::CommentState;
use bangtin_rig::{Line, Mail, MailServer};
use bangtin_service::activity::{Period, activity};
use bangtin_service::{mail, waves};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::comments::{answered, decide, send as comment};
use crate::digests::Desk;
use crate::harness::{ORIGIN, Trial, number};
use crate::moderation::{account_for, alerts};
use crate::on_both;
use crate::reports::{report, send as send_report};
use crate::subscriptions::{filled, press};

const HOUR: Duration = Duration::from_secs(60 * 60);
const MODERATOR: &str = "duyet@songba.example.vn";
const ON_DUTY: &str = "truc@songba.example.vn";

/// What has happened so far.
#[derive(Debug, Default, PartialEq, Eq)]
struct Happened {
    visits: i64,
    views: i64,
    /// Of the first article.
    read: i64,
    shown: i64,
    rejected: i64,
    spam: i64,
    pending: i64,
    withdrawn: i64,
    answered: i64,
    /// How many ratings, and their sum.
    ratings: (i64, i64),
    subscribed: i64,
    unsubscribed: i64,
    reports: i64,
    /// Mails that have come.
    mails: usize,
}

/// The portal, its mail, and what has happened.
struct Week {
    desk: Desk,
    server: MailServer,
    /// To the mail server.
    line: Line,
    happened: Happened,
}

impl Week {
    async fn begin(trial: Trial) -> Self {
        let server = MailServer::start();
        let line = Line::to(server.port());
        let url = format!("smtp://127.0.0.1:{}", line.port());
        let desk = Desk::with(trial, |settings| {
            settings.smtp_url = Some(url);
            settings.limits.waiting_comments_per_hour = 4;
            // All come from one network here.
            settings.limits.network_share_percent = 100;
            let site = &mut settings.sites[0];
            site.telephone = Some("0269 3824 404".into());
            // More than ever wait: only the wave is told of.
            site.remind_moderators_at = Some(1_000);
        })
        .await;
        account_for(&desk.trial, MODERATOR, &["xa-song-ba"]).await;
        desk.monday().await;
        Self {
            desk,
            server,
            line,
            happened: Happened::default(),
        }
    }

    const fn trial(&self) -> &Trial {
        &self.desk.trial
    }

    /// A reader opens these pages, the first time today.
    async fn visit(&mut self, reader: u32, pages: &[&str]) {
        for page in pages {
            let agent = format!(
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36 Reader/{reader}"
            );
            let trial = self.trial();
            let request = trial
                .client
                .post(trial.url("~/hits"))
                .header("origin", ORIGIN);
            let request = request
                .header("content-type", "text/plain;charset=UTF-8")
                .header("user-agent", agent);
            let answer = request
                .body(json!({ "page": page }).to_string())
                .send()
                .await;
            assert_eq!(answer.expect("an answer").status(), StatusCode::NO_CONTENT);
            self.happened.views += 1;
            self.happened.read += i64::from(*page == "cho");
        }
        self.happened.visits += 1;
        self.trial()
            .app
            .counting
            .flush()
            .await
            .expect("hits are written");
    }

    /// Someone signs up for this rhythm and confirms.
    async fn subscribe(&mut self, email: &str, rhythm: &str) {
        let trial = self.trial();
        let mut form = filled(trial, email).await;
        form["rhythm"] = rhythm.into();
        let form = trial.proven(form).await;
        assert_eq!(
            trial.post("~/subscriptions", &form).await.status(),
            StatusCode::ACCEPTED
        );
        let mails = self.mails(1).await;
        let link = mails
            .last()
            .and_then(|mail| mail.link("/confirm?"))
            .expect("a link");
        assert_eq!(
            press(self.trial(), &link, "").await.status(),
            StatusCode::OK
        );
        self.happened.subscribed += 1;
    }

    /// All mails, once so many more have come; and no more than those.
    async fn mails(&mut self, more: usize) -> Vec<Mail> {
        self.happened.mails += more;
        let start = Instant::now();
        mail::wake(&self.trial().app);
        while self.server.mails().len() < self.happened.mails
            && start.elapsed() < Duration::from_secs(20)
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let waiting = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting'";
        while number(self.trial(), waiting).await > 0 && start.elapsed() < Duration::from_secs(20) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mails = self.server.mails();
        let told: Vec<_> = mails
            .iter()
            .map(|mail| (mail.to.concat(), mail.subject()))
            .collect();
        assert_eq!(mails.len(), self.happened.mails, "{told:?}");
        mails
    }

    /// The news that this address got, the newest last.
    fn news(&self, email: &str) -> Vec<Mail> {
        let mut mails = self.server.mails();
        mails.retain(|mail| {
            mail.subject().starts_with("Tin mới") && mail.to.concat().contains(email)
        });
        mails
    }

    async fn writes(&mut self, text: &str) -> (String, String) {
        let sent = comment(
            self.trial(),
            json!({ "page": "cho", "name": "Bà Năm", "text": text }),
        )
        .await;
        self.happened.pending += 1;
        let part = |name: &str| sent[name].as_str().expect("a text").to_owned();
        (part("id"), part("token"))
    }

    async fn decides(&mut self, id: &str, state: CommentState) {
        decide(self.trial(), id, state).await;
        let happened = &mut self.happened;
        happened.pending -= 1;
        *match state {
            CommentState::Approved => &mut happened.shown,
            CommentState::Rejected => &mut happened.rejected,
            CommentState::Spam => &mut happened.spam,
            CommentState::Pending => &mut happened.pending,
        } += 1;
    }

    async fn answers(&mut self, id: &str) {
        answered(self.trial(), id, "Ngày 12 tháng 12.").await;
        self.happened.answered += 1;
    }

    async fn looks_for_waves(&self) {
        waves::look(&self.trial().app.gate).await.expect("a look");
    }
}

on_both! {
    async fn each_figure_of_a_week_is_what_happened(trial: Trial) {
        let mut week = Week::begin(trial).await;
        let first = week.trial().clock.today();

        // Monday: three residents sign up; two articles, and who reads them.
        week.subscribe("lan@example.vn", "daily").await;
        week.subscribe("tu@example.vn", "daily").await;
        week.subscribe("be@example.vn", "weekly").await;
        week.desk.publish("cho", "Chợ phiên đầu mùa", "thong-bao").await;
        week.desk.publish("tiem", "Lịch tiêm chủng", "thong-bao").await;
        for reader in 1..=3 {
            week.visit(reader, &["cho"]).await;
        }
        week.visit(4, &["cho", "tiem", "cho"]).await;

        // Tuesday: the news; comments, stars, and an answer after two hours.
        week.desk.seven().await;
        week.mails(2).await;
        for email in ["lan@example.vn", "tu@example.vn"] {
            let text = week.news(email)[0].text();
            assert!(text.contains("Chợ phiên đầu mùa") && text.contains("Lịch tiêm chủng"), "{text}");
        }
        let question = week.writes("Bao giờ sửa đường?").await;
        let regretted = week.writes("Tôi viết nhầm").await;
        let rude = week.writes("bậy").await;
        week.decides(&question.0, CommentState::Approved).await;
        week.decides(&regretted.0, CommentState::Approved).await;
        week.decides(&rude.0, CommentState::Rejected).await;
        week.trial().clock.advance(2 * HOUR);
        week.answers(&question.0).await;
        for value in [5, 4, 2] {
            let body = week.trial().proven(json!({ "value": value })).await;
            assert_eq!(week.trial().put("~/pages/cho/rating", &body).await.status(), StatusCode::OK);
            week.happened.ratings = (week.happened.ratings.0 + 1, week.happened.ratings.1 + value);
        }
        week.visit(1, &["cho"]).await;
        week.visit(5, &["tiem"]).await;

        // Wednesday: nothing new, no mail. An alert of six hours. In the evening an article, and the mail server goes.
        week.desk.seven().await;
        week.mails(0).await;
        let duty = alerts::Desk::of(week.trial(), ON_DUTY).await;
        let ends = alerts::hours(week.trial(), 6);
        assert_eq!(duty.write("emergency", "Nước sông Ba lên nhanh", &ends).await.status(), StatusCode::SEE_OTHER);
        drop(duty);
        assert_eq!(alerts::titles(&alerts::shown(week.trial()).await), ["Nước sông Ba lên nhanh"]);
        week.trial().clock.advance(5 * HOUR);
        assert_eq!(alerts::shown(week.trial()).await.len(), 1);
        week.trial().clock.advance(2 * HOUR);
        assert!(alerts::shown(week.trial()).await.is_empty(), "it has ended by itself");
        week.desk.publish("nuoc", "Nước rút, trường mở lại", "thong-bao").await;
        week.line.cut(true);

        // Thursday: the news waits for the mail server, and comes once. Then the wave.
        week.desk.seven().await;
        mail::wake(&week.trial().app);
        let tried = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting' AND attempts > 0";
        let start = Instant::now();
        while number(week.trial(), tried).await < 2 {
            assert!(start.elapsed() < Duration::from_secs(20), "they are tried");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(week.server.mails().len(), week.happened.mails, "nothing comes through");
        week.line.cut(false);
        week.trial().clock.advance(HOUR);
        week.desk.look().await;
        week.mails(2).await;
        for n in 0..4 {
            let (id, _) = week.writes(&format!("Nhà cái số {n}")).await;
            assert!(!id.is_empty());
        }
        let body = week.trial().proven(json!({ "page": "cho", "name": "Bà Năm", "text": "Nhà cái nữa" })).await;
        let refused = week.trial().post("~/comments", &body).await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        let refused: Value = refused.json().await.expect("a problem");
        assert_eq!((&refused["code"], &refused["telephone"]), (&json!("queue_full"), &json!("0269 3824 404")));
        for _ in 0..3 {
            week.looks_for_waves().await;
        }
        let mails = week.mails(2).await;
        let mut told: Vec<_> = mails.iter().rev().take(2).map(|mail| mail.to.concat()).collect();
        told.sort();
        assert_eq!(told, [MODERATOR, ON_DUTY], "each moderator, once");
        let mut read = week.trial().app.store.read().await.expect("a connection");
        let ids: Vec<String> = bangtin_service::on!(&mut read, c => {
            sqlx::query_scalar("SELECT id FROM comments WHERE state = 'pending' ORDER BY id").fetch_all(c).await.expect("ids")
        });
        drop(read);
        for id in &ids {
            week.decides(id, CommentState::Spam).await;
        }
        assert_eq!((ids.len(), week.happened.pending), (4, 0));
        week.writes("Chợ mở mấy giờ?").await;

        // Friday: one leaves by the press that each mail has, one tells of an error, and an article comes.
        week.desk.seven().await;
        week.mails(0).await;
        let leave = week.news("tu@example.vn")[1].header("List-Unsubscribe").replace(char::is_whitespace, "");
        let left = press(week.trial(), leave.trim_matches(['<', '>']), "List-Unsubscribe=One-Click").await;
        assert_eq!(left.status(), StatusCode::OK);
        week.happened.unsubscribed += 1;
        assert_eq!(send_report(week.trial(), report("cho", "chợ phien")).await.status(), StatusCode::ACCEPTED);
        week.happened.reports += 1;
        week.desk.publish("lua", "Mùa vàng ở Đồng Tranh", "thong-bao").await;

        // Saturday: the news to who has stayed. A writer takes back the own words.
        week.desk.seven().await;
        week.mails(1).await;
        assert_eq!((week.news("lan@example.vn").len(), week.news("tu@example.vn").len()), (3, 2));
        let (id, token) = &regretted;
        let back = week.trial().post(&format!("~/comments/{id}/withdrawal"), &json!({ "token": token })).await;
        assert_eq!(back.status(), StatusCode::OK);
        week.happened.shown -= 1;
        week.happened.withdrawn += 1;
        week.visit(2, &["lua", "cho"]).await;

        // The next Monday: the week's news to who wants it weekly.
        week.desk.monday().await;
        let mails = week.mails(1).await;
        let text = week.news("be@example.vn")[0].text();
        for title in ["Chợ phiên đầu mùa", "Lịch tiêm chủng", "Nước rút, trường mở lại", "Mùa vàng ở Đồng Tranh"] {
            let is_it = |line: &&str| line.split_once(". ").is_some_and(|(_, named)| named.trim_end() == title);
            assert_eq!(text.lines().filter(is_it).count(), 1, "{title}: {text}");
        }
        assert!(!text.contains("Tin có từ trước"), "{text}");
        let mut ids: Vec<_> = mails.iter().map(|mail| mail.header("Message-ID")).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), week.happened.mails, "nothing twice");

        // The report of these seven days.
        let mut read = week.trial().app.store.read().await.expect("a connection");
        let period = Period::of(first, first + 6).expect("a period");
        let site = &week.trial().app.settings.sites[0];
        let told = activity(&mut read, site, period, week.trial().clock.today()).await.expect("figures");
        drop(read);
        let subscriptions = told.subscriptions.expect("they are counted");
        let counted = Happened {
            visits: told.visits(),
            views: told.views(),
            read: told.most_read[0].views,
            shown: told.comments.shown,
            rejected: told.comments.rejected,
            spam: told.comments.spam,
            pending: told.comments.pending,
            withdrawn: told.comments.withdrawn,
            answered: told.comments.answered,
            ratings: told.ratings,
            subscribed: subscriptions.subscribed,
            unsubscribed: subscriptions.unsubscribed,
            reports: told.reports.iter().sum(),
            mails: week.happened.mails,
        };
        assert_eq!(counted, week.happened);
        assert_eq!(told.most_read[0].title.as_deref(), Some("Chợ phiên đầu mùa"));
        let waited = told.comments.median_answer_ms.expect("an answer");
        assert!((7_200_000..7_500_000).contains(&waited), "two hours: {waited}");

        // And what readers see.
        week.trial().app.rendered.forget();
        let counters: Value = week.trial().get("~/counters").await.json().await.expect("JSON");
        assert_eq!((&counters["total"], &counters["views"]["total"]), (&json!(week.happened.visits), &json!(week.happened.views)));
        let list: Value = week.trial().get("~/articles").await.json().await.expect("a page");
        let items = list["items"].as_array().expect("items");
        let one = items.iter().find(|item| item["id"] == "cho").expect("the article");
        let own = &one["_bangtin"];
        assert_eq!(
            (&own["views"], &own["comments"]["count"], &own["rating"]["count"]),
            (&json!(week.happened.read), &json!(week.happened.shown), &json!(week.happened.ratings.0))
        );
        week.desk.trial.end().await;
    }
}
