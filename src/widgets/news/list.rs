//! The list itself: what the reader asked for, as many rows as are wanted, and "Xem thêm".

use std::rc::Rc;

use bangtin_model::{decimal, join};
use bangtin_sources::fold;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::{
    News,
    row::{self, Look, Row},
    settings::{Layout, Links, Settings},
    shelf::More,
};
use crate::{
    elements::host::Work,
    i18n::{Common, Words},
    markup::{Markup, Rows, el},
    page,
    widgets::{press, reader},
};

/// Rows made before the first paint.
pub(super) const FIRST_PAINT: usize = 24;
// Rows made in each frame after it.
const EACH_FRAME: usize = 200;

/// The rows that fit the question, as far as they are wanted, and how many fit in all.
#[derive(Default)]
struct Found {
    rows: Vec<Rc<Row>>,
    total: usize,
}

/// Adds the rows, what is to be said of them, and "Xem thêm".
pub(super) fn fill(frame: Markup, news: &Rc<News>, settings: &Settings, words: &Words) -> Markup {
    let wanted = settings.limit.saturating_mul(news.question.borrow().steps);
    let found = find(news, settings, wanted);
    fetch_ahead(news, &found, wanted);
    let status = el("p")
        .is("role", "status")
        .class("note")
        .with(status(news, &found, words));
    let end = end(news, &found, settings, words);
    frame
        .with(rows(news, found, settings, words))
        .with(status)
        .with(end)
}

fn find(news: &News, settings: &Settings, wanted: usize) -> Found {
    let question = news.question.borrow();
    let query = fold(&question.query);
    let category = settings
        .category
        .as_deref()
        .or(question.category.as_deref());
    let mut found = Found::default();
    for row in news
        .shelf
        .rows()
        .iter()
        .filter(|row| row.fits(category, &query))
    {
        if found.rows.len() < wanted {
            found.rows.push(row.clone());
        }
        found.total += 1;
    }
    found
}

/// Loads further pages while fewer rows fit than are wanted.
fn fetch_ahead(news: &News, found: &Found, wanted: usize) {
    if found.total < wanted {
        news.shelf.look_ahead();
    }
}

fn rows(news: &Rc<News>, mut found: Found, settings: &Settings, words: &Words) -> Markup {
    // A long list is made over several frames, so that the first rows are not held up by the last.
    let painted = news.painted.get();
    if found.rows.len() > painted {
        found.rows.truncate(painted);
        let news = news.clone();
        news.host.spawn(Work::Paint, async move {
            page::frame().await;
            news.painted.set(painted + EACH_FRAME);
            news.host.touch();
        });
    }
    let look = Look {
        layout: settings.layout,
        links: settings.links.clone(),
        language: words.language,
    };
    // A row of another look is another row.
    let number = u64::from(news.shelf.look_number(&look)) << 32;
    let keys = found
        .rows
        .iter()
        .map(|row| number | u64::from(row.serial))
        .collect();
    let words = words.clone();
    let make = move |index: usize| match found.rows.get(index) {
        Some(row) => row::view(row, &look, &words),
        None => el("li"),
    };
    let (host, reads) = (news.host, settings.links == Links::Reader);
    let list = el("ul").part("list").is("role", "list").rows(Rows {
        keys,
        make: Box::new(make),
    });
    let list = list.on("click", move |event| {
        if let Some((item, address)) = linked(event) {
            press(host, event, &item, &address, reads.then_some(reader::open));
        }
    });
    // A picture that does not arrive leaves its place, not a broken sign.
    list.on("error", |event| {
        if let Some(picture) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        {
            let _ = picture.set_attribute("data-broken", "");
        }
    })
}

/// The item and the address of the row's link that was pressed.
fn linked(event: &Event) -> Option<(String, String)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[data-item]").ok()??;
    Some((
        link.get_attribute("data-item")?,
        link.get_attribute("href").unwrap_or_default(),
    ))
}

fn status(news: &News, found: &Found, words: &Words) -> String {
    let asked = !news.question.borrow().query.trim().is_empty();
    match (found.total, news.shelf.more()) {
        (_, More::Loading) => words.t(Common::LoadingMore),
        (_, More::Failed) => words.t(Common::MoreFailed),
        // Whether there is any is said only once the whole feed is known.
        (0, _) if !news.shelf.has_next() => words.t(if asked {
            Common::EmptySearch
        } else {
            Common::Empty
        }),
        // How many there are is said only once it is known.
        (total, _) if asked && !news.shelf.has_next() => {
            words.t_with(Common::Found, &bangtin_model::digits(total as u64))
        }
        _ => String::new(),
    }
}

fn end(news: &Rc<News>, found: &Found, settings: &Settings, words: &Words) -> Markup {
    let there = news.shelf.has_next() || found.total > found.rows.len();
    let before = found.rows.len();
    let more = there.then(|| {
        let news = news.clone();
        el("button")
            .part("more")
            .is("type", "button")
            .with(words.t(Common::More))
            .on("click", move |_| {
                news.pressed_at.set(Some(before));
                news.shelf.try_more_again();
                news.question.borrow_mut().steps += 1;
                news.host.touch();
            })
    });
    keep_focus(news, found, there);
    let see_all = settings.see_all.clone().map(|href| {
        el("a")
            .part("see-all")
            .attr("href", href)
            .with(words.t(Common::SeeAll))
    });
    el("div").class("end").with(more).with(see_all)
}

/// When the last "Xem thêm" has brought its rows, its button is gone: the focus goes to the first of them.
fn keep_focus(news: &News, found: &Found, button: bool) {
    let Some(first) = news.pressed_at.get() else {
        return;
    };
    if found.rows.len() > first && news.shelf.more() == More::Idle {
        news.pressed_at.set(None);
        if !button {
            let row = decimal(first as u64 + 1);
            news.host.focus(join(&["li:nth-child(", &row, ") a"]));
        }
    }
}

/// Holds the place of as many rows as the list will show.
pub(super) fn skeleton(settings: &Settings) -> Markup {
    let has_picture = settings.layout != Layout::Headlines;
    let row = || {
        let text = el("div").class("text").with(el("span")).with(el("span"));
        el("li")
            .class("blank")
            .with(has_picture.then(|| el("span").class("picture")))
            .with(text)
    };
    let mut list = el("ul").part("skeleton").is("aria-hidden", "true");
    for _ in 0..settings.limit.min(12) {
        list = list.with(row());
    }
    list
}
