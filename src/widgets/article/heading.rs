//! What stands above and below the text: title, date, views, lead; byline, unit and source.

use std::rc::Rc;

use bangtin_model::{Moment, Source};

use super::{content::Content, parts::Counter, settings::Settings};
use crate::{
    host::Host,
    i18n::{ArticleMessage, Common, Words, figure, long_date, t_with},
    page,
    view::{View, component, view},
};

/// Title, what is known about the article, and its lead.
#[component]
pub(super) fn Header(host: Host, settings: Rc<Settings>, content: Rc<Content>) -> View {
    let headline = &content.article.headline;
    view! {
        <header>
            <Title title=headline.title.clone()/>
            <div class="about">
                {headline.category.as_ref().map(|category| view! {
                    // The name of the category.
                    <span part="category">{category.name.clone()}</span>
                })}
                <Dates published=headline.published modified=content.article.modified/>
                {headline.views.map(|views| view! {
                    // How often it was read.
                    <span part="views">{t_with(Common::Views, &figure(views, Words::of(host).language))}</span>
                })}
                <Counter host settings content=content.clone()/>
            </div>
            // The lead (sapo).
            {headline.summary.clone().filter(|_| !content.article.excerpt).map(|lead| view! { <p part="lead">{lead}</p> })}
        </header>
    }
}

#[component]
fn Dates(published: Option<Moment>, modified: Option<Moment>) -> View {
    // A correction within the minute, or one that the source dates before the article, is no news to the reader.
    let modified = modified.filter(|modified| {
        published.is_none_or(|published| modified.unix() - published.unix() >= 60)
    });
    let words = Words::here();
    view! {
        {published.map(|moment| view! {
            // The date of publication.
            <time part="date" datetime=moment.iso()>{long_date(&moment, &words)}</time>
        })}
        {modified.map(|moment| view! {
            // The date of the last change.
            <time part="updated" datetime=moment.iso()>
                {t_with(ArticleMessage::Updated, &long_date(&moment, &words))}
            </time>
        })}
    }
}

/// The page's main heading where the page has none, else one below it.
#[component]
fn Title(title: String) -> View {
    match page::exists("h1") {
        // The title.
        true => view! { <h2 part="title" tabindex="-1">{title}</h2> },
        false => view! { <h1 part="title" tabindex="-1">{title}</h1> },
    }
}

/// Who wrote it, for whom, and where it was taken from.
#[component]
pub(super) fn Credits(content: Rc<Content>) -> View {
    let article = &content.article;
    let any = article.byline.is_some() || article.unit.is_some() || article.source.is_some();
    view! {
        {any.then(|| view! {
            <p class="credits">
                // Who wrote it.
                {article.byline.clone().map(|name| view! { <span part="byline">{name}</span> })}
                // The writer's office.
                {article.unit.clone().map(|unit| view! { <span part="unit">{unit}</span> })}
                {article.source.clone().map(|source| view! {
                    // Where it was taken from.
                    <span part="source">{t_with(ArticleMessage::Source, "")}<SourceName source/></span>
                })}
            </p>
        })}
    }
}

#[component]
fn SourceName(source: Source) -> View {
    let Source { name, url } = source;
    match url {
        Some(url) => {
            let name = name.unwrap_or_else(|| url.clone());
            view! { <a rel="noopener" href=url>{name}</a> }
        }
        None => view! { {name} },
    }
}

/// What paper says below the article: where it was taken from, its date, and the address at which it can be read.
#[component]
pub(super) fn Imprint(content: Rc<Content>) -> View {
    let article = &content.article;
    let mut lines = Vec::new();
    let mut say = |line: String| lines.push(view! { <p>{line}</p> });
    if let Some(source) = &article.source
        && let Some(name) = source.name.as_ref().or(source.url.as_ref())
    {
        say(t_with(ArticleMessage::Source, name));
    }
    if let Some(published) = &article.headline.published {
        say(long_date(published, &Words::here()));
    }
    say(page::item_address(page::current_item().as_deref()));
    // On paper: source, date and address.
    view! { <footer part="imprint" class="paper">{lines}</footer> }
}

/// Holds the place of an article.
#[component]
pub(super) fn Blank() -> View {
    let mut lines = Vec::new();
    for _ in 0..9 {
        lines.push(view! { <span></span> });
    }
    view! {
        // What holds the place of the content while it loads.
        <div class="blank" part="skeleton" aria-hidden="true">
            <span class="blank-title"></span>
            <span class="blank-picture"></span>
            {lines}
        </div>
    }
}
