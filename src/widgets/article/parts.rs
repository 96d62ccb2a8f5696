//! Elements of the kit that an article is made up with: they ask the same service, and speak the same language.

use std::rc::Rc;

use super::{content::Content, settings::Settings};
use crate::{
    host::Host,
    view::{View, component, view},
};

/// Counts that the article is read. Shows the views that were counted where the feed does not say them.
#[component]
pub(super) fn Counter(host: Host, settings: Rc<Settings>, content: Rc<Content>) -> View {
    let headline = &content.article.headline;
    let shows = settings.service && headline.views.is_none();
    let any = shows || settings.counts;
    view! {
        {any.then(|| view! {
            <bangtin-visitors
                hidden=!shows
                page=headline.id.clone()
                figures=if shows { "page" } else { "none" }
                count=(!settings.counts).then_some("off")
                lang=host.language()
                service=host.get("service")
                site=host.get("site")
                theme=host.get("theme")
                labels=host.get("labels")
            ></bangtin-visitors>
        })}
    }
}

/// Passes the article on: its own address, else the one under which it is read here.
#[component]
pub(super) fn Share(host: Host, settings: Rc<Settings>, content: Rc<Content>) -> View {
    let headline = &content.article.headline;
    view! {
        <bangtin-share
            url=settings.address_of(headline)
            share-title=headline.title.clone()
            lang=host.language()
            theme=host.get("theme")
            labels=host.get("labels")
        ></bangtin-share>
    }
}

/// What readers give the article.
#[component]
pub(super) fn Rating(host: Host, content: Rc<Content>) -> View {
    view! {
        <bangtin-rating
            page=content.article.headline.id.clone()
            lang=host.language()
            service=host.get("service")
            site=host.get("site")
            theme=host.get("theme")
            labels=host.get("labels")
        ></bangtin-rating>
    }
}

/// What readers write under the article.
#[component]
pub(super) fn Comments(host: Host, content: Rc<Content>) -> View {
    view! {
        <bangtin-comments
            page=content.article.headline.id.clone()
            lang=host.language()
            service=host.get("service")
            site=host.get("site")
            theme=host.get("theme")
            labels=host.get("labels")
        ></bangtin-comments>
    }
}
