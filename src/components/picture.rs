//! Pictures that are links to themselves: a press shows them large, in the viewer (src/viewer.js). For who saves data they wait for a press.

use std::cell::Cell;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Event;

use crate::{
    host::Host,
    i18n::{PictureMessage, Words, t},
    page,
};

/// A picture as the viewer shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shot {
    /// Absolute address of the picture in full size.
    pub url: String,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// The text under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The article that it belongs to: its title and where it is read.
    pub article: Option<(String, String)>,
}

/// What a picture says that waits for a press; `None` where none waits.
pub fn held() -> Option<String> {
    page::saves_data().then(|| t(PictureMessage::Show))
}

/// What the link around a picture is called where the picture has no words of its own.
pub fn unnamed(alt: &Option<String>) -> Option<String> {
    alt.is_none().then(|| t(PictureMessage::Open))
}

thread_local! {
    // Whether the viewer is on its way: it opens once.
    static COMING: Cell<bool> = const { Cell::new(false) };
}

/// A press on the link around a picture (`a.zoom`): brings the picture where it waits, else opens the viewer, with these pictures and
/// beginning at that place, or with all of the article. A press with a modifier key is the browser's.
pub fn press_picture(host: Host, event: &Event, given: Option<(&[Shot], usize)>) {
    let link = page::nearest(event, "a.zoom").filter(|_| page::is_plain(event));
    let Some(link) = link else {
        return;
    };
    event.prevent_default();
    let link = JsValue::from(link);
    if bring(&link) || COMING.replace(true) {
        return;
    }
    let (pictures, at) = match given {
        Some((pictures, at)) => (list(pictures), JsValue::from(at as u32)),
        None => (JsValue::UNDEFINED, JsValue::UNDEFINED),
    };
    let words = words(host);
    page::spawn(Box::pin(async move {
        match viewer().await {
            Ok(viewer) => {
                let sheet = page::member(&viewer, "sheet").as_string();
                host.style("viewer", &sheet.unwrap_or_default());
                // part="viewer": The dialog in which pictures are seen large.
                // part="viewer-picture": The picture in it.
                // part="viewer-caption": The text under that picture.
                // part="viewer-credit": Who made it.
                page::call(&viewer, "open", &[link, words, pictures, at]);
            }
            // The picture alone, as the browser shows it.
            Err(cause) => {
                page::warn_of(&cause);
                let location = page::member(&page::window(), "location");
                page::call(&location, "assign", &[page::member(&link, "href")]);
            }
        }
        COMING.set(false);
    }));
}

async fn viewer() -> Result<JsValue, JsValue> {
    let reading = page::bring_reading().await?;
    page::settled(page::call(&reading, "viewer", &[]).unwrap_or_default()).await
}

/// Shows a picture that waits; false where it does not.
fn bring(link: &JsValue) -> bool {
    let waiting = "[data-held] img[data-src]".into();
    let picture = page::call(link, "querySelector", &[waiting]);
    let Some(picture) = picture.filter(JsValue::is_object) else {
        return false;
    };
    let own = page::call(&picture, "getAttribute", &["data-src".into()]);
    let src = ["src".into(), own.unwrap_or_default()];
    page::call(&picture, "setAttribute", &src);
    page::call(link, "removeAttribute", &["data-held".into()]);
    true
}

fn list(pictures: &[Shot]) -> JsValue {
    let list = Array::new();
    for shot in pictures {
        let article = shot.article.as_ref();
        let (title, page) = article.map(|(title, page)| (title, page)).unzip();
        let text = |text: Option<&String>| match text {
            Some(text) => JsValue::from_str(text),
            None => JsValue::UNDEFINED,
        };
        list.push(&page::object(&[
            ("url", JsValue::from_str(&shot.url)),
            ("alt", text(shot.alt.as_ref())),
            ("caption", text(shot.caption.as_ref())),
            ("credit", text(shot.credit.as_ref())),
            ("title", text(title)),
            ("page", text(page)),
        ]));
    }
    list.into()
}

fn words(host: Host) -> JsValue {
    let words = Words::of(host);
    let word = |message| JsValue::from(words.t(message));
    page::object(&[
        ("viewer", word(PictureMessage::Viewer)),
        ("close", word(PictureMessage::Close)),
        ("previous", word(PictureMessage::Previous)),
        ("next", word(PictureMessage::Next)),
        ("zoom", word(PictureMessage::Zoom)),
        ("failed", word(PictureMessage::PictureFailed)),
        ("article", word(PictureMessage::ToArticle)),
        ("saves", page::saves_data().into()),
    ])
}
