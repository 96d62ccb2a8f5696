//! The article and what belongs to it, from the feed.

use std::rc::Rc;

use bangtin_model::{Article, Body, Headline, MediaKind};
use bangtin_sources::json_feed::FeedReader;
use web_sys::DocumentFragment;

use crate::{
    client,
    failure::Failure,
    html,
    i18n::{PictureMessage, t},
    json::JsNode,
    page,
    resource::{Answer, Reading, Resource},
};

// An article is looked for on this many pages of a feed.
const PAGES: u32 = 30;
// Headlines of the article's page among which related ones are chosen.
const NEIGHBOURS: u32 = 200;

/// An article with the headlines that a reader may want next, the best first.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub article: Article,
    pub related: Vec<Headline>,
    /// The sanitized text of the article, where it has one in HTML.
    pub body: Option<DocumentFragment>,
    // The address of the page of the feed that it stands on: what relative addresses in its text refer to.
    base: String,
}

impl Content {
    /// Whether the publisher has recorded something.
    pub(super) fn is_recorded(&self) -> bool {
        let mut media = self.article.media.iter();
        let in_text = || page::call(self.body.as_ref()?, "querySelector", &["audio".into()]);
        media.any(|media| media.kind == MediaKind::Audio)
            || in_text().is_some_and(|found| found.is_object())
    }
}

/// The article of this id, with or without its text.
pub(super) fn content(item: Rc<str>, with_text: bool) -> Resource<Content> {
    let words = [t(PictureMessage::Open), t(PictureMessage::Show)];
    Resource::reading(move |answer, before| {
        let words = with_text.then(|| words.clone());
        read(answer, item.clone(), words, before)
    })
}

async fn read(
    answer: Answer,
    item: Rc<str>,
    // What its pictures say; without them the text is not read.
    words: Option<[String; 2]>,
    before: Option<Rc<Content>>,
) -> Reading<Content> {
    let mut content = match find(answer.node, &answer.address, &item).await {
        Ok(content) => content,
        Err(failure) => return Reading::Failed(failure),
    };
    if let Some(words) = words
        && let Body::Html(html) = &content.article.body
    {
        // The same text stays where it is: with its films, and with what the reader has selected.
        let same = before.filter(|before| {
            before.base == content.base && before.article.body == content.article.body
        });
        content.body = match same.and_then(|same| same.body.clone()) {
            Some(body) => Some(body),
            None => match html::sanitize(html, &content.base, &words).await {
                Ok(body) => Some(body),
                Err(failure) => return Reading::Failed(failure),
            },
        };
    }
    Reading::Ready(content)
}

/// The item, on this page of the feed or a later one.
async fn find(first: JsNode, address: &str, item: &str) -> Result<Content, Failure> {
    let mut node = first;
    let mut here = address.to_owned();
    for _ in 0..PAGES {
        let base = here.clone();
        let reader = FeedReader::new(node, move |url| page::resolve(url, &base))
            .map_err(|_| Failure::Unreadable)?;
        if let Some(index) = reader.find(item) {
            let article = reader.article(index).map_err(|dropped| {
                page::warn(&dropped.to_line());
                Failure::Unreadable
            })?;
            let related = related(&reader, &article);
            return Ok(Content {
                article,
                related,
                body: None,
                base: here,
            });
        }
        here = match reader.head().next_url {
            Some(next) if next != here => next,
            _ => break,
        };
        node = client::fetch(&here).await?;
    }
    Err(Failure::NotFound)
}

/// First those that the editor named, then those of the same category or with a tag in common.
fn related(reader: &FeedReader<JsNode>, article: &Article) -> Vec<Headline> {
    let own = &article.headline;
    let mut related: Vec<Headline> = Vec::new();
    let mut add = |index: u32, fits: &dyn Fn(&Headline) -> bool| {
        if let Ok(headline) = reader.headline(index)
            && headline.id != own.id
            && fits(&headline)
            && !related.iter().any(|one| one.id == headline.id)
        {
            related.push(headline);
        }
    };
    for id in &article.related {
        if let Some(index) = reader.find(id) {
            add(index, &|_| true);
        }
    }
    let near = |headline: &Headline| {
        let category = headline.category.is_some() && headline.category == own.category;
        category || headline.tags.iter().any(|tag| own.tags.contains(tag))
    };
    for index in 0..reader.len().min(NEIGHBOURS) {
        add(index, &near);
    }
    related
}
