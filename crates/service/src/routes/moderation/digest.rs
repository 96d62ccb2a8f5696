//! The news by mail, for those who answer for it: what comes next, what was sent, a trial to oneself.

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::of_its_form;
use super::queue::{Position, Visit, around, hidden, shown};
use super::refusal::{Refusal, onward};
use super::words::Lang;
use crate::app::App;
use crate::comments::iso;
use crate::config::SiteSettings;
use crate::digests::{self, Made, Trial, sends};
use crate::http::page;
use crate::mail::EmailAddress;
use crate::moderation::Session;
use crate::subscriptions::{self, Readership, Rhythm, readership};

/// The page's own path.
const PATH: &str = "/moderation/digest";
/// How many of those that were made are shown.
const SHOWN: i64 = 14;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    /// Whether a trial has just been sent.
    sent: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    sent: Result<Query<Sent>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Visit {
        session,
        sites,
        site,
        position,
    } = Visit::of(&app, session, asked)?;
    let words = words(position.lang);
    let main = if sends(site) {
        let mut read = app.store.read().await?;
        let made = digests::latest(&mut read, &site.id, SHOWN).await?;
        let readers = readership(&mut read, &site.id).await?;
        drop(read);
        let mut trials = Vec::new();
        for rhythm in Rhythm::ALL {
            let trial = digests::trial(&app, site, rhythm, subscriptions::Lang::Vi).await?;
            trials.push((rhythm, trial));
        }
        html! {
            @if sent.unwrap_or_default().0.sent { p.notice role="status" { (words.sent) } }
            (counted(&words, readers))
            @for (rhythm, trial) in &trials { (coming(&session, &position, *rhythm, trial)) }
            (before(&app, site, &position, &made))
        }
    } else {
        html! { p { (words.off) } }
    };
    let main = around(&session, &position, PATH, &sites, &main);
    let code = position.lang.code();
    Ok(page(StatusCode::OK, code, words.title, &main))
}

fn counted(words: &Words, readers: Readership) -> Markup {
    html! {
        dl {
            dt { (words.daily) } dd { (readers.daily) }
            dt { (words.weekly) } dd { (readers.weekly) }
            dt { (words.not_agreed) } dd { (readers.not_agreed) }
            dt { (words.resting) } dd { (readers.resting) }
        }
    }
}

/// What a mail would be, were it made now.
fn coming(session: &Session, position: &Position, rhythm: Rhythm, trial: &Trial) -> Markup {
    let words = words(position.lang);
    let name = match rhythm {
        Rhythm::Daily => words.next_daily,
        Rhythm::Weekly => words.next_weekly,
    };
    html! {
        h2 { (name) }
        @if trial.is_new {
            details { summary { (words.preview) } p.said lang="vi" { (trial.text) } }
        } @else {
            p { (words.nothing) }
        }
        form method="post" action=(PATH) {
            (hidden(session, position))
            input type="hidden" name="rhythm" value=(rhythm.id());
            button.plain { (words.send_trial) }
        }
    }
}

fn before(app: &App, site: &SiteSettings, position: &Position, made: &[Made]) -> Markup {
    let words = words(position.lang);
    let lang = match position.lang {
        Lang::Vi => subscriptions::Lang::Vi,
        Lang::En => subscriptions::Lang::En,
    };
    html! {
        h2 { (words.before) }
        @if made.is_empty() { p { (words.none) } }
        ul.log {
            @for made in made {
                li {
                    p { a href=(digests::address_of(app, &site.id, made.due)) { (digests::title(made.due, lang)) } }
                    p.soft {
                        (shown(&iso(made.made_ms))) " · " (words.mails) ": " (made.mails)
                        @if made.is_open { " · " (words.goes_on) }
                    }
                }
            }
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Given {
    form_token: String,
    site: String,
    rhythm: String,
    #[serde(default)]
    lang: Lang,
}

/// Sends a trial to the moderator's own address, and goes back.
pub(super) async fn send_trial(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(&app, session, &headers, &given.form_token).await?;
    let site = app.settings.site(&given.site).filter(|site| sends(site));
    let site = site.filter(|site| session.moderator.may(&site.id));
    let site = site.ok_or(Refusal::NotYours)?;
    let rhythm = Rhythm::named(&given.rhythm).ok_or(Refusal::Unreadable)?;
    let to = EmailAddress::parse(&session.moderator.email).map_err(|_| Refusal::Unreadable)?;
    digests::send_trial(&app, site, rhythm, subscriptions::Lang::Vi, to).await?;
    let position = Position {
        lang: given.lang,
        site: given.site,
        ..Position::default()
    };
    Ok(onward(&format!("{}&sent=true", position.on(PATH))))
}

struct Words {
    title: &'static str,
    off: &'static str,
    sent: &'static str,
    daily: &'static str,
    weekly: &'static str,
    not_agreed: &'static str,
    resting: &'static str,
    next_daily: &'static str,
    next_weekly: &'static str,
    preview: &'static str,
    nothing: &'static str,
    send_trial: &'static str,
    before: &'static str,
    none: &'static str,
    mails: &'static str,
    goes_on: &'static str,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Vi => Words {
            title: "Gửi tin qua thư",
            off: "Cổng thông tin này không tự gửi tin qua thư. Người quản trị bật bằng thiết lập subscribing.digest.",
            sent: "Thư thử đang được gửi đến địa chỉ của bạn.",
            daily: "Người nhận mỗi ngày",
            weekly: "Người nhận mỗi tuần",
            not_agreed: "Đã đăng ký nhưng chưa đồng ý nhận tin theo nội dung mới",
            resting: "Tạm dừng vì máy chủ thư từ chối hai lần",
            next_daily: "Thư mỗi ngày, nếu gửi lúc này",
            next_weekly: "Thư mỗi tuần, nếu gửi lúc này",
            preview: "Xem trước",
            nothing: "Chưa có tin mới; không có tin mới thì không gửi thư. Thư thử dùng các tin gần đây.",
            send_trial: "Gửi thử cho tôi",
            before: "Đã gửi",
            none: "Chưa gửi thư nào.",
            mails: "Số thư",
            goes_on: "đang gửi",
        },
        Lang::En => Words {
            title: "News by mail",
            off: "This portal sends no news by mail. The administrator switches it on by the setting subscribing.digest.",
            sent: "A trial is on its way to your address.",
            daily: "Readers each day",
            weekly: "Readers each week",
            not_agreed: "Subscribed, and have not agreed to the new text",
            resting: "Resting, because their mail server refused twice",
            next_daily: "The daily mail, were it sent now",
            next_weekly: "The weekly mail, were it sent now",
            preview: "Preview",
            nothing: "There is nothing new, and then no mail is sent. A trial has the latest articles.",
            send_trial: "Send me a trial",
            before: "Sent",
            none: "Nothing was sent yet.",
            mails: "Mails",
            goes_on: "under way",
        },
    }
}
