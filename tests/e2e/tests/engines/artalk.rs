//! `<bangtin-comments>` beside a server that answers as Artalk does.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Engine, KIT, Page, Viewport, cases};
use bangtin_rig::Artalk;
use serde_json::{Value, json};

use crate::comments::form_fits_its_room;

pub(crate) const CASES: &[Case] = cases!("artalk";
    EVERYWHERE =>
        its_comments_are_read,
        a_comment_is_written_and_seen,
        what_was_written_stays_while_an_attribute_changes,
        letters_in_a_picture_are_asked_for,
        the_form_fits_the_room_that_is_kept_for_it;
    CHROMIUM =>
        a_badge_stands_apart_from_the_name,
        it_is_said_in_english_too,
        each_server_has_drafts_of_its_own,
        a_page_without_a_name_is_its_path,
        a_long_list_comes_in_parts,
        what_waits_is_told_and_a_reply_stands_in_its_place,
        says_at_the_field_what_is_wrong,
        what_was_asked_for_goes_with_its_cause,
        a_picture_that_is_not_seen_leads_elsewhere,
        a_comment_that_takes_no_answer_has_no_button,
        each_refusal_has_its_words,
        a_closed_page_says_so,
        a_server_that_answers_otherwise_is_a_failure,
        ten_thousand_comments_are_shown,
        a_missing_site_is_explained,
        axe_finds_nothing;
);

fn inside(selector: &str) -> String {
    format!("bangtin-comments >>> {selector}")
}

fn part(name: &str) -> String {
    inside(&format!("[part={name}]"))
}

fn show_page(page: &Page<'_>, server: &Artalk, named: &str) {
    // The page has a service too.
    let head = format!(
        r#"<script type="module" src="{KIT}/bangtin.js" data-service="http://127.0.0.1:9" data-site="xa-song-ba"></script>"#
    );
    let origin = server.origin();
    let body = format!(
        r#"<main><h1>Bài viết</h1><bangtin-comments artalk="{origin}" site="Xã Sông Ba" limit="5" {named}><a href="tel:0200000100">0200 000 100</a></bangtin-comments></main>"#
    );
    page.show_with(&head, &body);
}

fn show(page: &Page<'_>, server: &Artalk) {
    show_page(page, server, r#"page="tb-01""#);
    page.wait_for(&inside("[name=email]"));
}

fn write(page: &Page<'_>, email: &str, text: &str) {
    page.paste(&inside("[name=name]"), "Trần Thị Bé");
    page.paste(&inside("[name=email]"), email);
    page.paste(&inside("textarea"), text);
    page.click(&part("submit"));
}

fn filled() -> Artalk {
    let server = Artalk::start();
    let badge = json!({ "badge_name": "Quản trị", "is_verified": true });
    let bad = "<p>Đường <strong>hỏng</strong><br />\nsửa đi</p><script>window.ran = 1</script><img src=x onerror=\"window.ran = 2\">";
    server.state().comments = vec![
        Artalk::comment(1, 0, "Ông Năm", bad, &json!({})),
        Artalk::comment(2, 1, "UBND xã", "<p>Xã đã ghi nhận.</p>", &badge),
        Artalk::comment(3, 1, "Bà Tư", "<p>Đúng vậy</p>", &json!({})),
        Artalk::comment(4, 3, "Cô Út", "<p>Cảm ơn bà</p>", &json!({})),
        Artalk::comment(
            5,
            0,
            "Ban biên tập",
            "<p>Xin viết có dấu</p>",
            &json!({ "is_pinned": true }),
        ),
        Artalk::comment(
            6,
            0,
            "Anh Ba",
            "<p>Mới nhất &amp; &lt;b&gt;</p>",
            &json!({}),
        ),
    ];
    server
}

fn its_comments_are_read(page: &Page<'_>) {
    let server = filled();
    show(page, &server);
    page.wait_state("bangtin-comments", "ready");
    assert_eq!(page.text(&part("heading")), "Ý kiến (6)");
    assert_eq!(
        page.texts(&part("text")),
        [
            "Xin viết có dấu",
            "Mới nhất & <b>",
            "Đường hỏng sửa đi [hình]",
            "Xã đã ghi nhận.",
            "Đúng vậy",
            "@Bà Tư Cảm ơn bà",
        ]
    );
    let lines: String = page.js(
        "return deepAll(arguments[0])[2].textContent",
        json!([part("text")]),
    );
    assert_eq!(lines, "Đường hỏng\nsửa đi\n\n[hình]");
    assert_eq!(
        page.texts(&part("name")),
        [
            "Ban biên tập",
            "Anh Ba",
            "Ông Năm",
            "UBND xã",
            "Bà Tư",
            "Cô Út"
        ]
    );
    assert_eq!(page.texts(&part("badge")), ["Được ghim"]);
    assert_eq!(page.text(&part("mark")), "Trả lời của đơn vị");
    assert_eq!(page.count(&part("date")), 6);
    let ran: Value = page.js("return window.ran ?? null", json!([]));
    assert_eq!(ran, Value::Null);
    // What is our service's alone is not there.
    for name in ["code", "withdraw"] {
        assert!(!page.has(&part(name)), "{name}");
    }
    assert!(!page.has(&inside("[name=website]")));
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn a_comment_is_written_and_seen(page: &Page<'_>) {
    let server = filled();
    show(page, &server);
    assert!(page.text(&inside("#email-hint")).contains("127.0.0.1"));
    write(page, "be@example.vn", "Cảm ơn xã <3");
    page.wait_for(&part("sent"));
    assert!(page.text(&part("sent")).contains("đã được đăng"));
    page.until("it is shown and counted", || {
        page.text(&part("heading")) == "Ý kiến (7)"
            && page
                .texts(&part("text"))
                .contains(&"Cảm ơn xã <3".to_owned())
    });
    assert!(!page.has(&part("pending")) && !page.has(&part("withdraw")));
    let sent = server.state().sent.clone();
    assert_eq!(sent.len(), 1, "once");
    assert_eq!(
        sent[0],
        json!({
            "page_key": "tb-01", "page_title": "Thử nghiệm", "site_name": "Xã Sông Ba", "name": "Trần Thị Bé",
            "email": "be@example.vn", "content": "Cảm ơn xã <3",
        })
    );
    let asked = server.state().asked.clone();
    assert!(
        asked.iter().all(|one| !one.contains("example.vn")),
        "the mail is in no address: {asked:?}"
    );
    page.click(&part("another"));
    page.wait_for(&inside("textarea"));
    // Whoever writes next on this device finds no mail, also in no draft.
    assert_eq!(value(page, "email"), "");
    assert_eq!(value(page, "name"), "Trần Thị Bé");
    let drafts: String = page.js("return JSON.stringify({ ...sessionStorage })", json!([]));
    assert!(!drafts.contains("example.vn"), "{drafts}");
}

fn value(page: &Page<'_>, name: &str) -> String {
    let script = "return deep(arguments[0]).value";
    page.js(script, json!([inside(&format!("[name={name}]"))]))
}

fn what_was_written_stays_while_an_attribute_changes(page: &Page<'_>) {
    let server = filled();
    server.state().pending = true;
    show(page, &server);
    let change = |heading: &str| {
        page.set_attribute("bangtin-comments", "hidden", Some(""));
        page.set_attribute("bangtin-comments", "hidden", None);
        page.set_attribute("bangtin-comments", "heading", Some(heading));
        page.until("it is heard", || {
            page.text(&part("heading")).starts_with(heading)
        });
    };
    server.state().holds = true;
    write(page, "be@example.vn", "Đang trên đường");
    page.until("it is on its way", || !server.state().sent.is_empty());
    change("Góp ý");
    server.state().holds = false;
    page.wait_for(&part("sent"));
    change("Trao đổi");
    assert!(page.text(&part("sent")).contains("sau khi kiểm duyệt"));
    assert!(
        page.texts(&part("text"))
            .contains(&"Đang trên đường".to_owned())
    );
    assert_eq!(server.state().sent.len(), 1);
}

fn a_badge_stands_apart_from_the_name(page: &Page<'_>) {
    let server = Artalk::start();
    let marked = json!({ "badge_name": "Quản trị", "is_verified": true, "is_pinned": true });
    let unproved = json!({ "badge_name": "Quản trị", "is_verified": false });
    server.state().comments = vec![
        Artalk::comment(1, 0, "UBND xã (Quản trị)", "<p>Giả</p>", &json!({})),
        Artalk::comment(2, 0, "\u{202e}gnaoh", "<p>Ngược</p>", &unproved),
        Artalk::comment(3, 0, "UBND xã", "<p>Thật</p>", &marked),
    ];
    show(page, &server);
    assert_eq!(
        page.texts(&part("name")),
        ["UBND xã", "gnaoh", "UBND xã (Quản trị)"]
    );
    assert_eq!(
        page.texts(&part("badge")),
        ["Huy hiệu: Quản trị · Được ghim"]
    );
}

fn it_is_said_in_english_too(page: &Page<'_>) {
    let server = filled();
    server.state().comments.push(Artalk::comment(
        7,
        0,
        " ",
        "<p><img src=x></p>",
        &json!({ "badge_name": "Admin", "is_verified": true, "is_allow_reply": false }),
    ));
    server.state().comments.push(Artalk::comment(
        8,
        0,
        "Bà Sáu",
        "",
        &json!({ "is_collapsed": true }),
    ));
    show_page(page, &server, r#"page="tb-01" lang="en""#);
    page.wait_for(&inside("[name=email]"));
    assert_eq!(page.texts(&part("badge")), ["Pinned", "Badge: Admin"]);
    let texts = page.texts(&part("text"));
    for words in ["[picture]", "This comment was folded away"] {
        assert!(texts.contains(&words.to_owned()), "{texts:?}");
    }
    assert!(page.texts(&part("name")).contains(&"No name".to_owned()));
    server.state().admin_only = true;
    show_page(page, &server, r#"page="tb-02" lang="en""#);
    page.wait_for(&part("closed"));
    assert_eq!(
        page.text(&part("closed")),
        "Comments are closed here at present."
    );
}

fn each_server_has_drafts_of_its_own(page: &Page<'_>) {
    let (one, other) = (filled(), filled());
    show(page, &one);
    page.paste(&inside("textarea"), "Chỉ gửi cho máy chủ này");
    show(page, &other);
    assert_eq!(value(page, "text"), "");
    show(page, &one);
    assert_eq!(value(page, "text"), "Chỉ gửi cho máy chủ này");
}

fn a_page_without_a_name_is_its_path(page: &Page<'_>) {
    let server = filled();
    show_page(page, &server, "");
    page.wait_for(&part("comment"));
    let asked = server.state().asked.clone();
    assert!(
        asked[0].starts_with(
            "GET /api/v2/comments?page_key=%2Fmade%2Fpage.html&site_name=X%C3%A3%20S%C3%B4ng%20Ba"
        ),
        "{asked:?}"
    );
}

fn a_long_list_comes_in_parts(page: &Page<'_>) {
    let server = Artalk::start();
    let one = |id| {
        Artalk::comment(
            id,
            0,
            "Bà con",
            &format!("<p>Ý kiến số {id}</p>"),
            &json!({}),
        )
    };
    server.state().comments = (1..=12).map(one).collect();
    show(page, &server);
    page.until("the first five", || page.count(&part("comment")) == 5);
    page.click(&part("more"));
    page.until("five more", || page.count(&part("comment")) == 10);
    page.click(&part("more"));
    page.until("the rest", || page.count(&part("comment")) == 12);
    assert!(!page.has(&part("more")));
    let texts = page.texts(&part("text"));
    assert_eq!(texts.first().map(String::as_str), Some("Ý kiến số 12"));
    assert_eq!(texts.last().map(String::as_str), Some("Ý kiến số 1"));
}

fn what_waits_is_told_and_a_reply_stands_in_its_place(page: &Page<'_>) {
    let server = filled();
    server.state().pending = true;
    show(page, &server);
    page.click(&part("answer"));
    page.wait_for(&part("leave"));
    write(page, "be@example.vn", "Trả lời của tôi");
    page.wait_for(&part("sent"));
    assert!(page.text(&part("sent")).contains("sau khi kiểm duyệt"));
    page.until("it waits", || page.has(&part("pending")));
    assert_eq!(page.text(&part("pending")), "Ý kiến của bạn đang chờ duyệt");
    assert_eq!(page.text(&part("heading")), "Ý kiến (6)");
    let replies = page.texts(&inside("[part=reply] [part=text]"));
    assert_eq!(replies.first().map(String::as_str), Some("Trả lời của tôi"));
    assert_eq!(server.state().sent[0]["rid"], 5);
}

fn says_at_the_field_what_is_wrong(page: &Page<'_>) {
    let server = filled();
    show(page, &server);
    let says = |words: &str| says(page, words);
    page.click(&part("submit"));
    says("Vui lòng nhập họ và tên.");
    write(page, "be@example", "Chào");
    says("Thư điện tử chưa đúng");
    page.until("the focus is there", || {
        page.focused().starts_with("input email-field")
    });
    page.paste(&inside("[name=email]"), " ");
    page.click(&part("submit"));
    says("Vui lòng nhập thư điện tử.");
    assert!(server.state().sent.is_empty());
    server.state().refuses = Some((400, json!({ "msg": "邮箱 无效" }).to_string()));
    write(page, "be@example.vn", "Chào");
    says("Thư điện tử chưa đúng");
    server.state().refuses = Some((403, json!({ "msg": "x", "need_login": true }).to_string()));
    page.click(&part("submit"));
    says("cần đăng nhập");
}

fn letters_in_a_picture_are_asked_for(page: &Page<'_>) {
    let server = filled();
    server.state().captcha = Some("k7pq");
    show(page, &server);
    write(page, "be@example.vn", "Ý kiến có kiểm tra");
    page.wait_for(&part("captcha"));
    page.until("the focus is there", || {
        page.focused().starts_with("input captcha-field")
    });
    // Who cannot read them has another way.
    page.until("there is a way", || page.has(&part("own-page")));
    assert_eq!(
        page.attribute(&part("own-page"), "href").as_deref(),
        Some(OWN_PAGE)
    );
    if page.engine() == Engine::Chromium {
        page.screenshot("artalk-captcha");
        let found = page.axe("bangtin-comments");
        assert!(found.is_empty(), "{found:?}");
    }
    page.paste(&inside("[name=captcha]"), "sai");
    page.click(&part("submit"));
    says(page, "Chữ chưa đúng");
    assert_eq!(value(page, "captcha"), "");
    // Nothing is asked for while something is sent.
    page.paste(&inside("[name=captcha]"), "k7pq");
    server.state().holds = true;
    page.click(&part("submit"));
    page.until("it is on its way", || {
        let asked = server.state().asked.clone();
        asked.iter().filter(|one| one.ends_with("/verify")).count() == 2
    });
    page.click(&part("captcha-another"));
    server.state().holds = false;
    page.wait_for(&part("sent"));
    let asked = server.state().asked.clone();
    assert!(
        !asked.contains(&"GET /api/v2/captcha".to_owned()),
        "{asked:?}"
    );
    assert_eq!(server.state().comments.len(), 7);
}

fn what_was_asked_for_goes_with_its_cause(page: &Page<'_>) {
    let server = filled();
    server.state().captcha = Some("k7pq");
    show(page, &server);
    write(page, "be@example.vn", "Ý kiến có kiểm tra");
    page.wait_for(&part("captcha"));
    page.paste(&inside("[name=captcha]"), "cũ");
    page.click(&part("captcha-another"));
    page.until("another picture, and an empty field", || {
        value(page, "captcha").is_empty()
    });
    // The reader stays at the button.
    assert!(page.focused().starts_with("button captcha-another"));
    server.state().picture = None;
    page.click(&part("captcha-another"));
    says(page, "Chưa tải được hình khác.");
    assert!(page.has(&part("captcha")), "the old one is still there");
    // Another check than by letters.
    server.state().iframe = true;
    page.paste(&inside("[name=captcha]"), "k");
    page.click(&part("submit"));
    page.wait_for(&part("elsewhere"));
    assert!(!page.has(&part("captcha")));
    page.until("the focus is there", || {
        page.focused().starts_with("p elsewhere")
    });
    server.state().iframe = false;
    server.state().captcha = None;
    server.state().holds = true;
    page.click(&part("submit"));
    page.until("it has gone", || !page.has(&part("elsewhere")));
    server.state().holds = false;
    page.wait_for(&part("sent"));
}

fn a_picture_that_is_not_seen_leads_elsewhere(page: &Page<'_>) {
    let server = filled();
    server.state().captcha = Some("k7pq");
    server.state().picture = Some("data:image/png;base64,AAAA");
    show(page, &server);
    // What is said later is heard only where there was room for it before.
    let rooms = "return deepAll(arguments[0]).map((room, at) => (room.number = at)).length";
    let before: usize = page.js(rooms, json!([inside("[part=form] [role=status]")]));
    write(page, "be@example.vn", "Ý kiến có kiểm tra");
    page.wait_for(&part("elsewhere"));
    page.until("the focus is there", || {
        page.focused().starts_with("p elsewhere")
    });
    let known: bool = page.js(
        "return deep(arguments[0]).parentElement.number < arguments[1]",
        json!([part("elsewhere"), before]),
    );
    assert!(known, "the room was there");
    assert!(!page.has(&part("captcha")));
}

fn a_comment_that_takes_no_answer_has_no_button(page: &Page<'_>) {
    let server = filled();
    server.state().comments[5]["is_allow_reply"] = json!(false);
    show(page, &server);
    assert_eq!(page.count(&part("comment")), 3);
    assert_eq!(page.count(&part("answer")), 2);
    // One that says so since: nothing but words tells it from a wrong mail.
    page.click(&part("answer"));
    page.wait_for(&part("leave"));
    server.state().refuses = Some((400, json!({ "msg": "x" }).to_string()));
    write(page, "be@example.vn", "Trả lời");
    says(page, "không nhận thêm trả lời");
}

fn says(page: &Page<'_>, words: &str) {
    page.until(words, || {
        page.texts(&part("error"))
            .iter()
            .any(|error| error.contains(words))
    });
}

// What the server knows of the page.
const OWN_PAGE: &str = "https://xa.example.vn/binh-luan/tb-01";

fn each_refusal_has_its_words(page: &Page<'_>) {
    let server = filled();
    let (frame, msg) = (
        json!({ "msg": "x", "need_captcha": true, "iframe": true }),
        json!({ "msg": "lỗi thô" }),
    );
    for (status, body, name, words) in [
        (403, &frame, "elsewhere", "không làm được ở đây"),
        (403, &msg, "outcome", "chưa được phép gửi"),
        (
            404,
            &json!({ "msg": "x", "err_no_site": true }),
            "outcome",
            "chưa được phép gửi",
        ),
        (429, &msg, "outcome", "quá nhiều lượt gửi"),
        (500, &msg, "outcome", "Chưa gửi được"),
    ] {
        server.state().refuses = Some((status, body.to_string()));
        show(page, &server);
        write(page, "be@example.vn", "Giữ lại chữ này");
        page.until(words, || {
            page.has(&part(name)) && page.text(&part(name)).contains(words)
        });
        assert!(
            !page
                .text("bangtin-comments >>> section")
                .contains("lỗi thô")
        );
        let script = "return deep(arguments[0]).value";
        let kept: String = page.js(script, json!([inside("textarea")]));
        assert_eq!(kept, "Giữ lại chữ này", "{status}");
        if name == "elsewhere" {
            page.until("there is a way", || page.has(&part("own-page")));
            assert_eq!(
                page.attribute(&part("own-page"), "href").as_deref(),
                Some(OWN_PAGE)
            );
        }
    }
    // An answer that breaks off says nothing of what became of it.
    server.state().refuses = Some((200, "{\"id\": 12, \"conte".into()));
    show(page, &server);
    write(page, "be@example.vn", "Giữ lại chữ này");
    page.until("it failed", || {
        page.has(&part("outcome")) && page.text(&part("outcome")).contains("Chưa gửi được")
    });
    assert_eq!(page.text(&part("submit")), "Gửi lại");
}

fn a_closed_page_says_so(page: &Page<'_>) {
    let server = filled();
    server.state().admin_only = true;
    show_page(page, &server, r#"page="tb-01""#);
    page.wait_for(&part("closed"));
    assert_eq!(
        page.text(&part("closed")),
        "Trang này hiện không nhận ý kiến."
    );
    assert!(!page.has(&inside("textarea")) && !page.has(&part("answer")));
    assert_eq!(page.count(&part("comment")), 3);
}

fn a_server_that_answers_otherwise_is_a_failure(page: &Page<'_>) {
    let server = filled();
    for (status, body) in [
        (200, "{\"comments\": [{\"id\": 1"),
        (200, "{\"msg\": \"lỗi thô\"}"),
        (200, "<!doctype html><title>x</title>"),
        (404, "{\"msg\": \"lỗi thô\", \"err_no_site\": true}"),
    ] {
        server.state().broken = Some((status, body.into()));
        show_page(page, &server, &format!(r#"page="x-{}""#, body.len()));
        page.wait_state("bangtin-comments", "failed");
        assert!(page.has(&part("retry")), "{body}");
        assert!(!page.text(&part("failure")).contains("lỗi thô"));
    }
    server.state().broken = None;
    server.state().trusts = false;
    show_page(page, &server, r#"page="y""#);
    page.wait_state("bangtin-comments", "failed");
    server.state().trusts = true;
    page.click(&part("retry"));
    page.wait_state("bangtin-comments", "ready");
    server.state().comments.clear();
    show_page(page, &server, r#"page="z""#);
    page.wait_for(&part("empty"));
}

fn ten_thousand_comments_are_shown(page: &Page<'_>) {
    let server = Artalk::start();
    let one = |id| Artalk::comment(id, u64::from(id > 1), "Bà con", "<p>Đồng ý</p>", &json!({}));
    server.state().comments = (1..=10_000).map(one).collect();
    show_page(page, &server, r#"page="tb-01""#);
    page.until_within(std::time::Duration::from_secs(60), "all are there", || {
        page.count(&part("reply")) == 9_999
    });
}

fn a_missing_site_is_explained(page: &Page<'_>) {
    // The site that the page names for all elements is another server's.
    let head = format!(
        r#"<script type="module" src="{KIT}/bangtin.js" data-service="http://127.0.0.1:9" data-site="xa-song-ba"></script>"#
    );
    page.show_with(&head, r#"<bangtin-comments artalk="http://127.0.0.1:9" page="tb-01">Gọi 0200 000 100</bangtin-comments>"#);
    page.wait_for(&part("misconfigured"));
    assert!(
        page.text(&part("misconfigured"))
            .starts_with("Thiếu thuộc tính site")
    );
}

fn axe_finds_nothing(page: &Page<'_>) {
    let server = filled();
    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 900 });
        show(page, &server);
        page.click(&part("submit"));
        page.until("something is missed", || {
            page.texts(&part("error"))
                .iter()
                .any(|error| !error.is_empty())
        });
        let found = page.axe("bangtin-comments");
        assert!(found.is_empty(), "{width}: {found:?}");
        page.fits();
        page.screenshot("artalk");
    }
}

fn the_form_fits_the_room_that_is_kept_for_it(page: &Page<'_>) {
    show(page, &filled());
    form_fits_its_room(page);
}
