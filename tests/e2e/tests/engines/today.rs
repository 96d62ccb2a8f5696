//! `<bangtin-today>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, cases};
use serde_json::json;

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("today";
    EVERYWHERE => shows_the_day_in_viet_nam;
    CHROMIUM => the_next_day_begins_without_a_reload, says_which_attribute_is_wrong, is_seen_by_everybody;
);

/// A page whose clock shows this moment when it is opened, and goes on.
fn at(page: &Page<'_>, moment: &str, body: &str) {
    page.show(&format!(
        "<script>{{ const real = Date.now, ahead = Date.parse('{moment}') - real(); Date.now = () => real() + ahead }}</script>{body}"
    ));
    page.wait_state("bangtin-today", "ready");
}

fn shows_the_day_in_viet_nam(page: &Page<'_>) {
    // In Viet Nam it is the next day already, whatever the device's own time.
    at(
        page,
        "2024-07-12T17:30:00Z",
        "<bangtin-today greeting='Chào mừng bạn đến với xã Sông Ba'></bangtin-today>",
    );
    assert_eq!(page.text("bangtin-today >>> time"), "Thứ Bảy, 13/07/2024");
    assert_eq!(
        page.attribute("bangtin-today >>> time", "datetime")
            .as_deref(),
        Some("2024-07-13")
    );
    assert_eq!(
        page.text("bangtin-today >>> [part=today]"),
        "Chào mừng bạn đến với xã Sông Ba Thứ Bảy, 13/07/2024"
    );
    page.set_attribute("bangtin-today", "lang", Some("en"));
    page.until("it speaks English", || {
        page.text("bangtin-today >>> time") == "Saturday, 13 Jul 2024"
    });
}

fn the_next_day_begins_without_a_reload(page: &Page<'_>) {
    at(
        page,
        "2026-12-31T16:59:57.500Z",
        "<bangtin-today></bangtin-today>",
    );
    assert_eq!(page.text("bangtin-today >>> time"), "Thứ Năm, 31/12/2026");
    page.until("the new year begins", || {
        page.text("bangtin-today >>> time") == "Thứ Sáu, 01/01/2027"
    });
    // A phone that slept through midnight looks again when the page is seen.
    page.js::<()>(
        "const before = Date.now; Date.now = () => before() + 86_400_000; document.dispatchEvent(new Event('visibilitychange'))",
        json!([]),
    );
    page.until("it looks again", || {
        page.text("bangtin-today >>> time") == "Thứ Bảy, 02/01/2027"
    });
}

fn says_which_attribute_is_wrong(page: &Page<'_>) {
    page.show("<bangtin-today theme='tím'></bangtin-today>");
    page.wait_state("bangtin-today", "misconfigured");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let body = "<bangtin-today greeting='Chào mừng bạn đến với Trang thông tin điện tử xã Sông Ba'></bangtin-today>";
    seen::by_everybody(page, "today", body, &["bangtin-today"], &|| {
        page.wait_state("bangtin-today", "ready");
    });
}
