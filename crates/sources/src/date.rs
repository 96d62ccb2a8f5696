//! Dates as feeds and portals write them. Whatever names no offset is Asia/Ho_Chi_Minh.

mod foreign;
#[cfg(test)]
mod tests;
mod words;

use bangtin_model::Moment;

pub use foreign::foreign;

/// Minutes ahead of UTC in Việt Nam.
const HO_CHI_MINH: i32 = 7 * 60;

/// Any form this module knows: [`rfc3339`] first, then [`foreign`]. `None` also for a day no calendar has.
pub fn parse(text: &str) -> Option<Moment> {
    rfc3339(text).or_else(|| foreign(text))
}

/// RFC 3339 (`2026-11-18T09:30:00+07:00`), also with a space for the `T`, without seconds, without an offset, or the
/// date alone. The precision is that of what is written; fractions of a second are dropped.
pub fn rfc3339(text: &str) -> Option<Moment> {
    let [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] = text.as_bytes().trim_ascii() else {
        return None;
    };
    let day = Moment::on_day(two(*a, *b) * 100 + two(*c, *d), two(*e, *f), two(*g, *h))?;
    let (hour, minute, rest) = match rest {
        [] => return Some(day),
        [b'T' | b't' | b' ', a, b, b':', c, d, rest @ ..] => (two(*a, *b), two(*c, *d), rest),
        _ => return None,
    };
    let (second, rest) = match rest {
        [b':', a, b, rest @ ..] => (Some(two(*a, *b)), without_fraction(rest)),
        _ => (None, rest),
    };
    day.at(hour, minute, second, offset(rest)?)
}

/// Two digits as a number; for what are none, one that no year, day or clock has.
fn two(tens: u8, ones: u8) -> u32 {
    if tens.is_ascii_digit() && ones.is_ascii_digit() {
        u32::from(tens - b'0') * 10 + u32::from(ones - b'0')
    } else {
        1_000
    }
}

fn without_fraction(text: &[u8]) -> &[u8] {
    let Some(mut rest) = text.strip_prefix(b".") else {
        return text;
    };
    while let [b'0'..=b'9', more @ ..] = rest {
        rest = more;
    }
    rest
}

/// Minutes ahead of UTC: `Z`, `+07:00`, `+0700`, `+07`, `+7` or nothing.
fn offset(text: &[u8]) -> Option<i32> {
    let (sign, hours, minutes) = match text.trim_ascii_start() {
        [] => return Some(HO_CHI_MINH),
        [b'Z' | b'z'] => return Some(0),
        [sign, a, b, b':', c, d] | [sign, a, b, c, d] => (sign, two(*a, *b), two(*c, *d)),
        [sign, a, b] => (sign, two(*a, *b), 0),
        [sign, b] => (sign, two(b'0', *b), 0),
        _ => return None,
    };
    let minutes = (hours < 24 && minutes < 60).then_some((hours * 60 + minutes) as i32)?;
    match sign {
        b'+' => Some(minutes),
        b'-' => Some(-minutes),
        _ => None,
    }
}
