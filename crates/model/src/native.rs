use crate::Node;
use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// By reference, so that asking for a member copies nothing.
impl Node for &Value {
    fn get(&self, key: &str) -> Option<Self> {
        self.as_object()?.get(key)
    }

    fn at(&self, index: u32) -> Option<Self> {
        self.as_array()?.get(usize::try_from(index).ok()?)
    }

    fn len(&self) -> u32 {
        self.as_array()
            .map_or(0, |array| u32::try_from(array.len()).unwrap_or(u32::MAX))
    }

    fn text(&self) -> Option<String> {
        let text = self.as_str()?;
        Some(match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => text.to_owned(),
            _ => text.nfc().collect(),
        })
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        Value::is_null(self)
    }

    fn is_object(&self) -> bool {
        Value::is_object(self)
    }

    fn is_array(&self) -> bool {
        Value::is_array(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::Node;
    use serde_json::{Value, json};

    #[test]
    fn a_count_is_a_number_or_its_digits() {
        let check = |value: Value, expected: Option<u64>| {
            assert_eq!(
                (&json!({ "views": value })).integer("views"),
                expected,
                "{value}"
            );
        };
        check(json!(447), Some(447));
        check(json!(0), Some(0));
        check(json!(447.9), Some(447));
        check(json!("447"), Some(447));
        check(json!(" 1.832.541 "), Some(1_832_541));
        check(json!("1,832,541"), Some(1_832_541));
        check(json!("1 832"), Some(1_832));
        check(json!("1832541"), Some(1_832_541));
        check(json!("4.5"), None);
        check(json!("1.83.541"), None);
        check(json!("1832.541"), None);
        check(json!(".447"), None);
        check(json!("-447"), None);
        check(json!("447 lượt"), None);
        check(json!("99999999999999999999"), None);
        check(json!(""), None);
        check(json!(-1), None);
        check(json!(1e300), None);
        check(json!(true), None);
        check(json!(null), None);
        check(json!([447]), None);
    }

    #[test]
    fn an_id_is_a_string_or_a_whole_number() {
        let check = |value: Value, expected: Option<&str>| {
            assert_eq!(
                (&json!({ "id": value })).id("id").as_deref(),
                expected,
                "{value}"
            );
        };
        check(json!("tb-01"), Some("tb-01"));
        check(json!("\u{a0} tb-01\n"), Some("tb-01"));
        check(json!(42), Some("42"));
        check(json!(-42), Some("-42"));
        check(json!(0), Some("0"));
        check(json!(4.5), None);
        check(json!(1e300), None);
        check(json!("   "), None);
        check(json!({}), None);
    }

    #[test]
    fn a_string_reaches_us_composed() {
        let nfd = json!({ "title": "  Tho\u{302}ng ba\u{301}o " });
        assert_eq!((&nfd).string("title").as_deref(), Some("Thông báo"));
    }
}
