//! What the portal did in a period: to read, to print on A4, and as a table for a spreadsheet. All three show the same rows.

mod table;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use bangtin_model::answers::FieldError;
use bangtin_model::grouped;
use maud::{Markup, html};

use super::queue::{Position, Visit, around, sites};
use super::refusal::Refusal;
use super::words::Lang;
use crate::activity::{Period, activity, day_named, name_of_day};
use crate::app::App;
use crate::config::SiteSettings;
use crate::http::page;
use crate::moderation::Session;
use crate::problem::Problem;
use table::{Section, sections};

/// The page's own path.
pub(super) const PATH: &str = "/moderation/activity";
/// The same rows for a spreadsheet.
pub(super) const CSV: &str = "/moderation/activity.csv";
/// What is said of the days that were typed.
const WRONG: &str = "wrong-period";

/// The period that is asked for: last month, where it is none. None where what was typed is no period.
fn period(position: &Position, today: i64) -> Option<Period> {
    if position.from.is_empty() && position.to.is_empty() {
        return Period::month_before(today);
    }
    Period::of(day_named(&position.from)?, day_named(&position.to)?)
}

/// The same place with this period in it, which its links then carry on.
fn within(position: Position, period: Period) -> Position {
    Position {
        from: name_of_day(period.first()),
        to: name_of_day(period.last()),
        ..position
    }
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Visit {
        session,
        sites,
        site,
        position,
    } = Visit::of(&app, session, asked)?;
    let (lang, words) = (position.lang, position.lang.activity_words());
    let whole = |status, position: &Position, main: &Markup| {
        let main = around(&session, position, PATH, &sites, main);
        page(status, lang.code(), words.title, &main)
    };
    let Some(period) = period(&position, app.clock.today()) else {
        let main = form(&position, true);
        return Ok(whole(StatusCode::UNPROCESSABLE_ENTITY, &position, &main));
    };
    let position = within(position, period);
    let sections = counted(&app, site, period, lang).await?;
    let kept = app.settings.limits.waiting_comment_days.to_string();
    let main = html! {
        (form(&position, false))
        p.only-printed { (site.name) }
        p { (span(period, lang)) }
        @for (at, section) in sections.iter().enumerate() { (shown(at, section, lang)) }
        p.soft { (words.kept.replace('#', &kept)) }
    };
    Ok(whole(StatusCode::OK, &position, &main))
}

/// The rows as CSV: UTF-8 with the mark by which spreadsheets know it.
pub(super) async fn csv(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Refusal> {
    let read = asked.map(|Query(position)| position);
    let lang = read.as_ref().map_or(Lang::default(), |one| one.lang);
    let session = session.ok_or(Refusal::ToLogin(lang))?;
    let Ok(position) = read else {
        return Ok(wrong());
    };
    let sites = sites(&app, &session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let Some(period) = period(&position, app.clock.today()) else {
        return Ok(wrong());
    };
    let sections = counted(&app, site, period, lang).await?;
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
    let head = [site.name.clone(), span(period, lang)];
    Ok((headers, table::csv(&head, &sections)).into_response())
}

/// The answer to a program that asks for no period.
fn wrong() -> Response {
    let error = |field: &str| FieldError {
        field: field.into(),
        code: "invalid".into(),
    };
    Problem::fields(["from", "to"].map(error).into()).into_response()
}

async fn counted(
    app: &App,
    site: &SiteSettings,
    period: Period,
    lang: Lang,
) -> Result<Vec<Section>, Refusal> {
    let mut read = app.store.read().await?;
    let activity = activity(&mut read, site, period, app.clock.today()).await?;
    Ok(sections(&activity, lang))
}

/// `Từ ngày 01/11/2026 đến hết ngày 30/11/2026`
fn span(period: Period, lang: Lang) -> String {
    let words = lang.activity_words();
    let (first, last) = (table::day(period.first()), table::day(period.last()));
    [words.from, &first, words.to, &last].join(" ")
}

/// What was typed stays in it.
fn form(position: &Position, is_wrong: bool) -> Markup {
    let words = position.lang.activity_words();
    let wrong = is_wrong.then_some("true");
    let why = is_wrong.then_some(WRONG);
    html! {
        form.unprinted method="get" action=(PATH) {
            input type="hidden" name="site" value=(position.site);
            input type="hidden" name="lang" value=(position.lang.code());
            @if is_wrong { p.error id=(WRONG) role="alert" { (words.wrong) } }
            label for="from" { (words.first_day) }
            input #from type="date" name="from" value=(position.from) required aria-invalid=[wrong] aria-describedby=[why];
            label for="to" { (words.last_day) }
            input #to type="date" name="to" value=(position.to) required aria-invalid=[wrong] aria-describedby=[why];
            p.choices {
                button { (words.show) }
                @if !is_wrong { a.button.plain href=(position.on(CSV)) { (words.csv) } }
            }
        }
    }
}

fn shown(at: usize, section: &Section, lang: Lang) -> Markup {
    let heading = format!("section-{at}");
    html! {
        h2 id=(heading) { (section.title) }
        @if section.rows.is_empty() {
            p { (section.none) }
        } @else {
            table aria-labelledby=(heading) {
                thead { tr { @for head in &section.head { th scope="col" { (head) } } } }
                tbody {
                    @for row in &section.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (cell) } } @else { td { (legible(cell, lang)) } }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(note) = &section.note { p.soft { (note) } }
    }
}

/// A whole number with its thousands apart, anything else as it is. In the spreadsheet it stays a number.
fn legible(cell: &str, lang: Lang) -> String {
    let sign = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let number = cell.parse();
    number.map_or_else(|_| cell.to_owned(), |number| grouped(number, Some(sign)))
}

#[cfg(test)]
mod tests {
    use super::legible;
    use crate::routes::moderation::words::Lang;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(legible("1204871", Lang::Vi), "1.204.871");
        assert_eq!(legible("3871", Lang::En), "3,871");
        for same in ["998", "4,5", "30/11/2026", "2:46"] {
            assert_eq!(legible(same, Lang::Vi), same);
        }
    }
}
