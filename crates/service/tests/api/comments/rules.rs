//! Rules put a comment first or apart when it comes. They decide nothing, and its writer learns nothing of them.

use bangtin_model::answers::CommentState;
use bangtin_service::comments::{EVER, Pile, of_site};
use bangtin_service::config::CommentRule;
use bangtin_service::moderation::log;
use reqwest::StatusCode;
use reqwest::header::{COOKIE, LOCATION};
use serde_json::{Value, json};

use super::{decide, send};
use crate::harness::{Database, Trial};
use crate::moderation::{account_for, field, login, own, page};
use crate::on_each;

const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

fn rule(rule: Value) -> CommentRule {
    serde_json::from_value(rule).expect("a rule")
}

/// A site with these rules: urgent things first, gambling, links and repeated texts apart.
async fn ruled(database: Database) -> Trial {
    Trial::with(database, |settings| {
        settings.sites[0].comments.rules = vec![
            rule(json!({ "name": "Cờ bạc", "action": "spam", "words": ["nhà cái", "cờ bạc"] })),
            rule(json!({ "name": "Nhiều liên kết", "action": "spam", "links": 2 })),
            rule(json!({ "name": "Lặp lại", "action": "spam", "repeats": 3, "days": 2 })),
            rule(json!({ "name": "Khẩn", "action": "first", "words": ["ngập", "chập điện"] })),
        ];
    })
    .await
}

async fn said(trial: &Trial, text: &str) -> Value {
    send(
        trial,
        json!({ "page": "bai-1", "name": "An", "text": text }),
    )
    .await
}

/// What lies in a pile: each text, and the rule that has put it there.
async fn lies(trial: &Trial, pile: Pile) -> Vec<(String, String)> {
    let mut read = trial.app.store.read().await.expect("a connection");
    let (comments, _) = of_site(&mut read, "xa-song-ba", pile, EVER, None, 50)
        .await
        .expect("comments");
    let told = comments
        .into_iter()
        .map(|one| (one.text, one.rule.unwrap_or_default()));
    told.collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(text, rule)| ((*text).to_owned(), (*rule).to_owned()))
        .collect()
}

on_each! {
    async fn a_rule_puts_a_comment_first_or_apart_and_decides_nothing(database: Database) {
        let trial = ruled(database).await;
        said(&trial, "Bao giờ họp?").await;
        let apart = said(&trial, "Vào nh\u{34f}à  CÁI uy tín").await;
        said(&trial, "Xem a.vn/x và www.b.com").await;
        said(&trial, "Chào cô bác").await;
        // What one name ends with and the text begins with is no phrase.
        send(&trial, json!({ "page": "bai-1", "name": "Bà Nhà", "text": "Cái cổng hỏng." })).await;
        let urgent = said(&trial, "Thôn 3 NGAP roi, xem c.vn").await;
        said(&trial, "Đường ngập").await;
        // All of them wait, for all that their writers are told.
        for sent in [&apart, &urgent] {
            assert_eq!(sent["state"], "pending");
        }
        let mine = format!("~/comments?page=bai-1&mine={}", apart["token"].as_str().expect("a token"));
        let mine: Value = trial.get(&mine).await.json().await.expect("JSON");
        assert_eq!((&mine["mine"][0]["state"], mine["mine"][0].get("rule")), (&json!("pending"), None));
        assert_eq!(mine["count"], 0);
        assert_eq!(lies(&trial, Pile::Approved).await, []);
        let queue = pairs(&[("Thôn 3 NGAP roi, xem c.vn", "Khẩn"), ("Đường ngập", "Khẩn"), ("Bao giờ họp?", ""), ("Chào cô bác", ""), ("Cái cổng hỏng.", "")]);
        assert_eq!(lies(&trial, Pile::Pending).await, queue);
        let pile = pairs(&[("Vào nh\u{34f}à CÁI uy tín", "Cờ bạc"), ("Xem a.vn/x và www.b.com", "Nhiều liên kết")]);
        let found = lies(&trial, Pile::Suspected).await;
        assert_eq!(found.iter().map(|(_, rule)| rule).collect::<Vec<_>>(), pile.iter().map(|(_, rule)| rule).collect::<Vec<_>>());

        let mut read = trial.app.store.read().await.expect("a connection");
        let lines = log::lines(&mut read, Some("xa-song-ba"), i64::MAX, 10).await.expect("lines");
        let told: Vec<_> = lines.iter().rev().map(|line| (line.actor.as_str(), line.state_before.as_str(), line.state_after.as_str(), line.note.as_str())).collect();
        let expected = [("suspected", "Cờ bạc"), ("suspected", "Nhiều liên kết"), ("first", "Khẩn"), ("first", "Khẩn")];
        assert_eq!(told, expected.map(|(after, name)| ("rule", "pending", after, name)));
        drop(read);
        trial.end().await;
    }

    async fn the_third_of_the_same_words_is_put_apart_while_the_days_last(database: Database) {
        let trial = ruled(database).await;
        said(&trial, "Vay tiền nhanh!").await;
        let second = said(&trial, "vay TIEN nhanh").await;
        assert_eq!(lies(&trial, Pile::Suspected).await, []);
        // Whatever became of the others.
        decide(&trial, second["id"].as_str().expect("an id"), CommentState::Rejected).await;
        said(&trial, "Vay – tiền\nnhanh").await;
        said(&trial, "Vay tiền chậm").await;
        let found = lies(&trial, Pile::Suspected).await;
        assert_eq!(found.iter().map(|(_, rule)| rule.as_str()).collect::<Vec<_>>(), ["Lặp lại"]);
        trial.clock.advance(DAY * 2);
        said(&trial, "Vay tiền nhanh").await;
        assert_eq!(lies(&trial, Pile::Suspected).await.len(), 1);
        trial.end().await;
    }

    /// They count what is there and then write: only one after the other does each see those before it.
    async fn of_the_same_words_at_once_no_more_than_two_are_in_the_queue(database: Database) {
        let trial = ruled(database).await;
        let mut bodies = Vec::new();
        for _ in 0..6 {
            bodies.push(trial.proven(json!({ "page": "bai-1", "name": "An", "text": "Vay tiền nhanh" })).await);
        }
        let answers = futures_util::future::join_all(bodies.iter().map(|body| trial.post("~/comments", body))).await;
        assert!(answers.iter().all(|answer| answer.status() == StatusCode::ACCEPTED));
        assert_eq!(lies(&trial, Pile::Pending).await.len(), 2);
        assert_eq!(lies(&trial, Pile::Suspected).await.len(), 4);
        trial.end().await;
    }

    async fn a_full_pile_leaves_the_queue_its_room(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.limits.waiting_comments_per_site = 2;
            settings.sites[0].comments.rules = vec![rule(json!({ "name": "Cờ bạc", "action": "spam", "words": ["nhà cái"] }))];
        })
        .await;
        for _ in 0..2 {
            said(&trial, "nhà cái").await;
        }
        let body = trial.proven(json!({ "page": "bai-1", "name": "An", "text": "nha cai" })).await;
        assert_eq!(trial.post("~/comments", &body).await.status(), StatusCode::SERVICE_UNAVAILABLE);
        for text in ["một", "hai"] {
            said(&trial, text).await;
        }
        trial.end().await;
    }

    async fn the_desk_has_the_pile_with_its_number_and_takes_out_of_it(database: Database) {
        let trial = ruled(database).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let mut ids = Vec::new();
        for text in ["nhà cái một", "nhà cái hai", "nhà cái ba", "bình thường"] {
            ids.push(said(&trial, text).await["id"].as_str().expect("an id").to_owned());
        }
        let queue = page(&trial, "/moderation", &cookie).await.text().await.expect("text");
        assert!(queue.contains("bình thường") && !queue.contains("nhà cái"));
        assert!(queue.contains("Có thể là nội dung rác (3)"), "{queue}");
        let pile = page(&trial, "/moderation?state=suspected", &cookie).await.text().await.expect("text");
        assert!(pile.contains("nhà cái ba") && !pile.contains("bình thường"));
        assert_eq!(pile.matches("Được xếp vào đây theo quy tắc “<bdi>Cờ bạc</bdi>”").count(), 3);
        // The same choices, and back into the queue.
        for state in ["approved", "rejected", "spam", "pending"] {
            assert_eq!(pile.matches(&format!("name=\"state\" value=\"{state}\"")).count(), 4, "{state}");
        }
        let token = field(&pile, "form_token");
        let press = async |address: String, form: String| {
            let request = own(&trial, reqwest::Method::POST, &address).header(COOKIE, &cookie).body(form);
            let answer = request.header("content-type", "application/x-www-form-urlencoded").send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{address}");
            answer.headers()[LOCATION].to_str().expect("text").to_owned()
        };
        let common = format!("form_token={token}&site=xa-song-ba&lang=vi&filter=suspected");
        // Several at once.
        let ticked = format!("{common}&state=spam&ticked={}.1&ticked={}.1", ids[0], ids[1]);
        let onward = press("/moderation/comments".into(), ticked).await;
        let pile = page(&trial, &onward, &cookie).await.text().await.expect("text");
        assert!(pile.contains("Số ý kiến đã xử lý: 2.") && pile.contains("Có thể là nội dung rác (1)"), "{pile}");
        // Put back, it stands where it came, before what came later, and no rule is named.
        press(format!("/moderation/comments/{}", ids[2]), format!("{common}&state=pending&revision=1")).await;
        assert_eq!(lies(&trial, Pile::Suspected).await, []);
        assert_eq!(lies(&trial, Pile::Pending).await, pairs(&[("nhà cái ba", ""), ("bình thường", "")]));
        let log = page(&trial, "/moderation/log?site=xa-song-ba", &cookie).await.text().await.expect("text");
        for line in ["Chờ duyệt → Có thể là nội dung rác", "Có thể là nội dung rác → Nội dung rác", "Có thể là nội dung rác → Chờ duyệt"] {
            assert!(log.contains(line), "{line}: {log}");
        }
        let english = page(&trial, "/moderation?lang=en", &cookie).await.text().await.expect("text");
        assert!(english.contains("May be spam (0)"));
        trial.end().await;
    }

    async fn the_parts_of_the_queue_have_each_comment_once(database: Database) {
        let trial = ruled(database).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        for text in ["một", "ngập một", "hai", "ngập hai", "ba", "nhà cái"] {
            said(&trial, text).await;
        }
        let mut told = Vec::new();
        let mut cursor = String::new();
        loop {
            let address = format!("/v1/sites/xa-song-ba/moderation/comments?limit=2{cursor}");
            let part: Value = own(&trial, reqwest::Method::GET, &address).header(COOKIE, &cookie)
                .send().await.expect("an answer").json().await.expect("JSON");
            let texts = part["comments"].as_array().expect("comments").iter();
            told.extend(texts.map(|one| one["text"].as_str().expect("a text").to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(told, ["ngập một", "ngập hai", "một", "hai", "ba"]);
        trial.end().await;
    }
}
