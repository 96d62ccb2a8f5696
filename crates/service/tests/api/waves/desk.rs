//! A wave on the desk: told above the queue, and decided about as a whole.

use bangtin_model::answers::CommentState;
use bangtin_service::waves::look;
use reqwest::StatusCode;
use reqwest::header::LOCATION;

use super::{HOUR, MINUTE, comes, small};
use crate::comments::decide;
use crate::harness::{Database, Trial, number};
use crate::moderation::{account_for, field, login, page, send_form};
use crate::on_each;

/// More than a page of the queue has.
const MANY: usize = 25;

async fn text(trial: &Trial, address: &str, cookie: &str) -> String {
    let answer = page(trial, address, cookie).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    answer.text().await.expect("text")
}

/// The form of a page, as a browser sends it with all its ticks.
fn ticked(html: &str, state: &str) -> String {
    let mut form = format!(
        "form_token={}&site=xa-song-ba&lang=vi&filter={}&wave={}&state={state}&note=c%E1%BA%A3%20%C4%91%E1%BB%A3t",
        field(html, "form_token"),
        field(html, "filter"),
        field(html, "wave"),
    );
    for tick in html.split("name=\"ticked\" value=\"").skip(1) {
        let (value, rest) = tick.split_once('"').expect("a value");
        if rest
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains("checked"))
        {
            form.push_str(&format!("&ticked={value}"));
        }
    }
    form
}

/// One comment of before, and a wave.
async fn flooded(database: Database) -> (Trial, String) {
    let trial = Trial::with(database, small).await;
    account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
    let cookie = login(&trial, "lan@songba.example.vn").await;
    comes(&trial, "truoc", 1).await;
    trial.clock.advance(20 * MINUTE);
    for number in 0..MANY {
        comes(&trial, &format!("w{number}"), 1).await;
    }
    comes(&trial, "rac", 2).await;
    (trial, cookie)
}

fn link(html: &str) -> String {
    let before = html
        .split_once("Xem và xử lý cả đợt</a>")
        .expect("a link")
        .0;
    let address = before.rsplit_once("href=\"").expect("an address").1;
    address.trim_end_matches("\">").replace("&amp;", "&")
}

on_each! {
    async fn a_wave_is_decided_about_as_a_whole(database: Database) {
        let (trial, cookie) = flooded(database).await;
        let queue = text(&trial, "/moderation", &cookie).await;
        assert!(!queue.contains("đợt gửi dồn dập"), "nobody has looked yet");
        look(&trial.app.gate).await.expect("a look");
        let queue = text(&trial, "/moderation", &cookie).await;
        assert!(queue.contains("đang có một đợt gửi dồn dập. Số ý kiến của đợt đang chờ ở đây: 25."), "{queue}");
        let whole = text(&trial, &link(&queue), &cookie).await;
        assert_eq!(whole.matches("type=\"checkbox\"").count(), MANY);
        assert_eq!(whole.matches(" checked").count(), 0);
        assert!(whole.contains(">Chọn cả đợt</a>") && !whole.contains("Bí mật truoc") && !whole.contains("Bí mật rac"), "{whole}");
        let all = text(&trial, &format!("{}&all=true", link(&queue)), &cookie).await;
        assert_eq!(all.matches(" checked").count(), MANY);
        assert!(text(&trial, &link(&queue).replace("lang=vi", "lang=en"), &cookie).await.contains("Comments of it that wait here: 25."));

        // Somebody else was faster with one: none is decided about.
        decide(&trial, "w7", CommentState::Rejected).await;
        let late = send_form(&trial, "/moderation/comments", &cookie, ticked(&all, "spam")).await;
        assert_eq!(late.status(), StatusCode::PRECONDITION_FAILED);
        let spam = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE state = 'spam'";
        assert_eq!(number(&trial, spam).await, 0);
        let all = text(&trial, &format!("{}&all=true", link(&queue)), &cookie).await;
        let done = send_form(&trial, "/moderation/comments", &cookie, ticked(&all, "spam")).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        assert_eq!(number(&trial, spam).await, 24);
        let onward = done.headers()[LOCATION].to_str().expect("text").to_owned();
        let left = text(&trial, &onward, &cookie).await;
        assert!(left.contains("Số ý kiến đã xử lý: 24.") && left.contains("Không có ý kiến nào."), "{left}");
        let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE action = 'comment' AND state_after = 'spam' AND note = 'cả đợt'";
        assert_eq!(number(&trial, logged).await, 24, "each by itself");

        // What was there before waits, and so does what lies in the other pile.
        let queue = text(&trial, "/moderation", &cookie).await;
        assert!(queue.contains("Bí mật truoc") && queue.contains("đang chờ ở đây: 0."), "{queue}");
        let pile = text(&trial, "/moderation?state=suspected", &cookie).await;
        assert!(pile.contains("đang chờ ở đây: 1.") && pile.contains("Bí mật rac"));
        assert!(!text(&trial, "/moderation?state=spam", &cookie).await.contains("đợt gửi dồn dập"));
        trial.end().await;
    }

    async fn a_wave_that_is_over_is_told_while_something_of_it_waits(database: Database) {
        let (trial, cookie) = flooded(database).await;
        look(&trial.app.gate).await.expect("a look");
        trial.clock.advance(HOUR + MINUTE);
        // The session has ended meanwhile.
        assert_ne!(page(&trial, "/moderation", &cookie).await.status(), StatusCode::OK);
        let cookie = login(&trial, "lan@songba.example.vn").await;
        comes(&trial, "sau", 1).await;
        look(&trial.app.gate).await.expect("a look");
        let queue = text(&trial, "/moderation", &cookie).await;
        assert!(queue.contains("đã có một đợt gửi dồn dập. Số ý kiến của đợt còn chờ ở đây: 25."), "{queue}");
        let all = text(&trial, &format!("{}&all=true", link(&queue)), &cookie).await;
        assert!(!all.contains("Bí mật sau"));
        let done = send_form(&trial, "/moderation/comments", &cookie, ticked(&all, "rejected")).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        let queue = text(&trial, "/moderation", &cookie).await;
        assert!(!queue.contains("đợt gửi dồn dập") && queue.contains("Bí mật sau"), "{queue}");
        trial.end().await;
    }

    async fn without_a_wave_no_more_are_ticked_than_a_page_has(database: Database) {
        let (trial, cookie) = flooded(database).await;
        look(&trial.app.gate).await.expect("a look");
        let queue = text(&trial, "/moderation", &cookie).await;
        let all = text(&trial, &format!("{}&all=true", link(&queue)), &cookie).await;
        let form = ticked(&all, "spam");
        let wave = format!("&wave={}", field(&all, "wave"));
        let answer = send_form(&trial, "/moderation/comments", &cookie, form.replace(&wave, "")).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let other = form.replace(&wave, "&wave=x");
        let answer = send_form(&trial, "/moderation/comments", &cookie, other).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        for address in ["/moderation?wave=1", "/moderation?wave=x"] {
            assert!(text(&trial, address, &cookie).await.contains("Kiểm duyệt ý kiến"), "{address}");
        }
        trial.end().await;
    }
}
