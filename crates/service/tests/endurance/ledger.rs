//! What clients were told, and whether the database holds it: once each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::database::Database;
use crate::forms::{Form, choice, comment, email, page, report, stars};

/// Written by the clients.
#[derive(Default)]
pub struct Ledger {
    entries: Mutex<Entries>,
    forms: AtomicUsize,
    retries: AtomicUsize,
}

/// What was acknowledged up to a moment.
#[derive(Clone, Default)]
pub struct Entries {
    emails: BTreeSet<String>,
    comments: BTreeSet<String>,
    pages: BTreeSet<String>,
    reports: BTreeSet<String>,
    stars: i64,
    votes: BTreeMap<String, i64>,
}

impl Ledger {
    pub fn acknowledged(&self, form: Form, number: usize) {
        let mut entries = self.entries.lock().expect("nobody panicked");
        match form {
            Form::Subscription => assert!(entries.emails.insert(email(number))),
            Form::Comment => assert!(entries.comments.insert(comment(number))),
            Form::Rating => {
                assert!(entries.pages.insert(page(number)));
                entries.stars += many(stars(number));
            }
            Form::Report => assert!(entries.reports.insert(report(number))),
            Form::Vote => *entries.votes.entry(choice(number).into()).or_default() += 1,
        }
    }

    /// The number of the next form: none is sent under the number of another.
    pub fn next_form(&self) -> usize {
        self.forms.fetch_add(1, Ordering::Relaxed)
    }

    pub fn tried_again(&self) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }

    /// How often a form was sent again.
    pub fn retries(&self) -> usize {
        self.retries.load(Ordering::Relaxed)
    }

    pub fn now(&self) -> Entries {
        self.entries.lock().expect("nobody panicked").clone()
    }
}

impl Entries {
    /// How many forms were acknowledged.
    pub fn count(&self) -> usize {
        let votes: i64 = self.votes.values().sum();
        self.emails.len()
            + self.comments.len()
            + self.pages.len()
            + self.reports.len()
            + usize::try_from(votes).unwrap_or(0)
    }

    pub fn comments(&self) -> i64 {
        many(self.comments.len())
    }

    pub fn reports(&self) -> i64 {
        many(self.reports.len())
    }

    /// How many, and the sum of their stars.
    pub fn ratings(&self) -> (i64, i64) {
        (many(self.pages.len()), self.stars)
    }

    /// Everything acknowledged is there and nothing is there twice. With `all`, nothing else is there either.
    pub async fn check(&self, database: &Database, all: bool) {
        let held = |what: &str, told: &BTreeSet<String>, rows: &BTreeMap<String, i64>| {
            let lost: Vec<_> = told
                .iter()
                .filter(|name| !rows.contains_key(*name))
                .collect();
            assert!(lost.is_empty(), "{what} acknowledged and lost: {lost:?}");
            let twice: Vec<_> = rows.iter().filter(|(_, count)| **count != 1).collect();
            assert!(twice.is_empty(), "{what} more than once: {twice:?}");
            if all {
                let strange: Vec<_> = rows.keys().filter(|name| !told.contains(*name)).collect();
                assert!(strange.is_empty(), "{what} never acknowledged: {strange:?}");
            }
        };
        let rows = database
            .counts("SELECT email, CAST(COUNT(*) AS BIGINT) FROM subscribers WHERE asked_ms > 0 GROUP BY email")
            .await;
        held("a subscription", &self.emails, &rows);
        let rows = database
            .counts("SELECT address, CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'subscription' GROUP BY address")
            .await;
        held("a mail", &self.emails, &rows);
        let rows = database
            .counts("SELECT body, CAST(COUNT(*) AS BIGINT) FROM comments GROUP BY body")
            .await;
        held("a comment", &self.comments, &rows);
        let rows = database.counts("SELECT body, times FROM reports").await;
        held("a report", &self.reports, &rows);
        let rows = database.counts("SELECT page, votes FROM rating_sums").await;
        held("a rating", &self.pages, &rows);
        let rows = database
            .counts("SELECT page, CAST(COUNT(*) AS BIGINT) FROM rating_votes GROUP BY page")
            .await;
        held("a rating's row", &self.pages, &rows);
        self.check_votes(database, all).await;
    }

    async fn check_votes(&self, database: &Database, all: bool) {
        let sums = database
            .counts("SELECT choice, votes FROM poll_sums WHERE choice <> ''")
            .await;
        for (choice, told) in &self.votes {
            let there = sums.get(choice).copied().unwrap_or(0);
            let right = if all { there == *told } else { there >= *told };
            assert!(
                right,
                "{told} votes for {choice} acknowledged, {there} there"
            );
        }
        // Each in one statement, which sees one moment of the database.
        let differences = [
            "SELECT CAST((SELECT COUNT(*) FROM poll_votes) - (SELECT COALESCE(SUM(votes), 0) FROM poll_sums WHERE choice <> '') AS BIGINT)",
            "SELECT CAST((SELECT COUNT(*) FROM poll_votes) - (SELECT COALESCE(SUM(votes), 0) FROM poll_sums WHERE choice = '') AS BIGINT)",
            "SELECT CAST((SELECT COUNT(*) FROM rating_votes) - (SELECT COALESCE(SUM(votes), 0) FROM rating_sums) AS BIGINT)",
            "SELECT CAST((SELECT COUNT(*) FROM subscribers WHERE asked_ms > 0) - (SELECT COUNT(*) FROM outbox WHERE kind = 'subscription') AS BIGINT)",
        ];
        for difference in differences {
            assert_eq!(database.number(difference).await, 0, "{difference}");
        }
    }
}

fn many(number: usize) -> i64 {
    number.try_into().expect("few")
}
