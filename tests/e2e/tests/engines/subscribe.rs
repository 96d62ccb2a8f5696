//! `<bangtin-subscribe>`, with the real service and a real mail server.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Key, Media, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("subscribe";
    EVERYWHERE =>
        from_the_form_to_the_mail_and_back_out;
    CHROMIUM =>
        says_at_the_field_what_is_wrong,
        says_what_is_wrong_with_an_address,
        a_browser_that_fills_in_too_much_is_no_bar,
        keeps_what_was_typed_when_the_service_is_gone_and_sends_it_once,
        a_double_press_is_one_subscription,
        keeps_what_was_typed_when_the_network_is_cut,
        nothing_that_is_sent_depends_on_an_old_library,
        two_tabs_make_one_subscriber_and_one_mail,
        shows_the_new_text_when_it_has_changed,
        a_site_without_subscriptions_says_so_and_not_that_something_was_moved,
        posts_to_a_listmonk_where_there_is_no_service,
        names_the_attribute_that_is_missing,
        a_keyboard_is_enough,
        looks_right_and_axe_finds_nothing;
);

const TAG: &str =
    "<main><h1>Trang xã</h1><bangtin-subscribe>Gọi 0200 000 100</bangtin-subscribe></main>";
const SUBSCRIBERS: &str = "SELECT COUNT(*) FROM subscribers";
const LONG: Duration = Duration::from_secs(30);

fn part(name: &str) -> String {
    format!("bangtin-subscribe >>> [part={name}]")
}

fn field(selector: &str) -> String {
    format!("bangtin-subscribe >>> {selector}")
}

fn show(page: &Page<'_>, portal: &Portal) {
    portal.show(page, TAG);
    page.wait_state("bangtin-subscribe", "ready");
}

fn tick(page: &Page<'_>, selector: &str) {
    page.js::<()>("deep(arguments[0]).click()", json!([field(selector)]));
}

fn fill(page: &Page<'_>, email: &str) {
    page.fill(&part("email"), email);
    tick(page, "[name=topics][value=thong-bao]");
    tick(page, "[name=consent]");
}

fn sent(page: &Page<'_>) {
    page.wait_for_within(LONG, &part("sent"));
}

fn from_the_form_to_the_mail_and_back_out(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    let ticked: bool = page.js(
        "return deep(arguments[0]).checked",
        json!([field("[name=consent]")]),
    );
    assert!(!ticked, "the box is not ticked beforehand");
    // The fewest mails, unless a reader says otherwise.
    let weekly: bool = page.js(
        "return deep(arguments[0]).checked",
        json!([field("[name=rhythm][value=weekly]")]),
    );
    assert!(weekly, "once a week is chosen beforehand");
    tick(page, "[name=rhythm][value=daily]");
    fill(page, "lan@xa.example.vn");
    page.click(&part("submit"));
    sent(page);
    assert!(page.text(&part("sent")).starts_with("Vui lòng mở hộp thư"));
    portal.wait_number(
        "SELECT COUNT(*) FROM subscribers WHERE state = 'confirmed'",
        0,
    );

    let mail = portal.mail.mail_to("lan@xa.example.vn");
    let link = mail.link("/confirm").expect("a link to confirm");
    page.visit(&link);
    page.until("the page of the link", || page.has("form button"));
    page.click("form button");
    portal.wait_number(
        "SELECT COUNT(*) FROM subscribers WHERE state = 'confirmed' AND rhythm = 'daily'",
        1,
    );

    let out = mail.header("List-Unsubscribe");
    let out = out.trim_matches(['<', '>']).to_owned();
    page.visit(&out);
    page.until("the page to leave", || page.has("form button"));
    page.click("form button");
    portal.wait_number(
        "SELECT COUNT(*) FROM subscribers WHERE state = 'unsubscribed'",
        1,
    );
}

fn says_at_the_field_what_is_wrong(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    let wrong = |page: &Page<'_>, name: &str, sentence: &str| {
        page.click(&part("submit"));
        let error = field(&format!("#{name}-error"));
        page.until("it is said", || page.text(&error).contains(sentence));
        let described = page.attribute(&field("[aria-invalid=true]"), "aria-describedby");
        assert_eq!(described.as_deref(), Some(format!("{name}-error").as_str()));
    };
    wrong(page, "email", "nhập địa chỉ");
    page.fill(&part("email"), "lan@xa");
    wrong(page, "email", "Phần sau ký tự @");
    page.fill(&part("email"), "lan@xa.example.vn");
    wrong(page, "topics", "ít nhất một chủ đề");
    tick(page, "[name=topics][value=thong-bao]");
    wrong(page, "consent", "đánh dấu");
    tick(page, "[name=consent]");
    page.click(&part("submit"));
    sent(page);
}

fn says_what_is_wrong_with_an_address(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    fill(page, "lan");
    // The last three are found by the service.
    for (address, sentence) in [
        ("lan", "thiếu ký tự @"),
        ("lan@xa.example.vn, tu@xa.example.vn", "có dấu cách"),
        ("lan@xa.example.vn;tu@xa.example.vn", "chỉ nhập một"),
        ("@xa.example.vn", "Phần trước ký tự @ không hợp lệ"),
        ("lành@xa.example.vn", "có chữ có dấu"),
        ("lan..a@xa.example.vn", "Phần trước ký tự @ không hợp lệ"),
        ("lan@xa_.example.vn", "Phần sau ký tự @"),
    ] {
        page.fill(&part("email"), address);
        page.click(&part("submit"));
        page.until_within(LONG, address, || {
            page.text(&field("#email-error")).contains(sentence)
        });
    }
    // What cannot be seen is no fault of the reader's.
    page.js::<()>(
        "const field = deep(arguments[0]); field.value = 'lan\u{200b}@xa.example.vn\u{2060}'; field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        json!([part("email")]),
    );
    page.click(&part("submit"));
    sent(page);
    assert_eq!(portal.mail.mail_to("lan@xa.example.vn").to.len(), 1);
}

/// A password manager may fill in the field that people do not see.
fn a_browser_that_fills_in_too_much_is_no_bar(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    fill(page, "lan@xa.example.vn");
    page.js::<()>(
        "deep(arguments[0]).value = 'https://xa.example.vn'",
        json!([field("[name=website]")]),
    );
    page.click(&part("submit"));
    page.until_within(LONG, "it says what has happened", || {
        page.text(&part("outcome")).contains("ô ẩn")
    });
    portal.wait_number(SUBSCRIBERS, 0);
    assert!(page.text(&part("submit")).contains("Gửi lại"));
    page.click(&part("submit"));
    sent(page);
    portal.wait_number(SUBSCRIBERS, 1);
}

fn keeps_what_was_typed_when_the_service_is_gone_and_sends_it_once(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    fill(page, "binh@xa.example.vn");
    portal.kill();
    page.click(&part("submit"));
    page.wait_for_within(LONG, &part("outcome"));
    page.until_within(LONG, "it says that nothing is lost", || {
        page.text(&part("outcome")).contains("vẫn được giữ lại")
    });
    page.reload();
    page.wait_state("bangtin-subscribe", "ready");
    let typed: String = page.js("return deep(arguments[0]).value", json!([part("email")]));
    assert_eq!(typed, "binh@xa.example.vn");
    portal.restart();
    tick(page, "[name=topics][value=thong-bao]");
    tick(page, "[name=consent]");
    page.click(&part("submit"));
    sent(page);
    portal.wait_number(SUBSCRIBERS, 1);
    assert_eq!(portal.mail.mail_to("binh@xa.example.vn").to.len(), 1);
}

/// Prototype 1.6 gave lists, texts and dates a `toJSON` that makes JSON of them twice.
const OLD_LIBRARY: &str = "<script>
    Array.prototype.toJSON = function () { return '[' + this.map((one) => JSON.stringify(String(one))).join(', ') + ']'; };
    String.prototype.toJSON = function () { return '\"' + this + '\"'; };
</script>";

fn nothing_that_is_sent_depends_on_an_old_library(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, &format!("{OLD_LIBRARY}{TAG}"));
    page.wait_state("bangtin-subscribe", "ready");
    fill(page, "lan@xa.example.vn");
    page.click(&part("submit"));
    sent(page);
    portal.wait_number(SUBSCRIBERS, 1);
}

fn a_double_press_is_one_subscription(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    fill(page, "chi@xa.example.vn");
    page.js::<()>(
        "const button = deep(arguments[0]); button.click(); button.click()",
        json!([part("submit")]),
    );
    sent(page);
    portal.wait_number(SUBSCRIBERS, 1);
    portal.wait_number("SELECT COUNT(*) FROM idempotent_answers", 1);
}

fn keeps_what_was_typed_when_the_network_is_cut(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    fill(page, "hoa@xa.example.vn");
    page.offline(true);
    page.click(&part("submit"));
    page.until_within(LONG, "it says that there is no network", || {
        page.has(&part("outcome")) && page.text(&part("outcome")).contains("mất kết nối mạng")
    });
    assert_eq!(page.text(&part("submit")), "Gửi lại");
    page.offline(false);
    page.click(&part("submit"));
    sent(page);
    portal.wait_number(SUBSCRIBERS, 1);
}

fn two_tabs_make_one_subscriber_and_one_mail(page: &Page<'_>) {
    let portal = Portal::start(page);
    for _ in 0..2 {
        show(page, &portal);
        fill(page, "kim@xa.example.vn");
        page.click(&part("submit"));
        sent(page);
        // Another tab has a storage of its own.
        page.js::<()>("sessionStorage.clear()", json!([]));
    }
    portal.wait_number(SUBSCRIBERS, 1);
    portal.wait_number("SELECT COUNT(*) FROM outbox WHERE state = 'sent'", 1);
    portal.wait_number("SELECT COUNT(*) FROM outbox", 1);
    assert_eq!(portal.mail.mails().len(), 1);
}

fn shows_the_new_text_when_it_has_changed(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    fill(page, "dung@xa.example.vn");
    portal.change(|settings| {
        if let Some(subscribing) = &mut settings.sites[0].subscribing {
            subscribing.consent_vi = Some("Tôi đồng ý theo nội dung mới.".into());
        }
    });
    page.click(&part("submit"));
    let consent = field(".choice [name=consent] + span");
    page.until_within(LONG, "the new text", || {
        page.text(&consent)
            .starts_with("Tôi đồng ý theo nội dung mới.")
    });
    page.until("it is said", || {
        page.text(&field("#consent-error"))
            .contains("vừa được cập nhật")
    });
    portal.wait_number(SUBSCRIBERS, 0);
}

/// Readers were told that the content may have been removed or moved.
fn a_site_without_subscriptions_says_so_and_not_that_something_was_moved(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    portal.change(|settings| settings.sites[0].subscribing = None);
    portal.show(page, TAG);
    page.wait_for(&part("empty"));
    assert_eq!(
        page.text(&part("empty")),
        "Hiện chưa nhận đăng ký qua trang này."
    );
    assert!(page.has(&field("slot")), "what stands in the tag is shown");
}

fn posts_to_a_listmonk_where_there_is_no_service(page: &Page<'_>) {
    page.show(
        r#"<bangtin-subscribe listmonk="/made/subscription" controller="UBND xã Sông Ba"
            lists="0a1b Thông báo; 2c3d Nông nghiệp"></bangtin-subscribe>"#,
    );
    page.wait_state("bangtin-subscribe", "ready");
    page.serve("/made/subscription", "application/json", r#"{"data":true}"#);
    page.js::<()>(
        "window.posted = []; const ask = window.fetch; window.fetch = (request, ...rest) => { posted.push(request.clone().text()); return ask(request, ...rest) }",
        json!([]),
    );
    page.fill(&part("email"), "em@xa.example.vn");
    tick(page, "[name=topics][value='2c3d']");
    tick(page, "[name=consent]");
    page.click(&part("submit"));
    page.until_within(LONG, "it is posted", || {
        page.js("return posted.length === 1", json!([]))
    });
    let body: String = page.js_async("return await posted[0]", json!([]));
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(
        body,
        json!({"email": "em@xa.example.vn", "name": "", "list_uuids": ["2c3d"]})
    );
}

fn names_the_attribute_that_is_missing(page: &Page<'_>) {
    page.show("<bangtin-subscribe>Gọi 0200 000 100</bangtin-subscribe>");
    page.wait_for("bangtin-subscribe >>> [part=misconfigured]");
    assert!(
        page.text("bangtin-subscribe >>> [part=misconfigured]")
            .contains("Thiếu thuộc tính service và site")
    );
}

fn a_keyboard_is_enough(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.js::<()>("deep(arguments[0]).focus()", json!([part("email")]));
    page.fill(&part("email"), "giang@xa.example.vn");
    page.press(Key::Tab);
    page.press(Key::Space);
    page.press(Key::Tab);
    // How often is one stop, and chosen already.
    page.press(Key::Tab);
    page.press(Key::Tab);
    page.press(Key::Space);
    page.press(Key::Tab);
    page.press(Key::Tab);
    page.press(Key::Enter);
    sent(page);
    page.until("the answer has the focus", || {
        page.focused().contains("sent")
    });
}

fn looks_right_and_axe_finds_nothing(page: &Page<'_>) {
    let portal = Portal::start(page);
    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 900 });
        show(page, &portal);
        page.click(&part("submit"));
        page.wait_for(&field("[aria-invalid=true]"));
        for media in [&[][..], &[Media::Dark][..], &[Media::ForcedColours][..]] {
            page.emulate(media);
            let found = page.axe("bangtin-subscribe");
            assert!(found.is_empty(), "{width}: {found:?}");
        }
        page.emulate(&[]);
        page.fits();
        page.screenshot(&format!("subscribe-{width}"));
    }
}
