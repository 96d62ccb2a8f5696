//! Which rows are shown, and in which order.

use std::rc::Rc;

use bangtin_model::{Moment, Precision};
use bangtin_sources::fold;

use super::flags::Flags;
use crate::{
    attributes::{Misconfigured, Pattern},
    host::Host,
    widgets::article_links::ArticleLinks,
    widgets::news::{
        CATEGORY_LINKS, COLUMNS, COUNTS, DAYS, DISTINCT, LIMIT, NEW_DAYS, PINNED, SORT, URGENT,
        feed::Feed,
        row::Row,
        settings::{Layout, Settings},
        state::{Asked, Found},
    },
};

const DAY: i64 = 86_400;
// Of a category, where the page gives no limit.
const IN_A_BLOCK: usize = 5;

/// What the attributes say beside those of every list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrangement {
    pub pinned: bool,
    pub urgent: bool,
    /// Marks what is not older than so many days.
    pub new_days: Option<u32>,
    /// The address of a category.
    pub category_links: Option<Pattern>,
    pub by_views: bool,
    /// Repeats nothing of the lists before it.
    pub distinct: bool,
    /// Says what readers added to an article.
    pub counts: bool,
    // The oldest, in days; 0 for all.
    days: u32,
    // By their ids; none for all of the feed.
    columns: Vec<String>,
    // Rows of each category.
    in_a_block: usize,
}

impl Arrangement {
    pub(super) fn read(host: Host) -> Result<Self, Misconfigured> {
        let new_days = host.number(&NEW_DAYS)?;
        let limit = host.number(&LIMIT)? as usize;
        Ok(Self {
            pinned: host.has(PINNED),
            urgent: host.has(URGENT),
            new_days: host.raw(NEW_DAYS.name).map(|_| new_days),
            category_links: category_links(host)?,
            by_views: host.choice(&SORT)? == 1,
            distinct: host.has(DISTINCT),
            counts: host.has(COUNTS),
            days: host.number(&DAYS)?,
            columns: host.list(COLUMNS),
            in_a_block: match host.get(LIMIT.name) {
                Some(_) => limit,
                None => IN_A_BLOCK,
            },
        })
    }

    /// What answers the question, in the order that is wanted.
    pub(super) fn arrange(
        &self,
        feed: &Feed,
        asked: &Asked,
        settings: &Settings,
        known: Known<'_>,
    ) -> Found {
        let Known { flags, now, .. } = known;
        let today = Moment::from_unix(now, Precision::Day).day_number();
        if self.pinned || self.urgent || self.counts {
            flags.read(&feed.nodes);
        }
        let query = fold(&asked.query);
        let choice = Choice {
            arrangement: self,
            known,
            links: &settings.links,
            today,
            // It stands above the list.
            without: self.notice(feed, &query, flags),
            oldest: match self.days {
                0 => i64::MIN,
                days => now - i64::from(days) * DAY,
            },
            query,
        };
        let category = settings.category.as_deref().or(asked.category.as_deref());
        if settings.layout == Layout::COLUMNS {
            return choice.columns(feed, category);
        }
        choice.of(&feed.rows, category, asked.wanted(settings))
    }

    /// What is urgent, while nothing is searched for.
    pub(super) fn notice(&self, feed: &Feed, query: &str, flags: &Flags) -> Option<Rc<Row>> {
        let shows = self.urgent && query.is_empty();
        let mut rows = feed.rows.iter().filter(|_| shows);
        rows.find(|row| flags.is_urgent(&row.headline.id)).cloned()
    }
}

/// What is known beside the feed.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub flags: &'a Flags,
    /// Where the links lead that are not to be repeated.
    pub elsewhere: &'a [String],
    /// In seconds since 1970.
    pub now: i64,
}

struct Choice<'a> {
    arrangement: &'a Arrangement,
    known: Known<'a>,
    links: &'a ArticleLinks,
    // In days since 1970.
    today: i64,
    without: Option<Rc<Row>>,
    oldest: i64,
    query: String,
}

impl Choice<'_> {
    /// So many rows of a category, and how many there are.
    fn of(&self, rows: &[Rc<Row>], category: Option<&str>, wanted: usize) -> Found {
        let mut found = Found::default();
        for is_pinned in [true, false] {
            if is_pinned && !self.arrangement.pinned {
                continue;
            }
            let first = found.rows.len();
            for row in rows {
                let id = &row.headline.id;
                let pinned = self.arrangement.pinned && self.known.flags.is_pinned(id, self.today);
                if pinned != is_pinned || !self.takes(row, category) {
                    continue;
                }
                found.total += 1;
                let at = self.place(&found.rows, first, row);
                if at < wanted {
                    found.rows.insert(at, row.clone());
                    found.rows.truncate(wanted);
                }
            }
        }
        found
    }

    /// The rows of one category after another.
    fn columns(&self, feed: &Feed, only: Option<&str>) -> Found {
        let named = &self.arrangement.columns;
        let known = feed.categories.iter().map(|category| &category.id);
        let columns: Vec<&String> = match named.is_empty() {
            true => known.collect(),
            false => named.iter().collect(),
        };
        let mut all = Found {
            // Nothing more is needed.
            total: usize::MAX,
            ..Found::default()
        };
        for column in columns {
            if only.is_some_and(|only| !only.eq_ignore_ascii_case(column)) {
                continue;
            }
            let mut found = self.of(&feed.rows, Some(column), self.arrangement.in_a_block);
            // What the page names may stand on a further page of the feed.
            if found.rows.is_empty() && !named.is_empty() {
                all.total = 0;
            }
            all.rows.append(&mut found.rows);
        }
        if all.rows.is_empty() {
            all.total = 0;
        }
        all
    }

    fn takes(&self, row: &Rc<Row>, category: Option<&str>) -> bool {
        let headline = &row.headline;
        let is_noticed = self
            .without
            .as_ref()
            .is_some_and(|notice| Rc::ptr_eq(notice, row));
        let is_young = self.oldest == i64::MIN
            || headline
                .published
                .is_some_and(|published| published.unix() >= self.oldest);
        // What is not known cannot be compared.
        let is_counted = !self.arrangement.by_views || headline.views.is_some();
        let elsewhere = self.known.elsewhere;
        let is_repeated = !elsewhere.is_empty()
            && self
                .links
                .address(&headline.id, headline.url.as_ref())
                .is_some_and(|address| elsewhere.contains(&address));
        !is_noticed && is_young && is_counted && !is_repeated && row.fits(category, &self.query)
    }

    /// Where a row belongs among those that were chosen, of which those before `first` stay.
    fn place(&self, chosen: &[Rc<Row>], first: usize, row: &Row) -> usize {
        if !self.arrangement.by_views {
            return chosen.len();
        }
        let more = chosen.iter().skip(first);
        let more = more.filter(|other| other.headline.views >= row.headline.views);
        first + more.count()
    }
}

fn category_links(host: Host) -> Result<Option<Pattern>, Misconfigured> {
    let Some(value) = host.get(CATEGORY_LINKS) else {
        return Ok(None);
    };
    match host.pattern(CATEGORY_LINKS) {
        Some(pattern) => Ok(Some(pattern)),
        None => Err(Misconfigured {
            attribute: CATEGORY_LINKS,
            value,
            takes: "/chuyen-muc/{id}".into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangtin_model::{Category, Headline, join};
    use serde_json::json;

    const NOW: i64 = 1_795_573_800;

    #[allow(clippy::field_reassign_with_default, reason = "the others are its own")]
    /// `id category views days-ago`, one a line; `-` for what is not known.
    fn feed(lines: &str) -> Feed {
        let row = |line: &str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let days: Option<i64> = words[3].parse().ok();
            Rc::new(Row::new(Headline {
                id: words[0].into(),
                title: words[0].into(),
                url: Some(join(&["/tin/", words[0]])),
                category: Some(Category {
                    id: words[1].into(),
                    name: words[1].into(),
                }),
                views: words[2].parse().ok(),
                published: days.map(|days| {
                    Moment::from_unix(NOW - days * DAY, bangtin_model::Precision::Second)
                }),
                ..Headline::default()
            }))
        };
        let rows: Vec<Rc<Row>> = lines.lines().map(row).collect();
        let mut categories: Vec<Category> = Vec::new();
        for category in rows.iter().filter_map(|row| row.headline.category.as_ref()) {
            if !categories.contains(category) {
                categories.push(category.clone());
            }
        }
        let mut feed = Feed::default();
        feed.rows = rows;
        feed.categories = categories;
        feed
    }

    fn ids(arrangement: &Arrangement, feed: &Feed, settings: &Settings, flags: &Flags) -> String {
        let asked = Asked::default();
        let found = arrangement.arrange(feed, &asked, settings, known(flags));
        let ids: Vec<&str> = found.rows.iter().map(|row| &*row.headline.id).collect();
        ids.join(" ")
    }

    fn known(flags: &Flags) -> Known<'_> {
        Known {
            flags,
            elsewhere: &[],
            now: NOW,
        }
    }

    fn of(limit: usize) -> Settings {
        Settings {
            limit,
            ..Settings::default()
        }
    }

    #[test]
    fn the_most_read_come_first_and_what_nobody_counted_does_not_come() {
        let feed = feed("a x 10 1\nb x - 1\nc x 70 1\nd x 40 40\ne x 70 2\nf x 5 -");
        let mut most_read = Arrangement {
            by_views: true,
            ..Arrangement::default()
        };
        let flags = Flags::default();
        assert_eq!(ids(&most_read, &feed, &of(9), &flags), "c e d a f");
        assert_eq!(ids(&most_read, &feed, &of(2), &flags), "c e");
        most_read.days = 30;
        assert_eq!(ids(&most_read, &feed, &of(9), &flags), "c e a");
        let asked = Asked::default();
        let found = most_read.arrange(&feed, &asked, &of(1), known(&flags));
        assert_eq!(found.total, 3);
    }

    #[test]
    fn what_another_list_shows_is_not_repeated() {
        let feed = feed("a x 1 1\nb x 2 1\nc x 3 1");
        let elsewhere = ["/tin/a".to_owned(), "/tin/d".to_owned()];
        let flags = Flags::default();
        let known = Known {
            elsewhere: &elsewhere,
            ..known(&flags)
        };
        let found = Arrangement::default().arrange(&feed, &Asked::default(), &of(9), known);
        let ids: Vec<&str> = found.rows.iter().map(|row| &*row.headline.id).collect();
        assert_eq!((&*ids.join(" "), found.total), ("b c", 2));
    }

    #[test]
    fn what_is_pinned_comes_first_and_what_is_urgent_stands_above_once() {
        let feed = feed("a x 1 1\nb x 2 1\nc x 3 1\nd x 4 1\ne x 5 1\nf x 6 1");
        let flags = Flags::of(&json!({"items": [
            {"id": "a"}, {"id": "b", "_bangtin": {"urgent": true}}, {"id": "c", "_bangtin": {"urgent": "true"}},
            {"id": "d", "_bangtin": {"pinned": true, "pinned_until": "2026-11-25"}},
            {"id": "e", "_bangtin": {"pinned": true, "pinned_until": "2026-11-24T08:00:00+07:00"}},
            {"id": "f", "_bangtin": {"pinned": true, "pinned_until": "mãi"}}
        ]}));
        let mut arrangement = Arrangement::default();
        assert_eq!(ids(&arrangement, &feed, &of(9), &flags), "a b c d e f");
        arrangement.pinned = true;
        assert_eq!(ids(&arrangement, &feed, &of(3), &flags), "d f a");
        arrangement.urgent = true;
        assert_eq!(ids(&arrangement, &feed, &of(9), &flags), "d f a c e");
        let notice = arrangement.notice(&feed, "", &flags);
        assert_eq!(notice.map(|row| row.headline.id.clone()), Some("b".into()));
        assert!(arrangement.notice(&feed, "lua", &flags).is_none());
    }

    #[test]
    fn each_category_has_its_rows() {
        let feed = feed("a x 1 1\nb y 2 1\nc x 3 1\nd z 4 1\ne x 5 1");
        let columns = Settings {
            layout: Layout::COLUMNS,
            ..of(10)
        };
        let mut arrangement = Arrangement {
            in_a_block: 2,
            ..Arrangement::default()
        };
        let flags = Flags::default();
        assert_eq!(ids(&arrangement, &feed, &columns, &flags), "a c b d");
        arrangement.columns = vec!["z".into(), "X".into()];
        assert_eq!(ids(&arrangement, &feed, &columns, &flags), "d a c");
        let missing = |columns: &[&str]| {
            let arrangement = Arrangement {
                columns: columns.iter().map(|id| (*id).into()).collect(),
                in_a_block: 2,
                ..Arrangement::default()
            };
            let asked = Asked::default();
            let settings = Settings {
                layout: Layout::COLUMNS,
                ..of(10)
            };
            let found = arrangement.arrange(&feed, &asked, &settings, known(&Flags::default()));
            found.total == 0
        };
        assert!(missing(&["x", "khong-co"]), "a further page may have it");
        assert!(!missing(&["x", "y"]));
    }
}
