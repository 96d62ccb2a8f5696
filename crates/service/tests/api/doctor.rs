//! `doctor` and `convert`, as who sets a page up runs them.

use std::path::Path;

use serde_json::{Value, json};

use crate::args;
use crate::blog::{Blog, Post};
use crate::cms::{Cms, Reply, article, json_feed};
use crate::program::{Said, run};

async fn ask(arguments: &[&str]) -> Said {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(std::ffi::OsStr::new).collect();
    run(folder.path(), &[], &arguments).await
}

fn sample(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../feeds/testdata/");
    [folder, name].concat()
}

#[tokio::test]
async fn any_source_is_written_as_json_feed() {
    let posts = (1..=120).map(|id| Post::new(id, &format!("2026-11-01T{:02}:00:00", id % 24)));
    let blog = Blog::start(posts.collect()).await;
    let said = ask(&["convert", &blog.url("/")]).await;
    assert!(said.good, "{said:?}");
    let feed: Value = serde_json::from_str(&said.out).expect("JSON");
    let items = feed["items"].as_array().expect("items");
    assert_eq!(
        (&feed["version"], items.len()),
        (&json!("https://jsonfeed.org/version/1.1"), 120)
    );
    let dates = items.iter().map(|item| item["date_published"].as_str());
    assert!(
        dates.is_sorted_by(|one, other| one >= other),
        "{:?}",
        items.first()
    );

    let said = ask(&["convert", &sample("odd-type.xml")]).await;
    let feed: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(feed["items"][0]["title"], "Tin 0");

    let said = ask(&["convert", &sample("wall.html")]).await;
    assert!(!said.good && said.out.is_empty(), "{said:?}");
    assert!(
        said.error
            .contains("it is an HTML page with the title “Xã Sông Ba”"),
        "{said:?}"
    );
}

#[tokio::test]
async fn a_feed_is_told_with_what_it_lacks_and_what_to_paste() {
    let said = ask(&["doctor", &sample("dates-of-ict.xml"), "--lang", "en"]).await;
    assert!(said.good, "{said:?}");
    for sentence in [
        "Kind: RSS or Atom.",
        "without a picture.",
        "This is a file on this machine. Put on the web server of the page, elements can read it.",
        "<bangtin-news src=\"/dates-of-ict.xml\" limit=\"6\">",
        "With content: <bangtin-news>",
        "[[sites.feeds]]\nurl = \"",
        "data-service=\"https://tin.example.gov.vn\" data-site=\"xa-song-ba\"></script>",
    ] {
        assert!(said.out.contains(sentence), "{sentence}: {}", said.out);
    }
    let said = ask(&["doctor", &sample("wall.html")]).await;
    assert_eq!((said.good, said.code), (false, Some(1)), "{said:?}");
    assert!(
        said.out.contains("Đây không phải nguồn tin đọc được"),
        "{said:?}"
    );
}

#[tokio::test]
async fn it_is_told_whether_a_browser_gets_to_read_it() {
    let cms = Cms::start().await;
    let feed = Reply::json(&json_feed(&[article(1, "Một")]));
    let page = "http://songba.example.vn";
    let cases = [
        (
            None,
            "Không: nguồn tin không gửi Access-Control-Allow-Origin",
            false,
        ),
        (Some("*"), "Được: nguồn tin cho mọi trang đọc", true),
        (
            Some(page),
            "Được: nguồn tin cho http://songba.example.vn đọc",
            true,
        ),
        (
            Some("https://songba.example.vn"),
            "Không: nguồn tin chỉ cho “https://songba.example.vn” đọc",
            false,
        ),
    ];
    for (allowed, sentence, is_open) in cases {
        let reply = match allowed {
            Some(allowed) => feed.clone().header("access-control-allow-origin", allowed),
            None => feed.clone(),
        };
        cms.on("/feed.json", reply);
        let address = cms.url("/feed.json");
        let said = ask(&["doctor", &address, "--page", &format!("{page}/tin-tuc/")]).await;
        assert!(said.out.contains(sentence), "{allowed:?}: {}", said.out);
        let element = format!("<bangtin-news src=\"{address}\"");
        assert_eq!(
            said.out.contains(&element),
            is_open,
            "{allowed:?}: {}",
            said.out
        );
    }
    let rss = "<rss version=\"2.0\"><channel><title>Xã</title><item><title>Một</title><link>/1</link></item></channel></rss>";
    for (allowed, is_open) in [(None, false), (Some("*"), true)] {
        let reply = Reply::of(rss);
        cms.on(
            "/rss.xml",
            match allowed {
                Some(allowed) => reply.header("access-control-allow-origin", allowed),
                None => reply,
            },
        );
        let address = cms.url("/rss.xml");
        let said = ask(&["doctor", &address, "--page", page]).await;
        let element = format!("<bangtin-news src=\"{address}\"");
        assert_eq!(
            said.out.contains(&element),
            is_open,
            "RSS, {allowed:?}: {}",
            said.out
        );
    }
    let said = ask(&[
        "doctor",
        &cms.url("/feed.json"),
        "--page",
        "songba.example.vn",
    ])
    .await;
    assert!(
        !said.good && said.error.contains("it has to begin with https://"),
        "{said:?}"
    );
}

#[tokio::test]
async fn snippets_name_the_server_and_the_site_of_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "public_url = 'https://tin.songba.vn/'\n[[sites]]\nid = 'xa-a'\nname = 'Xã A'\n";
    std::fs::write(folder.path().join("bangtin.toml"), settings).expect("a file");
    let file = sample("odd-type.xml");
    let said = run(folder.path(), &[], &args!["doctor", Path::new(&file)]).await;
    let script = "src=\"https://tin.songba.vn/bangtin/";
    let names = "data-service=\"https://tin.songba.vn\" data-site=\"xa-a\"";
    assert!(
        said.out.contains(script) && said.out.contains(names),
        "{said:?}"
    );
}
