//! `<bangtin-copyright>`: whose page it is, who answers for it, and by which licence.

use std::rc::Rc;

use bangtin_model::{Site, join};

use super::organization::{TakenOverBy, organization};
use crate::{
    attributes::attributes,
    components::{Clipboard, Copied, CopyButton, Section},
    host::Host,
    i18n::{OrganizationMessage, Words, date_line, t},
    view::{View, component, view},
};

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", OrganizationMessage::Copyright);
}

/// The view of the element.
pub(super) fn copyright(host: Host) -> View {
    host.style("copyright", style!("copyright"));
    let clipboard = Clipboard::new();
    organization(
        host,
        12,
        move |site| view! { <Copyright host clipboard site/> },
    )
}

#[component]
fn Copyright(host: Host, clipboard: Clipboard, site: Rc<Site>) -> View {
    let mut list = Vec::new();
    let mut text = String::new();
    for (part, name, value) in rows(&site) {
        if let Some(value) = value {
            let name = t(name);
            text.push_str(&join(&[&name, ": ", &value, "\n"]));
            list.push(view! {
                <div>
                    // The name of a line.
                    <dt part="label" class="label">{name}</dt>
                    // part="owner": The agency.
                    // part="parent": The agency above it.
                    // part="responsible": Who answers for the content.
                    // part="licence": The licence's number.
                    // part="licence-date": When it was given.
                    // part="licence-issuer": Who gave it.
                    <dd part=part>{value}</dd>
                </div>
            });
        }
    }
    view! {
        // The whole block.
        <Section host part="copyright" usual=t(HEADING)>
            <dl class="rows">{list}</dl>
            <TakenOverBy site/>
            <CopyButton clipboard text label=t(OrganizationMessage::CopyAll)/>
            <Copied clipboard/>
        </Section>
    }
}

fn rows(site: &Site) -> [(&'static str, OrganizationMessage, Option<String>); 6] {
    use OrganizationMessage::*;
    let licence = site.licence.clone().unwrap_or_default();
    [
        ("owner", Owner, site.name.clone()),
        ("parent", Parent, site.parent.clone()),
        ("responsible", Responsible, site.responsible.clone()),
        ("licence", Licence, licence.number),
        (
            "licence-date",
            LicenceDate,
            licence
                .date
                .map(|date| date_line(&date, Words::here().language)),
        ),
        ("licence-issuer", LicenceIssuer, licence.issuer),
    ]
}
