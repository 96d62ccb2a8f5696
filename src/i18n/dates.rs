//! Dates as readers see them, always in Asia/Ho_Chi_Minh. Written by hand: the browser's own formatter costs a slow phone 100 ms or more.

use bangtin_model::{Civil, Moment, Precision, decimal, grouped};

use super::{Common, Language, Message, NewsMessage, Words};

/// `18/11/2026`, in English `18 Nov 2026`, with ` 09:30` behind it where the source knows the time.
pub fn date_line(moment: &Moment, language: Language) -> String {
    let civil = moment.civil();
    let mut line = String::new();
    day(&mut line, &civil, language);
    if moment.precision() != Precision::Day {
        line.push(' ');
        clock(&mut line, &civil);
    }
    line
}

/// The day and the month for a leaf of a calendar: `18` and `Th. 11`, in English `Nov`; with the year where it is not this one.
pub fn calendar_leaf(moment: &Moment, words: &Words, this_year: i32) -> (String, String) {
    let civil = moment.civil();
    let mut number = String::new();
    two(&mut number, civil.day);
    let mut month = match words.language {
        Language::Vi => words.t_with(NewsMessage::Month, &decimal(civil.month.into())),
        Language::En => month_name(&civil).into(),
    };
    if civil.year != this_year {
        month.push(if words.language == Language::Vi {
            '/'
        } else {
            ' '
        });
        month.push_str(&decimal(civil.year.unsigned_abs().into()));
    }
    (number, month)
}

/// `09:30 Thứ Tư, 18/11/2026`, in English `Wednesday, 18 Nov 2026, 09:30`. Days of the week have capitals, as decree 30/2020 has it.
pub fn long_date(moment: &Moment, words: &Words) -> String {
    let (civil, language) = (moment.civil(), words.language);
    let has_clock = moment.precision() != Precision::Day;
    let mut line = String::new();
    if has_clock && language == Language::Vi {
        clock(&mut line, &civil);
        line.push(' ');
    }
    line.push_str(&words.t(weekday(&civil)));
    line.push_str(", ");
    day(&mut line, &civil, language);
    if has_clock && language == Language::En {
        line.push_str(", ");
        clock(&mut line, &civil);
    }
    line
}

/// The age of a saved copy: the time, and the day where that is not today. Both in milliseconds since 1970.
pub fn saved_line(words: &Words, saved: f64, now: f64) -> String {
    let saved = Moment::from_unix((saved / 1000.0) as i64, Precision::Minute);
    words.t_with(Common::SavedAt, &time_line(words, &saved, now))
}

/// `09:30`, and ` ngày 25/11/2026` behind it where that is not today. `now` in milliseconds since 1970.
pub fn time_line(words: &Words, moment: &Moment, now: f64) -> String {
    let now = Moment::from_unix((now / 1000.0) as i64, Precision::Minute);
    let mut time = String::new();
    clock(&mut time, &moment.civil());
    if moment.day_number() != now.day_number() {
        time.push_str(&words.t(Common::OnDay));
        day(&mut time, &moment.civil(), words.language);
    }
    time
}

/// `Thứ Tư`, in English `Wednesday`.
pub fn weekday_of(moment: &Moment, words: &Words) -> String {
    words.t(weekday(&moment.civil()))
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

fn day(line: &mut String, civil: &Civil, language: Language) {
    two(line, civil.day);
    // In English the order differs from country to country: the month has its name.
    let is_named = language == Language::En;
    let between = if is_named { ' ' } else { '/' };
    line.push(between);
    if is_named {
        line.push_str(month_name(civil));
    } else {
        two(line, civil.month);
    }
    line.push(between);
    let year = civil.year.clamp(0, 9999);
    two(line, (year / 100) as u8);
    two(line, (year % 100) as u8);
}

#[inline(always)]
fn month_name(civil: &Civil) -> &'static str {
    let end = usize::from(civil.month) * 3;
    MONTHS.get(end.wrapping_sub(3)..end).unwrap_or_default()
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

fn weekday(civil: &Civil) -> Weekday {
    match civil.weekday {
        0 => Weekday::Monday,
        1 => Weekday::Tuesday,
        2 => Weekday::Wednesday,
        3 => Weekday::Thursday,
        4 => Weekday::Friday,
        5 => Weekday::Saturday,
        _ => Weekday::Sunday,
    }
}

/// The days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Message for Weekday {
    fn vi(self) -> &'static str {
        match self {
            Self::Monday => "Thứ Hai",
            Self::Tuesday => "Thứ Ba",
            Self::Wednesday => "Thứ Tư",
            Self::Thursday => "Thứ Năm",
            Self::Friday => "Thứ Sáu",
            Self::Saturday => "Thứ Bảy",
            Self::Sunday => "Chủ nhật",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_in(language: Language) -> Words {
        Words {
            language,
            ..Words::default()
        }
    }

    #[test]
    fn a_date_reads_as_official_letters_write_it() {
        let at = |precision| Moment::from_unix(1_795_573_800, precision);
        let check = |precision, vi: &str, en: &str| {
            assert_eq!(long_date(&at(precision), &Words::default()), vi);
            assert_eq!(long_date(&at(precision), &words_in(Language::En)), en);
        };
        check(
            Precision::Minute,
            "09:30 Thứ Tư, 25/11/2026",
            // The name of the day is in a table that comes (src/i18n/en.json).
            "Thứ Tư, 25 Nov 2026, 09:30",
        );
        check(Precision::Day, "Thứ Tư, 25/11/2026", "Thứ Tư, 25 Nov 2026");
    }

    #[test]
    fn a_calendar_leaf_has_a_year_where_it_is_another() {
        let day = Moment::from_unix(1_795_573_800, Precision::Minute);
        let leaf = |language, year| calendar_leaf(&day, &words_in(language), year);
        let is = |day: &str, month: &str| (day.to_owned(), month.to_owned());
        assert_eq!(leaf(Language::Vi, 2026), is("25", "Th. 11"));
        assert_eq!(leaf(Language::Vi, 2027), is("25", "Th. 11/2026"));
        assert_eq!(leaf(Language::En, 2026), is("25", "Nov"));
        assert_eq!(leaf(Language::En, 2027), is("25", "Nov 2026"));
    }

    #[test]
    fn a_saved_copy_names_its_day_unless_that_is_today() {
        let (saved, hour) = (1_795_573_800_000.0, 3_600_000.0);
        let words = Words::default();
        let line = |later: f64| saved_line(&words, saved, saved + later);
        assert_eq!(line(hour), "Bản lưu lúc 09:30");
        assert_eq!(line(24.0 * hour), "Bản lưu lúc 09:30 ngày 25/11/2026");
    }
}
