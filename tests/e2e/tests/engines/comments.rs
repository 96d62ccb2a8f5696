//! `<bangtin-comments>`, with the real service.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, KEEPS_STORAGE, Key, Page, Portal, Viewport, cases};
use bangtin_rig::solve;
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("comments";
    EVERYWHERE =>
        a_page_that_takes_none_says_why,
        a_comment_is_sent_seen_by_its_author_approved_and_seen_by_all,
        a_reply_stands_below_what_it_answers,
        the_agency_answers_on_a_phone_and_stands_first,
        a_writer_asks_for_a_mail_when_it_is_answered,
        a_writer_is_told_of_the_answer_and_takes_the_comment_back,
        what_nobody_answers_goes_as_a_whole,
        the_form_comes_when_its_place_is_in_sight_and_moves_nothing,
        the_form_fits_the_room_that_is_kept_for_it,
        says_at_the_field_what_is_wrong;
    KEEPS_STORAGE => what_is_being_written_stays_when_comments_come;
    CHROMIUM =>
        a_form_that_does_not_come_can_be_retried,
        who_saves_data_presses_for_the_form,
        who_has_gone_on_is_not_led_back_to_the_form,
        a_word_that_is_being_composed_stays_when_comments_come,
        old_libraries_change_nothing,
        a_double_press_sends_one_comment,
        what_was_written_survives_a_dead_service_and_is_sent_once,
        what_was_written_survives_a_reload,
        a_device_that_is_slow_at_the_check_is_told_and_waits,
        where_no_more_may_wait_the_work_goes_on,
        the_code_comes_by_a_press,
        the_count_is_heard_when_the_fingers_rest,
        a_long_list_comes_in_parts,
        a_comment_that_is_turned_down_is_told_to_its_author_once,
        an_expired_code_gives_way_to_a_new_one,
        a_full_queue_and_an_article_too_new_are_told,
        a_missing_attribute_is_explained,
        axe_finds_nothing_in_any_state;
);

const TAG: &str = r#"<bangtin-comments page="tb-01" limit="5"><a href="tel:0200000100">0200 000 100</a></bangtin-comments>"#;
const LONG: Duration = Duration::from_secs(30);

fn inside(selector: &str) -> String {
    format!("bangtin-comments >>> {selector}")
}

fn part(name: &str) -> String {
    inside(&format!("[part={name}]"))
}

fn show(page: &Page<'_>, portal: &Portal) {
    portal.show(page, &format!("<main><h1>Bài viết</h1>{TAG}</main>"));
    page.wait_for(&inside("textarea"));
}

fn write(page: &Page<'_>, name: &str, text: &str) {
    page.paste(&inside("[name=name]"), name);
    page.paste(&inside("textarea"), text);
}

fn send(page: &Page<'_>) {
    page.click(&part("submit"));
    page.wait_for_within(LONG, &part("sent"));
}

/// Goes on with Tab until what has the focus begins so.
fn tab_to(page: &Page<'_>, what: &str) {
    page.until(what, || {
        page.press(Key::Tab);
        page.focused().starts_with(what)
    });
}

fn the_form_fits_the_room_that_is_kept_for_it(page: &Page<'_>) {
    show(page, &Portal::start(page));
    form_fits_its_room(page);
}

/// In each width of its host, the form takes no more than the room that is kept for it, and two lines less at most.
pub(crate) fn form_fits_its_room(page: &Page<'_>) {
    for width in [240, 270, 274, 344, 372, 376, 432, 444, 560, 700] {
        let (kept, taken): (f64, f64) = page.js(
            "const [width] = arguments; const element = document.querySelector('bangtin-comments');
             element.style.cssText = `display: block; width: ${width}px`;
             const place = element.shadowRoot.querySelector('.writing');
             const kept = parseFloat(getComputedStyle(place).minHeight);
             place.style.minHeight = '0'; const taken = place.getBoundingClientRect().height; place.style.minHeight = '';
             return [kept, taken]",
            json!([width]),
        );
        assert!(
            kept + 1.0 >= taken && kept < taken + 52.0,
            "{width}: {taken} px of {kept}"
        );
    }
}

fn the_form_comes_when_its_place_is_in_sight_and_moves_nothing(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    for width in [360, 700, 1_280] {
        page.resize(Viewport { width, height: 740 });
        // The comments are near, and their form is not seen.
        let body = format!("<main><h1>Bài viết</h1><div style='height: 840px'></div>{TAG}</main>");
        portal.show(page, &body);
        page.wait_for(&part("answer"));
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(page.loaded("write"), 0, "who only reads loads no form");
        assert_eq!(page.loaded("shared-forms"), 0);
        page.js::<()>(
            "window.shift = 0; try { new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value })
                .observe({ type: 'layout-shift' }) } catch {}
             scrollTo(0, 500); window.below = deep(arguments[0]).getBoundingClientRect().top",
            json!([part("list")]),
        );
        page.wait_for(&inside("textarea"));
        assert_eq!(page.loaded("write"), 1);
        std::thread::sleep(Duration::from_millis(300));
        let (shift, moved): (f64, f64) = page.js(
            "return [window.shift, deep(arguments[0]).getBoundingClientRect().top - below]",
            json!([part("list")]),
        );
        assert!(shift < 0.02, "{width}: the page moved by {shift}");
        assert!(moved.abs() < 2.0, "{width}: the list moved by {moved}");
    }

    // Who goes through the page by its fields finds the form.
    let body = format!(
        "<main><h1>Bài viết</h1><button id='before'>Trước</button><div style='height: 840px'></div>{TAG}</main>"
    );
    portal.show(page, &body);
    page.wait_for(&part("answer"));
    page.js::<()>(
        "document.querySelector('#before').focus({ preventScroll: true })",
        json!([]),
    );
    page.press(Key::Tab);
    page.until("the focus is in the first field", || {
        page.focused().starts_with("input name-field")
    });
}

fn who_has_gone_on_is_not_led_back_to_the_form(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    let body = format!(
        "<main><h1>Bài viết</h1><button id='before'>Trước</button><div style='height: 840px'></div>{TAG}</main>"
    );
    portal.show(page, &body);
    page.wait_for(&part("answer"));
    page.throttle(4_000, 1_500, 1.0);
    page.js::<()>(
        "document.querySelector('#before').focus({ preventScroll: true })",
        json!([]),
    );
    tab_to(page, "button answer");
    assert_eq!(page.count(&inside("textarea")), 0, "the form is coming");
    page.wait_for_within(LONG, &inside("textarea"));
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        page.focused().starts_with("button answer"),
        "{}",
        page.focused()
    );
    // Who waited is led.
    page.click(&part("answer"));
    page.until("the focus is in the form", || {
        page.focused().starts_with("textarea")
    });
}

fn a_form_that_does_not_come_can_be_retried(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    page.block(&["*/write-*.wasm"]);
    portal.show(page, &format!("<main><h1>Bài viết</h1>{TAG}</main>"));
    page.wait_for(&part("failure"));
    assert_eq!(page.count(&part("comment")), 5, "what was written is read");
    page.wait_state("bangtin-comments", "ready");
    page.screenshot("comments-no-form");
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
    page.click(&part("retry"));
    page.until("it leads to another try", || {
        page.focused().starts_with("button retry")
    });
    page.block(&[]);
    page.click(&part("retry"));
    page.until("the focus is in the first field", || {
        page.focused().starts_with("input name-field")
    });
    write(page, "Trần Thị Bé", "Đến muộn");
    send(page);
}

fn who_saves_data_presses_for_the_form(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    let saves = "<script>Object.defineProperty(navigator, 'connection', { value: { saveData: true } })</script>";
    portal.show(page, &format!("{saves}<main><h1>Bài viết</h1>{TAG}</main>"));
    page.wait_for(&part("answer"));
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(page.loaded("write"), 0);
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
    page.screenshot("comments-saves-data");
    assert_eq!(page.text(&part("write")), "Viết ý kiến");
    page.click(&part("write"));
    page.until("the focus is in the first field", || {
        page.focused().starts_with("input name-field")
    });
    // The other way in.
    page.reload();
    page.wait_for(&part("answer"));
    page.click(&part("answer"));
    page.wait_for(&part("leave"));
    page.until("the focus is in the form", || {
        page.focused().starts_with("textarea")
    });
}

/// A new page, as after a while: nothing that was kept is shown.
fn come_back(page: &Page<'_>, portal: &Portal) {
    portal.advance(Duration::from_secs(60));
    std::thread::sleep(Duration::from_millis(2_100));
    let forget = "for (const name of await caches.keys()) await caches.delete(name); return 0";
    page.js_async::<u32>(forget, json!([]));
    let tag = TAG.replace("limit=\"5\"", "limit=\"6\"");
    portal.show(page, &format!("<main><h1>Bài viết</h1>{tag}</main>"));
    page.wait_for(&inside("textarea"));
}

fn a_comment_is_sent_seen_by_its_author_approved_and_seen_by_all(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    assert_eq!(page.text(&part("empty")), "Chưa có ý kiến nào.");
    assert_eq!(
        page.text(&part("heading")),
        "Ý kiến",
        "no figure that is not known"
    );
    write(page, "Trần Thị Bé", "Cảm ơn xã.\nNhà tôi ở xa.");
    send(page);
    let pending = "SELECT COUNT(*) FROM comments WHERE state = 'pending' AND page = 'tb-01'";
    assert_eq!(portal.number(pending), 1);
    page.until("the focus is on the answer", || {
        page.focused().contains("sent")
    });
    assert_eq!(page.text(&part("pending")), "Ý kiến của bạn đang chờ duyệt");

    page.reload();
    page.wait_for(&part("pending"));
    assert!(page.text(&part("comment")).contains("Nhà tôi ở xa."));
    assert_eq!(
        page.js::<String>(
            "return deep(arguments[0]).value",
            json!([inside("textarea")])
        ),
        "",
        "what was sent is no draft any more"
    );

    approve(page, &portal, "Nhà tôi ở xa.");
    come_back(page, &portal);
    page.until("all see it", || page.has(&part("answer")));
    assert!(!page.has(&part("pending")));
    assert_eq!(page.count(&part("comment")), 1, "it is not shown twice");
    page.until("it is counted", || {
        page.text(&part("heading")) == "Ý kiến (1)"
    });
}

/// A moderator logs in and approves what stands in the queue.
fn approve(page: &Page<'_>, portal: &Portal, text: &str) {
    portal.log_in(page);
    page.wait_for("button[value=approved]");
    assert!(page.text("main").contains(text));
    page.click("button[value=approved]");
    portal.wait_number("SELECT COUNT(*) FROM comments WHERE state = 'approved'", 1);
}

fn a_reply_stands_below_what_it_answers(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    show(page, &portal);
    page.click(&part("answer"));
    page.wait_for(&part("leave"));
    page.until("the focus is in the form", || {
        page.focused().starts_with("textarea")
    });
    write(page, "Hoài An", "Tôi cũng vậy");
    page.click(&part("leave"));
    page.until("the form is above the list again", || {
        !page.has(&part("leave"))
    });
    page.until("the focus is back", || {
        page.focused().starts_with("button answer")
    });
    let kept = page.js::<String>(
        "return deep(arguments[0]).value",
        json!([inside("textarea")]),
    );
    assert_eq!(kept, "Tôi cũng vậy", "what was written goes with the form");
    page.click(&part("answer"));
    page.wait_for(&part("leave"));
    send(page);
    assert_eq!(page.count(&part("reply")), 1);
    let replies = "SELECT COUNT(*) FROM comments WHERE parent IS NOT NULL AND state = 'pending'";
    assert_eq!(portal.number(replies), 1);
}

/// A moderator answers on a phone; readers see it before the replies, with the name of the agency and a mark in words.
fn the_agency_answers_on_a_phone_and_stands_first(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.run(
        "INSERT INTO comments (id, site, page, parent, name, body, state, note, revision, created_ms) VALUES \
         ('a', 'xa-song-ba', 'tb-01', NULL, 'Bà Năm', 'Bao giờ sửa đường?', 'pending', '', 1, 1790000000000), \
         ('b', 'xa-song-ba', 'tb-01', 'a', 'Hoài An', 'Tôi cũng hỏi', 'approved', '', 1, 1790000060000)",
    );
    page.resize(Viewport {
        width: 360,
        height: 740,
    });
    portal.log_in(page);
    let answer = "form[action$='/answer']";
    page.wait_for(answer);
    // Closed at first: what is seldom needed does not stand between two comments.
    page.click(&format!("details:has({answer}) > summary"));
    page.paste(&format!("{answer} textarea"), "Tháng 12 này.\nCảm ơn bà.");
    page.fits();
    page.screenshot("moderation-answer");
    let found = page.axe("main");
    assert!(found.is_empty(), "{found:?}");
    page.click(&format!("{answer} button"));
    portal.wait_number("SELECT COUNT(*) FROM official_answers", 1);

    show(page, &portal);
    page.wait_for(&part("official"));
    assert_eq!(page.text(&part("mark")), "Trả lời của đơn vị");
    let texts = page.texts(&part("text"));
    assert_eq!(
        texts,
        [
            "Bao giờ sửa đường?",
            "Tháng 12 này. Cảm ơn bà.",
            "Tôi cũng hỏi"
        ]
    );
    let names = page.texts(&part("name"));
    assert_eq!(names, ["Bà Năm", "Xã Sông Ba", "Hoài An"]);
    assert_eq!(page.text(&part("heading")), "Ý kiến (2)");
    page.fits();
    page.screenshot("comments-official");
    assert!(
        !page.has(&part("withdraw")),
        "nobody takes back what others wrote"
    );
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
}

/// From the comment to the mail that tells of the answer, in pages without a script.
fn a_writer_asks_for_a_mail_when_it_is_answered(page: &Page<'_>) {
    let portal = Portal::start(page);
    page.resize(Viewport {
        width: 360,
        height: 740,
    });
    show(page, &portal);
    write(page, "Trần Thị Bé", "Khi nào làm đường?");
    send(page);
    let way = part("answer-mail");
    page.wait_for(&way);
    assert_eq!(page.text(&way), "Nhận thư khi có trả lời");
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
    page.fits();
    page.screenshot("comments-answer-mail");

    page.click(&way);
    page.until("the page of the service", || page.has("#email"));
    page.screenshot("comments-answer-mail-page");
    let found = page.axe("main");
    assert!(found.is_empty(), "{found:?}");
    page.fits();
    let ticked: bool = page.js(
        "return document.querySelector('[name=consent]').checked",
        json!([]),
    );
    assert!(!ticked, "the box is not ticked beforehand");
    page.fill("#email", "be@xa.example.vn");
    page.click("[name=consent]");
    page.click("form button");
    page.until("what follows", || {
        page.text("h1") == "Vui lòng mở thư xác nhận"
    });

    let mail = portal.mail.mail_to("be@xa.example.vn");
    page.visit(&mail.link("/address?").expect("a link to confirm"));
    page.until("the page of the link", || page.has("form button"));
    page.screenshot("comments-answer-mail-confirm");
    let found = page.axe("main");
    assert!(found.is_empty(), "{found:?}");
    page.click("[name=act][value=confirm] ~ p button");
    let waiting = "SELECT COUNT(*) FROM answer_mails WHERE confirmed_ms IS NOT NULL";
    portal.wait_number(waiting, 1);

    show(page, &portal);
    page.wait_for(&part("withdraw"));
    assert!(!page.has(&way), "a mail is to come");
}

fn a_writer_is_told_of_the_answer_and_takes_the_comment_back(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Nhà tôi số 5");
    send(page);
    portal.run("UPDATE comments SET state = 'approved'");
    portal.run("INSERT INTO comment_sums (site, page, shown) VALUES ('xa-song-ba', 'tb-01', 2)");
    portal.run(
        "INSERT INTO official_answers (comment, name, body, answered_ms) \
         SELECT id, 'Xã Sông Ba', 'Cảm ơn bà.', 1790000000000 FROM comments",
    );
    portal.run(
        "INSERT INTO comments (id, site, page, parent, name, body, state, note, revision, created_ms) \
         SELECT 'b', 'xa-song-ba', 'tb-01', id, 'Hoài An', 'Tôi cũng hỏi', 'approved', '', 1, 1790000060000 FROM comments",
    );
    page.resize(Viewport {
        width: 360,
        height: 740,
    });
    come_back(page, &portal);
    page.wait_for(&part("told"));
    let told = || page.text(&part("told"));
    assert_eq!(told(), "Đơn vị đã trả lời ý kiến của bạn.");
    page.wait_for(&part("official"));
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
    page.screenshot("comments-told");
    page.scroll_to(&part("told"));
    std::thread::sleep(Duration::from_millis(300));
    page.reload();
    page.wait_for(&part("withdraw"));
    assert!(!page.has(&part("told")), "once seen it goes quiet");

    let button = part("withdraw-button");
    page.click(&inside("[part=withdraw] summary"));
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
    page.fits();
    page.screenshot("comments-withdraw");
    let withdrawn = "SELECT COUNT(*) FROM comments WHERE withdrawn_ms IS NOT NULL";
    assert_eq!(portal.number(withdrawn), 0, "it asks first");
    portal.kill();
    page.click(&button);
    page.until_within(LONG, "it says that it could not", || {
        page.text(&part("withdraw"))
            .contains("Chưa rút được ý kiến.")
    });
    portal.restart();
    page.press(Key::Enter);
    page.wait_for_within(LONG, &part("withdrawn"));
    assert_eq!(told(), "Đã rút ý kiến của bạn.");
    page.until("the focus is on what is told", || {
        page.focused().contains("told")
    });
    let words = "SELECT COUNT(*) FROM comments WHERE id <> 'b' AND (body <> '' OR name <> '')";
    assert_eq!((portal.number(withdrawn), portal.number(words)), (1, 0));
    let gone = || {
        let texts = page.texts(&part("text"));
        let texts: Vec<&str> = texts
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(
            texts,
            ["Cảm ơn bà.", "Tôi cũng hỏi"],
            "what answers it stays"
        );
        assert_eq!(page.text(&part("withdrawn")), "Ý kiến này đã được rút");
        assert!(!page.text(&part("list")).contains("Trần Thị Bé"));
        assert!(!page.has(&part("withdraw")));
        assert!(
            !page.has(&part("answer")),
            "nobody answers what is not there"
        );
        assert_eq!(page.text(&part("heading")), "Ý kiến (1)");
    };
    gone();
    let found = page.axe("bangtin-comments");
    assert!(found.is_empty(), "{found:?}");
    page.fits();
    page.screenshot("comments-withdrawn");
    // Here a copy of the list is older; there the service itself has it.
    page.reload();
    page.wait_for(&part("withdrawn"));
    assert!(!page.text(&part("list")).contains("Trần Thị Bé"));
    let tag = TAG.replace("limit=\"5\"", "limit=\"7\"");
    portal.show(page, &format!("<main><h1>Bài viết</h1>{tag}</main>"));
    page.wait_for(&part("withdrawn"));
    gone();
}

fn what_nobody_answers_goes_as_a_whole(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Viết nhầm");
    send(page);
    page.click(&inside("[part=withdraw] summary"));
    page.click(&part("withdraw-button"));
    page.until_within(LONG, "it is gone", || !page.has(&part("comment")));
    page.until("the focus is on what is told", || {
        page.focused().contains("told")
    });
    assert_eq!(page.text(&part("told")), "Đã rút ý kiến của bạn.");
    assert!(page.has(&part("empty")));
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 0);

    // 90 days are over.
    page.click(&part("another"));
    write(page, "Trần Thị Bé", "Viết lâu rồi");
    send(page);
    portal.advance(Duration::from_secs(91 * 24 * 60 * 60));
    page.click(&inside("[part=withdraw] summary"));
    page.click(&part("withdraw-button"));
    page.until_within(LONG, "it says who can", || {
        page.text(&part("withdraw")).contains("liên hệ đơn vị")
    });
    assert!(page.text(&part("comment")).contains("Viết lâu rồi"));
}

/// A reply is open, and the reader's own comment of an earlier visit is held back.
fn begin_a_reply(page: &Page<'_>, portal: &Portal) {
    fill(portal);
    show(page, portal);
    write(page, "Hoài An", "Ý kiến mới");
    send(page);
    let body = format!("{}<main><h1>Bài viết</h1>{TAG}</main>", Page::HOLD_ANSWERS);
    portal.show(page, &body);
    page.wait_for(&part("answer"));
    page.click(&part("answer"));
    page.until("the focus is in the form", || {
        page.focused().starts_with("textarea")
    });
    page.js::<()>(
        "deep(arguments[0]).ofTheTest = true",
        json!([inside("textarea")]),
    );
}

fn let_the_comment_come(page: &Page<'_>) {
    page.release_answers();
    page.until("the new comment stands above", || {
        page.texts(&part("text")).first().map(String::as_str) == Some("Ý kiến mới")
    });
    assert!(page.focused().starts_with("textarea"), "{}", page.focused());
    let same: bool = page.js("return focused().ofTheTest === true", json!([]));
    assert!(same, "the field was made anew");
}

fn what_is_being_written_stays_when_comments_come(page: &Page<'_>) {
    let portal = Portal::start(page);
    begin_a_reply(page, &portal);
    page.fill(&inside("textarea"), "Toi cung vay");
    page.js::<()>("focused().setSelectionRange(3, 8)", json!([]));
    let_the_comment_come(page);
    let left: (String, u32, u32) = page.js(
        "const { value, selectionStart, selectionEnd } = focused(); return [value, selectionStart, selectionEnd]",
        json!([]),
    );
    assert_eq!(left, ("Toi cung vay".into(), 3, 8));
}

fn a_word_that_is_being_composed_stays_when_comments_come(page: &Page<'_>) {
    let portal = Portal::start(page);
    begin_a_reply(page, &portal);
    page.js::<()>(
        "window.ended = 0; focused().addEventListener('compositionend', () => ended++)",
        json!([]),
    );
    page.compose("Viê");
    let_the_comment_come(page);
    assert_eq!(
        page.js::<u32>("return ended", json!([])),
        0,
        "the input method was interrupted"
    );
    page.compose("Việ");
    page.commit("Việt");
    let written: String = page.js("return focused().value", json!([]));
    assert_eq!(written, "Việt");
    page.until("it is counted", || {
        page.text(&part("count")) == "4 / 500 ký tự"
    });
}

fn says_at_the_field_what_is_wrong(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.click(&part("submit"));
    page.until("the name is missed", || {
        page.texts(&part("error")).first().map(String::as_str) == Some("Vui lòng nhập họ và tên.")
    });
    let name = inside("[name=name]");
    assert_eq!(
        page.attribute(&name, "aria-invalid").as_deref(),
        Some("true")
    );
    assert_eq!(
        page.attribute(&name, "aria-describedby").as_deref(),
        Some("name-error")
    );
    page.until("the focus is there", || {
        page.focused().starts_with("input name-field")
    });
    page.paste(&name, "Bé");
    page.until("it is mended", || {
        page.attribute(&name, "aria-invalid").is_none()
    });
    // What a reader sees as one character counts as one, whatever it is made of.
    page.paste(&inside("textarea"), &"e\u{302}\u{301}".repeat(500));
    page.until("500 are counted", || {
        page.text(&part("count")) == "500 / 500 ký tự"
    });
    page.paste(&inside("textarea"), &"ế".repeat(502));
    page.until("too many are counted", || {
        page.text(&part("count")) == "502 / 500 ký tự, vượt 2 ký tự"
    });
    page.click(&part("submit"));
    page.until("it is too long", || {
        page.texts(&part("error"))
            .iter()
            .any(|error| error.contains("vượt quá 500 ký tự"))
    });
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 0);
}

/// What Prototype 1.6, MooTools 1.2 and patches for old browsers leave behind: worse than what is known of any one page.
const OLD_LIBRARIES: &str = r"<script>
    const quoted = (one) => JSON.stringify(one);
    Array.prototype.toJSON = function () { return '[' + Array.prototype.map.call(this, quoted).join(', ') + ']'; };
    String.prototype.toJSON = function () { return `'${this}'`; };
    Date.prototype.toJSON = () => 'x';
    Array.from = (list) => (list?.length >= 0 ? Array.prototype.slice.call(list) : [list]);
    Function.prototype.bind = function (self) { const own = this; return function () { return own.apply(self, arguments); }; };
    Object.prototype.each = () => {};
    Element.prototype.get = () => {};
    Element.prototype.set = function () { return this; };
    window.Set = undefined;
    window.URLSearchParams = function () { throw new Error('an old patch'); };
</script>";

fn old_libraries_change_nothing(page: &Page<'_>) {
    let portal = Portal::start(page);
    let news = r#"<bangtin-news src="/sample/feed.json" links="reader" search></bangtin-news>"#;
    portal.show(
        page,
        &format!("{OLD_LIBRARIES}{news}{TAG}<bangtin-poll></bangtin-poll>"),
    );
    page.wait_state("bangtin-news", "ready");
    page.scroll_to("bangtin-comments");
    page.wait_for(&part("empty"));
    // The list above has grown meanwhile.
    page.scroll_to(&inside(".writing"));
    page.wait_for(&inside("textarea"));
    write(page, "Trần Thị Bé", "Chữ \"ngoặc\"");
    send(page);
    let kept = "SELECT COUNT(*) FROM comments WHERE body = 'Chữ \"ngoặc\"'";
    assert_eq!(portal.number(kept), 1);
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for("bangtin-news >>> article [part=title]");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn a_full_queue_and_an_article_too_new_are_told(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Ý kiến đầu tiên");
    send(page);
    let refused = |portal: &Portal, of: &str, words: &str| {
        portal.show(page, &TAG.replace("tb-01", of));
        page.wait_for(&inside("textarea"));
        write(page, "Trần Thị Bé", "Ý kiến thứ hai");
        page.click(&part("submit"));
        page.until_within(LONG, words, || {
            page.has(&part("outcome")) && page.text(&part("outcome")).contains(words)
        });
        let script = "return deep(arguments[0]).value";
        let kept: String = page.js(script, json!([inside("textarea")]));
        assert_eq!(kept, "Ý kiến thứ hai", "what was written stays");
    };
    portal.kill();
    portal.change(|settings| {
        settings.limits.waiting_comments_per_page = 1;
        settings.limits.unknown_pages_per_day = 0;
        settings.sites[0].telephone = Some("(+84) 269.3824.404".into());
    });
    refused(&portal, "tb-01", "quá nhiều nội dung chờ xử lý");
    assert!(
        page.text(&part("outcome"))
            .ends_with("Việc gấp xin gọi (+84) 269.3824.404."),
        "{}",
        page.text(&part("outcome"))
    );
    assert_eq!(
        page.attribute(&part("telephone"), "href").as_deref(),
        Some("tel:+842693824404")
    );
    page.screenshot("comments-full");
    refused(&portal, "bai-moi", "Bài này vừa được đăng");
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 1);
}

fn a_page_that_takes_none_says_why(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Viết lúc còn nhận");
    portal.run("INSERT INTO closed_comments (site, page, closed_ms) VALUES ('xa-song-ba', 'tb-01', 1790000000000)");
    page.click(&part("submit"));
    let words = "Trang này hiện không nhận ý kiến.";
    page.until_within(LONG, words, || {
        page.has(&part("outcome")) && page.text(&part("outcome")).contains(words)
    });
    let script = "return deep(arguments[0]).value";
    let kept: String = page.js(script, json!([inside("textarea")]));
    assert_eq!(kept, "Viết lúc còn nhận");

    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 800 });
        let tag = TAG.replace("limit=\"5\"", &format!("limit=\"6\" id=\"w{width}\""));
        portal.show(page, &format!("<main><h1>Bài viết</h1>{tag}</main>"));
        page.wait_for_within(LONG, &part("closed"));
        assert_eq!(
            page.text(&part("closed")),
            "Trang này không nhận ý kiến nữa."
        );
        assert!(!page.has(&inside("textarea")) && !page.has(&part("answer")));
        assert_eq!(page.count(&part("comment")), 6, "what was written stays");
        let found = page.axe("bangtin-comments");
        assert!(found.is_empty(), "{width}: {found:?}");
        page.fits();
        page.screenshot("comments-closed");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 12);
}

fn a_double_press_sends_one_comment(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Một lần thôi");
    page.js::<()>(
        "const button = deep(arguments[0]); button.click(); button.click(); button.click()",
        json!([part("submit")]),
    );
    page.wait_for_within(LONG, &part("sent"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 1);
}

fn what_was_written_survives_a_dead_service_and_is_sent_once(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Viết lúc máy chủ nghỉ");
    portal.kill();
    page.click(&part("submit"));
    page.until_within(LONG, "it says so", || {
        page.has(&part("outcome")) && page.text(&part("outcome")).contains("vẫn được giữ lại")
    });
    assert_eq!(page.text(&part("submit")), "Gửi lại");
    portal.restart();
    send(page);
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 1);
}

fn what_was_written_survives_a_reload(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Viết dở");
    page.reload();
    page.wait_for(&inside("textarea"));
    let kept: [String; 2] = page.js(
        "return [deep('bangtin-comments >>> [name=name]').value, deep('bangtin-comments >>> textarea').value]",
        json!([]),
    );
    assert_eq!(kept, ["Trần Thị Bé", "Viết dở"]);
    assert_eq!(page.text(&part("count")), "7 / 500 ký tự");
}

fn the_code_comes_by_a_press(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    assert_eq!(page.text(&part("code")), "Kiểm tra chống gửi tự động");
    page.click(&part("code"));
    page.until("the code is there", || {
        page.text(&part("code")) == "Đã kiểm tra"
    });
    let heard = inside(".code [role=status]");
    assert_eq!(page.text(&heard), "Đã kiểm tra");
    write(page, "Trần Thị Bé", "Có mã rồi");
    send(page);
}

/// From here on this phone's clock says, when it has tried to solve a challenge for a while, that ten seconds are over. `challenge` is the
/// one that it gets; without one it gets the service's, with a hash that no counter has.
fn slow_down(page: &Page<'_>, challenge: Option<&str>) {
    let script = r#"
        const [ask, now, made] = [fetch, Date.now, arguments[0]];
        window.asked = [];
        window.fetch = async (address, ...rest) => {
            const url = new URL(address?.url ?? address, location.href);
            if (!url.pathname.endsWith("/challenge")) return ask(address, ...rest);
            asked.push(url.search);
            if (url.search) return ask(address, ...rest);
            const challenge = JSON.parse(made ?? await (await ask(address, ...rest)).text());
            if (!made) challenge.parameters.keyPrefix = "ff".repeat(32);
            let looks = 0;
            Date.now = () => now() + (++looks > 40 ? 10_000 : 0);
            return new Response(made ?? JSON.stringify(challenge));
        };
        return 0"#;
    page.js::<u32>(script, json!([challenge]));
}

fn a_device_that_is_slow_at_the_check_is_told_and_waits(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    portal.change(|settings| settings.limits.slow_form_seconds = 4);
    show(page, &portal);
    slow_down(page, None);
    write(page, "Trần Thị Bé", "Gửi từ máy cũ");
    page.click(&part("submit"));
    page.until_within(LONG, "it says why it takes long", || {
        page.has(&part("outcome")) && page.text(&part("outcome")).starts_with("Thiết bị này")
    });
    page.wait_for_within(LONG, &part("sent"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 1);
    let asked = page.js::<Vec<String>>("return window.asked", json!([]));
    assert_eq!(asked, ["", "?slow=true"]);
}

fn where_no_more_may_wait_the_work_goes_on(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    portal.change(|settings| {
        settings.limits.slow_forms_per_hour_in_all = 1;
        settings.limits.challenge_cost = 1_000;
    });
    show(page, &portal);
    let fetch = "return await (await fetch(arguments[0])).text()";
    let ask = |query: &str| {
        let address = portal.url(&format!("/challenge{query}"));
        page.js_async::<String>(fetch, json!([address]))
    };
    ask("?slow=true");
    // One that takes more tries than the clock waits for.
    let long = loop {
        let challenge = ask("");
        let counter = "return JSON.parse(atob(arguments[0])).solution.counter";
        if page.js::<u32>(counter, json!([solve(&challenge)])) > 200 {
            break challenge;
        }
    };
    // Old enough for a form, whatever the phone's clock says.
    portal.advance(Duration::from_secs(3));
    slow_down(page, Some(&long));
    write(page, "Trần Thị Bé", "Gửi từ máy cũ");
    send(page);
    let asked = page.js::<Vec<String>>("return window.asked", json!([]));
    assert_eq!(asked, ["", "?slow=true"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 1);
}

fn the_count_is_heard_when_the_fingers_rest(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    let heard = inside(".heard");
    page.fill(&inside("textarea"), "Chào xã");
    assert_eq!(page.text(&part("count")), "7 / 500 ký tự");
    assert_eq!(page.text(&heard), "", "nothing is said at each key");
    page.until("it is said then", || page.text(&heard) == "7 / 500 ký tự");
}

fn a_long_list_comes_in_parts(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    show(page, &portal);
    page.until("the first five", || page.count(&part("comment")) == 5);
    assert_eq!(page.text(&part("heading")), "Ý kiến (12)");
    page.click(&part("more"));
    page.until("five more", || page.count(&part("comment")) == 10);
    page.click(&part("more"));
    page.until("the rest", || page.count(&part("comment")) == 12);
    assert!(!page.has(&part("more")));
    let ids = page.texts(&part("text"));
    assert_eq!(ids.len(), 12);
    assert_eq!(
        ids.first().map(String::as_str),
        Some("Ý kiến số 12"),
        "the newest first"
    );
    assert_eq!(ids.last().map(String::as_str), Some("Ý kiến số 1"));
}

fn a_comment_that_is_turned_down_is_told_to_its_author_once(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    write(page, "Trần Thị Bé", "Quảng cáo");
    send(page);
    portal.run("UPDATE comments SET state = 'spam', revision = revision + 1");
    page.reload();
    page.until("it is told", || {
        page.has(&part("pending")) && page.text(&part("pending")).contains("không được đăng")
    });
    page.reload();
    page.wait_for(&part("empty"));
    std::thread::sleep(Duration::from_millis(500));
    assert!(!page.has(&part("comment")));
}

fn an_expired_code_gives_way_to_a_new_one(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.click(&part("code"));
    page.until("the code is there", || {
        page.text(&part("code")) == "Đã kiểm tra"
    });
    // For the service an hour is over; the reader has only gone for a cup of tea.
    portal.advance(Duration::from_secs(2 * 60 * 60));
    write(page, "Trần Thị Bé", "Viết lâu");
    send(page);
    assert_eq!(portal.number("SELECT COUNT(*) FROM comments"), 1);
}

fn a_missing_attribute_is_explained(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(
        page,
        "<bangtin-comments>Gọi 0200 000 100</bangtin-comments>",
    );
    page.wait_for(&part("misconfigured"));
    assert!(
        page.text(&part("misconfigured"))
            .starts_with("Thiếu thuộc tính page")
    );
    page.show(r#"<bangtin-comments page="tb-01">Gọi 0200 000 100</bangtin-comments>"#);
    page.wait_for(&part("misconfigured"));
    assert!(
        page.text(&part("misconfigured"))
            .starts_with("Thiếu thuộc tính service")
    );
}

fn axe_finds_nothing_in_any_state(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 800 });
        show(page, &portal);
        page.click(&part("answer"));
        page.wait_for(&part("leave"));
        page.press(Key::Tab);
        page.click(&part("submit"));
        page.until("something is missed", || {
            page.texts(&part("error"))
                .iter()
                .any(|error| !error.is_empty())
        });
        let found = page.axe("bangtin-comments");
        assert!(found.is_empty(), "{width}: {found:?}");
        page.fits();
        page.screenshot("comments");
    }
}

/// Twelve approved comments, a minute apart.
fn fill(portal: &Portal) {
    portal.run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) \
         INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms) \
         SELECT 'c' || i, 'xa-song-ba', 'tb-01', 'Bà con', 'Ý kiến số ' || i, 'approved', '', 1, \
         1790000000000 + i * 60000 FROM n",
    );
    portal.run("INSERT INTO comment_sums (site, page, shown) VALUES ('xa-song-ba', 'tb-01', 12)");
}
