//! Which texts are captions of pictures, and whom they credit.

use bangtin_model::{join, trim};
use bangtin_sources::caption;
use js_sys::Array;
use wasm_bindgen::JsValue;

/// What `clean.js` is answered about a text: `[caption, credit]`, the credit only where one is named; undefined for what is no caption.
pub(super) fn answer(text: &str) -> JsValue {
    let Some((caption, credit)) = read(text) else {
        return JsValue::UNDEFINED;
    };
    let credit = credit.map_or(JsValue::UNDEFINED, |credit| JsValue::from_str(&credit));
    Array::of2(&JsValue::from_str(&caption), &credit).into()
}

fn read(text: &str) -> Option<(String, Option<String>)> {
    let text = trim(text);
    let parsed = caption::parse(text);
    if let Some(credit) = parsed.credit {
        return Some((
            parsed.caption.unwrap_or_default(),
            Some(join(&["Ảnh: ", &credit])),
        ));
    }
    let names_itself = ["Hình:", "Ảnh:", "Hình ảnh:"]
        .iter()
        .any(|name| text.starts_with(name));
    names_itself.then(|| (text.to_owned(), None))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_caption_names_itself_or_its_author() {
        let check = |text: &str, caption: &str, credit: Option<&str>| {
            let (read_caption, read_credit) = read(text).unwrap();
            assert_eq!((&*read_caption, read_credit.as_deref()), (caption, credit));
        };
        check(" Hình: lễ hội ", "Hình: lễ hội", None);
        check(
            "Cầu Sông Ba (Ảnh: Thu Hà)",
            "Cầu Sông Ba",
            Some("Ảnh: Thu Hà"),
        );
        check("Ảnh: Lê Bảo Khanh", "", Some("Ảnh: Lê Bảo Khanh"));
        for text in [
            "",
            "Chiều 20/10, cầu Sông Ba thông xe trở lại.",
            "Hình thức thi: vấn đáp",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
