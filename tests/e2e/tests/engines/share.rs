//! `<bangtin-share>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("share";
    EVERYWHERE => links_lead_where_they_say;
    CHROMIUM =>
        opens_the_phone_s_own_sheet,
        links_take_the_place_of_a_sheet_that_does_not_open,
        takes_the_page_s_canonical_address,
        copies_the_address,
        the_page_s_own_word_stands_on_the_button_that_copies,
        loads_nothing_of_anybody_else,
        is_seen_by_everybody;
);

const NO_SHEET: &str =
    "<script>Object.defineProperty(Navigator.prototype, 'share', { value: undefined })</script>";
const TAG: &str = "<bangtin-share url='/tin/lich-tiem-chung.html?a=1&amp;b=2' share-title='Lịch tiêm chủng'></bangtin-share>";

fn show(page: &Page<'_>, head: &str, body: &str) {
    page.show(&format!("{head}{body}"));
    page.wait_state("bangtin-share", "ready");
}

fn part(name: &str) -> String {
    format!("bangtin-share >>> [part={name}]")
}

/// A sheet that answers with this, and keeps what it was given.
fn sheet(answer: &str) -> String {
    format!(
        "<script>navigator.share = async (what) => {{ window.given = what; {answer} }}</script>"
    )
}

fn links_lead_where_they_say(page: &Page<'_>) {
    show(page, NO_SHEET, TAG);
    let url = format!("{}/tin/lich-tiem-chung.html?a=1&b=2", page.server.origin());
    let links: Vec<(String, String, String)> = page.js(
        "return deepAll('bangtin-share >>> a').map((link) => [link.childNodes[0].data, link.href, link.rel])",
        json!([]),
    );
    let [(zalo, to_zalo, rel), (facebook, to_facebook, _)] = &links[..] else {
        panic!("{links:?}");
    };
    assert_eq!((zalo.as_str(), facebook.as_str()), ("Zalo", "Facebook"));
    assert_eq!(rel, "noopener noreferrer");
    let given: Value = page.js(
        "const [zalo, facebook] = arguments; return [new URL(facebook).searchParams.get('u'), JSON.parse(atob(new URL(zalo).searchParams.get('d')))]",
        json!([to_zalo, to_facebook]),
    );
    assert_eq!(given, json!([url, { "url": url }]));
    assert!(!to_zalo.contains('='.to_string().repeat(2).as_str()) && !to_zalo.contains("%3D"));
    assert!(!page.has(&part("send")));
}

/// Pages gave the word that docs/elements/share.md promises, and read another.
fn the_page_s_own_word_stands_on_the_button_that_copies(page: &Page<'_>) {
    let tag = r#"<bangtin-share labels='{"copy": "Chép địa chỉ"}'></bangtin-share>"#;
    show(page, NO_SHEET, tag);
    assert_eq!(page.text(&part("copy")), "Chép địa chỉ");
}

fn opens_the_phone_s_own_sheet(page: &Page<'_>) {
    show(page, &sheet(""), TAG);
    assert!(!page.has(&part("link")));
    page.click(&part("send"));
    let given: Value = page.js("return window.given", json!([]));
    let url = format!("{}/tin/lich-tiem-chung.html?a=1&b=2", page.server.origin());
    assert_eq!(given, json!({ "url": url, "title": "Lịch tiêm chủng" }));
}

fn links_take_the_place_of_a_sheet_that_does_not_open(page: &Page<'_>) {
    // To close the sheet is an answer.
    show(
        page,
        &sheet("throw new DOMException('', 'AbortError')"),
        TAG,
    );
    page.click(&part("send"));
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert!(page.has(&part("send")) && !page.has(&part("link")));
    show(
        page,
        &sheet("throw new DOMException('', 'NotAllowedError')"),
        TAG,
    );
    page.click(&part("send"));
    page.wait_for(&part("link"));
    assert!(!page.has(&part("send")));
}

fn takes_the_page_s_canonical_address(page: &Page<'_>) {
    show(
        page,
        &sheet(""),
        "<link rel='canonical' href='/chinh-thuc'><bangtin-share></bangtin-share>",
    );
    page.click(&part("send"));
    let given: Value = page.js("return window.given", json!([]));
    assert_eq!(given["url"], format!("{}/chinh-thuc", page.server.origin()));
    assert_eq!(given["title"], "Thử nghiệm");
}

fn copies_the_address(page: &Page<'_>) {
    page.allow_clipboard();
    show(page, NO_SHEET, TAG);
    page.click(&part("copy"));
    page.wait_for("bangtin-share >>> [role=status] [part=copied]");
    let copied: String = page.js_async("return navigator.clipboard.readText()", json!([]));
    assert!(
        copied.ends_with("/tin/lich-tiem-chung.html?a=1&b=2"),
        "{copied}"
    );
}

fn loads_nothing_of_anybody_else(page: &Page<'_>) {
    show(page, NO_SHEET, TAG);
    let elsewhere: Vec<String> = page.js(
        "return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:'))",
        json!([]),
    );
    assert_eq!(elsewhere, Vec::<String>::new());
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let body = format!("{NO_SHEET}{TAG}");
    seen::by_everybody(page, "share", &body, &["bangtin-share"], &|| {
        page.wait_state("bangtin-share", "ready");
    });
    let body = format!("{}{TAG}", sheet(""));
    seen::by_everybody(page, "share-sheet", &body, &["bangtin-share"], &|| {
        page.wait_state("bangtin-share", "ready");
    });
}
