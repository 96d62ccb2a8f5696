//! What is wrong with the address of a mail.

use bangtin_model::{is_space, split_once};

/// Enough to catch a slip of the finger, by the service's own codes; the mail that arrives is the proof.
pub fn slip(email: &str) -> Option<&'static str> {
    if email.is_empty() {
        return Some("required");
    }
    if email.chars().any(is_space) {
        return Some("space");
    }
    let Some((name, domain)) = split_once(email, b'@') else {
        return Some("at_missing");
    };
    let has = |byte| domain.bytes().any(|other| other == byte);
    if has(b'@') {
        return Some("several");
    }
    if name.is_empty() {
        return Some("local_part");
    }
    let is_dotted = has(b'.') && !domain.starts_with('.') && !domain.ends_with('.');
    (!is_dotted).then_some("domain")
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn an_address_is_judged_for_slips_only() {
        for right in ["tu@example.vn", "a.b+c@thu.example.gov.vn", "tư@ví-dụ.vn"] {
            assert_eq!(slip(right), None, "{right}");
        }
        for (wrong, code) in [
            ("", "required"),
            ("tu", "at_missing"),
            ("tu@", "domain"),
            ("@example.vn", "local_part"),
            ("tu@example", "domain"),
            ("tu@.vn", "domain"),
            ("tu@vn.", "domain"),
            ("a b@c.vn", "space"),
            ("a@b@c.vn", "several"),
        ] {
            assert_eq!(slip(wrong), Some(code), "{wrong}");
        }
    }
}
