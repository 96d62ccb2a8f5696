//! `bangtin.js`: what is loaded when, and what remains when it can't be.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, KIT, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("loader";
    EVERYWHERE =>
        twelve_elements_ask_once,
        elements_below_the_fold_wait,
        reads_the_settings_of_its_own_tag,
        elements_made_later_are_mounted,
        keeps_what_stands_in_the_tag_where_a_file_is_missing,
        the_kit_works_without_build_steps_of_our_own;
    CHROMIUM =>
        names_the_policy_that_lacks_wasm_unsafe_eval,
        leaves_a_page_without_elements_in_peace;
);

fn wasm_files(page: &Page<'_>) -> Vec<String> {
    let all = page
        .server
        .requests(KIT)
        .into_iter()
        .map(|request| request.path);
    all.filter(|path| path.ends_with(".wasm") && path.contains("/kit-"))
        .collect()
}

/// `cargo xtask build --plain`: what a new version of a tool is tried with first.
fn the_kit_works_without_build_steps_of_our_own(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(5));
    let loader = format!("{}/bangtin.js", KIT.replace("/bangtin/", "/plain/"));
    page.show_with(
        &format!(r#"<script type="module" src="{loader}"></script>"#),
        &format!(
            r#"<bangtin-news src="{src}" links="reader" search></bangtin-news><bangtin-today></bangtin-today><bangtin-comments></bangtin-comments>"#
        ),
    );
    page.wait_state("bangtin-news", "ready");
    // What comes from a file of its own, alone or shared.
    page.wait_state("bangtin-today", "ready");
    page.wait_state("bangtin-comments", "empty");
    page.paste("bangtin-news >>> input[type=search]", "so 3");
    page.until("one is found", || {
        page.count("bangtin-news >>> [part=row]") == 1
    });
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for("bangtin-news >>> article [part=title]");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn twelve_elements_ask_once(page: &Page<'_>) {
    page.open("/hosts/many.html");
    page.wait_state("bangtin-news", "ready");
    for position in 0..12 {
        let element = page.js::<String>(
            "const all = [...document.querySelectorAll('bangtin-news, bangtin-article')]; const one = all[arguments[0]];
             one.id ||= `so-${arguments[0]}`; one.scrollIntoView({ block: 'center', behavior: 'instant' }); return `#${one.id}`",
            json!([position]),
        );
        page.wait_state(&element, "ready");
    }
    assert_eq!(
        page.asked("/sample/feed.json"),
        1,
        "one feed serves all elements"
    );
    assert_eq!(wasm_files(page).len(), 1, "{:?}", wasm_files(page));
    assert_eq!(
        page.asked(&format!("{KIT}/article-")),
        1,
        "the article's code is loaded once"
    );
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn elements_below_the_fold_wait(page: &Page<'_>) {
    let (near, far) = (
        page.feed("near.json", &Feed::of(3)),
        page.feed("far.json", &Feed::of(3)),
    );
    page.show(&format!(
        r#"<bangtin-news id="gan" src="{near}"></bangtin-news><div style="height: 5000px"></div><bangtin-news id="xa" src="{far}"><p>Chưa tới</p></bangtin-news>"#
    ));
    page.wait_state("#gan", "ready");
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(
        page.asked(&far),
        0,
        "an element far below asked for its feed"
    );
    assert!(page.js::<bool>(
        "return document.querySelector('#xa p').checkVisibility()",
        json!([])
    ));
    page.scroll_to("#xa");
    page.wait_state("#xa", "ready");
    assert_eq!(page.asked(&far), 1);
}

fn reads_the_settings_of_its_own_tag(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(30));
    let head = format!(
        r#"<script type="module" src="{KIT}/bangtin.js" data-src="{src}" data-lang="en" data-theme="dark" data-labels='{{"more":"Older"}}'></script>"#
    );
    page.show_with(&head, r#"<bangtin-news id="mot"></bangtin-news><bangtin-news id="hai" lang="vi" theme="light" limit="3"></bangtin-news>"#);
    page.wait_state("#mot", "ready");
    page.wait_state("#hai", "ready");
    assert_eq!(page.text("#mot >>> button[part=more]"), "Older");
    assert_eq!(
        page.attribute("#mot >>> .root", "data-scheme").as_deref(),
        Some("dark")
    );
    // What stands on the element wins.
    assert_eq!(
        page.attribute("#hai >>> .root", "data-scheme").as_deref(),
        Some("light")
    );
    assert_eq!(page.asked(&src), 1);
}

fn elements_made_later_are_mounted(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    page.show("<p>Trang chưa có khung tin nào.</p>");
    page.js::<()>("document.body.insertAdjacentHTML('beforeend', `<bangtin-news src=\"${arguments[0]}\"></bangtin-news>`)", json!([src]));
    page.wait_state("bangtin-news", "ready");
}

/// Waits until the kit says something in the console, and gives all that it said.
fn said_in_the_console(page: &Page<'_>) -> Vec<String> {
    let said = || -> Vec<String> {
        let lines = page.console().into_iter();
        lines.filter(|line| line.contains("Bangtin: ")).collect()
    };
    page.until("the console says why", || !said().is_empty());
    said()
}

fn keeps_what_stands_in_the_tag_where_a_file_is_missing(page: &Page<'_>) {
    let loader =
        std::fs::read(bangtin_e2e::repo_root().join(format!("target/kit{KIT}/bangtin.js")))
            .expect("the kit is built");
    page.serve("/made/kit/bangtin.js", "text/javascript", loader);
    let src = page.feed("feed.json", &Feed::of(3));
    page.show_with(
        r#"<script type="module" src="/made/kit/bangtin.js"></script>"#,
        &format!(
            r#"<bangtin-news src="{src}"><a href="/made/other.html">Tin tức</a></bangtin-news>"#
        ),
    );
    let said = said_in_the_console(page);
    assert_eq!(said.len(), 1, "one line: {said:?}");
    assert!(page.js::<bool>(
        "return document.querySelector('bangtin-news a').checkVisibility()",
        json!([])
    ));
    page.serve("/made/other.html", "text/html", "<p>Trang khác");
    page.click("bangtin-news a");
    page.until("the link works", || page.address() == "/made/other.html");
}

fn names_the_policy_that_lacks_wasm_unsafe_eval(page: &Page<'_>) {
    page.open("/hosts/no-wasm-csp.html");
    let said = said_in_the_console(page);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("'wasm-unsafe-eval'"), "{said:?}");
}

fn leaves_a_page_without_elements_in_peace(page: &Page<'_>) {
    page.show("<h1>Trang không dùng khung tin</h1>");
    std::thread::sleep(Duration::from_millis(800));
    assert_eq!(page.errors(), Vec::<String>::new());
    assert!(wasm_files(page).len() <= 1);
}
