//! What the reader asks a list for, and what becomes of it.

use std::rc::Rc;

use bangtin_model::join;
use bangtin_sources::fold;

use super::{
    feed::Feed,
    row::Row,
    settings::{Attributes, Settings},
};
use crate::{
    client,
    host::Host,
    page::{self, Job},
    resource::{Phase, Resource},
    view::{Memo, RwSignal, effect},
    widgets::{feed_page::FeedPage, inline_reader},
};

/// Rows made before the first paint.
const FIRST_PAINT: usize = 24;
// Rows made in each frame after it.
const EACH_FRAME: usize = 200;
// Further pages that are loaded for one question before the rest is left to "Xem thêm": a category with few articles must not cost a
// reader the whole of a long feed.
const PAGES_AHEAD: u32 = 20;

/// The state of a news element.
#[derive(Clone, Copy)]
pub(in crate::widgets) struct News {
    pub(super) host: Host,
    /// The article that is read in the list's place.
    pub(super) item: Memo<Option<String>>,
    pub(super) attributes: Memo<Attributes>,
    pub(super) feed: Resource<Feed>,
    /// What answers the question, in the feed's order.
    pub(super) found: Memo<Found>,
    asked: RwSignal<Asked>,
    loading_more: Job,
}

/// What the reader has asked the list for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    /// As typed.
    pub query: String,
    /// The category that the reader picked; `None` for all.
    pub category: Option<String>,
    /// How many times the limit: one, and one more for each "Xem thêm". Another question starts over.
    steps: usize,
    /// What has become of "Xem thêm".
    pub more: More,
    // How many further pages were loaded for this question.
    ahead: u32,
    // How many rows there were when "Xem thêm" was pressed, until it has brought its rows.
    pressed_at: Option<usize>,
    /// How many rows may be made now.
    pub painted: usize,
}

/// What has become of "Xem thêm".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum More {
    #[default]
    Idle,
    Loading,
    Failed,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            query: String::new(),
            category: None,
            steps: 1,
            more: More::Idle,
            ahead: 0,
            pressed_at: None,
            painted: FIRST_PAINT,
        }
    }
}

impl Asked {
    /// Another question starts over, and may need as many further pages as the one before.
    fn start_over(&mut self) {
        self.steps = 1;
        self.ahead = 0;
    }

    pub(super) fn wanted(&self, settings: &Settings) -> usize {
        settings.limit.saturating_mul(self.steps)
    }
}

/// The rows that answer the question, as far as they are wanted, and how many do in all.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub rows: Vec<Rc<Row>>,
    pub total: usize,
}

/// Rows that have not changed are the same rows.
impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.rows.iter().zip(other.rows.iter());
        self.total == other.total
            && self.rows.len() == other.rows.len()
            && pairs.all(|(one, other)| Rc::ptr_eq(one, other))
    }
}

fn find(all: &[Rc<Row>], asked: &Asked, settings: &Settings) -> Found {
    let wanted = asked.wanted(settings);
    let query = fold(&asked.query);
    let category = settings.category.as_deref().or(asked.category.as_deref());
    let (mut rows, mut total) = (Vec::new(), 0);
    for row in all.iter().filter(|row| row.fits(category, &query)) {
        if rows.len() < wanted {
            rows.push(row.clone());
        }
        total += 1;
    }
    Found { rows, total }
}

impl News {
    pub(super) fn new(host: Host) -> Self {
        let attributes = Memo::new(move || Attributes::read(host));
        let feed = Resource::reading(|answer, before: Option<Rc<Feed>>| {
            let shown = before.map(|feed| feed.rows.clone()).unwrap_or_default();
            Feed::read(answer, shown)
        });
        let asked = RwSignal::new(Asked::default());
        let news = Self {
            host,
            item: Memo::new(move || inline_reader::opened_in(host)),
            attributes,
            feed,
            found: Memo::new(move || {
                let feed = feed.get();
                let rows = feed.as_ref().map_or(&[][..], |feed| &feed.rows);
                find(rows, &asked.get(), &attributes.read().settings)
            }),
            asked,
            loading_more: Job::new(),
        };
        news.follow_the_feed();
        news.read_the_rest();
        news.look_ahead();
        news.paint_the_rest();
        news.keep_focus();
        news
    }

    /// The element.
    #[inline(always)]
    pub(in crate::widgets) fn host(self) -> Host {
        self.host
    }

    /// The same with rows of another choice and order ([`super::layouts`]).
    #[inline(always)]
    pub(super) fn with(self, found: Memo<Found>) -> Self {
        Self { found, ..self }
    }

    pub(super) fn asked(self) -> Asked {
        self.asked.get()
    }

    fn ask(self, change: impl FnOnce(&mut Asked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.asked.set(asked);
    }

    /// True where rows are shown already.
    pub(super) fn has_rows(self) -> bool {
        self.feed.peek().is_some()
    }

    pub(super) fn search(self, query: &str) {
        self.ask(|asked| {
            asked.query = query.to_owned();
            asked.start_over();
        });
    }

    pub(super) fn pick(self, category: Option<&str>) {
        self.ask(|asked| {
            asked.category = category.map(str::to_owned);
            asked.start_over();
        });
    }

    /// "Xem thêm", below so many rows. After a failure it tries again.
    pub(super) fn ask_for_more(self, below: usize) {
        self.ask(|asked| {
            asked.pressed_at = Some(below);
            asked.more = More::Idle;
            asked.ahead = 0;
            asked.steps += 1;
        });
    }

    /// Loads the feed while the list is what is shown.
    fn follow_the_feed(self) {
        effect(move || {
            let attributes = self.attributes.read();
            if attributes.wrong.is_none()
                && self.item.read().is_none()
                && self.feed.follow(Some(&attributes.settings.address))
            {
                // A further page of the feed before this one would be added to this one's rows.
                self.loading_more.stop();
                self.ask(|asked| {
                    asked.more = More::Idle;
                    asked.ahead = 0;
                });
            }
        });
    }

    fn read_the_rest(self) {
        let reading = Job::new();
        effect(move || {
            if self.feed.get().is_some_and(|feed| feed.has_rest()) {
                reading.start(async move {
                    page::pause(0.0).await;
                    let whole = match self.feed.peek().and_then(|feed| feed.stuck()) {
                        Some(source) => Some(source.whole().await),
                        None => None,
                    };
                    self.feed.update(|feed| feed.read_on(whole));
                });
            }
        });
    }

    /// Loads further pages while fewer rows fit than are wanted.
    pub(super) fn look_ahead(self) {
        effect(move || {
            let asked = self.asked();
            // While another feed is on its way, this one's further pages are nobody's.
            let may = self.feed.progress().phase == Phase::Ready
                && asked.more == More::Idle
                && asked.ahead < PAGES_AHEAD
                && self.found.read().total < asked.wanted(&self.attributes.read().settings);
            let feed = self.feed.get().filter(|feed| may && !feed.has_rest());
            if let Some(next) = feed.and_then(|feed| feed.next.clone()) {
                self.load_more(next);
            }
        });
    }

    fn load_more(self, address: String) {
        self.loading_more.start(async move {
            self.ask(|asked| {
                asked.more = More::Loading;
                asked.ahead += 1;
            });
            let node = client::fetch(&address).await.ok();
            let page = match node {
                Some(node) => FeedPage::open(node, &address).await.ok(),
                None => None,
            };
            let more = match page {
                Some(page) => {
                    self.feed.update(|feed| {
                        feed.add_page(page, &address);
                        feed.read_on(None);
                    });
                    More::Idle
                }
                None => More::Failed,
            };
            self.ask(|asked| asked.more = more);
        });
    }

    /// A long list is made over several frames, so that the first rows are not held up by the last.
    fn paint_the_rest(self) {
        let painting = Job::new();
        effect(move || {
            if self.found.read().rows.len() > self.asked().painted {
                painting.start(async move {
                    page::frame().await;
                    self.ask(|asked| asked.painted += EACH_FRAME);
                });
            }
        });
    }

    /// When the last "Xem thêm" has brought its rows, its button is gone: the focus goes to the first of them.
    fn keep_focus(self) {
        effect(move || {
            let (asked, found) = (self.asked(), self.found.read());
            let Some(first) = asked.pressed_at else {
                return;
            };
            if found.rows.len() > first && asked.more == More::Idle {
                self.ask(|asked| asked.pressed_at = None);
                if !self.has_more() {
                    let row = bangtin_model::decimal(first as u64 + 1);
                    self.host
                        .focus(&join(&["[part=list] > :nth-child(", &row, ") a"]));
                }
            }
        });
    }

    /// True where "Xem thêm" would bring something.
    pub(super) fn has_more(self) -> bool {
        let found = self.found.read();
        found.total > found.rows.len() || self.feed.get().is_some_and(|feed| feed.next.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangtin_model::{Category, Headline};

    fn rows() -> Vec<Rc<Row>> {
        let row = |id: &str, title: &str, category: &str| {
            Rc::new(Row::new(Headline {
                id: id.into(),
                title: title.into(),
                category: Some(Category {
                    id: category.into(),
                    name: category.into(),
                }),
                ..Headline::default()
            }))
        };
        vec![
            row("1", "Thông xe cầu Sông Ba", "giao-thong"),
            row("2", "Lịch thời vụ đông xuân", "nong-nghiep"),
            row("3", "Sửa cầu Suối Đá", "giao-thong"),
        ]
    }

    fn ids(found: &Found) -> Vec<&str> {
        found.rows.iter().map(|row| &*row.headline.id).collect()
    }

    fn settings(limit: usize, category: Option<&str>) -> Settings {
        Settings {
            limit,
            category: category.map(Into::into),
            ..Settings::default()
        }
    }

    #[test]
    fn a_search_needs_no_marks_and_all_its_words() {
        let asked = |query: &str| Asked {
            query: query.into(),
            ..Asked::default()
        };
        let find = |query| find(&rows(), &asked(query), &settings(10, None));
        assert_eq!(ids(&find("cau")), ["1", "3"]);
        assert_eq!(ids(&find("CẦU da")), ["3"]);
        assert_eq!(ids(&find("")), ["1", "2", "3"]);
        assert_eq!(find("không có").total, 0);
    }

    #[test]
    fn the_limit_holds_back_rows_but_not_their_count() {
        let mut asked = Asked::default();
        let found = find(&rows(), &asked, &settings(1, None));
        assert_eq!((ids(&found), found.total), (vec!["1"], 3));
        asked.steps = 2;
        assert_eq!(ids(&find(&rows(), &asked, &settings(1, None))), ["1", "2"]);
        asked.start_over();
        assert_eq!(ids(&find(&rows(), &asked, &settings(1, None))), ["1"]);
    }

    #[test]
    fn the_page_decides_the_category_before_the_reader() {
        let asked = Asked {
            category: Some("giao-thong".into()),
            ..Asked::default()
        };
        assert_eq!(ids(&find(&rows(), &asked, &settings(10, None))), ["1", "3"]);
        let settings = settings(10, Some("nong-nghiep"));
        assert_eq!(ids(&find(&rows(), &asked, &settings)), ["2"]);
    }

    #[test]
    fn what_was_found_is_the_same_where_its_rows_are() {
        let all = rows();
        let find = |all: &[Rc<Row>]| find(all, &Asked::default(), &settings(2, None));
        assert_eq!(find(&all), find(&all));
        assert_ne!(find(&all), find(&rows()));
    }
}
