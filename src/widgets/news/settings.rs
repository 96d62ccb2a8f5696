//! The attributes of `<bangtin-news>` as typed values.

use super::{
    CATEGORIES, CATEGORY, COUNTS, DISTINCT, HEADING, LAYOUT, LIMIT, LINKS, NEW_DAYS, PINNED, QUERY,
    SEARCH, SEE_ALL, SORT, URGENT,
};
use crate::{
    attributes::Misconfigured, client, host::Host, page, widgets::article_links::ArticleLinks,
};

/// How rows look: the place among what the attribute takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout(usize);

impl Layout {
    /// Boxes with the picture above.
    pub(super) const CARDS: Self = Self(1);
    /// Titles and dates only, for a narrow sidebar.
    pub(super) const HEADLINES: Self = Self(2);
    /// One big story, then rows.
    pub(super) const LEAD: Self = Self(3);
    /// The day in a calendar leaf beside the title.
    pub(super) const DATED: Self = Self(4);
    /// A block for each category.
    pub(super) const COLUMNS: Self = Self(5);

    /// The value of the attribute.
    pub(super) fn name(self) -> &'static str {
        LAYOUT.values.get(self.0).copied().unwrap_or_default()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    pub address: String,
    pub layout: Layout,
    pub category: Option<String>,
    /// Rows at first, and for each "Xem thêm".
    pub limit: usize,
    pub search: bool,
    pub categories: bool,
    pub heading: Option<String>,
    pub links: ArticleLinks,
    /// The absolute address behind "Xem tất cả".
    pub see_all: Option<String>,
    /// Whether it asks for what is not in the first file ([`super::layouts`]).
    pub arranged: bool,
}

/// What the attributes say.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// The default where one of them is wrong.
    pub settings: Settings,
    /// The first that is wrong.
    pub wrong: Option<Misconfigured>,
}

/// Each reading is another: to compare them would cost more than to look at the list again.
impl PartialEq for Attributes {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Attributes {
    pub(super) fn read(host: Host) -> Self {
        match Settings::read(host) {
            Ok(settings) => Self {
                settings,
                wrong: None,
            },
            Err(wrong) => Self {
                wrong: Some(wrong),
                ..Self::default()
            },
        }
    }
}

// The attributes that the loader does not know either: where one of them stands it paints nothing (src/first/paint.js).
const ARRANGED: [&str; 7] = [
    SORT.name,
    QUERY,
    URGENT.0,
    PINNED.0,
    NEW_DAYS.name,
    DISTINCT.0,
    COUNTS.0,
];

impl Settings {
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let layout = Layout(host.choice(&LAYOUT)?);
        Ok(Self {
            address: client::feed_address(host)?,
            layout,
            arranged: layout.0 > Layout::HEADLINES.0
                || ARRANGED.iter().any(|name| host.raw(name).is_some()),
            category: host.get(CATEGORY),
            limit: host.number(&LIMIT)? as usize,
            search: host.has(SEARCH),
            categories: host.has(CATEGORIES),
            heading: host.get(HEADING),
            links: ArticleLinks::read(host, &LINKS)?,
            see_all: see_all(host)?,
        })
    }
}

fn see_all(host: Host) -> Result<Option<String>, Misconfigured> {
    let Some(value) = host.get(SEE_ALL) else {
        return Ok(None);
    };
    match page::resolve(&value, &page::base()) {
        Some(address) => Ok(Some(address)),
        None => Err(Misconfigured::address(SEE_ALL, value)),
    }
}
