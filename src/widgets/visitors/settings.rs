//! The attributes of `<bangtin-visitors>` as typed values.

use super::{COUNT, FIGURES, PAGE, page_path};
use crate::{
    attributes::{Misconfigured, SERVICE, SRC},
    client,
    host::Host,
    i18n::{PageToolMessage, Words},
};

/// What the figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    Site,
    Page,
    None,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    pub figures: Figures,
    /// Where the figures come from.
    pub address: String,
    /// Where the visit is told; `None` where it is not to be counted.
    pub hits: Option<String>,
    pub page: Option<String>,
    /// Whether our service counts; of another program we do not know how.
    pub is_ours: bool,
}

impl Settings {
    pub(super) fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let page = host.get(PAGE);
        let figures = match host.choice(&FIGURES)? {
            1 => Figures::Page,
            2 => Figures::None,
            _ => Figures::Site,
        };
        let counts = host.choice(&COUNT)? == 0;
        // A page-wide `src` is a feed, which has no counters: only the element's own says where they are.
        // attribute="src": A file with figures ({online, today, month, total}, or GoatCounter's), read in place of the service; nothing is
        // sent. Only the element's own counts, not the loader's data-src.
        if let Some(address) = client::own_address(host, SRC)? {
            return Ok(Self {
                figures,
                address,
                hits: None,
                page,
                is_ours: false,
            });
        }
        let path = match (&page, figures) {
            (Some(page), Figures::Page) => page_path(page),
            _ => "/counters".into(),
        };
        let missing = || {
            let sentence = Words::of(host).t(PageToolMessage::CounterMissing);
            Misconfigured::missing(SERVICE, sentence)
        };
        let address = client::service_address(host, &path)?.ok_or_else(missing)?;
        let hits = match counts {
            true => client::service_address(host, "/hits")?,
            false => None,
        };
        Ok(Self {
            figures,
            address,
            hits,
            page,
            is_ours: true,
        })
    }
}
