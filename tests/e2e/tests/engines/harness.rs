//! The harness itself: a test that can't fail proves nothing.

use bangtin_e2e::{Case, EVERYWHERE, Page, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("harness"; EVERYWHERE => reaches_into_shadow_roots, gives_the_page_its_size, sees_what_overflows, hears_errors;);

fn reaches_into_shadow_roots(page: &Page<'_>) {
    page.show_with("", "<section></section>");
    page.js::<()>(
        "const root = document.querySelector('section').attachShadow({ mode: 'open' });
         root.innerHTML = '<div class=root data-state=ready><button onclick=\"this.textContent += 1\">Bấm</button><input></div>'",
        json!([]),
    );
    page.wait_state("section", "ready");
    page.click("section >>> button");
    assert_eq!(page.text("section >>> button"), "Bấm1");
    page.fill("section >>> input", "dân vận");
    page.fill("section >>> input", "chữ");
    let typed: String = page.js("return deep('section >>> input').value", json!([]));
    assert_eq!(typed, "chữ");
    assert!(page.focused().starts_with("input"), "{}", page.focused());
    page.press(bangtin_e2e::Key::Tab);
    page.screenshot("harness");
}

fn gives_the_page_its_size(page: &Page<'_>) {
    page.show_with("", "<p>Cỡ màn hình</p>");
    for size in [Viewport::PHONE, Viewport::DESK] {
        page.resize(size);
        page.show_with("", "<p>Cỡ màn hình</p>");
        let width: u32 = page.js("return innerWidth", json!([]));
        assert_eq!(width, size.width);
    }
}

fn sees_what_overflows(page: &Page<'_>) {
    page.show_with("", "<p>Vừa màn hình</p>");
    page.fits();
    page.show_with("", "<p style='width: 500px'>Rộng quá</p>");
    assert!(!page.overflow().is_empty());
}

fn hears_errors(page: &Page<'_>) {
    page.show_with("", "<p></p>");
    assert_eq!(page.errors(), Vec::<String>::new());
    page.show_with("", "<script>console.error('một lỗi'); setTimeout(() => { throw new Error('lỗi khác') })</script>");
    page.until("both errors are heard", || {
        let errors = page.errors().join("\n");
        errors.contains("một lỗi") && errors.contains("lỗi khác")
    });
}
