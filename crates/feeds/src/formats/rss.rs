//! RSS 2.0, RSS 1.0 and Atom, and what NukeViet makes of RSS.

pub(crate) mod category;
mod identity;
mod instant;
mod media;
mod parse;

use bangtin_model::Precision;
use bangtin_sources::{fold, text};
use feed_rs::model::{Entry, Link, Text};
use serde_json::{Map, Value, json};

use super::account::is_account;
use super::xml;
use crate::Failure;
use crate::guard::Deadline;
use crate::item::told;
use identity::{Shared, permalink};
use media::Beside;
use parse::{Dated, parse};

/// A feed as JSON Feed, and a line for each item that was left out; `None` where it is no feed.
///
/// # Errors
/// [`Failure::Heavy`]
pub(super) fn read(
    text: &str,
    deadline: Deadline,
) -> Result<Option<(Value, Vec<String>)>, Failure> {
    let Some(pieces) = xml::pieces(text) else {
        return Ok(None);
    };
    let mut dropped = Vec::new();
    let head = parse(&pieces.head()).or_else(|reason| {
        dropped.push(format!(
            "what the feed says of itself is left out: {reason}"
        ));
        parse(&pieces.bare())
    });
    let (feed, _) = head.map_err(Failure::NotAFeed)?;
    let mut entries: Vec<(Dated, Beside)> = Vec::new();
    for (index, item) in pieces.items().enumerate() {
        deadline.look()?;
        let parsed = match &item {
            Some(item) => parse(item),
            None => Err("the feed ends in the middle of it".into()),
        };
        match parsed {
            Ok((_, parsed)) if parsed.is_empty() => {
                dropped.push(format!(
                    "items[{index}] left out: the parser finds none in it"
                ));
            }
            Ok((_, parsed)) => {
                let beside = |entry| (entry, media::beside(item.as_deref().unwrap_or_default()));
                entries.extend(parsed.into_iter().map(beside));
            }
            Err(reason) => dropped.push(format!("items[{index}] left out: {reason}")),
        }
    }
    if entries.is_empty() && dropped.is_empty() && !pieces.ended {
        let reason = "it is a feed that was cut before its first item";
        return Err(Failure::NotAFeed(reason.into()));
    }
    let named = feed.generator.as_ref().map(|named| named.content.as_str());
    let day_only = minutes_are_months(named, &entries);
    let home = feed
        .links
        .iter()
        .find(|link| link.rel.as_deref() != Some("self"));
    let named = entries.iter().map(|(dated, _)| &dated.entry);
    let shared = Shared::of(named.map(|entry| (entry.id.as_str(), address(entry))));
    let json = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title.as_ref().map(|title| &title.content),
        "home_page_url": home.map(|link| &link.href),
        "language": feed.language,
        "items": entries.iter().map(|(entry, beside)| item(entry, beside, &shared, day_only)).collect::<Vec<_>>(),
    });
    Ok(Some((json, dropped)))
}

/// NukeViet writes the month where the minutes belong, so only the day of its dates can be believed. It names itself; where a site
/// has taken the name out, dates whose minutes are all their month give it away.
fn minutes_are_months(generator: Option<&str>, entries: &[(Dated, Beside)]) -> bool {
    if generator.is_some_and(|named| named.to_ascii_lowercase().contains("nukeviet")) {
        return true;
    }
    let dated = entries.iter().filter(|(entry, _)| !entry.is_iso);
    let dates = dated.filter_map(|(entry, _)| entry.published);
    let mut dates = dates.map(|date| date.civil()).peekable();
    let mut count = 0;
    let all = dates.all(|date| {
        count += 1;
        date.month == date.minute
    });
    all && count >= 3
}

fn item(dated: &Dated, beside: &Beside, shared: &Shared, day_only: bool) -> Value {
    let entry = &dated.entry;
    let url = address(entry);
    let content = |text: &Option<Text>| text.as_ref().map(|text| text.content.clone());
    let lead = content(&entry.summary).unwrap_or_default();
    let title = content(&entry.title).unwrap_or_default();
    let body = entry
        .content
        .as_ref()
        .and_then(|content| content.body.clone());
    let instant = body.as_deref().and_then(instant::read);
    let instant = instant.unwrap_or_default();
    let body = match instant.text.is_empty() {
        true => body,
        false => Some(instant.text),
    };
    let image = beside.image.clone().or_else(|| first_picture(&lead));
    let mut extra = Map::new();
    if !beside.media.is_empty() {
        extra.insert("media".into(), beside.media.clone().into());
    }
    let category = entry.categories.first();
    let category = category.map(|named| text::plain(named.label.as_ref().unwrap_or(&named.term)));
    let category = category.or(instant.kicker);
    if let Some(name) = category.filter(|name| !name.is_empty()) {
        extra.insert(
            "category".into(),
            json!({"id": slug(&name), "name": told(&name)}),
        );
    }
    let published = instant.published.or(dated.published);
    if day_only && instant.published.is_none() && !dated.is_iso {
        extra.insert("precision".into(), "day".into());
    }
    let (title, number) = parted(&title);
    if let Some(number) = number {
        let issued = published.map(|date| date.at_most(Precision::Day).iso());
        extra.insert(
            "document".into(),
            json!({"number": number, "abstract": title, "issued": issued}),
        );
    }
    let bylines = entry
        .authors
        .iter()
        .filter_map(|author| author.name.clone())
        .chain(instant.byline.filter(|_| entry.authors.is_empty()))
        .filter(|name| !is_account(name));
    json!({
        "id": shared.id(&text::plain(&entry.id), url),
        "url": url,
        "title": title,
        "summary": lead,
        "content_html": body.filter(|body| !body.trim().is_empty() && *body != lead),
        "image": image,
        "attachments": beside.attachments,
        "date_published": published.map(|date| date.iso()),
        "date_modified": instant.modified.or(dated.modified).map(|date| date.iso()),
        "authors": bylines.map(|name| json!({"name": name})).collect::<Vec<_>>(),
        "tags": entry.categories.iter().skip(1).map(|tag| tag.label.as_ref().unwrap_or(&tag.term)).collect::<Vec<_>>(),
        "_bangtin": extra,
    })
}

/// Where an item is found: its link, else its name.
fn address(entry: &Entry) -> Option<&str> {
    let is_own = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry
        .links
        .iter()
        .find(is_own)
        .map(|link| link.href.as_str());
    link.filter(|link| !link.trim().is_empty())
        .or_else(|| permalink(&entry.id))
}

/// `thong-bao` of `Thông báo`.
fn slug(text: &str) -> String {
    let folded = fold(&text.to_lowercase());
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Law feeds write the number before the title: `[12/QĐ-UBND] Về việc …`.
fn parted(title: &str) -> (String, Option<String>) {
    let plain = text::plain(title);
    let parts = plain
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    match parts {
        Some((number, rest)) if is_number(number) && !rest.trim().is_empty() => {
            (told(rest.trim()), Some(number.trim().to_owned()))
        }
        _ => (title.to_owned(), None),
    }
}

/// A document's number has a digit and a sign after a stroke or a hyphen; `[Video]` and `[Ảnh]` have none.
fn is_number(text: &str) -> bool {
    text.len() <= 60 && text.contains(|c: char| c.is_ascii_digit()) && text.contains(['/', '-'])
}

/// NukeViet puts the thumbnail before the lead: `<img src="…" />Lead`.
fn first_picture(html: &str) -> Option<String> {
    let start = html.find("<img")?;
    let tag = html.get(start..)?;
    let tag = tag.get(..tag.find('>')?)?;
    let value = tag.get(tag.find("src=")? + 4..)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = value.get(1..)?;
    let address = value.get(..value.find(quote)?)?;
    let address = text::plain(address);
    (!address.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests;
