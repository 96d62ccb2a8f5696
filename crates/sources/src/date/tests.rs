use super::*;
use bangtin_model::Precision;
use proptest::prelude::*;

fn check(parse: fn(&str) -> Option<Moment>, text: &str, expected: &str) {
    let found = parse(text).map(Moment::iso).unwrap_or_default();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn rfc_3339_is_read_with_the_precision_it_has() {
    let check = |text, expected| check(rfc3339, text, expected);
    check("2026-11-18T09:30:05+07:00", "2026-11-18T09:30:05+07:00");
    check(
        "2026-11-18T09:30:05.123456789123+07:00",
        "2026-11-18T09:30:05+07:00",
    );
    check("2026-11-18t02:30:05z", "2026-11-18T09:30:05+07:00");
    check("2026-11-18 09:30", "2026-11-18T09:30+07:00");
    check("2026-11-18T09:30:05", "2026-11-18T09:30:05+07:00");
    check("2026-11-18T02:30Z", "2026-11-18T09:30+07:00");
    check("2026-11-18T20:30-0400", "2026-11-19T07:30+07:00");
    check("2026-11-18T09:30 +07", "2026-11-18T09:30+07:00");
    check(" 2026-11-18\n", "2026-11-18");
}

#[test]
fn what_is_not_rfc_3339_is_refused() {
    let check = |text| check(rfc3339, text, "");
    check("2026-02-31");
    check("2026-11-18T24:00:00Z");
    check("2026-11-18T09:60Z");
    check("2026-11-18T");
    check("2026-11-18T09");
    check("2026-11-18T09:30+25:00");
    check("2026-11-18T09:30+07:00 x");
    check("2026-11-18+07:00");
    check("26-11-18");
    check("2026/11/18");
    check("99999999999-11-18");
    check("2026-11-1x");
    check("2o26-11-18");
    check("2026-11-18T09:30x07:00");
    check("");
}

#[test]
fn dates_of_rss_are_read() {
    let check = |text, expected| check(foreign, text, expected);
    check(
        "Fri, 18 Nov 2016 09:30:05 +0700",
        "2016-11-18T09:30:05+07:00",
    );
    check("Fri, 18 Nov 2016 02:30:05 GMT", "2016-11-18T09:30:05+07:00");
    check("18 Nov 2016 02:30 UT", "2016-11-18T09:30+07:00");
    check("Fri,18 November 16 2:30 Z", "2016-11-18T09:30+07:00");
    check("Thu, 17 Nov 2016 21:30:05 EST", "2016-11-18T09:30:05+07:00");
    check(
        "Fri, 18 Nov 2016 09:30:05 GMT+7",
        "2016-11-18T09:30:05+07:00",
    );
    check("Thu, 17 Nov 2016 19:30:05 PDT", "2016-11-18T09:30:05+07:00");
    check("Fri, 18 Nov 2016 02:30:05 XST", "2016-11-18T09:30:05+07:00");
    check("Fri, 18 Nov 2016 09:30:05 ICT", "2016-11-18T09:30:05+07:00");
    check("Fri, 18 Nov 2016 09:30:05", "2016-11-18T09:30:05+07:00");
    check("18 nov 99", "1999-11-18");
    check("Fri, 31 Feb 2016 09:30:05 GMT", "");
    check("Fri, 18 Foo 2016 09:30:05 GMT", "");
    check("Fri, 18 Nov 2016 25:30:05 GMT", "2016-11-18");
    check(
        "Fri, 18 Nov 2016 09:30:05 +0700 (ICT)",
        "2016-11-18T09:30:05+07:00",
    );
    check("Fri, 18 Nov 20161 09:30", "");
}

#[test]
fn the_dates_of_portals_are_read_day_first() {
    let check = |text, expected| check(foreign, text, expected);
    check("(ngày đăng bài: 06/10/2016)", "2016-10-06");
    check("Thứ 6, 02.04.2021 | 18:17:27", "2021-04-02T18:17:27+07:00");
    check("07/07/2020 - Lượt xem: 447", "2020-07-07");
    check("05/12/2017 - 09:30", "2017-12-05T09:30+07:00");
    check("Thứ hai, 15/01/2024", "2024-01-15");
    check("5-12-2017", "2017-12-05");
    check("09:30 ngày 5/12/2017", "2017-12-05T09:30+07:00");
    check("5/12/2017, 9h30", "2017-12-05T09:30+07:00");
    check(
        "Thứ hai, 15/1/2024, 14:30 (GMT+7)",
        "2024-01-15T14:30+07:00",
    );
    check("15/01/2024 2:30:05 CH", "2024-01-15T14:30:05+07:00");
    check("15/01/2024 12:05 AM", "2024-01-15T00:05+07:00");
    check("08:30 Chủ nhật, 14/01/2024", "2024-01-14T08:30+07:00");
}

/// Readers saw no date at all, or one seven hours off.
#[test]
fn dates_of_portals_that_were_lost_are_read() {
    let check = |text, expected| check(parse, text, expected);
    let (day, minute) = ("2026-11-25", "2026-11-25T10:30+07:00");
    let second = "2026-11-25T10:30:00+07:00";
    check("11/25/2026 10:30:00 AM", second);
    check("T4, 25 Thg11 2026 10:30:00 +0700", second);
    check("Thứ 4, 25 thg 11, 2026", day);
    check("Thứ Tư, ngày 25 tháng 11 năm 2026", day);
    check("25 Tháng Mười Một, 2026 lúc 10:30 sáng", minute);
    check("Thứ tư, 25 tháng mười một 2026 10:30:00", second);
    check("25/11/2026 2:30 chiều", "2026-11-25T14:30+07:00");
    check("Wed Nov 25 10:30:00 2026", second);
    check("Wed Nov 25 10:30:00 ICT 2026", second);
    check("Wed, Nov 25 2026 10:30:00 +0700", second);
    check("Wed Nov 25 2026 10:30:00 GMT+0700 (Indochina Time)", second);
    check("November 25, 2026 10:30 AM", minute);
    check("25-Nov-2026 10:30:00", second);
    check("2026/11/25 10:30:00", second);
    check("2026-11-25 10:30:00 ICT", second);
    check("2026-11-25T10:30:00+7:00", second);
    check("2026-11-25T03:30:00 GMT", second);
    check("Wed, 25 Nov 2026 10:30:00 UTC+7", second);
    check("Wed, 25 Nov 2026 10:30:00 Asia/Ho_Chi_Minh", second);
    check("Wed, 25 Nov 2026 10:30:00 AM +0700", second);
    check("25/11/2026 10:30 - Lượt xem: 447", minute);
    check("20261125", day);
    check("20261125T103000", second);
    check("20261125103000", second);
    check("1795577400", second);
    check("1795577400000", second);
    check("/Date(1795577400000)/", second);
    check("/Date(1795577400000+0700)/", second);
    check("/Date(-62135596800000)/", "");
    check("25 tháng 13 2026", "");
    check("31 tháng 2 năm 2026", "");
    check("447", "");
    check("17955774001", "");
}

#[test]
fn a_portal_date_is_not_guessed() {
    let check = |text, expected| check(foreign, text, expected);
    check("31/02/2024", "");
    check("01/13/2024", "");
    check("15/01/24", "");
    check("15/01-2024", "");
    check("115/01/2024", "");
    check("15/01/20241", "");
    check("Lượt xem: 447", "");
    check("05/12/2017 - 25:30", "2017-12-05");
    check("05/12/2017 - 09:61", "2017-12-05");
    check("05/12/2017 - 09:3", "2017-12-05");
    check("99999999999999999999/12/2017", "");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text: String) {
        let _ = parse(&text);
    }

    #[test]
    fn no_text_like_a_date_makes_it_panic(text in "[0-9:/.,+\\-TZhthág APMCGNovDate(|]{0,40}") {
        let _ = parse(&text);
    }

    #[test]
    fn every_date_is_read_back_in_every_form(unix in -62_000_000_000_i64..250_000_000_000) {
        let moment = Moment::from_unix(unix, Precision::Second);
        let c = moment.civil();
        let clock = format!("{:02}:{:02}:{:02}", c.hour, c.minute, c.second);
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][usize::from(c.month) - 1];
        prop_assert_eq!(rfc3339(&moment.iso()), Some(moment));
        prop_assert_eq!(parse(&format!("Mon, {} {month} {:04} {clock} +0700", c.day, c.year)), Some(moment));
        prop_assert_eq!(parse(&format!("Thứ 6, {:02}.{:02}.{:04} | {clock}", c.day, c.month, c.year)), Some(moment));

        let minute = moment.at_most(Precision::Minute);
        prop_assert_eq!(rfc3339(&minute.iso()), Some(minute));
        prop_assert_eq!(parse(&format!("{:02}/{:02}/{:04} - {:02}:{:02}", c.day, c.month, c.year, c.hour, c.minute)), Some(minute));

        let day = moment.at_most(Precision::Day);
        prop_assert_eq!(rfc3339(&day.iso()), Some(day));
        prop_assert_eq!(parse(&format!("(ngày đăng bài: {:02}/{:02}/{:04})", c.day, c.month, c.year)), Some(day));
        prop_assert_eq!(parse(&format!("{:02}/{:02}/{:04} - Lượt xem: 447", c.day, c.month, c.year)), Some(day));
        prop_assert_eq!(parse(&format!("{}-{}-{:04}", c.day, c.month, c.year)), Some(day));
    }
}

#[test]
#[cfg(feature = "prose-dates")]
fn dates_in_sentences_are_read() {
    let check = |text, expected| check(parse, text, expected);
    let (day, minute) = ("2026-11-25", "2026-11-25T10:30+07:00");
    check("10 giờ 30 ngày 25/11/2026", minute);
    check("Ngày 25/11/2026, lúc 10 gio\u{31b}\u{300} 30 phút", minute);
    check("10 giờ 5 phút, 25/11/2026", "2026-11-25T10:05+07:00");
    check("2 giờ 30 chiều 25/11/2026", "2026-11-25T14:30+07:00");
    check("Lúc 10 giờ 30 phút, ngày 25 tháng 11 năm 2026", minute);
    check("25 tháng 11 năm 2026 - 10 giờ 30", minute);
    check("10 giờ 25/11/2026", day);
    check("24 giờ 61 phút 25/11/2026", day);
    check("25 tháng 11 năm 2026, 10:30 | Lượt xem: 5", minute);
    check("10:30, ngày 25 tháng 11 năm 2026", minute);
}
