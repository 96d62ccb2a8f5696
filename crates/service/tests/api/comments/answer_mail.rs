//! One mail to a writer when the agency answers: after a tick, to an address that was confirmed.

use bangtin_model::answers::CommentState;
use bangtin_rig::Mail;
use bangtin_service::comments;
use bangtin_service::content::import::import;
use bangtin_service::mail::EmailAddress;
use bangtin_service::subscriptions::erase_everywhere;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::{answered, decide, said, send, shown};
use crate::cms::{feed, json_feed, site};
use crate::harness::{Database, Trial, number};
use crate::on_both;
use crate::subscriptions::{self, mail_to, open, press};

const EMAIL: &str = "Tran.Thi.Be@example.vn";
const HELD: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM answer_mails";
const MAILS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox";
const WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'answer'";

/// A comment, and the address of the page on which its writer asks for the mail.
async fn written(trial: &Trial, text: &str) -> (Value, String) {
    let sent = send(trial, said(text)).await;
    let token = sent["answer_mail_token"].as_str().expect("a token");
    let page = trial.url(&format!("~/comments/answer-mail?t={token}&lang=vi"));
    (sent, page)
}

/// Fills in the page's form as a browser does.
async fn ask(trial: &Trial, page: &str, email: &str) -> Response {
    let form = open(trial, page).await.text().await.expect("a page");
    assert!(form.contains("type=\"checkbox\""), "{form}");
    assert!(!form.contains("checked"), "nobody ticked the box: {form}");
    let version = form.split("name=\"version\" value=\"").nth(1);
    let version = version
        .and_then(|rest| rest.split('"').next())
        .expect("a version");
    let fields = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .append_pair("version", version)
        .append_pair("consent", "on")
        .finish();
    press(trial, page, &fields).await
}

/// The article on whose page comments are written.
async fn article(trial: &Trial) {
    let file = trial.folder.path().join("feed.json");
    let article = json!({ "id": "bai-1", "url": "https://songba.example.gov.vn/bai-1", "title": "Sửa đường liên thôn", "content_html": "<p>Tin</p>",
        "date_published": "2026-11-18T09:30:00+07:00" });
    std::fs::write(&file, json_feed(&[article]).to_string()).unwrap();
    let site = site(vec![feed(file.to_str().unwrap(), None)]);
    import(&trial.app, &site, &site.feeds[0]).await.unwrap();
}

/// The link of the mail that asks for a confirmation.
fn link(mail: &Mail) -> String {
    mail.link("/address?").expect("a link")
}

/// Asks and confirms; the mail's link.
async fn confirmed(trial: &Trial, page: &str, email: &str) -> String {
    assert_eq!(ask(trial, page, email).await.status(), 200);
    let link = link(&mail_to(trial, email).await);
    let done = press(trial, &link, "act=confirm").await;
    assert_eq!(done.status(), 200);
    link
}

/// The agency answers, and the mail about it goes out.
async fn answer(trial: &Trial, id: &str, text: &str) {
    answered(trial, id, text).await;
    bangtin_service::mail::wake(&trial.app);
}

/// The mail about the answer.
async fn told(trial: &Trial, email: &str) -> Mail {
    for _ in 0..200 {
        let mail = mail_to(trial, email).await;
        if mail.subject().contains("đã được trả lời") || mail.subject().contains("was answered")
        {
            return mail;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no mail about the answer");
}

fn id(sent: &Value) -> &str {
    sent["id"].as_str().expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_does_not_send_such_mails_has_no_page_for_them() {
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.sites[0].comments.answers_by_mail = false;
    });
    let trial = trial.await;
    let sent = send(&trial, said("Đường qua thôn ngập.")).await;
    assert_eq!(sent.get("answer_mail_token"), None);
    let token = sent["token"].as_str().expect("a token");
    let own = shown(&trial, &format!("bai-1&mine={token}")).await;
    assert_eq!(own["mine"][0].get("answer_mail_token"), None);
    // A token of before it was switched off.
    let id = sent["id"].as_str().expect("an id");
    let later = trial.clock.now_ms() + 1_000;
    let token = trial
        .app
        .keys
        .seal("answer mail/ask/xa-song-ba", &id, later);
    let page = trial.url(&format!("~/comments/answer-mail?t={token}"));
    assert_eq!(open(&trial, &page).await.status(), StatusCode::GONE);
    assert_eq!(
        press(&trial, &page, "email=be@example.vn&consent=on")
            .await
            .status(),
        StatusCode::GONE
    );
    trial.end().await;
}

on_both! {
    async fn the_answer_is_told_once_and_the_address_is_forgotten(trial: Trial) {
        article(&trial).await;
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        let link = confirmed(&trial, &page, EMAIL).await;
        let own = shown(&trial, &format!("bai-1&mine={}", sent["token"].as_str().unwrap())).await;
        assert_eq!(own["mine"][0].get("answer_mail_token"), None, "a mail is to come");
        let held = open(&trial, &link).await.text().await.unwrap();
        assert!(held.contains(EMAIL), "{held}");

        answer(&trial, id(&sent), "Tháng 12 này.").await;
        let mail = told(&trial, EMAIL).await;
        assert!(mail.text().contains("đã trả lời ý kiến của bạn"), "{}", mail.text());
        assert!(mail.text().contains("bài “Sửa đường liên thôn”"), "{}", mail.text());
        assert_eq!(mail.link("songba.example.gov.vn").as_deref(), Some("https://songba.example.gov.vn/bai-1"));
        assert!(!mail.text().contains("Tháng 12"), "the page has the answer: {}", mail.text());
        assert!(!mail.text().contains("Khi nào"), "{}", mail.text());
        assert_eq!(number(&trial, HELD).await, 0);
        assert_eq!(open(&trial, &link).await.status(), StatusCode::GONE);

        answer(&trial, id(&sent), "Ngày 12 tháng 12.").await;
        assert_eq!(number(&trial, WAITING).await, 1, "one mail for one comment");
        trial.end().await;
    }

    async fn nothing_is_sent_to_an_address_that_nobody_confirmed(trial: Trial) {
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        assert_eq!(ask(&trial, &page, EMAIL).await.status(), 200);
        let mail = mail_to(&trial, EMAIL).await;
        assert!(!mail.text().contains("Khi nào"), "nothing that was typed: {}", mail.text());
        // Whatever looks into mails opens links.
        assert_eq!(open(&trial, &link(&mail)).await.status(), 200);
        answer(&trial, id(&sent), "Tháng 12 này.").await;
        assert_eq!(number(&trial, WAITING).await, 0);

        // Confirmed after the answer, the mail goes out with the confirmation.
        let page = press(&trial, &link(&mail), "act=confirm").await.text().await.unwrap();
        assert!(page.contains("đã được trả lời"), "{page}");
        told(&trial, EMAIL).await;
        assert_eq!(number(&trial, HELD).await, 0);
        trial.end().await;
    }

    async fn an_address_is_taken_back_by_the_link(trial: Trial) {
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        let link = confirmed(&trial, &page, EMAIL).await;
        for _ in 0..2 {
            assert_eq!(press(&trial, &link, "act=forget").await.status(), 200);
        }
        assert_eq!(press(&trial, &link, "act=confirm").await.status(), StatusCode::GONE);
        answer(&trial, id(&sent), "Tháng 12 này.").await;
        assert_eq!(number(&trial, WAITING).await, 0);
        trial.end().await;
    }

    async fn a_subscriber_sees_for_which_answers_the_address_waits(trial: Trial) {
        let confirmation = subscriptions::confirmed(&trial, "tu@example.vn").await;
        let manage = confirmation.link("/manage?").expect("a link");
        let nothing = open(&trial, &manage).await.text().await.unwrap();
        assert!(!nothing.contains("ý kiến được trả lời"), "{nothing}");
        let (first, page) = written(&trial, "Bao giờ có nước sạch?").await;
        confirmed(&trial, &page, "TU@example.vn").await;
        let (second, page) = written(&trial, "Chợ họp ngày nào?").await;
        assert_eq!(ask(&trial, &page, "tu@example.vn").await.status(), 200);
        let (_, page) = written(&trial, "Của người khác").await;
        assert_eq!(ask(&trial, &page, "khac@example.vn").await.status(), 200);

        let copy: Value = subscriptions::held(&trial, &confirmation).await.json().await.unwrap();
        let answers = copy["answers"].as_array().expect("a list");
        let ids: Vec<_> = answers.iter().map(|one| &one["comment"]).collect();
        assert_eq!(ids, [&first["id"], &second["id"]]);
        assert!(answers[0]["confirmed"].is_string() && answers[1].get("confirmed").is_none(), "{copy}");
        let told = open(&trial, &manage).await.text().await.unwrap();
        assert!(told.contains("Thư báo khi ý kiến được trả lời") && told.matches("Yêu cầu lúc").count() == 2, "{told}");
        assert_eq!(told.matches("Chưa xác nhận").count(), 1);
        trial.end().await;
    }

    async fn an_address_goes_with_the_comment_with_time_and_by_request(trial: Trial) {
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        confirmed(&trial, &page, EMAIL).await;
        decide(&trial, id(&sent), CommentState::Approved).await;
        let path = format!("~/comments/{}/withdrawal", id(&sent));
        let done = trial.post(&path, &json!({ "token": sent["token"] })).await;
        assert_eq!(done.status(), 200);
        assert_eq!(number(&trial, HELD).await, 0, "withdrawn");
        assert_eq!(ask(&trial, &page, EMAIL).await.status(), StatusCode::GONE);

        let (_, page) = written(&trial, "Bao giờ có nước sạch?").await;
        confirmed(&trial, &page, "lan@example.vn").await;
        let email = EmailAddress::parse("LAN@example.vn").unwrap();
        let mut write = trial.app.store.write().await.unwrap();
        let erased = erase_everywhere(&mut write, &trial.app.keys, &email.key(), trial.clock.now_ms()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(erased.answer_mails, 1);

        let (_, kept) = written(&trial, "Chợ họp ngày nào?").await;
        confirmed(&trial, &kept, "mot@example.vn").await;
        let (_, never) = written(&trial, "Trạm y tế mở mấy giờ?").await;
        assert_eq!(ask(&trial, &never, "hai@example.vn").await.status(), 200);
        assert_eq!(number(&trial, HELD).await, 2);
        trial.clock.advance(std::time::Duration::from_secs(8 * 24 * 3600));
        comments::forget(&trial.app).await.unwrap();
        assert_eq!(number(&trial, HELD).await, 1, "never confirmed");
        trial.clock.advance(std::time::Duration::from_secs(83 * 24 * 3600));
        comments::forget(&trial.app).await.unwrap();
        assert_eq!(number(&trial, HELD).await, 0, "90 days without an answer");
        trial.end().await;
    }

    async fn a_wrong_form_is_told_what_is_wrong(trial: Trial) {
        let (_, page) = written(&trial, "Khi nào làm đường?").await;
        let wrong = [
            ("email=khong-phai&consent=on", "không hợp lệ"),
            ("email=be@example.vn", "đánh dấu vào ô"),
            ("email=be@example.vn&consent=on&version=cu", "vừa được cập nhật"),
            ("email=%22%3E%3Cscript%3E&consent=on", "&lt;script"),
            ("", "không hợp lệ"),
            ("%ff%fe&&=", "không hợp lệ"),
        ];
        for (fields, said) in wrong {
            let answer = press(&trial, &page, fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
            let answer = answer.text().await.unwrap();
            assert!(answer.contains(said), "{fields}: {answer}");
        }
        assert_eq!(number(&trial, HELD).await, 0);
        // Who follows a link to a site that is gone gets a page, no problem for programs.
        let gone = page.replace("/xa-song-ba/", "/xa-khac/");
        let gone = trial.client.get(gone).header("accept", "text/html").send().await.unwrap();
        assert_eq!(gone.status(), StatusCode::NOT_FOUND);
        assert!(gone.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
        // A token of the one page opens nothing else, nor one of another site.
        let other = page.replace("/answer-mail?", "/answer-mail/address?");
        assert_eq!(open(&trial, &other).await.status(), StatusCode::BAD_REQUEST);
        assert_eq!(press(&trial, &other, "act=confirm").await.status(), StatusCode::BAD_REQUEST);
        let later = trial.clock.now_ms() + 1_000;
        let foreign = trial.app.keys.seal("answer mail/ask/xa-khac", &"c", later);
        let foreign = trial.url(&format!("~/comments/answer-mail?t={foreign}"));
        assert_eq!(open(&trial, &foreign).await.status(), StatusCode::BAD_REQUEST);
        trial.clock.advance(std::time::Duration::from_secs(91 * 24 * 3600));
        assert_eq!(open(&trial, &page).await.status(), StatusCode::GONE);
        trial.end().await;
    }

    async fn one_comment_is_no_way_to_send_mail_to_many(trial: Trial) {
        let (_, page) = written(&trial, "Khi nào làm đường?").await;
        for email in ["a@example.vn", "b@example.vn"] {
            assert_eq!(ask(&trial, &page, email).await.status(), 200);
        }
        // Whoever takes an address back has used it all the same.
        let first = link(&mail_to(&trial, "a@example.vn").await);
        assert_eq!(press(&trial, &first, "act=confirm").await.status(), 200);
        assert_eq!(press(&trial, &first, "act=forget").await.status(), 200);
        assert_eq!(ask(&trial, &page, "c@example.vn").await.status(), 200);
        assert_eq!(ask(&trial, &page, "d@example.vn").await.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(number(&trial, MAILS).await, 3);
        trial.end().await;
    }

    async fn a_mailbox_gets_one_and_nobody_learns_of_it(trial: Trial) {
        let (_, first) = written(&trial, "Khi nào làm đường?").await;
        assert_eq!(ask(&trial, &first, "c@example.vn").await.status(), 200);
        let (_, other) = written(&trial, "Bao giờ có nước sạch?").await;
        let once = ask(&trial, &other, "c@example.vn").await.text().await.unwrap();
        let (_, another) = written(&trial, "Chợ họp ngày nào?").await;
        let new = ask(&trial, &another, "e@example.vn").await.text().await.unwrap();
        assert_eq!(once, new);
        assert_eq!(number(&trial, MAILS).await, 2);
        // Nor by how many more are taken: each has used one of three.
        for page in [&other, &another] {
            assert_eq!(ask(&trial, page, &format!("1{}@example.vn", page.len())).await.status(), 200);
            assert_eq!(ask(&trial, page, &format!("2{}@example.vn", page.len())).await.status(), 200);
            assert_eq!(ask(&trial, page, "het@example.vn").await.status(), StatusCode::TOO_MANY_REQUESTS);
        }

        // Who has confirmed may ask for the next at once.
        press(&trial, &link(&mail_to(&trial, "c@example.vn").await), "act=confirm").await;
        let (_, next) = written(&trial, "Trạm y tế mở mấy giờ?").await;
        assert_eq!(ask(&trial, &next, "c@example.vn").await.status(), 200);
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE email = 'c@example.vn'").await, 2);
        trial.end().await;
    }

    async fn a_form_that_comes_again_changes_nothing(trial: Trial) {
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        let link = confirmed(&trial, &page, EMAIL).await;
        // The page is loaded anew, or the address given once more to be sure.
        for _ in 0..4 {
            assert_eq!(ask(&trial, &page, EMAIL).await.status(), 200);
        }
        assert_eq!(open(&trial, &link).await.status(), 200);
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM answer_mails WHERE confirmed_ms IS NOT NULL").await, 1);
        // A second address, mistyped or not, takes nothing from the first.
        assert_eq!(ask(&trial, &page, "khac@example.vn").await.status(), 200);
        assert_eq!(ask(&trial, &page, EMAIL).await.status(), 200);
        answer(&trial, id(&sent), "Tháng 12 này.").await;
        told(&trial, EMAIL).await;
        assert_eq!(number(&trial, WAITING).await, 1);
        trial.end().await;
    }

    async fn a_comment_that_is_turned_down_keeps_no_address(trial: Trial) {
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        assert_eq!(ask(&trial, &page, EMAIL).await.status(), 200);
        let link = link(&mail_to(&trial, EMAIL).await);
        decide(&trial, id(&sent), CommentState::Spam).await;
        assert_eq!(number(&trial, HELD).await, 0);
        assert_eq!(press(&trial, &link, "act=confirm").await.status(), StatusCode::GONE);
        assert_eq!(ask(&trial, &page, EMAIL).await.status(), StatusCode::GONE);
        trial.end().await;
    }

    async fn an_article_that_was_taken_down_is_not_named(trial: Trial) {
        let (sent, page) = written(&trial, "Khi nào làm đường?").await;
        confirmed(&trial, &page, EMAIL).await;
        article(&trial).await;
        trial.run("UPDATE articles SET removed_ms = 1").await;
        answer(&trial, id(&sent), "Tháng 12 này.").await;
        let mail = told(&trial, EMAIL).await;
        assert!(!mail.text().contains("Sửa đường liên thôn") && !mail.text().contains("bai-1"), "{}", mail.text());
        assert!(mail.text().contains("trên trang nơi bạn đã gửi"), "{}", mail.text());

        // Nor where it is known by its address.
        let page = "https://songba.example.gov.vn/bai-1";
        trial.run("UPDATE articles SET id = 'https://songba.example.gov.vn/bai-1', removed_ms = NULL").await;
        let sent = send(&trial, json!({ "page": page, "name": "An", "text": "Còn đường thôn 2?" })).await;
        let token = sent["answer_mail_token"].as_str().unwrap();
        let asking = trial.url(&format!("~/comments/answer-mail?t={token}&lang=vi"));
        confirmed(&trial, &asking, "an@example.vn").await;
        trial.run("UPDATE articles SET removed_ms = 1").await;
        answer(&trial, id(&sent), "Tháng 12 này.").await;
        let mail = told(&trial, "an@example.vn").await;
        assert!(!mail.text().contains("bai-1"), "{}", mail.text());
        trial.end().await;
    }

    async fn a_subscriber_who_erases_everything_waits_for_no_answer(trial: Trial) {
        let mail = crate::subscriptions::confirmed(&trial, "lan@example.vn").await;
        let (_, page) = written(&trial, "Khi nào làm đường?").await;
        assert_eq!(ask(&trial, &page, "lan@example.vn").await.status(), 200);
        assert_eq!(number(&trial, HELD).await, 1);
        press(&trial, &mail.link("/manage?").unwrap(), "act=erase&sure=yes").await;
        assert_eq!(number(&trial, HELD).await, 0);
        trial.end().await;
    }

    async fn english_is_english_from_the_page_to_the_answer(trial: Trial) {
        let (sent, page) = written(&trial, "When is the road mended?").await;
        let page = page.replace("lang=vi", "lang=en");
        assert!(open(&trial, &page).await.text().await.unwrap().contains("Send the confirmation"));
        assert_eq!(ask(&trial, &page, EMAIL).await.status(), 200);
        let mail = mail_to(&trial, EMAIL).await;
        assert!(mail.text().contains("press the button to confirm"), "{}", mail.text());
        let done = press(&trial, &link(&mail), "act=confirm").await.text().await.unwrap();
        assert!(done.contains("Confirmed"), "{done}");
        answer(&trial, id(&sent), "In December.").await;
        assert!(told(&trial, EMAIL).await.text().contains("The agency has answered your comment"));
        trial.end().await;
    }
}
