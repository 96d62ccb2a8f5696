//! WordPress is read whole, and what is taken down there goes here.

use bangtin_feeds::Failure as Unread;
use bangtin_service::config::{FeedKind, SiteSettings};
use bangtin_service::content::import::{Changes, Failure, Outcome, Report, import};
use reqwest::Method;
use serde_json::{Value, json};

use crate::blog::{Blog, Permalinks, Post};
use crate::cms::{feed, site};
use crate::harness::Trial as Running;
use crate::on_both;

async fn report(trial: &Running, site: &SiteSettings) -> Report {
    match import(&trial.app, site, &site.feeds[0]).await {
        Ok(Outcome::Read(report)) => report,
        other => panic!("{other:?}"),
    }
}

async fn changes(trial: &Running, site: &SiteSettings) -> Changes {
    report(trial, site).await.changes
}

/// All articles of the site, over all pages.
async fn articles(trial: &Running) -> Vec<Value> {
    trial.app.rendered.forget();
    let mut items = Vec::new();
    let mut next = Some("~/articles?limit=100".to_owned());
    while let Some(path) = next {
        let page: Value = trial.get(&path).await.json().await.expect("a page");
        items.extend(page["items"].as_array().expect("items").iter().cloned());
        let query = page["next_url"]
            .as_str()
            .and_then(|url| url.split_once('?'));
        next = query.map(|(_, query)| format!("~/articles?{query}"));
    }
    items
}

async fn count(trial: &Running) -> usize {
    articles(trial).await.len()
}

fn at(minute: u32) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let (day, hour) = (1 + hour / 24, hour % 24);
    format!("2026-11-{day:02}T{hour:02}:{minute:02}:00")
}

fn many(posts: u32) -> Vec<Post> {
    (1..=posts).map(|id| Post::new(id, &at(id))).collect()
}

fn wordpress(blog: &Blog) -> SiteSettings {
    site(vec![feed(blog.url("/"), Some(FeedKind::Wordpress))])
}

on_both! {
    async fn a_hundred_posts_that_were_saved_in_one_second_are_all_there(trial: Trial) {
        let posts = (1..=100).map(|id| Post { modified: at(500), ..Post::new(id, &at(id)) });
        let blog = Blog::start(posts.collect()).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        assert_eq!(count(&trial).await, 100);
        assert_eq!(changes(&trial, &site).await.new, 0);
        trial.end().await;
    }

    async fn a_scheduled_post_that_comes_out_is_seen(trial: Trial) {
        let mut posts = many(120);
        // Written first, to come out last; meanwhile fifty others are saved.
        posts[0].status = "future";
        posts[0].date = at(2_000);
        let blog = Blog::start(posts).await;
        let site = wordpress(&blog);
        assert_eq!(changes(&trial, &site).await.new, 119);
        blog.change(1, |post| post.status = "publish");
        for id in 60..=115 {
            blog.change(id, |post| { post.modified = at(1_900); post.title.push_str(" sửa"); });
        }
        let found = changes(&trial, &site).await;
        assert_eq!((found.new, found.changed), (1, 56));
        assert_eq!(articles(&trial).await[0]["id"], "bai-1");
        trial.end().await;
    }

    async fn a_list_that_changes_while_it_is_read_is_read_again(trial: Trial) {
        let mut posts = many(160);
        posts[9].status = "future";
        let blog = Blog::start(posts).await;
        // After the newest and two pages by number: what is on them moves on, and one comes twice.
        blog.now().comes_after = Some((3, 10));
        let site = wordpress(&blog);
        let found = report(&trial, &site).await;
        assert_eq!((found.changes.new, found.unsettled), (160, false));
        assert_eq!(count(&trial).await, 160);
        trial.end().await;
    }

    async fn many_changes_of_one_second_are_all_seen(trial: Trial) {
        let blog = Blog::start(many(130)).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        for id in 1..=120 {
            blog.change(id, |post| { post.modified = at(1_900); post.title.push_str(" sửa"); });
        }
        assert_eq!(changes(&trial, &site).await.changed, 120);
        trial.end().await;
    }

    async fn an_old_wordpress_without_modified_after_is_read_too(trial: Trial) {
        let blog = Blog::start(many(130)).await;
        blog.now().knows_modified_after = false;
        let site = wordpress(&blog);
        assert_eq!(changes(&trial, &site).await.new, 130);
        blog.asked();
        blog.change(3, |post| { post.modified = at(1_900); post.title.push_str(" sửa"); });
        assert_eq!(changes(&trial, &site).await.changed, 1);
        assert!(blog.asked().len() <= 5, "it is read whole");
        trial.end().await;
    }

    async fn what_changes_without_a_post_being_saved_stayed_for_ever(trial: Trial) {
        let blog = Blog::start(many(130)).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        // As after another name for a category, or another form of addresses.
        for id in 1..=130 {
            blog.change(id, |post| post.title.push_str(" khác"));
        }
        let mut changed = 0;
        for _ in 0..3 {
            changed += changes(&trial, &site).await.changed;
        }
        assert_eq!(changed, 130);
        assert_eq!(changes(&trial, &site).await.changed, 0);
        trial.end().await;
    }

    async fn what_wordpress_no_longer_shows_goes_and_what_it_shows_again_comes_back(trial: Trial) {
        let blog = Blog::start(many(130)).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        blog.change(1, |post| post.status = "trash");
        blog.change(2, |post| post.status = "draft");
        blog.change(129, |post| post.status = "private");
        blog.now().posts.retain(|post| post.id != 60);
        assert_eq!(changes(&trial, &site).await.gone, 4);
        assert_eq!(count(&trial).await, 126);
        assert_eq!(trial.get("~/articles/bai-60").await.status(), 404);
        // Nothing but its state is another one: neither its date nor the time of its last change.
        blog.change(1, |post| post.status = "publish");
        let found = changes(&trial, &site).await;
        assert_eq!((found.new, found.gone), (1, 0));
        assert_eq!(trial.get("~/articles/bai-1").await.status(), 200);
        // One goes, another comes: there are as many as before, and a day later it is seen all the same.
        blog.change(1, |post| post.status = "private");
        blog.change(2, |post| post.status = "publish");
        trial.clock.advance(std::time::Duration::from_secs(25 * 3600));
        let found = changes(&trial, &site).await;
        assert_eq!((found.new, found.gone), (1, 1));
        trial.end().await;
    }

    async fn a_post_that_gets_a_password_goes(trial: Trial) {
        let blog = Blog::start(many(60)).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        blog.change(5, |post| {
            post.modified = at(1_900);
            post.more = json!({"content": {"rendered": "", "protected": true}});
        });
        let found = report(&trial, &site).await;
        assert_eq!((found.changes.gone, found.dropped.len()), (1, 1));
        assert_eq!(trial.get("~/articles/bai-5").await.status(), 404);
        // It is there and not shown, so nothing is missing the next time: the newest, what was changed, and a page of all in turn.
        blog.asked();
        changes(&trial, &site).await;
        assert_eq!(blog.asked().len(), 3);
        blog.change(5, |post| { post.modified = at(1_950); post.more = json!({}); });
        assert_eq!(changes(&trial, &site).await.new, 1);
        trial.end().await;
    }

    async fn an_empty_or_closed_wordpress_takes_nothing_away(trial: Trial) {
        let blog = Blog::start(many(3)).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        let posts = std::mem::take(&mut blog.now().posts);
        assert_eq!(import(&trial.app, &site, &site.feeds[0]).await, Err(Failure::Empty));
        blog.now().posts = posts;
        blog.now().permalinks = Permalinks::None;
        assert_eq!(import(&trial.app, &site, &site.feeds[0]).await, Err(Failure::Source(Unread::Status(404))));
        assert_eq!(count(&trial).await, 3);
        trial.end().await;
    }

    async fn a_changed_slug_is_the_same_article_and_keeps_what_readers_gave_it(trial: Trial) {
        let blog = Blog::start(many(3)).await;
        let site = wordpress(&blog);
        changes(&trial, &site).await;
        let hit = json!({"page": "bai-2"});
        let hit = trial.request(Method::POST, "~/hits").body(hit.to_string()).header("content-type", "text/plain").header("user-agent", "Firefox");
        assert_eq!(hit.send().await.expect("an answer").status(), 204);
        let vote = trial.proven(json!({"value": 4})).await;
        assert_eq!(trial.put("~/pages/bai-2/rating", &vote).await.status(), 200);
        blog.change(2, |post| { post.slug = "bai-hai".into(); post.modified = at(1_900); });
        // Another takes the slug that has become free.
        blog.now().posts.push(Post { slug: "bai-2".into(), title: "Bài khác".into(), ..Post::new(4, &at(1_901)) });
        let found = changes(&trial, &site).await;
        assert_eq!((found.new, found.changed, found.gone), (1, 1, 0));
        let all = articles(&trial).await;
        let ids: Vec<&str> = all.iter().filter_map(|item| item["id"].as_str()).collect();
        assert_eq!(ids, ["bai-2-4", "bai-3", "bai-2", "bai-1"]);
        assert_eq!(all[2]["url"], blog.url("/tin/bai-hai/"));
        trial.app.rendered.forget();
        let told: Value = trial.get("~/pages?keys=bai-2,bai-2-4").await.json().await.expect("figures");
        assert_eq!(told["pages"]["bai-2"]["rating"]["count"], 1, "{told}");
        assert_eq!(told["pages"]["bai-2-4"]["rating"]["count"], Value::Null, "{told}");
        trial.end().await;
    }

    async fn posts_are_found_wherever_wordpress_has_them(trial: Trial) {
        let blog = Blog::start(many(2)).await;
        let cases = [
            (Permalinks::Plain, true, "/"),
            (Permalinks::Plain, true, "/?rest_route=/wp/v2/posts"),
            (Permalinks::Plain, false, "/"),
            (Permalinks::Plain, true, "/wp-json/wp/v2/posts"),
            (Permalinks::Index, true, "/"),
            (Permalinks::Index, false, "/"),
            (Permalinks::Index, false, "/index.php/wp-json/"),
            (Permalinks::Pretty, true, "/"),
            (Permalinks::Pretty, false, "/?a=1"),
        ];
        for (permalinks, named, address) in cases {
            for kind in [Some(FeedKind::Wordpress), None] {
                // Without a word of it a page is a page.
                if kind.is_none() && (!named || address.contains("wp-json")) {
                    continue;
                }
                blog.now().permalinks = permalinks;
                blog.now().named = named;
                let site = site(vec![feed(blog.url(&format!("{address}#{permalinks:?}{named}{kind:?}")), kind)]);
                blog.asked();
                let found = report(&trial, &site).await;
                let asked = blog.asked();
                assert_eq!(found.changes.new + found.changes.changed, 2, "{permalinks:?} {named} {address} {kind:?}");
                changes(&trial, &site).await;
                let again = blog.asked();
                assert_eq!(again.len(), 2, "where they are is known: {again:?}");
                for one in asked.iter().chain(&again) {
                    let encoded = one.matches('?').count() > 1 || one.contains("rest_route=%2F");
                    assert!(!encoded, "{one}");
                }
            }
        }
        trial.end().await;
    }
}
