//! A JSON object as a text, for what is sent. It is written here and not by the page's `JSON`: an old library that gave arrays a `toJSON`
//! would make a string of every list.

use bangtin_model::decimal;

/// A JSON object (RFC 8259) that is being written.
#[derive(Clone, Debug)]
pub struct JsonObject(String);

impl Default for JsonObject {
    fn default() -> Self {
        Self("{".into())
    }
}

impl JsonObject {
    /// Adds a text.
    #[inline(never)]
    pub fn text(self, name: &str, value: &str) -> Self {
        self.member(name, |json| write_text(json, value))
    }

    /// Adds those texts that are there.
    #[inline(never)]
    pub fn texts(self, members: &[(&str, Option<&str>)]) -> Self {
        let mut object = self;
        for (name, value) in members {
            if let Some(value) = value {
                object = object.text(name, value);
            }
        }
        object
    }

    /// Adds a number.
    #[inline(never)]
    pub fn number(self, name: &str, value: u32) -> Self {
        self.raw(name, &decimal(value.into()))
    }

    /// Adds a list of texts.
    #[inline(never)]
    pub fn list(self, name: &str, values: &[String]) -> Self {
        self.member(name, |json| {
            json.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                write_text(json, value);
            }
            json.push(']');
        })
    }

    /// Adds what is JSON already.
    #[inline(never)]
    pub fn raw(self, name: &str, json: &str) -> Self {
        self.member(name, |text| text.push_str(json))
    }

    /// The whole text.
    pub fn json(&self) -> String {
        bangtin_model::join(&[&self.0, "}"])
    }

    fn member(mut self, name: &str, write: impl FnOnce(&mut String)) -> Self {
        let json = &mut self.0;
        if json.len() > 1 {
            json.push(',');
        }
        write_text(json, name);
        json.push(':');
        write(json);
        self
    }
}

/// A string between its quotes. `<` is written so that no text can end a script block that holds it.
fn write_text(json: &mut String, text: &str) {
    json.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => {
                json.push('\\');
                json.push(sign);
            }
            '\0'..='\u{1f}' | '<' => {
                json.push_str("\\u00");
                json.push(digit(sign as u8 >> 4));
                json.push(digit(sign as u8 & 15));
            }
            _ => json.push(sign),
        }
    }
    json.push('"');
}

fn digit(value: u8) -> char {
    char::from(if value < 10 {
        b'0' + value
    } else {
        b'a' + value - 10
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_any_reader_of_json_reads() {
        let object = JsonObject::default()
            .text("tên", "Nguyễn \"Tư\" \\ <b>\n\t\u{1}\u{1f}")
            .texts(&[("có", Some("😀")), ("không", None)])
            .number("value", 5)
            .list("choices", &["a".into(), "b\"".into()])
            .list("none", &[])
            .raw("challenge", r#"{"parameters":{"cost":1}}"#);
        let read: serde_json::Value = serde_json::from_str(&object.json()).unwrap();
        assert_eq!(
            read,
            serde_json::json!({
                "tên": "Nguyễn \"Tư\" \\ <b>\n\t\u{1}\u{1f}",
                "có": "😀",
                "value": 5,
                "choices": ["a", "b\""],
                "none": [],
                "challenge": {"parameters": {"cost": 1}},
            })
        );
        assert!(!object.json().contains('<'));
        assert_eq!(JsonObject::default().json(), "{}");
    }
}
