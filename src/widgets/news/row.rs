//! One article of the list.

use std::{cell::OnceCell, rc::Rc};

use bangtin_model::{Headline, join};
use bangtin_sources::{fold, json_feed::id_hash, matches};

use super::settings::Layout;
use crate::{
    i18n::{Language, date_line, figure},
    view::{View, view},
    widgets::article_links::ArticleLinks,
};

/// A headline with what the list needs to know it again and to find it.
#[derive(Debug)]
pub(super) struct Row {
    pub headline: Headline,
    folded: OnceCell<String>,
}

impl Row {
    pub(super) fn new(headline: Headline) -> Self {
        Self {
            headline,
            folded: OnceCell::new(),
        }
    }

    /// Stands for its id.
    #[inline(always)]
    pub(super) fn key(&self) -> u64 {
        id_hash(&self.headline.id)
    }

    /// True where the row stands in the category (any, for `None`) and holds each word of the folded query.
    #[inline(always)]
    pub(super) fn fits(&self, category: Option<&str>, folded_query: &str) -> bool {
        let here = || {
            self.headline
                .category
                .as_ref()
                .map(|category| category.id.as_str())
        };
        category.is_none_or(|wanted| here().is_some_and(|id| id.eq_ignore_ascii_case(wanted)))
            && (folded_query.is_empty() || matches(self.folded(), folded_query))
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let Headline {
                title,
                summary,
                tags,
                ..
            } = &self.headline;
            let mut text = join(&[title, " ", summary.as_deref().unwrap_or_default()]);
            for tag in tags {
                text.push(' ');
                text.push_str(tag);
            }
            fold(&text)
        })
    }
}

/// The address of the picture that a row shows: the smaller one where it is small itself.
pub(super) fn picture_of(headline: &Headline, is_small: bool) -> Option<&String> {
    let image = headline.image.as_ref()?;
    Some(
        headline
            .thumbnail
            .as_ref()
            .filter(|_| is_small)
            .unwrap_or(&image.url),
    )
}

/// What all rows of a list share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RowStyle {
    pub layout: Layout,
    /// False for who saves data.
    pub pictures: bool,
    pub links: ArticleLinks,
    pub language: Language,
    /// Before and after the number of views.
    pub views: (String, String),
}

/// A row in the style of its list.
#[derive(Clone)]
pub(super) struct Item {
    pub row: Rc<Row>,
    pub style: Rc<RowStyle>,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        // A row that has not changed is the same row.
        Rc::ptr_eq(&self.row, &other.row)
            && (Rc::ptr_eq(&self.style, &other.style) || self.style == other.style)
    }
}

/// The row as the reader sees it. A press is heard by the list, which finds the item by `data-item`: a listener for each of a thousand
/// rows would cost a slow phone more than the rows.
pub(super) fn render(Item { row, style }: Item) -> View {
    let headline = &row.headline;
    let full = style.layout != Layout::HEADLINES;
    view! {
        // A row.
        <li part="row">
            {picture_of(headline, style.layout != Layout::CARDS).filter(|_| full && style.pictures).map(|src| view! {
                // The size of the place is the style's: the picture itself is cut to it.
                //
                // The place of a thumbnail.
                <span part="picture" class="picture">
                    // The thumbnail.
                    <img part="thumbnail" src=src.clone() alt="" loading="lazy" decoding="async"/>
                </span>
            })}
            <div class="text">
                // The link of a row.
                <a part="link" href=style.links.address(&headline.id, headline.url.as_ref()) data-item=headline.id.clone()>
                    // The title in a row.
                    <span part="title">{headline.title.clone()}</span>
                </a>
                <div class="about">
                    {headline.published.map(|moment| view! {
                        // The date in a row.
                        <time part="date" datetime=moment.iso()>{date_line(&moment, style.language)}</time>
                    })}
                    {headline.views.filter(|_| full).map(|views| {
                        let (before, after) = &style.views;
                        // How often it was read.
                        view! { <span part="views">{join(&[before, &figure(views, style.language), after])}</span> }
                    })}
                </div>
                {headline.summary.clone().filter(|_| full).map(|summary| view! {
                    // The lead in a row.
                    <p part="summary">{summary}</p>
                })}
            </div>
        </li>
    }
}
