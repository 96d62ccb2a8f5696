//! `<bangtin-top>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Key, Media, Page, cases};
use serde_json::json;

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("top";
    EVERYWHERE => leads_back_to_the_top, lies_on_no_control_of_the_page;
    CHROMIUM => moves_at_once_where_motion_is_unwelcome, covers_little_of_a_phone, is_seen_by_everybody;
);

const BUTTON: &str = "bangtin-top >>> button";
const BODY: &str = "<a id='dau' href='#noi-dung'>Đầu trang</a><p style='height: 4000px'>Một trang dài.</p><a id='cuoi' href='#'>Cuối trang</a><bangtin-top></bangtin-top>";

fn scroll(page: &Page<'_>, to: u32) {
    page.js::<()>(
        "scrollTo({ top: arguments[0], behavior: 'instant' })",
        json!([to]),
    );
}

fn height(page: &Page<'_>) -> f64 {
    page.js("return scrollY", json!([]))
}

fn leads_back_to_the_top(page: &Page<'_>) {
    page.show(BODY);
    // Though it stands at the end of the page, it is there before a reader comes near.
    page.wait_state("bangtin-top", "ready");
    assert!(!page.has(BUTTON), "there is nothing to go back from");
    scroll(page, 2000);
    page.wait_for(BUTTON);
    assert_eq!(page.text(BUTTON), "Lên đầu trang");
    page.js::<()>("document.querySelector('#cuoi').focus({ preventScroll: true }); deep('bangtin-top >>> button').click()", json!([]));
    page.until("the page is at its top", || height(page) == 0.0);
    page.until("the button has gone", || !page.has(BUTTON));
    assert!(!page.js::<bool>("return document.body.hasAttribute('tabindex')", json!([])));
    page.press(Key::Tab);
    assert!(
        page.focused().starts_with("a  Đầu trang"),
        "the keyboard is at {}",
        page.focused()
    );
}

fn lies_on_no_control_of_the_page(page: &Page<'_>) {
    // At 2,000 a button at the end of the line, at 3,000 one at each end, the right one inside an element.
    page.show(
        "<style>body { margin: 0; height: 6000px } button { position: absolute; width: 60px; height: 60px }</style>
         <button id='phai' style='right: 0; top: 2670px'>A</button><button id='trai' style='left: 0; top: 3670px'>B</button>
         <section id='khung' style='position: absolute; right: 0; top: 3670px'></section><bangtin-top></bangtin-top>
         <script>const root = document.querySelector('#khung').attachShadow({ mode: 'open' }); const inside = document.createElement('a');
         inside.href = '#'; inside.textContent = 'Sao chép'; inside.setAttribute('style', 'display: block; width: 60px; height: 60px'); root.append(inside)</script>",
    );
    page.wait_state("bangtin-top", "ready");
    let side = || page.attribute(BUTTON, "data-side");
    scroll(page, 1500);
    page.until("it stands at the end", || side().as_deref() == Some("end"));
    scroll(page, 2000);
    page.until("it goes out of the way", || {
        side().as_deref() == Some("start")
    });
    let left: f64 = page.js(
        "return deep(arguments[0]).getBoundingClientRect().left",
        json!([BUTTON]),
    );
    assert!(left < 20.0, "{left}");
    scroll(page, 3000);
    page.until("there is no room", || !page.has(BUTTON));
    scroll(page, 4500);
    page.until("it is back", || side().as_deref() == Some("end"));
}

fn moves_at_once_where_motion_is_unwelcome(page: &Page<'_>) {
    page.emulate(&[Media::ReducedMotion]);
    page.show(BODY);
    page.wait_state("bangtin-top", "ready");
    scroll(page, 3000);
    page.wait_for(BUTTON);
    page.js::<()>("deep('bangtin-top >>> button').click()", json!([]));
    assert_eq!(height(page), 0.0, "the page is still on its way");
}

fn covers_little_of_a_phone(page: &Page<'_>) {
    page.show(BODY);
    page.wait_state("bangtin-top", "ready");
    scroll(page, 3000);
    page.wait_for(BUTTON);
    let (width, tall): (f64, f64) = page.js(
        "const box = deep('bangtin-top >>> button').getBoundingClientRect(); return [box.width, box.height]",
        json!([]),
    );
    assert!(
        width <= 44.0 && tall <= 44.0 && width >= 44.0,
        "{width} by {tall}"
    );
    let inside: bool = page.js(
        "const box = deep('bangtin-top >>> button').getBoundingClientRect(); return box.right <= innerWidth && box.bottom <= innerHeight",
        json!([]),
    );
    assert!(inside, "it sticks out");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    seen::by_everybody(page, "top", BODY, &["bangtin-top"], &|| {
        page.wait_state("bangtin-top", "ready");
        scroll(page, 3000);
        page.wait_for(BUTTON);
    });
}
