//! Elements of the kit that an article is made up with: they ask the same service, and speak the same language.

use bangtin_model::Article;

use super::settings::Settings;
use crate::{
    elements::host::Host,
    markup::{Markup, el},
    page,
};

/// One that knows the article by its id.
pub(super) fn part(host: Host, tag: &'static str, article: &Article) -> Markup {
    inheriting(host, tag).attr("page", article.headline.id.clone())
}

/// Passes the article on: its own address, else the one under which it is read here.
pub(super) fn share(host: Host, article: &Article) -> Markup {
    let headline = &article.headline;
    let here = || page::item_address(Some(&headline.id));
    inheriting(host, "bangtin-share")
        .attr("url", headline.url.clone().unwrap_or_else(here))
        .attr("title", headline.title.clone())
}

/// Counts that the article is read. Shows the views that were counted where the feed does not say them.
pub(super) fn counter(host: Host, settings: &Settings, article: &Article) -> Option<Markup> {
    let shows = settings.service && article.headline.views.is_none();
    (shows || settings.counts).then(|| {
        part(host, "bangtin-visitors", article)
            .is("figures", if shows { "page" } else { "none" })
            .maybe("count", (!settings.counts).then_some("off"))
    })
}

fn inheriting(host: Host, tag: &'static str) -> Markup {
    el(tag)
        .attr("lang", host.language())
        .maybe("service", host.get("service"))
        .maybe("site", host.get("site"))
        .maybe("theme", host.get("theme"))
        .maybe("labels", host.get("labels"))
}
