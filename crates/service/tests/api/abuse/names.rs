//! Ten thousand made-up names: mailboxes from one network, pages that do not exist.

use std::time::{Duration, Instant};

use super::doors::subscription;
use super::number;
use crate::on_both;

on_both! {
    /// 10,000 mailboxes from one /24, each with a proof: 60 a minute come in, 60 mails go out.
    async fn ten_thousand_mailboxes_from_one_network(trial: Trial) {
        let (mut taken, mut refused) = (0_u64, 0_u64);
        let mut door = subscription(&trial, "").await;
        let begun = Instant::now();
        let mut proof = trial.proof().await;
        for name in 0..10_000 {
            door.body["email"] = format!("nguoi.{name}@example.vn").into();
            let answer = door.knock(&trial, &proof).send().await.expect("an answer");
            match answer.status().as_u16() {
                202 => {
                    taken += 1;
                    proof = trial.proof().await;
                }
                429 => refused += 1,
                other => panic!("{other} to name {name} after {taken}: {}", answer.text().await.unwrap_or_default()),
            }
        }
        assert_eq!(taken + refused, 10_000);
        // One more for each second that it took, which is the machine's affair.
        let seconds = begun.elapsed().as_secs() + 1;
        assert!((60..=60 + seconds).contains(&taken), "{taken} taken in {seconds} s");
        let kept = number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers").await;
        assert_eq!(kept, i64::try_from(taken).expect("few"));
        trial.end().await;
    }

    /// 10,000 pages that do not exist: the site's views count, but only 2,000 names are kept a day.
    async fn ten_thousand_pages_that_do_not_exist(trial: Trial) {
        let mut taken = 0;
        for hundred in 0..100 {
            let hits = (0..100).map(|name| {
                let hit = trial.request(reqwest::Method::POST, "~/hits").header("content-type", "text/plain");
                let hit = hit.header("user-agent", "Mozilla/5.0 (Linux; Android 14)");
                hit.body(format!(r#"{{"page":"khong-co-{hundred}-{name}"}}"#)).send()
            });
            for answer in futures_util::future::join_all(hits).await {
                taken += i64::from(answer.expect("an answer").status() == 204);
            }
        }
        bangtin_service::counting::flush(&trial.app).await.expect("written");
        let views = number(&trial, "SELECT CAST(SUM(views) AS BIGINT) FROM day_counts").await;
        assert_eq!(views, taken);
        let names = number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM page_views").await;
        assert!(taken > 5_000 && names <= 4_000, "{names} names of {taken} hits");
        trial.end().await;
    }

    /// One mailbox, 40 times, in all spellings that reach it, from one network that stays below its limit: always the same answer, one mail a day.
    async fn one_mailbox_is_not_bombed(trial: Trial) {
        let spellings = ["lan@xa.example.vn", "LAN@xa.example.vn", "lan+1@xa.example.vn", "Lan+tin@XA.example.vn", " lan@xa.example.vn\n"];
        let mut door = subscription(&trial, "").await;
        let mut answers = Vec::new();
        for round in 0..40 {
            door.body["email"] = spellings[round % spellings.len()].into();
            let proof = trial.proof().await;
            let answer = door.knock(&trial, &proof).send().await.expect("an answer");
            answers.push((answer.status().as_u16(), answer.text().await.expect("a body")));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "nobody learns who subscribes: {answers:?}");
        assert_eq!(answers[0].0, 202);
        let _ = trial.mail.mail_to("lan@xa.example.vn");
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(trial.mail.mails().len(), 1, "one mail");
        trial.clock.advance(Duration::from_secs(24 * 60 * 60));
        let proof = trial.proof().await;
        assert_eq!(door.knock(&trial, &proof).send().await.expect("an answer").status(), 202);
        for _ in 0..100 {
            if trial.mail.mails().len() == 2 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(trial.mail.mails().len(), 2, "the next day, one more");
        trial.end().await;
    }
}
