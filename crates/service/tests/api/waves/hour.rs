//! So many of an hour wait and no more.

use bangtin_model::answers::CommentState;
use bangtin_service::config::{CommentRule, Feed};
use bangtin_service::subscriptions::forget;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{HOUR, MINUTE, refused, small};
use crate::comments::{at_once, decide, send};
use crate::harness::{Database, Trial, number};
use crate::on_each;
use crate::subscriptions::{confirmed, filled, mail_to, press};

fn of(page: &str, text: &str) -> Value {
    json!({ "page": page, "name": "Bà Năm", "text": text })
}

async fn subscribe(trial: &Trial, email: &str) -> reqwest::Response {
    let form = filled(trial, email).await;
    let form = trial.proven(form).await;
    trial.post("~/subscriptions", &form).await
}

on_each! {
    async fn of_the_comments_of_an_hour_so_many_wait_and_who_comes_later_is_told_whom_to_call(database: Database) {
        let trial = Trial::with(database, |settings| {
            small(settings);
            settings.sites[0].telephone = Some("0269 3824 404".into());
            let rule = json!({ "name": "Cờ bạc", "action": "spam", "words": ["nhà cái"] });
            settings.sites[0].comments.rules = vec![serde_json::from_value::<CommentRule>(rule).expect("a rule")];
        })
        .await;
        let first = send(&trial, of("bai-1", "một")).await;
        trial.clock.advance(10 * MINUTE);
        for text in ["hai", "ba"] {
            send(&trial, of("bai-2", text)).await;
        }
        let body = trial.proven(of("bai-3", "bốn")).await;
        let (later, said) = refused(trial.post("~/comments", &body).await).await;
        assert!((2_900..=3_000).contains(&later), "until the first is an hour old: {later}");
        assert_eq!(said, "0269 3824 404");
        // What may be spam has as much room of its own, and subscriptions have theirs.
        send(&trial, of("bai-3", "nhà cái")).await;
        assert_eq!(subscribe(&trial, "lan@example.vn").await.status(), StatusCode::ACCEPTED);
        // What is decided about makes room, and the proof of what was refused was not spent.
        decide(&trial, first["id"].as_str().expect("an id"), CommentState::Rejected).await;
        assert_eq!(trial.post("~/comments", &body).await.status(), StatusCode::ACCEPTED);
        let body = trial.proven(of("bai-3", "năm")).await;
        refused(trial.post("~/comments", &body).await).await;
        trial.clock.advance(HOUR);
        send(&trial, of("bai-3", "sáu")).await;
        trial.end().await;
    }

    async fn one_network_leaves_room_for_others(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.limits.waiting_comments_per_hour = 8;
            settings.limits.unconfirmed_subscriptions_per_hour = 8;
            settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
        })
        .await;
        let comment = async |from: &str, text: &str| {
            let body = trial.proven(of("bai-1", text)).await;
            let sent = trial.request(Method::POST, "~/comments").header("x-forwarded-for", from).json(&body);
            sent.send().await.expect("an answer")
        };
        // A quarter of eight is its share; while few have come it may have more.
        for number in 0..4 {
            let one = format!("203.0.113.{number}");
            assert_eq!(comment(&one, &format!("đợt {number}")).await.status(), StatusCode::ACCEPTED);
        }
        refused(comment("203.0.113.77", "đợt nữa").await).await;
        for (number, from) in ["198.51.100.7", "2001:db8:7::1", "192.0.2.9"].iter().enumerate() {
            assert_eq!(comment(from, &format!("thật {number}")).await.status(), StatusCode::ACCEPTED, "{from}");
        }
        refused(comment("203.0.113.78", "vẫn đợt").await).await;
        assert_eq!(comment("198.51.100.8", "thật nữa").await.status(), StatusCode::ACCEPTED);
        // Then all eight have come.
        refused(comment("192.0.2.200", "muộn").await).await;
        trial.clock.advance(HOUR);
        assert_eq!(comment("203.0.113.77", "hôm sau").await.status(), StatusCode::ACCEPTED);

        // The same of subscriptions.
        let wish = async |from: &str, email: &str| {
            let form = trial.proven(filled(&trial, email).await).await;
            let sent = trial.request(Method::POST, "~/subscriptions").header("x-forwarded-for", from).json(&form);
            sent.send().await.expect("an answer")
        };
        for number in 0..4 {
            assert_eq!(wish("203.0.113.5", &format!("d{number}@vidu{number}.vn")).await.status(), StatusCode::ACCEPTED);
        }
        refused(wish("203.0.113.6", "d9@vidu9.vn").await).await;
        assert_eq!(wish("198.51.100.7", "that@vidu.vn").await.status(), StatusCode::ACCEPTED);
        trial.end().await;
    }

    async fn comments_that_come_at_once_do_not_pass_it(database: Database) {
        let trial = Trial::with(database, small).await;
        send(&trial, of("bai-1", "một")).await;
        let mut bodies = Vec::new();
        for number in 0..6 {
            bodies.push(trial.proven(of("bai-1", &format!("lời {number}"))).await);
        }
        let answers = at_once(&trial, &bodies).await;
        assert_eq!(answers.iter().filter(|answer| answer.status() == StatusCode::ACCEPTED).count(), 2);
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM comments").await, 3);
        trial.end().await;
    }

    async fn of_the_subscriptions_of_an_hour_so_many_are_not_confirmed(database: Database) {
        let trial = Trial::with(database, small).await;
        for email in ["lan@example.vn", "hoa@example.vn"] {
            assert_eq!(subscribe(&trial, email).await.status(), StatusCode::ACCEPTED);
        }
        let (later, said) = refused(subscribe(&trial, "mai@example.vn").await).await;
        assert!((3_500..=3_600).contains(&later), "{later}");
        assert_eq!(said, "", "nobody says whom to call");
        let subscribers = "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers";
        assert_eq!(number(&trial, subscribers).await, 2, "of what was refused nothing is kept");
        // Comments are taken all the same.
        send(&trial, of("bai-1", "một")).await;
        // Who confirms makes room.
        let link = mail_to(&trial, "lan@example.vn").await.link("/confirm?").expect("a link");
        assert_eq!(press(&trial, &link, "").await.status(), 200);
        assert_eq!(subscribe(&trial, "mai@example.vn").await.status(), StatusCode::ACCEPTED);
        refused(subscribe(&trial, "cuc@example.vn").await).await;
        trial.clock.advance(HOUR);
        assert_eq!(subscribe(&trial, "cuc@example.vn").await.status(), StatusCode::ACCEPTED);
        forget(&trial.app).await.expect("forgets");
        let kept = "SELECT CAST(COUNT(*) AS BIGINT) FROM unconfirmed_forms";
        assert_eq!(number(&trial, kept).await, 1, "no longer than an hour");
        trial.end().await;
    }

    /// Else whoever fills the hour up to the last learns by the next form whether an address is known.
    async fn a_form_for_an_address_that_is_known_takes_as_much_room(database: Database) {
        let trial = Trial::with(database, small).await;
        confirmed(&trial, "lan@example.vn").await;
        // Subscribed, and with a mail of today.
        for _ in 0..2 {
            assert_eq!(subscribe(&trial, "lan@example.vn").await.status(), StatusCode::ACCEPTED);
        }
        refused(subscribe(&trial, "lan@example.vn").await).await;
        refused(subscribe(&trial, "hoa@example.vn").await).await;
        trial.end().await;
    }

    async fn subscriptions_that_come_at_once_do_not_pass_it(database: Database) {
        let trial = Trial::with(database, small).await;
        let mut forms = Vec::new();
        for number in 0..6 {
            let form = filled(&trial, &format!("nguoi{number}@example.vn")).await;
            forms.push(trial.proven(form).await);
        }
        let sent = forms.iter().map(|form| trial.post("~/subscriptions", form));
        let answers = futures_util::future::join_all(sent).await;
        assert_eq!(answers.iter().filter(|answer| answer.status() == StatusCode::ACCEPTED).count(), 2);
        trial.end().await;
    }

    async fn the_telephone_is_that_of_the_sources_where_the_settings_have_none(database: Database) {
        const URL: &str = "https://songba.example.gov.vn/feed.json";
        let trial = Trial::with(database, |settings| {
            settings.limits.waiting_comments_per_page = 1;
            settings.sites[0].feeds = vec![Feed {
                url: URL.into(),
                kind: None,
                every_minutes: 0,
                category: None,
                category_name: None,
            }];
        })
        .await;
        trial
            .run(&format!(
                "INSERT INTO feeds (site, url, validators, tried_ms, good_ms, whole_ms, head, holder, held_until_ms) \
                 VALUES ('xa-song-ba', '{URL}', '[]', 1, 1, 1, '{{\"site\": {{\"phones\": [{{\"label\": \"Trực ban\", \"number\": \"(0269) 3.824.404; 113\"}}]}}}}', '', 0)"
            ))
            .await;
        send(&trial, of("bai-1", "một")).await;
        // The page's own end says the same.
        let (later, said) = refused(trial.post("~/comments", &trial.proven(of("bai-1", "hai")).await).await).await;
        assert_eq!(later, 3_600);
        assert_eq!(said, "(0269) 3.824.404");
        trial.end().await;
    }
}
