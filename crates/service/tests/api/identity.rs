//! An article is the same however its source names it, and two are two.

use bangtin_service::content::import::{Changes, Outcome, import};
use serde_json::Value;

use crate::cms::{Cms, Reply, feed, ids, site};
use crate::harness::Trial;
use crate::on_both;

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../feeds/testdata/");
    std::fs::read([folder, name].concat()).expect(name)
}

async fn read(trial: &Trial, cms: &Cms, reply: Vec<u8>) -> (Changes, Value) {
    cms.on("/", Reply::of(reply));
    let site = site(vec![feed(cms.url("/"), None)]);
    let outcome = import(&trial.app, &site, &site.feeds[0]).await;
    let Ok(Outcome::Read(report)) = outcome else {
        panic!("{outcome:?}");
    };
    trial.app.rendered.forget();
    let page = trial.get("~/articles").await.json().await.expect("a page");
    (report.changes, page)
}

on_both! {
    async fn articles_with_one_guid_are_several(trial: Trial) {
        let cms = Cms::start().await;
        let (changes, page) = read(&trial, &cms, sample("shared-guid.xml")).await;
        assert_eq!((changes.new, ids(&page).len()), (3, 3));
        let (changes, again) = read(&trial, &cms, sample("shared-guid.xml")).await;
        assert_eq!((changes.new, changes.same), (0, 3));
        assert_eq!(ids(&again), ids(&page));
        trial.end().await;
    }

    async fn an_article_whose_address_changes_its_scheme_is_the_same(trial: Trial) {
        let cms = Cms::start().await;
        let (_, before) = read(&trial, &cms, sample("guid-http.xml")).await;
        let (changes, after) = read(&trial, &cms, sample("guid-https-www.xml")).await;
        assert_eq!((changes.new, ids(&after).len()), (1, 4));
        assert_eq!(ids(&after)[1..], ids(&before)[..]);
        trial.end().await;
    }

    async fn what_counts_visitors_makes_no_new_article_and_a_permalink_is_a_link(trial: Trial) {
        let cms = Cms::start().await;
        let feed = |link: &str| {
            let items = format!("<item><title>Một</title><link>{link}</link></item><item><title>Hai</title><guid>https://a.vn/hai.html</guid></item>");
            format!("<rss version=\"2.0\"><channel>{items}</channel></rss>").into_bytes()
        };
        let (_, before) = read(&trial, &cms, feed("/mot.html?utm_source=rss&amp;id=1")).await;
        let (changes, after) = read(&trial, &cms, feed("/mot.html?id=1")).await;
        assert_eq!((changes.new, ids(&after)), (0, ids(&before)));
        assert_eq!(after["items"][0]["url"], cms.url("/mot.html?id=1"));
        assert_eq!(after["items"][1]["url"], "https://a.vn/hai.html");
        trial.end().await;
    }
}
