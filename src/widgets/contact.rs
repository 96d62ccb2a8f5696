//! `<bangtin-contact>`: where an agency is, and how to reach it.

use std::rc::Rc;

use bangtin_model::{Phone, Site, join};

use super::organization::{TakenOverBy, organization};
use crate::{
    attributes::attributes,
    components::{Clipboard, Copied, CopyButton, Description, Section, describe},
    host::Host,
    i18n::{OrganizationMessage, t},
    json::JsonObject,
    view::{View, component, view},
};

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", OrganizationMessage::Contact);
    /// Describes the agency to search engines as a GovernmentOffice of schema.org.
    JSON_LD: Flag("json-ld");
}

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
        thing: host.has(JSON_LD).then(|| thing(&described)),
    });
    view! {
        // The whole block.
        <Section host part="contact" usual=t(HEADING)>
            // The agency's name.
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
                // An address.
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
        // The fax number.
        let value = view! { <span part="fax">{fax}</span> };
        rows.push(view! { <Row clipboard label value/> });
    }
    for email in &site.emails {
        let label = t(OrganizationMessage::Email);
        let value = view! {
            // An e-mail address.
            <a part="email" href=join(&["mailto:", email])><span>{breakable(email)}</span></a>
        };
        rows.push(view! { <Row clipboard label value copied=email.clone()/> });
    }
    if let Some(hours) = site.hours.clone() {
        let label = t(OrganizationMessage::Hours);
        // The opening hours.
        let value = view! { <span part="hours">{hours}</span> };
        rows.push(view! { <Row clipboard label value/> });
    }
    View::list(rows)
}

/// Where a line is too short for it, an address for mail goes on after its `@` or after a point.
fn breakable(email: &str) -> View {
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    for sign in email.chars() {
        piece.push(sign);
        if sign == '@' || sign == '.' {
            pieces.push(view! { {core::mem::take(&mut piece)}<wbr/> });
        }
    }
    pieces.push(view! { {piece} });
    View::list(pieces)
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
            // The name of a line.
            <span part="label" class="label">{label}</span>
            <div class="value">
                <div class="values">{value}</div>
                {copied.map(|text| view! { <CopyButton clipboard about=text.clone() text/> })}
            </div>
            {map.map(|url| view! {
                // A link to a map.
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
        // A telephone number.
        links.push(view! { <a part="phone" href=join(&["tel:", &one.digits])>{shown}</a> });
    }
    if links.is_empty() {
        links.push(view! { <span part="phone">{phone.number}</span> });
    }
    View::list(links)
}

/// <https://schema.org/GovernmentOffice>
fn thing(site: &Site) -> JsonObject {
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
            ("telephone", site.telephone().as_deref()),
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
