//! One article, as the layout has it.

use std::rc::Rc;

use bangtin_model::{Headline, Moment, Precision, join};
use bangtin_sources::fold;

use super::{arrangement::Arrangement, flags::Counts, marks::marked};
use crate::{
    i18n::{Common, Language, NewsMessage, Words, calendar_leaf, date_line, figure, filled, signs},
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

// Their places in [`Look::phrases`].
const VIEWS: usize = 0;
const COMMENTS: usize = 1;
const STARS: usize = 2;

/// What all rows share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    layout: Layout,
    // False for who saves data.
    pictures: bool,
    links: ArticleLinks,
    language: Language,
    // What is said of an article, with a place to fill, marked `#`.
    phrases: [String; 3],
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
            phrases: [
                words.t(Common::Views),
                words.t(NewsMessage::Comments),
                words.t(NewsMessage::Stars),
            ],
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
    pub counts: Counts,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.row, &other.row)
            && self.is_lead == other.is_lead
            && self.counts == other.counts
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
                {about(shown, is_front)}
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
                {about(shown, has_summary)}
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

/// Date, how often it was read, what readers have added, whether it is new.
fn about(shown: &Shown, has_counts: bool) -> View {
    let (headline, look) = (&shown.row.headline, &shown.look);
    let counts = if has_counts {
        shown.counts
    } else {
        Counts::default()
    };
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
            {headline.views.filter(|_| has_counts).map(|views| view! {
                <span part="views">{told(look, VIEWS, &figure(views, look.language))}</span>
            })}
            {(counts.comments > 0).then(|| view! {
                // How many comments it has.
                <span part="comments">{told(look, COMMENTS, &figure(counts.comments, look.language))}</span>
            })}
            {(counts.rating.count > 0).then(|| {
                let mean = counts.rating.value(signs(look.language).1);
                let voters = figure(counts.rating.count, look.language);
                // Its mean of stars, and of how many readers.
                view! { <span part="stars">{join(&[&told(look, STARS, &mean), " (", &voters, ")"])}</span> }
            })}
        </div>
    }
}

fn told(look: &Look, phrase: usize, value: &str) -> String {
    let phrase = look.phrases.get(phrase).map_or("", String::as_str);
    filled(phrase, value)
}

fn badge(word: String) -> View {
    // The word that marks what is new.
    view! { <span part="new" class="new">{word}</span> }
}
