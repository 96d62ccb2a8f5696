//! The attributes of `<bangtin-documents>` as typed values.

use super::{FILTERS, HEADING, ITEM, LAYOUT, LIMIT, LINKS, QUERY, SEARCH, SEE_ALL, place};
use crate::{
    attributes::{Misconfigured, Pattern, SRC},
    client,
    host::Host,
    i18n::t,
};

/// How many documents a service puts on a page, and that it names what there is to filter by.
const PAGE: &str = "/documents?limit=100&values=true";

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    pub address: String,
    /// Whether the address is a service's, which may search and filter by itself.
    pub by_service: bool,
    pub heading: Option<String>,
    /// Number, subject and date only.
    pub short: bool,
    /// Documents at first, and for each "Xem thêm".
    pub limit: usize,
    pub search: bool,
    pub filters: bool,
    pub query: String,
    /// A document's address; `None` for one in the page's own.
    pub links: Option<Pattern>,
    pub item: Option<String>,
    /// The absolute address of a page with all documents.
    pub see_all: Option<String>,
}

impl Settings {
    pub(super) fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        // Beside a feed of its own or of the page, the service is not asked.
        let service = match host.or_page(SRC) {
            Some(_) => None,
            None => client::service_address(host, PAGE)?,
        };
        let heading = host.get("heading");
        Ok(Self {
            by_service: service.is_some(),
            address: match service {
                Some(address) => address,
                None => client::feed_address(host)?,
            },
            heading: match heading.as_deref() {
                Some("off") => None,
                _ => Some(heading.unwrap_or_else(|| t(HEADING))),
            },
            short: host.choice(&LAYOUT)? == 1,
            limit: host.number(&LIMIT)? as usize,
            search: host.has(SEARCH),
            filters: host.has(FILTERS),
            query: host.get(QUERY).unwrap_or_default(),
            links: links(host)?,
            item: host.get(ITEM),
            see_all: client::own_address(host, SEE_ALL)?,
        })
    }

    /// The address that a document has.
    pub(super) fn target(&self, id: &str) -> Option<String> {
        match &self.links {
            None => Some(place::address(Some(id))),
            Some(links) => links.address(id),
        }
    }
}

fn links(host: Host) -> Result<Option<Pattern>, Misconfigured> {
    let links = host.pattern(LINKS.name);
    if links.is_none() {
        host.choice(&LINKS)?;
    }
    Ok(links)
}
