//! The attributes of `<bangtin-gallery>` as typed values.

use super::{ALBUM, ITEM, LAYOUT, LIMIT, LINKS, SEE_ALL};
use crate::{
    attributes::{Misconfigured, Pattern},
    client,
    host::Host,
    page,
    widgets::media,
};

/// What the element shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    /// Every album.
    #[default]
    All,
    /// The pictures of one album.
    Pictures(String),
    /// One album, open.
    Album(String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Where the albums are.
    pub address: String,
    /// Where the articles are, if that is elsewhere.
    pub articles: Option<String>,
    pub shows: Shows,
    pub mosaic: bool,
    pub limit: usize,
    /// The address of an album; an album is opened in this place where there is none.
    pub pattern: Option<Pattern>,
    /// The absolute address behind "Xem tất cả".
    pub see_all: Option<String>,
}

impl Settings {
    pub(super) fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let site = media::service(host, "/site")?;
        let (address, articles) = match site {
            Some(site) => (site, Some(media::articles(host)?)),
            None => (client::feed_address(host)?, None),
        };
        let shows = match (host.get(ITEM), host.get(ALBUM)) {
            (Some(id), _) => Shows::Album(id),
            (None, Some(id)) => Shows::Pictures(id),
            _ => Shows::All,
        };
        let pattern = host.pattern(LINKS.name);
        if pattern.is_none() {
            host.choice(&LINKS)?;
        }
        Ok(Self {
            address,
            articles,
            shows,
            mosaic: host.choice(&LAYOUT)? == 1,
            limit: host.number(&LIMIT)? as usize,
            pattern,
            see_all: client::own_address(host, SEE_ALL)?,
        })
    }

    /// The address that an album leads to.
    pub(super) fn target(&self, album: &str) -> Option<String> {
        match &self.pattern {
            Some(pattern) => pattern.address(album),
            None => Some(page::address_with(Some(album), super::state::NAME)),
        }
    }
}
