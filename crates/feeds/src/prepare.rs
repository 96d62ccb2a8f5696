//! A page of a feed, read and made ready to be kept. It takes time (HTML is parsed), so it runs beside the requests.

mod category;
mod document;
mod files;
mod leads;
mod pictures;

use std::fmt::{self, Write};

use bangtin_model::{Article, Attachment, Body, Category, ContentId, Extras, Moment, Poll};
use bangtin_sources::json_feed::{FeedReader, Seen};
use bangtin_sources::{fold, text};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Failure;
use crate::base::Base;
use crate::bounds::bound;
use crate::dates::{self, believe};
use crate::formats;
use crate::guard::{Deadline, attempt};
use crate::hex::hex;
use crate::item;
use crate::sanitize::sanitize;
use crate::walk::SourcePage;
use crate::words::Words;
pub use document::Filed;
use document::{alone, told};
pub use leads::{Kind, Lead, Leads};

pub use category::Assigned;

/// A change here has every article kept anew at the next import.
const SHAPE: u8 = 7;

/// What is made of a source, beside what it sends. Where this changes, it is read anew although it has not changed.
pub fn shape(category: Option<&Assigned>) -> String {
    match category {
        Some(Assigned { id, name }) => {
            format!("{SHAPE} {id} {}", name.as_deref().unwrap_or_default())
        }
        None => format!("{SHAPE} "),
    }
}

/// The same, with the program that makes it: another one may make something else of the same page.
pub fn making(category: Option<&Assigned>) -> String {
    format!("{} {}", env!("CARGO_PKG_VERSION"), shape(category))
}

/// The longest address of an article, in bytes.
const LONGEST_URL: usize = 2_000;

/// An article or a document, ready to be kept.
#[derive(Clone, Debug)]
pub struct Ready {
    /// At most 200 characters.
    pub id: String,
    /// What the source calls it, where the id is made of something that may change.
    pub source_id: Option<String>,
    /// Where it stands among those of its second; absent: as its source lists it.
    pub place: Option<i64>,
    /// Where it stands on the portal.
    pub url: Option<String>,
    /// In milliseconds since 1970-01-01 UTC; of one without a date, that of the item before it.
    pub published_ms: i64,
    /// Whether it stands in lists: a document without an article does not.
    pub listed: bool,
    /// By what its document is filtered; none without a document.
    pub filed: Option<Filed>,
    /// The first of its categories.
    pub category: Option<Category>,
    /// Folded, each on a line of its own between two line feeds.
    pub tags: String,
    /// The item as JSON Feed with `_bangtin`.
    pub item: String,
    /// What the search finds it by.
    pub words: Words,
    /// Of everything above: equal while nothing has changed.
    pub hash: String,
    /// Of what the source sent, and of all that it is read with: equal while nothing has changed there. Absent of a document without an
    /// article.
    pub source_hash: Option<String>,
    /// Where its text led before it was made safe, and what of it nobody sees. Not in the hash.
    pub leads: Leads,
    /// It is known to be as it was: nothing was made of it, and only its names and hashes are here.
    pub is_as_before: bool,
}

/// What is known of an article that was read before: the hash of what its source sent, and that of what was made of it.
pub type Before<'a> = &'a dyn Fn(&str) -> Option<(String, String)>;

/// A page of a feed, ready to be kept.
#[derive(Debug, Default)]
pub struct ReadyPage {
    /// In the order of the source.
    pub articles: Vec<Ready>,
    /// Those with an id that can be asked for.
    pub polls: Vec<Poll>,
    /// What the feed says of itself: `{title, home_page_url, language, site, categories, links, albums}`.
    pub head: Value,
    /// The next page as the feed names it.
    pub next: Option<String>,
    /// One line for each item that was left out.
    pub dropped: Vec<String>,
    /// How many items the page had, good or bad.
    pub items: u32,
    /// Where a page that comes after it and has no dates of its own begins; absent where what was made of this page depends on more
    /// than the page, such as on the day or on the pages before it, or tells more than its articles: it must then be read again.
    pub last_ms: Option<i64>,
}

/// What goes on from one page to the next.
#[derive(Debug, Default)]
pub struct Course {
    seen: Seen,
    last_ms: Option<i64>,
    now_ms: i64,
}

impl Course {
    /// For a source that is read now.
    pub fn at(now_ms: i64) -> Self {
        Self {
            now_ms,
            ..Self::default()
        }
    }

    /// Where an article stands, in milliseconds. What has no date stands beside the one before it.
    fn place(&mut self, article: &Article) -> i64 {
        let own = article.headline.published;
        let own_ms = own.map(|moment| moment.unix().saturating_mul(1000));
        let published_ms = own_ms.or(self.last_ms).unwrap_or(0);
        self.last_ms = Some(published_ms);
        published_ms
    }

    /// Whether no page before has one of these ids, which would have it left out.
    pub fn may_pass(&self, ids: &[String]) -> bool {
        !ids.iter().any(|id| self.seen.has(id))
    }

    /// Goes past a page that is as it was when it was read, with these ids and [`ReadyPage::last_ms`].
    pub fn pass(&mut self, ids: &[String], last_ms: i64) {
        for id in ids {
            self.seen.insert(id);
        }
        self.last_ms = Some(last_ms);
    }
}

impl Ready {
    fn as_before(id: String, source_hash: String, hash: String) -> Self {
        Self {
            id,
            source_id: None,
            place: None,
            url: None,
            published_ms: 0,
            listed: false,
            filed: None,
            category: None,
            tags: String::new(),
            item: String::new(),
            words: Words::default(),
            hash,
            source_hash: Some(source_hash),
            leads: Leads::default(),
            is_as_before: true,
        }
    }
}

/// Reads a page. An item on which our reader panics is left out, as a bad one is.
///
/// # Errors
/// [`Failure::NotAFeed`], [`Failure::Heavy`]
pub fn prepare(
    page: SourcePage,
    category: Option<&Assigned>,
    course: &mut Course,
    before: Before<'_>,
    deadline: Deadline,
) -> Result<ReadyPage, Failure> {
    let SourcePage {
        feed,
        dropped,
        base,
        own_bases,
        category: own_category,
    } = &page;
    let resolver = base.clone();
    let reader = FeedReader::new(feed, move |address| resolver.resolve(address))
        .map_err(|error| Failure::NotAFeed(error.reason().to_owned()))?;
    let mut page = ReadyPage {
        head: head(&reader),
        next: feed
            .get("next_url")
            .and_then(Value::as_str)
            .map(str::to_owned),
        polls: reader
            .polls()
            .into_iter()
            .filter(|poll| ContentId::parse(&poll.id).is_some())
            .collect(),
        items: reader
            .len()
            .saturating_add(u32::try_from(dropped.len()).unwrap_or(u32::MAX)),
        dropped: dropped.clone(),
        ..ReadyPage::default()
    };
    let category = match category {
        Some(assigned) => Some(assigned.named(own_category.as_ref(), &reader)),
        None => own_category.clone(),
    };
    let category = category.as_ref();
    let dates = (0..reader.len()).filter_map(|index| reader.published(index));
    let clock_ms = dates::clock(dates, course.now_ms);
    let mut depends = clock_ms != course.now_ms;
    for index in 0..reader.len() {
        deadline.look()?;
        let read = attempt(|| match reader.article(index) {
            Ok(mut article) if course.seen.insert(&article.headline.id) => {
                let left_out =
                    bound(&mut article).map(|reason| format!("items[{index}]: {reason}"));
                page.dropped.extend(left_out);
                let own = article.headline.url.as_deref().filter(|_| *own_bases);
                let own = own.and_then(Base::of_item);
                let base = own.as_ref().unwrap_or(base);
                let mut extras = reader.extras(index);
                let told = dates_of(&article, &extras);
                believe(&mut article, &mut extras, clock_ms);
                depends |= told != dates_of(&article, &extras)
                    || article.headline.published.is_none()
                    || short(&article.headline.id) != article.headline.id;
                let source_hash = source_hash(&article, &extras, base, category, course);
                let id = short(&article.headline.id);
                match before(&id) {
                    Some((source, hash)) if source == source_hash => {
                        course.place(&article);
                        Ok(Ready::as_before(id, source_hash, hash))
                    }
                    _ => {
                        let mut ready = ready(article, extras, base, category, course);
                        ready.source_hash = Some(source_hash);
                        Ok(ready)
                    }
                }
            }
            Ok(_) => Err(format!(
                "items[{index}] left out: an earlier item has the same id"
            )),
            Err(dropped) => Err(dropped.to_line()),
        });
        match read {
            Ok(Ok(article)) => page.articles.push(article),
            Ok(Err(line)) => page.dropped.push(line),
            Err(panic) => page.dropped.push(format!(
                "items[{index}] left out: our reader broke off: {panic}"
            )),
        }
    }
    let documents = reader.documents();
    depends |= !documents.is_empty() || !page.dropped.is_empty() || !page.polls.is_empty();
    page.last_ms = course.last_ms.filter(|_| !depends);
    for (id, mut document) in documents {
        dates::believe_document(&mut document, course.now_ms);
        if course.seen.insert(&id) {
            page.articles.push(alone(id, document));
        }
    }
    Ok(page)
}

fn dates_of(article: &Article, extras: &Extras) -> [Option<Moment>; 3] {
    let issued = extras.document.as_ref();
    let issued = issued.and_then(|document| document.issued);
    [article.headline.published, article.modified, issued]
}

fn head(reader: &FeedReader<&Value>) -> Value {
    let head = reader.head();
    json!({
        "title": head.title,
        "home_page_url": head.home_url,
        "language": head.language,
        "categories": head.categories.iter().map(item::category).collect::<Vec<_>>(),
        "site": reader.site().as_ref().map(item::site),
        "links": reader.links().iter().map(item::link).collect::<Vec<_>>(),
        "albums": reader.albums().iter().map(item::album).collect::<Vec<_>>(),
        "front": reader.front(),
    })
}

fn ready(
    mut article: Article,
    extras: Extras,
    base: &Base,
    category: Option<&Category>,
    course: &mut Course,
) -> Ready {
    article.headline.id = short(&article.headline.id);
    article.related = article.related.iter().map(|id| short(id)).collect();
    if article.headline.category.is_none() {
        article.headline.category = category.cloned();
    }
    let mut leads = Leads::default();
    let text = match &article.body {
        Body::Html(html) => {
            leads = Leads::of(html, base);
            for file in files::files(html, base) {
                let is_new = |other: &Attachment| other.url != file.url;
                if article.attachments.iter().all(is_new) {
                    article.attachments.push(file);
                }
            }
            let mut html = sanitize(html, base);
            // HTML lets controls be named, which JSON and databases then hold.
            formats::clean(&mut html);
            let text = text::plain(&html.replace('<', " <"));
            article.body = if html.trim().is_empty() {
                Body::None
            } else {
                Body::Html(html)
            };
            text
        }
        Body::Text(text) => text.clone(),
        Body::None => String::new(),
    };
    pictures::once(&mut article);
    let published_ms = course.place(&article);
    let document = extras.document.clone();
    let tags: String = article
        .headline
        .tags
        .iter()
        .map(|tag| format!("\n{}\n", fold(&tag.to_lowercase())))
        .collect();
    // PostgreSQL takes no more than 2.7 KB into an index; longer addresses are no addresses of pages.
    article.headline.url = article.headline.url.filter(|url| url.len() <= LONGEST_URL);
    if let Some(category) = &mut article.headline.category {
        category.id = short(&category.id);
    }
    let category = article.headline.category.clone();
    let mut texts: Vec<&str> = Vec::new();
    texts.extend(article.headline.summary.as_deref());
    texts.extend(article.headline.tags.iter().map(String::as_str));
    texts.extend(category.as_ref().map(|category| category.name.as_str()));
    texts.extend(article.byline.as_deref());
    texts.extend(article.unit.as_deref());
    let told = document.as_ref().map(told).unwrap_or_default();
    texts.extend(told.iter().map(String::as_str));
    texts.push(&text);
    let words = Words::of(&article.headline.title, texts);
    let item = item::item(&article, &extras).to_string();
    Ready {
        source_id: None,
        place: None,
        published_ms,
        listed: true,
        filed: document.map(|document| Filed::of(&document, published_ms)),
        category,
        tags,
        hash: hash(&item, published_ms),
        item,
        words,
        url: article.headline.url,
        id: article.headline.id,
        source_hash: None,
        leads,
        is_as_before: false,
    }
}

fn short(id: &str) -> String {
    if id.chars().count() <= ContentId::LONGEST {
        return id.to_owned();
    }
    hex(Sha256::digest(id.as_bytes()).iter().take(16))
}

fn hash(item: &str, published_ms: i64) -> String {
    let mut hash = Sha256::new();
    hash.update([SHAPE]);
    hash.update(published_ms.to_le_bytes());
    hash.update(item.as_bytes());
    short_of(hash)
}

/// Of all that [`ready`] is given. Whatever is added to these types is in it: that something was made anew without need costs time only.
fn source_hash(
    article: &Article,
    extras: &Extras,
    base: &Base,
    category: Option<&Category>,
    course: &Course,
) -> String {
    struct Text(Sha256);
    impl fmt::Write for Text {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.update(text.as_bytes());
            Ok(())
        }
    }
    let mut text = Text(Sha256::new());
    let before_ms = course
        .last_ms
        .filter(|_| article.headline.published.is_none());
    // Writing to a hash cannot fail.
    let _ = write!(
        text,
        "{SHAPE} {} {article:?} {extras:?} {base:?} {category:?} {before_ms:?}",
        env!("CARGO_PKG_VERSION")
    );
    short_of(text.0)
}

fn short_of(hash: Sha256) -> String {
    hex(hash.finalize().iter().take(16))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::time::Duration;

    use serde_json::{Value, json};
    use url::Url;

    use super::{Course, ReadyPage, prepare};
    use crate::base::Base;
    use crate::guard::Deadline;
    use crate::walk::SourcePage;

    fn read(items: &Value, before: &HashMap<String, (String, String)>) -> ReadyPage {
        let page = SourcePage {
            feed: json!({"version": "https://jsonfeed.org/version/1.1", "title": "Xã", "items": items}),
            dropped: Vec::new(),
            base: Base::Address(Url::parse("https://a.example.vn/").expect("an address")),
            own_bases: true,
            category: None,
        };
        let deadline = Deadline::after(Duration::from_secs(30));
        let known = |id: &str| before.get(id).cloned();
        prepare(page, None, &mut Course::at(0), &known, deadline).expect("a page")
    }

    #[test]
    fn what_is_sent_as_before_is_not_made_again() {
        let item = |id: &str, text: &str| json!({"id": id, "title": "Tin", "content_html": format!("<p>{text}</p>"), "tags": ["a"]});
        let first = read(
            &json!([item("a", "một"), item("b", "hai"), item("c", "ba")]),
            &HashMap::new(),
        );
        let hashes = first.articles.iter().map(|article| {
            let source = article.source_hash.clone().expect("a hash");
            (article.id.clone(), (source, article.hash.clone()))
        });
        let before: HashMap<_, _> = hashes.collect();
        let again = read(
            &json!([item("a", "một"), item("b", "khác"), item("d", "mới")]),
            &before,
        );
        let told: Vec<_> = again
            .articles
            .iter()
            .map(|one| (one.id.as_str(), one.is_as_before, one.item.is_empty()))
            .collect();
        assert_eq!(
            told,
            [("a", true, true), ("b", false, false), ("d", false, false)]
        );
        assert_eq!(again.articles[0].hash, first.articles[0].hash);
        assert_ne!(again.articles[1].source_hash, first.articles[1].source_hash);
    }
}
