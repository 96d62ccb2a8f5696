use super::*;
use proptest::prelude::*;

#[test]
fn a_moment_shows_no_more_than_its_precision() {
    let check = |precision, expected: &str| {
        assert_eq!(Moment::from_unix(1_795_000_000, precision).iso(), expected)
    };
    check(Precision::Day, "2026-11-18");
    check(Precision::Minute, "2026-11-18T18:06+07:00");
    check(Precision::Second, "2026-11-18T18:06:40+07:00");
}

#[test]
fn the_day_is_the_day_in_viet_nam() {
    let check = |unix, expected: &str| {
        assert_eq!(Moment::from_unix(unix, Precision::Second).iso(), expected)
    };
    check(0, "1970-01-01T07:00:00+07:00");
    check(-25_201, "1969-12-31T23:59:59+07:00");
    check(-25_200, "1970-01-01T00:00:00+07:00");
    check(i64::MIN, "0000-01-01T00:00:00+07:00");
    check(i64::MAX, "9999-12-31T23:59:59+07:00");
}

#[test]
fn weekdays_begin_with_monday() {
    let check = |(year, month, day), weekday| {
        assert_eq!(
            Moment::on_day(year, month, day).unwrap().civil().weekday,
            weekday
        )
    };
    check((2024, 1, 15), 0);
    check((2024, 7, 13), 5);
    check((2021, 4, 2), 4);
    check((1970, 1, 4), 6);
    check((0, 1, 1), 5);
}

#[test]
fn a_day_that_no_calendar_has_is_refused() {
    let check = |(year, month, day), exists| {
        assert_eq!(
            Moment::on_day(year, month, day).is_some(),
            exists,
            "{day}/{month}/{year}"
        )
    };
    check((2024, 2, 29), true);
    check((2023, 2, 29), false);
    check((1900, 2, 29), false);
    check((2000, 2, 29), true);
    check((2024, 2, 31), false);
    check((2024, 4, 31), false);
    check((2024, 0, 1), false);
    check((2024, 13, 1), false);
    check((2024, 1, 0), false);
    check((10_000, 1, 1), false);
}

#[test]
fn a_time_that_no_clock_shows_is_refused() {
    let check = |hour, minute, second, expected: Option<&str>| {
        let moment = Moment::on_day(2016, 12, 31)
            .unwrap()
            .at(hour, minute, second, 0);
        assert_eq!(moment.map(Moment::iso).as_deref(), expected);
    };
    check(9, 30, None, Some("2016-12-31T16:30+07:00"));
    check(23, 59, Some(60), Some("2017-01-01T06:59:59+07:00"));
    check(24, 0, None, None);
    check(9, 60, None, None);
    check(9, 30, Some(61), None);
}

#[cfg(feature = "serde")]
#[test]
fn a_moment_read_from_a_message_is_cut_to_its_precision() {
    let moment: Moment = serde_json::from_str(r#"{"unix":1795000000,"precision":"day"}"#).unwrap();
    assert_eq!(moment, Moment::on_day(2026, 11, 18).unwrap());
    assert_eq!(
        serde_json::to_string(&moment).unwrap(),
        r#"{"unix":1794934800,"precision":"day"}"#
    );
}

proptest! {
    #[test]
    fn every_instant_has_a_date_that_leads_back(unix: i64) {
        let moment = Moment::from_unix(unix, Precision::Second);
        let civil = moment.civil();
        let day = Moment::on_day(civil.year as u32, civil.month.into(), civil.day.into()).unwrap();
        let back = day.at(civil.hour.into(), civil.minute.into(), Some(civil.second.into()), 420);
        prop_assert_eq!(back, Some(moment));
    }

    #[test]
    fn the_day_after_is_one_day_later(number in calendar::FIRST_DAY..calendar::LAST_DAY) {
        let day = |number: i64| Moment::from_unix(number * DAY, Precision::Day);
        prop_assert!(day(number).iso() < day(number + 1).iso());
        prop_assert_eq!(day(number).day_number() + 1, day(number + 1).day_number());
    }
}
