//! `<bangtin-display>`: how the reader wants to read, for the whole page.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Page, cases};
use serde_json::json;

use crate::{seen, speech};

pub(crate) const CASES: &[Case] = cases!("display";
    EVERYWHERE =>
        every_element_of_the_page_follows_and_the_next_page_remembers,
        an_element_that_comes_later_is_read_as_the_others,
        who_has_no_storage_chooses_for_this_page,
        the_bar_of_the_article_says_the_same_and_the_text_is_not_enlarged_twice,
        an_article_alone_leaves_the_rest_of_the_page_as_it_is,
        reading_aloud_is_stopped_in_the_middle_and_goes_on_with_the_same_sentence,
        what_the_publisher_recorded_is_stopped_in_the_middle_and_goes_on,
        why_nothing_can_be_heard_is_said_where_an_article_is_open,
        the_page_is_told_what_was_chosen,
        a_strict_policy_forbids_nothing_of_it,
        the_sheet_of_the_portal_has_the_same_bar;
    CHROMIUM =>
        is_seen_by_everybody,
        nothing_stands_out_at_twice_the_size_with_wide_spacing;
);

const TAG: &str = "<bangtin-display></bangtin-display>";
const TITLE: &str = "bangtin-news >>> [part=title]";

fn tool(name: &str) -> String {
    format!("bangtin-display >>> [data-tool={name}]")
}

fn items() -> Feed {
    Feed::new()
        .with(Item::new("bai", "Giá lúa tăng").body(
            "<p>Giá lúa là 7.200 đồng.</p><p>Bà con bán ngay.</p><ul><li>Thương lái chờ.</li></ul>",
        ))
        .with(Item::new("khac", "Lịch tiếp dân").body("<p>Thứ Hai hằng tuần.</p>"))
}

fn list(page: &Page<'_>) -> String {
    let src = page.feed("tin.json", &items());
    format!("<bangtin-news src='{src}'></bangtin-news>")
}

fn article(page: &Page<'_>) -> String {
    let src = page.feed("tin.json", &items());
    format!("<bangtin-article src='{src}' item='bai'></bangtin-article>")
}

fn pixels(page: &Page<'_>, selector: &str, property: &str) -> f64 {
    let value = page.style(selector, property);
    value.trim_end_matches("px").parse().unwrap_or_default()
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.5
}

fn ready(page: &Page<'_>, others: &[&str]) {
    page.wait_state("bangtin-display", "ready");
    for other in others {
        page.wait_state(other, "ready");
    }
}

fn every_element_of_the_page_follows_and_the_next_page_remembers(page: &Page<'_>) {
    let body = format!("{TAG}{}", list(page));
    page.show(&body);
    ready(page, &["bangtin-news"]);
    let usual = pixels(page, TITLE, "font-size");
    assert_eq!(page.text("bangtin-display >>> [part=size]"), "100 %");
    for _ in 0..5 {
        page.click(&tool("larger"));
    }
    page.until("the list is twice as large", || {
        near(pixels(page, TITLE, "font-size"), usual * 2.0)
    });
    assert_eq!(page.text("bangtin-display >>> [part=size]"), "200 %");
    page.click(&tool("spacing"));
    page.click(&tool("contrast"));
    let chosen = || {
        let size = pixels(page, TITLE, "font-size");
        near(size, usual * 2.0)
            && near(pixels(page, TITLE, "letter-spacing"), size * 0.12)
            && near(pixels(page, TITLE, "word-spacing"), size * 0.16)
            && near(pixels(page, TITLE, "line-height"), size * 1.5)
            && page.style("bangtin-news >>> .root", "background-color") == "rgb(255, 255, 255)"
            && page.style("bangtin-news >>> .root", "color") == "rgb(0, 0, 0)"
    };
    page.until("all of it is seen", chosen);
    page.screenshot("display-all-chosen");
    for name in ["spacing", "contrast"] {
        assert_eq!(
            page.attribute(&tool(name), "aria-pressed").as_deref(),
            Some("true")
        );
    }
    page.show(&body);
    ready(page, &["bangtin-news"]);
    page.until("the next page remembers", chosen);
    page.click(&tool("reset"));
    page.until("it is as it was", || {
        near(pixels(page, TITLE, "font-size"), usual)
            && page.style(TITLE, "letter-spacing") == "normal"
            && page.style("bangtin-news >>> .root", "background-color") != "rgb(255, 255, 255)"
    });
    let kept: usize = page.js(
        "return Object.keys(localStorage).filter((name) => /size|spacing|contrast/.test(name)).length",
        json!([]),
    );
    assert_eq!(kept, 0);
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn an_element_that_comes_later_is_read_as_the_others(page: &Page<'_>) {
    let list = list(page);
    page.show(TAG);
    ready(page, &[]);
    page.click(&tool("spacing"));
    page.js::<()>(
        "document.body.append(document.createRange().createContextualFragment(arguments[0]))",
        json!([list]),
    );
    page.wait_state("bangtin-news", "ready");
    page.until("it is wide", || {
        page.style(TITLE, "letter-spacing") != "normal"
    });
}

fn who_has_no_storage_chooses_for_this_page(page: &Page<'_>) {
    page.show(&format!(
        "<script>for (const name of ['localStorage', 'sessionStorage'])
            Object.defineProperty(window, name, {{ get() {{ throw new DOMException('no', 'SecurityError') }} }})</script>{TAG}{}",
        list(page)
    ));
    ready(page, &["bangtin-news"]);
    let usual = pixels(page, TITLE, "font-size");
    page.click(&tool("larger"));
    page.until("the list is larger", || {
        pixels(page, TITLE, "font-size") > usual * 1.1
    });
    assert_eq!(page.text("bangtin-display >>> [part=size]"), "115 %");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn the_bar_of_the_article_says_the_same_and_the_text_is_not_enlarged_twice(page: &Page<'_>) {
    page.show(&format!("{TAG}{}", article(page)));
    ready(page, &["bangtin-article"]);
    let text = "bangtin-article >>> .body p";
    page.wait_for(text);
    let usual = pixels(page, text, "font-size");
    let inside = "bangtin-article >>> bangtin-share >>> button";
    page.wait_for(inside);
    let usual_inside = pixels(page, inside, "font-size");
    let own = |name: &str| format!("bangtin-article >>> [data-tool={name}]");
    for _ in 0..3 {
        page.click(&own("larger"));
    }
    page.until("text and what is within are half as large again", || {
        near(pixels(page, text, "font-size"), usual * 1.5)
            && near(pixels(page, inside, "font-size"), usual_inside * 1.5)
    });
    assert_eq!(page.text("bangtin-display >>> [part=size]"), "150 %");
    page.click(&tool("contrast"));
    page.until("the article's bar says it too", || {
        page.attribute(&own("contrast"), "aria-pressed").as_deref() == Some("true")
    });
    page.click(&tool("spacing"));
    page.until("paragraphs are two lines apart", || {
        let size = pixels(page, text, "font-size");
        near(
            pixels(
                page,
                "bangtin-article >>> .body p:nth-of-type(2)",
                "margin-top",
            ),
            size * 2.0,
        )
    });
}

fn an_article_alone_leaves_the_rest_of_the_page_as_it_is(page: &Page<'_>) {
    page.show(&format!("{}{}", list(page), article(page)));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-article", "ready");
    let usual = pixels(page, TITLE, "font-size");
    page.click("bangtin-article >>> [data-tool=larger]");
    page.until("the article is larger", || {
        page.attribute("bangtin-article >>> article", "data-size")
            .as_deref()
            == Some("115")
    });
    assert!(near(pixels(page, TITLE, "font-size"), usual));
}

fn reading_aloud_is_stopped_in_the_middle_and_goes_on_with_the_same_sentence(page: &Page<'_>) {
    page.show(&format!(
        "{}{TAG}{}",
        speech::device(&["vi-VN"], 0),
        article(page)
    ));
    ready(page, &["bangtin-article"]);
    let speak = tool("speak");
    page.wait_for(&speak);
    assert_eq!(page.text(&speak), "Nghe bài viết");
    assert!(!page.has(&tool("silence")));
    page.click(&speak);
    page.until("it reads", || page.text(&speak) == "Tạm dừng");
    assert_eq!(page.text(&tool("silence")), "Dừng đọc");
    assert_eq!(
        page.text("bangtin-article >>> [data-tool=speak]"),
        "Dừng đọc"
    );
    page.js::<()>("begin(); goOn()", json!([]));
    page.click(&speak);
    page.until("it is held", || page.text(&speak) == "Nghe tiếp");
    let texts = || -> Vec<String> { page.js("return spoken.map((part) => part.text)", json!([])) };
    assert!(texts().is_empty());
    page.click(&speak);
    page.until("it goes on", || page.text(&speak) == "Tạm dừng");
    assert_eq!(
        texts(),
        [
            "Giá lúa là 7.200 đồng.",
            "Bà con bán ngay.",
            "Thương lái chờ."
        ]
    );
    page.click(&tool("silence"));
    page.until("it is silent", || page.text(&speak) == "Nghe bài viết");
    assert!(texts().is_empty());
    page.until("the focus stays in the bar", || {
        page.js(
            "return deep('bangtin-display').shadowRoot.activeElement?.dataset.tool === 'speak'",
            json!([]),
        )
    });
    page.click(&speak);
    page.until("it begins anew", || texts().len() == 4);
    page.js::<()>("begin(); while (spoken.length) goOn()", json!([]));
    page.until("it has ended", || page.text(&speak) == "Nghe bài viết");
    // The article goes, and with it what reads it.
    page.click(&speak);
    page.until("it reads once more", || page.text(&speak) == "Tạm dừng");
    page.js::<()>(
        "document.querySelector('bangtin-article').remove()",
        json!([]),
    );
    page.until("there is nothing to hear", || !page.has(&speak));
    assert!(texts().is_empty());
}

fn what_the_publisher_recorded_is_stopped_in_the_middle_and_goes_on(page: &Page<'_>) {
    let recorded = Item::new("bai", "Giá lúa tăng").body("<p>Giá lúa là 7.200 đồng.</p>").extra(
        "media",
        json!([{ "type": "audio", "url": "/made/ban-doc.mp3", "caption": "Bản đọc của đài xã" }]),
    );
    let src = page.feed("tin.json", &Feed::new().with(recorded));
    page.show(&format!(
        "{}<script>HTMLMediaElement.prototype.play = async function () {{ window.playing = true }};
            HTMLMediaElement.prototype.pause = function () {{
                if (window.playing) setTimeout(() => this.dispatchEvent(new Event('pause')));
                window.playing = false;
            }};
            Object.defineProperty(HTMLMediaElement.prototype, 'paused', {{ get: () => !window.playing }});</script>
         {TAG}<bangtin-article src='{src}' item='bai'></bangtin-article>",
        speech::NO_SPEECH
    ));
    ready(page, &["bangtin-article"]);
    let speak = tool("speak");
    page.wait_for(&speak);
    let plays = || page.js::<bool>("return window.playing === true", json!([]));
    page.click(&speak);
    page.until("it plays", || plays() && page.text(&speak) == "Tạm dừng");
    page.click(&speak);
    page.until("it is held", || {
        !plays() && page.text(&speak) == "Nghe tiếp"
    });
    page.click(&speak);
    page.until("it goes on", || plays() && page.text(&speak) == "Tạm dừng");
    page.click(&tool("silence"));
    page.until("it is silent", || {
        !plays() && page.text(&speak) == "Nghe bài viết"
    });
}

fn why_nothing_can_be_heard_is_said_where_an_article_is_open(page: &Page<'_>) {
    page.show(&format!("{}{TAG}{}", speech::NO_SPEECH, list(page)));
    ready(page, &["bangtin-news"]);
    let why = "bangtin-display >>> [part=silent]";
    assert!(!page.has(why) && !page.has(&tool("speak")));
    page.show(&format!("{}{TAG}{}", speech::NO_SPEECH, article(page)));
    ready(page, &["bangtin-article"]);
    page.wait_for(why);
    assert_eq!(
        page.text(why),
        "Máy này chưa có giọng đọc tiếng Việt nên chưa nghe bài viết được."
    );
    assert!(!page.has(&tool("speak")));
}

fn the_page_is_told_what_was_chosen(page: &Page<'_>) {
    page.show(&format!(
        "<script>addEventListener('bangtin-display', ({{ detail }}) => (window.told = Object.values(detail).join()))</script>{TAG}"
    ));
    ready(page, &[]);
    let told = || page.js::<String>("return window.told ?? ''", json!([]));
    page.until("at first too", || told() == "100,,");
    page.click(&tool("larger"));
    page.click(&tool("spacing"));
    page.click(&tool("contrast"));
    page.until("and each time", || told() == "115,wide,high");
}

fn a_strict_policy_forbids_nothing_of_it(page: &Page<'_>) {
    page.open("/hosts/strict-csp.html");
    page.wait_state("bangtin-news", "ready");
    page.forget();
    page.js::<()>(
        "document.querySelector('.page').prepend(document.createElement('bangtin-display'))",
        json!([]),
    );
    ready(page, &[]);
    let usual = pixels(page, TITLE, "font-size");
    page.click(&tool("larger"));
    page.until("the list is larger", || {
        pixels(page, TITLE, "font-size") > usual * 1.1
    });
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn the_sheet_of_the_portal_has_the_same_bar(page: &Page<'_>) {
    let src = page.feed("tin.json", &items());
    page.show(&format!(
        "<bangtin-portal src='{src}'><h1>Xã Sông Ba</h1></bangtin-portal>"
    ));
    page.wait_state("bangtin-portal", "ready");
    let bar = "bangtin-portal >>> bangtin-display >>> [part=display]";
    page.wait_for(bar);
    let name = "bangtin-portal >>> .name";
    let usual = pixels(page, name, "font-size");
    page.js::<()>(
        "deep('bangtin-portal >>> [aria-haspopup=dialog]:last-of-type').click()",
        json!([]),
    );
    page.until("the sheet is open", || {
        page.has("bangtin-portal >>> dialog[data-name=display][open]")
    });
    page.click("bangtin-portal >>> bangtin-display >>> [data-tool=larger]");
    page.click("bangtin-portal >>> bangtin-display >>> [data-tool=spacing]");
    page.until("all of the portal is larger and wider", || {
        near(pixels(page, name, "font-size"), usual * 1.15)
            && page.style(name, "letter-spacing") != "normal"
    });
    let pressed = "bangtin-portal >>> bangtin-display >>> [data-tool=spacing]";
    assert_eq!(
        (
            page.style(pressed, "background-color"),
            page.style(pressed, "color")
        ),
        ("rgb(155, 28, 31)".into(), "rgb(255, 255, 255)".into())
    );
    page.screenshot("display-portal");
    page.reload();
    page.wait_state("bangtin-portal", "ready");
    page.until("it still is", || {
        page.has(name) && near(pixels(page, name, "font-size"), usual * 1.15)
    });
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let body = format!("{}{TAG}{}", speech::device(&["vi-VN"], 0), article(page));
    seen::by_everybody(page, "display", &body, &["bangtin-display"], &|| {
        ready(page, &["bangtin-article"]);
        page.wait_for(&tool("speak"));
    });
}

fn nothing_stands_out_at_twice_the_size_with_wide_spacing(page: &Page<'_>) {
    let body = format!("{TAG}{}{}", list(page), article(page));
    let chosen = "<script>for (const [name, value] of Object.entries({ size: '200', spacing: 'wide', contrast: 'high' }))
        localStorage.setItem(`bangtin:${name}`, value)</script>";
    let elements = ["bangtin-display", "bangtin-news", "bangtin-article"];
    seen::by_everybody(
        page,
        "display-chosen",
        &format!("{chosen}{body}"),
        &elements,
        &|| {
            // What stands far below the fold waits for its reader.
            page.scroll_to("bangtin-article");
            ready(page, &elements);
            page.until("they are as chosen", || {
                page.attribute("bangtin-article >>> .root", "data-spacing")
                    .as_deref()
                    == Some("wide")
            });
        },
    );
}
