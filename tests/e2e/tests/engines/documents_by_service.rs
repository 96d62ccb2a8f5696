//! `<bangtin-documents>` with a service, which searches, filters and counts.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, Portal, cases};
use bangtin_service::config::Feed;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::documents::{ROWS, STATUS, TITLE, choose, document, numbers, serve};

pub(crate) const CASES: &[Case] = cases!("documents-by-service";
    EVERYWHERE =>
        the_service_filters_searches_and_counts_more_than_is_read,
        what_is_read_whole_is_searched_here;
    CHROMIUM =>
        the_old_rows_stay_until_the_answer_comes,
        a_failed_question_leaves_the_way_back,
        who_does_not_filter_is_filtered_here;
);

const SEARCH: &str = "bangtin-documents >>> [part=search]";
const ALL: &str =
    "SELECT COUNT(*) FROM articles WHERE issued_ms IS NOT NULL AND removed_ms IS NULL";

/// A service with 240 documents: every fourth a resolution of the council, one in three days from 2023-03-01 on.
fn many(page: &Page<'_>) -> (Portal, TempDir) {
    let mut documents = Vec::new();
    for number in 0..240 {
        let day: String = page.js(
            "return new Date(Date.UTC(2023, 2, 1 + arguments[0])).toISOString().slice(0, 10)",
            json!([number * 3]),
        );
        let subject = format!("Việc thứ {number}");
        let mut one = document(
            &format!("d-{number}"),
            &format!("{number}/QĐ-UBND"),
            &subject,
            &day,
        );
        if number % 4 == 0 {
            one["form"] = "Nghị quyết".into();
            one["issuer"] = "HĐND xã Sông Ba".into();
        }
        if number == 7 {
            one["expires"] = "2026-01-01".into();
        }
        documents.push(one);
    }
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [], "_bangtin": { "documents": documents } });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("documents.json");
    std::fs::write(&path, feed.to_string()).expect("a file");
    let mut portal = Portal::start(page);
    portal.change(|settings| {
        settings.sites[0].feeds = vec![Feed {
            url: path.display().to_string(),
            kind: None,
            every_minutes: 60,
            category: None,
            category_name: None,
        }];
    });
    portal.wait_number(ALL, 240);
    (portal, folder)
}

fn show(portal: &Portal, page: &Page<'_>, before: &str) {
    let body = format!("{before}<bangtin-documents search filters limit='5'></bangtin-documents>");
    portal.show(page, &body);
    page.wait_state("bangtin-documents", "ready");
    page.until("all are counted", || {
        page.text(STATUS) == "Đang hiện 5 trong 240 văn bản"
    });
}

fn options(page: &Page<'_>, filter: &str) -> Vec<String> {
    page.js(
        "return [...deep(`bangtin-documents >>> #${arguments[0]}`).options].map((one) => one.label)",
        json!([filter]),
    )
}

fn the_service_filters_searches_and_counts_more_than_is_read(page: &Page<'_>) {
    let (portal, _folder) = many(page);
    show(&portal, page, "");
    // The oldest is not on the first page, and yet its year is named.
    assert_eq!(
        options(page, "year"),
        ["Tất cả các năm", "2025", "2024", "2023"]
    );
    assert_eq!(
        options(page, "form"),
        ["Tất cả các loại", "Nghị quyết", "Quyết định"]
    );
    assert_eq!(
        options(page, "validity"),
        ["Tất cả", "Còn hiệu lực", "Chưa có hiệu lực", "Hết hiệu lực"]
    );
    choose(page, "form", "Nghị quyết");
    page.until("the answer is there", || {
        page.text(STATUS) == "Đang hiện 5 trong 60 văn bản"
    });
    assert_eq!(numbers(page)[0], "236/QĐ-UBND");
    choose(page, "year", "2023");
    page.until("both narrow it", || {
        page.text(STATUS) == "Đang hiện 5 trong 26 văn bản"
    });
    assert_eq!(numbers(page)[0], "100/QĐ-UBND");
    assert_eq!(
        options(page, "year").len(),
        4,
        "there are no fewer to choose from"
    );
    page.click("bangtin-documents >>> [part=more]");
    page.until("there are ten", || page.count(ROWS) == 10);
    page.paste(SEARCH, "12/QĐ-UBND");
    page.until("one of them has this number", || {
        numbers(page) == ["12/QĐ-UBND"]
    });
    assert_eq!(page.text(STATUS), "1 văn bản");
    // The list is as it was left, after a document as well.
    page.click("bangtin-documents >>> a[part=link]");
    page.wait_for(TITLE);
    page.back();
    page.until("the one is back", || numbers(page) == ["12/QĐ-UBND"]);
    page.paste(SEARCH, "viec thu 13");
    page.until("it is of another form", || {
        page.text(STATUS) == "Không tìm thấy văn bản nào phù hợp."
    });
    page.click("bangtin-documents >>> [part=chip]");
    page.until("of all forms there is one", || {
        numbers(page) == ["13/QĐ-UBND"]
    });
    page.paste(SEARCH, "");
    choose(page, "year", "");
    choose(page, "validity", "ended");
    page.until("what has ended is far down the list", || {
        numbers(page) == ["7/QĐ-UBND"]
    });
    choose(page, "validity", "");
    page.until("all are there again", || {
        page.text(STATUS) == "Đang hiện 5 trong 240 văn bản"
    });
    assert_eq!(numbers(page)[0], "239/QĐ-UBND");
    // What a page searches for at the start is asked at once.
    let query = "<bangtin-documents query='viec thu 13' limit='5'></bangtin-documents>";
    portal.show(page, query);
    page.until("it is found", || numbers(page) == ["13/QĐ-UBND"]);
    // The service is asked the same in whatever language.
    portal.show(
        page,
        "<bangtin-documents lang='en' filters limit='5'></bangtin-documents>",
    );
    page.wait_state("bangtin-documents", "ready");
    choose(page, "validity", "ended");
    page.until("it has ended", || numbers(page) == ["7/QĐ-UBND"]);
}

fn what_is_read_whole_is_searched_here(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, "<bangtin-documents search></bangtin-documents>");
    page.wait_state("bangtin-documents", "ready");
    page.until("all are counted", || {
        page.text(STATUS).ends_with("trong 15 văn bản")
    });
    page.paste(SEARCH, "du toan ngan sach");
    page.until("it is found", || numbers(page) == ["15/NQ-HĐND"]);
    // By its own address, with its files.
    portal.show(
        page,
        "<bangtin-documents item='vb-2026-nq-15'></bangtin-documents>",
    );
    page.wait_for(TITLE);
    assert_eq!(page.count("bangtin-documents >>> a[part=file]"), 3);
    portal.show(page, "<bangtin-documents item='tb-02'></bangtin-documents>");
    page.wait_for(TITLE);
    assert!(
        page.text("bangtin-documents >>> [part=facts]")
            .contains("128/TB-UBND")
    );
}

/// Holds what is asked of resolutions back until the page says so.
const SLOW: &str = "<script>{ const send = fetch; window.fetch = async (request, ...rest) => { \
     if (`${request.url ?? request}`.includes('&form=')) await new Promise((go) => { window.go = go }); return send(request, ...rest) } }</script>";

fn the_old_rows_stay_until_the_answer_comes(page: &Page<'_>) {
    let (portal, _folder) = many(page);
    show(&portal, page, SLOW);
    let before = numbers(page);
    choose(page, "form", "Nghị quyết");
    page.until("it says that it loads", || {
        page.text(STATUS).starts_with("Đang tải")
    });
    assert_eq!(numbers(page), before);
    assert!(
        !page
            .text("bangtin-documents >>> dialog [type=submit]")
            .contains("240"),
        "it names no number that is not that of the answer"
    );
    page.js::<()>("window.go()", json!([]));
    page.until("the answer is there", || {
        page.text(STATUS) == "Đang hiện 5 trong 60 văn bản"
    });
    assert_eq!(numbers(page)[0], "236/QĐ-UBND");
}

fn a_failed_question_leaves_the_way_back(page: &Page<'_>) {
    let (mut portal, _folder) = many(page);
    show(&portal, page, "");
    let offered = options(page, "form");
    portal.kill();
    choose(page, "form", "Nghị quyết");
    page.wait_for("bangtin-documents >>> [part=retry]");
    assert_eq!(page.text("bangtin-documents >>> [part=chip]"), "Nghị quyết");
    assert_eq!(
        options(page, "form"),
        offered,
        "another form can be chosen while there is no answer"
    );
    assert_eq!(
        page.js::<String>(
            "return deep('bangtin-documents >>> #form').value",
            json!([])
        ),
        "Nghị quyết"
    );
    portal.restart();
    page.click("bangtin-documents >>> [part=retry]");
    page.until("the answer is there", || {
        page.has(STATUS) && page.text(STATUS) == "Đang hiện 5 trong 60 văn bản"
    });
    portal.kill();
    choose(page, "year", "2024");
    page.wait_for("bangtin-documents >>> [part=retry]");
    // What was read before is there without a network.
    page.click("bangtin-documents >>> [part=chip]:nth-of-type(3)");
    page.until("the answer of before is there", || numbers(page).len() == 5);
}

fn who_does_not_filter_is_filtered_here(page: &Page<'_>) {
    let resolution = |mut one: Value| {
        one["form"] = "Nghị quyết".into();
        one
    };
    let last = [resolution(document(
        "b",
        "2/NQ",
        "Ở trang sau",
        "2024-01-01",
    ))];
    let last = serve(page, "after", &last, None);
    let first = [document("a", "1/QĐ", "Ở trang đầu", "2025-01-01")];
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "items": [], "next_url": last, "_bangtin": { "documents": first },
    });
    let feed = feed.to_string();
    page.serve("/v1/sites/tinh/documents", "application/feed+json", feed);
    // The origin is that of a page that is open.
    page.show("");
    page.show(&format!(
        "<bangtin-documents service='{}' site='tinh' search filters limit='1'></bangtin-documents>",
        page.js::<String>("return location.origin", json!([]))
    ));
    page.wait_state("bangtin-documents", "ready");
    assert_eq!(page.text(STATUS), "Đang hiện 1 văn bản");
    page.paste(SEARCH, "trang sau");
    page.until("it is read on", || numbers(page) == ["2/NQ"]);
    choose(page, "form", "Nghị quyết");
    page.until("it is counted here", || page.text(STATUS) == "1 văn bản");
    assert_eq!(
        page.asked("/v1/sites/tinh/documents"),
        1,
        "it is asked once"
    );
}
