//! Ten thousand made-up names: mailboxes from one network, pages that do not exist.

use std::time::{Duration, Instant};

use reqwest::Response;

use super::doors::{Door, subscription};
use super::number;
use crate::harness::{Database, Trial, code};
use crate::{on_both, on_each};

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
        trial.app.counting.flush().await.expect("written");
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

    /// The servers of Gmail put all of these into one mailbox.
    async fn dots_and_tags_make_no_further_mailbox(trial: Trial) {
        let mut door = subscription(&trial, "").await;
        for email in ["lan.nguyen@gmail.com", "lannguyen@gmail.com", "L.a.n.Nguyen+tin@gmail.com", "lannguyen@googlemail.com"] {
            assert_eq!(asked(&trial, &mut door, email).await.status(), 202);
        }
        let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox";
        assert_eq!(number(&trial, mails).await, 1);
        // Elsewhere a dot is a letter like any other.
        for email in ["lan.nguyen@xa.example.vn", "lannguyen@xa.example.vn"] {
            assert_eq!(asked(&trial, &mut door, email).await.status(), 202);
        }
        assert_eq!(number(&trial, mails).await, 3);
        trial.end().await;
    }
}

on_each! {
    /// Mailboxes without number at one domain, then at many: so many mails go out in an hour and no more.
    async fn mail_has_a_budget_for_each_domain_and_in_all(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.limits.mails_per_domain_per_hour = 2;
            settings.limits.mails_per_hour = 3;
        })
        .await;
        let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox";
        let mut door = subscription(&trial, "").await;
        // Not shortly before the hour's end.
        let hour = 60 * 60 * 1000;
        let left = hour - trial.clock.now_ms() % hour;
        trial.clock.advance(Duration::from_millis(left.unsigned_abs()));
        for email in ["mot@mot.example.vn", "hai@mot.example.vn"] {
            assert_eq!(asked(&trial, &mut door, email).await.status(), 202, "{email}");
        }
        // Who has a mail already is told the same as who has none: nobody learns who subscribes.
        for email in ["ba@mot.example.vn", "mot@mot.example.vn"] {
            is_put_off(asked(&trial, &mut door, email).await).await;
        }
        assert_eq!(asked(&trial, &mut door, "mot@hai.example.vn").await.status(), 202, "another domain");
        is_put_off(asked(&trial, &mut door, "mot@ba.example.vn").await).await;
        assert_eq!(number(&trial, mails).await, 3);
        trial.clock.advance(Duration::from_secs(60 * 60));
        assert_eq!(asked(&trial, &mut door, "ba@mot.example.vn").await.status(), 202, "the next hour");
        bangtin_service::mail::forget(&trial.app).await.expect("forgets");
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM mail_budgets").await, 2);
        trial.end().await;
    }
}

async fn asked(trial: &Trial, door: &mut Door, email: &str) -> Response {
    door.body["email"] = email.into();
    let proof = trial.proof().await;
    door.knock(trial, &proof).send().await.expect("an answer")
}

async fn is_put_off(answer: Response) {
    let seconds = answer.headers().get("retry-after").cloned();
    let seconds: Option<u64> = seconds.and_then(|seconds| seconds.to_str().ok()?.parse().ok());
    assert!(
        seconds.is_some_and(|seconds| (1..=3_600).contains(&seconds)),
        "{seconds:?}"
    );
    assert_eq!(answer.status(), 503);
    assert_eq!(code(answer).await, "busy");
}
