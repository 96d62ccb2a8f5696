//! What stands above and below the text: title, date, views, lead; byline, unit and source.

use crate::{
    i18n::{ArticleMessage, Common, Words, long_date},
    markup::{Markup, el},
    page,
    widgets::reader,
};
use bangtin_model::{Article, Source, digits};

pub(super) fn view(words: &Words, article: &Article, counter: Option<Markup>) -> Markup {
    let headline = &article.headline;
    let (published, modified, views) = (headline.published, article.modified, headline.views);
    // A correction within the minute, or one that the source dates before the article, is no news to the reader.
    let modified = modified.filter(|modified| {
        published.is_none_or(|published| modified.unix() - published.unix() >= 60)
    });
    let time = |part, moment: bangtin_model::Moment, line: String| {
        el("time")
            .part(part)
            .attr("datetime", moment.iso())
            .with(line)
    };
    let date = published.map(|moment| time("date", moment, long_date(&moment, words.language)));
    let updated = modified.map(|moment| {
        let line = words.t_with(ArticleMessage::Updated, &long_date(&moment, words.language));
        time("updated", moment, line)
    });
    let views = views.map(|views| {
        el("span")
            .part("views")
            .with(words.t_with(Common::Views, &digits(views)))
    });
    let category = headline
        .category
        .as_ref()
        .map(|category| el("span").part("category").with(category.name.clone()));
    let about = el("div")
        .class("about")
        .with(category)
        .with(date)
        .with(updated)
        .with(views)
        .with(counter);
    let lead = headline
        .summary
        .clone()
        .map(|lead| el("p").part("lead").with(lead));
    el("header")
        .with(title(headline.title.clone()))
        .with(about)
        .with(lead)
}

/// The page's main heading where the page has none, else one below it.
fn title(title: String) -> Markup {
    let has_heading = page::document()
        .and_then(|document| document.query_selector("h1").ok().flatten())
        .is_some();
    el(if has_heading { "h2" } else { "h1" })
        .part("title")
        .is("tabindex", "-1")
        .with(title)
}

/// Who wrote it, for whom, and where it was taken from.
pub(super) fn credits(words: &Words, article: &Article) -> Option<Markup> {
    let byline = article
        .byline
        .clone()
        .map(|name| el("span").part("byline").with(name));
    let unit = article
        .unit
        .clone()
        .map(|unit| el("span").part("unit").with(unit));
    let source = article.source.clone().map(|source| {
        let label = words.t_with(ArticleMessage::Source, "");
        source_name(el("span").part("source").with(label), source)
    });
    let any = byline.is_some() || unit.is_some() || source.is_some();
    any.then(|| {
        el("p")
            .class("credits")
            .with(byline)
            .with(unit)
            .with(source)
    })
}

fn source_name(place: Markup, Source { name, url }: Source) -> Markup {
    match url {
        Some(url) => place.with(
            el("a")
                .is("rel", "noopener")
                .with(name.unwrap_or_else(|| url.clone()))
                .attr("href", url),
        ),
        None => place.with(name),
    }
}

/// Leads back to the list that the article was opened from.
pub(super) fn back(words: &Words) -> Markup {
    let link = el("a")
        .part("back")
        .attr("href", page::item_address(None))
        .with(words.t(ArticleMessage::Back));
    link.on("click", |event| {
        event.prevent_default();
        reader::close();
    })
}

/// Holds the place of an article.
pub(super) fn skeleton() -> Markup {
    let mut blank = el("div")
        .class("blank")
        .part("skeleton")
        .is("aria-hidden", "true")
        .with(el("span").class("blank-title"))
        .with(el("span").class("blank-picture"));
    for _ in 0..9 {
        blank = blank.with(el("span"));
    }
    blank
}
