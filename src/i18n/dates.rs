//! Dates as readers see them, always in Asia/Ho_Chi_Minh. Written by hand: the browser's own formatter costs a slow phone 100 ms or more.

use bangtin_model::{Civil, Moment, Precision, grouped};

use super::{Common, Language, Words};

/// `18/11/2026`, in English `18 Nov 2026`, with ` 09:30` behind it where the source knows the time.
pub fn date_line(moment: &Moment, language: Language) -> String {
    let civil = moment.civil();
    let mut line = day(&civil, language);
    if moment.precision() != Precision::Day {
        line.push(' ');
        clock(&mut line, &civil);
    }
    line
}

/// `Thứ tư, 18/11/2026, 09:30`, in English `Wednesday, 18 Nov 2026, 09:30`.
pub fn long_date(moment: &Moment, language: Language) -> String {
    let civil = moment.civil();
    let mut line = String::from(weekday(civil.weekday, language));
    line.push_str(", ");
    line.push_str(&day(&civil, language));
    if moment.precision() != Precision::Day {
        line.push_str(", ");
        clock(&mut line, &civil);
    }
    line
}

/// The age of a saved copy: the time if it was saved today, else the day and the time. Both in milliseconds since 1970.
pub fn saved_line(words: &Words, saved: f64, now: f64) -> String {
    let saved = Moment::from_unix((saved / 1000.0) as i64, Precision::Minute);
    let now = Moment::from_unix((now / 1000.0) as i64, Precision::Minute);
    if saved.day_number() == now.day_number() {
        let mut time = String::new();
        clock(&mut time, &saved.civil());
        words.t_with(Common::SavedAt, &time)
    } else {
        words.t_with(Common::SavedOn, &date_line(&saved, words.language))
    }
}

/// A whole number in groups of three: `1.832.541`, in English `1,832,541`.
pub fn figure(n: u64, language: Language) -> String {
    grouped(n, Some(signs(language).0))
}

/// What stands between groups of three digits, and before decimals.
pub fn signs(language: Language) -> (char, char) {
    match language {
        Language::Vi => ('.', ','),
        Language::En => (',', '.'),
    }
}

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

fn day(civil: &Civil, language: Language) -> String {
    let mut line = String::new();
    two(&mut line, civil.day);
    // In English the order differs from country to country: the month has its name.
    let is_named = language == Language::En;
    let between = if is_named { ' ' } else { '/' };
    line.push(between);
    if is_named {
        let end = usize::from(civil.month) * 3;
        line.push_str(MONTHS.get(end.wrapping_sub(3)..end).unwrap_or_default());
    } else {
        two(&mut line, civil.month);
    }
    line.push(between);
    let year = civil.year.clamp(0, 9999);
    two(&mut line, (year / 100) as u8);
    two(&mut line, (year % 100) as u8);
    line
}

fn clock(line: &mut String, civil: &Civil) {
    two(line, civil.hour);
    line.push(':');
    two(line, civil.minute);
}

fn two(line: &mut String, number: u8) {
    line.push(char::from(b'0' + number / 10 % 10));
    line.push(char::from(b'0' + number % 10));
}

fn weekday(day: u8, language: Language) -> &'static str {
    let (vi, en) = match day {
        0 => ("Thứ hai", "Monday"),
        1 => ("Thứ ba", "Tuesday"),
        2 => ("Thứ tư", "Wednesday"),
        3 => ("Thứ năm", "Thursday"),
        4 => ("Thứ sáu", "Friday"),
        5 => ("Thứ bảy", "Saturday"),
        _ => ("Chủ nhật", "Sunday"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
