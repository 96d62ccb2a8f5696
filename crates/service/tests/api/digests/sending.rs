//! What a digest tells of, whom it goes to, and that it goes once.

use std::time::Duration;

use bangtin_service::digests;
use bangtin_service::moderation::articles::Change;
use serde_json::Value;

use super::{Desk, news};
use crate::harness::number;
use crate::on_both;
use crate::subscriptions::delivery::refusing;

on_both! {
    async fn what_is_first_seen_comes_once_at_seven_with_titles_leads_and_links(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        desk.reader("lan@example.vn", "daily", "[\"thong-bao\",\"nong-nghiep\"]").await;
        desk.reader("tu@example.vn", "daily", "[\"nong-nghiep\"]").await;
        desk.publish("moi", "Lịch tiêm &lt;chủng&gt; &amp; khám", "thong-bao").await;
        assert!(news(&desk.mails("lan@example.vn").await).is_empty(), "not before seven");
        desk.seven().await;
        desk.look().await;
        let mails = desk.mails("lan@example.vn").await;
        let [mail] = news(&mails)[..] else { panic!("{} mails", mails.len()) };
        let (text, html) = (mail.text(), mail.html());
        assert!(mail.subject().ends_with("– Xã Sông Ba"), "{}", mail.subject());
        for part in ["Lịch tiêm <chủng> & khám", "Sapo của", "https://songba.example.gov.vn/moi.html?tu=rss", "Ủy ban nhân dân xã Sông Ba"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(html.contains("Lịch tiêm &lt;chủng&gt; &amp; khám") && html.contains("href=\"https://songba.example.gov.vn/moi.html?tu=rss\""), "{html}");
        for none in ["<img", "src=", "Toàn văn", "Tin có từ trước", "a.webp", "url("] {
            assert!(!html.contains(none) && !text.contains(none), "{none}");
        }
        // One press in a mail program (RFC 8058), and the same for people.
        let header = mail.header("List-Unsubscribe").replace(char::is_whitespace, "");
        let leave = header.trim_matches(['<', '>']).to_owned();
        assert_eq!(mail.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert_eq!(mail.link("/unsubscribe?").as_ref(), Some(&leave));
        assert!(mail.link("/manage?").is_some());
        assert!(news(&desk.mails("tu@example.vn").await).is_empty(), "nothing on their topics");

        // The page that the mail names, and its place in the feed.
        let page = mail.link("/digests/daily-").expect("a page");
        let shown = desk.trial.client.get(&page).send().await.unwrap();
        assert_eq!(shown.status(), 200);
        assert!(shown.text().await.unwrap().contains("href=\"https://songba.example.gov.vn/moi.html?tu=rss\""));
        let feed: Value = desk.trial.get("~/digests").await.json().await.unwrap();
        // On a Monday the weekly one stands before it.
        let items = feed["items"].as_array().unwrap();
        let own = items.iter().find(|item| item["url"] == page.as_str()).unwrap();
        assert!(own["content_html"].as_str().unwrap().contains("Lịch tiêm"), "{feed}");

        // Mended, read anew, taken up again: no news. Nothing new: no mail.
        desk.items[0]["title"] = "Lịch tiêm chủng, có sửa".into();
        desk.read().await;
        let kept = desk.items.remove(0);
        desk.read().await;
        desk.items.insert(0, kept);
        desk.read().await;
        desk.seven().await;
        desk.look().await;
        assert_eq!(news(&desk.mails("lan@example.vn").await).len(), 1);

        // Whoever pressed once gets nothing more.
        let left = desk.trial.client.post(&leave).header("content-type", "application/x-www-form-urlencoded").body("List-Unsubscribe=One-Click");
        assert_eq!(left.send().await.unwrap().status(), 200);
        desk.publish("sau", "Tin sau", "thong-bao").await;
        desk.seven().await;
        assert_eq!(news(&desk.mails("lan@example.vn").await).len(), 1);
        desk.trial.end().await;
    }

    async fn the_weekly_one_has_the_week_and_at_most_twenty(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        desk.monday().await;
        desk.reader("lan@example.vn", "weekly", "[\"thong-bao\"]").await;
        for n in 0..12 {
            desk.publish(&format!("a-{n}"), &format!("Tin đầu tuần {n}"), "thong-bao").await;
        }
        desk.seven().await;
        for n in 0..12 {
            desk.publish(&format!("b-{n}"), &format!("Tin giữa tuần {n}"), "thong-bao").await;
        }
        desk.seven().await;
        assert!(news(&desk.mails("lan@example.vn").await).is_empty(), "not before Monday");
        desk.monday().await;
        let mails = desk.mails("lan@example.vn").await;
        let [mail] = news(&mails)[..] else { panic!("{} mails", mails.len()) };
        let text = mail.text();
        assert!(text.contains("20. Tin đầu tuần 4") && !text.contains("\n21. "), "{text}");
        assert!(text.contains("Còn 4 tin khác"), "{text}");
        let page = desk.trial.client.get(mail.link("/digests/weekly-").unwrap()).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("Tin đầu tuần 0"));
        desk.trial.end().await;
    }

    async fn what_was_taken_down_is_in_no_mail_and_on_no_page(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        desk.reader("lan@example.vn", "daily", "[\"thong-bao\"]").await;
        desk.publish("sai", "Tin sai", "thong-bao").await;
        desk.publish("dung", "Tin đúng", "thong-bao").await;
        take_down(&desk, "sai").await;
        desk.seven().await;
        let mails = desk.mails("lan@example.vn").await;
        let text = news(&mails)[0].text();
        assert!(text.contains("Tin đúng") && !text.contains("Tin sai"), "{text}");
        let page = news(&mails)[0].link("/digests/").unwrap();
        take_down(&desk, "dung").await;
        assert_eq!(desk.trial.client.get(&page).send().await.unwrap().status(), 404);
        for wrong in ["daily-2026-13-01", "hourly-2026-11-27", "x", "daily-1999-01-01"] {
            assert_eq!(desk.trial.get(&format!("~/digests/{wrong}")).await.status(), 404);
        }
        desk.trial.end().await;
    }

    async fn what_is_old_when_it_is_first_seen_is_no_news(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        desk.reader("lan@example.vn", "daily", "[\"thong-bao\"]").await;
        let mut old = desk.items[0].clone();
        old["id"] = "kho".into();
        old["date_published"] = "2020-01-01T07:00:00+07:00".into();
        desk.items.push(old);
        desk.read().await;
        desk.seven().await;
        assert!(news(&desk.mails("lan@example.vn").await).is_empty());
        desk.trial.end().await;
    }

    async fn several_at_once_write_each_mail_once(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        for n in 0..55 {
            desk.reader(&format!("n{n:02}@example.vn"), "daily", "[\"thong-bao\"]").await;
        }
        desk.publish("moi", "Tin mới đăng", "thong-bao").await;
        desk.seven().await;
        let look = || async { digests::look(&desk.trial.app).await.expect("a look") };
        tokio::join!(look(), look(), look(), look());
        let rows = number(&desk.trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'digest'").await;
        let readers = number(&desk.trial, "SELECT CAST(COUNT(DISTINCT email) AS BIGINT) FROM outbox WHERE kind = 'digest'").await;
        assert_eq!((rows, readers), (55, 55));
        desk.trial.end().await;
    }

    async fn mails_with_news_go_so_many_a_minute_and_after_all_others(trial: Trial) {
        let mut desk = Desk::with(trial, |settings| settings.limits.digest_mails_per_minute = 2).await;
        for n in 0..5 {
            desk.reader(&format!("n{n}@example.vn"), "daily", "[\"thong-bao\"]").await;
        }
        desk.publish("moi", "Tin mới đăng", "thong-bao").await;
        let mut counts = Vec::new();
        desk.seven().await;
        for _ in 0..4 {
            for _ in 0..3 {
                desk.look().await;
                tokio::time::sleep(Duration::from_millis(300)).await;
                bangtin_service::mail::wake(&desk.trial.app);
            }
            counts.push(desk.trial.mail.mails().len());
            desk.trial.clock.advance(Duration::from_secs(61));
        }
        assert_eq!(counts, [2, 4, 5, 5]);
        desk.trial.end().await;
    }

    async fn an_address_that_is_refused_for_good_twice_rests_until_its_owner_says_otherwise(trial: Trial) {
        let port = refusing();
        let mut desk = Desk::with(trial, |settings| settings.smtp_url = Some(format!("smtp://127.0.0.1:{port}"))).await;
        desk.reader("khong-co@example.vn", "daily", "[\"thong-bao\"]").await;
        let mut written = Vec::new();
        for n in 0..4 {
            desk.publish(&format!("moi-{n}"), "Tin mới đăng", "thong-bao").await;
            desk.seven().await;
            desk.mails("khong-co").await;
            desk.look().await;
            written.push(number(&desk.trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM digest_mails").await);
        }
        assert_eq!(written, [1, 2, 2, 2]);
        let resting = number(&desk.trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers WHERE rests_ms IS NOT NULL").await;
        assert_eq!(resting, 1);
        let links = bangtin_service::subscriptions::Links::new(&desk.trial.app, "xa-song-ba", "khong-co@example.vn", None, bangtin_service::subscriptions::Lang::Vi);
        let page = desk.trial.client.get(&links.manage).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("hai lần từ chối"), "{page}");
        crate::subscriptions::press(&desk.trial, &links.manage, "act=rhythm&rhythm=daily").await;
        desk.publish("moi-9", "Tin mới đăng", "thong-bao").await;
        desk.seven().await;
        assert_eq!(number(&desk.trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM digest_mails").await, 3);
        desk.trial.end().await;
    }

    async fn whoever_leaves_takes_back_what_waits_and_whoever_is_erased_leaves_nothing(trial: Trial) {
        let mut desk = Desk::with(trial, |settings| settings.smtp_url = None).await;
        desk.reader("lan@example.vn", "daily", "[\"thong-bao\"]").await;
        desk.publish("moi", "Tin mới đăng", "thong-bao").await;
        desk.seven().await;
        let waiting = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting'";
        assert_eq!(number(&desk.trial, waiting).await, 1);
        let links = bangtin_service::subscriptions::Links::new(&desk.trial.app, "xa-song-ba", "lan@example.vn", None, bangtin_service::subscriptions::Lang::Vi);
        crate::subscriptions::press(&desk.trial, &links.unsubscribe, "").await;
        assert_eq!(number(&desk.trial, waiting).await, 0);
        crate::subscriptions::press(&desk.trial, &links.manage, "act=erase&sure=yes").await;
        let left = "SELECT CAST(COUNT(*) AS BIGINT) FROM digest_mails";
        assert_eq!(number(&desk.trial, left).await, 0);
        desk.trial.end().await;
    }
}

async fn take_down(desk: &Desk, article: &str) {
    let done = desk.trial.decide(article, Change::TakeDown).await;
    assert!(done.is_some());
}
