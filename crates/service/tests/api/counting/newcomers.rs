//! A user agent is whatever its sender says: one network brings only so many new visitors in a minute.

use std::time::Instant;

use serde_json::json;

use super::{MINUTE, behind_a_proxy, counters, hit, hit_with, noon, reader};
use crate::harness::{Database, Trial};
use crate::{on_both, on_each};

on_both! {
    async fn three_hundred_user_agents_of_one_address_are_not_three_hundred_visitors(trial: Trial) {
        noon(&trial);
        let begun = Instant::now();
        for number in 0..300 {
            hit(&trial, &reader(number), &json!({"page": "tin-42"})).await;
        }
        // One more for each second that it took, which is the machine's affair.
        let most = 60 + begun.elapsed().as_secs() + 1;
        let shown = counters(&trial, "~/counters").await;
        let visits = shown["today"].as_u64().expect("a number");
        assert!((60..=most).contains(&visits), "{visits} visits");
        assert_eq!(shown["online"], visits);
        assert_eq!(shown["views"]["today"], 300, "each is a view");
        trial.end().await;
    }
}

on_each! {
    async fn who_is_a_visitor_stays_one_and_other_networks_are_counted(database: Database) {
        let trial = Trial::with(database, |settings| {
            behind_a_proxy(settings);
            settings.limits.visitors_per_minute = 1;
        })
        .await;
        noon(&trial);
        let from = async |address: &str, number: u32| {
            let agent = reader(number);
            let headers = [("x-forwarded-for", address), ("user-agent", agent.as_str())];
            hit_with(&trial, "~/hits", &headers, "{}".into()).await;
        };
        from("113.160.7.20", 1).await;
        // Neighbours in the same /24.
        from("113.160.7.20", 2).await;
        from("113.160.7.21", 3).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["views"]["today"]), (&json!(1), &json!(3)));
        // The first reads on, and stays online by that.
        trial.clock.advance(4 * MINUTE);
        from("113.160.7.20", 1).await;
        trial.clock.advance(4 * MINUTE);
        from("113.160.8.20", 1).await;
        from("2402:800:6106:1f::1", 1).await;
        // Another phone in the same /48.
        from("2402:800:6106:20::1", 1).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["online"]), (&json!(3), &json!(3)));
        assert_eq!(shown["views"]["today"], 7);
        trial.end().await;
    }
}
