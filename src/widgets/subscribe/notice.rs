//! What a reader agrees to: as the service says it, or as the page does for a listmonk of its own.

use bangtin_sources::Node;

use crate::{
    client::JsNode,
    elements::host::Host,
    i18n::{SubscribeMessage, Words},
};

/// The text of the form. The law on personal data (91/2025) wants all of it said before the box is ticked.
#[derive(Clone, Debug, Default)]
pub(super) struct Notice {
    /// Sent back with the form, so that it is known which text was agreed to.
    pub(super) version: String,
    /// The sentence beside the box.
    pub(super) consent: String,
    pub(super) controller: String,
    pub(super) data: String,
    pub(super) retention: String,
    pub(super) rights: Vec<String>,
    /// Id and name.
    pub(super) topics: Vec<(String, String)>,
}

impl Notice {
    /// The service's.
    pub(super) fn read(node: &JsNode) -> Self {
        let text = |name: &str| {
            node.get(name)
                .and_then(|node| node.text())
                .unwrap_or_default()
        };
        let mut notice = Self {
            version: text("version"),
            consent: text("consent"),
            controller: text("controller"),
            data: text("data"),
            retention: text("retention"),
            ..Self::default()
        };
        each(node, "rights", |right| notice.rights.extend(right.text()));
        each(node, "topics", |topic| {
            let member = |name: &str| topic.get(name).and_then(|node| node.text());
            if let (Some(id), Some(name)) = (member("id"), member("name")) {
                notice.topics.push((id, name));
            }
        });
        notice
    }

    /// That of a page with a listmonk: `controller` and `lists` (`uuid Name; uuid Name`) say the rest.
    pub(super) fn of_page(host: Host, words: &Words) -> Self {
        let controller = host.get("controller").unwrap_or_default();
        let mut notice = Self {
            consent: words.t_with(SubscribeMessage::Consent, &controller),
            controller,
            ..Self::default()
        };
        for list in host.get("lists").unwrap_or_default().split(';') {
            if let Some((id, name)) = cut(list.trim()) {
                notice.topics.push((id.into(), name.trim().into()));
            }
        }
        notice
    }
}

fn each(node: &JsNode, name: &str, mut act: impl FnMut(JsNode)) {
    if let Some(list) = node.get(name) {
        for index in 0..list.len() {
            if let Some(node) = list.at(index) {
                act(node);
            }
        }
    }
}

fn cut(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == b' ')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}
