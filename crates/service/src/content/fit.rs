//! Whether what a source sends fits what it sent before. What does not waits for a person.
//!
//! Portals are broken into, and links to gambling are put into their articles. The rules are few, so that a person who reads the reason
//! understands it, and none of them is about a text alone: the police may write of gambling.
//!
//! A host is known that is the portal's own or of one of its sources, ends in `.gov.vn`, stands in the settings, or was led to by the
//! first import of a source or by what a person has published. An article waits where it
//!
//! - leads to a host that is not known, by a link with words of gambling, or with such words anywhere else in it, or to one whose name
//!   says it;
//! - has words of gambling where no reader sees them, or a link there to a host that is not known;
//! - has a script or a form of a host that is not known (neither is ever shown, but somebody has put it there);
//! - is old, has changed, and leads to a host that is not known and that it did not lead to before;
//! - is one of many old ones whose text changes in one import (`Reading` puts those off to its end);
//! - leads to any host that is not known, where the settings say so.

mod hosts;
mod words;

use std::collections::{HashMap, HashSet};

use bangtin_feeds::prepare::{Kind, Lead, Ready};
use serde_json::Value;

use crate::config::{Importing, SiteSettings};
use crate::moderation::held::{NewLead, Reason};
use words::Phrases;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The most that is said of one version.
const MOST_LEADS: usize = 20;
/// The longest words of a link that are kept, in characters.
const LONGEST_WORDS: usize = 100;

/// What articles are held against.
#[derive(Debug)]
pub(super) struct Fit {
    settings: Importing,
    phrases: Phrases,
    /// The portal's own, and those of the settings.
    own: Vec<String>,
    /// Those that are known besides, as they were registered.
    known: HashSet<String>,
    /// Whether this import makes hosts known: the first of its source.
    pub learns: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Why it waits; nothing where it does not.
    pub reasons: Vec<Reason>,
    /// Where it leads that nothing led before.
    pub leads: Vec<NewLead>,
}

impl Fit {
    pub(super) fn new(site: &SiteSettings, known: Vec<String>, learns: bool) -> Self {
        let origins = site.origins.iter().map(String::as_str);
        let feeds = site.feeds.iter().map(|feed| feed.url.as_str());
        let own = origins.chain(feeds).filter_map(hosts::host);
        let own = own.map(|host| hosts::registered(&host));
        let set = site.imports.hosts.iter();
        let set = set.map(|host| host.trim().trim_start_matches("www.").to_ascii_lowercase());
        Self {
            phrases: Phrases::with(&site.imports.words),
            own: own.chain(set).filter(|host| !host.is_empty()).collect(),
            settings: site.imports.clone(),
            known: known.into_iter().collect(),
            learns,
        }
    }

    /// Whether an article of this date is old.
    pub(super) fn is_old(&self, published_ms: i64, now_ms: i64) -> bool {
        now_ms - published_ms > i64::from(self.settings.old_days) * DAY_MS
    }

    /// Whether changes of old articles are counted before they are kept.
    pub(super) const fn counts_old(&self) -> bool {
        self.settings.hold && self.settings.old_changes > 0
    }

    /// Whether so many changes of old articles are too many at once.
    pub(super) fn is_many(&self, changes: usize) -> bool {
        let most = usize::try_from(self.settings.old_changes).unwrap_or(usize::MAX);
        self.counts_old() && changes > most
    }

    /// The registered host of an address, where it is not known.
    fn unknown(&self, url: &str) -> Option<String> {
        let host = hosts::host(url)?;
        let is_own = self.own.iter().any(|own| hosts::is_below(&host, own));
        if is_own || hosts::is_government(&host) {
            return None;
        }
        let registered = hosts::registered(&host);
        (!self.known.contains(&registered)).then_some(registered)
    }

    /// Holds an article against what is known. `before` is the item that is shown of it, where it changes one.
    pub(super) fn look(&self, article: &Ready, before: Option<&str>, now_ms: i64) -> Found {
        let mut found = Found::default();
        if !self.settings.hold {
            return found;
        }
        let item = before.map(Text::of).unwrap_or_default();
        let page = article.url.as_ref().map(|url| Lead {
            kind: Kind::Link,
            url: url.clone(),
            words: String::new(),
            is_hidden: false,
        });
        let leads = article.leads.all.iter().chain(page.as_ref());
        let unknown: Vec<(&Lead, String)> = leads
            .filter_map(|lead| Some((lead, self.unknown(&lead.url)?)))
            .collect();
        if let Some(word) = self.phrases.find(&article.leads.unseen) {
            let word = word.to_owned();
            found.add(Reason::UnseenWords { word });
        }
        let mut said = None;
        for (lead, host) in &unknown {
            let host = host.clone();
            let is_there = item.names(&lead.url);
            if let Some(word) = words::of_host(&host).or_else(|| self.phrases.find(&lead.words)) {
                let word = word.to_owned();
                found.add(Reason::Gambling { word, host });
            } else if self.learns {
                // The first time, all hosts are new.
            } else if lead.is_hidden && !is_there {
                found.add(Reason::UnseenLink { host });
            } else if lead.kind == Kind::Program && before.is_none_or(|_| !is_there) {
                found.add(Reason::Program { host });
            } else if lead.kind == Kind::Link
                && let Some(word) =
                    *said.get_or_insert_with(|| self.phrases.find(&article.words.all))
            {
                let word = word.to_owned();
                found.add(Reason::Gambling { word, host });
            } else if before.is_some()
                && lead.kind != Kind::Picture
                && self.is_old(article.published_ms, now_ms)
                && !item.names_host(&host)
            {
                found.add(Reason::OldLink { host });
            } else if self.settings.new_hosts {
                found.add(Reason::NewHost { host });
            }
        }
        let leads = unknown.iter().filter(|(lead, _)| !item.names(&lead.url));
        let leads = leads.map(|(lead, _)| NewLead {
            url: lead.url.clone(),
            words: beginning(&lead.words),
        });
        for lead in leads {
            if found.leads.len() < MOST_LEADS && !found.leads.contains(&lead) {
                found.leads.push(lead);
            }
        }
        found
    }

    /// The hosts that become known by an article: not those that nobody sees, and none of gambling.
    pub(super) fn learnt(&self, article: &Ready) -> Vec<String> {
        let own = article.url.as_deref().and_then(|url| self.unknown(url));
        let shown = article
            .leads
            .all
            .iter()
            .filter(|lead| !lead.is_hidden && self.phrases.find(&lead.words).is_none());
        let hosts = shown.filter_map(|lead| self.unknown(&lead.url)).chain(own);
        hosts
            .filter(|host| words::of_host(host).is_none())
            .collect()
    }

    /// Takes note of what has become known.
    pub(super) fn know(&mut self, hosts: impl IntoIterator<Item = String>) {
        self.known.extend(hosts);
    }
}

/// All hosts to which an article leads, as they were registered: known once a person has published it.
pub(super) fn hosts_of(article: &[String]) -> Vec<String> {
    let hosts = article.iter().filter_map(|url| hosts::host(url));
    hosts.map(|host| hosts::registered(&host)).collect()
}

/// Whether the text of an item is another one than that.
pub(super) fn is_another_text(item: &str, before: &str) -> bool {
    let read = |item| {
        let mut text = Text::of(item);
        // All addresses may get another form at once.
        text.0.remove("url");
        text.0
    };
    read(item) != read(before)
}

/// The hosts that a kept item names in its text, for what was kept before anybody took note of them.
pub(super) fn hosts_in(item: &str) -> Vec<String> {
    let text = Text::of(item);
    let html = text.0.values().filter_map(Value::as_str);
    let urls = html.flat_map(|text| {
        let parts = text.split(['"', ' ', '\'', '<', '>']);
        parts
            .filter(|part| part.starts_with("http"))
            .map(str::to_owned)
    });
    let mut hosts = hosts_of(&urls.collect::<Vec<_>>());
    hosts.retain(|host| words::of_host(host).is_none());
    hosts
}

/// What of an item readers read.
#[derive(Default)]
struct Text(HashMap<&'static str, Value>);

impl Text {
    fn of(item: &str) -> Self {
        let mut item: Value = serde_json::from_str(item).unwrap_or_default();
        let names = ["title", "summary", "content_html", "content_text", "url"];
        let parts = names
            .into_iter()
            .filter_map(|name| Some((name, item.get_mut(name)?.take())));
        Self(parts.collect())
    }

    /// Whether this address stands in it. HTML has `&amp;` for `&`.
    fn names(&self, url: &str) -> bool {
        let (text, html) = (url, url.replace('&', "&amp;"));
        let mut all = self.0.values().filter_map(Value::as_str);
        all.any(|said| said.contains(text) || said.contains(&html))
    }

    fn names_host(&self, host: &str) -> bool {
        let mut all = self.0.values().filter_map(Value::as_str);
        all.any(|said| said.contains(host))
    }
}

impl Found {
    fn add(&mut self, reason: Reason) {
        if !self.reasons.contains(&reason) && self.reasons.len() < MOST_LEADS {
            self.reasons.push(reason);
        }
    }
}

fn beginning(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_WORDS).collect()
}
