//! Figures as Vietnamese writes them: a point between groups of three, a comma before the decimals.
//! Written by hand: the browser's own number formats take 100 ms and more to load on a cheap phone.

/// A whole number with its digits in groups of three: `1.832.541`.
pub fn digits(n: u64) -> String {
    grouped(n, Some('.'))
}

/// A whole number without groups: `1832541`.
pub fn decimal(n: u64) -> String {
    grouped(n, None)
}

/// A file's size as a value and its unit: `("1,2", "MB")`, `("340", "KB")`, `("12", "B")`.
/// Units are decimal (1 KB is 1,000 bytes), as phones count; kilobytes are rounded to whole ones.
/// `sign` stands before the decimals.
pub fn file_size(bytes: u64, sign: char) -> (String, &'static str) {
    match bytes {
        0..1_000 => (decimal(bytes), "B"),
        1_000..999_500 => (decimal((bytes + 500) / 1_000), "KB"),
        999_500..999_950_000 => (tenths((bytes + 50_000) / 100_000, sign), "MB"),
        _ => (tenths((bytes / 1_000 + 50_000) / 100_000, sign), "GB"),
    }
}

/// A number of tenths as a decimal with this sign: 45 is `4,5`, 50 is `5`.
pub(crate) fn tenths(n: u64, sign: char) -> String {
    let mut out = decimal(n / 10);
    if !n.is_multiple_of(10) {
        out.push(sign);
        out.push(char::from(b'0' + (n % 10) as u8));
    }
    out
}

/// A whole number with this sign between groups of three digits.
pub fn grouped(n: u64, sign: Option<char>) -> String {
    let mut unit = 1;
    let mut left = 1_u32;
    while n / unit >= 10 {
        unit *= 10;
        left += 1;
    }
    let mut out = String::new();
    while left > 0 {
        out.push(char::from(b'0' + (n / unit % 10) as u8));
        unit /= 10;
        left -= 1;
        if let Some(sign) = sign
            && left > 0
            && left.is_multiple_of(3)
        {
            out.push(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let check = |n, expected: &str| assert_eq!(digits(n), expected);
        check(0, "0");
        check(30, "30");
        check(146, "146");
        check(1_000, "1.000");
        check(1_832_541, "1.832.541");
        check(u64::MAX, "18.446.744.073.709.551.615");
    }

    #[test]
    fn file_sizes_have_the_unit_a_reader_expects() {
        let check = |bytes, expected: (&str, &str)| {
            let (value, unit) = file_size(bytes, ',');
            assert_eq!((value.as_str(), unit), expected, "{bytes}");
        };
        check(0, ("0", "B"));
        check(999, ("999", "B"));
        check(1_000, ("1", "KB"));
        check(340_499, ("340", "KB"));
        check(999_499, ("999", "KB"));
        check(999_500, ("1", "MB"));
        check(1_240_000, ("1,2", "MB"));
        check(12_960_000, ("13", "MB"));
        check(999_950_000, ("1", "GB"));
        check(u64::MAX, ("18446744073,7", "GB"));
    }

    proptest! {
        #[test]
        fn digits_without_points_are_the_number(n: u64) {
            prop_assert_eq!(digits(n).replace('.', ""), n.to_string());
            prop_assert_eq!(decimal(n), n.to_string());
        }

        #[test]
        fn every_size_has_a_short_value(bytes in 0..1_000_000_000_000_u64) {
            prop_assert!(file_size(bytes, ',').0.len() <= 5);
        }
    }
}
