//! `<bangtin-documents>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, KIT, Key, Media, Page, Viewport, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("documents";
    EVERYWHERE =>
        lists_the_last_issued_first_and_says_what_holds,
        finds_without_marks_and_counts_only_what_is_known,
        filters_are_a_sheet_on_a_phone_and_a_column_on_a_desk,
        opens_one_in_place_and_leads_back_to_where_the_reader_was,
        a_pdf_is_read_in_place_where_the_browser_can;
    CHROMIUM =>
        a_document_of_a_shared_address_is_there_after_a_reload,
        the_fragment_names_it_where_the_host_strips_queries,
        a_host_that_refuses_frames_left_an_empty_box,
        a_phone_without_a_viewer_gets_the_link,
        documents_lead_to_what_they_replace_and_amend,
        one_alone_leads_to_the_page_of_all,
        only_one_list_of_a_page_shows_the_document,
        a_short_list_names_number_subject_and_day,
        says_what_went_wrong,
        a_keyboard_and_fingers_are_enough,
        is_seen_by_everybody;
);

pub(crate) const ROWS: &str = "bangtin-documents >>> [part=document]";
pub(crate) const STATUS: &str = "bangtin-documents >>> [part=status]";
const LINK: &str = "bangtin-documents >>> a[part=link]";
pub(crate) const TITLE: &str = "bangtin-documents >>> article [part=title]";

/// A day so many days from today, in Asia/Ho_Chi_Minh.
fn day(page: &Page<'_>, days: i32) -> String {
    page.js(
        "return new Date(Date.now() + 7 * 36e5 + arguments[0] * 864e5).toISOString().slice(0, 10)",
        json!([days]),
    )
}

pub(crate) fn document(id: &str, number: &str, subject: &str, issued: &str) -> Value {
    json!({
        "id": id, "number": number, "form": "Quyết định", "issuer": "UBND xã Sông Ba", "signer": "Đỗ Khắc Triều",
        "issued": issued, "effective": issued, "abstract": subject,
    })
}

fn with(mut document: Value, more: Value) -> Value {
    let (Some(members), Value::Object(more)) = (document.as_object_mut(), more) else {
        panic!("two objects");
    };
    members.extend(more);
    document
}

pub(crate) fn serve(
    page: &Page<'_>,
    name: &str,
    documents: &[Value],
    next: Option<&str>,
) -> String {
    let mut feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [], "_bangtin": { "documents": documents } });
    if let Some(next) = next {
        feed["next_url"] = json!(next);
    }
    let path = format!("/made/{name}.json");
    page.serve(&path, "application/feed+json", feed.to_string());
    path
}

/// Five documents of two forms, two issuers and three years.
fn five(page: &Page<'_>) -> String {
    let resolution = json!({ "form": "Nghị quyết", "issuer": "HĐND xã Sông Ba" });
    let documents = [
        document(
            "a",
            "01/QĐ-UBND",
            "Kiện toàn Tổ công nghệ số cộng đồng",
            "2024-03-01",
        ),
        with(
            document(
                "b",
                "02/NQ-HĐND",
                "Dự toán ngân sách xã năm sau",
                "2025-07-21",
            ),
            resolution.clone(),
        ),
        document(
            "c",
            "03/QĐ-UBND",
            "Sửa kênh N2 và đường Ea Lơm",
            "2025-12-05",
        ),
        with(
            document("d", "04/NQ-HĐND", "Nước sạch cho Gò Mây", "2026-01-12"),
            resolution,
        ),
        document("e", "05/QĐ-UBND", "Tổ chức chợ phiên", "2026-02-02"),
    ];
    serve(page, "five", &documents, None)
}

fn show(page: &Page<'_>, src: &str, attributes: &str) {
    page.show(&format!(
        "<bangtin-documents src='{src}' {attributes}><a href='/van-ban'>Văn bản</a></bangtin-documents>"
    ));
    page.wait_state("bangtin-documents", "ready");
}

pub(crate) fn numbers(page: &Page<'_>) -> Vec<String> {
    page.texts("bangtin-documents >>> [part=number]")
}

fn lists_the_last_issued_first_and_says_what_holds(page: &Page<'_>) {
    let ends = day(page, 10);
    let bare = json!({ "id": "loi", "form": "Lời kêu gọi", "abstract": "Chung tay sửa nhà" });
    let documents = [
        bare,
        document("giu", "1/QĐ", "Còn hiệu lực", "2020-01-01"),
        with(
            document("het", "2/QĐ", "Đã hết", "2020-01-02"),
            json!({ "expires": "2021-01-01" }),
        ),
        with(
            document("sap", "3/QĐ", "Sắp hết", "2020-01-03"),
            json!({ "expires": ends }),
        ),
        with(
            document("chua", "4/QĐ", "Chưa có", "2020-01-04"),
            json!({ "effective": "2099-02-01", "files": [
                { "url": "/sample/media/van-ban/quyet-dinh-88.pdf", "mime_type": "application/pdf", "size_in_bytes": 17000 },
                { "url": "/a.docx" }, { "url": "/b.xlsx" },
            ] }),
        ),
    ];
    let src = serve(page, "states", &documents, None);
    show(page, &src, "");
    assert_eq!(numbers(page), ["4/QĐ", "3/QĐ", "2/QĐ", "1/QĐ"]);
    let subjects = page.texts(LINK);
    assert_eq!(
        subjects.last().map(String::as_str),
        Some("Chung tay sửa nhà")
    );
    let states = page.texts("bangtin-documents >>> [part=state]");
    // `30/11`, with its year where that is another.
    let soon = &states[1];
    let month = format!("{}/{}", &ends[8..10], &ends[5..7]);
    assert!(
        soon.starts_with(&format!("Hết hiệu lực từ {month}")),
        "{soon}"
    );
    assert_eq!(
        [&*states[0], &*states[2], &*states[3]],
        ["Có hiệu lực từ 01/02/2099", "Hết hiệu lực", "Còn hiệu lực"]
    );
    assert_eq!(
        states.len(),
        4,
        "nothing is said of what nothing is known of"
    );
    assert_eq!(
        page.texts("bangtin-documents >>> a[part=file]"),
        ["PDF · 17 KB"]
    );
    assert!(page.text(ROWS).contains("và 2 tệp khác"));
    assert_eq!(page.text(STATUS), "5 văn bản");
}

fn finds_without_marks_and_counts_only_what_is_known(page: &Page<'_>) {
    let src = five(page);
    show(page, &src, "search limit='2'");
    assert_eq!(page.text(STATUS), "Đang hiện 2 trong 5 văn bản");
    page.click("bangtin-documents >>> [part=more]");
    page.until("there are four", || page.count(ROWS) == 4);
    page.click("bangtin-documents >>> [part=more]");
    page.until("there are five", || page.count(ROWS) == 5);
    assert_eq!(page.text(STATUS), "5 văn bản");
    let search = "bangtin-documents >>> [part=search]";
    for (typed, expected) in [
        ("to cong nghe", "01/QĐ-UBND"),
        ("02/nq", "02/NQ-HĐND"),
        ("GÒ MÂY", "04/NQ-HĐND"),
    ] {
        page.paste(search, typed);
        page.until(typed, || numbers(page) == [expected]);
        assert_eq!(page.text(STATUS), "1 văn bản");
    }
    page.paste(search, "không có đâu");
    page.until("it says that there is none", || {
        page.text(STATUS) == "Không tìm thấy văn bản nào phù hợp."
    });
    // The rest of the feed is not known: neither how many there are, nor that there is none.
    let more = [document("z", "09/QĐ-UBND", "Ở trang sau", "2023-01-01")];
    let last = serve(page, "last", &more, None);
    let first = [document("y", "08/QĐ-UBND", "Ở trang đầu", "2024-01-01")];
    let src = serve(page, "first", &first, Some(&last));
    show(page, &src, "search limit='1'");
    assert_eq!(page.text(STATUS), "Đang hiện 1 văn bản");
    page.paste(search, "trang sau");
    page.until("it is on the next page", || numbers(page) == ["09/QĐ-UBND"]);
    page.until("now it is known", || page.text(STATUS) == "1 văn bản");
    // What a page searches for at the start.
    show(page, &src, "query='khong co'");
    page.until("it says so", || {
        page.text(STATUS) == "Không tìm thấy văn bản nào phù hợp."
    });
    page.set_attribute("bangtin-documents", "query", Some("trang dau"));
    page.until("it looks again", || numbers(page) == ["08/QĐ-UBND"]);
}

pub(crate) fn choose(page: &Page<'_>, filter: &str, value: &str) {
    page.js::<()>(
        "const field = deep(`bangtin-documents >>> #${arguments[0]}`); field.value = arguments[1]; field.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([filter, value]),
    );
}

fn is_modal(page: &Page<'_>) -> bool {
    page.js(
        "return deep('bangtin-documents >>> dialog').open",
        json!([]),
    )
}

fn filters_are_a_sheet_on_a_phone_and_a_column_on_a_desk(page: &Page<'_>) {
    let src = five(page);
    show(page, &src, "filters");
    assert_eq!(
        page.style("bangtin-documents >>> dialog", "display"),
        "none"
    );
    page.click("bangtin-documents >>> [part=open-filters]");
    page.until("the sheet is there", || is_modal(page));
    let (below, wide): (bool, bool) = page.js(
        "const box = deep('bangtin-documents >>> dialog').getBoundingClientRect(); return [Math.abs(box.bottom - innerHeight) < 2, box.width > innerWidth * 0.9]",
        json!([]),
    );
    assert!(below && wide, "it stands on the lower edge of the window");
    let years: Vec<String> = page.js(
        "return [...deep('bangtin-documents >>> #year').options].map((one) => one.label)",
        json!([]),
    );
    assert_eq!(years, ["Tất cả các năm", "2026", "2025", "2024"]);
    choose(page, "form", "Nghị quyết");
    page.until("two are left", || {
        numbers(page) == ["04/NQ-HĐND", "02/NQ-HĐND"]
    });
    assert_eq!(
        page.text("bangtin-documents >>> dialog [type=submit]"),
        "Xem 2 văn bản"
    );
    choose(page, "year", "2025");
    page.until("one is left", || numbers(page) == ["02/NQ-HĐND"]);
    page.press(Key::Escape);
    page.until("the sheet is gone", || !is_modal(page));
    assert!(
        page.focused().contains("open-filters"),
        "{}",
        page.focused()
    );
    assert_eq!(
        page.texts("bangtin-documents >>> [part=chip]"),
        ["Nghị quyết", "2025"]
    );
    page.click("bangtin-documents >>> [part=chip]");
    page.until("one filter is left", || {
        numbers(page) == ["03/QĐ-UBND", "02/NQ-HĐND"]
    });
    page.click("bangtin-documents >>> [part=chip]");
    page.until("none is left", || page.count(ROWS) == 5);
    let chosen: String = page.js(
        "return deep('bangtin-documents >>> #year').value + deep('bangtin-documents >>> #form').value",
        json!([]),
    );
    assert_eq!(chosen, "");
    page.resize(Viewport::DESK);
    show(page, &src, "filters");
    assert_eq!(
        page.style("bangtin-documents >>> [part=open-filters]", "display"),
        "none"
    );
    choose(page, "validity", "ended");
    choose(page, "issuer", "HĐND xã Sông Ba");
    page.until("they narrow it there too", || {
        numbers(page) == ["04/NQ-HĐND", "02/NQ-HĐND"]
    });
}

fn opens_one_in_place_and_leads_back_to_where_the_reader_was(page: &Page<'_>) {
    let src = five(page);
    show(page, &src, "search");
    page.paste("bangtin-documents >>> [part=search]", "xã");
    page.until("three are found", || page.count(ROWS) == 5);
    page.scroll_to("bangtin-documents >>> [part=document]:nth-child(4)");
    page.click("bangtin-documents >>> [part=document]:nth-child(4) a[part=link]");
    page.wait_for(TITLE);
    assert!(page.address().contains("?van-ban=b"), "{}", page.address());
    assert_eq!(page.text(TITLE), "Dự toán ngân sách xã năm sau");
    page.until("a screen reader begins at its title", || {
        page.focused().contains("title")
    });
    page.until("the page is called by it", || {
        page.js::<String>("return document.title", json!([]))
            .starts_with("Dự toán ngân sách xã năm sau – ")
    });
    let facts = page.texts("bangtin-documents >>> [part=facts] dd");
    assert_eq!(
        facts,
        [
            "02/NQ-HĐND",
            "Nghị quyết",
            "HĐND xã Sông Ba",
            "Đỗ Khắc Triều",
            "21/07/2025",
            "21/07/2025"
        ]
    );
    page.click("bangtin-documents >>> [part=back]");
    page.until("the list is back", || page.count(ROWS) == 5);
    page.until("what was pressed has the focus", || {
        page.focused().contains("Dự toán ngân sách")
    });
    assert!(!page.address().contains("van-ban"), "{}", page.address());
    page.until("the page has its own title", || {
        page.js::<String>("return document.title", json!([])) == "Thử nghiệm"
    });
    // Forward and back by the browser's own buttons.
    page.js::<()>("history.forward()", json!([]));
    page.wait_for(TITLE);
    page.back();
    page.until("the list is back again", || page.count(ROWS) == 5);
}

fn a_document_of_a_shared_address_is_there_after_a_reload(page: &Page<'_>) {
    let src = five(page);
    show(page, &src, "");
    page.open("/made/page.html?a=1&van-ban=c");
    page.wait_for(TITLE);
    assert_eq!(page.text(TITLE), "Sửa kênh N2 và đường Ea Lơm");
    page.reload();
    page.wait_for(TITLE);
    page.click("bangtin-documents >>> [part=back]");
    page.until("the list is there", || page.count(ROWS) == 5);
    assert_eq!(page.address(), "/made/page.html?a=1");
    page.back();
    page.wait_for(TITLE);
    // One that is not there: a sentence, and the way to the list.
    page.open("/made/page.html?van-ban=khong-co");
    page.wait_state("bangtin-documents", "failed");
    assert!(page.has("bangtin-documents >>> [part=back]"));
}

fn the_fragment_names_it_where_the_host_strips_queries(page: &Page<'_>) {
    let src = five(page);
    show(page, &src, "address='fragment'");
    page.click(LINK);
    page.wait_for(TITLE);
    let hash: String = page.js("return location.hash", json!([]));
    assert_eq!(hash, "#van-ban=e");
    page.reload();
    page.wait_for(TITLE);
    page.click("bangtin-documents >>> [part=back]");
    page.until("the list is there", || page.count(ROWS) == 5);
}

fn three_files(page: &Page<'_>) -> String {
    let file = |name: &str, title: &str| json!({ "url": format!("/sample/media/van-ban/{name}"), "title": title, "mime_type": "application/pdf", "size_in_bytes": 17000 });
    let files = json!({ "files": [file("quyet-dinh-88.pdf", "Quyết định"), file("lich-tiem-chung-thang-11.pdf", "Phụ lục"), { "url": "/bieu.xlsx", "title": "Biểu" }] });
    let documents = [with(
        document("q", "88/QĐ-UBND", "Có ba tệp", "2026-01-01"),
        files,
    )];
    serve(page, "files", &documents, None)
}

fn can_show(page: &Page<'_>) -> bool {
    page.js(
        "return navigator.pdfViewerEnabled ?? !!navigator.mimeTypes['application/pdf']",
        json!([]),
    )
}

fn a_pdf_is_read_in_place_where_the_browser_can(page: &Page<'_>) {
    let src = three_files(page);
    show(page, &src, "item='q'");
    page.wait_for(TITLE);
    assert_eq!(
        page.texts("bangtin-documents >>> a[part=file]"),
        ["Tải về PDF · 17 KB", "Tải về PDF · 17 KB", "Tải về XLSX"]
    );
    if !can_show(page) {
        assert_eq!(page.count("bangtin-documents >>> a[part=open]"), 2);
        return;
    }
    assert!(!page.has("bangtin-documents >>> iframe"), "on demand only");
    assert_eq!(page.count("bangtin-documents >>> [part=read]"), 2);
    page.click("bangtin-documents >>> [part=read]");
    page.wait_for("bangtin-documents >>> iframe");
    let frame: String = page.js(
        "return deep('bangtin-documents >>> iframe').src + ' ' + deep('bangtin-documents >>> iframe').title",
        json!([]),
    );
    assert!(frame.ends_with("/quyet-dinh-88.pdf Quyết định"), "{frame}");
    assert!(page.has("bangtin-documents >>> [part=viewer] a[part=open]"));
    assert_eq!(
        page.text("bangtin-documents >>> [part=read]"),
        "Đóng khung xem"
    );
    page.click("bangtin-documents >>> [part=read]");
    page.until("it is closed", || !page.has("bangtin-documents >>> iframe"));
}

fn a_host_that_refuses_frames_left_an_empty_box(page: &Page<'_>) {
    let src = three_files(page);
    page.show_with(
        &format!("<meta http-equiv='content-security-policy' content=\"frame-src 'none'\"><script type='module' src='{KIT}/bangtin.js'></script>"),
        &format!("<bangtin-documents src='{src}' item='q'></bangtin-documents>"),
    );
    page.wait_for(TITLE);
    if !can_show(page) {
        return;
    }
    page.click("bangtin-documents >>> [part=read]");
    page.until("it says so", || {
        page.has("bangtin-documents >>> [part=viewer]")
            && page
                .text("bangtin-documents >>> [part=viewer]")
                .starts_with("Trang này không cho xem tệp tại chỗ.")
    });
    assert!(!page.has("bangtin-documents >>> iframe"));
    assert!(page.has("bangtin-documents >>> [part=viewer] a[part=open]"));
}

fn a_phone_without_a_viewer_gets_the_link(page: &Page<'_>) {
    let src = three_files(page);
    page.show(&format!("<script>Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', {{ value: false }})</script><bangtin-documents src='{src}' item='q'></bangtin-documents>"));
    page.wait_for(TITLE);
    assert!(!page.has("bangtin-documents >>> [part=read]"));
    assert_eq!(page.texts("bangtin-documents >>> a[part=open]").len(), 2);
}

fn documents_lead_to_what_they_replace_and_amend(page: &Page<'_>) {
    let documents = [
        document("cu", "01/QC-UBND", "Quy chế cũ", "2025-01-01"),
        with(
            document("moi", "02/QC-UBND", "Quy chế mới", "2026-01-01"),
            json!({ "replaces": ["01/qc-ubnd", "99/QĐ-UBND ngày 04/8/2024"], "amends": "khac" }),
        ),
    ];
    let src = serve(page, "ties", &documents, None);
    show(page, &src, "");
    page.click(LINK);
    page.wait_for(TITLE);
    let terms = page.texts("bangtin-documents >>> [part=facts] dt");
    assert_eq!(
        terms[terms.len() - 3..],
        ["Thay thế", "Thay thế", "Sửa đổi, bổ sung"]
    );
    assert_eq!(
        page.texts("bangtin-documents >>> [part=facts] a"),
        ["01/QC-UBND"]
    );
    page.click("bangtin-documents >>> [part=facts] a");
    page.until("the old one is open", || page.text(TITLE) == "Quy chế cũ");
    let terms = page.texts("bangtin-documents >>> [part=facts] dt");
    assert_eq!(terms.last().map(String::as_str), Some("Được thay thế bởi"));
    // From there one press leads to the list.
    page.click("bangtin-documents >>> [part=back]");
    page.until("the list is there", || page.count(ROWS) == 2);
    page.js::<()>("history.forward()", json!([]));
    page.until("the first that was opened is behind it", || {
        page.has(TITLE) && page.text(TITLE) == "Quy chế mới"
    });
}

fn one_alone_leads_to_the_page_of_all(page: &Page<'_>) {
    let src = five(page);
    show(page, &src, "item='d' see-all='/van-ban'");
    page.wait_for(TITLE);
    page.js::<()>(
        "document.addEventListener('bangtin-navigate', (event) => { window.told = event.detail; event.preventDefault() })",
        json!([]),
    );
    page.click("bangtin-documents >>> [part=back]");
    let told: Value = page.js("return window.told", json!([]));
    assert_eq!(told["id"], "");
    assert!(
        told["url"]
            .as_str()
            .is_some_and(|url| url.ends_with("/van-ban"))
    );
    assert!(page.address().starts_with("/made/page.html"));
    page.set_attribute("bangtin-documents", "item", Some("a"));
    page.until("another is shown", || {
        page.has(TITLE) && page.text(TITLE).starts_with("Kiện toàn")
    });
    // A list whose documents have pages of their own.
    show(page, &src, "links='/van-ban/{id}'");
    page.js::<()>(
        "document.addEventListener('bangtin-navigate', (event) => { window.told = event.detail; event.preventDefault() })",
        json!([]),
    );
    page.click(LINK);
    let told: Value = page.js("return window.told", json!([]));
    assert_eq!(told["id"], "e");
    assert!(
        told["url"]
            .as_str()
            .is_some_and(|url| url.ends_with("/van-ban/e"))
    );
    assert!(!page.has(TITLE));
}

fn only_one_list_of_a_page_shows_the_document(page: &Page<'_>) {
    let src = five(page);
    page.show(&format!(
        "<bangtin-documents id='cot' src='{src}' layout='short'></bangtin-documents><bangtin-documents id='trang' src='{src}'></bangtin-documents>"
    ));
    page.wait_state("#cot", "ready");
    page.scroll_to("#trang");
    page.wait_state("#trang", "ready");
    page.open("/made/page.html?van-ban=c");
    page.scroll_to("#trang");
    page.wait_for("#trang >>> article [part=title]");
    page.scroll_to("#cot");
    page.wait_for("#cot >>> [part=document]");
    assert!(!page.has("#cot >>> article"));
}

fn a_short_list_names_number_subject_and_day(page: &Page<'_>) {
    let src = five(page);
    show(
        page,
        &src,
        "layout='short' limit='3' heading='Văn bản mới' see-all='/van-ban'",
    );
    assert_eq!(page.count(ROWS), 3);
    assert_eq!(
        page.text("bangtin-documents >>> [part=heading]"),
        "Văn bản mới"
    );
    let row = page.text(ROWS);
    assert!(
        row.contains("05/QĐ-UBND")
            && row.contains("02/02/2026")
            && row.contains("Tổ chức chợ phiên"),
        "{row}"
    );
    assert!(!page.has("bangtin-documents >>> details"));
    // The rest is for the page of all.
    assert!(page.has("bangtin-documents >>> a[part=see-all]"));
    assert!(!page.has("bangtin-documents >>> [part=more]"));
}

fn says_what_went_wrong(page: &Page<'_>) {
    serve(page, "none", &[], None);
    for (attributes, state) in [
        ("src='/made/none.json'", "empty"),
        ("src='/fault/status/404/sample/feed.json'", "failed"),
        ("src='/fault/hang/sample/feed.json'", "loading"),
        ("src='/sample/feed.json' layout='bang'", "misconfigured"),
        ("src='/sample/feed.json' links='cua-so'", "misconfigured"),
        ("", "misconfigured"),
    ] {
        page.show(&format!(
            "<bangtin-documents {attributes}>Gọi 0200 000 100</bangtin-documents>"
        ));
        page.wait_state("bangtin-documents", state);
        if state != "loading" {
            page.wait_for("bangtin-documents >>> slot");
        }
        let violations: Vec<String> = page
            .axe("bangtin-documents")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(violations.is_empty(), "{attributes}: {violations:#?}");
    }
}

fn a_keyboard_and_fingers_are_enough(page: &Page<'_>) {
    let small = |what: &str| {
        let small: Vec<String> = page.js(
            "return deepAll('bangtin-documents >>> a').concat(deepAll('bangtin-documents >>> button'), deepAll('bangtin-documents >>> summary'), deepAll('bangtin-documents >>> select'), deepAll('bangtin-documents >>> input')).filter((one) => {
                const box = one.getBoundingClientRect(); return box.height && (box.height < 44 || box.width < 44) }).map((one) => `${one.part} ${one.innerText} ${one.getBoundingClientRect().width}x${one.getBoundingClientRect().height}`)",
            json!([]),
        );
        assert_eq!(small, Vec::<String>::new(), "{what}");
    };
    show(page, "/sample/feed.json", "search filters limit='2'");
    small("the list");
    let walk: Vec<String> = (0..5)
        .map(|_| {
            page.press(Key::Tab);
            let ring: String = page.js("const style = getComputedStyle(focused()); return style.outlineStyle + ' ' + style.outlineWidth", json!([]));
            let here = page.focused();
            assert!(!ring.starts_with("none") && !ring.ends_with(" 0px"), "{here} shows no focus: {ring}");
            here
        })
        .collect();
    for (here, wanted) in walk.iter().zip([
        "input search",
        "button open-filters",
        "a link",
        "summary",
        "a link",
    ]) {
        assert!(here.starts_with(wanted), "{walk:#?}");
    }
    page.press(Key::Enter);
    page.wait_for(TITLE);
    small("the document");
    show(page, "/sample/feed.json", "item='vb-2026-nq-15'");
    page.wait_for(TITLE);
    small("the document alone");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let ready = || page.wait_state("bangtin-documents", "ready");
    for (name, attributes) in [
        ("documents", "search filters"),
        (
            "documents-short",
            "layout='short' limit='4' see-all='/van-ban'",
        ),
        ("document", "item='vb-2026-nq-15' see-all='/van-ban'"),
    ] {
        let body =
            format!("<bangtin-documents src='/sample/feed.json' {attributes}></bangtin-documents>");
        seen::by_everybody(page, name, &body, &["bangtin-documents"], &ready);
    }
    // The sheet of filters.
    for (scheme, style) in [
        ("light", ""),
        ("dark", "html { background: #12100e; color: #eee }"),
    ] {
        page.show(&format!("<style>{style}</style><main><h1>Trang thử</h1><bangtin-documents src='/sample/feed.json' search filters></bangtin-documents></main>"));
        ready();
        page.click("bangtin-documents >>> [part=open-filters]");
        page.until("the sheet is there", || is_modal(page));
        page.screenshot(&format!("documents-filters-{scheme}"));
        let violations = page.axe("bangtin-documents");
        assert!(violations.is_empty(), "{scheme}: {violations:?}");
    }
    page.emulate(&[Media::Print]);
    page.show(
        "<bangtin-documents src='/sample/feed.json' item='vb-2026-qc-02'></bangtin-documents>",
    );
    ready();
    page.screenshot("document-print");
    page.emulate(&[]);
}
