use super::{HO_CHI_MINH, offset};
use bangtin_model::Moment;

/// The forms of Vietnamese portals, day first: `(ngày đăng bài: 06/10/2016)`, `Thứ 6, 02.04.2021 | 18:17:27`,
/// `07/07/2020 - Lượt xem: 447`, `05/12/2017 - 09:30`, `Thứ hai, 15/01/2024`, `5-12-2017`; and the form of RSS
/// (RFC 2822, with the two-digit years and zone names of its section 4.3): `Fri, 18 Nov 2016 09:30:00 +0700`.
///
/// The first date in the text counts, with the first time in it (also `9h30` and `2:30 CH`). A time that no clock shows
/// is left out; a day that no calendar has is no date.
pub fn foreign(text: &str) -> Option<Moment> {
    let text = text.as_bytes();
    let numbers = numbers(text);
    let mut rest = numbers.as_slice();
    while let [first, more @ ..] = rest {
        if let [month, year, ..] = more
            && is_date(first, month, year)
        {
            let day = Moment::on_day(year.value, month.value, first.value)?;
            return Some(time(day, &numbers, text, |_| HO_CHI_MINH).unwrap_or(day));
        }
        if let [year, ..] = more
            && let Some(month) = month_between(text, first, year)
        {
            let day = Moment::on_day(full_year(year)?, month, first.value)?;
            return Some(time(day, more, text, zone).unwrap_or(day));
        }
        rest = more;
    }
    None
}

/// A run of digits in a text.
struct Number {
    value: u32,
    digits: usize,
    /// The byte between this and the number before, where it is the only one; else 0.
    glue: u8,
    start: usize,
    end: usize,
}

fn numbers(text: &[u8]) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut before = 0;
    for (at, byte) in text.iter().enumerate() {
        if !byte.is_ascii_digit() {
            before = *byte;
            continue;
        }
        let digit = u32::from(byte - b'0');
        match numbers.last_mut() {
            Some(number) if number.end == at => {
                number.value = number.value.saturating_mul(10).saturating_add(digit);
                number.digits += 1;
                number.end += 1;
            }
            last => {
                let glued = last.is_some_and(|last| last.end + 1 == at);
                let glue = if glued { before } else { 0 };
                numbers.push(Number {
                    value: digit,
                    digits: 1,
                    glue,
                    start: at,
                    end: at + 1,
                });
            }
        }
    }
    numbers
}

/// `5/12/2017`, `05.12.2017`, `05-12-2017`.
fn is_date(day: &Number, month: &Number, year: &Number) -> bool {
    day.digits <= 2
        && month.digits <= 2
        && year.digits == 4
        && month.glue == year.glue
        && matches!(month.glue, b'/' | b'.' | b'-')
}

/// The month that an English name between two numbers says, as in `18 Nov 2016`.
fn month_between(text: &[u8], day: &Number, year: &Number) -> Option<u32> {
    const NAMES: &[u8; 36] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let name = text.get(day.end..year.start)?.trim_ascii().get(..3)?;
    let position = NAMES
        .chunks_exact(3)
        .position(|month| month.eq_ignore_ascii_case(name))?;
    Some(position as u32 + 1)
}

fn full_year(year: &Number) -> Option<u32> {
    match (year.value, year.digits) {
        (year, 4) => Some(year),
        (year @ 0..50, 2) => Some(2_000 + year),
        (year, 2 | 3) => Some(1_900 + year),
        _ => None,
    }
}

/// The first time among the numbers; `zone` says from what follows it how many minutes it is ahead of UTC.
fn time(day: Moment, numbers: &[Number], text: &[u8], zone: fn(&[u8]) -> i32) -> Option<Moment> {
    let mut rest = numbers;
    while let [hour, more @ ..] = rest {
        if let [minute, more @ ..] = more
            && matches!(minute.glue, b':' | b'h' | b'H')
            && hour.digits <= 2
            && minute.digits == 2
        {
            let second = more
                .first()
                .filter(|second| second.glue == b':' && second.digits == 2);
            let after = text.get(second.unwrap_or(minute).end..)?.trim_ascii();
            let hour = of_24(hour.value, after);
            return day.at(
                hour,
                minute.value,
                second.map(|second| second.value),
                zone(after),
            );
        }
        rest = more;
    }
    None
}

/// The hour, where `AM`, `PM` or Vietnamese Windows' `SA`, `CH` follows; a longer word (`Chủ nhật`) is none of them.
fn of_24(hour: u32, after: &[u8]) -> u32 {
    let (word, after) = after.split_at_checked(2).unwrap_or_default();
    if after
        .first()
        .is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii())
    {
        return hour;
    }
    match (word, hour) {
        (b"AM" | b"am" | b"SA", 12) => 0,
        (b"PM" | b"pm" | b"CH", 1..12) => hour + 12,
        _ => hour,
    }
}

/// An offset, or a zone of RFC 2822, section 4.3, where a name that says nothing is UTC. A comment may follow.
fn zone(text: &[u8]) -> i32 {
    let text = text
        .split(|byte| *byte == b'(')
        .next()
        .unwrap_or(text)
        .trim_ascii_end();
    match text {
        b"GMT" => 0,
        b"ICT" => HO_CHI_MINH,
        // EST to PDT, an hour apart.
        [name, season @ (b'S' | b'D'), b'T'] => {
            let west = b"ECMP".iter().position(|first| first == name);
            let summer = i32::from(*season == b'D');
            west.map_or(0, |west| (summer - 5 - west as i32) * 60)
        }
        _ => offset(text.strip_prefix(b"GMT").unwrap_or(text)).unwrap_or(0),
    }
}
