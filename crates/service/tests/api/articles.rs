//! Lists, single articles, documents and site data as the kit reads them.

use bangtin_model::ContentId;
use bangtin_service::content::import::import;
use bangtin_sources::json_feed::FeedReader;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, article, feed, ids, json_feed, site};
use crate::harness::code;
use crate::on_both;

/// The sample commune, as the service serves it without settings.
async fn sample(trial: &crate::harness::Trial) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/sample/feed.json");
    let site = site(vec![feed(file, None)]);
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("the sample");
}

async fn page(trial: &crate::harness::Trial, path: &str) -> Value {
    let response = trial.get(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.json().await.expect("a page")
}

on_both! {
    async fn the_kit_reads_the_whole_sample_page_by_page(trial: Trial) {
        sample(&trial).await;
        let mut found = Vec::new();
        let mut path = "~/articles?limit=20".to_owned();
        loop {
            let page = page(&trial, &path).await;
            let reader = FeedReader::new(&page, |address| Some(address.to_owned())).expect("a feed");
            assert_eq!(reader.head().categories.len(), 5);
            for index in 0..reader.len() {
                found.push(reader.article(index).expect("an article").headline.id);
            }
            match reader.head().next_url {
                Some(next) => path = format!("~/{next}"),
                None => break,
            }
        }
        let mut expected = Vec::new();
        for file in ["feed", "feed-2", "feed-3"] {
            let path = format!("{}/../../public/sample/{file}.json", env!("CARGO_MANIFEST_DIR"));
            let page: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the sample")).expect("JSON");
            expected.extend(ids(&page).into_iter().map(str::to_owned));
        }
        assert_eq!(found, expected);
        trial.end().await;
    }

    async fn a_category_or_a_tag_narrows_the_list(trial: Trial) {
        sample(&trial).await;
        let all = page(&trial, "~/articles?category=thong-bao&limit=100").await;
        assert_eq!(all["items"].as_array().map(Vec::len), Some(10));
        let first = page(&trial, "~/articles?category=thong-bao&limit=7").await;
        let next = first["next_url"].as_str().expect("a next page");
        let second = page(&trial, &format!("~/{next}")).await;
        let both: Vec<&str> = ids(&first).into_iter().chain(ids(&second)).collect();
        assert_eq!(both, ids(&all));
        assert_eq!(second["next_url"], json!(null));
        assert_eq!(ids(&page(&trial, "~/articles?tag=LICH%20cat%20dien").await), ["tb-01"]);
        assert_eq!(ids(&page(&trial, "~/articles?tag=%25").await), Vec::<&str>::new());
        assert_eq!(ids(&page(&trial, "~/articles?category=khong-co").await), Vec::<&str>::new());
        assert_eq!(ids(&page(&trial, "~/articles?category=%00&tag=%00").await), Vec::<&str>::new());
        trial.end().await;
    }

    async fn an_editor_steers_a_list(trial: Trial) {
        sample(&trial).await;
        let all = page(&trial, "~/articles?limit=100").await;
        let of = |fits: &dyn Fn(&Value) -> bool| -> Vec<String> {
            let items = all["items"].as_array().expect("items").iter();
            items.filter(|item| fits(item)).map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
        };
        let category = |item: &Value| item["_bangtin"]["category"]["id"].as_str().unwrap_or_default().to_owned();
        let published = |item: &Value| item["date_published"].as_str().expect("a date").to_owned();
        let two = of(&|item| ["thong-bao", "y-te"].contains(&&*category(item)));
        let rest = of(&|item| !["thong-bao", "y-te"].contains(&&*category(item)));
        assert!(two.len() > 12 && rest.len() > 12);
        // Several categories are one list, the newest first, page by page.
        let mut found = Vec::new();
        let mut path = "articles?category=thong-bao,%20y-te,thong-bao&limit=5".to_owned();
        loop {
            let part = page(&trial, &format!("~/{path}")).await;
            found.extend(ids(&part).into_iter().map(str::to_owned));
            match part["next_url"].as_str() {
                Some(next) => next.clone_into(&mut path),
                None => break,
            }
        }
        assert_eq!(found, two);
        let without = page(&trial, "~/articles?without_category=thong-bao,y-te&limit=100").await;
        assert_eq!(ids(&without), rest);
        let named = format!("{},{}", rest[0], rest[2]);
        let without = page(&trial, &format!("~/articles?without={named}&without_category=thong-bao,y-te&limit=2")).await;
        assert_eq!(ids(&without), [&*rest[1], &*rest[3]]);
        let next = without["next_url"].as_str().expect("a next page");
        assert_eq!(ids(&page(&trial, &format!("~/{next}")).await), [&*rest[4], &*rest[5]]);
        // A month of Viet Nam.
        let month = published(&all["items"][0])[..7].to_owned();
        let of_month = of(&|item| published(item).starts_with(&month));
        assert!(of_month.len() > 2 && of_month.len() < found.len() + rest.len());
        assert_eq!(ids(&page(&trial, &format!("~/articles?month={month}&limit=100")).await), of_month);
        let first = page(&trial, &format!("~/articles?month={month}&limit=2")).await;
        let next = first["next_url"].as_str().expect("a next page");
        assert_eq!(ids(&page(&trial, &format!("~/{next}")).await), of_month[2..of_month.len().min(4)]);
        let both = of(&|item| published(item).starts_with(&month) && category(item) == "thong-bao");
        assert_eq!(ids(&page(&trial, &format!("~/articles?month={month}&category=thong-bao&limit=100")).await), both);
        assert_eq!(ids(&page(&trial, "~/articles?month=1999-01").await), Vec::<&str>::new());
        assert_eq!(ids(&page(&trial, "~/articles?tag=lich%20cat%20dien&without=tb-01").await), Vec::<&str>::new());
        trial.end().await;
    }

    async fn an_article_without_a_category_is_in_a_list_without_one(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut items = vec![article(1, "Tin"), article(2, "Tin")];
        items[0]["_bangtin"]["category"] = json!({"id": "y-te", "name": "Y tế"});
        cms.on("/feed.json", Reply::json(&json_feed(&items)));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert_eq!(ids(&page(&trial, "~/articles?without_category=y-te").await), ["tin-2"]);
        trial.end().await;
    }

    async fn the_most_read_of_some_days_stand_first(trial: Trial) {
        sample(&trial).await;
        let all = page(&trial, "~/articles?limit=100").await;
        let address = all["items"].as_array().and_then(|items| items.iter().find(|item| item["id"] == "tb-04")?["url"].as_str()).expect("an address").to_owned();
        let today = trial.clock.today();
        for (day, opened, views) in [
            (today, "tb-01", 3),
            (today - 2, "tb-01", 2),
            (today, "tb-04", 2),
            (today - 6, &*address, 4),
            (today - 7, "tt-05", 900),
            (today, "trang-khac", 50),
        ] {
            trial.run(&format!("INSERT INTO page_days (site, day, page, views) VALUES ('xa-song-ba', {day}, '{opened}', {views})")).await;
        }
        let most = async |query: &str| -> Vec<String> {
            let found = page(&trial, &format!("~/articles?sort=views{query}")).await;
            assert_eq!(found["next_url"], json!(null));
            ids(&found).into_iter().map(str::to_owned).collect()
        };
        assert_eq!(most("").await, ["tb-04", "tb-01"]);
        assert_eq!(most("&days=1").await, ["tb-01", "tb-04"]);
        assert_eq!(most("&days=8").await, ["tt-05", "tb-04", "tb-01"]);
        assert_eq!(most("&days=8&limit=1").await, ["tt-05"]);
        assert_eq!(most("&days=8&without=tt-05,tb-04").await, ["tb-01"]);
        assert_eq!(most("&days=8&category=thong-bao&tag=LICH%20cat%20dien").await, ["tb-01"]);
        assert_eq!(most("&days=8&without_category=thong-bao").await, ["tt-05"]);
        assert_eq!(most("&days=8&month=1999-01").await, Vec::<String>::new());
        trial.end().await;
    }

    async fn an_article_comes_with_what_to_read_next(trial: Trial) {
        sample(&trial).await;
        let found = page(&trial, "~/articles/tb-01").await;
        let ids = ids(&found);
        assert_eq!(&ids[..3], ["tb-01", "tb-04", "tt-05"]);
        assert_eq!(ids.len(), 7);
        assert!(found["items"][0]["content_html"].as_str().is_some_and(|html| html.contains("<table>")));
        assert_eq!(found["items"][1]["content_html"], json!(null));
        let url = found["items"][0]["url"].as_str().expect("an address");
        let encoded: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
        assert_eq!(page(&trial, &format!("~/articles/{encoded}")).await["items"][0]["id"], "tb-01");
        for missing in ["khong-co", "%00", "a%2Fb", "%20"] {
            assert_eq!(trial.get(&format!("~/articles/{missing}")).await.status(), StatusCode::NOT_FOUND, "{missing}");
        }
        trial.end().await;
    }

    async fn answers_can_be_kept_and_asked_for_again(trial: Trial) {
        sample(&trial).await;
        for path in ["~/articles", "~/articles/tb-01", "~/search?q=dan", "~/documents", "~/site"] {
            let first = trial.get(path).await;
            assert_eq!(first.headers()["content-type"], "application/feed+json");
            assert_eq!(first.headers()["cache-control"], "public, max-age=60, stale-while-revalidate=540, stale-if-error=86400");
            let tag = first.headers()["etag"].clone();
            let again = trial.request(reqwest::Method::GET, path).header("if-none-match", tag).send().await.expect("an answer");
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        }
        trial.end().await;
    }

    async fn queries_that_are_not_ours_are_refused(trial: Trial) {
        let many = format!("category={}", (0..11).map(|number| number.to_string()).collect::<Vec<_>>().join(","));
        for query in ["limit=0", "limit=101", "limit=x", "limit=-1", "fields=all", "month=2026-13", "month=2026-1", "month=11/2026", "month=2026-11-01", "sort=best", "days=7", "sort=views&days=0", "sort=views&days=91", "sort=views&days=-1", &*many] {
            let response = trial.get(&format!("~/articles?{query}")).await;
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
            assert_eq!(code(response).await, "bad_query");
        }
        let long = "A".repeat(5_000);
        for cursor in ["", "x", "%00", "';DROP", long.as_str()] {
            for list in ["articles", "search", "documents"] {
                let response = trial.get(&format!("~/{list}?cursor={cursor}")).await;
                assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{list} {cursor}");
                assert_eq!(code(response).await, "bad_cursor");
            }
        }
        trial.end().await;
    }

    async fn a_list_goes_on_where_it_was_while_articles_come_and_go(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let numbered = |numbers: std::ops::Range<u32>| -> Vec<Value> { numbers.map(|number| article(number, "Tin")).collect() };
        cms.on("/feed.json", Reply::json(&json_feed(&numbered(10..20))));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let first = page(&trial, "~/articles?limit=4").await;
        assert_eq!(ids(&first), ["tin-10", "tin-11", "tin-12", "tin-13"]);
        // Two come before, the last that was shown goes.
        let mut items = numbered(8..20);
        items.retain(|item| item["id"] != "tin-13");
        cms.on("/feed.json", Reply::json(&json_feed(&items)));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let second = page(&trial, &format!("~/{}", first["next_url"].as_str().expect("a page"))).await;
        assert_eq!(ids(&second), ["tin-14", "tin-15", "tin-16", "tin-17"]);
        assert_eq!(ids(&page(&trial, "~/articles?limit=3").await), ["tin-8", "tin-9", "tin-10"]);
        trial.end().await;
    }

    async fn articles_of_one_day_stand_as_their_source_lists_them(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let item = |id: &str| json!({"id": id, "title": "Tin", "date_published": "2026-11-18"});
        let undated = json!({"id": "khong-ngay", "title": "Tin"});
        cms.on("/feed.json", Reply::json(&json_feed(&[item("z"), undated.clone(), item("a"), item("m")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert_eq!(ids(&page(&trial, "~/articles").await), ["z", "khong-ngay", "a", "m"]);
        trial.clock.advance(std::time::Duration::from_secs(60));
        cms.on("/feed.json", Reply::json(&json_feed(&[item("moi"), item("z"), undated, item("a"), item("m")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        trial.app.rendered.forget();
        assert_eq!(ids(&page(&trial, "~/articles").await), ["moi", "z", "khong-ngay", "a", "m"]);
        trial.end().await;
    }

    async fn documents_have_the_fields_of_the_decree(trial: Trial) {
        sample(&trial).await;
        let all = page(&trial, "~/documents").await;
        let items = all["items"].as_array().expect("items");
        assert!(items.len() >= 15, "{}", items.len());
        let issued: Vec<&str> = items.iter().map(|item| item["_bangtin"]["document"]["issued"].as_str().expect("a date")).collect();
        assert!(issued.is_sorted_by(|a, b| a >= b), "{issued:?}");
        for item in items {
            // A call to residents is signed by nobody and has no number.
            let is_call = item["id"] == "vb-2026-loi-keu-goi";
            for field in ["number", "form", "issuer", "signer", "effective", "abstract"] {
                let is_known = !is_call || matches!(field, "form" | "issuer" | "abstract");
                assert_eq!(item["_bangtin"]["document"][field].is_string(), is_known, "{field} of {}", item["id"]);
            }
        }
        let found = page(&trial, "~/documents?q=qd%20ubnd").await;
        assert_eq!(found["items"][0]["_bangtin"]["document"]["number"], "88/QĐ-UBND");
        let budget = items.iter().find(|item| item["id"] == "vb-2026-nq-15").expect("the budget");
        let files = budget["_bangtin"]["document"]["files"].as_array().expect("files");
        assert_eq!((files.len(), files[0]["size_in_bytes"].is_u64()), (3, true));
        let rules = items.iter().find(|item| item["id"] == "vb-2026-qc-02").expect("the rules");
        assert_eq!(rules["_bangtin"]["document"]["replaces"], serde_json::json!(["vb-2025-qc-01"]));
        let found = page(&trial, "~/documents?q=tiep%20cong%20dan").await;
        assert_eq!(ids(&found).first(), Some(&"vb-2026-qc-02"));
        // Documents that no article announces are no news.
        assert_eq!(page(&trial, "~/articles?limit=100").await["items"].as_array().map(Vec::len), Some(46));
        trial.end().await;
    }

    async fn the_site_has_its_agency_categories_links_and_polls(trial: Trial) {
        sample(&trial).await;
        let found = page(&trial, "~/site").await;
        let reader = FeedReader::new(&found, |address| Some(address.to_owned())).expect("a feed");
        assert_eq!(reader.site().and_then(|site| site.name).as_deref(), Some("Ủy ban nhân dân xã Sông Ba"));
        assert_eq!((reader.head().categories.len(), reader.links().len(), reader.polls().len()), (5, 17, 3));
        let mut read = trial.app.store.read().await.expect("a connection");
        let id = ContentId::parse("gio-cho-phien").expect("an id");
        let poll = bangtin_service::content::poll(&mut read, "xa-song-ba", &id).await.expect("the database");
        assert_eq!(poll.map(|poll| (poll.multiple, poll.options.len())), Some((true, 4)));
        drop(read);
        trial.end().await;
    }

    async fn the_site_has_its_albums_and_media_can_be_had_without_texts(trial: Trial) {
        sample(&trial).await;
        let found = page(&trial, "~/site").await;
        let reader = FeedReader::new(&found, |address| Some(address.to_owned())).expect("a feed");
        let albums = reader.albums();
        assert_eq!(albums.len(), 5);
        let first = albums[0].pictures[0].clone();
        assert_eq!(albums[0].id, "mung-com-moi-2025");
        assert_eq!((first.credit.as_deref(), first.width), (Some("Lê Bảo Khanh"), Some(1200)));
        assert!(first.url.starts_with("https://songba.example.gov.vn/"), "{}", first.url);
        assert_eq!(first.thumbnail.and_then(|small| small.width), Some(600));

        let found = page(&trial, "~/articles?fields=media&limit=100").await;
        let items = found["items"].as_array().expect("items");
        assert!(items.len() > 30 && items.len() < 46, "{}", items.len());
        for item in items {
            assert!(item.get("content_html").is_none() && item["_bangtin"]["media"][0]["url"].is_string(), "{item}");
        }
        let videos = items.iter().flat_map(|item| item["_bangtin"]["media"].as_array().cloned().unwrap_or_default());
        assert_eq!(videos.filter(|medium| medium["type"] == "video").count(), 5);
        let next = page(&trial, "~/articles?fields=media&limit=5").await;
        assert!(next["next_url"].as_str().is_some_and(|next| next.contains("fields=media")), "{next}");
        trial.end().await;
    }

    async fn what_is_counted_here_is_put_into_articles(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut item = article(1, "Một");
        item["_bangtin"] = json!({"views": 447});
        cms.on("/feed.json", Reply::json(&json_feed(&[item, article(2, "Hai")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let mut write = trial.app.store.write().await.expect("a transaction");
        bangtin_service::on!(write, c => {
            sqlx::query("INSERT INTO page_views (site, page, views) VALUES ('xa-song-ba', 'tin-1', 3)").execute(c).await.expect("a row");
        });
        write.commit().await.expect("a commit");
        let found = page(&trial, "~/articles").await;
        assert_eq!(found["items"][0]["_bangtin"]["views"], 450);
        assert_eq!(found["items"][1].pointer("/_bangtin/views"), None);
        trial.end().await;
    }
}
