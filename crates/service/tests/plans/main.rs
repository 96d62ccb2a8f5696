//! What is asked for each answer and for an import, and by which way the databases get there: none reads a table from its beginning to its end or starts
//! further processes for a page of rows, whatever the database knows of its tables.
#![allow(unreachable_pub)]

#[path = "../api/cms.rs"]
#[allow(dead_code)]
mod cms;
#[path = "../api/harness.rs"]
#[allow(dead_code, unused_macros)]
mod harness;
mod plan;
mod statements;

use bangtin_service::activity::{Period, activity};
use bangtin_service::comments::{self, NewComment, Pile};
use bangtin_service::config::{CommentRule, RuleAction};
use bangtin_service::content::import::{Outcome, import};
use bangtin_service::counting::forget::forget;
use bangtin_service::on;
use bangtin_service::reports::{self, Kind, NewReport, State};
use tokio::sync::Mutex;

use cms::{Cms, Reply, article, feed, json_feed, site};
use harness::{Database, Trial};

/// What a database was told of its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Statistics {
    Missing,
    /// Made when there was nothing.
    Old,
    New,
}

/// One test at a time: what is asked is heard by all.
static ALONE: Mutex<()> = Mutex::const_new(());

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_reads_a_whole_table_on_sqlite() {
    judge(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_reads_a_whole_table_on_postgres() {
    judge(Database::Postgres).await;
}

async fn judge(database: Database) {
    let _alone = ALONE.lock().await;
    for statistics in [Statistics::Missing, Statistics::Old, Statistics::New] {
        let trial = Trial::with_folder(database, |settings, folder| {
            // The portal's pages are answers as well.
            std::fs::write(folder.join("index.html"), "<!-- bangtin:content -->").expect("a page");
            settings.public_dir = Some(folder.to_owned());
            settings.limits.waiting_comments_per_hour = 1;
            settings.limits.unconfirmed_subscriptions_per_hour = 1;
            let own = settings.sites[0].subscribing.as_mut();
            own.expect("a form").digest = true;
            settings.sites[0].comments.rules = vec![CommentRule {
                name: "Lặp lại".into(),
                action: RuleAction::Spam,
                words: Vec::new(),
                links: None,
                repeats: Some(3),
                days: 7,
            }];
        })
        .await;
        if statistics == Statistics::Old {
            run(&trial, "ANALYZE").await;
        }
        fill(&trial, database).await;
        if statistics == Statistics::New {
            run(&trial, "ANALYZE").await;
        }
        statements::heard();
        for address in ADDRESSES {
            let answer = trial.get(address).await;
            assert_eq!(answer.status(), 200, "{address}");
        }
        // What is looked at every two seconds is an answer as well.
        let looked = bangtin_service::digests::look(&trial.app).await;
        looked.expect("a look");
        a_comment_comes_and_is_looked_at(&trial).await;
        a_wave_comes_and_is_looked_at(&trial).await;
        a_report_comes_and_is_looked_at(&trial).await;
        import_a_change(&trial).await;
        a_period_is_reported(&trial).await;
        let asked = statements::heard();
        assert!(asked.len() >= 10, "the statements are heard: {asked:#?}");
        for part in [
            "SELECT id, feed, hash",
            "FROM source_pages",
            "likeness = $2",
            "place <= $2",
            "FROM reports WHERE site = $1 AND page = $2",
            "AND published_ms < $2",
            "AND category = $5",
            "AND issued_ms < $2",
            "AND published_ms >= $2",
            "created_ms > $4",
            "created_ms BETWEEN $4",
            "FROM unconfirmed_forms WHERE site = $1",
            "UPDATE waves",
            "FROM waves WHERE site = $1 ORDER BY",
            "FROM page_days",
            "FROM day_counts",
            "FROM subscription_days WHERE site = $1",
            "FROM moderation_log",
            "JOIN official_answers",
            "FROM rating_votes",
            "FROM poll_votes",
            "UPDATE articles",
        ] {
            let is_heard = asked.iter().any(|statement| statement.contains(part));
            assert!(is_heard, "{part}: {asked:#?}");
        }
        let mut wrong = Vec::new();
        for statement in &asked {
            wrong.extend(plan::long_ways(&trial, statement).await);
        }
        assert!(
            wrong.is_empty(),
            "with statistics {statistics:?}: {wrong:#?}"
        );
        trial.end().await;
    }
}

/// What the rules ask when a comment comes, and what a moderator sees of it.
async fn a_comment_comes_and_is_looked_at(trial: &Trial) {
    let comment = NewComment {
        site: "xa-song-ba".into(),
        page: "bai-7".into(),
        parent: None,
        name: "An".into(),
        text: "Ý kiến".into(),
    };
    let mut write = trial.app.store.write().await.expect("a transaction");
    let added = comments::add(&mut write, &trial.app, &comment, 200, 1).await;
    added.expect("a comment");
    write.commit().await.expect("a commit");
    let mut read = trial.app.store.read().await.expect("a connection");
    for pile in Pile::ALL {
        let found =
            comments::of_site(&mut read, "xa-song-ba", pile, comments::EVER, None, 20).await;
        found.expect("comments");
    }
    for pile in [Pile::Pending, Pile::Suspected] {
        let found = comments::queue(&mut read, "xa-song-ba", pile).await;
        found.expect("a number");
    }
}

/// One comment and one form fill an hour.
async fn a_wave_comes_and_is_looked_at(trial: &Trial) {
    let now_ms = trial.clock.now_ms();
    let statements = format!(
        "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms) VALUES ('w', 'xa-song-ba', 'bai-1', '', '', 'pending', '', 1, {now_ms}); \
         INSERT INTO unconfirmed_forms (id, site, at_ms) VALUES ('w', 'xa-song-ba', {now_ms})"
    );
    trial.run(&statements).await;
    for _ in 0..2 {
        let looked = bangtin_service::waves::look(&trial.app.gate).await;
        looked.expect("a look");
    }
    let mut read = trial.app.store.read().await.expect("a connection");
    let waves = bangtin_service::waves::latest(&mut read, "xa-song-ba", 3).await;
    let wave = waves.expect("waves")[0];
    for pile in [Pile::Pending, Pile::Suspected] {
        let span = wave.span(now_ms);
        let found = comments::span(&mut read, "xa-song-ba", pile, span).await;
        found.expect("a number");
        let found = comments::of_site(&mut read, "xa-song-ba", pile, span, None, 500).await;
        found.expect("comments");
    }
}

/// The same of a report.
async fn a_report_comes_and_is_looked_at(trial: &Trial) {
    let report = NewReport {
        site: "xa-song-ba".into(),
        page: "bai-7".into(),
        kind: Kind::Typo,
        text: "Sai dấu".into(),
    };
    let mut write = trial.app.store.write().await.expect("a transaction");
    let added = reports::add(&mut write, &trial.app, &report, 1).await;
    added.expect("a report");
    write.commit().await.expect("a commit");
    let mut read = trial.app.store.read().await.expect("a connection");
    for state in State::ALL {
        let found = reports::of_site(&mut read, "xa-song-ba", state, None, 20).await;
        found.expect("reports");
    }
    let found = reports::queue(&mut read, "xa-song-ba").await;
    found.expect("a number");
}

async fn a_period_is_reported(trial: &Trial) {
    let today = trial.clock.today();
    let period = Period::of(today - 30, today).expect("a period");
    let mut read = trial.app.store.read().await.expect("a connection");
    let site = &trial.app.settings.sites[0];
    let figures = activity(&mut read, site, period, period.last()).await;
    figures.expect("figures");
    drop(read);
    forget(&trial.app.counting).await.expect("old days");
}

/// A source of three pages, of which the second changes and loses an article.
async fn import_a_change(trial: &Trial) {
    let cms = Cms::start().await;
    let site = site(vec![feed(cms.url("/1.json"), None)]);
    let pages = |second: &[serde_json::Value]| {
        for (number, items) in [
            (1, &[article(1, "Một")][..]),
            (2, second),
            (3, &[article(4, "Bốn")]),
        ] {
            let mut page = json_feed(items);
            if number < 3 {
                page["next_url"] = format!("{}.json", number + 1).into();
            }
            cms.on(&format!("/{number}.json"), Reply::json(&page));
        }
    };
    for second in [
        &[article(2, "Hai"), article(3, "Ba")][..],
        &[article(2, "Sửa")],
    ] {
        pages(second);
        let outcome = import(&trial.app, &site, &site.feeds[0]).await;
        assert!(matches!(outcome, Ok(Outcome::Read(_))), "{outcome:?}");
    }
}

const ADDRESSES: &[&str] = &[
    "~/alerts",
    "~/articles",
    "~/articles?category=y-te",
    "~/articles?tag=dan%20van",
    "~/articles?tag=dan%20van&category=y-te",
    "~/articles?category=y-te,tin-tuc&without=bai-1&month=1975-05",
    "~/articles?without_category=tin-tuc",
    "~/articles?tag=dan%20van&without_category=tin-tuc&month=1975-05",
    "~/articles?sort=views&days=90&category=y-te",
    "~/articles/bai-77",
    "~/documents",
    "~/documents?sort=oldest",
    "~/documents?year=1975&values=true",
    "~/documents?form=Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh&validity=in-force",
    "~/documents?issuer=UBND&validity=not-yet&sort=oldest",
    "~/documents?form=Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh&issuer=UBND&year=1975&validity=ended",
    "~/documents?q=dan&form=Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh&year=1975&validity=ended",
    "~/documents?q=dan%20van%20kheo&sort=newest&issuer=UBND",
    "~/digests",
    "~/site",
    "~/search?q=dan",
    "~/search?q=dan%20van",
    "~/search?q=dan%20van%20kheo",
    "~/comments?page=bai-7",
    "~/comments?page=bai-7&parent=c7",
    "~/comments/newest",
    "~/pages?keys=bai-1,bai-2",
    "/?trang=150",
    "/chuyen-muc/y-te?trang=90",
    "/van-ban?trang=15",
    "/sitemap.xml",
    "/sitemap.xml?phan=3",
];

/// 4,000 articles, 20,000 comments, a quarter of which are replies, 20,000 reports, and what is counted and written down beside them.
const FILL: &[&str] = &[
    "INSERT INTO articles (site, id, feed, published_ms, place, listed, issued_ms, category, category_name, tags, item, hash, updated_ms, form, issuer, effective_day, expires_day) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 4000) \
     SELECT 'xa-song-ba', 'bai-' || i, 'feed', i * 86400000, i, 1, CASE WHEN i % 10 = 0 THEN i * 86400000 END, \
     CASE WHEN i % 2 = 0 THEN 'y-te' ELSE 'tin-tuc' END, 'Tên', '', \
     '{\"id\": \"bai-' || i || '\", \"title\": \"Dân vận\", \"summary\": \"' || replace('a234567890', 'a', 'một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba') || '\", \"_bangtin\": {\"version\": 1, \"category\": {\"id\": \"y-te\", \"name\": \"Y tế\"}}}', \
     '', 0, CASE WHEN i % 10 = 0 THEN 'Quyết định' END, CASE WHEN i % 10 = 0 THEN 'UBND' END, CASE WHEN i % 10 = 0 THEN i END, CASE WHEN i % 10 = 0 THEN 9223372036854775807 END FROM n",
    "INSERT INTO article_tags (site, tag, published_ms, place, number) SELECT site, 'dan van', published_ms, place, number FROM articles",
    "INSERT INTO document_sums (site, chosen, form, issuer, year, shown) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 4000) \
     SELECT 'xa-song-ba', i % 8, 'loai ' || i, 'co quan ' || i, i, 1 FROM n",
    "INSERT INTO list_sums (site, list, week, shown) \
     SELECT site, 'articles', published_ms / 604800000, COUNT(*) FROM articles GROUP BY site, published_ms / 604800000 \
     UNION ALL SELECT site, 'category ' || category, published_ms / 604800000, COUNT(*) FROM articles GROUP BY site, category, published_ms / 604800000 \
     UNION ALL SELECT site, 'documents', issued_ms / 604800000, COUNT(*) FROM articles WHERE issued_ms IS NOT NULL GROUP BY site, issued_ms / 604800000 \
     UNION ALL SELECT site, 'addresses', published_ms / 604800000, COUNT(*) FROM articles GROUP BY site, published_ms / 604800000",
    "INSERT INTO comments (id, site, page, parent, name, body, state, note, revision, created_ms, decided_ms) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT 'c' || i, 'xa-song-ba', 'bai-' || (i % 2000), CASE WHEN i > 2000 AND i % 4 = 0 THEN 'c' || (i % 2000) END, \
     'Dân', 'Ý kiến', CASE WHEN i % 50 = 1 THEN 'rejected' ELSE 'approved' END, '', 1, i, i FROM n WHERE i % 2000 > 0",
    "INSERT INTO reports (id, site, page, kind, body, likeness, times, state, revision, created_ms) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT 'r' || i, 'xa-song-ba', 'bai-' || (i % 2000), 'typo', 'Sai', 'x' || i, 1, CASE WHEN i % 100 = 1 THEN 'open' ELSE 'fixed' END, 1, i FROM n",
    "INSERT INTO official_answers (comment, name, body, answered_ms) SELECT id, 'Xã', 'Cảm ơn', created_ms FROM comments",
    // A hundred pages on each of 200 days, of two sites.
    "INSERT INTO page_days (site, day, page, views) \
     WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT CASE WHEN i % 2 = 0 THEN 'xa-song-ba' ELSE 'xa-khac' END, 20000 + i % 200, 'bai-' || (i / 200), 1 + i FROM n",
    "INSERT INTO day_counts (site, day, visits, views, new_pages) \
     WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 4000) \
     SELECT CASE WHEN i % 2 = 0 THEN 'xa-song-ba' ELSE 'xa-khac' END, 18000 + i / 2, 1, 1, 0 FROM n",
    "INSERT INTO subscription_days (site, day, subscribed, unsubscribed) \
     WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 4000) \
     SELECT CASE WHEN i % 2 = 0 THEN 'xa-song-ba' ELSE 'xa-khac' END, 18000 + i / 2, 1, 1 FROM n",
    "INSERT INTO subscribers (id, site, email, address, lang, topics, state, asked_ms, rhythm) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT 's' || i, CASE WHEN i % 20 = 0 THEN 'xa-song-ba' ELSE 'xa-' || (i % 20) END, i || '@example.vn', i || '@example.vn', 'vi', '[]', 'confirmed', i, 'daily' FROM n",
    "INSERT INTO moderation_log (at_ms, site, actor, action, subject, state_before, state_after, note) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT i, 'xa-song-ba', 'lan', 'comment', 'c' || i, 'pending', CASE WHEN i % 20 = 0 THEN 'withdrawn' ELSE 'approved' END, '' FROM n",
    // Of twenty sites, as old as the comments.
    "INSERT INTO unconfirmed_forms (id, site, at_ms) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT 'u' || i, CASE WHEN i % 20 = 0 THEN 'xa-song-ba' ELSE 'xa-' || (i % 20) END, i FROM n",
    "INSERT INTO waves (site, begun_ms, last_ms) \
     WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     SELECT CASE WHEN i % 20 = 0 THEN 'xa-song-ba' ELSE 'xa-' || (i % 20) END, i, i + 1 FROM n",
    "INSERT INTO comment_sums (site, page, shown) SELECT site, page, COUNT(*) FROM comments GROUP BY site, page",
];

/// As `bangtin_feeds::words` makes them; the month is that of the article.
const WORDS: &str = "'§xa·45·song·45·ba × ×' || (published_ms / 2592000000) || ' dan van dan·van ¤dân ¤vận ¤dân·vận †dan †van †dan·van'";

/// Votes of 20,000 readers; each voter is a blob.
fn votes(database: Database) -> [String; 2] {
    let voter = match database {
        Database::Sqlite => "CAST('v' || i AS BLOB)",
        Database::Postgres => "CAST('v' || i AS BYTEA)",
    };
    let numbers = "WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)";
    [
        format!(
            "INSERT INTO rating_votes (site, page, voter, value, changed_ms) {numbers} \
             SELECT 'xa-song-ba', 'bai-' || (i % 2000), {voter}, 1 + i % 5, i FROM n"
        ),
        format!(
            "INSERT INTO poll_votes (site, poll, voter, choices, changed_ms) {numbers} \
             SELECT 'xa-song-ba', 'p-' || (i % 20), {voter}, '[]', i FROM n"
        ),
    ]
}

async fn fill(trial: &Trial, database: Database) {
    for statement in FILL {
        run(trial, statement).await;
    }
    for statement in votes(database) {
        run(trial, &statement).await;
    }
    let words = |column: &str, value: &str| {
        format!(
            "INSERT INTO article_words (number, title, title_folded, words, words_folded, shape{column}) \
             SELECT number, ' dan van ', ' dan van ', ' dân vận ', ' dan van ', 1{value} FROM articles"
        )
    };
    match database {
        Database::Sqlite => {
            run(trial, &words("", "")).await;
            let index = format!(
                "INSERT INTO article_index (rowid, words) SELECT number, {WORDS} FROM articles"
            );
            run(trial, &index).await;
        }
        Database::Postgres => {
            let tokens = format!(", array_to_tsvector(string_to_array({WORDS}, ' '))");
            run(trial, &words(", tokens", &tokens)).await;
        }
    }
}

async fn run(trial: &Trial, statement: &str) {
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    let mut write = trial.app.store.write().await.expect("a transaction");
    on!(write, c => {
        sqlx::raw_sql(statement).execute(c).await.expect("a statement");
    });
    write.commit().await.expect("a commit");
}
