//! What the portal did in a period: to read, to print on A4, and as a table for a spreadsheet. All three show the same rows.

mod table;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::queue::{Position, around, sites};
use super::refusal::{Refusal, to_login};
use crate::activity::{Period, activity, day_named, name_of_day};
use crate::app::App;
use crate::config::SiteSettings;
use crate::http::page;
use crate::moderation::Session;
use table::{Section, sections};

/// The page's own path.
pub(super) const PATH: &str = "/moderation/activity";
/// The same rows for a spreadsheet.
pub(super) const CSV: &str = "/moderation/activity.csv";

/// The period that is asked for; last month, where it is none.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    from: String,
    to: String,
}

impl Asked {
    fn period(&self, today: i64) -> Option<Period> {
        let asked = day_named(&self.from).zip(day_named(&self.to));
        let asked = asked.and_then(|(first, last)| Period::of(first, last));
        asked.or_else(|| Period::month_before(today))
    }

    /// Whether what is asked for is no period.
    fn is_wrong(&self) -> bool {
        let is_asked = !self.from.is_empty() || !self.to.is_empty();
        let days = day_named(&self.from).zip(day_named(&self.to));
        is_asked
            && days
                .and_then(|(first, last)| Period::of(first, last))
                .is_none()
    }
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    own: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let Some(session) = session else {
        return Ok(to_login(position.lang));
    };
    let own = own.unwrap_or_default().0;
    let sites = sites(&app, &session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let position = position.at(site);
    let period = own.period(app.clock.today()).ok_or(Refusal::Unreadable)?;
    let words = position.lang.activity_words();
    let rows = rows(&app, site, period, &position).await?;
    let main = html! {
        (form(&position, period, own.is_wrong()))
        p.only-printed { (site.name) }
        p { (span(period, &position)) }
        @for section in &rows { (shown(section)) }
        p.soft { (words.kept) }
    };
    let main = around(&session, &position, PATH, &sites, &main);
    let code = position.lang.code();
    Ok(page(StatusCode::OK, code, words.title, &main))
}

/// The rows as CSV: UTF-8 with the mark by which spreadsheets know it.
pub(super) async fn csv(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    own: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let Some(session) = session else {
        return Ok(to_login(position.lang));
    };
    let sites = sites(&app, &session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let position = position.at(site);
    let period = own.unwrap_or_default().0.period(app.clock.today());
    let period = period.ok_or(Refusal::Unreadable)?;
    let rows = rows(&app, site, period, &position).await?;
    let name = format!(
        "attachment; filename=\"{}-{}-{}.csv\"",
        site.id,
        name_of_day(period.first()),
        name_of_day(period.last())
    );
    let headers: [(HeaderName, String); 3] = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".into()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".into()),
    ];
    Ok((headers, table::csv(&site.name, &rows)).into_response())
}

async fn rows(
    app: &App,
    site: &SiteSettings,
    period: Period,
    position: &Position,
) -> Result<Vec<Section>, Refusal> {
    let mut read = app.store.read().await?;
    let activity = activity(&mut read, site, period).await?;
    Ok(sections(&activity, position.lang))
}

fn span(period: Period, position: &Position) -> String {
    let words = position.lang.activity_words();
    let day = |day| table::day(day);
    [
        words.from,
        &day(period.first()),
        words.to,
        &day(period.last()),
    ]
    .join(" ")
}

fn form(position: &Position, period: Period, is_wrong: bool) -> Markup {
    let words = position.lang.activity_words();
    let days = Asked {
        from: name_of_day(period.first()),
        to: name_of_day(period.last()),
    };
    let csv = format!("{}&from={}&to={}", position.on(CSV), days.from, days.to);
    html! {
        form.unprinted method="get" action=(PATH) {
            input type="hidden" name="site" value=(position.site);
            input type="hidden" name="lang" value=(position.lang.code());
            @if is_wrong { p.error role="alert" { (words.wrong) } }
            label for="from" { (words.first_day) }
            input #from type="date" name="from" value=(days.from) required;
            label for="to" { (words.last_day) }
            input #to type="date" name="to" value=(days.to) required;
            p.choices { button { (words.show) } a.button.plain href=(csv) { (words.csv) } }
        }
    }
}

fn shown(section: &Section) -> Markup {
    html! {
        h2 { (section.title) }
        @if section.rows.is_empty() {
            p { (section.none) }
        } @else {
            table {
                thead { tr { @for head in &section.head { th scope="col" { (head) } } } }
                tbody {
                    @for row in &section.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(note) = &section.note { p.soft { (note) } }
    }
}
