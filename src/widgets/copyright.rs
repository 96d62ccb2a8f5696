//! `<bangtin-copyright>`: whose page it is, who answers for it, and by which licence.

use std::rc::Rc;

use bangtin_model::{Site, join};

use super::{
    agency::{self, Agency, Kind},
    lazy::View,
    site::{self, Clipboard},
};
use crate::{
    elements::host::Host,
    i18n::{AgencyMessage, Words, date_line},
    markup::{Markup, el},
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["heading"];

/// Brings the block.
pub fn open(host: Host) {
    agency::open(host, "box", Kind::Copyright);
}

/// The block.
pub(super) fn view(host: Host) -> View {
    host.style("copyright", style!("copyright"));
    let agency = Agency::new(host, 12);
    let clipboard = Clipboard::new(host);
    Rc::new(move || {
        let words = Words::of(host);
        let known = |site: &Site| block(host, &words, site, &clipboard);
        agency.view(&words, &known)
    })
}

fn block(host: Host, words: &Words, site: &Site, clipboard: &Rc<Clipboard>) -> Markup {
    let mut list = el("dl").class("rows");
    let mut text = String::new();
    for (part, name, value) in rows(site) {
        if let Some(value) = value {
            let name = words.t(name);
            text.push_str(&join(&[&name, ": ", &value, "\n"]));
            list = list.with(
                el("div")
                    .with(el("dt").part("label").class("label").with(name))
                    .with(el("dd").part(part).with(value)),
            );
        }
    }
    let copy = clipboard.button(words, Some(words.t(AgencyMessage::CopyAll)), "", text);
    site::section(host, "copyright", words.t(AgencyMessage::Copyright))
        .with(list)
        .with(agency::successor(words, site))
        .with(copy)
        .with(clipboard.status(words))
}

fn rows(site: &Site) -> [(&'static str, AgencyMessage, Option<String>); 6] {
    use AgencyMessage::*;
    let licence = site.licence.clone().unwrap_or_default();
    [
        ("owner", Owner, site.name.clone()),
        ("parent", Parent, site.parent.clone()),
        ("responsible", Responsible, site.responsible.clone()),
        ("licence", Licence, licence.number),
        (
            "licence-date",
            LicenceDate,
            licence.date.map(|date| date_line(&date)),
        ),
        ("licence-issuer", LicenceIssuer, licence.issuer),
    ]
}
