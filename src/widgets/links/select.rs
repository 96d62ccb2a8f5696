//! The links in a field to choose from, as old portals have them. What opens the page is a real link beside it: a choice by the arrow
//! keys passes over others, and must lead nowhere.

use std::rc::Rc;

use bangtin_model::Link;

use super::{Way, groups::grouped};
use crate::{
    i18n::{LinksMessage, t},
    page,
    view::{RwSignal, View, component, view},
};

#[component]
pub(super) fn Select(links: Rc<Vec<Link>>, way: Way) -> View {
    let first = links.first().map(|link| link.url.clone());
    let chosen = RwSignal::new(first.unwrap_or_default());
    let mut groups = Vec::new();
    for (name, links) in grouped(&links) {
        let mut options = Vec::new();
        for link in links {
            options.push(view! { <option value=link.url>{link.title}</option> });
        }
        groups.push(match name {
            Some(name) => view! { <optgroup label=name>{options}</optgroup> },
            None => View::list(options),
        });
    }
    let (target, rel) = (way.target(), way.rel());
    let said = move || way.said(&chosen.get());
    view! {
        <div class="field">
            <label for="link">{t(LinksMessage::Choose)}</label>
            <select
                // The field to choose a link.
                part="choice"
                id="link"
                on:change=move |event| chosen.set(page::typed(&event))
            >
                {groups}
            </select>
            <a
                // The link that opens what is chosen.
                part="open"
                class="button"
                href=move || chosen.get()
                target=target
                rel=rel
            >
                {t(LinksMessage::Open)}
                <span class="unseen">{said}</span>
            </a>
        </div>
    }
}
