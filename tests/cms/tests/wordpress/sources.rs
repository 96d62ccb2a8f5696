//! Posts of WordPress as `src` of the kit's elements, in its own pages and without a service.

use bangtin_cms::WordPress;
use bangtin_e2e::{KIT, Page};

use crate::{made, pages};

const COUNT: usize = 24;
const ROW: &str = "bangtin-news >>> [part=row]";

/// Loads the kit in every page, with no service.
fn install(wordpress: &WordPress, page: &Page<'_>) {
    let kit = format!("{}{KIT}/bangtin.js", page.server.origin());
    made::plugin(
        wordpress,
        "kit",
        &format!(
            r#"add_action( 'wp_head', fn() => print( '<script type="module" crossorigin="anonymous" src="{kit}"></script>' ) );"#
        ),
    );
}

/// A page of an administrator, who may write tags.
fn write(wordpress: &WordPress, name: &str, tags: &str) -> String {
    let text = format!("<!-- wp:html -->{tags}<!-- /wp:html -->");
    pages::write(wordpress, "administrator", name, &text)
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

#[test]
fn posts_are_a_list_and_an_article_by_their_own_address() {
    let Some(session) = pages::chromium() else {
        return;
    };
    let page = Page::new(&session);
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, COUNT);
    install(&wordpress, &page);
    let numbers = made::numbers(&wordpress);
    let slug = wordpress.run(&format!("return get_post( {} )->post_name;", numbers[7]));
    let slug = slug.as_str().expect("a name");
    for (permalinks, posts) in [
        ("/%postname%/", "/wp-json/wp/v2/posts?"),
        ("", "/?rest_route=/wp/v2/posts&amp;"),
    ] {
        made::permalinks(&wordpress, permalinks);
        let all = format!("{posts}_embed&amp;per_page=100");
        let address = write(
            &wordpress,
            "Tin",
            &format!(
                r#"<bangtin-news src="{all}" limit="50" categories></bangtin-news><bangtin-article src="{all}" item="{slug}"></bangtin-article>"#
            ),
        );
        page.visit(&address);
        page.wait_for(ROW);
        let published = wordpress.published();
        assert_eq!(page.count(ROW), COUNT, "{posts}");
        let titles = published.iter().map(|post| post.title.clone()).collect();
        assert_eq!(
            sorted(page.texts("bangtin-news >>> [part=title]")),
            sorted(titles)
        );
        let addresses: Vec<String> = page.js(
            "return deepAll('bangtin-news >>> a[part=link]').map((link) => link.href)",
            serde_json::json!([]),
        );
        let urls = published.iter().map(|post| post.url.clone()).collect();
        assert_eq!(sorted(addresses), sorted(urls));
        // Each eighth has one.
        assert_eq!(page.count("bangtin-news >>> [part=thumbnail]"), COUNT / 8);
        let dates = page.texts("bangtin-news >>> [part=date]");
        assert!(dates.contains(&"01/03/2026 08:08".to_owned()), "{dates:?}");
        let categories = page.texts("bangtin-news >>> [part=category]");
        assert!(
            categories.contains(&"Nông nghiệp – Nông thôn".to_owned()),
            "{categories:?}"
        );

        // Far below the list.
        page.scroll_to("bangtin-article");
        page.wait_for("bangtin-article >>> [part=body]");
        let whole = page.text("bangtin-article >>> article");
        for words in [
            "Tin số 8: “Đường & cầu” xã Sông Ba, ngày hội",
            "thông báo, lần 8",
            "Nơi tiếp",
            "Lịch tiếp công dân",
            "Ảnh: Văn Thịnh",
        ] {
            assert!(whole.contains(words), "{words}: {whole}");
        }
        page.screenshot("wordpress-source");

        let address = write(
            &wordpress,
            "Tin từng phần",
            &format!(
                r#"<bangtin-news src="{posts}per_page=10&amp;orderby=id" limit="10"></bangtin-news>"#
            ),
        );
        page.visit(&address);
        page.wait_for(ROW);
        for shown in [10, 20, COUNT] {
            page.until("a page of the list is there", || page.count(ROW) == shown);
            assert_eq!(page.has("bangtin-news >>> [part=more]"), shown < COUNT);
            if shown < COUNT {
                page.click("bangtin-news >>> [part=more]");
            }
        }
    }
    assert_eq!(page.errors(), Vec::<String>::new());
}
