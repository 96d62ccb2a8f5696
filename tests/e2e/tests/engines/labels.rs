//! Words of a page's own (`labels`, as they are or by their address), and those in English.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, KIT, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("labels";
    EVERYWHERE =>
        words_come_from_a_file_by_their_keys_and_by_what_is_usual,
        an_element_that_comes_later_brings_its_words,
        an_element_whose_file_changes_brings_the_words_of_the_other,
        a_file_that_is_not_there_leaves_the_usual_words,
        english_comes_with_the_first_list_of_a_page_that_speaks_it,
        an_element_that_turns_to_english_brings_it;
    CHROMIUM =>
        a_file_that_does_not_come_is_not_waited_for,
        words_that_come_late_are_shown_when_they_come,
        english_that_cannot_be_had_leaves_the_usual_words_until_it_can,
        words_that_cannot_be_read_are_told_to_who_set_the_page_up;
);

const MORE: &str = "bangtin-news >>> button[part=more]";
const SEARCH: &str = "bangtin-news >>> [part=search]";

fn show(page: &Page<'_>, settings: &str, attributes: &str, before: &str) {
    let src = page.feed("feed.json", &Feed::of(30));
    let head =
        format!(r#"{before}<script type="module" src="{KIT}/bangtin.js" {settings}></script>"#);
    page.show_with(
        &head,
        &format!(r#"<bangtin-news src="{src}" limit="3" search {attributes}></bangtin-news>"#),
    );
    page.wait_state("bangtin-news", "ready");
}

fn words_come_from_a_file_by_their_keys_and_by_what_is_usual(page: &Page<'_>) {
    // A key, words that have none, words with a place to fill.
    let words = json!({ "more": "Băt pơhrăm", "Tìm tin (gõ không dấu cũng được)": "Hơduah tơlơi", "Tìm thấy # tin.": "Ƀuh # tơlơi." });
    page.serve("/made/jrai.json", "application/json", words.to_string());
    let look = || {
        page.until("the button is named by the file", || {
            page.text(MORE) == "Băt pơhrăm"
        });
        let hint: String = page.js(
            "const field = deep(arguments[0]); return field.placeholder || field.getAttribute('aria-label')",
            json!([SEARCH]),
        );
        assert_eq!(hint, "Hơduah tơlơi");
        page.fill(SEARCH, "tin");
        page.until("what is found is said in its words", || {
            page.text("bangtin-news >>> .root")
                .contains("Ƀuh 30 tơlơi.")
        });
        assert!(page.errors().is_empty(), "{:?}", page.errors());
    };
    show(page, r#"data-labels="/made/jrai.json""#, "", "");
    look();
    show(page, "", r#"labels=" /made/jrai.json ""#, "");
    look();
}

fn an_element_that_comes_later_brings_its_words(page: &Page<'_>) {
    let words = json!({ "more": "Băt pơhrăm", "Thứ Tư": "Hrơi klâo", "Thứ Năm": "Hrơi klâo", "Chủ nhật": "Hrơi klâo", "Thứ Hai": "Hrơi klâo", "Thứ Ba": "Hrơi klâo", "Thứ Sáu": "Hrơi klâo", "Thứ Bảy": "Hrơi klâo" });
    page.serve("/made/jrai.json", "application/json", words.to_string());
    show(page, "", "", "");
    assert_eq!(page.text(MORE), "Xem thêm");
    let () = page.js(
        "for (const tag of ['bangtin-news', 'bangtin-today']) {
           const other = document.createElement(tag);
           other.id = tag;
           other.setAttribute('labels', '/made/jrai.json');
           other.setAttribute('src', document.querySelector('bangtin-news').getAttribute('src'));
           other.setAttribute('limit', 3);
           document.body.append(other);
         }",
        json!([]),
    );
    for element in ["#bangtin-news", "#bangtin-today"] {
        page.wait_state(element, "ready");
    }
    page.until("its words have come", || {
        page.text("#bangtin-news >>> button[part=more]") == "Băt pơhrăm"
    });
    page.until("the day of the week too", || {
        page.text("#bangtin-today >>> [part=date]")
            .starts_with("Hrơi klâo, ")
    });
    assert_eq!(page.text(MORE), "Xem thêm");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn an_element_whose_file_changes_brings_the_words_of_the_other(page: &Page<'_>) {
    for (address, more) in [
        ("/made/jrai.json", "Băt pơhrăm"),
        ("/made/bana.json", "Năng dŏng"),
    ] {
        page.serve(
            address,
            "application/json",
            json!({ "more": more }).to_string(),
        );
    }
    show(page, "", r#"labels="/made/jrai.json""#, "");
    let read = |address: &str, more: &str| {
        let () = page.js(
            "document.querySelector('bangtin-news').setAttribute('labels', arguments[0])",
            json!([address]),
        );
        page.until("the words of the other are there", || {
            page.text(MORE) == more
        });
    };
    read("/made/bana.json", "Năng dŏng");
    read("/made/none.json", "Xem thêm");
    read("/made/jrai.json", "Băt pơhrăm");
    assert_eq!(
        page.asked("/made/none.json"),
        1,
        "it is not asked for again and again"
    );
}

fn a_file_that_is_not_there_leaves_the_usual_words(page: &Page<'_>) {
    for address in ["/made/none.json", "javascript:void 0"] {
        show(page, &format!(r#"data-labels="{address}""#), "", "");
        page.until("the usual words are there", || {
            page.text(MORE) == "Xem thêm"
        });
    }
    assert_eq!(page.asked("/made/undefined"), 0);
}

fn a_file_that_does_not_come_is_not_waited_for(page: &Page<'_>) {
    let never = "<script>{ const send = fetch; window.fetch = (what, ...rest) => (/slow/.test(what) ? new Promise(() => {}) : send(what, ...rest)); }</script>";
    show(page, "", r#"labels="/made/slow.json""#, never);
    page.until("the usual words are there", || {
        page.text(MORE) == "Xem thêm"
    });
}

fn english_comes_with_the_first_list_of_a_page_that_speaks_it(page: &Page<'_>) {
    show(page, "", "", "");
    assert_eq!(
        page.loaded("english"),
        0,
        "who reads Vietnamese does without"
    );
    // What is named in the page's own words stays so.
    for (settings, attributes) in [
        (r#"data-lang="en-GB""#, ""),
        ("", r#"lang="EN""#),
        ("", r#"lang="en" labels='{"search":"Find"}'"#),
    ] {
        // Each text that the button had, from the first on.
        let watch = "<script>window.said = []; customElements.whenDefined('bangtin-news').then(() => requestAnimationFrame(function look() {
            const said = document.querySelector('bangtin-news')?.shadowRoot?.querySelector('button[part=more]')?.textContent.trim();
            if (said && said !== window.said.at(-1)) window.said.push(said);
            requestAnimationFrame(look);
          }))</script>";
        show(page, settings, attributes, watch);
        page.until("the button is English", || page.text(MORE) == "Show more");
        let said: Vec<String> = page.js("return window.said", json!([]));
        assert!(said.iter().all(|said| said == "Show more"), "{said:?}");
        assert_eq!(page.loaded("english"), 1);
        assert!(page.errors().is_empty(), "{:?}", page.errors());
    }
}

fn an_element_that_turns_to_english_brings_it(page: &Page<'_>) {
    show(page, "", "", "");
    let read = |language: Option<&str>, more: &str| {
        page.set_attribute("bangtin-news", "lang", language);
        page.until("the button speaks the language", || page.text(MORE) == more);
    };
    read(Some("en"), "Show more");
    read(Some("vi"), "Xem thêm");
    read(Some("en"), "Show more");
    read(None, "Xem thêm");
    // One that comes into a part of the page that speaks English.
    let () = page.js(
        "const part = document.createElement('section');
         part.lang = 'en';
         part.innerHTML = '<bangtin-news id=\"other\" limit=\"3\"></bangtin-news>';
         part.firstChild.setAttribute('src', document.querySelector('bangtin-news').getAttribute('src'));
         document.body.append(part);",
        json!([]),
    );
    page.wait_state("#other", "ready");
    page.until("it speaks English", || {
        page.text("#other >>> button[part=more]") == "Show more"
    });
    assert_eq!(page.loaded("english"), 1);
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn english_that_cannot_be_had_leaves_the_usual_words_until_it_can(page: &Page<'_>) {
    page.block(&["*english-*"]);
    show(page, "", r#"lang="en""#, "");
    assert_eq!(page.text(MORE), "Xem thêm");
    page.block(&[]);
    page.set_attribute("bangtin-news", "lang", Some("en"));
    page.until("the button is English", || page.text(MORE) == "Show more");
}

fn words_that_come_late_are_shown_when_they_come(page: &Page<'_>) {
    let words = json!({ "more": "Băt pơhrăm" });
    page.serve("/made/jrai.json", "application/json", words.to_string());
    let late = "<script>{ const send = fetch; window.fetch = async (what, ...rest) => { if (/jrai/.test(what)) await new Promise((go) => setTimeout(go, 3000)); return send(what, ...rest); }; }</script>";
    show(page, r#"data-labels="/made/jrai.json""#, "", late);
    assert_eq!(page.text(MORE), "Xem thêm");
    page.until("they have come", || page.text(MORE) == "Băt pơhrăm");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn words_that_cannot_be_read_are_told_to_who_set_the_page_up(page: &Page<'_>) {
    show(page, "", r#"labels="{more""#, "");
    assert_eq!(page.text(MORE), "Xem thêm");
    page.until("it is told", || {
        let lines = page.console();
        lines
            .iter()
            .any(|line| line.contains("labels") && line.contains("JSON"))
    });
}
