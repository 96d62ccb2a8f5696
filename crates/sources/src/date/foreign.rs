use super::words::{afternoon, english_month, is_month_word, named_month};
use super::{HO_CHI_MINH, offset, two};
use bangtin_model::{Moment, Precision};

/// The forms of Vietnamese portals, day first: `(ngày đăng bài: 06/10/2016)`, `Thứ 6, 02.04.2021 | 18:17:27`,
/// `07/07/2020 - Lượt xem: 447`, `05/12/2017 - 09:30`, `5-12-2017`, `Thứ Tư, ngày 25 tháng 11 năm 2026`, `25 Thg11 2026`; the form of
/// RSS (RFC 2822, with the two-digit years and zone names of its section 4.3): `Fri, 18 Nov 2016 09:30:00 +0700`; the month before the
/// day (`Nov 25 10:30:00 2026`; in digits only where AM or PM says that the program speaks English: `11/25/2026 10:30:00 AM`); the year
/// first (`2026/11/25`, `20261125T103000`); and seconds or milliseconds since 1970, also as ASP.NET writes them: `/Date(1795577400000)/`.
///
/// The first date in the text counts, with the first time in it (also `9h30` and `2:30 CH`). A time that no clock shows
/// is left out; a day that no calendar has is no date.
pub fn foreign(text: &str) -> Option<Moment> {
    let text = text.as_bytes().trim_ascii();
    let numbers = numbers(text);
    if let Some(moment) = numbers
        .first()
        .and_then(|first| alone(text, first, &numbers))
    {
        return Some(moment);
    }
    let mut rest = numbers.as_slice();
    let mut before = 0;
    while let [first, more @ ..] = rest {
        if let Some(date) = date(text, before, first, more) {
            let day = Moment::on_day(date.year, date.month, date.day)?;
            let behind = if date.words { more } else { &numbers };
            let found = time(day, behind, text, &date);
            let elsewhere = || {
                if PROSE {
                    time(day, &numbers, text, &date)
                } else {
                    None
                }
            };
            return Some(found.or_else(elsewhere).unwrap_or(day));
        }
        before = first.end;
        rest = more;
    }
    None
}

/// Whether dates are also read as sentences have them: `9 giờ 30`, and a time before a day in words.
const PROSE: bool = cfg!(feature = "prose-dates");

/// The hour in words, with its marks as one letter or apart.
const HOURS: [&str; 3] = ["giờ", "gio\u{31b}\u{300}", "Giờ"];

/// A run of digits in a text.
struct Number {
    value: u32,
    digits: usize,
    /// The byte between this and the number before, where it is the only one; else 0.
    glue: u8,
    start: usize,
    end: usize,
}

/// A date among numbers, which no calendar may have.
struct Date {
    year: u32,
    month: u32,
    day: u32,
    /// Whether the month is a word. Then the time stands behind the day.
    words: bool,
    /// Where the year begins.
    year_at: usize,
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

/// A number that is a moment by itself: since 1970, or a date without anything between its parts.
fn alone(text: &[u8], first: &Number, numbers: &[Number]) -> Option<Moment> {
    let digits = text.get(first.start..first.end)?;
    let is_all = first.start == 0 && first.end == text.len();
    let is_asp = text.get(..first.start)?.ends_with(b"Date(");
    match digits.len() {
        10 if is_all => Some(Moment::from_unix(first.value.into(), Precision::Second)),
        // Milliseconds: the last three digits are left out.
        12..=14 if is_asp || (is_all && digits.len() == 13) => {
            let seconds = digits.get(..digits.len() - 3)?;
            let seconds = seconds
                .iter()
                .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
            Some(Moment::from_unix(seconds, Precision::Second))
        }
        8 | 14 if first.start == 0 => compact(text, digits, numbers),
        _ => None,
    }
}

/// `20261125`, `20261125103000`, `20261125T103000Z`
fn compact(text: &[u8], digits: &[u8], numbers: &[Number]) -> Option<Moment> {
    let [a, b, c, d, e, f, g, h, clock @ ..] = digits else {
        return None;
    };
    let day = Moment::on_day(two(*a, *b) * 100 + two(*c, *d), two(*e, *f), two(*g, *h))?;
    let behind = numbers.get(1).filter(|clock| clock.glue == b'T');
    let (clock, end) = match behind {
        Some(clock) => (text.get(clock.start..clock.end)?, clock.end),
        None => (clock, digits.len()),
    };
    let at = |hour, minute, second| day.at(hour, minute, second, zone(text.get(end..)?)?);
    let moment = match clock {
        [a, b, c, d] => at(two(*a, *b), two(*c, *d), None),
        [a, b, c, d, e, f] => at(two(*a, *b), two(*c, *d), Some(two(*e, *f))),
        _ => None,
    };
    Some(moment.unwrap_or(day))
}

/// The date that begins with this number; `before` is where the number before ended.
fn date(text: &[u8], before: usize, first: &Number, more: &[Number]) -> Option<Date> {
    let next = more.first()?;
    if let Some(last) = more.get(1) {
        if is_date(first, next, last) {
            let swapped = next.value > 12 && first.value <= 12 && is_english(text, last.end);
            let (month, day) = if swapped {
                (first, next)
            } else {
                (next, first)
            };
            return Some(Date::of(last.value, month.value, day.value, last));
        }
        if is_date(last, next, first) {
            return Some(Date::of(first.value, next.value, last.value, first));
        }
        if next.digits <= 2 && is_month_word(text.get(first.end..next.start)?) {
            let year = full_year(last)?;
            return Some(Date {
                words: true,
                ..Date::of(year, next.value, first.value, last)
            });
        }
    }
    if let Some(month) = named_month(text.get(first.end..next.start)?) {
        return Some(Date {
            words: true,
            ..Date::of(full_year(next)?, month, first.value, next)
        });
    }
    let month = english_month(text.get(before..first.start)?)?;
    let year = more.iter().find(|number| number.digits == 4)?;
    (first.digits <= 2).then(|| Date {
        words: true,
        ..Date::of(year.value, month, first.value, year)
    })
}

impl Date {
    fn of(year: u32, month: u32, day: u32, stands: &Number) -> Self {
        Self {
            year,
            month,
            day,
            words: false,
            year_at: stands.start,
        }
    }
}

/// `5/12/2017`, `05.12.2017`, `05-12-2017`.
fn is_date(day: &Number, month: &Number, year: &Number) -> bool {
    let (one, other) = if day.start < year.start {
        (month, year)
    } else {
        (month, day)
    };
    day.digits <= 2
        && month.digits <= 2
        && year.digits == 4
        && one.glue == other.glue
        && matches!(one.glue, b'/' | b'.' | b'-')
}

/// Whether AM or PM stands behind here.
fn is_english(text: &[u8], from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    rest.windows(2)
        .any(|two| two.eq_ignore_ascii_case(b"am") || two.eq_ignore_ascii_case(b"pm"))
}

fn full_year(year: &Number) -> Option<u32> {
    match (year.value, year.digits) {
        (year, 4) => Some(year),
        (year @ 0..50, 2) => Some(2_000 + year),
        (year, 2 | 3) => Some(1_900 + year),
        _ => None,
    }
}

/// The first time among the numbers. What follows it may say how many minutes it is ahead of UTC.
fn time(day: Moment, numbers: &[Number], text: &[u8], date: &Date) -> Option<Moment> {
    let mut rest = numbers;
    while let [hour, more @ ..] = rest {
        if let [minute, more @ ..] = more
            && hour.digits <= 2
            && (minute.digits == 2 && matches!(minute.glue, b':' | b'h' | b'H')
                || PROSE && minute.digits <= 2 && is_hour(text, hour, minute))
        {
            let second = more
                .first()
                .filter(|second| second.glue == b':' && second.digits == 2);
            let end = second.unwrap_or(minute).end;
            // `10:30:00 ICT 2026`
            let to = if date.words && date.year_at > end {
                date.year_at
            } else {
                text.len()
            };
            let after = text.get(end..to)?.trim_ascii();
            let (is_afternoon, after) = afternoon(after);
            let hour = match (is_afternoon, hour.value) {
                (Some(false), 12) => 0,
                (Some(true), hour @ 1..12) => hour + 12,
                (_, hour) => hour,
            };
            // Words of a portal say nothing of a zone; a name of one that nobody knows is UTC (RFC 2822, 4.3).
            let is_name = date.words && (!PROSE || after.iter().all(u8::is_ascii_uppercase));
            let zone = zone(after).unwrap_or(if is_name { 0 } else { HO_CHI_MINH });
            return day.at(hour, minute.value, second.map(|second| second.value), zone);
        }
        rest = more;
    }
    None
}

/// Whether hour and minute stand as `10 giờ 30`, and the minute is no day: `10 giờ 25/11`.
fn is_hour(text: &[u8], hour: &Number, minute: &Number) -> bool {
    let between = text.get(hour.end..minute.start).unwrap_or_default();
    let is_word = HOURS
        .iter()
        .any(|word| between.trim_ascii() == word.as_bytes());
    is_word && !matches!(text.get(minute.end), Some(b'/' | b'.' | b'-'))
}

/// How many minutes an offset or a zone of RFC 2822, section 4.3, is ahead of UTC; `None` for a name that says nothing, which is UTC
/// there. A comment may follow.
fn zone(text: &[u8]) -> Option<i32> {
    let text = text
        .split(|byte| *byte == b'(')
        .next()
        .unwrap_or(text)
        .trim_ascii();
    match text {
        b"GMT" | b"UTC" => Some(0),
        b"ICT" => Some(HO_CHI_MINH),
        // EST to PDT, an hour apart.
        [name, season @ (b'S' | b'D'), b'T'] => {
            let west = b"ECMP".iter().position(|first| first == name)?;
            let summer = i32::from(*season == b'D');
            Some((summer - 5 - west as i32) * 60)
        }
        // Ho_Chi_Minh, Saigon, Bangkok: no portal of Viet Nam names another.
        [b'A', b's', b'i', b'a', b'/', ..] => Some(HO_CHI_MINH),
        [sign, hour, b':', tens, ones] => offset(&[*sign, b'0', *hour, b':', *tens, *ones]),
        _ => match text.strip_prefix(b"GMT").or(text.strip_prefix(b"UTC")) {
            Some(rest) => zone(rest),
            None => offset(text),
        },
    }
}
