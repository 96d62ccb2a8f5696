//! What is held about a subscriber, as a page with forms.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use maud::{Markup, html};
use url::form_urlencoded;

use super::Note;
use crate::routes::link_page::LinkPage;
use crate::routes::subscriptions::words;
use crate::routes::subscriptions::words::Words;
use crate::subscriptions::{Lang, Report, Rhythm, Subscriber, SubscriptionState, notice, sends};

/// The data, and a form for each thing that can be done with them.
pub(super) fn everything(
    page: &LinkPage,
    report: &Report,
    subscriber: &Subscriber,
    note: Note,
) -> Markup {
    html! {
        @if let Some(note) = note { p role="status" { strong { (note) } } }
        p { (page.site.name) }
        (facts(page, report, subscriber))
        @if report.state == SubscriptionState::Confirmed { (rhythm(page, report)) (topics(page, report)) }
        @if report.state != SubscriptionState::Unsubscribed { (leaving(page)) }
        (record(page, report))
        (erasing(page))
    }
}

fn facts(page: &LinkPage, report: &Report, subscriber: &Subscriber) -> Markup {
    let words = page.words();
    let times = [
        (words.asked, Some(subscriber.asked_ms)),
        (words.confirmed, subscriber.confirmed_ms),
        (words.unsubscribed, subscriber.unsubscribed_ms),
    ];
    html! {
        dl {
            dt { (words.address) } dd { (report.email) }
            dt { (words.state) } dd { (words::state(page.lang, report.state)) }
            @for (name, at) in times {
                @if let Some(at) = at { dt { (name) } dd { (moment(at, page.lang)) } }
            }
        }
    }
}

fn topics(page: &LinkPage, report: &Report) -> Markup {
    let words = page.words();
    let choices = notice(&page.site, page.lang).map(|notice| notice.topics);
    let choices = choices.unwrap_or_default();
    html! {
        @if !choices.is_empty() {
            h2 { (words.topics) }
            form method="post" {
                input type="hidden" name="act" value="topics";
                @for topic in choices {
                    label.check {
                        input type="checkbox" name="topics" value=(topic.id) checked[report.topics.contains(&topic.id)];
                        span { (topic.name) }
                    }
                }
                p { button { (words.save) } }
            }
        }
    }
}

/// How often the news comes. Where an older text did not say so, the new one stands above the choice, with a box that nobody ticked.
fn rhythm(page: &LinkPage, report: &Report) -> Markup {
    let words = page.words();
    let text = notice(&page.site, page.lang).filter(|_| sends(&page.site));
    html! {
        @if let Some(text) = text {
            h2 { (words.rhythm) }
            @if report.resting.is_some() { p.error { (words.resting) } }
            form method="post" {
                @if report.rhythm.is_some() {
                    input type="hidden" name="act" value="rhythm";
                    (choices(&words, page.lang, report.rhythm))
                } @else {
                    input type="hidden" name="act" value="agree";
                    input type="hidden" name="version" value=(text.version);
                    p { (words.agree_lead) }
                    (choices(&words, page.lang, None))
                    label.check {
                        input type="checkbox" name="consent" value="on" required;
                        span { (text.consent) }
                    }
                    p.soft { (text.controller) br; (text.data) br; (text.retention) }
                    ul.soft { @for right in &text.rights { li { (right) } } }
                }
                p { button { (words.save_rhythm) } }
            }
        }
    }
}

fn choices(words: &Words, lang: Lang, chosen: Option<Rhythm>) -> Markup {
    html! {
        fieldset {
            legend { (words.rhythm) }
            @for rhythm in Rhythm::ALL {
                label.check {
                    input type="radio" name="rhythm" value=(rhythm.id()) required checked[chosen == Some(rhythm)];
                    span { (rhythm.name(lang)) }
                }
            }
        }
    }
}

fn leaving(page: &LinkPage) -> Markup {
    let words = page.words();
    html! {
        h2 { (words.unsubscribe_title) }
        form method="post" {
            input type="hidden" name="act" value="unsubscribe";
            button.plain { (words.unsubscribe_button) }
        }
    }
}

fn record(page: &LinkPage, report: &Report) -> Markup {
    let words = page.words();
    let copy = format!(
        "me?{}",
        form_urlencoded::Serializer::new(String::new())
            .append_pair("t", &page.token)
            .finish()
    );
    html! {
        h2 { (words.record) }
        ol {
            @for act in &report.consents {
                li {
                    (words::act(page.lang, &act.act)) " – " (stated(&act.at, page.lang))
                    @if let Some(rhythm) = Rhythm::named(&act.rhythm) { br; span.soft { (rhythm.name(page.lang)) } }
                    @if !act.topics.is_empty() { br; span.soft { (words.topics) ": " (named(page, &act.topics)) } }
                    @if !act.page.is_empty() { br; span.soft { (act.page) } }
                }
            }
        }
        @if let Some(act) = report.consents.last() {
            p.soft.lines lang=(act.lang) { (act.text) }
        }
        @if !report.answers.is_empty() {
            h3 { (words.answers) }
            ul {
                @for answer in &report.answers {
                    li {
                        (words.answer_asked) " " (stated(&answer.asked, page.lang))
                        @if answer.confirmed.is_none() { br; span.soft { (words::state(page.lang, SubscriptionState::Pending)) } }
                    }
                }
            }
        }
        p { a href=(copy) { (words.copy) } }
    }
}

fn erasing(page: &LinkPage) -> Markup {
    let words = page.words();
    html! {
        h2 { (words.erase_title) }
        p { (words.erase_lead) }
        form method="post" {
            input type="hidden" name="act" value="erase";
            label.check {
                input type="checkbox" name="sure" value="yes" required;
                span { (words.erase_sure) }
            }
            p { button.plain { (words.erase_button) } }
        }
    }
}

/// The names of topics; the id of one that the site does not have any more.
fn named(page: &LinkPage, ids: &[String]) -> String {
    let known = notice(&page.site, page.lang).map(|notice| notice.topics);
    let known = known.unwrap_or_default();
    let name = |id: &String| {
        let topic = known.iter().find(|topic| topic.id == *id);
        topic.map_or_else(|| id.clone(), |topic| topic.name.clone())
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn stated(rfc3339: &str, lang: Lang) -> String {
    let at = rfc3339.parse::<Timestamp>().unwrap_or_default();
    moment(at.as_millisecond(), lang)
}

/// A time for people, on the clocks of Viet Nam.
fn moment(ms: i64, lang: Lang) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or_default();
    let at = at.to_zoned(TimeZone::fixed(Offset::constant(7)));
    let form = match lang {
        Lang::Vi => "%H:%M ngày %d/%m/%Y",
        Lang::En => "%-d %B %Y, %H:%M (UTC+7)",
    };
    at.strftime(form).to_string()
}
