use super::{Resolve, field};
use crate::Node;
use bangtin_model::{Address, Licence, Phone, Site, Successor};

pub(super) fn read<N: Node>(node: &N, resolve: &Resolve) -> Site {
    Site {
        name: field::plain(node, "name"),
        parent: field::plain(node, "parent"),
        addresses: node
            .elements("addresses")
            .iter()
            .filter_map(|node| address(node, resolve))
            .collect(),
        phones: node.elements("phones").iter().filter_map(phone).collect(),
        fax: field::plain(node, "fax"),
        emails: field::plains(node, "emails")
            .into_iter()
            .filter(|text| is_email(text))
            .collect(),
        hours: field::plain(node, "hours"),
        responsible: field::plain(node, "responsible"),
        licence: node.object("licence").map(|node| licence(&node)),
        successor: node
            .object("successor")
            .and_then(|node| successor(&node, resolve)),
    }
}

/// `{label, text, map_url}`, or a string that is the text.
fn address<N: Node>(node: &N, resolve: &Resolve) -> Option<Address> {
    Some(Address {
        label: field::plain(node, "label"),
        text: field::plain(node, "text").or_else(|| field::as_plain(node))?,
        map_url: field::url(node, "map_url", resolve),
    })
}

/// `{label, number}`, or a string that is the number.
fn phone<N: Node>(node: &N) -> Option<Phone> {
    let number = field::plain(node, "number").or_else(|| field::as_plain(node))?;
    let has_digit = number.bytes().any(|byte| byte.is_ascii_digit());
    has_digit.then_some(Phone {
        label: field::plain(node, "label"),
        number,
    })
}

/// Enough for a `mailto:` link: one `@` with something on both sides, no space.
fn is_email(text: &str) -> bool {
    let mut sides = text.split('@');
    let mut side = || sides.next().is_some_and(|side| !side.is_empty());
    side() && side() && sides.next().is_none() && !text.contains(' ')
}

fn licence<N: Node>(node: &N) -> Licence {
    Licence {
        number: field::plain(node, "number"),
        date: field::moment(node, "date"),
        issuer: field::plain(node, "issuer"),
    }
}

fn successor<N: Node>(node: &N, resolve: &Resolve) -> Option<Successor> {
    Some(Successor {
        name: field::plain(node, "name")?,
        address: field::plain(node, "address"),
        url: field::url(node, "url", resolve),
    })
}
