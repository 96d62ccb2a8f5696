//! The colours that a page can choose: `look`, `data-look`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, KIT, Page, cases};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("look";
    EVERYWHERE => an_element_has_the_colours_that_it_asks_for, a_page_chooses_for_all_and_its_own_colours_go_before;
    CHROMIUM => what_stands_in_an_element_follows_it, a_wrong_look_is_told_to_who_set_the_page_up, each_look_is_seen_by_everybody;
);

const LINK: &str = "bangtin-news >>> [part=more]";
const RED: &str = "rgb(155, 28, 31)";
const BLUE: &str = "rgb(11, 79, 138)";
const GREEN: &str = "rgb(11, 97, 67)";

/// The colour of links, as an element has it.
fn accent(page: &Page<'_>, element: &str) -> String {
    page.style(&format!("{element} >>> [part=see-all]"), "color")
}

fn an_element_has_the_colours_that_it_asks_for(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(20));
    page.show(&format!(
        "<bangtin-news class='a' src='{src}' limit='1' see-all='/tin'></bangtin-news>
        <bangtin-news class='b' src='{src}' limit='1' see-all='/tin' look='lam'></bangtin-news>"
    ));
    for one in [".a", ".b"] {
        page.wait_state(one, "ready");
    }
    page.until("it is blue", || accent(page, ".b") == BLUE);
    assert_eq!(accent(page, ".a"), RED, "the other one is as it was");
    page.set_attribute(".b", "look", Some("luc"));
    page.until("it is green", || accent(page, ".b") == GREEN);
    page.set_attribute(".b", "theme", Some("dark"));
    page.until("it is green in the dark", || {
        accent(page, ".b") == "rgb(131, 217, 177)"
    });
    page.set_attribute(".b", "theme", None);
    page.set_attribute(".b", "look", None);
    page.until("it is as it was", || accent(page, ".b") == RED);
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn a_page_chooses_for_all_and_its_own_colours_go_before(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(20));
    let head = format!(
        r#"<script type="module" src="{KIT}/bangtin.js" data-look="lam"></script><style>.b {{ --bangtin-accent: #123456 }}</style>"#
    );
    page.show_with(
        &head,
        &format!(
            "<bangtin-news class='a' src='{src}' limit='1' see-all='/tin'></bangtin-news>
            <bangtin-news class='b' src='{src}' limit='1' see-all='/tin'></bangtin-news>
            <bangtin-news class='c' src='{src}' limit='1' see-all='/tin' look='son'></bangtin-news>"
        ),
    );
    for one in [".a", ".b", ".c"] {
        page.wait_state(one, "ready");
    }
    page.until("the page is blue", || accent(page, ".a") == BLUE);
    page.until("what asks for red is red", || accent(page, ".c") == RED);
    assert_eq!(accent(page, ".b"), "rgb(18, 52, 86)");
    // One that comes later has it at once.
    page.js::<()>(
        "const late = document.querySelector('.a').cloneNode(); late.className = 'd'; document.body.prepend(late)",
        serde_json::json!([]),
    );
    page.wait_state(".d", "ready");
    page.wait_for(LINK);
    page.until("it is blue too", || accent(page, ".d") == BLUE);
}

fn what_stands_in_an_element_follows_it(page: &Page<'_>) {
    page.show(
        "<bangtin-article src='/sample/feed.json' item='tt-01' look='luc'></bangtin-article>",
    );
    page.wait_state("bangtin-article", "ready");
    page.scroll_to("bangtin-article >>> bangtin-share");
    let root = "bangtin-article >>> bangtin-share >>> .root[data-look=luc]";
    page.wait_for(root);
}

fn a_wrong_look_is_told_to_who_set_the_page_up(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(20));
    page.show(&format!(
        "<bangtin-news src='{src}' look='tím'></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("the console says so", || {
        page.console()
            .iter()
            .any(|line| line.contains("look") && line.contains("son, lam, luc"))
    });
}

fn each_look_is_seen_by_everybody(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(9));
    for look in ["son", "lam", "luc"] {
        let body = format!(
            "<bangtin-news src='{src}' look='{look}' layout='lead' limit='4' urgent new-days='90' search categories heading='Tin mới' see-all='/tin'></bangtin-news>"
        );
        seen::by_everybody(
            page,
            &format!("look-{look}"),
            &body,
            &["bangtin-news"],
            &|| {
                page.wait_for("bangtin-news >>> [part~=lead]");
                page.wait_for(&format!("bangtin-news >>> .root[data-look={look}]"));
            },
        );
    }
}
