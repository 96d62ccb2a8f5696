//! Where the links of a list lead that names articles.

use crate::{
    attributes::{Choice, Misconfigured, Pattern},
    host::Host,
    page,
};

/// Where a link to an article leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum ArticleLinks {
    /// To the article's own address.
    #[default]
    Item,
    /// To the reader in this page, with the article in the page's address.
    Reader,
    /// To an address of the page's own making.
    Pattern(Pattern),
}

impl ArticleLinks {
    /// What the attribute says: `item`, `reader` or a pattern.
    pub(super) fn read(host: Host, links: &'static Choice) -> Result<Self, Misconfigured> {
        match host.pattern(links.name) {
            Some(pattern) => Ok(Self::Pattern(pattern)),
            None if host.choice(links)? == 1 => Ok(Self::Reader),
            None => Ok(Self::Item),
        }
    }

    /// The address at which an article is read, whose own is `own`.
    #[inline(always)]
    pub(super) fn address(&self, id: &str, own: Option<&String>) -> Option<String> {
        match self {
            Self::Item => own.cloned(),
            Self::Reader => Some(page::item_address(Some(id))),
            Self::Pattern(pattern) => pattern.address(id),
        }
    }
}
