//! `<bangtin-contact>`: where an agency is, and how to reach it.

use std::cell::Cell;
use std::rc::Rc;

use bangtin_model::{Phone, Site, join};
use web_sys::HtmlElement;

use super::{
    agency::{self, Agency, Kind},
    lazy::View,
    site::{self, Clipboard},
};
use crate::{
    client::JsonObject,
    elements::host::Host,
    i18n::{AgencyMessage, Words},
    markup::{Markup, el},
    page,
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["heading", "json-ld"];

/// Brings the block.
pub fn open(host: Host) {
    agency::open(host, "awaited", Kind::Contact);
}

/// The block.
pub(super) fn view(host: Host) -> View {
    host.style("contact", style!("contact"));
    let agency = Agency::new(host, 18);
    let clipboard = Clipboard::new(host);
    let described = Described::new(host);
    Rc::new(move || {
        let words = Words::of(host);
        let known = |site: &Site| {
            described.describe(host.flag("json-ld").then_some(site));
            Block {
                words: &words,
                clipboard: &clipboard,
            }
            .view(host, site)
        };
        agency.view(&words, &known)
    })
}

struct Block<'a> {
    words: &'a Words,
    clipboard: &'a Rc<Clipboard>,
}

impl Block<'_> {
    fn view(&self, host: Host, site: &Site) -> Markup {
        let words = self.words;
        let name = site
            .name
            .clone()
            .map(|name| el("p").part("name").class("name").with(name));
        let mut rows = el("ul").is("role", "list").class("rows");
        for address in &site.addresses {
            let map = address.map_url.clone().map(|url| {
                let rel = el("a").part("map").is("rel", "noopener").attr("href", url);
                rel.with(words.t(AgencyMessage::Map))
            });
            let text = el("span").part("address").with(address.text.clone());
            let row = self.row(
                address.label.clone(),
                AgencyMessage::Address,
                vec![text],
                &address.text,
            );
            rows = rows.with(row.with(map));
        }
        for phone in &site.phones {
            let row = self.row(
                phone.label.clone(),
                AgencyMessage::Phone,
                numbers(phone),
                &phone.number,
            );
            rows = rows.with(row);
        }
        if let Some(fax) = &site.fax {
            let text = el("span").part("fax").with(fax.clone());
            rows = rows.with(self.row(None, AgencyMessage::Fax, vec![text], ""));
        }
        for email in &site.emails {
            let link = el("a")
                .part("email")
                .attr("href", join(&["mailto:", email]));
            let link = link.with(email.clone());
            rows = rows.with(self.row(None, AgencyMessage::Email, vec![link], email));
        }
        if let Some(hours) = &site.hours {
            let text = el("span").part("hours").with(hours.clone());
            rows = rows.with(self.row(None, AgencyMessage::Hours, vec![text], ""));
        }
        site::section(host, "contact", words.t(AgencyMessage::Contact))
            .with(name)
            .with(agency::successor(words, site))
            .with(rows)
            .with(self.clipboard.status(words))
    }

    /// A name and what it names; `copied` is what the button beside it copies, empty for no button.
    fn row(
        &self,
        label: Option<String>,
        usual: AgencyMessage,
        values: Vec<Markup>,
        copied: &str,
    ) -> Markup {
        let label = label.unwrap_or_else(|| self.words.t(usual));
        let copy = (!copied.is_empty()).then(|| {
            self.clipboard
                .button(self.words, None, copied, copied.to_owned())
        });
        let values = el("div").class("values").with(values);
        let value = el("div").class("value").with(values).with(copy.flatten());
        el("li")
            .with(el("span").part("label").class("label").with(label))
            .with(value)
    }
}

/// The number as it is written, as a link that calls it; several numbers in one line are a link each.
fn numbers(phone: &Phone) -> Vec<Markup> {
    let mut links = Vec::new();
    let dialled = phone.dialled();
    let is_one = dialled.len() == 1;
    for one in dialled {
        // One number keeps what stands beside it: "(máy lẻ 12)".
        let shown = if is_one {
            phone.number.clone()
        } else {
            one.written
        };
        links.push(
            el("a")
                .part("phone")
                .attr("href", join(&["tel:", &one.digits]))
                .with(shown),
        );
    }
    if links.is_empty() {
        links.push(el("span").part("phone").with(phone.number.clone()));
    }
    links
}

/// What the element says of the agency to search engines, taken back when the element goes.
struct Described {
    element: Option<HtmlElement>,
    says: Cell<bool>,
}

impl Described {
    fn new(host: Host) -> Self {
        Self {
            element: host.element(),
            says: Cell::new(false),
        }
    }

    fn describe(&self, site: Option<&Site>) {
        let thing = site.map(|site| thing(site).json());
        if let Some(element) = &self.element
            && (thing.is_some() || self.says.get())
        {
            self.says.set(thing.is_some());
            page::describe(element, None, thing.as_deref());
        }
    }
}

impl Drop for Described {
    fn drop(&mut self) {
        self.describe(None);
    }
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
