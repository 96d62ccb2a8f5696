//! WordPress is read whole, wherever it has its interface.

use bangtin_cms::{Portal, WordPress};
use bangtin_service::config::FeedKind;
use serde_json::{Value, json};

use crate::made;

#[test]
fn all_posts_come_also_a_hundred_that_were_saved_in_one_second() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 160);
    let saved = "global $wpdb; return (int) $wpdb->get_var( \"SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'post' AND \
                 post_modified = '2026-10-01 08:00:00'\" );";
    assert_eq!(wordpress.run(saved), 100);
    let portal = Portal::of(&wordpress);
    assert_eq!(portal.changes().new, 160);
    portal.has_all_of(&wordpress);
    let again = portal.changes();
    assert_eq!((again.new, again.changed, again.gone), (0, 0, 0));
}

#[test]
fn an_article_has_what_its_post_has() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 8);
    let portal = Portal::of(&wordpress);
    portal.changes();
    let listed = portal.titled("Tin số 8: “Đường & cầu” xã Sông Ba, ngày hội");
    assert_eq!(listed.id, "tin-so-8-duong-cau-xa-song-ba-ngay-hoi");
    let article = portal.json(&format!("/articles/{}", listed.id));
    let article = article.pointer("/items/0").unwrap_or(&article);
    let its = |path: &str| article.pointer(path).cloned().unwrap_or_default();
    assert_eq!(its("/date_published"), "2026-03-01T08:08:00+07:00");
    assert_eq!(its("/_bangtin/category/id"), "nong-nghiep");
    assert_eq!(its("/_bangtin/category/name"), "Nông nghiệp – Nông thôn");
    let mut tags: Vec<Value> = its("/tags").as_array().expect("tags").clone();
    tags.sort_by_key(Value::to_string);
    assert_eq!(tags, [json!("xã Sông Ba"), json!("đợt 8")]);
    let media = its("/_bangtin/media/0");
    assert_eq!(media["alt"], "Đường làng mới làm");
    let image = its("/image");
    let image = image.as_str().expect("a picture");
    assert!(image.starts_with(&wordpress.origin()), "{image}");
    let text = its("/content_html");
    let text = text.as_str().expect("a text");
    for part in ["thông báo, lần 8.", "Nơi tiếp", ".pdf"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_commands_import_and_export_write_what_wordpress_has() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 60);
    let mut portal = Portal::of(&wordpress);
    let (folder, good) = portal.import_and_export();
    assert!(good, "the source could not be read");
    let folder = folder.join("v1/sites").join(portal.site());
    let mut titles = Vec::new();
    for file in ["articles.json", "articles-2.json", "articles-3.json"] {
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
            break;
        };
        let page: Value = serde_json::from_str(&text).expect("JSON");
        let items = page["items"].as_array().expect("items");
        titles.extend(items.iter().map(|item| item["title"].clone()));
    }
    let published = wordpress.published().into_iter();
    let published: Vec<Value> = published.map(|post| post.title.into()).collect();
    assert_eq!(titles, published);
    portal.has_all_of(&wordpress);
}

#[test]
fn a_site_with_plain_addresses_is_read() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 60);
    made::permalinks(&wordpress, "");
    let portal = Portal::of(&wordpress);
    assert_eq!(portal.changes().new, 60);
    portal.has_all_of(&wordpress);
    let number = made::numbers(&wordpress)[3];
    made::change(&wordpress, number, "'post_title' => 'Đã sửa'");
    assert_eq!(portal.changes().changed, 1);
    portal.has_all_of(&wordpress);
}

#[test]
fn the_interface_is_found_by_any_page_of_the_site() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 60);
    // At none of the usual places: only the header `Link` of the pages tells.
    made::plugin(
        &wordpress,
        "moved",
        "add_filter( 'rest_url_prefix', fn() => 'giao-dien' ); remove_action( 'wp_head', 'rest_output_link_wp_head' );",
    );
    made::permalinks(&wordpress, "/tin/%postname%/");
    let page = wordpress.published()[7].url.clone();
    for address in [format!("{}/", wordpress.origin()), page] {
        for kind in [Some(FeedKind::Wordpress), None] {
            let portal = Portal::start(&address, kind, &wordpress.origin());
            assert_eq!(portal.changes().new, 60, "{address} {kind:?}");
            portal.has_all_of(&wordpress);
        }
    }
}
