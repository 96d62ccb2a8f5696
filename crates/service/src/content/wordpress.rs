//! WordPress, which is read whole once and then by what has changed.
//!
//! All posts are asked for in the order of their numbers, which has no ties: `orderby=modified` leaves the order of posts of one second
//! to the database, which may give another one for each page. After that the newest by date come, because a post that was scheduled
//! comes out without being changed, and what was changed since. What we have is compared with how many there are, and once a day with
//! all numbers: what is not among them was deleted, or is a draft or private now.
//!
//! Much changes in WordPress without any post being saved: a category gets another name, all addresses another form, a picture another
//! caption. So each time one page of all posts is read again besides, in turns.

mod checkpoint;
mod names;

use std::collections::HashSet;

use serde_json::Value;
use url::Url;

use bangtin_feeds::Base;
use bangtin_feeds::fetch::Fetcher;

use super::failure::Failure;
use super::import::Outcome;
use super::reading::{End, Reading};
use super::state::Held;
use bangtin_feeds::walk::SourcePage;
use bangtin_feeds::wordpress::{Answer, Blog, Wish, ask, number_of};
use bangtin_feeds::wordpress::{feed, is_protected, modified};
use checkpoint::Checkpoint;
use names::Names;

pub(super) use bangtin_feeds::wordpress::{behind, expected};

/// Where its posts were the last time; empty where it was none.
pub(super) fn endpoint(held: &Held) -> String {
    Checkpoint::kept(&held.progress).endpoint
}

/// The most pages of one list: 50,000 posts.
const MOST_PAGES: u32 = 1_000;
/// How often a list is read that changes meanwhile.
const MOST_ROUNDS: usize = 3;
/// How many posts are asked for by their numbers at once.
const BY_NUMBER: usize = 50;

/// Reads what is new, what was changed and what is gone.
///
/// # Errors
/// [`Failure`]; what was kept before stays.
pub(super) async fn read(reading: Reading<'_>, blog: Blog) -> Result<Outcome, Failure> {
    let before = Checkpoint::kept(&reading.held.progress);
    let now_ms = reading.context.clock.now_ms();
    let mut posts = Posts {
        fetcher: Fetcher::new(&reading.context.outgoing),
        names: Names::of(&reading.known, &reading.held.url, &reading.feeds),
        reading,
        came: HashSet::new(),
        protected: HashSet::new(),
        last_changed: None,
        blog,
    };
    let mut checkpoint = before.clone();
    let Newest { total, older } = posts.newest().await?;
    let (settled, mut listed) = match before.since().filter(|_| posts.reading.held.whole_ms > 0) {
        Some(since) => {
            let settled = posts.changed(since).await?;
            if older {
                checkpoint.turn = posts.again(before.turn).await?;
            }
            (settled, None)
        }
        None => {
            let all = posts.rounds(Wish::All).await?;
            (all.is_some(), all)
        }
    };
    let whole = settled || posts.reading.held.whole_ms > 0;
    checkpoint.endpoint = posts.blog.endpoint.as_str().to_owned();
    if settled {
        checkpoint.note_change(posts.last_changed, now_ms);
    }
    if listed.is_none() && whole && posts.is_listing_due(&before, total, now_ms) {
        listed = posts.numbers().await?;
    }
    if let Some(listed) = &listed {
        posts.fetch_missing(listed, &before).await?;
        checkpoint.listed_ms = now_ms;
    }
    checkpoint.left_out = posts.left_out(&before, listed.as_ref());
    posts.reading.report.unsettled = !settled;
    posts.end(listed.as_ref(), whole, &checkpoint).await
}

/// The posts of a source that is being read.
struct Posts<'a> {
    reading: Reading<'a>,
    fetcher: Fetcher,
    blog: Blog,
    names: Names,
    /// The numbers of the posts that came in this import, shown or not.
    came: HashSet<u64>,
    /// Of those, which need a password.
    protected: HashSet<u64>,
    /// When the last of those that came was changed, in seconds since 1970-01-01 UTC.
    last_changed: Option<i64>,
}

impl Posts<'_> {
    async fn ask(&mut self, wish: Wish<'_>, page: u32) -> Result<Answer, Failure> {
        Ok(ask(&self.fetcher, &self.blog.endpoint, wish, page).await?)
    }

    /// The newest by date, as long as there are new ones.
    async fn newest(&mut self) -> Result<Newest, Failure> {
        let mut answer = self.blog.newest.take();
        let mut total = None;
        let mut older = false;
        for page in 1..=MOST_PAGES {
            let answer = match answer.take() {
                Some(answer) => answer,
                None => self.ask(Wish::Newest, page).await?,
            };
            total = total.or(answer.total);
            let more = answer.more;
            let fresh = self.keep(answer).await?;
            older = more;
            // The first time all come in another order.
            if !more || !fresh || self.reading.held.whole_ms == 0 {
                break;
            }
        }
        Ok(Newest { total, older })
    }

    /// One page of all posts, whether they were saved or not; which is next.
    async fn again(&mut self, page: u32) -> Result<u32, Failure> {
        let page = page.max(1);
        let answer = self.ask(Wish::All, page).await?;
        let next = if answer.more { page + 1 } else { 1 };
        self.keep(answer).await?;
        Ok(next)
    }

    /// What was changed since; whether we saw all of it.
    async fn changed(&mut self, since: i64) -> Result<bool, Failure> {
        let after = checkpoint::rfc3339(since);
        let first = self.ask(Wish::Changed(&after), 1).await?;
        let older = |post: &Value| modified(post).is_some_and(|time| time < since);
        if first.posts.iter().any(older) {
            // It does not know the word, and gives all.
            return self.last_changed().await;
        }
        if !first.more && first.total.is_none_or(|total| total == first.posts.len()) {
            self.keep(first).await?;
            return Ok(true);
        }
        let seen = self.rounds(Wish::Changed(&after)).await?;
        Ok(seen.is_some())
    }

    /// The last changed, as long as there is anything new among them. What this misses, the numbers show.
    async fn last_changed(&mut self) -> Result<bool, Failure> {
        for page in 1..=MOST_PAGES {
            let answer = self.ask(Wish::LastChanged, page).await?;
            let more = answer.more;
            let fresh = self.keep(answer).await?;
            if !more || !fresh {
                break;
            }
        }
        Ok(true)
    }

    /// Reads a list until it is certain that all of it was seen; the numbers, or `None`.
    ///
    /// A list that has another number of posts than it says, or one of them twice, has moved while it was read. Where it is the same
    /// twice, it is the number that is wrong.
    async fn rounds(&mut self, wish: Wish<'_>) -> Result<Option<HashSet<u64>>, Failure> {
        let mut before = None;
        for _ in 0..MOST_ROUNDS {
            let round = self.round(wish).await?;
            if self.reading.report.cut {
                break;
            }
            if round.whole || (!round.twice && before.as_ref() == Some(&round.numbers)) {
                return Ok(Some(round.numbers));
            }
            before = Some(round.numbers).filter(|_| !round.twice);
        }
        Ok(None)
    }

    async fn round(&mut self, wish: Wish<'_>) -> Result<Round, Failure> {
        let mut round = Round::default();
        let mut total = None;
        for page in 1..=MOST_PAGES {
            let answer = self.ask(wish, page).await?;
            total = answer.total.or(total);
            for number in answer.numbers() {
                round.twice |= !round.numbers.insert(number);
            }
            let more = answer.more;
            if !matches!(wish, Wish::Numbers) {
                self.keep(answer).await?;
            }
            if !more {
                round.whole =
                    !round.twice && total.is_none_or(|total| total == round.numbers.len());
                return Ok(round);
            }
        }
        self.reading.report.cut = true;
        Ok(round)
    }

    async fn numbers(&mut self) -> Result<Option<HashSet<u64>>, Failure> {
        let numbers = self.rounds(Wish::Numbers).await?;
        // An empty answer where there was much is a fault of the site sooner than its will.
        let emptied = numbers.as_ref().is_some_and(HashSet::is_empty);
        if emptied && self.reading.known.has_any(&self.reading.held.url) {
            return Err(Failure::Empty);
        }
        Ok(numbers)
    }

    /// Whether what we have may be something else than what is there.
    fn is_listing_due(&self, before: &Checkpoint, total: Option<usize>, now_ms: i64) -> bool {
        let ours = self.shown().len() + self.left_out(before, None).len();
        before.is_listing_old(now_ms) || total.is_none_or(|total| total != ours)
    }

    /// Asks for those that are there and that we neither show nor have left out.
    async fn fetch_missing(
        &mut self,
        listed: &HashSet<u64>,
        before: &Checkpoint,
    ) -> Result<(), Failure> {
        let shown = self.shown();
        let is_missing = |number: &&u64| {
            !shown.contains(*number)
                && !self.came.contains(*number)
                && !before.left_out.contains(*number)
        };
        let mut missing: Vec<u64> = listed.iter().filter(is_missing).copied().collect();
        missing.sort_unstable_by(|a, b| b.cmp(a));
        for some in missing.chunks(BY_NUMBER) {
            let some: Vec<String> = some.iter().map(u64::to_string).collect();
            let answer = self.ask(Wish::These(&some.join(",")), 1).await?;
            self.keep(answer).await?;
        }
        Ok(())
    }

    /// Keeps posts; whether there was anything new among them.
    async fn keep(&mut self, answer: Answer) -> Result<bool, Failure> {
        let Answer { posts, place, .. } = answer;
        let page = self.page(&posts, place);
        self.reading.anew();
        let mut page = self.reading.prepared(page).await?;
        for article in &mut page.articles {
            let number = self.names.number(&article.id);
            article.source_id = number.map(|number| number.to_string());
            // Of one second, the last made stands first.
            article.place = number.and_then(|number| i64::try_from(number).ok());
        }
        let (reading, held) = (&self.reading, self.reading.held);
        let again = |id: &str| reading.present.contains(id);
        page.articles
            .retain(|article| !again(&article.id) || !reading.known.is_as(article, &held.url));
        self.reading.keep(page).await
    }

    fn page(&mut self, posts: &[Value], place: Url) -> SourcePage {
        let mut open = Vec::new();
        let mut dropped = Vec::new();
        for post in posts {
            let Some(number) = number_of(post) else {
                dropped.push("a post without a number is left out".to_owned());
                continue;
            };
            let is_new = self.came.insert(number);
            self.last_changed = self.last_changed.max(modified(post));
            if is_protected(post) {
                self.protected.insert(number);
                if is_new {
                    dropped.push(format!("post {number} left out: it needs a password"));
                }
            } else {
                self.protected.remove(&number);
                open.push((Value::from(self.names.name(number, post)), post));
            }
        }
        SourcePage {
            feed: feed(open.into_iter()),
            dropped,
            base: Base::Address(place),
            own_bases: true,
            category: None,
        }
    }

    /// The numbers of the posts that we have.
    fn shown(&self) -> HashSet<u64> {
        let known = self.reading.known.present(&self.reading.held.url);
        let numbers = known.filter_map(|name| name.parse().ok());
        numbers
            .filter(|number| !self.protected.contains(number))
            .collect()
    }

    /// The numbers of those that have come once and are not shown: protected ones, and what cannot be read.
    fn left_out(&self, before: &Checkpoint, listed: Option<&HashSet<u64>>) -> HashSet<u64> {
        let shown = self.shown();
        let seen = before.left_out.union(&self.came);
        let left = seen.filter(|number| {
            !shown.contains(*number) && listed.is_none_or(|listed| listed.contains(*number))
        });
        left.copied().collect()
    }

    /// Ends it: what is not among all numbers goes, and what needs a password by now.
    async fn end(
        mut self,
        listed: Option<&HashSet<u64>>,
        whole: bool,
        checkpoint: &Checkpoint,
    ) -> Result<Outcome, Failure> {
        let stays = |number: Option<u64>| match (number, listed) {
            (Some(number), Some(listed)) => {
                listed.contains(&number) && !self.protected.contains(&number)
            }
            (Some(number), None) => !self.protected.contains(&number),
            (None, listed) => listed.is_none(),
        };
        let known = &self.reading.known;
        let present = known.ids(&self.reading.held.url);
        let present = present.filter(|(_, name)| stays(name.and_then(|name| name.parse().ok())));
        let held = known.held(&self.reading.held.url);
        let held = held.filter(|(_, name)| stays(name.and_then(|name| name.parse().ok())));
        let present = present.chain(held).map(|(id, _)| id.to_owned()).collect();
        self.reading.present = present;
        let end = End {
            validators: &[],
            whole,
            complete: true,
            progress: Some(checkpoint.to_text()),
        };
        self.reading.end(end).await
    }
}

/// What the newest tell of all.
struct Newest {
    /// How many posts there are, where WordPress says so.
    total: Option<usize>,
    /// Whether there are older ones than those that were read.
    older: bool,
}

/// What reading a list once gave.
#[derive(Debug, Default)]
struct Round {
    numbers: HashSet<u64>,
    /// Whether one of them came twice.
    twice: bool,
    /// Whether there are as many as there should be.
    whole: bool,
}
