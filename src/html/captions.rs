//! Pictures with their captions in one form: `<figure>`, `<figcaption>`, the credit in `<cite>`. And tables that a phone can scroll.

use bangtin_model::trim;
use bangtin_sources::caption as captions;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

// A paragraph longer than this after a picture is text, not its caption. In UTF-16 units.
const LONGEST_CAPTION: u32 = 300;

#[wasm_bindgen(module = "/src/html/html.js")]
extern "C" {
    fn figures(fragment: &DocumentFragment, longest: u32) -> Array;
    fn caption(figure: &JsValue, paragraph: &JsValue);
    #[wasm_bindgen(js_name = captions)]
    fn without_credit(fragment: &DocumentFragment) -> Array;
    fn credit(figcaption: &JsValue, text: &str, name: &str);
    fn finish(fragment: &DocumentFragment, label: &str);
}

pub(super) fn arrange(fragment: &DocumentFragment) {
    each(&figures(fragment, LONGEST_CAPTION), |found| {
        if is_caption(&text(found, 2)) {
            caption(&found.get(0), &found.get(1));
        }
    });
    each(&without_credit(fragment), |found| {
        let parsed = captions::parse(trim(&text(found, 1)));
        if let Some(name) = parsed.credit {
            let name = bangtin_model::join(&["Ảnh: ", &name]);
            let text = parsed.caption.unwrap_or_default();
            credit(&found.get(0), &text, &name);
        }
    });
    finish(fragment, "Bảng");
}

fn each(found: &Array, act: impl Fn(&Array)) {
    for index in 0..found.length() {
        act(found.get(index).unchecked_ref());
    }
}

fn text(found: &Array, index: u32) -> String {
    found.get(index).as_string().unwrap_or_default()
}

fn is_caption(text: &str) -> bool {
    let text = trim(text);
    text.starts_with("Hình:")
        || text.starts_with("Ảnh:")
        || text.starts_with("Hình ảnh:")
        || captions::parse(text).credit.is_some()
}

#[cfg(test)]
mod tests {
    use super::is_caption;

    #[test]
    fn a_caption_names_itself_or_its_author() {
        for caption in [
            " Hình: lễ hội",
            "Ảnh: Lê Bảo Khanh",
            "Hình ảnh: cầu Sông Ba",
            "Cầu Sông Ba (Ảnh: Thu Hà)",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
        for text in [
            "",
            "Chiều 20/10, cầu Sông Ba thông xe trở lại.",
            "Hình thức thi: vấn đáp",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
