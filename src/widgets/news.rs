//! `<bangtin-news>`: the articles of a feed, in the feed's order.

mod list;
mod row;
mod search;
mod settings;
mod shelf;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::{
    components::{Phase, announce, loading, misconfigured, saved_note, unavailable},
    elements::host::Host,
    i18n::{Common, Words},
    markup::{Markup, el},
    widgets::{article, lazy, reader},
};
use search::Question;
use settings::{Links, Settings};
use shelf::Shelf;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &[
    "layout",
    "category",
    "limit",
    "search",
    "categories",
    "heading",
    "links",
    "more",
];

/// What the view of a news element is made from.
struct News {
    host: Host,
    shelf: Rc<Shelf>,
    question: RefCell<Question>,
    // How many rows may be made now.
    painted: Cell<usize>,
    // How many rows there were when "Xem thêm" was pressed, until it has brought its rows.
    pressed_at: Cell<Option<usize>>,
    reader: Rc<lazy::Slot>,
}

/// Makes the view of a news element. It is made again from what has changed: an attribute, the progress, the page's address.
pub fn open(host: Host) {
    host.style("news", style!("news"));
    let news = Rc::new(News {
        host,
        shelf: Shelf::new(host),
        question: RefCell::default(),
        painted: Cell::new(list::FIRST_PAINT),
        pressed_at: Cell::new(None),
        reader: Rc::default(),
    });
    host.show(move || view(&news));
}

fn view(news: &Rc<News>) -> Markup {
    let host = news.host;
    let settings = match Settings::read(host) {
        Ok(settings) => settings,
        Err(wrong) => return misconfigured(host, &wrong),
    };
    if settings.links == Links::Reader
        && let Some(item) = reader::opened_in(host)
    {
        return reader::view(
            host,
            &news.reader,
            &item,
            "awaited",
            article::bring_in_place,
        );
    }
    news.reader.clear();
    news.shelf.follow(&settings.address);
    let progress = news.shelf.progress();
    announce(host, progress);
    let words = Words::of(host);
    let heading = settings.heading.clone();
    let label = heading
        .clone()
        .unwrap_or_else(|| words.t(Common::NewsLabel));
    let frame = el("section")
        .part("news")
        .class("news")
        .attr("data-layout", settings.layout.name())
        .attr("aria-label", label);
    let frame =
        frame.with(heading.map(|heading| el("h2").part("heading").class("heading").with(heading)));
    match progress.phase {
        Phase::Loading if news.shelf.rows().is_empty() => {
            frame.with(loading(&words)).with(list::skeleton(&settings))
        }
        Phase::Loading | Phase::Ready => {
            let frame = frame
                .with(saved_note(&words, progress))
                .with(search::tools(news, &settings, &words));
            list::fill(frame, news, &settings, &words)
        }
        phase => {
            let shelf = news.shelf.clone();
            frame.with(unavailable(
                host,
                &words,
                phase,
                Common::Empty,
                Rc::new(move || shelf.load()),
            ))
        }
    }
}
