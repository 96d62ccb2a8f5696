//! `<bangtin-copyright>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, cases};
use serde_json::json;

use crate::{
    contact::{agency, file},
    seen,
};

pub(crate) const CASES: &[Case] = cases!("copyright";
    EVERYWHERE => says_whose_page_it_is;
    CHROMIUM => leaves_out_what_is_not_known, copies_it_as_text, is_seen_by_everybody;
);

const BODY: &str = "<bangtin-copyright src='/made/site.json'>UBND xã Sông Ba</bangtin-copyright>";

fn says_whose_page_it_is(page: &Page<'_>) {
    file(page, &agency());
    page.show(BODY);
    page.wait_state("bangtin-copyright", "ready");
    assert_eq!(
        page.texts("bangtin-copyright >>> dl > div"),
        [
            "Bản quyền thuộc về UBND xã Sông Ba",
            "Cơ quan chủ quản UBND tỉnh Phú Giang",
            "Chịu trách nhiệm nội dung Ông Đỗ Khắc Triều",
            "Giấy phép số 12/GP-TTĐT",
            "Ngày cấp 15/01/2026",
            "Cơ quan cấp Sở Văn hóa, Thể thao và Du lịch",
        ]
    );
    assert_eq!(
        page.text("bangtin-copyright >>> [part=successor]"),
        "Đơn vị tiếp nhận: UBND xã Sông Ba Mới Địa chỉ mới: Thôn Bến Trúc"
    );
}

fn leaves_out_what_is_not_known(page: &Page<'_>) {
    file(
        page,
        &json!({ "name": "UBND xã Sông Ba", "licence": { "date": "ngày mai" } }),
    );
    page.show(BODY);
    page.wait_state("bangtin-copyright", "ready");
    assert_eq!(page.count("bangtin-copyright >>> dl > div"), 1);
    assert!(!page.has("bangtin-copyright >>> [part=successor]"));
}

fn copies_it_as_text(page: &Page<'_>) {
    page.allow_clipboard();
    file(page, &agency());
    page.show(BODY);
    page.wait_state("bangtin-copyright", "ready");
    page.click("bangtin-copyright >>> [part=copy]");
    page.wait_for("bangtin-copyright >>> [part=copied]");
    let copied: String = page.js_async("return navigator.clipboard.readText()", json!([]));
    assert!(copied.contains("Giấy phép số: 12/GP-TTĐT\n"), "{copied}");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    file(page, &agency());
    seen::by_everybody(page, "copyright", BODY, &["bangtin-copyright"], &|| {
        page.wait_state("bangtin-copyright", "ready");
    });
}
