//! Links in a text, also those without a scheme.

use super::words::plain;

/// Ends of names that are no Vietnamese words and no beginnings of sentences after a missing space.
const ENDS: [&str; 28] = [
    "app", "asia", "bet", "biz", "blog", "casino", "click", "club", "com", "info", "link", "live",
    "loan", "net", "online", "org", "page", "pro", "shop", "site", "store", "top", "vip", "vn",
    "win", "work", "xyz", "us",
];

/// How many links a text has.
pub(super) fn count(text: &str) -> u32 {
    let text: String = plain(text).collect();
    let links = text.split_whitespace().filter(|word| is_link(word)).count();
    u32::try_from(links).unwrap_or(u32::MAX)
}

fn is_link(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    let (host, has_path) = match word.split_once('/') {
        Some((host, _)) => (host, true),
        None => (word, false),
    };
    let host = host.split([':', '?', '#']).next().unwrap_or_default();
    let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let is_end = match has_path {
        true => (2..=24).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphabetic()),
        false => ENDS.contains(&end),
    };
    is_end && !name.is_empty() && name.chars().all(of_name)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn links_are_counted_with_and_without_a_scheme() {
        for (text, links) in [
            ("Xem https://a.vn/b và http://c.com.", 2),
            ("(www.a.vn) HTTPS://B.VN", 2),
            ("nhacai88.com, bit.ly/abc; zalo.me/0900", 3),
            ("nha\u{200b}cai.c\u{ad}om ｎｈａｃａｉ．ｃｏｍ", 2),
            ("songba.gov.vn?x=1 a.b.xyz:8080/c", 2),
            // Not links: a sentence without a space behind its full stop, short forms, sums, dates, mailboxes, fractions.
            (
                "Đã nộp đơn.Có ai biết? TP.HCM, 10.000.000đ, 27.11.2026, UBND.xã",
                0,
            ),
            ("xong.Co the xem o dau? don.vi nao", 0),
            ("an@songba.vn 24/7 ông/bà …/… .vn", 0),
        ] {
            assert_eq!(count(text), links, "{text}");
        }
    }
}
