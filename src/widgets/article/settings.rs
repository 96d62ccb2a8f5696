//! The attributes of `<bangtin-article>` as typed values.

use bangtin_model::Headline;

use super::{
    COMMENTS, COUNT, DOCUMENT_TITLE, JSON_LD, LINKS, RATING, RELATED, REPORT, SHARE, TOOLBAR,
};
use crate::{
    attributes::{Choice, Misconfigured, Pattern},
    client,
    host::Host,
    page,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    pub address: String,
    /// The most related articles to show.
    pub related: usize,
    pub toolbar: bool,
    /// Whether it is what a reader has opened: the page's address names it, not the tag.
    pub is_open: bool,
    /// Where articles are read, if not at their own addresses.
    pub links: Option<Pattern>,
    pub document_title: bool,
    pub json_ld: bool,
    /// Whether the page has a service, which counts, and takes what readers say.
    pub service: bool,
    pub share: bool,
    pub rating: bool,
    pub comments: bool,
    pub report: bool,
    pub counts: bool,
}

impl Settings {
    pub(super) fn read(host: Host, item: &str) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let service = client::service_address(host, "")?.is_some();
        let links = host.pattern(LINKS);
        let on = |choice: &'static Choice| Ok(host.choice(choice)? == 0);
        Ok(Self {
            address: client::article_address(host, item)?,
            related: host.number(&RELATED)? as usize,
            toolbar: on(&TOOLBAR)?,
            is_open: host.raw("item").is_none() || links.is_some(),
            links,
            document_title: host.has(DOCUMENT_TITLE),
            json_ld: host.has(JSON_LD),
            service,
            share: on(&SHARE)?,
            rating: on(&RATING)? && service,
            comments: on(&COMMENTS)? && service,
            report: on(&REPORT)? && service,
            counts: on(&COUNT)? && service,
        })
    }

    /// Where this article is read, absolute.
    pub(super) fn address_of(&self, headline: &Headline) -> String {
        let by_pattern = self.links.as_ref();
        let by_pattern = by_pattern.and_then(|links| links.address(&headline.id));
        by_pattern
            .or_else(|| headline.url.clone())
            .unwrap_or_else(|| page::item_address(Some(&headline.id)))
    }
}
