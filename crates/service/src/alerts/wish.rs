//! What an alert may be.

use bangtin_model::Precision;
use bangtin_model::answers::{AlertLevel, FieldError};
use bangtin_sources::date;
use url::Url;

use crate::comments::{line, line_if_any};

/// The most graphemes of a title.
pub const LONGEST_TITLE: usize = 120;
/// The most graphemes of a text.
pub const LONGEST_TEXT: usize = 400;
/// The most bytes of an address.
const LONGEST_URL: usize = 2_000;
/// How far ahead the end may lie, in milliseconds. What lasts longer is no alert but an article.
pub const LONGEST_WAY_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// An alert as somebody writes it.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// `notice`, `warning` or `emergency`.
    pub level: &'a str,
    /// One line.
    pub title: &'a str,
    /// A sentence or two; may be empty.
    pub text: &'a str,
    /// Where there is more; may be empty.
    pub url: &'a str,
    /// When it begins: RFC 3339, without an offset in Viet Nam. Empty: now, and what has begun stays begun.
    pub begins: &'a str,
    /// When it ends, in the same forms.
    pub ends: &'a str,
}

/// An alert that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    pub(super) level: AlertLevel,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) url: String,
    /// Absent: now.
    pub(super) begins_ms: Option<i64>,
    pub(super) ends_ms: i64,
}

/// Judges all fields, so that who wrote them hears of all that is wrong at once.
///
/// # Errors
/// What is wrong with which field.
pub fn judge(given: Given<'_>, now_ms: i64) -> Result<Fit, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut note = |field: &str, code: &str| wrong.push(FieldError::new(field, code));
    let level = AlertLevel::named(given.level);
    if level.is_none() {
        note("level", "required");
    }
    let title = line(given.title, LONGEST_TITLE);
    if let Err(unfit) = &title {
        note("title", unfit.code());
    }
    let text = line_if_any(given.text, LONGEST_TEXT);
    if let Err(unfit) = &text {
        note("text", unfit.code());
    }
    let url = relative_or_https(given.url);
    if url.is_none() {
        note("url", "invalid");
    }
    let begins_ms = moment_ms(given.begins);
    if begins_ms.is_none() && !given.begins.trim().is_empty() {
        note("begins", "invalid");
    }
    let ends_ms = moment_ms(given.ends);
    match ends_ms {
        None if given.ends.trim().is_empty() => note("ends", "required"),
        None => note("ends", "invalid"),
        Some(ends_ms) if ends_ms <= now_ms.max(begins_ms.unwrap_or(now_ms)) => {
            note("ends", "too_early");
        }
        Some(ends_ms) if ends_ms > now_ms + LONGEST_WAY_MS => note("ends", "too_late"),
        Some(_) => {}
    }
    match (level, title, text, url, ends_ms) {
        (Some(level), Ok(title), Ok(text), Some(url), Some(ends_ms)) if wrong.is_empty() => {
            Ok(Fit {
                level,
                title,
                text,
                url,
                begins_ms,
                ends_ms,
            })
        }
        _ => Err(wrong),
    }
}

/// A time with a clock; a day alone does not say when something ends.
fn moment_ms(text: &str) -> Option<i64> {
    let moment = date::rfc3339(text)?;
    (moment.precision() > Precision::Day).then(|| moment.unix() * 1000)
}

/// `https://…`, a path of the site such as `/tin/42`, or nothing; `None` for what is neither. No other scheme, no other site by a
/// trick of slashes, nobody's password.
#[must_use]
pub fn relative_or_https(text: &str) -> Option<String> {
    const HERE: &str = "https://here.invalid/";
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    if text.len() > LONGEST_URL || text.chars().any(char::is_control) {
        return None;
    }
    if text.starts_with('/') {
        let here = Url::parse(HERE).ok()?;
        let joined = here.join(text).ok()?;
        let own = joined.as_str().strip_prefix(HERE)?;
        return Some(format!("/{own}"));
    }
    let url = Url::parse(text).ok()?;
    let plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
    plain.then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-27T08:00:00+07:00
    const NOW_MS: i64 = 1_795_741_200_000;

    const GOOD: Given<'_> = Given {
        level: "warning",
        title: " Lũ trên\nsông Ba ",
        text: "",
        url: "/tin/42",
        begins: "",
        ends: "2026-11-28T06:00",
    };

    fn codes(given: Given<'_>) -> Vec<String> {
        let wrong = judge(given, NOW_MS).err().unwrap_or_default();
        let code = |one: FieldError| format!("{}:{}", one.field, one.code);
        wrong.into_iter().map(code).collect()
    }

    #[test]
    fn an_alert_is_kept_as_it_is_meant() {
        let fit = judge(GOOD, NOW_MS).expect("a good alert");
        assert_eq!(fit.title, "Lũ trên sông Ba");
        assert_eq!(
            (fit.begins_ms, fit.ends_ms),
            (None, NOW_MS + 22 * 3_600_000)
        );
        let other_zone = Given {
            ends: "2026-11-27T23:00:00Z",
            ..GOOD
        };
        assert_eq!(
            judge(other_zone, NOW_MS).map(|fit| fit.ends_ms),
            Ok(fit.ends_ms)
        );
    }

    #[test]
    fn each_field_that_is_wrong_is_named() {
        let bad = Given {
            level: "red",
            title: " ",
            text: &"a".repeat(LONGEST_TEXT + 1),
            url: "javascript:alert(1)",
            begins: "mai",
            ends: "",
        };
        assert_eq!(
            codes(bad),
            [
                "level:required",
                "title:required",
                "text:too_long",
                "url:invalid",
                "begins:invalid",
                "ends:required"
            ]
        );
        for (begins, ends, code) in [
            ("", "2026-11-27T08:00", "ends:too_early"),
            ("2026-11-28T08:00", "2026-11-28T08:00", "ends:too_early"),
            ("", "2026-12-04T08:01", "ends:too_late"),
            ("", "2026-11-28", "ends:invalid"),
        ] {
            assert_eq!(
                codes(Given {
                    begins,
                    ends,
                    ..GOOD
                }),
                [code],
                "{begins} {ends}"
            );
        }
        assert!(
            codes(Given {
                ends: "2026-12-04T08:00",
                ..GOOD
            })
            .is_empty()
        );
    }

    #[test]
    fn a_link_leads_to_https_or_to_the_site_itself() {
        for (given, kept) in [
            ("", Some("")),
            (" /tin/42?a=1#b ", Some("/tin/42?a=1#b")),
            ("/a/../b", Some("/b")),
            (
                "https://nchmf.gov.vn/bão",
                Some("https://nchmf.gov.vn/b%C3%A3o"),
            ),
            ("http://nchmf.gov.vn/", None),
            ("//xau.example/", None),
            ("/\\xau.example/", None),
            ("/\u{9}/xau.example/", None),
            ("tin/42", None),
            ("https://a:b@xau.example/", None),
            ("data:text/html,x", None),
        ] {
            assert_eq!(relative_or_https(given).as_deref(), kept, "{given}");
        }
    }
}
