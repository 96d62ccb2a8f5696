//! The agency behind a site, followed: from a feed, a site file or the service.

use std::rc::Rc;

use bangtin_model::Site;
use bangtin_sources::{Node, json_feed};

use crate::{
    client,
    components::{Phase, Progress, announce, failed, loading, misconfigured, saved_note},
    elements::{attributes::Misconfigured, host::Host},
    i18n::{AgencyMessage, Words},
    markup::{Markup, el},
    page,
    widgets::{followed::Followed, site::skeleton},
};

/// What an element shows of an agency.
pub(in crate::widgets) struct Agency {
    host: Host,
    followed: Rc<Followed>,
    // How many lines it takes, about.
    lines: u32,
}

impl Agency {
    pub(in crate::widgets) fn new(host: Host, lines: u32) -> Self {
        Self {
            host,
            lines,
            followed: Followed::new(host, |node| node.is_object() || node.is_array()),
        }
    }

    /// The view as it now is; `known` makes it where the agency is known. Where the page names no source, what stands inside the
    /// tag stays as it is.
    pub(in crate::widgets) fn view(
        &self,
        words: &Words,
        known: &dyn Fn(&Site) -> Markup,
    ) -> Markup {
        let host = self.host;
        let address = match address(host) {
            Ok(Some(address)) => address,
            Ok(None) => return super::as_it_is(host),
            Err(wrong) => return misconfigured(host, &wrong),
        };
        self.followed.follow(&address);
        let (mut progress, answer) = self.followed.state();
        let site =
            answer.and_then(|node| json_feed::site(&node, move |url| page::resolve(url, &address)));
        if progress.phase == Phase::Ready && site.is_none() {
            progress = Progress::empty();
        }
        announce(host, progress);
        match (progress.phase, site) {
            (Phase::Ready, Some(site)) => el("div")
                .with(saved_note(words, progress))
                .with(known(&site)),
            (Phase::Failed(failure), _) => {
                let followed = self.followed.clone();
                failed(host, words, failure, Rc::new(move || followed.load()))
            }
            (Phase::Empty, _) => el("div")
                .with(
                    el("p")
                        .part("empty")
                        .class("notice")
                        .with(words.t(AgencyMessage::NothingKnown)),
                )
                .with(el("slot")),
            _ => el("div").with(loading(words)).with(skeleton(self.lines)),
        }
    }
}

fn address(host: Host) -> Result<Option<String>, Misconfigured> {
    host.judge_shared()?;
    if host.or_page("src").is_some() {
        client::feed_address(host).map(Some)
    } else {
        client::service_address(host, "/site")
    }
}

/// The agency that took over: its name, which leads to its site, and its address.
pub(in crate::widgets) fn successor(words: &Words, site: &Site) -> Option<Markup> {
    let successor = site.successor.clone()?;
    let name = match successor.url {
        Some(url) => el("a").attr("href", url).with(successor.name),
        None => el("strong").with(successor.name),
    };
    let address = successor
        .address
        .map(|address| el("p").with(words.t_with(AgencyMessage::NewAddress, &address)));
    let line = el("p")
        .with(words.t(AgencyMessage::Successor))
        .with(": ")
        .with(name);
    Some(
        el("div")
            .part("successor")
            .class("notice")
            .with(line)
            .with(address),
    )
}
