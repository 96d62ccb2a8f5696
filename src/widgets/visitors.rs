//! `<bangtin-visitors>`: how many come to the site. It also counts the visit.

use std::cell::RefCell;
use std::rc::Rc;

use bangtin_model::digits;
use bangtin_sources::Node;

use super::{
    followed::Followed,
    lazy::{self, View},
    site::{self, Kind},
};
use crate::{
    client::{self, JsNode},
    components::{Phase, Progress, announce, failed, loading, misconfigured, saved_note},
    elements::{
        attributes::Misconfigured,
        host::{Host, Work},
    },
    i18n::{Common, SiteMessage, Words},
    markup::{Markup, el},
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["heading", "count", "page", "figures"];

/// Brings the counters.
pub fn open(host: Host) {
    // Only the box of the whole site takes room.
    let place = if host.get("figures").is_some() {
        ""
    } else {
        "box"
    };
    lazy::open(host, place, |host| site::bring(host, Kind::Visitors));
}

/// What the figures are about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Figures {
    Site,
    Page,
    None,
}

struct Settings {
    figures: Figures,
    /// Where the figures come from.
    address: String,
    /// Where the visit is told; `None` where it is not to be counted.
    hits: Option<String>,
    page: Option<String>,
    /// Whether another program counts, so that we do not know how.
    elsewhere: bool,
}

impl Settings {
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let page = host.get("page");
        let figures = match host.choice("figures", "site, page, none")? {
            1 => Figures::Page,
            2 => Figures::None,
            _ => Figures::Site,
        };
        let counts = host.choice("count", "on, off")? == 0;
        // A page-wide `src` is a feed, which has no counters: only the element's own says where they are.
        if let Some(address) = client::own_address(host, "src")? {
            return Ok(Self {
                figures,
                address,
                hits: None,
                page,
                elsewhere: true,
            });
        }
        let path = match (&page, figures) {
            (Some(page), Figures::Page) => {
                let key = String::from(js_sys::encode_uri_component(page));
                bangtin_model::join(&["/pages?key=", &key])
            }
            _ => "/counters".into(),
        };
        let missing = || {
            let sentence = Words::of(host).t(SiteMessage::CounterMissing);
            Misconfigured::missing("service", sentence)
        };
        let address = client::service_address(host, &path)?.ok_or_else(missing)?;
        let hits = match counts {
            true => client::service_address(host, "/hits")?,
            false => None,
        };
        Ok(Self {
            figures,
            address,
            hits,
            page,
            elsewhere: false,
        })
    }
}

/// The counters.
pub(super) fn view(host: Host) -> View {
    host.style("visitors", style!("visitors"));
    let followed = Followed::new(host, JsNode::is_object);
    // What is being counted: the address and the page.
    let counted = RefCell::new((None, None));
    Rc::new(move || {
        let settings = match Settings::read(host) {
            Ok(settings) => settings,
            Err(wrong) => return misconfigured(host, &wrong),
        };
        let counting = (settings.hits.clone(), settings.page.clone());
        if *counted.borrow() != counting {
            host.end(Work::Watch);
            if let (Some(hits), page) = counting.clone() {
                host.spawn(Work::Watch, site::count(hits, page));
            }
            counted.replace(counting);
        }
        let words = Words::of(host);
        match settings.figures {
            Figures::Site => of_site(host, &settings, &words, &followed),
            Figures::Page => of_page(host, &settings, &words, &followed),
            Figures::None => {
                announce(host, Progress::ready(None));
                el("div").is("hidden", "")
            }
        }
    })
}

/// The views of one page, as one line; what stands inside the tag until they are known, and where they are not.
fn of_page(host: Host, settings: &Settings, words: &Words, followed: &Rc<Followed>) -> Markup {
    followed.follow(&settings.address);
    let (progress, answer) = followed.state();
    announce(host, progress);
    let views = answer.and_then(|answer| {
        let pages = answer.get("pages");
        let page = pages.and_then(|pages| pages.get(settings.page.as_deref()?));
        page.unwrap_or(answer).integer("views")
    });
    match views {
        Some(views) => el("div").with(
            el("span")
                .part("views")
                .with(words.t_with(Common::Views, &digits(views))),
        ),
        None => el("div").with(el("slot")),
    }
}

fn of_site(host: Host, settings: &Settings, words: &Words, followed: &Rc<Followed>) -> Markup {
    followed.follow(&settings.address);
    let (mut progress, answer) = followed.state();
    let rows = answer
        .map(|answer| rows(&answer, settings.elsewhere))
        .unwrap_or_default();
    // A figure that is not known is left out; a box without any is none.
    if progress.phase == Phase::Ready && rows.is_empty() {
        progress = Progress::empty();
    }
    announce(host, progress);
    match progress.phase {
        Phase::Ready => {
            let mut list = el("ul").part("list").is("role", "list");
            for row in rows {
                list = list.with(row.view(words));
            }
            site::section(host, "visitors", words.t(SiteMessage::Visitors))
                .with(saved_note(words, progress))
                .with(list)
        }
        Phase::Failed(failure) => {
            let followed = followed.clone();
            failed(host, words, failure, Rc::new(move || followed.load()))
        }
        Phase::Empty => el("div").with(el("slot")),
        Phase::Loading => el("div").with(loading(words)).with(site::skeleton(5)),
    }
}

/// A figure with its name and its meaning.
struct Row {
    part: &'static str,
    name: SiteMessage,
    meaning: SiteMessage,
    figure: u64,
}

/// The figures that there are: those of the service, of a plain file of the same names, or of GoatCounter.
fn rows(answer: &JsNode, elsewhere: bool) -> Vec<Row> {
    use SiteMessage::*;
    let mut rows = Vec::new();
    for (part, name, meaning) in [
        ("total", Total, TotalMeaning),
        ("today", Today, TodayMeaning),
        ("month", Month, MonthMeaning),
        ("online", Online, OnlineMeaning),
    ] {
        let figure = answer.integer(part).or_else(|| match part {
            "total" => answer
                .integer("count_unique")
                .or_else(|| answer.integer("count")),
            _ => None,
        });
        if let Some(figure) = figure {
            let meaning = if elsewhere { CountedElsewhere } else { meaning };
            rows.push(Row {
                part,
                name,
                meaning,
                figure,
            });
        }
    }
    rows
}

impl Row {
    /// The meaning opens on a press.
    fn view(self, words: &Words) -> Markup {
        let name = el("span").part("name").with(words.t(self.name));
        let figure = el("strong").part("figure").is("data-figure", self.part);
        let figure = figure.with(digits(self.figure));
        let summary = el("summary").with(name).with(" ").with(figure);
        let meaning = el("p")
            .part("meaning")
            .class("note")
            .with(words.t(self.meaning));
        el("li").with(el("details").with(summary).with(meaning))
    }
}
