//! The kit in pages of WordPress, put there as docs/embedding.md says.

use bangtin_cms::{Portal, WordPress};
use bangtin_e2e::{Engine, KIT, Missing, Page, Session, Viewport, repo_root};
use bangtin_service::config::FeedKind;

use crate::made;

/// A desk.
const DESK: Viewport = Viewport {
    width: 1280,
    height: 900,
};

/// The must-use plugin with its three lines filled in.
fn install(wordpress: &WordPress, page: &Page<'_>, portal: &Portal) {
    let plugin = repo_root().join("plugins/wordpress/bangtin.php");
    let mut plugin = std::fs::read_to_string(plugin).expect("the plugin");
    let kit = format!("{}{KIT}/bangtin.js", page.server.origin());
    for (sample, own) in [
        (
            format!("https://tin.example.gov.vn{KIT}/bangtin.js"),
            kit.as_str(),
        ),
        (
            "'https://tin.example.gov.vn'".into(),
            &format!("'{}'", portal.origin()),
        ),
        ("'xa-song-ba'".into(), &format!("'{}'", portal.site())),
    ] {
        assert!(plugin.contains(&sample), "{sample}");
        plugin = plugin.replace(&sample, own);
    }
    std::fs::write(wordpress.plugins().join("bangtin.php"), plugin).expect("the plugin");
}

/// Makes a page, saved by somebody with this role; its address.
pub(crate) fn write(wordpress: &WordPress, role: &str, name: &str, text: &str) -> String {
    let text = text.replace('\'', "\\'");
    let made = wordpress.run(&format!(
        "$user = get_user_by( 'login', '{role}' ) ?: get_user_by( 'id', wp_insert_user( array(
             'user_login' => '{role}', 'user_pass' => 'mat-khau', 'role' => '{role}' ) ) );
         wp_set_current_user( $user->ID );
         kses_init();
         $post = wp_insert_post( array( 'post_title' => '{name}', 'post_status' => 'publish', 'post_author' => $user->ID,
             'post_type' => 'page', 'post_content' => wp_slash( '{text}' ) ), true );
         return get_permalink( $post );"
    ));
    made.as_str()
        .unwrap_or_else(|| panic!("{name}: {made}"))
        .to_owned()
}

/// Chromium, if this machine has it; named where it has not.
pub(crate) fn chromium() -> Option<Session> {
    match Session::start(Engine::Chromium, Viewport::PHONE) {
        Ok(session) => Some(session),
        Err(Missing(why)) => {
            eprintln!("NOT TESTED: chromium: {why}");
            None
        }
    }
}

#[test]
fn the_list_and_its_articles_show_in_pages_of_wordpress() {
    let Some(session) = chromium() else {
        return;
    };
    let page = Page::new(&session);
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 60);
    let address = format!("{}/", wordpress.origin());
    let portal = Portal::start(&address, Some(FeedKind::Wordpress), &wordpress.origin());
    portal.changes();
    install(&wordpress, &page, &portal);
    let short = r#"[bangtin element="news" limit="6" layout="cards" search links="reader"]<a href="/tin-tuc">Tin tức</a>[/bangtin]"#;
    let div = r#"<!-- wp:html --><div class="bangtin" data-bangtin="news" data-limit="6" data-links="reader"><a href="/tin-tuc">Tin tức</a></div><!-- /wp:html -->"#;
    let tag = r#"<!-- wp:html --><bangtin-news limit="6"><a href="/tin-tuc">Tin tức</a></bangtin-news><!-- /wp:html -->"#;
    let pages = [
        (
            "shortcode",
            write(
                &wordpress,
                "author",
                "Tin của xã",
                &format!("<!-- wp:shortcode -->{short}<!-- /wp:shortcode -->"),
            ),
        ),
        ("div", write(&wordpress, "author", "Tin mới", div)),
        ("tag", write(&wordpress, "administrator", "Tin tức", tag)),
    ];
    for theme in ["twentytwentythree", "twentytwentytwo", "twentytwentyone"] {
        wordpress.run(&format!("switch_theme( '{theme}' ); return true;"));
        for (form, address) in &pages {
            for size in [Viewport::PHONE, DESK] {
                page.resize(size);
                page.visit(address);
                page.wait_for("bangtin-news >>> [part=row]");
                assert_eq!(
                    page.count("bangtin-news >>> [part=row]"),
                    6,
                    "{theme} {form}"
                );
                page.fits();
                // Rows out of sight are not drawn, and would be blank in the picture.
                page.scroll_to("bangtin-news >>> [part=row]:last-child");
                page.screenshot(&format!("wordpress-{theme}-{form}"));
            }
            let first = portal.articles()[0].post.clone();
            page.click("bangtin-news >>> [part=row] a[part=link]");
            if *form == "tag" {
                page.until("the post's own page opens", || {
                    first.url.ends_with(&page.address())
                });
                continue;
            }
            page.wait_for("bangtin-news >>> article .body");
            let title = page.text("bangtin-news >>> article [part=title]");
            assert_eq!(title, first.title);
            page.fits();
            page.screenshot(&format!("wordpress-{theme}-{form}-article"));
            page.reload();
            page.wait_for("bangtin-news >>> article .body");
            page.resize(Viewport::PHONE);
            page.screenshot(&format!("wordpress-{theme}-{form}-article"));
            let violations = page.axe("bangtin-news");
            assert!(violations.is_empty(), "{theme} {form}: {violations:?}");
        }
    }
    assert_eq!(page.errors(), Vec::<String>::new());
}
