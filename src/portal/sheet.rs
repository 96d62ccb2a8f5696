//! A sheet that rises over the page, for what is asked for with the thumb.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::icons::Icon;
use crate::{
    i18n::{PortalMessage, t},
    page,
    view::{Children, View, component, view},
};

/// A sheet, closed at first.
#[component]
pub(super) fn Sheet(
    /// By which it is opened.
    name: &'static str,
    title: String,
    children: Children,
) -> View {
    view! {
        <dialog
            // A sheet over the page.
            part="sheet"
            class="sheet"
            data-name=name
            aria-label=title.clone()
            on:click=|event| close_from_outside(&event)
        >
            <div class="sheet-inside">
                <div class="sheet-head">
                    <h2>{title}</h2>
                    <button type="button" class="quiet" on:click=|event| close(&event)>
                        <Icon of=Icon::Close/><span class="unseen">{t(PortalMessage::Close)}</span>
                    </button>
                </div>
                {children()}
            </div>
        </dialog>
    }
}

/// Opens the sheet of this name, of the portal in which was pressed.
pub(super) fn open(event: &Event, name: &str) {
    let portal = page::nearest(event, ".portal");
    let selector = bangtin_model::join(&["dialog[data-name=", name, "]"]);
    let sheet = portal.and_then(|portal| portal.query_selector(&selector).ok().flatten());
    if let Some(sheet) = sheet {
        page::open_dialog(&sheet);
    }
}

/// Closes the sheet in which was pressed.
pub(super) fn close(event: &Event) {
    if let Some(sheet) = page::nearest(event, "dialog") {
        page::close_dialog(&sheet);
    }
}

/// A press beside what stands in the sheet.
fn close_from_outside(event: &Event) {
    let pressed = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(sheet) = pressed.filter(|pressed| pressed.local_name() == "dialog") {
        page::close_dialog(&sheet);
    }
}
