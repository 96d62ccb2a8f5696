//! One article, as the layout has it.

use std::rc::Rc;

use bangtin_model::{Headline, Moment, Precision, join, split_once};
use bangtin_sources::fold;

use super::{arrangement::Arrangement, marks::marked};
use crate::{
    i18n::{Common, Language, NewsMessage, Words, calendar_leaf, date_line, figure},
    page,
    view::{View, view},
    widgets::{
        article_links::ArticleLinks,
        news::{
            row::{Row, picture_of},
            settings::Layout,
            state::News,
        },
    },
};

const DAY: i64 = 86_400;

/// What all rows share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    layout: Layout,
    // False for who saves data.
    pictures: bool,
    links: ArticleLinks,
    language: Language,
    // Before and after the number of views.
    views: (String, String),
    // What is young is marked with this word.
    new: Option<(i64, String)>,
    // Folded.
    query: String,
    year: i32,
}

impl Look {
    pub(super) fn of(news: News, arrangement: &Arrangement) -> Self {
        let settings = &news.attributes.read().settings;
        let words = Words::of(news.host);
        let views = words.t(Common::Views);
        let (before, after) = split_once(&views, b'#').unwrap_or((&views, ""));
        // To the hour, so that rows are not made anew with each reading of the clock.
        let now = (page::now() / 3_600_000.0) as i64 * 3_600;
        let new = arrangement.new_days.map(|days| {
            let since = now - i64::from(days) * DAY;
            (since, words.t(NewsMessage::New))
        });
        Self {
            layout: settings.layout,
            pictures: !page::saves_data(),
            links: settings.links.clone(),
            language: words.language,
            views: (before.into(), after.into()),
            new,
            query: fold(&news.asked().query),
            year: Moment::from_unix(now, Precision::Day).civil().year,
        }
    }

    fn is_new(&self, headline: &Headline) -> Option<String> {
        let (since, word) = self.new.as_ref()?;
        (headline.published?.unix() >= *since).then(|| word.clone())
    }
}

/// A row, or the first, which is larger.
#[derive(Clone)]
pub(super) struct Shown {
    pub row: Rc<Row>,
    pub look: Rc<Look>,
    pub is_lead: bool,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.row, &other.row)
            && self.is_lead == other.is_lead
            && (Rc::ptr_eq(&self.look, &other.look) || self.look == other.look)
    }
}

pub(super) fn render(shown: Shown) -> View {
    match shown.look.layout {
        Layout::DATED => dated(&shown),
        Layout::LEAD | Layout::COLUMNS if shown.is_lead => lead(&shown),
        _ => usual(&shown),
    }
}

fn lead(shown: &Shown) -> View {
    let (headline, look) = (&shown.row.headline, &shown.look);
    // Below its category's name it need not say it again.
    let is_front = look.layout == Layout::LEAD;
    let picture = picture_of(headline, false).filter(|_| look.pictures);
    let class = match picture {
        Some(_) => "lead",
        None => "lead bare",
    };
    let loading = if is_front { "eager" } else { "lazy" };
    view! {
        // The first article, which is larger than the rows.
        <li part="row lead" class=class>
            {picture.map(|src| view! {
                <span part="picture" class="picture">
                    <img part="thumbnail" src=src.clone() alt="" loading=loading decoding="async"/>
                </span>
            })}
            <div class="text">
                {headline.category.as_ref().filter(|_| is_front).map(|category| view! {
                    // The category above the title of the lead.
                    <p part="kicker" class="kicker">{category.name.clone()}</p>
                })}
                {link(headline, look)}
                {headline.summary.as_ref().filter(|_| is_front).map(|summary| view! {
                    <p part="summary">{marked(summary, &look.query)}</p>
                })}
                {about(headline, look, is_front)}
            </div>
        </li>
    }
}

fn usual(shown: &Shown) -> View {
    let (headline, look) = (&shown.row.headline, &shown.look);
    let is_full = look.layout != Layout::HEADLINES && look.layout != Layout::COLUMNS;
    let has_summary = is_full && look.layout != Layout::LEAD;
    view! {
        <li part="row">
            {picture_of(headline, look.layout != Layout::CARDS).filter(|_| is_full && look.pictures).map(|src| view! {
                <span part="picture" class="picture">
                    <img part="thumbnail" src=src.clone() alt="" loading="lazy" decoding="async"/>
                </span>
            })}
            <div class="text">
                {link(headline, look)}
                {about(headline, look, has_summary)}
                {headline.summary.as_ref().filter(|_| has_summary).map(|summary| view! {
                    <p part="summary">{marked(summary, &look.query)}</p>
                })}
            </div>
        </li>
    }
}

fn dated(shown: &Shown) -> View {
    let (headline, look) = (&shown.row.headline, &shown.look);
    view! {
        <li part="row">
            {match headline.published {
                Some(moment) => {
                    let (day, month) = calendar_leaf(&moment, &Words::here(), look.year);
                    view! {
                        // The day, as a leaf of a calendar.
                        <time part="day" class="day" datetime=moment.iso()><b>{day}</b>" "<span>{month}</span></time>
                    }
                }
                None => view! { <span class="day"></span> },
            }}
            <div class="text">
                {link(headline, look)}
                {look.is_new(headline).map(|word| view! { <div class="about">{badge(word)}</div> })}
            </div>
        </li>
    }
}

fn link(headline: &Headline, look: &Look) -> View {
    view! {
        <a part="link" href=look.links.address(&headline.id, headline.url.as_ref()) data-item=headline.id.clone()>
            <span part="title">{marked(&headline.title, &look.query)}</span>
        </a>
    }
}

/// Date, views, whether it is new.
fn about(headline: &Headline, look: &Look, has_views: bool) -> View {
    let has_clock = matches!(look.layout.name(), "list" | "cards" | "headlines");
    view! {
        <div class="about">
            {look.is_new(headline).map(badge)}
            {headline.published.map(|moment| {
                let told = match has_clock {
                    true => moment,
                    false => moment.at_most(Precision::Day),
                };
                view! {
                    <time part="date" datetime=moment.iso()>{date_line(&told, look.language)}</time>
                }
            })}
            {headline.views.filter(|_| has_views).map(|views| {
                let (before, after) = &look.views;
                view! { <span part="views">{join(&[before, &figure(views, look.language), after])}</span> }
            })}
        </div>
    }
}

fn badge(word: String) -> View {
    // The word that marks what is new.
    view! { <span part="new" class="new">{word}</span> }
}
