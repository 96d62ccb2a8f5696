//! The agency: whom to call, where to go, what else it has.

use bangtin_model::{Licence, Phone};
use maud::{Markup, html};

use super::super::{Head, Known, Sheet, address, structured};
use super::date;

pub(crate) fn contact(known: &Known, origin: &str) -> Sheet {
    let agency = &known.agency;
    let name = agency.name.as_ref().unwrap_or(&known.name);
    let way = [("Liên hệ", address::CONTACT)];
    Sheet {
        head: Head {
            title: "Liên hệ".into(),
            description: format!("Điện thoại, địa chỉ, giờ làm việc của {name}."),
            path: address::CONTACT.into(),
            structured: Some(structured::page("ContactPage", known, origin, &way)),
            ..Head::default()
        },
        main: html! {
            h1 { "Liên hệ" }
            p.lead { (name) }
            @if let Some(parent) = &agency.parent { p { (parent) } }
            @if !agency.phones.is_empty() {
                h2 { "Điện thoại" }
                ul { @for phone in &agency.phones { li { (self::phone(phone)) } } }
            }
            @if !agency.addresses.is_empty() {
                h2 { "Địa chỉ" }
                ul {
                    @for address in &agency.addresses {
                        li {
                            @if let Some(label) = &address.label { (label) ": " }
                            (address.text)
                            @if let Some(map) = &address.map_url { " (" a href=(map) { "bản đồ" } ")" }
                        }
                    }
                }
            }
            @if !agency.emails.is_empty() {
                h2 { "Thư điện tử" }
                ul { @for email in &agency.emails { li { a href=(format!("mailto:{email}")) { (email) } } } }
            }
            dl {
                @if let Some(fax) = &agency.fax { dt { "Fax" } dd { (fax) } }
                @if let Some(hours) = &agency.hours { dt { "Giờ làm việc" } dd { (hours) } }
            }
            @if let Some(successor) = &agency.successor {
                p {
                    "Đơn vị tiếp nhận: "
                    @match &successor.url {
                        Some(url) => { a href=(url) { (successor.name) } }
                        None => { (successor.name) }
                    }
                    @if let Some(address) = &successor.address { ", " (address) }
                }
            }
        },
    }
}

fn phone(phone: &Phone) -> Markup {
    let numbers = phone.dialled();
    html! {
        @if let Some(label) = &phone.label { (label) ": " }
        @for (place, number) in numbers.iter().enumerate() {
            @if place > 0 { ", " }
            a href=(format!("tel:{}", number.digits)) { (number.written) }
        }
        @if numbers.is_empty() { (phone.number) }
    }
}

/// Below every page: who answers for it.
pub(super) fn foot(known: &Known) -> Markup {
    let agency = &known.agency;
    html! {
        p {
            strong { (agency.name.as_ref().unwrap_or(&known.name)) }
            @if let Some(address) = agency.addresses.first() { ", " (address.text) }
        }
        @if let Some(first) = agency.phones.first() { p { (phone(first)) } }
        @if let Some(responsible) = &agency.responsible { p { "Chịu trách nhiệm chính: " (responsible) } }
        @if let Some(given) = &agency.licence { (licence(given)) }
        p {
            @if known.subscribing { a href=(address::SUBSCRIBE) { "Đăng ký nhận tin" } " · " }
            @if !known.links.is_empty() { a href=(address::LINKS) { "Liên kết" } " · " }
            a href=(address::RSS) { "RSS" }
        }
    }
}

fn licence(licence: &Licence) -> Markup {
    html! {
        p {
            "Giấy phép"
            @if let Some(number) = &licence.number { " số " (number) }
            @if let Some(day) = licence.date { " ngày " (date(day)) }
            @if let Some(issuer) = &licence.issuer { ", " (issuer) " cấp" }
        }
    }
}

/// The form itself proves that a person fills it in, which takes script.
pub(crate) fn subscribe(known: &Known, origin: &str) -> Sheet {
    let way = [("Đăng ký nhận tin", address::SUBSCRIBE)];
    Sheet {
        head: Head {
            title: "Đăng ký nhận tin".into(),
            description: format!("Nhận tin mới của {} qua thư điện tử.", known.title),
            path: address::SUBSCRIBE.into(),
            structured: Some(structured::page("WebPage", known, origin, &way)),
            ..Head::default()
        },
        main: html! {
            h1 { "Đăng ký nhận tin" }
            p { "Biểu mẫu đăng ký cần trình duyệt có bật JavaScript. Bà con cũng có thể theo dõi tin mới bằng "
                a href=(address::RSS) { "RSS" } ", hoặc " a href=(address::CONTACT) { "liên hệ" } " để được giúp đăng ký." }
        },
    }
}

pub(crate) fn links(known: &Known, origin: &str) -> Sheet {
    let way = [("Liên kết", address::LINKS)];
    let mut groups: Vec<Option<&str>> = Vec::new();
    for link in &known.links {
        if !groups.contains(&link.group.as_deref()) {
            groups.push(link.group.as_deref());
        }
    }
    Sheet {
        head: Head {
            title: "Liên kết".into(),
            description: format!("Các trang liên kết của {}.", known.title),
            path: address::LINKS.into(),
            structured: Some(structured::page("CollectionPage", known, origin, &way)),
            ..Head::default()
        },
        main: html! {
            h1 { "Liên kết" }
            @for group in groups {
                @if let Some(name) = group { h2 { (name) } }
                ul {
                    @for link in known.links.iter().filter(|link| link.group.as_deref() == group) {
                        li { a href=(link.url) { (link.title) } }
                    }
                }
            }
        },
    }
}
