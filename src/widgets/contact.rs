//! `<bangtin-contact>`: where an agency is, and how to reach it.

use std::rc::Rc;

use bangtin_model::{Phone, Site, join};

use super::organization::{TakenOverBy, organization};
use crate::{
    components::{Clipboard, Copied, CopyButton, Description, Section, describe},
    host::Host,
    i18n::{OrganizationMessage, t},
    json::JsonObject,
    view::{View, component, view},
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["heading", "json-ld"];

/// The view of the element.
pub(super) fn contact(host: Host) -> View {
    host.style("contact", style!("contact"));
    let clipboard = Clipboard::new();
    organization(
        host,
        18,
        move |site| view! { <Contact host clipboard site/> },
    )
}

#[component]
fn Contact(host: Host, clipboard: Clipboard, site: Rc<Site>) -> View {
    let described = site.clone();
    describe(host, move || Description {
        title: None,
        subject: None,
        thing: host.flag("json-ld").then(|| thing(&described)),
    });
    view! {
        <Section host part="contact" usual=t(OrganizationMessage::Contact)>
            {site.name.clone().map(|name| view! { <p part="name" class="name">{name}</p> })}
            <TakenOverBy site=site.clone()/>
            <ul role="list" class="rows"><Rows clipboard site/></ul>
            <Copied clipboard/>
        </Section>
    }
}

/// The ways to reach it, in the order in which residents need them.
#[component]
fn Rows(clipboard: Clipboard, site: Rc<Site>) -> View {
    let mut rows = Vec::new();
    for address in &site.addresses {
        let label = label(&address.label, OrganizationMessage::Address);
        rows.push(view! {
            <Row
                clipboard
                label
                value=view! { <span part="address">{address.text.clone()}</span> }
                copied=address.text.clone()
                map=address.map_url.clone()
            />
        });
    }
    for phone in &site.phones {
        let label = label(&phone.label, OrganizationMessage::Phone);
        rows.push(view! {
            <Row
                clipboard
                label
                value=view! { <Numbers phone=phone.clone()/> }
                copied=phone.number.clone()
            />
        });
    }
    if let Some(fax) = site.fax.clone() {
        let label = t(OrganizationMessage::Fax);
        let value = view! { <span part="fax">{fax}</span> };
        rows.push(view! { <Row clipboard label value/> });
    }
    for email in &site.emails {
        let label = t(OrganizationMessage::Email);
        let value = view! {
            <a part="email" href=join(&["mailto:", email])>{email.clone()}</a>
        };
        rows.push(view! { <Row clipboard label value copied=email.clone()/> });
    }
    if let Some(hours) = site.hours.clone() {
        let label = t(OrganizationMessage::Hours);
        let value = view! { <span part="hours">{hours}</span> };
        rows.push(view! { <Row clipboard label value/> });
    }
    View::list(rows)
}

fn label(own: &Option<String>, usual: OrganizationMessage) -> String {
    own.clone().unwrap_or_else(|| t(usual))
}

/// A name and what it names, with a button that copies it.
#[component]
fn Row(
    clipboard: Clipboard,
    label: String,
    /// What the button copies; without it there is none.
    #[prop(optional)]
    copied: Option<String>,
    /// The address of a map.
    #[prop(default = None)]
    map: Option<String>,
    value: View,
) -> View {
    view! {
        <li>
            <span part="label" class="label">{label}</span>
            <div class="value">
                <div class="values">{value}</div>
                {copied.map(|text| view! { <CopyButton clipboard about=text.clone() text/> })}
            </div>
            {map.map(|url| view! {
                <a part="map" rel="noopener" href=url>{t(OrganizationMessage::Map)}</a>
            })}
        </li>
    }
}

/// The number as it is written, as a link that calls it; several numbers in one line are a link each.
#[component]
fn Numbers(phone: Phone) -> View {
    let dialled = phone.dialled();
    let is_one = dialled.len() == 1;
    let mut links = Vec::new();
    for one in dialled {
        // One number keeps what stands beside it: "(máy lẻ 12)".
        let shown = match is_one {
            true => phone.number.clone(),
            false => one.written,
        };
        links.push(view! { <a part="phone" href=join(&["tel:", &one.digits])>{shown}</a> });
    }
    if links.is_empty() {
        links.push(view! { <span part="phone">{phone.number}</span> });
    }
    View::list(links)
}

/// <https://schema.org/GovernmentOffice>
fn thing(site: &Site) -> JsonObject {
    let number = |phone: &Phone| Some(phone.dialled().into_iter().next()?.digits);
    let address = site.addresses.first();
    let thing = JsonObject::default()
        .text("@context", "https://schema.org")
        .text("@type", "GovernmentOffice")
        .texts(&[
            ("name", site.name.as_deref()),
            ("address", address.map(|address| address.text.as_str())),
            (
                "hasMap",
                address.and_then(|address| address.map_url.as_deref()),
            ),
            ("telephone", site.phones.iter().find_map(number).as_deref()),
            ("faxNumber", site.fax.as_deref()),
            ("email", site.emails.first().map(String::as_str)),
        ]);
    match &site.parent {
        Some(parent) => {
            let above = JsonObject::default()
                .text("@type", "GovernmentOrganization")
                .text("name", parent);
            thing.raw("parentOrganization", &above.json())
        }
        None => thing,
    }
}
