//! What a source gives, counted: for who wants to know it before a page is made of it.

mod browser;

use std::collections::BTreeMap;

use bangtin_model::Precision;
use bangtin_sources::date;
use serde_json::Value;

pub use browser::{Access, access};

use crate::whole::Whole;

/// How many items of a source have what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its name.
    pub title: Option<String>,
    /// Articles.
    pub items: usize,
    /// Of those: with the whole text.
    pub texts: usize,
    /// With a lead only.
    pub leads: usize,
    /// With neither.
    pub bare: usize,
    /// With a date.
    pub dated: usize,
    /// Of those, with one that is a day without a time.
    pub days: usize,
    /// The newest day, as `2026-11-25`.
    pub newest: Option<String>,
    /// With a picture for lists.
    pub pictured: usize,
    /// With a picture that a page with https may not show, because it has http.
    pub insecure: usize,
    /// With a page of their own.
    pub addressed: usize,
    /// With files to download.
    pub attached: usize,
    /// With a film or a sound beside the text.
    pub films: usize,
    /// With pictures there.
    pub pictures: usize,
    /// The names of the categories, with how many articles each has.
    pub categories: BTreeMap<String, usize>,
    /// Without a category.
    pub uncategorised: usize,
    /// Official documents, announced by an article or not.
    pub documents: usize,
    /// Whether it says who the agency is.
    pub has_site: bool,
    /// Links to other sites.
    pub links: usize,
    /// Albums of pictures.
    pub albums: usize,
    /// Polls.
    pub polls: usize,
}

impl Facts {
    /// Of a source that was read.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        let count = |name: &str| {
            let list = whole.head.get(name).and_then(Value::as_array);
            list.map_or(0, Vec::len)
        };
        let title = whole.head.get("title").and_then(Value::as_str);
        let mut facts = Self {
            title: title.map(str::to_owned),
            items: whole.items.len(),
            documents: whole.documents.len(),
            has_site: whole.head.get("site").is_some_and(Value::is_object),
            links: count("links"),
            albums: count("albums"),
            polls: whole.polls.len(),
            ..Self::default()
        };
        for item in &whole.items {
            facts.count(item);
        }
        facts
    }

    fn count(&mut self, item: &Value) {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        let has_text = text("content_html").or(text("content_text")).is_some();
        let has_lead = text("summary").is_some();
        self.texts += usize::from(has_text);
        self.leads += usize::from(!has_text && has_lead);
        self.bare += usize::from(!has_text && !has_lead);
        self.addressed += usize::from(text("url").is_some());
        if let Some(written) = text("date_published") {
            self.dated += 1;
            let precision = item.pointer("/_bangtin/precision").and_then(Value::as_str);
            self.days += usize::from(precision == Some("day"));
            let day = date::parse(written).map(|moment| moment.at_most(Precision::Day).iso());
            self.newest = self.newest.take().max(day);
        }
        let image = text("image");
        self.pictured += usize::from(image.is_some());
        let is_insecure = |address: &str| address.starts_with("http://");
        let shows_insecure =
            text("content_html").is_some_and(|html| html.contains("src=\"http://"));
        self.insecure += usize::from(image.is_some_and(is_insecure) || shows_insecure);
        self.attached += usize::from(item.get("attachments").is_some());
        let media = item.pointer("/_bangtin/media").and_then(Value::as_array);
        let kinds = media
            .into_iter()
            .flatten()
            .filter_map(|one| one.get("type")?.as_str());
        let kinds: Vec<&str> = kinds.collect();
        self.films += usize::from(kinds.iter().any(|kind| *kind != "image"));
        self.pictures += usize::from(kinds.contains(&"image"));
        self.documents += usize::from(item.pointer("/_bangtin/document").is_some());
        match item
            .pointer("/_bangtin/category/name")
            .and_then(Value::as_str)
        {
            Some(name) => *self.categories.entry(name.to_owned()).or_default() += 1,
            None => self.uncategorised += 1,
        }
    }
}

#[cfg(test)]
mod tests;
