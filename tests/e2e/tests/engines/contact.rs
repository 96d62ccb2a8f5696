//! `<bangtin-contact>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("contact";
    EVERYWHERE =>
        shows_how_to_reach_the_agency,
        keeps_the_page_s_own_words_without_a_source;
    CHROMIUM =>
        reads_a_feed_or_a_file,
        leaves_out_what_is_not_known,
        copies_what_a_reader_needs,
        describes_the_agency_where_asked,
        says_what_went_wrong,
        is_seen_by_everybody;
);

pub(crate) fn agency() -> Value {
    json!({
        "name": "UBND xã Sông Ba",
        "parent": "UBND tỉnh Phú Giang",
        "addresses": [{ "label": "Trụ sở", "text": "Thôn Phước Lộc, xã Sông Ba", "map_url": "https://bando.example.gov.vn/tru-so" }],
        "phones": [{ "label": "Trực ban", "number": "0200 000 113" }, { "number": "0200 000 100 - 0200 000 101" }, "(0200) 000.102"],
        "fax": "0200 000 199",
        "emails": ["vanphong@songba.example.gov.vn", "không phải thư"],
        "hours": "Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ",
        "responsible": "Ông Đỗ Khắc Triều",
        "licence": { "number": "12/GP-TTĐT", "date": "2026-01-15", "issuer": "Sở Văn hóa, Thể thao và Du lịch" },
        "successor": { "name": "UBND xã Sông Ba Mới", "address": "Thôn Bến Trúc", "url": "https://songbamoi.example.gov.vn/" },
    })
}

pub(crate) fn file(page: &Page<'_>, site: &Value) {
    page.serve(
        "/made/site.json",
        "application/json",
        json!({ "site": site }).to_string(),
    );
}

fn show(page: &Page<'_>, site: &Value, attributes: &str) {
    file(page, site);
    page.show(&format!(
        "<bangtin-contact src='/made/site.json' {attributes}>Gọi 0200 000 100</bangtin-contact>"
    ));
    page.wait_state("bangtin-contact", "ready");
}

fn part(name: &str) -> String {
    format!("bangtin-contact >>> [part={name}]")
}

fn shows_how_to_reach_the_agency(page: &Page<'_>) {
    show(page, &agency(), "");
    let links: Vec<(String, String)> = page.js(
        "return deepAll('bangtin-contact >>> a').map((link) => [link.innerText, link.getAttribute('href')])",
        json!([]),
    );
    let links: Vec<(&str, &str)> = links
        .iter()
        .map(|(text, to)| (text.as_str(), to.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("UBND xã Sông Ba Mới", "https://songbamoi.example.gov.vn/"),
            ("Xem bản đồ", "https://bando.example.gov.vn/tru-so"),
            ("0200 000 113", "tel:0200000113"),
            ("0200 000 100", "tel:0200000100"),
            ("0200 000 101", "tel:0200000101"),
            ("(0200) 000.102", "tel:0200000102"),
            (
                "vanphong@songba.example.gov.vn",
                "mailto:vanphong@songba.example.gov.vn"
            ),
        ]
    );
    assert_eq!(page.text(&part("name")), "UBND xã Sông Ba");
    assert_eq!(
        page.texts(&part("label")),
        [
            "Trụ sở",
            "Trực ban",
            "Điện thoại",
            "Điện thoại",
            "Fax",
            "Thư điện tử",
            "Giờ làm việc"
        ]
    );
    assert_eq!(page.text(&part("fax")), "0200 000 199");
    assert_eq!(
        page.text(&part("hours")),
        "Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ"
    );
    assert!(
        page.text(&part("successor"))
            .ends_with("Địa chỉ mới: Thôn Bến Trúc")
    );
}

fn keeps_the_page_s_own_words_without_a_source(page: &Page<'_>) {
    page.show("<bangtin-contact>Gọi 0200 000 100</bangtin-contact>");
    page.wait_state("bangtin-contact", "ready");
    assert_eq!(page.text("bangtin-contact"), "Gọi 0200 000 100");
    assert!(page.has("bangtin-contact >>> slot"));
}

fn reads_a_feed_or_a_file(page: &Page<'_>) {
    for file in [
        json!({ "site": agency() }),
        agency(),
        json!({ "items": [], "_bangtin": { "site": agency() } }),
    ] {
        page.serve("/made/any.json", "application/json", file.to_string());
        page.show("<bangtin-contact src='/made/any.json'></bangtin-contact>");
        page.wait_state("bangtin-contact", "ready");
        assert_eq!(page.text(&part("name")), "UBND xã Sông Ba");
        page.js_async::<()>("await caches.delete('bangtin-1')", json!([]));
    }
    page.show("<bangtin-contact src='/sample/feed.json'></bangtin-contact>");
    page.wait_state("bangtin-contact", "ready");
    assert_eq!(page.count(&part("phone")), 5);
}

fn leaves_out_what_is_not_known(page: &Page<'_>) {
    show(
        page,
        &json!({ "name": "UBND xã Sông Ba", "phones": ["chưa có"], "fax": "" }),
        "heading='off'",
    );
    for name in [
        "heading",
        "phone",
        "fax",
        "email",
        "hours",
        "address",
        "successor",
    ] {
        assert!(!page.has(&part(name)), "{name}");
    }
}

fn copies_what_a_reader_needs(page: &Page<'_>) {
    page.allow_clipboard();
    show(page, &agency(), "");
    assert_eq!(
        page.text("bangtin-contact >>> li:nth-child(2) [part=copy]"),
        "Sao chép 0200 000 113"
    );
    page.click("bangtin-contact >>> li:nth-child(2) [part=copy]");
    page.wait_for(&part("copied"));
    assert_eq!(
        page.text("bangtin-contact >>> [role=status] [part=copied]"),
        "Đã sao chép: 0200 000 113"
    );
    let copied: String = page.js_async("return navigator.clipboard.readText()", json!([]));
    assert_eq!(copied, "0200 000 113");
    page.until("it is not said for ever", || !page.has(&part("copied")));
    // Where the browser has no clipboard for the page there is no button.
    file(page, &agency());
    page.show("<script>Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })</script><bangtin-contact src='/made/site.json'></bangtin-contact>");
    page.wait_state("bangtin-contact", "ready");
    assert!(!page.has(&part("copy")));
}

fn describes_the_agency_where_asked(page: &Page<'_>) {
    show(page, &agency(), "json-ld");
    let block: String = page.js(
        "return document.querySelector('bangtin-contact > script').textContent",
        json!([]),
    );
    let office: Value = serde_json::from_str(&block).expect("JSON");
    assert_eq!(office["@type"], "GovernmentOffice");
    assert_eq!(office["telephone"], "0200000113");
    assert_eq!(office["parentOrganization"]["name"], "UBND tỉnh Phú Giang");
    page.set_attribute("bangtin-contact", "json-ld", None);
    page.until("it goes with the attribute", || {
        !page.has("bangtin-contact > script")
    });
}

fn says_what_went_wrong(page: &Page<'_>) {
    page.serve("/made/other.json", "application/json", r#"{"items": []}"#);
    for (attributes, state) in [
        ("src='/made/other.json'", "empty"),
        ("src='/fault/status/404/made/other.json'", "failed"),
        ("src='data:,'", "misconfigured"),
        ("src='/made/site.json' theme='tím'", "misconfigured"),
    ] {
        page.show(&format!(
            "<bangtin-contact {attributes}>Gọi 0200 000 100</bangtin-contact>"
        ));
        page.wait_state("bangtin-contact", state);
        assert!(page.has("bangtin-contact >>> slot"), "{attributes}");
    }
}

fn is_seen_by_everybody(page: &Page<'_>) {
    file(page, &agency());
    let body = "<bangtin-contact src='/made/site.json'></bangtin-contact>";
    seen::by_everybody(page, "contact", body, &["bangtin-contact"], &|| {
        page.wait_state("bangtin-contact", "ready");
    });
}
