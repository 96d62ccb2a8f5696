mod outline;
mod properties;

use super::*;
use outline::{article_lines, headline_line};
use serde_json::Value;

/// Reads a file of testdata; what it holds lives as long as the tests.
fn open(file: &str) -> Result<FeedReader<&'static Value>, NotAFeed> {
    let path = [env!("CARGO_MANIFEST_DIR"), "/src/json_feed/testdata/", file].concat();
    let text = std::fs::read_to_string(path).unwrap();
    let value: &'static Value = Box::leak(Box::new(serde_json::from_str(&text).unwrap()));
    FeedReader::new(value, resolve)
}

/// What the browser's `URL` does with the addresses in testdata, against `https://songba.example.gov.vn/feed.json`.
fn resolve(url: &str) -> Option<String> {
    if url.starts_with("https://") {
        Some(url.to_owned())
    } else if url.starts_with("javascript:") {
        None
    } else {
        Some(
            [
                "https://songba.example.gov.vn/",
                url.trim_start_matches('/'),
            ]
            .concat(),
        )
    }
}

/// Compares every item, those left out included, with one line each.
fn check(file: &str, expected: &[&str]) {
    let feed = open(file).unwrap();
    let mut seen = Seen::default();
    let lines: Vec<String> = feed
        .headlines(&mut seen)
        .map(|item| item.map_or_else(Dropped::to_line, |headline| headline_line(&headline)))
        .collect();
    assert_eq!(lines, expected, "{file}");
}

/// Compares all that is known of an article, one line for each field it has.
fn check_article(file: &str, id: &str, expected: &[&str]) {
    let feed = open(file).unwrap();
    let index = feed.find(id).unwrap();
    let article = feed.article(index).unwrap();
    assert_eq!(
        article_lines(&article, &feed.extras(index)),
        expected,
        "{id} in {file}"
    );
}

#[test]
fn a_whole_feed_is_read_whole() {
    check(
        "whole.json",
        &[
            "nn-01 · Bà con thôn 2 vào vụ gặt · /tin/nn-01-gat-lua.html · Lúa đông xuân năm nay chín sớm hơn mọi năm. · \
           /media/may-gat-600.webp (Máy gặt trên đồng) 600×400 · 2026-11-18T09:30+07:00 · 1447 views · \
           nong-nghiep: Nông nghiệp – Nông thôn · #lúa · #vụ mùa",
        ],
    );
    check_article(
        "whole.json",
        "nn-01",
        &[
            "modified: 2026-11-18T10:00+07:00",
            "language: vi",
            "html: <p>Sáng nay, những chiếc máy gặt đầu tiên đã xuống đồng.</p>",
            "Image: /media/may-gat-600.webp · alt Máy gặt trên đồng · caption Máy gặt xuống đồng. · credit N.V · 600×400",
            "Video: /media/gioi-thieu-xa.mp4 · credit Đài truyền thanh xã · 12 s · poster /media/gioi-thieu-xa.webp · \
             captions /media/gioi-thieu-xa.vi.vtt · video/mp4",
            "attachment: /media/van-ban/lich.pdf · application/pdf · Lịch gặt · 14336",
            "byline: Minh An",
            "unit: Văn phòng UBND xã",
            "source: Báo Phú Giang https://bao.example/lua",
            "related: nn-02, 42",
            "rating: 4,5 of 12",
            "comments: 3",
            "document: 12/KH-UBND · Kế hoạch · UBND xã · Chủ tịch · 2026-11-01 · 2026-11-05 · 2026-12-31 · \
             Kế hoạch thu hoạch vụ mùa · /media/van-ban/ke-hoach.pdf",
        ],
    );
}

#[test]
fn the_head_has_categories_and_the_site() {
    let feed = open("whole.json").unwrap();
    let head = feed.head();
    assert_eq!(head.title.as_deref(), Some("Bảng tin xã Sông Ba"));
    assert_eq!(
        head.home_url.as_deref(),
        Some("https://songba.example.gov.vn/")
    );
    assert_eq!(
        head.next_url.as_deref(),
        Some("https://songba.example.gov.vn/feed-2.json")
    );
    assert_eq!(head.language.as_deref(), Some("vi"));
    let categories: Vec<_> = head
        .categories
        .iter()
        .map(|c| (c.id.as_str(), c.name.as_str()))
        .collect();
    assert_eq!(
        categories,
        [
            ("thong-bao", "Thông báo"),
            ("nong-nghiep", "Nông nghiệp – Nông thôn"),
            ("van-hoa", "van-hoa"),
            ("7", "7")
        ]
    );
    assert_eq!(
        outline::site_lines(&feed.site().unwrap()),
        [
            "UBND xã Sông Ba, UBND tỉnh Phú Giang",
            "Trụ sở: Thôn 2, xã Sông Ba https://bando.example/songba",
            "Thôn 5, xã Sông Ba",
            "Trực ban: 0200 000 111",
            "0200 000 112",
            "fax 0200 000 113",
            "vanphong@songba.example.gov.vn",
            "Thứ hai – thứ sáu, 7:30 – 17:00",
            "Chủ tịch UBND xã",
            "05/GP-TTĐT 2026-03-12 Sở VHTTDL tỉnh Phú Giang",
            "UBND phường Sông Ba Số 1, đường Lúa https://phuong.example.gov.vn/",
        ]
    );
}

#[test]
fn decomposed_text_comes_out_composed() {
    check(
        "nfd.json",
        &[
            "tin-đường · Khởi công đường liên thôn · /tin/duong.html · Tuyến đường dài hai cây số nối thôn 2 với thôn 5. · \
           /a.jpg · 2026-11-18 · #giao thông",
        ],
    );
    check_article(
        "nfd.json",
        "tin-đường",
        &[
            "Image: /a.jpg · caption Lễ khởi công. · credit N.V",
            "byline: Minh An",
            "unit: Đài truyền thanh",
        ],
    );
}

#[test]
fn a_field_of_the_wrong_type_costs_that_field() {
    check(
        "wrong-types.json",
        &[
            "sai-kieu · Chỉ tiêu đề là đúng",
            "phan-mo-rong · Phần mở rộng là một danh sách",
            "https://songba.example.gov.vn/tin/3.html · Mã là một đối tượng · /tin/3.html",
            "items[3] left out: it is not an object",
            "items[4] left out: it is not an object",
            "items[5] left out: it is not an object",
            "items[6] left out: it is not an object",
        ],
    );
    check_article("wrong-types.json", "sai-kieu", &[]);
    assert_eq!(
        open("wrong-types.json").unwrap().head(),
        FeedHead::default()
    );
}

#[test]
fn figures_written_as_strings_are_figures() {
    check(
        "numbers-as-strings.json",
        &[
            "42 · Số viết thành chữ · /a.jpg 1200×800 · 2026-11-18 · 1832541 views · 7: 7",
            "-1 · Số âm và số lẻ",
            "items[2] left out: it has no id and no address",
        ],
    );
    check_article(
        "numbers-as-strings.json",
        "42",
        &[
            "Image: /a.jpg · 1200×800",
            "attachment: /a.pdf · 14336",
            "related: 1, 2",
            "rating: 4,5 of 12",
            "comments: 3",
        ],
    );
    check_article("numbers-as-strings.json", "-1", &["comments: 2"]);
}

#[test]
fn null_is_the_same_as_absent() {
    check(
        "nulls.json",
        &[
            "https://songba.example.gov.vn/tin/rong.html · Tin chỉ có phần chữ. · /tin/rong.html",
            "items[1] left out: it is not an object",
        ],
    );
    check_article(
        "nulls.json",
        "/tin/rong.html",
        &["text: Tin chỉ có phần chữ."],
    );
    assert_eq!(open("nulls.json").unwrap().head(), FeedHead::default());
}

#[test]
fn an_item_needs_a_name_and_something_to_show() {
    check(
        "missing-fields.json",
        &[
            "items[0] left out: it has no title and no text",
            "items[1] left out: it has no id and no address",
            "items[2] left out: it has no id and no address",
            "https://songba.example.gov.vn/tin/4.html · Chỉ có địa chỉ · /tin/4.html",
            "5 · Không có tiêu đề, chỉ có tóm tắt. · Không có tiêu đề, chỉ có tóm tắt.",
            "6 · Tiêu đề Không có tiêu đề riêng, chỉ có bài viết đủ dài để phải cắt bớt ở cuối…",
            "items[6] left out: it has no title and no text",
            "items[7] left out: it has no id and no address",
            "9 · Ảnh bị từ chối",
        ],
    );
}

#[test]
fn titles_and_summaries_are_plain_text() {
    check(
        "broken-html.json",
        &[
            "1 · Họp dân & bàn việc làng · Chiều nay tại nhà văn hóa<br",
            "2 · Giá lúa < 9.000 đồng · Giá giảm nhẹ.",
            "3 · Tin có mã lạ · <p> là một thẻ",
            "4 · Tiêu đề chỉ là mã lạ",
        ],
    );
    check_article("broken-html.json", "1", &["html: <div><p>Chưa đóng"]);
}

#[test]
fn other_shapes_of_a_feed_are_read() {
    check("empty.json", &[]);
    check(
        "bare-array.json",
        &[
            "1 · Một danh sách trần",
            "2 · Không có phần đầu · /tin/2.html",
        ],
    );
    check(
        "no-version.json",
        &["1 · Không ghi phiên bản, không có _bangtin · 12 views · thong-bao: thong-bao"],
    );
    check("version-1.json", &["1 · Một tác giả", "2 · Nhiều tác giả"]);
    check_article(
        "version-1.json",
        "1",
        &["byline: Minh An", "source: Báo Phú Giang"],
    );
    check_article("version-1.json", "2", &["byline: Minh An, Thu Hà"]);
}

#[test]
fn the_later_of_two_items_with_one_id_is_left_out() {
    check(
        "duplicates.json",
        &[
            "1 · Tin thứ nhất",
            "2 · Tin thứ hai",
            "items[2] left out: an earlier item has the same id",
            "https://songba.example.gov.vn/tin/4.html · Mã là địa chỉ · /tin/4.html",
            "items[4] left out: an earlier item has the same id",
        ],
    );
}

#[test]
fn an_item_is_found_by_id_before_address() {
    let feed = open("duplicates.json").unwrap();
    let check = |id, expected| assert_eq!(feed.find(id), expected, "{id}");
    check("2", Some(1));
    check("1", Some(0));
    check("https://songba.example.gov.vn/tin/4.html", Some(3));
    check("/tin/4.html", Some(4));
    check("", Some(0));
    check("3", None);
}

#[test]
fn what_nukeviet_sends_is_read() {
    check(
        "nukeviet.json",
        &[
            "news_118 · Tập huấn chăm sóc cà phê mùa mưa · /vi/news/nong-nghiep/tap-huan-cham-soc-ca-phe-118.html · \
             Sáng 18/11, hơn 40 hộ dân được hướng dẫn tỉa cành và bón phân. · /uploads/news/2016_11/ca-phe.jpg · \
             2016-11-18 · 447 views · nong-nghiep: Nông nghiệp",
            "law_27 · [12/KH-UBND] Kế hoạch phòng, chống thiên tai · /vi/laws/detail/Ke-hoach-27/ · \
             Kế hoạch phòng, chống thiên tai & tìm kiếm cứu nạn · 2016-10-06",
            "news_119 · Lịch tiêm chủng · /vi/news/thong-bao/lich-tiem-chung-119.html · /uploads/tiem.JPG?w=200 · 2016-10-06",
        ],
    );
    check_article(
        "nukeviet.json",
        "news_118",
        &["language: vi", "byline: Minh An", "unit: Hội Nông dân xã"],
    );
    check_article(
        "nukeviet.json",
        "law_27",
        &["language: vi", "source: Báo Phú Giang"],
    );
}

#[test]
fn json_of_another_shape_is_no_feed() {
    let reason = |value: Value| {
        FeedReader::new(&value, resolve)
            .map(|_| ())
            .map_err(NotAFeed::reason)
    };
    assert_eq!(
        open("not-a-feed.json")
            .map(|_| ())
            .map_err(NotAFeed::reason),
        Err("it has no list of items")
    );
    assert_eq!(
        reason(serde_json::json!({})),
        Err("it has no list of items")
    );
    assert_eq!(
        reason(serde_json::json!("tin")),
        Err("it is neither an object nor a list")
    );
    assert_eq!(
        reason(Value::Null),
        Err("it is neither an object nor a list")
    );
}

#[test]
fn truncated_json_never_becomes_a_feed() {
    let bytes = include_bytes!("testdata/truncated.json");
    assert!(serde_json::from_slice::<Value>(bytes).is_err());
}

#[test]
fn an_index_past_the_end_is_dropped() {
    let feed = open("empty.json").unwrap();
    assert!(feed.is_empty());
    assert_eq!(
        feed.headline(0).unwrap_err().to_line(),
        "items[0] left out: it is not an object"
    );
    assert_eq!(feed.article(9).unwrap_err().index, 9);
}

#[test]
fn a_site_is_found_in_a_feed_or_a_file_of_its_own() {
    let check = |file: Value, expected: Option<&str>| {
        let found = site(&&file, resolve).and_then(|site| site.name);
        assert_eq!(found.as_deref(), expected, "{file}");
    };
    let agency = serde_json::json!({"name": "UBND xã Sông Ba", "fax": "0200 000 199"});
    let name = Some("UBND xã Sông Ba");
    check(
        serde_json::json!({"items": [], "_bangtin": {"site": agency}}),
        name,
    );
    check(
        serde_json::json!({"version": "1", "_bangtin": {"site": agency}}),
        name,
    );
    check(serde_json::json!({"items": [], "site": agency}), name);
    check(serde_json::json!({"site": agency}), name);
    check(agency, name);
    // A feed's own members are not those of an agency.
    check(serde_json::json!({"name": "Tin", "items": []}), None);
    check(
        serde_json::json!({"items": [], "_bangtin": {"site": {}}}),
        None,
    );
    check(serde_json::json!({"title": "Tin"}), None);
    check(serde_json::json!([]), None);
    check(serde_json::json!("UBND"), None);
}

#[test]
fn albums_are_read_with_what_is_known_of_their_pictures() {
    let feed = serde_json::json!({"items": [], "_bangtin": {"albums": [
        {"id": 7, "title": "Mùa <b>vàng</b>", "date": "10/09/2026", "description": "Một vụ &amp; một mùa", "pictures": [
            {"url": "a.webp", "alt": "Máy gặt", "caption": "Xuống đồng. Ảnh: H’Diệu", "width": "1200", "height": 0, "thumbnail": {"url": "a-600.webp", "width": 600}},
            "b.webp", {"url": "c.webp", "thumbnail": "c-600.webp", "credit": "Y Đăm"}, {"url": "javascript:x"}, {"alt": "không địa chỉ"}, null,
        ]},
        {"id": 7, "title": "Trùng", "pictures": ["a.webp"]},
        {"title": "Chỉ có tên", "pictures": ["a.webp"]}, {"id": "chi-co-ma", "pictures": ["a.webp"]},
        {"id": "trong", "title": "Không ảnh", "pictures": []}, {"pictures": ["a.webp"]}, "chữ",
    ]}});
    let feed: &'static Value = Box::leak(Box::new(feed));
    let albums = FeedReader::new(feed, resolve).unwrap().albums();
    let named: Vec<(&str, &str)> = albums
        .iter()
        .map(|album| (&*album.id, &*album.title))
        .collect();
    assert_eq!(
        named,
        [
            ("7", "Mùa vàng"),
            ("Chỉ có tên", "Chỉ có tên"),
            ("chi-co-ma", "chi-co-ma")
        ]
    );
    let first = albums.first().unwrap();
    assert_eq!(first.description.as_deref(), Some("Một vụ & một mùa"));
    assert_eq!(
        first.date.map(bangtin_model::Moment::iso).as_deref(),
        Some("2026-09-10")
    );
    let at = |name: &str| format!("https://songba.example.gov.vn/{name}");
    let [one, two, three] = &first.pictures[..] else {
        panic!("{:?}", first.pictures);
    };
    assert_eq!(
        (&one.url, &one.caption, &one.credit),
        (
            &at("a.webp"),
            &Some("Xuống đồng.".to_owned()),
            &Some("H’Diệu".to_owned())
        )
    );
    assert_eq!((one.width, one.height), (Some(1200), None));
    let small = |photo: &bangtin_model::Photo| {
        photo
            .thumbnail
            .clone()
            .map(|small| (small.url, small.width))
    };
    assert_eq!(small(one), Some((at("a-600.webp"), Some(600))));
    assert_eq!((&two.url, small(two)), (&at("b.webp"), None));
    assert_eq!(small(three), Some((at("c-600.webp"), None)));
}

#[test]
fn the_front_page_is_named_by_its_parts() {
    let parts = |feed: serde_json::Value| {
        let feed: &'static Value = Box::leak(Box::new(feed));
        FeedReader::new(feed, resolve).unwrap().front()
    };
    let feed = serde_json::json!({"items": [], "_bangtin": {"portal": {"front": ["lead", 7, {}, "media"]}}});
    assert_eq!(parts(feed), ["lead", "media"]);
    assert_eq!(
        parts(serde_json::json!({"items": []})),
        Vec::<String>::new()
    );
}

#[test]
fn links_polls_and_documents_are_read_apart_from_the_items() {
    let feed = serde_json::json!({"items": [], "_bangtin": {
        "links": [
            {"title": "Một <b>cửa</b>", "url": "/mot-cua", "image": "a.png", "group": "Dịch vụ công", "icon": "send", "hint": "Một <i>cửa</i> xã"},
            {"title": "Không địa chỉ"}, {"url": "javascript:x"}, "chữ", {"url": "https://a.vn/"},
        ],
        "polls": [
            {"id": 1, "question": "Có <i>hài lòng</i>?", "options": [{"id": "c", "text": "Có"}, "Không", {"id": "c", "text": "Trùng"}, {"id": "x"}], "multiple": true, "opens": "2026-11-01"},
            {"id": "mot", "question": "Một câu", "options": ["Một"]}, {"question": "Không id", "options": ["a", "b"]}, null,
        ],
        "documents": [
            {"number": "12/QĐ-UBND", "file": "12.pdf", "issued": "2026-11-09"},
            {"id": "a", "abstract": "Về việc"}, {"id": "trống"}, {"form": "Quyết định"}, 7,
        ],
    }});
    let feed: &'static Value = Box::leak(Box::new(feed));
    let reader = FeedReader::new(feed, resolve).unwrap();
    let links: Vec<_> = reader
        .links()
        .into_iter()
        .map(|link| (link.title, link.url))
        .collect();
    let link = |title: &str, url: &str| (title.to_owned(), url.to_owned());
    assert_eq!(
        links,
        [
            link("Một cửa", "https://songba.example.gov.vn/mot-cua"),
            link("https://a.vn/", "https://a.vn/"),
        ]
    );
    let first = reader.links().into_iter().next().unwrap();
    assert_eq!(
        (first.icon.as_deref(), first.hint.as_deref()),
        (Some("send"), Some("Một cửa xã"))
    );
    let polls = reader.polls();
    assert_eq!(polls.len(), 1);
    let poll = polls.first().unwrap();
    let options: Vec<&str> = poll
        .options
        .iter()
        .map(|option| option.id.as_str())
        .collect();
    assert_eq!(
        (poll.id.as_str(), poll.question.as_str(), poll.multiple),
        ("1", "Có hài lòng?", true)
    );
    assert_eq!(options, ["c", "Không"]);
    assert_eq!(
        poll.opens.map(bangtin_model::Moment::iso).as_deref(),
        Some("2026-11-01")
    );
    let ids: Vec<String> = reader.documents().into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["12/QĐ-UBND", "a"]);
    let bare = serde_json::json!([]);
    let bare: &'static Value = Box::leak(Box::new(bare));
    let reader = FeedReader::new(bare, resolve).unwrap();
    assert!(
        reader.links().is_empty() && reader.polls().is_empty() && reader.documents().is_empty()
    );
}
