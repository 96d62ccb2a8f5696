//! "Sao chép": what stands on the page into the reader's clipboard, where the browser allows it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    elements::host::{Host, Work},
    i18n::{CopyMessage, Words},
    markup::{Markup, el},
    page,
};

// How long the element says that something was copied, in milliseconds.
const SAID: f64 = 4_000.0;

/// What an element has copied last.
pub(in crate::widgets) struct Clipboard {
    host: Host,
    last: RefCell<Option<(CopyMessage, String)>>,
}

impl Clipboard {
    pub(in crate::widgets) fn new(host: Host) -> Rc<Self> {
        Rc::new(Self {
            host,
            last: RefCell::default(),
        })
    }

    /// A button that copies a text; none where the browser has no clipboard for this page. Its label is
    /// "Sao chép" unless another is given; `about` tells it from other buttons.
    pub(in crate::widgets) fn button(
        self: &Rc<Self>,
        words: &Words,
        label: Option<String>,
        about: &str,
        text: String,
    ) -> Option<Markup> {
        clipboard()?;
        let about = (!about.is_empty())
            .then(|| el("span").class("unseen").with(" ").with(about.to_owned()));
        let clipboard = self.clone();
        let button = el("button").part("copy").class("copy").is("type", "button");
        let button = button
            .with(label.unwrap_or_else(|| words.t(CopyMessage::Copy)))
            .with(about);
        Some(button.on("click", move |_| clipboard.copy(text.clone())))
    }

    fn copy(self: &Rc<Self>, text: String) {
        let clipboard = self.clone();
        self.host.spawn(Work::Copy, async move {
            let said = match write(&text).await {
                Some(_) => CopyMessage::Copied,
                None => CopyMessage::Failed,
            };
            clipboard.say(Some((said, text)));
            page::pause(SAID).await;
            clipboard.say(None);
        });
    }

    fn say(&self, last: Option<(CopyMessage, String)>) {
        self.last.replace(last);
        self.host.touch();
    }

    /// Says what was copied, to be seen and heard.
    pub(in crate::widgets) fn status(&self, words: &Words) -> Markup {
        let last = self.last.borrow();
        let line = last.as_ref().map(|(said, text)| {
            el("p")
                .part("copied")
                .class("note")
                .with(words.t_with(*said, text))
        });
        el("div").is("role", "status").with(line)
    }
}

fn clipboard() -> Option<JsValue> {
    let clipboard = page::member(&page::window()?.navigator(), "clipboard");
    clipboard.is_object().then_some(clipboard)
}

async fn write(text: &str) -> Option<JsValue> {
    let written = page::call(&clipboard()?, "writeText", &[JsValue::from_str(text)])?;
    JsFuture::from(written.dyn_into::<Promise>().ok()?)
        .await
        .ok()
}
