//! What a source gives, what it lacks, and what can be made of it: in sentences for who sets a page up. Nothing is kept.

mod snippet;
mod words;

use std::time::Duration;

use bangtin_feeds::facts::{Access, Facts, access};
use bangtin_feeds::fetch::Location;
use bangtin_feeds::whole::{self, Asked, Whole};
use bangtin_feeds::{Failure, FeedKind};
use bangtin_outgoing::Outgoing;
use url::Url;

use crate::config::Settings;
use crate::subscriptions::Lang;
use words::Said;

/// How many of the items that were left out are named.
const NAMED: usize = 10;
/// How many categories are named.
const CATEGORIES: usize = 12;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// An address or a file.
    pub url: &'a str,
    /// A page on which it shall be shown.
    pub page: Option<&'a Url>,
    /// The language of the answer.
    pub lang: Lang,
    /// The site on whose pages it shall be shown; the first of the settings where it is absent.
    pub site: Option<&'a str>,
    /// The most time for all that is asked of the source.
    pub patience: Duration,
    /// The time, in milliseconds since 1970-01-01 UTC.
    pub now_ms: i64,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Whether there is anything to show.
    pub is_good: bool,
    /// In the order in which they are read.
    pub parts: Vec<Part>,
}

/// A part of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub title: &'static str,
    /// Sentences.
    pub lines: Vec<String>,
    /// What is to be pasted, each with what it is for.
    pub snippets: Vec<(String, String)>,
}

/// Asks a source, and says what came of it.
pub async fn examine(outgoing: &Outgoing, settings: &Settings, question: Question<'_>) -> Report {
    let asked = Asked {
        url: question.url,
        kind: None,
        public: settings.public_dir.as_deref(),
        pages: 1,
        now_ms: question.now_ms,
    };
    let ask = async {
        let whole = whole::read(outgoing, asked).await?;
        let page = match (question.page, &whole.place) {
            (Some(page), Location::Address(place)) => {
                Some((page, access(outgoing, place, page).await))
            }
            _ => None,
        };
        Ok((whole, page))
    };
    let asked = tokio::time::timeout(question.patience, ask).await;
    match asked.unwrap_or(Err(Failure::Slow)) {
        Err(failure) => Report {
            is_good: false,
            parts: vec![part(
                question.lang,
                Said::TitleGives,
                &[Said::Failed(&failure)],
            )],
        },
        Ok((whole, page)) => report(settings, question, &whole, page),
    }
}

fn report(
    settings: &Settings,
    question: Question<'_>,
    whole: &Whole,
    page: Option<(&Url, Result<Access, Failure>)>,
) -> Report {
    let facts = Facts::of(whole);
    let lang = question.lang;
    let lacking = lacking(&facts, whole);
    let browser = browser(question, whole, page.as_ref());
    let opens = match &page {
        Some((_, access)) => access.as_ref().is_ok_and(Access::is_open),
        None => false,
    };
    let mut parts = vec![
        part(lang, Said::TitleGives, &gives(&facts, question, whole)),
        part(lang, Said::TitleLacking, &lacking),
        part(lang, Said::TitleBrowser, &browser),
        part(lang, Said::TitleElements, &elements(&facts)),
    ];
    let mut paste = part(lang, Said::TitlePaste, &[]);
    paste.snippets = snippet::snippets(settings, question, whole, opens);
    parts.push(paste);
    Report {
        is_good: facts.items + facts.documents > 0,
        parts,
    }
}

fn part(lang: Lang, title: Said<'_>, said: &[Said<'_>]) -> Part {
    Part {
        title: title.title(lang),
        lines: said.iter().map(|said| said.sentence(lang)).collect(),
        snippets: Vec::new(),
    }
}

fn gives<'a>(facts: &'a Facts, question: Question<'_>, whole: &'a Whole) -> Vec<Said<'a>> {
    let mut said = vec![Said::Kind(whole.kind)];
    if whole.place != Location::of(question.url) {
        said.push(Said::FoundAt(whole.place.shown()));
    }
    said.extend(facts.title.as_deref().map(Said::Title));
    said.push(Said::Items(facts.items, whole.more));
    if facts.items > 0 {
        said.push(Said::Texts(facts.texts, facts.leads, facts.bare));
        said.push(Said::Dates(facts.dated, facts.days));
        said.extend(facts.newest.as_deref().map(Said::Newest));
        said.push(Said::Pictured(facts.pictured));
    }
    if !facts.categories.is_empty() {
        let mut named: Vec<(&str, usize)> = facts
            .categories
            .iter()
            .map(|(name, count)| (name.as_str(), *count))
            .collect();
        named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let more = named.len().saturating_sub(CATEGORIES);
        named.truncate(CATEGORIES);
        said.push(Said::Categories(named, more));
    }
    let counted = [
        (facts.attached, Said::Attached(facts.attached)),
        (facts.films, Said::Films(facts.films)),
        (facts.documents, Said::Documents(facts.documents)),
        (facts.albums, Said::Albums(facts.albums)),
        (facts.links, Said::Links(facts.links)),
        (facts.polls, Said::Polls(facts.polls)),
        (usize::from(facts.has_site), Said::Agency),
    ];
    said.extend(
        counted
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, said)| said),
    );
    said
}

fn lacking<'a>(facts: &Facts, whole: &'a Whole) -> Vec<Said<'a>> {
    let all = facts.items;
    let without = |count: usize| all.saturating_sub(count);
    let mut said = Vec::new();
    if all + facts.documents == 0 {
        said.push(Said::Empty);
    }
    let lacks = [
        (
            facts.leads + facts.bare,
            Said::LacksTexts(facts.leads + facts.bare),
        ),
        (without(facts.dated), Said::LacksDates(without(facts.dated))),
        (
            without(facts.pictured),
            Said::LacksPictures(without(facts.pictured)),
        ),
        (
            without(facts.addressed),
            Said::LacksAddresses(without(facts.addressed)),
        ),
        (
            facts.uncategorised,
            Said::LacksCategories(facts.uncategorised),
        ),
        (facts.insecure, Said::Insecure(facts.insecure)),
    ];
    said.extend(
        lacks
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, said)| said),
    );
    if all > 0 && facts.days == facts.dated && facts.dated > 0 {
        said.push(Said::OnlyDays);
    }
    if whole.kind == FeedKind::Rss {
        said.push(Said::OnlyNewest);
    }
    if !whole.dropped.is_empty() {
        said.push(Said::Dropped(whole.dropped.len()));
        said.extend(
            whole
                .dropped
                .iter()
                .take(NAMED)
                .map(|line| Said::Line(line)),
        );
    }
    if said.is_empty() {
        said.push(Said::NothingLacking);
    }
    said
}

fn browser<'a>(
    question: Question<'_>,
    whole: &'a Whole,
    page: Option<&'a (&'a Url, Result<Access, Failure>)>,
) -> Vec<Said<'a>> {
    match (&whole.place, page) {
        (Location::File(_), _) => vec![Said::IsFile],
        (_, Some((page, Ok(access)))) => vec![Said::Access(access, page)],
        (_, Some((_, Err(failure)))) => vec![Said::Failed(failure)],
        (_, None) if question.page.is_none() => vec![Said::NoPage],
        (_, None) => Vec::new(),
    }
}

fn elements(facts: &Facts) -> Vec<Said<'static>> {
    let works = [
        ("news", facts.items > 0),
        ("article", facts.texts + facts.leads > 0),
        (
            "related",
            facts.items > 1 && (!facts.categories.is_empty() || facts.texts > 0),
        ),
        ("gallery", facts.albums + facts.pictures > 0),
        ("videos", facts.films > 0),
        ("documents", facts.documents > 0),
        ("contact", facts.has_site),
        ("copyright", facts.has_site),
        ("links", facts.links > 0),
        ("poll", facts.polls > 0),
    ];
    let names = |wanted: bool| -> Vec<&'static str> {
        let chosen = works.into_iter().filter(|(_, works)| *works == wanted);
        chosen.map(|(name, _)| name).collect()
    };
    let mut said = vec![Said::Work(names(true))];
    let empty = names(false);
    if !empty.is_empty() {
        said.push(Said::StayEmpty(empty));
    }
    said.push(Said::WithService);
    said
}

impl Report {
    /// As a terminal shows it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            text.push_str(part.title);
            text.push('\n');
            for line in &part.lines {
                text.push_str("  - ");
                text.push_str(line);
                text.push('\n');
            }
            for (purpose, snippet) in &part.snippets {
                text.push_str("  - ");
                text.push_str(purpose);
                text.push_str("\n\n");
                text.push_str(snippet.trim_end());
                text.push_str("\n\n");
            }
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}
