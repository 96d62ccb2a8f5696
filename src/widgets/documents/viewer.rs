//! The files of a document: to download, and a PDF to be read in place where the browser can and the page allows it.

use std::rc::Rc;

use bangtin_model::{Attachment, join};

use super::{file::about, shelf::Entry};
use crate::{
    i18n::{DocumentsMessage, Language, t},
    page::{self, Job, member},
    view::{RwSignal, View, component, view},
    widgets::file_name,
};

/// What is read in place.
#[derive(Clone, Copy)]
struct Viewer {
    open: RwSignal<Option<Attachment>>,
    /// Whether the page has refused the frame.
    refused: RwSignal<bool>,
    watching: Job,
    opening: Job,
}

impl Viewer {
    fn new() -> Self {
        Self {
            open: RwSignal::new(None),
            refused: RwSignal::new(false),
            watching: Job::new(),
            opening: Job::new(),
        }
    }

    fn shows(self, url: &str) -> bool {
        self.open.get().is_some_and(|file| file.url == url)
    }

    /// Shows the file, or no more.
    fn turn(self, file: &Attachment) {
        self.watching.stop();
        self.refused.set(false);
        if self.shows(&file.url) {
            return self.open.set(None);
        }
        self.watching.start(async move {
            while !is_about_frames(&page::event(&page::document(), VIOLATION).await) {}
            self.refused.set(true);
        });
        // Who listens is there before the frame.
        let file = file.clone();
        self.opening.start(async move {
            page::pause(0.0).await;
            self.open.set(Some(file));
        });
    }
}

const VIOLATION: &[&str] = &["securitypolicyviolation"];

/// Whether the page's policy has refused a frame.
fn is_about_frames(event: &wasm_bindgen::JsValue) -> bool {
    let directive = member(event, "effectiveDirective").as_string();
    directive.is_some_and(|directive| directive == "frame-src")
}

/// Whether the browser shows PDF itself. Phones mostly do not.
fn can_show() -> bool {
    let navigator = member(&page::window(), "navigator");
    match member(&navigator, "pdfViewerEnabled").as_bool() {
        Some(can) => can,
        None => member(&member(&navigator, "mimeTypes"), "application/pdf").is_object(),
    }
}

/// The files.
#[component]
pub(super) fn Files(entry: Rc<Entry>, language: Language) -> View {
    let (viewer, can_show) = (Viewer::new(), can_show());
    let mut files = Vec::new();
    for file in &entry.document.files {
        files.push(view! { <File viewer file=file.clone() can_show language/> });
    }
    let any = !files.is_empty();
    view! {
        {any.then(|| view! {
            // The files of a document shown alone.
            <section part="files" class="files">
                <h3>{t(DocumentsMessage::Files)}</h3>
                <ul role="list">{files}</ul>
                {move || viewer.open.get().map(|file| view! { <Frame viewer file/> })}
            </section>
        })}
    }
}

#[component]
fn File(viewer: Viewer, file: Attachment, can_show: bool, language: Language) -> View {
    let is_pdf = file_name::kind(&file).is_some_and(|kind| kind == "PDF");
    let label = join(&[&t(DocumentsMessage::Download), " ", &about(&file, language)]);
    let url = file.url.clone();
    view! {
        <li>
            <span class="name">{file_name::name(&file)}</span>
            <span class="ways">
                {(is_pdf && can_show).then(|| {
                    let (shown, file) = (file.clone(), file.clone());
                    let label = shown.url.clone();
                    view! {
                        <button
                            // The button that shows a PDF in place.
                            part="read"
                            type="button"
                            aria-expanded=move || if viewer.shows(&shown.url) { "true" } else { "false" }
                            on:click=move |_| viewer.turn(&file)
                        >
                            {move || t(match viewer.shows(&label) {
                                true => DocumentsMessage::Hide,
                                false => DocumentsMessage::Read,
                            })}
                        </button>
                    }
                })}
                {(is_pdf && !can_show).then(|| view! { <Open url=file.url.clone()/> })}
                // A file to download, with its type and size.
                <a part="file" class="get" href=url download="">{label}</a>
            </span>
        </li>
    }
}

/// The file as a page of its own.
#[component]
fn Open(url: String) -> View {
    view! {
        // The link that opens a file as a page of its own.
        <a part="open" class="get" href=url target="_blank" rel="noopener">{t(DocumentsMessage::Open)}</a>
    }
}

#[component]
fn Frame(viewer: Viewer, file: Attachment) -> View {
    let (url, name) = (file.url.clone(), file_name::name(&file));
    view! {
        // A PDF that is read in place.
        <div part="viewer" class="viewer">
            {move || (!viewer.refused.get()).then(|| view! {
                <iframe src=url.clone() title=name.clone()></iframe>
            })}
            <p class="note" role="status">
                {move || t(match viewer.refused.get() {
                    true => DocumentsMessage::Refused,
                    false => DocumentsMessage::Unseen,
                })}
            </p>
            <Open url=file.url/>
        </div>
    }
}
