//! Search without diacritics, the same on both databases.

use bangtin_service::content::import::import;
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, feed, ids, json_feed, site};
use crate::harness::{Database, Trial};
use crate::on_both;

async fn with(trial: &Trial, items: &[(&str, &str, &str)]) {
    let cms = Cms::start().await;
    let site = site(vec![feed(cms.url("/feed.json"), None)]);
    let item = |(id, title, text): &(&str, &str, &str)| json!({"id": id, "title": title, "content_html": format!("<p>{text}</p>"), "date_published": "2026-11-18T09:30:00+07:00"});
    let items: Vec<Value> = items.iter().map(item).collect();
    cms.on("/feed.json", Reply::json(&json_feed(&items)));
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("an import");
}

async fn find(trial: &Trial, typed: &str) -> Vec<String> {
    let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let response = trial.get(&format!("~/search?q={typed}")).await;
    assert_eq!(response.status(), 200, "{typed}");
    let page: Value = response.json().await.expect("a page");
    ids(&page).into_iter().map(str::to_owned).collect()
}

/// What "họp dân" finds, by all pages from the first on.
async fn walked(trial: &Trial, limit: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut path = format!("~/search?q=h%E1%BB%8Dp%20d%C3%A2n&limit={limit}");
    loop {
        let page: Value = trial.get(&path).await.json().await.expect("a page");
        found.extend(ids(&page).into_iter().map(str::to_owned));
        match page["next_url"].as_str() {
            Some(next) => path = format!("~/{next}"),
            None => return found,
        }
    }
}

on_both! {
    async fn searches_that_are_too_many_wait_and_hold_up_nothing_else(trial: Trial) {
        with(&trial, &[("mot", "Họp dân", "Chiều nay")]).await;
        let turns = u32::try_from(trial.app.searches.available_permits()).expect("a number");
        assert_eq!(turns, trial.app.settings.database_connections / 2);
        let all = trial.app.searches.acquire_many(turns).await.expect("all turns");
        for path in ["~/search?q=hop", "~/documents?q=hop"] {
            let refused = trial.get(path).await;
            assert_eq!(refused.status(), 503, "{path}");
            assert_eq!(refused.headers()["retry-after"], "2");
        }
        for path in ["~/articles", "~/articles/mot", "~/documents", "/readyz"] {
            assert_eq!(trial.get(path).await.status(), 200, "{path}");
        }
        let wait = trial.get("~/search?q=hop");
        let free = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            drop(all);
        };
        let (found, ()) = tokio::join!(wait, free);
        assert_eq!(found.status(), 200, "it had its turn");
        trial.end().await;
    }

    async fn words_without_marks_find_those_with_marks(trial: Trial) {
        with(&trial, &[
            ("a", "Công tác dân vận khéo", ""),
            ("b", "Đường liên thôn", "Nhân dân hiến đất mở đường."),
            ("c", "Hội thao", "Người dân vận động thường xuyên."),
            ("d", "Đàn vạn con cá", ""),
        ]).await;
        assert_eq!(find(&trial, "dan van").await, ["a", "d", "c"]);
        assert_eq!(find(&trial, "Dân Vận").await, ["a", "c", "d"]);
        assert_eq!(find(&trial, "da\u{302}n va\u{323}\u{302}n").await, ["a", "c", "d"]);
        assert_eq!(find(&trial, "duong").await, ["b"]);
        assert_eq!(find(&trial, "đường").await, ["b"]);
        assert_eq!(find(&trial, "hien dat").await, ["b"]);
        assert_eq!(find(&trial, "khong co").await, Vec::<String>::new());
        trial.end().await;
    }

    async fn the_phrase_comes_before_the_words_and_the_title_before_the_text(trial: Trial) {
        with(&trial, &[
            ("xa-nhau", "Điện và lịch", "cắt tỉa cây"),
            ("khong-dau", "lich cat dien", ""),
            ("trong-bai", "Thông báo", "Có lịch cắt điện."),
            ("trong-ten", "Lịch cắt điện tuần này", ""),
        ]).await;
        assert_eq!(find(&trial, "lịch cắt điện").await, ["trong-ten", "trong-bai", "khong-dau", "xa-nhau"]);
        trial.end().await;
    }

    async fn nothing_that_is_typed_is_syntax(trial: Trial) {
        with(&trial, &[("a", "Họp dân", "a OR b"), ("b", "Near 12/QĐ-UBND", "")]).await;
        assert_eq!(find(&trial, "\"họp\"* -(dân)").await, ["a"]);
        assert_eq!(find(&trial, "a OR b").await, ["a"]);
        assert_eq!(find(&trial, "NEAR(12 qd)").await, ["b"]);
        let long = "họp ".repeat(2_500);
        assert_eq!(find(&trial, &long).await, ["a"]);
        for typed in ["\"", "*", "\"\"", "()", "NOT", "AND", "a AND", "^a", "{a}:b", "words:a", "a:*", "!a", "a & ", "| b", "<-> a", "'", "''", "\\", "a\\'b", "\0", "a\0b", "%", "_", ";--", "🙂", "\u{301}", "ﷺ", "$1", "ⅷ ①"] {
            find(&trial, typed).await;
        }
        trial.end().await;
    }

    async fn pages_of_a_search_join_without_a_gap(trial: Trial) {
        let items: Vec<(String, String)> = (0..25).map(|n| (format!("t{n}"), if n % 2 == 0 { "Họp dân".to_owned() } else { "hop dan".to_owned() })).collect();
        let items: Vec<(&str, &str, &str)> = items.iter().map(|(id, title)| (id.as_str(), title.as_str(), "")).collect();
        with(&trial, &items).await;
        let all = find(&trial, "họp dân").await;
        assert_eq!(all.len(), 25);
        assert_eq!(&all[..3], ["t0", "t2", "t4"]);
        assert_eq!(walked(&trial, 4).await, all);
        trial.end().await;
    }

    async fn what_most_articles_have_is_listed_in_order_over_the_years(trial: Trial) {
        // More than are put in order at once, two days apart; every third with its marks, every fourth in its text.
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let day = |number: i64| 1_600_000_000 - number * 2 * 86_400;
        let item = |number: i64| {
            let words = if number % 3 == 0 { "họp dân" } else { "hop dan" };
            let (title, text) = if number % 4 == 0 { ("Tin", words) } else { (words, "Tin") };
            let date = bangtin_model::Moment::from_unix(day(number), bangtin_model::Precision::Second).iso();
            json!({"id": format!("t{number}"), "title": title, "content_html": format!("<p>{text}</p>"), "date_published": date})
        };
        let items: Vec<Value> = (0..1_200).map(item).collect();
        cms.on("/feed.json", Reply::json(&json_feed(&items)));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let tier = |number: &i64| match (number % 3 == 0, number % 4 == 0) {
            (true, false) => 0,
            (true, true) => 1,
            (false, false) => 2,
            (false, true) => 3,
        };
        let mut expected: Vec<i64> = (0..1_200).collect();
        expected.sort_by_key(|number| (tier(number), *number));
        let expected: Vec<String> = expected.into_iter().map(|number| format!("t{number}")).collect();
        assert_eq!(walked(&trial, 100).await, expected);
        // All have this word, and all have all three.
        assert_eq!(find(&trial, "tin").await.len(), 50);
        assert_eq!(find(&trial, "dan hop tin").await, find(&trial, "tin dan hop").await);
        trial.end().await;
    }

    async fn the_sample_is_found_by_what_residents_type(trial: Trial) {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/sample/feed.json");
        let site = site(vec![feed(file, None)]);
        import(&trial.app, &site, &site.feeds[0]).await.expect("the sample");
        assert_eq!(find(&trial, "lich cat dien").await.first().map(String::as_str), Some("tb-01"));
        assert_eq!(find(&trial, "tiem chung thang 11").await.first().map(String::as_str), Some("yt-01"));
        // Both databases give this order: first who has the phrase, in the title and then by date, then who has its words.
        let expected = ["tb-03", "tt-03", "tb-01", "tt-01", "nn-01", "tb-02", "yt-02", "tt-09", "tt-05", "tb-06", "tb-10"];
        assert_eq!(find(&trial, "tiep cong dan").await, expected);
        trial.end().await;
    }

    async fn what_left_its_source_is_not_found(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let item = |id: &str, title: &str| json!({"id": id, "title": title});
        cms.on("/feed.json", Reply::json(&json_feed(&[item("a", "Cũ một"), item("b", "Cũ hai")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert_eq!(find(&trial, "cu").await, ["a", "b"]);
        cms.on("/feed.json", Reply::json(&json_feed(&[item("b", "Mới hai")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert_eq!(find(&trial, "cu").await, Vec::<String>::new());
        assert_eq!(find(&trial, "moi").await, ["b"]);
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_articles_on_sqlite() {
    measure(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_articles_on_postgres() {
    measure(Database::Postgres).await;
}

/// 10,000 articles of some 3 KB, with the times that it takes: `cargo test --test api -- --nocapture ten_thousand`.
async fn measure(database: Database) {
    let trial = Trial::start(database).await;
    const TEXTS: [&str; 5] = [
        "Ủy ban nhân dân xã thông báo lịch tiếp công dân",
        "Hội nông dân chuyển đổi cây trồng",
        "Đường giao thông nông thôn",
        "Tiêm chủng mở rộng cho trẻ em",
        "Lễ hội cồng chiêng",
    ];
    let cms = Cms::start().await;
    let site = site(vec![feed(cms.url("/1.json"), None)]);
    for page in 0..20_u32 {
        let items: Vec<Value> = (0..500)
            .map(|n| {
                let number = page * 500 + n;
                let text = TEXTS
                    .iter()
                    .cycle()
                    .skip(number as usize % 5)
                    .take(60)
                    .copied()
                    .collect::<Vec<_>>()
                    .join(". ");
                let mut item = crate::cms::article(
                    number,
                    &format!("{} số {number}", TEXTS[number as usize % 5]),
                );
                item["content_html"] = format!("<p>{text}</p>").into();
                item
            })
            .collect();
        let mut feed = json_feed(&items);
        if page < 19 {
            feed["next_url"] = format!("{}.json", page + 2).into();
        }
        cms.on(
            &format!("/{}.json", page + 1),
            Reply::json(&feed).header("etag", &format!("\"{page}\"")),
        );
    }
    let database = if database == Database::Postgres {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    let time = |name: &str, begun: std::time::Instant| {
        println!("{database}: {name}: {:?}", begun.elapsed())
    };
    let begun = std::time::Instant::now();
    println!(
        "{}",
        import(&trial.app, &site, &site.feeds[0])
            .await
            .expect("an import")
    );
    time("first import", begun);
    let begun = std::time::Instant::now();
    println!(
        "{}",
        import(&trial.app, &site, &site.feeds[0])
            .await
            .expect("an import")
    );
    time("unchanged", begun);
    cms.on(
        "/1.json",
        Reply::json(&json_feed(&[crate::cms::article(1, "Khác")])).header("etag", "\"x\""),
    );
    for typed in [
        "công chiêng",
        "tiep cong dan",
        "so 4711",
        "lễ hội",
        "xa",
        "khong co gi",
        "đường tiêm lễ",
    ] {
        let begun = std::time::Instant::now();
        let found = find(&trial, typed).await;
        time(
            &format!("search {typed}, {} found on the page", found.len()),
            begun,
        );
    }
    let begun = std::time::Instant::now();
    trial.get("~/articles").await;
    time("articles", begun);
    let last = find(&trial, "\"số 9999\"").await;
    assert_eq!(last.len(), 1, "the last of them is found");
    trial.end().await;
}
