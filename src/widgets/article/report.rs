//! "Báo lỗi trong bài": what is pressed. The form comes with the press, as a file of its own.

use std::rc::Rc;

use super::content::Content;
use crate::{
    components::LazyWithin,
    host::Host,
    i18n::{ArticleMessage, t},
    view::{RwSignal, View, component, view},
    widgets::lazy::report_file,
};

/// Opens and closes the form. What is written in it stays while it is closed.
#[component]
pub(super) fn Report(host: Host, content: Rc<Content>) -> View {
    let is_wanted = RwSignal::new(false);
    let form = move || {
        let page = content.article.headline.id.clone();
        let load = Rc::new(move || Box::pin(report_file(host, page.clone())) as _);
        view! { <LazyWithin load/> }
    };
    view! {
        // The report of an error: its first line is what is pressed.
        <details part="report" class="report" on:toggle=move |_| {
            // Once: what is written stays as it is.
            if !is_wanted.get_untracked() {
                is_wanted.set(true);
            }
        }>
            <summary>{t(ArticleMessage::Report)}</summary>
            {move || is_wanted.get().then(&form)}
        </details>
    }
}
