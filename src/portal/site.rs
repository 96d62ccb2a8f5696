//! What the portal knows of its site: the agency, the categories, what the pages are made up of.

use bangtin_model::{Category, Site};
use bangtin_sources::json_feed::{FeedReader, Seen};

use super::front::Part;
use crate::{page, resource::Answer};

/// The most categories in the menu.
const CATEGORIES: usize = 12;
/// How many items of a feed that lists no categories are looked at for theirs.
const ITEMS: usize = 200;

/// What is known of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SiteInfo {
    /// The agency.
    pub agency: Site,
    /// The name of the site.
    pub title: Option<String>,
    /// In the order of the menu.
    pub categories: Vec<Category>,
    /// What the front page shows, in this order.
    pub front: Vec<Part>,
    pub has_polls: bool,
}

impl SiteInfo {
    /// What an answer says; `None` where it is no feed.
    pub(super) fn read(answer: &Answer) -> Option<Self> {
        let base = answer.address.clone();
        let reader =
            FeedReader::new(answer.node.clone(), move |url| page::resolve(url, &base)).ok()?;
        let head = reader.head();
        let mut categories = head.categories;
        if categories.is_empty() {
            let mut seen = Seen::default();
            for headline in reader.headlines(&mut seen).take(ITEMS).flatten() {
                let category = headline.category;
                categories.extend(category.filter(|category| !categories.contains(category)));
            }
        }
        categories.truncate(CATEGORIES);
        Some(Self {
            agency: reader.site().unwrap_or_default(),
            title: head.title,
            categories,
            front: parts(&reader.front()),
            has_polls: !reader.polls().is_empty(),
        })
    }

    /// What readers call the site.
    pub(super) fn name(&self) -> Option<String> {
        self.title.clone().or_else(|| self.agency.name.clone())
    }

    /// What readers call a category.
    pub(super) fn category(&self, id: &str) -> Option<String> {
        let mut categories = self.categories.iter();
        let category = categories.find(|category| category.id == id)?;
        Some(category.name.clone())
    }
}

/// The parts of the front page; names that are none of ours are left out.
fn parts(names: &[String]) -> Vec<Part> {
    let parts: Vec<_> = names.iter().filter_map(|name| Part::named(name)).collect();
    match parts.is_empty() {
        true => Part::USUAL.to_vec(),
        false => parts,
    }
}
