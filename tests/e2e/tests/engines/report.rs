//! "Báo lỗi trong bài" under `<bangtin-article>`, with the real service.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Key, Media, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("report";
    EVERYWHERE =>
        an_error_is_reported_and_the_button_has_the_focus_again,
        says_at_the_field_what_is_wrong,
        what_was_written_stays_while_the_service_is_gone;
    CHROMIUM =>
        who_does_not_press_loads_no_form,
        a_form_that_does_not_come_can_be_retried,
        a_device_without_a_network_is_told_and_keeps_the_text,
        a_keyboard_alone_reports,
        what_was_written_survives_a_reload,
        a_full_pile_is_told,
        can_be_turned_off_and_needs_a_service,
        is_not_printed,
        axe_finds_nothing_in_any_state;
);

const TAG: &str = "<bangtin-article item='tb-01' rating='off'></bangtin-article>";
const LONG: Duration = Duration::from_secs(30);
const ALL: &str = "SELECT COUNT(*) FROM reports";

fn inside(selector: &str) -> String {
    format!("bangtin-article >>> [part=report] {selector}")
}

fn part(name: &str) -> String {
    format!("bangtin-article >>> [part={name}]")
}

fn show(page: &Page<'_>, portal: &Portal) {
    portal.show(page, &format!("<main>{TAG}</main>"));
    page.wait_for(&part("report"));
}

fn open(page: &Page<'_>) {
    page.click(&inside("summary"));
    page.wait_for(&part("report-field"));
}

fn choose(page: &Page<'_>, kind: &str) {
    page.js::<()>(
        "deep(arguments[0]).click()",
        json!([inside(&format!("[value={kind}]"))]),
    );
}

fn written(page: &Page<'_>) -> String {
    page.js(
        "return deep(arguments[0]).value",
        json!([inside("textarea")]),
    )
}

fn send(page: &Page<'_>) {
    page.click(&inside("[part=submit]"));
    page.wait_for_within(LONG, &part("reported"));
}

fn says(page: &Page<'_>, words: &str) {
    let outcome = inside("[part=outcome]");
    page.until_within(LONG, words, || {
        page.has(&outcome) && page.text(&outcome).contains(words)
    });
}

fn an_error_is_reported_and_the_button_has_the_focus_again(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    assert_eq!(page.text(&inside("summary")), "Báo lỗi trong bài");
    open(page);
    choose(page, "broken");
    // Decomposed, as some keyboards write: what a reader sees is counted.
    page.paste(
        &inside("textarea"),
        "A\u{309}nh thu\u{31b}\u{301} hai ho\u{309}ng",
    );
    assert_eq!(page.text(&inside("[part=count]")), "16 / 500 ký tự");
    send(page);
    page.until("the thanks have the focus", || {
        page.focused().contains("reported")
    });
    assert_eq!(portal.number(ALL), 1);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM reports WHERE kind = 'broken' AND page = 'tb-01' AND body = 'Ảnh thứ hai hỏng'"),
        1
    );
    page.click(&inside("[part=reported] button"));
    page.until("the button has the focus", || {
        page.focused().starts_with("summary")
    });
    assert_eq!(page.attribute(&part("report"), "open"), None);
    // Again it is empty.
    open(page);
    assert_eq!(written(page), "");
    assert_eq!(page.count(&inside("input:checked")), 0);
    page.wait_state("bangtin-article", "ready");
}

fn says_at_the_field_what_is_wrong(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    open(page);
    page.click(&inside("[part=submit]"));
    page.until("the kind is missed", || {
        page.text(&inside("#kind-error")) == "Vui lòng chọn loại lỗi."
    });
    choose(page, "typo");
    page.until("nothing is missed any more", || {
        page.text(&inside("#kind-error")).is_empty()
    });
    page.click(&inside("[part=submit]"));
    page.until("the text is missed", || {
        page.text(&inside("#text-error")) == "Vui lòng viết rõ lỗi ở chỗ nào."
    });
    page.paste(&inside("textarea"), &"ế".repeat(503));
    assert_eq!(
        page.text(&inside("[part=count]")),
        "503 / 500 ký tự, vượt 3 ký tự"
    );
    page.click(&inside("[part=submit]"));
    page.until("the text is too long", || {
        page.text(&inside("#text-error"))
            .starts_with("Nội dung vượt quá 500 ký tự")
    });
    page.until("the field has the focus", || {
        page.focused().starts_with("textarea")
    });
    assert_eq!(portal.number(ALL), 0);
}

fn what_was_written_stays_while_the_service_is_gone(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    open(page);
    choose(page, "wrong-fact");
    page.paste(&inside("textarea"), "Năm ban hành là 2025");
    portal.kill();
    page.click(&inside("[part=submit]"));
    says(page, "Nội dung đã nhập vẫn được giữ lại");
    assert_eq!(written(page), "Năm ban hành là 2025");
    // Closed and opened again, it is still there.
    page.click(&inside("summary"));
    page.click(&inside("summary"));
    assert_eq!(page.text(&inside("[part=submit]")), "Gửi lại");
    portal.restart();
    send(page);
    assert_eq!(portal.number(ALL), 1);
}

fn who_does_not_press_loads_no_form(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(
        page,
        "<main><bangtin-article item='tb-01' rating='off' comments='off'></bangtin-article></main>",
    );
    page.wait_for(&part("report"));
    page.scroll_to(&part("report"));
    std::thread::sleep(Duration::from_millis(500));
    for stem in ["report", "write", "shared-forms"] {
        assert_eq!(page.loaded(stem), 0, "{stem}");
    }
    open(page);
    assert_eq!(page.loaded("report"), 1);
}

fn a_form_that_does_not_come_can_be_retried(page: &Page<'_>) {
    let portal = Portal::start(page);
    page.block(&["*/report-*.wasm"]);
    show(page, &portal);
    page.click(&inside("summary"));
    page.wait_for(&inside("[part=failure]"));
    page.wait_state("bangtin-article", "ready");
    page.block(&[]);
    page.click(&inside("[part=retry]"));
    page.wait_for(&part("report-field"));
    choose(page, "typo");
    page.paste(&inside("textarea"), "Đến muộn");
    send(page);
    assert_eq!(portal.number(ALL), 1);
}

fn a_device_without_a_network_is_told_and_keeps_the_text(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    open(page);
    choose(page, "typo");
    page.paste(&inside("textarea"), "Viết lúc mất mạng");
    page.offline(true);
    page.click(&inside("[part=submit]"));
    says(page, "Thiết bị đang mất kết nối mạng");
    page.screenshot("report-offline");
    page.offline(false);
    assert_eq!(written(page), "Viết lúc mất mạng");
    send(page);
    assert_eq!(portal.number(ALL), 1);
}

fn a_keyboard_alone_reports(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.js::<()>("deep(arguments[0]).focus()", json!([inside("summary")]));
    page.press(Key::Enter);
    page.wait_for(&part("report-field"));
    assert!(page.focused().starts_with("summary"), "{}", page.focused());
    page.press(Key::Tab);
    page.press(Key::Down);
    page.until("a kind is chosen", || {
        page.count(&inside("input:checked")) == 1
    });
    page.press(Key::Tab);
    page.type_text("Sai");
    page.press(Key::Tab);
    page.press(Key::Enter);
    page.wait_for_within(LONG, &part("reported"));
    page.press(Key::Tab);
    page.press(Key::Enter);
    page.until("the button has the focus", || {
        page.focused().starts_with("summary")
    });
    assert_eq!(portal.number(ALL), 1);
}

fn what_was_written_survives_a_reload(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    open(page);
    choose(page, "wrong-fact");
    page.paste(&inside("textarea"), "Viết dở");
    page.reload();
    page.wait_for(&part("report"));
    open(page);
    assert_eq!(written(page), "Viết dở");
    assert_eq!(page.count(&inside("[value=wrong-fact]:checked")), 1);
}

fn a_full_pile_is_told(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    portal.kill();
    portal.change(|settings| settings.limits.waiting_reports_per_page = 0);
    show(page, &portal);
    open(page);
    choose(page, "typo");
    page.paste(&inside("textarea"), "Sai");
    page.click(&inside("[part=submit]"));
    says(page, "quá nhiều nội dung chờ xử lý");
    assert_eq!(written(page), "Sai");
    assert_eq!(portal.number(ALL), 0);
}

fn can_be_turned_off_and_needs_a_service(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.set_attribute("bangtin-article", "report", Some("off"));
    page.until("there is none", || !page.has(&part("report")));
    page.set_attribute("bangtin-article", "report", None);
    page.wait_for(&part("report"));
    page.show("<bangtin-article src='/sample/feed.json' item='tb-01'></bangtin-article>");
    page.wait_state("bangtin-article", "ready");
    assert!(!page.has(&part("report")), "nobody would read it");
}

fn is_not_printed(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.emulate(&[Media::Print]);
    assert_eq!(page.style(&part("report"), "display"), "none");
}

fn axe_finds_nothing_in_any_state(page: &Page<'_>) {
    let portal = Portal::start(page);
    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 900 });
        show(page, &portal);
        page.scroll_to(&part("report"));
        page.screenshot("report-closed");
        open(page);
        let judge = |state: &str| {
            let found = page.axe("bangtin-article");
            assert!(found.is_empty(), "{width}, {state}: {found:?}");
            page.fits();
            page.scroll_to(&part("report"));
            page.screenshot(&format!("report-{state}"));
        };
        page.click(&inside("[part=submit]"));
        page.until("something is missed", || {
            !page.text(&inside("#kind-error")).is_empty()
        });
        judge("wrong");
        choose(page, "typo");
        page.paste(&inside("textarea"), &format!("Sai ở rộng {width}"));
        judge("written");
        send(page);
        judge("sent");
    }
}
