//! The weather of a place: now, and in the next days.

use bangtin_model::{
    Moment, Precision,
    answers::{CurrentWeather, ForecastDay, Sky, Weather},
    decimal, join,
};
use bangtin_sources::date;

use crate::{
    components::Icon,
    i18n::{ExternalDataMessage, Language, Words, date_line, t, t_with, weekday_of},
    page,
    view::{View, component, view},
    widgets::external_data::SourceLine,
};

/// Hours: sources make a new forecast several times a day.
const FRESH: u64 = 3;

#[component]
pub(super) fn Shown(weather: Weather) -> View {
    let today = Moment::from_unix((page::now() / 1000.0) as i64, Precision::Day);
    let Weather {
        source,
        as_of,
        current,
        days,
        ..
    } = weather;
    // What was foreseen for days that are over helps nobody.
    let days: Vec<(Moment, ForecastDay)> = days
        .into_iter()
        .filter_map(|day| Some((date::rfc3339(&day.date)?, day)))
        .filter(|(date, _)| date.day_number() >= today.day_number())
        .collect();
    let of_today = days
        .first()
        .filter(|(date, _)| date.day_number() == today.day_number());
    let is_night = date::rfc3339(&as_of).is_some_and(|at| !(6..18).contains(&at.civil().hour));
    view! {
        <div>
            <Now current today=of_today.map(|(_, day)| day.clone()) is_night/>
            <Days days today/>
            <SourceLine source as_of stated=None fresh=FRESH/>
        </div>
    }
}

#[component]
fn Now(current: CurrentWeather, today: Option<ForecastDay>, is_night: bool) -> View {
    use ExternalDataMessage::{Highest, Humidity, Lowest, Wind};
    let language = Words::here().language;
    let range = today.map(|day| {
        join(&[
            &t_with(Highest, &whole(day.max)),
            ", ",
            &t_with(Lowest, &whole(day.min)),
        ])
    });
    let mut facts = Vec::new();
    for (icon, message, value) in [
        ("humidity", Humidity, current.humidity),
        ("wind", Wind, current.wind),
    ] {
        if let Some(value) = value {
            facts.push(view! {
                // The wind, the humidity.
                <li part="fact"><Icon name=icon.into()/>{t_with(message, &whole(value))}</li>
            });
        }
    }
    view! {
        // The weather at the time of the last answer.
        <div part="now" class="now">
            {current.sky.as_ref().map(|sky| view! { <Icon name=icon(sky.code, is_night).into()/> })}
            // The temperature.
            <p part="temperature" class="temperature">{join(&[&whole(current.temperature), "\u{a0}°C"])}</p>
            <div class="words">
                // The sky in words.
                <p part="sky">{current.sky.map(|sky| sky_words(sky, language))}</p>
                // The highest and the lowest temperature of the day.
                <p part="range" class="note">{range}</p>
            </div>
            <ul class="facts" role="list">{facts}</ul>
        </div>
    }
}

#[component]
fn Days(days: Vec<(Moment, ForecastDay)>, today: Moment) -> View {
    let any = !days.is_empty();
    let mut rows = Vec::new();
    for (date, day) in days {
        let is_today = date.day_number() == today.day_number();
        rows.push(view! { <Day date day is_today/> });
    }
    view! {
        {any.then(|| view! {
            // The forecast of the days.
            <ul part="days" class="days" role="list" aria-label=t(ExternalDataMessage::Forecast)>{rows}</ul>
        })}
    }
}

#[component]
fn Day(date: Moment, day: ForecastDay, is_today: bool) -> View {
    let words = Words::here();
    let name = match is_today {
        true => t(ExternalDataMessage::Today),
        false => weekday_of(&date, &words),
    };
    let code = day.sky.as_ref().map(|sky| sky.code);
    let rain = day.rain.filter(|rain| *rain >= 1.0);
    let rain = rain.map(|rain| t_with(ExternalDataMessage::Rain, &whole(rain)));
    view! {
        // A day.
        <li part="day">
            <time datetime=date.iso() title=date_line(&date, words.language)>{name}</time>
            {code.map(|code| view! { <Icon name=icon(code, false).into()/> })}
            <span class="sky">
                {day.sky.map(|sky| sky_words(sky, words.language))}
                {rain.map(|rain| view! { <span class="note">{rain}</span> })}
            </span>
            <b>{join(&[&whole(day.max), "°\u{a0}/\u{a0}", &whole(day.min), "°"])}</b>
        </li>
    }
}

fn sky_words(sky: Sky, language: Language) -> String {
    match language {
        Language::Vi => sky.text_vi,
        Language::En => sky.text_en,
    }
}

/// The drawing for a code of the WMO's table 4677, as far as forecasts use it.
fn icon(code: u64, is_night: bool) -> &'static str {
    match code {
        0 if is_night => "moon",
        0 => "sun",
        1 | 2 if !is_night => "cloudsun",
        45 | 48 => "fog",
        51..=57 => "drizzle",
        61..=67 | 80..=82 => "rain",
        71..=77 | 85 | 86 => "snow",
        95..=99 => "storm",
        _ => "cloud",
    }
}

/// The nearest whole number, with the sign of typesetters.
fn whole(value: f64) -> String {
    let number = (value.abs() + 0.5) as u64;
    let sign = if value < 0.0 && number > 0 { "−" } else { "" };
    join(&[sign, &decimal(number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temperatures_are_whole_and_below_zero_too() {
        let check = |value, expected| assert_eq!(whole(value), expected);
        check(24.4, "24");
        check(24.5, "25");
        check(-0.4, "0");
        check(-3.6, "−4");
    }

    #[test]
    fn the_drawing_fits_the_sky() {
        assert_eq!(icon(0, false), "sun");
        assert_eq!(icon(0, true), "moon");
        assert_eq!(icon(2, true), "cloud");
        assert_eq!(
            [3, 45, 53, 81, 96].map(|code| icon(code, false)),
            ["cloud", "fog", "drizzle", "rain", "storm"]
        );
    }
}
