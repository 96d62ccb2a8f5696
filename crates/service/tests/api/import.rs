//! Sources are read, well-behaved and not.

use std::time::Duration;

use bangtin_feeds::Failure as Unread;
use bangtin_service::config::{Feed, FeedKind, SiteSettings};
use bangtin_service::content::import::{Changes, Failure, Outcome, import};
use bangtin_service::on;
use serde_json::{Value, json};

use crate::blog::{Blog, Post};
use crate::cms::{Cms, Reply, article, feed, ids, json_feed, site};
use crate::on_both;

async fn run(trial: &crate::harness::Trial, site: &SiteSettings) -> Result<Outcome, Failure> {
    import(&trial.app, site, &site.feeds[0]).await
}

async fn changes(trial: &crate::harness::Trial, site: &SiteSettings) -> Changes {
    match run(trial, site).await.expect("an import") {
        Outcome::Read(report) => report.changes,
        other => panic!("{other:?}"),
    }
}

async fn articles(trial: &crate::harness::Trial) -> Value {
    trial.app.rendered.forget();
    trial.get("~/articles").await.json().await.expect("a page")
}

fn counts(new: usize, changed: usize, same: usize, gone: usize) -> Changes {
    Changes {
        new,
        changed,
        same,
        gone,
        ..Changes::default()
    }
}

fn page(items: &[Value], next: Option<&str>) -> Reply {
    let mut page = json_feed(items);
    if let Some(next) = next {
        page["next_url"] = next.into();
    }
    Reply::json(&page)
}

on_both! {
    async fn what_is_new_or_has_changed_is_kept_and_what_left_goes(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một"), article(2, "Hai"), article(3, "Ba")])));
        assert_eq!(changes(&trial, &site).await, counts(3, 0, 0, 0));
        assert_eq!(ids(&articles(&trial).await), ["tin-1", "tin-2", "tin-3"]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(0, "Mới"), article(1, "Một"), article(3, "Ba sửa")])));
        assert_eq!(changes(&trial, &site).await, counts(1, 1, 1, 1));
        let page = articles(&trial).await;
        assert_eq!(ids(&page), ["tin-0", "tin-1", "tin-3"]);
        assert_eq!(page["items"][2]["title"], "Ba sửa");
        assert_eq!(trial.get("~/articles/tin-2").await.status(), 404);
        // What comes back is there again.
        cms.on("/feed.json", Reply::json(&json_feed(&[article(2, "Hai")])));
        assert_eq!(changes(&trial, &site).await, counts(1, 0, 0, 3));
        assert_eq!(ids(&articles(&trial).await), ["tin-2"]);
        trial.end().await;
    }

    async fn pages_are_followed_to_the_end_and_no_further(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let page = |number: u32, next: &str| {
            let mut page = json_feed(&[article(number, "Tin")]);
            page["next_url"] = next.into();
            Reply::json(&page)
        };
        cms.on("/feed.json", page(1, "trang-2.json"));
        cms.on("/trang-2.json", page(2, &cms.url("/trang-3.json")));
        // The last leads back to the first.
        cms.on("/trang-3.json", page(3, "/feed.json"));
        assert_eq!(changes(&trial, &site).await, counts(3, 0, 0, 0));
        assert_eq!(cms.asked(), ["/feed.json", "/trang-2.json", "/trang-3.json"]);
        // A page that leads to another server ends it, and then nothing is taken for gone.
        let other = Cms::start().await;
        cms.on("/feed.json", page(1, &other.url("/feed.json")));
        match run(&trial, &site).await.expect("an import") {
            Outcome::Read(report) => assert_eq!((report.changes, report.cut), (counts(0, 0, 1, 0), true)),
            outcome => panic!("{outcome:?}"),
        }
        assert_eq!(other.asked(), Vec::<String>::new());
        trial.end().await;
    }

    async fn a_source_that_has_not_changed_is_not_read_again(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut first = json_feed(&[article(1, "Một")]);
        first["next_url"] = "2.json".into();
        cms.on("/feed.json", Reply::json(&first).header("etag", "\"a\""));
        cms.on("/2.json", Reply::json(&json_feed(&[article(2, "Hai")])).header("etag", "\"b\""));
        assert_eq!(changes(&trial, &site).await, counts(2, 0, 0, 0));
        cms.asked();
        assert_eq!(run(&trial, &site).await, Ok(Outcome::Unchanged));
        assert_eq!(cms.asked(), ["/feed.json if changed", "/2.json if changed"]);
        // A change on a later page is seen, although the first has none.
        cms.on("/2.json", Reply::json(&json_feed(&[article(2, "Hai sửa")])).header("etag", "\"c\""));
        assert_eq!(changes(&trial, &site).await, counts(0, 1, 1, 0));
        trial.end().await;
    }

    async fn of_many_pages_only_what_has_changed_is_asked_for_and_read(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let pages = |second: &str, tag: &str| {
            cms.on("/feed.json", page(&[article(1, "Một")], Some("2.json")).header("etag", "\"1\""));
            cms.on("/2.json", page(&[article(2, second)], Some("3.json")).header("etag", tag));
            cms.on("/3.json", page(&[article(3, "Ba"), article(4, "Bốn")], None).header("etag", "\"3\""));
        };
        pages("Hai", "\"2\"");
        assert_eq!(changes(&trial, &site).await, counts(4, 0, 0, 0));
        for (title, tag) in [("Hai sửa", "\"2b\""), ("Hai sửa lần nữa", "\"2c\"")] {
            cms.asked();
            pages(title, tag);
            assert_eq!(changes(&trial, &site).await, counts(0, 1, 3, 0));
            let mut asked = cms.asked();
            asked.sort();
            // Two at once; what the third says counts only behind the second.
            assert_eq!(asked, ["/2.json if changed", "/3.json if changed", "/3.json if changed", "/feed.json if changed"]);
            let page = articles(&trial).await;
            assert_eq!(ids(&page), ["tin-1", "tin-2", "tin-3", "tin-4"]);
            assert_eq!(page["items"][1]["title"], title);
            assert_eq!(page["title"], "Xã Sông Ba");
        }
        assert_eq!(run(&trial, &site).await, Ok(Outcome::Unchanged));
        // The list ends sooner: what stood on the pages that are no more has gone.
        cms.on("/2.json", page(&[article(2, "Hai")], None).header("etag", "\"2d\""));
        assert_eq!(changes(&trial, &site).await, counts(0, 1, 1, 2));
        assert_eq!(ids(&articles(&trial).await), ["tin-1", "tin-2"]);
        pages("Hai", "\"2\"");
        assert_eq!(changes(&trial, &site).await, counts(2, 0, 2, 0));
        trial.end().await;
    }

    async fn pages_that_are_as_they_were_are_asked_for_four_at_once(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/1.json"), None)]);
        let pages = |changed: u32, title: &str| {
            for number in 1..=20 {
                let next = format!("{}.json", number + 1);
                let (title, tag) = if number == changed { (title, title) } else { ("Tin", "") };
                let items = [article(number, title)];
                let reply = page(&items, (number < 20).then_some(&*next)).header("etag", &format!("\"{number}{tag}\""));
                cms.on(&format!("/{number}.json"), reply.after(Duration::from_millis(50)));
            }
        };
        pages(0, "");
        assert_eq!(changes(&trial, &site).await, counts(20, 0, 0, 0));
        assert_eq!(cms.busiest(), 1, "who names the next page is read first");
        assert_eq!(run(&trial, &site).await, Ok(Outcome::Unchanged));
        assert_eq!(cms.busiest(), 4);
        for changed in [1, 6, 20] {
            cms.asked();
            pages(changed, "sua");
            assert_eq!(changes(&trial, &site).await, counts(0, 1, 19, 0));
            // At most three were asked beside the one that has changed, and are asked again.
            let asked = cms.asked().len();
            assert!((20..=23).contains(&asked), "{asked} requests");
            pages(0, "");
            assert_eq!(changes(&trial, &site).await, counts(0, 1, 19, 0));
        }
        assert_eq!(cms.busiest(), 4);
        trial.end().await;
    }

    async fn what_moves_on_to_the_next_page_while_both_are_asked_for_is_not_lost(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", page(&[article(1, "Một")], Some("2.json")).header("etag", "\"1\""));
        cms.on("/2.json", page(&[article(2, "Hai"), article(3, "Ba")], Some("3.json")).header("etag", "\"2\""));
        cms.on("/3.json", page(&[article(4, "Bốn")], None).header("etag", "\"3\""));
        assert_eq!(changes(&trial, &site).await, counts(4, 0, 0, 0));
        cms.asked();
        // The third page says that it is as it was; before the second has answered a new article moves another one on to it.
        let second = page(&[article(9, "Mới"), article(2, "Hai")], Some("3.json")).header("etag", "\"2b\"");
        cms.on("/2.json", second.after(Duration::from_millis(500)));
        let editor = async {
            while !cms.asked().contains(&"/3.json if changed".to_owned()) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            cms.on("/3.json", page(&[article(3, "Ba"), article(4, "Bốn")], None).header("etag", "\"3b\""));
        };
        let (changes, ()) = tokio::join!(changes(&trial, &site), editor);
        assert_eq!(changes, counts(1, 0, 4, 0));
        let shown = articles(&trial).await;
        let mut all = ids(&shown);
        all.sort_unstable();
        assert_eq!(all, ["tin-1", "tin-2", "tin-3", "tin-4", "tin-9"]);
        trial.end().await;
    }

    async fn pages_without_a_tag_are_known_by_what_they_hold(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", page(&[article(1, "Một")], Some("2.json")));
        cms.on("/2.json", page(&[article(2, "Hai")], None));
        assert_eq!(changes(&trial, &site).await, counts(2, 0, 0, 0));
        cms.asked();
        assert_eq!(changes(&trial, &site).await, counts(0, 0, 2, 0));
        assert_eq!(cms.asked(), ["/feed.json", "/2.json"]);
        cms.on("/feed.json", page(&[article(0, "Mới"), article(1, "Một")], Some("2.json")));
        assert_eq!(changes(&trial, &site).await, counts(1, 0, 2, 0));
        assert_eq!(ids(&articles(&trial).await), ["tin-0", "tin-1", "tin-2"]);
        trial.end().await;
    }

    async fn an_article_that_has_moved_to_an_earlier_page_stands_there_once(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", page(&[article(1, "Một")], Some("2.json")).header("etag", "\"1\""));
        cms.on("/2.json", page(&[article(2, "Cũ"), article(3, "Ba")], None).header("etag", "\"2\""));
        assert_eq!(changes(&trial, &site).await, counts(3, 0, 0, 0));
        cms.on("/feed.json", page(&[article(1, "Một"), article(2, "Mới")], Some("2.json")).header("etag", "\"1b\""));
        // The later page is as it was, and what it says of the article no longer counts.
        for expected in [counts(0, 1, 2, 0), counts(0, 0, 3, 0)] {
            let Outcome::Read(report) = run(&trial, &site).await.expect("an import") else {
                panic!("it is read");
            };
            assert_eq!((report.changes, report.dropped.len()), (expected, 1));
            let page_now = articles(&trial).await;
            assert_eq!(ids(&page_now), ["tin-1", "tin-2", "tin-3"]);
            assert_eq!(page_now["items"][1]["title"], "Mới");
            cms.on("/feed.json", page(&[article(1, "Một"), article(2, "Mới")], Some("2.json")).header("etag", "\"1c\""));
        }
        trial.end().await;
    }

    async fn what_a_broken_off_import_has_kept_is_mended_by_the_next(trial: Trial) {
        let cms = Cms::start().await;
        let mut site = site(vec![feed(cms.url("/feed.json"), None)]);
        // Changes of old articles are else kept at the end of an import, when it is known how many there are.
        site.imports.old_changes = 0;
        let first = |title: &str, tag: &str| {
            cms.on("/feed.json", page(&[article(1, title)], Some("2.json")).header("etag", tag));
        };
        first("Một", "\"1\"");
        cms.on("/2.json", page(&[article(2, "Hai")], None).header("etag", "\"2\""));
        assert_eq!(changes(&trial, &site).await, counts(2, 0, 0, 0));
        first("Một sai", "\"1b\"");
        cms.on("/2.json", Reply::status(500));
        assert_eq!(run(&trial, &site).await, Err(Unread::Status(500).into()));
        assert_eq!(articles(&trial).await["items"][0]["title"], "Một sai");
        // Its page is again what it was when the source was last read to its end.
        first("Một", "\"1\"");
        cms.on("/2.json", page(&[article(2, "Hai sửa")], None).header("etag", "\"2b\""));
        assert_eq!(changes(&trial, &site).await, counts(0, 2, 0, 0));
        assert_eq!(articles(&trial).await["items"][0]["title"], "Một");
        trial.end().await;
    }

    async fn what_was_taken_down_stays_so_on_a_page_that_is_as_it_was(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let first = |title: &str, tag: &str| {
            cms.on("/feed.json", page(&[article(1, title)], Some("2.json")).header("etag", tag));
        };
        first("Một", "\"1\"");
        cms.on("/2.json", page(&[article(2, "Hai"), article(3, "Ba")], None).header("etag", "\"2\""));
        changes(&trial, &site).await;
        let mut write = trial.app.store.write().await.expect("a transaction");
        on!(write, c => {
            let take_down = "UPDATE articles SET withheld_ms = 1, removed_ms = 1 WHERE id = 'tin-2'";
            sqlx::query(take_down).execute(c).await.expect("a statement");
        });
        write.commit().await.expect("a commit");
        first("Một sửa", "\"1b\"");
        assert_eq!(changes(&trial, &site).await, counts(0, 1, 2, 0));
        assert_eq!(ids(&articles(&trial).await), ["tin-1", "tin-3"]);
        trial.end().await;
    }

    async fn what_cannot_be_known_of_a_page_has_it_read_again(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        // Without a date of its own an article stands beside the one before it, on whatever page that is.
        let mut undated = article(2, "Hai");
        undated.as_object_mut().expect("an item").remove("date_published");
        let of = |day: &str| {
            let mut item = article(1, "Một");
            item["date_published"] = day.into();
            item
        };
        cms.on("/feed.json", page(&[of("2026-11-01")], Some("2.json")).header("etag", "\"1\""));
        cms.on("/2.json", page(&[undated], Some("3.json")).header("etag", "\"2\""));
        let mut third = article(3, "Ba");
        third["date_published"] = "2026-11-10".into();
        cms.on("/3.json", page(&[third], None).header("etag", "\"3\""));
        assert_eq!(changes(&trial, &site).await, counts(3, 0, 0, 0));
        assert_eq!(ids(&articles(&trial).await), ["tin-3", "tin-1", "tin-2"]);
        cms.on("/feed.json", page(&[of("2026-11-20")], Some("2.json")).header("etag", "\"1b\""));
        assert_eq!(changes(&trial, &site).await, counts(0, 2, 1, 0));
        assert_eq!(ids(&articles(&trial).await), ["tin-1", "tin-2", "tin-3"]);
        trial.end().await;
    }

    async fn a_source_is_read_again_when_the_settings_make_something_else_of_it(trial: Trial) {
        let cms = Cms::start().await;
        let mut site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một")])).header("etag", "\"a\""));
        changes(&trial, &site).await;
        assert_eq!(run(&trial, &site).await, Ok(Outcome::Unchanged));
        site.feeds[0].category = Some("tin-tuc".into());
        assert_eq!(changes(&trial, &site).await, counts(0, 1, 0, 0));
        assert_eq!(articles(&trial).await["items"][0]["_bangtin"]["category"]["id"], "tin-tuc");
        trial.end().await;
    }

    async fn a_bad_answer_leaves_the_last_good_content(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let good = json_feed(&[article(1, "Một"), article(2, "Hai")]);
        cms.on("/feed.json", Reply::json(&good));
        changes(&trial, &site).await;
        let half = good.to_string();
        let bad = [
            (Reply::status(500), Unread::Status(500).into()),
            (Reply::status(304), Unread::Status(304).into()),
            (Reply::json(&json_feed(&[])), Failure::Empty),
            (Reply::of(vec![b' '; 21 * 1024 * 1024]), Unread::TooLarge.into()),
        ];
        for (reply, expected) in bad {
            cms.on("/feed.json", reply);
            assert_eq!(run(&trial, &site).await, Err(expected));
        }
        cms.on("/feed.json", Reply::of(half[..half.len() / 2].to_owned()));
        assert!(matches!(run(&trial, &site).await, Err(Failure::Source(Unread::NotAFeed(_)))));
        cms.on("/feed.json", Reply::of(half.clone()).truncated());
        assert!(matches!(run(&trial, &site).await, Err(Failure::Source(Unread::Unreachable(_)))));
        cms.on("/feed.json", Reply::of("<!doctype html><title>Bảo trì</title>"));
        assert!(matches!(run(&trial, &site).await, Err(Failure::Source(Unread::NotAFeed(_)))));
        cms.on("/feed.json", Reply::status(302).header("location", "http://169.254.169.254/latest/"));
        assert!(matches!(run(&trial, &site).await, Err(Failure::Source(Unread::Unreachable(_)))));
        let page = articles(&trial).await;
        assert_eq!(ids(&page), ["tin-1", "tin-2"]);
        // A source that is well again is read again.
        cms.on("/feed.json", Reply::json(&good));
        assert_eq!(changes(&trial, &site).await, counts(0, 0, 2, 0));
        trial.end().await;
    }

    async fn a_source_may_lead_to_itself_is_not_told_from_where_and_may_not_lead_elsewhere(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json?key=geheim"), None)]);
        cms.on("/feed.json", Reply::status(301).header("location", "/moi.json"));
        cms.on("/moi.json", Reply::json(&json_feed(&[article(1, "Một")])));
        assert_eq!(changes(&trial, &site).await, counts(1, 0, 0, 0));
        assert_eq!(cms.asked(), ["/feed.json?key=geheim", "/moi.json"]);
        let other = Cms::start().await;
        other.on("/moi.json", Reply::json(&json_feed(&[article(2, "Hai")])));
        cms.on("/feed.json", Reply::status(301).header("location", &other.url("/moi.json")));
        match run(&trial, &site).await {
            Err(Failure::Source(Unread::Unreachable(reason))) => assert!(reason.contains("another host"), "{reason}"),
            outcome => panic!("{outcome:?}"),
        }
        assert_eq!(other.asked(), Vec::<String>::new());
        assert_eq!(ids(&articles(&trial).await), ["tin-1"]);
        trial.end().await;
    }

    async fn one_bad_item_costs_that_item(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let items = [article(1, "Một"), json!("không phải bài"), json!({"id": "trống"}), article(1, "Trùng"), article(2, "Hai\u{0}")];
        cms.on("/feed.json", Reply::json(&json_feed(&items)));
        match run(&trial, &site).await.expect("an import") {
            Outcome::Read(report) => assert_eq!((report.changes, report.dropped.len()), (counts(2, 0, 0, 0), 3)),
            outcome => panic!("{outcome:?}"),
        }
        let page = articles(&trial).await;
        assert_eq!(ids(&page), ["tin-1", "tin-2"]);
        assert_eq!(page["items"][1]["title"], "Hai");
        trial.end().await;
    }

    async fn what_is_kept_is_safe_composed_and_has_whole_addresses(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/tin/feed.json"), None)]);
        let item = json!({
            "id": "a", "url": "a.html", "title": "Da\u{302}n va\u{323}\u{302}n <script>x</script>",
            "image": "anh/a.jpg", "date_published": "2026-11-18",
            "content_html": "<p onclick=x()>Ba\u{300}i</p><script>alert(1)</script><img src='/b.jpg' onerror=x()><a href='javascript:x()'>a</a><iframe src='//x'></iframe>",
            "attachments": [{"url": "a.pdf"}],
        });
        cms.on("/tin/feed.json", Reply::json(&json_feed(&[item])));
        changes(&trial, &site).await;
        let page = articles(&trial).await;
        let item = &page["items"][0];
        assert_eq!(item["title"], "Dân vận");
        assert_eq!(item["url"], cms.url("/tin/a.html"));
        assert_eq!(item["image"], cms.url("/tin/anh/a.jpg"));
        assert_eq!(item["attachments"][0]["url"], cms.url("/tin/a.pdf"));
        assert_eq!(item["content_html"], format!("<p>Bài</p><img src=\"{}\"><a>a</a><p><a href=\"http://x/\">Xem nội dung trên x</a></p>", cms.url("/b.jpg")));
        assert_eq!(item["_bangtin"]["precision"], "day");
        trial.end().await;
    }

    async fn a_post_of_wordpress_is_read_with_all_that_goes_with_it(trial: Trial) {
        let post = Post { title: "Một &#8211; Hai".into(), more: json!({
            "content": {"rendered": "<p><a href=\"phu-luc.pdf\">Phụ lục</a></p>", "protected": false},
            "_embedded": {"wp:term": [[{"taxonomy": "category", "slug": "thong-bao", "name": "Thông báo"}], [{"taxonomy": "post_tag", "name": "điện"}]],
                "wp:featuredmedia": [{"source_url": "/a.jpg", "alt_text": "Cầu", "media_details": {"width": 800, "height": 600}}]},
        }), ..Post::new(1, "2026-11-18T02:30:00") };
        let blog = Blog::start(vec![post, Post::new(2, "2026-11-18T02:30:00")]).await;
        let site = site(vec![feed(blog.url("/"), Some(FeedKind::Wordpress))]);
        assert_eq!(changes(&trial, &site).await, counts(2, 0, 0, 0));
        let found = articles(&trial).await;
        assert_eq!(ids(&found), ["bai-2", "bai-1"]);
        let item = &found["items"][1];
        assert_eq!(item["title"], "Một – Hai");
        assert_eq!(item["summary"], "Sapo…");
        assert_eq!(item["date_published"], "2026-11-18T09:30:00+07:00");
        assert_eq!(item["_bangtin"]["category"], json!({"id": "thong-bao", "name": "Thông báo"}));
        assert_eq!(item["_bangtin"]["media"][0]["url"], blog.url("/a.jpg"));
        assert_eq!(item["content_html"], format!("<p><a href=\"{}\">Phụ lục</a></p>", blog.url("/tin/bai-1/phu-luc.pdf")));
        assert_eq!(found["_bangtin"]["categories"], json!([{"id": "thong-bao", "name": "Thông báo"}]));
        blog.asked();
        assert_eq!(changes(&trial, &site).await, counts(0, 0, 2, 0));
        // The newest, and what was changed.
        assert_eq!(blog.asked().len(), 2);
        trial.end().await;
    }

    async fn rss_as_nukeviet_writes_it_is_read(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/rss/"), None)]);
        let rss = r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Xã</title><link>https://a.vn/</link><generator>NukeViet v4.5</generator>
            <item><title><![CDATA[Lịch tiếp công dân]]></title><link>/vi/news/thong-bao/lich-tiep-cong-dan-12.html</link>
            <guid isPermaLink="false">news_12</guid><description><![CDATA[<img src="/uploads/a.jpg" width="100" align="left" border="0">Ủy ban tiếp dân.]]></description>
            <pubDate>Wed, 18 Nov 2026 02:11:00 GMT</pubDate></item>
            <item><title><![CDATA[[12/QĐ-UBND] Về việc phê duyệt kế hoạch]]></title><link>/vi/laws/12.html</link><guid isPermaLink="false">law_12</guid><pubDate>Mon, 09 Nov 2026 03:11:00 GMT</pubDate></item>
            </channel></rss>"#;
        cms.on("/rss/", Reply::of(rss));
        assert_eq!(changes(&trial, &site).await, counts(2, 0, 0, 0));
        let page = articles(&trial).await;
        let item = &page["items"][0];
        assert_eq!(item["id"], "news_12");
        assert_eq!(item["url"], cms.url("/vi/news/thong-bao/lich-tiep-cong-dan-12.html"));
        assert_eq!(item["image"], cms.url("/uploads/a.jpg"));
        assert_eq!(item["summary"], "Ủy ban tiếp dân.");
        assert_eq!(item["date_published"], "2026-11-18T00:00:00+07:00");
        assert_eq!(item["_bangtin"]["precision"], "day");
        let documents: Value = trial.get("~/documents").await.json().await.expect("documents");
        assert_eq!(documents["items"][0]["_bangtin"]["document"]["number"], "12/QĐ-UBND");
        assert_eq!(documents["items"][0]["title"], "Về việc phê duyệt kế hoạch");
        // RSS shows only the newest: what it no longer names stays.
        cms.on("/rss/", Reply::of(rss.replace("news_12", "news_13")));
        assert_eq!(changes(&trial, &site).await, counts(1, 0, 1, 0));
        assert_eq!(articles(&trial).await["items"].as_array().map(Vec::len), Some(3));
        trial.end().await;
    }

    async fn two_sources_share_a_site_and_neither_takes_from_the_other(trial: Trial) {
        let cms = Cms::start().await;
        let both = site(vec![feed(cms.url("/a.json"), None), feed(cms.url("/b.json"), None)]);
        cms.on("/a.json", Reply::json(&json_feed(&[article(1, "Của a")])));
        cms.on("/b.json", Reply::json(&json_feed(&[article(1, "Của b"), article(2, "Hai")])));
        import(&trial.app, &both, &both.feeds[0]).await.expect("a");
        match import(&trial.app, &both, &both.feeds[1]).await.expect("b") {
            Outcome::Read(report) => assert_eq!((report.changes.new, report.changes.taken), (1, 1)),
            outcome => panic!("{outcome:?}"),
        }
        assert_eq!(articles(&trial).await["items"][0]["title"], "Của a");
        // Once the settings no longer name the first, the second may have its id.
        let second = site(vec![feed(cms.url("/b.json"), None)]);
        assert_eq!(changes(&trial, &second).await, counts(0, 1, 1, 0));
        assert_eq!(articles(&trial).await["items"][0]["title"], "Của b");
        trial.end().await;
    }

    async fn one_of_two_imports_at_a_time_does_the_work(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một")])).after(Duration::from_millis(300)));
        let (a, b) = tokio::join!(run(&trial, &site), run(&trial, &site));
        let outcomes = [a.expect("an import"), b.expect("an import")];
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::NotNow).count(), 1);
        assert_eq!(cms.asked().len(), 1);
        trial.end().await;
    }
}

/// The whole service, which asks by itself.
async fn asks_by_itself(database: crate::harness::Database) {
    let cms = Cms::start().await;
    cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một")])));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tep.json");
    std::fs::write(&file, json_feed(&[article(2, "Hai")]).to_string()).expect("a file");
    let sources = [
        cms.url("/feed.json"),
        file.to_string_lossy().into_owned(),
        cms.url("/khong-co.json"),
    ];
    let trial = crate::harness::Trial::with(database, |settings| {
        settings.sites[0].feeds = sources
            .map(|url| Feed {
                every_minutes: 10,
                ..feed(url, None)
            })
            .into();
    })
    .await;
    let begun = std::time::Instant::now();
    while ids(&articles(&trial).await) != ["tin-1", "tin-2"] {
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "nothing was imported"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_service_imports_when_it_starts_on_sqlite() {
    asks_by_itself(crate::harness::Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_service_imports_when_it_starts_on_postgres() {
    asks_by_itself(crate::harness::Database::Postgres).await;
}
