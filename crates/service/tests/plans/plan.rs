//! How a database would go about a statement.

use bangtin_service::store::Read;
use sqlx::{AssertSqlSafe, Row};

use crate::harness::Trial;

/// What is filled here, and the names that statements give it.
const TABLES: &[&str] = &[
    "articles",
    "article_words",
    "article_tags",
    "comments",
    "comment_sums",
    "day_counts",
    "document_sums",
    "list_sums",
    "moderation_log",
    "official_answers",
    "page_days",
    "poll_votes",
    "rating_votes",
    "reports",
    "source_pages",
    "subscribers",
    "subscription_days",
    "unconfirmed_forms",
    "waves",
];
const ALIASES: &[&str] = &["a", "c", "o", "p", "r", "t", "w"];
/// As a search asks for it (`content/search/ask.rs`).
const ASK_THE_INDEX: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; \
     SET LOCAL enable_indexonlyscan = off;";

/// As if further processes cost nothing, so that a few thousand rows tell whether they are asked for with many.
const CHEAP_PROCESSES: &str = "SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; \
     SET LOCAL min_parallel_table_scan_size = 0; SET LOCAL min_parallel_index_scan_size = 0;";

/// What an import asks of all articles at once, by which it must not read their texts.
const ALL_KNOWN: &str = "SELECT id, feed, hash";

/// The steps of this statement in which a table is read from its beginning to its end, or for which PostgreSQL starts further processes.
pub async fn long_ways(trial: &Trial, statement: &str) -> Vec<String> {
    let mut read = trial.app.store.read().await.expect("a connection");
    let steps: Vec<String> = match &mut read {
        Read::Sqlite(connection) => {
            let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
            let rows = sqlx::raw_sql(explain).fetch_all(&mut **connection).await;
            let rows = rows.unwrap_or_else(|error| panic!("{error} in {statement}"));
            rows.iter()
                .map(|row| row.get::<String, _>("detail"))
                .collect()
        }
        Read::Postgres(connection) => {
            // As a prepared statement that knows no values.
            let many = (1..20)
                .take_while(|number| statement.contains(&format!("${number}")))
                .count();
            let values = vec!["NULL"; many].join(", ");
            let values = if many == 0 {
                String::new()
            } else {
                format!("({values})")
            };
            let is_search = ["article_words", "number IN (SELECT CAST(value AS BIGINT)"];
            let as_search = if is_search.iter().any(|part| statement.contains(part)) {
                ASK_THE_INDEX
            } else {
                ""
            };
            let explain = AssertSqlSafe(format!(
                "BEGIN; SET LOCAL plan_cache_mode = force_generic_plan; {CHEAP_PROCESSES} {as_search} PREPARE judged AS {statement}; \
                 EXPLAIN EXECUTE judged{values}; DEALLOCATE judged; ROLLBACK"
            ));
            let rows = sqlx::raw_sql(explain).fetch_all(&mut **connection).await;
            let rows = rows.unwrap_or_else(|error| panic!("{error} in {statement}"));
            rows.iter().map(|row| row.get::<String, _>(0)).collect()
        }
    };
    let is_long = |step: &&String| match &read {
        Read::Sqlite(_) if statement.starts_with(ALL_KNOWN) => !step.contains("COVERING INDEX"),
        Read::Sqlite(_) => is_scan(step),
        Read::Postgres(_)
            if step.trim_start().starts_with("->  Gather") || step.starts_with("Gather") =>
        {
            true
        }
        Read::Postgres(_) => TABLES.iter().any(|table| {
            let scan = format!("Seq Scan on {table}");
            step.contains(&format!("{scan} ")) || step.ends_with(&scan)
        }),
    };
    let told = |step: &String| format!("{step}\n  of: {statement}\n  all: {steps:#?}");
    steps.iter().filter(is_long).map(told).collect()
}

/// `SCAN articles`, also by an index from its beginning to its end.
fn is_scan(step: &str) -> bool {
    let Some(name) = step
        .strip_prefix("SCAN ")
        .and_then(|rest| rest.split(' ').next())
    else {
        return false;
    };
    TABLES.contains(&name) || ALIASES.contains(&name)
}
