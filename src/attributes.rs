//! Attributes as typed values. A wrong one is explained by name and value to who set the page up (src/advice.js).

use crate::{host::Host, json::JsNode};

/// The attributes that every element takes.
pub const SHARED: &[&str] = &[
    "src", "service", "site", "lang", "theme", "labels", "address",
];

impl Host {
    /// Judges the attributes that every element takes, but for the address of its feed.
    pub fn judge_shared(self) -> Result<(), Misconfigured> {
        self.choice("theme", &["auto", "light", "dark"])?;
        match self.get("labels") {
            Some(value) if JsNode::read(&value).is_none() => Err(Misconfigured {
                attribute: "labels",
                value,
                takes: "json".into(),
            }),
            _ => Ok(()),
        }
    }

    /// One of a few named values, whatever their case: the index in `names`. The first is the default.
    pub fn choice(
        self,
        attribute: &'static str,
        names: &'static [&'static str],
    ) -> Result<usize, Misconfigured> {
        let Some(value) = self.get(attribute) else {
            return Ok(0);
        };
        let found = names
            .iter()
            .position(|name| value.eq_ignore_ascii_case(name));
        found.ok_or(Misconfigured {
            attribute,
            value,
            takes: listed(names),
        })
    }

    /// A whole number from `least` to `most`; `range` says so in figures (`1–100`).
    pub fn number(
        self,
        attribute: &'static str,
        (least, most, range): (u32, u32, &'static str),
        default: u32,
    ) -> Result<u32, Misconfigured> {
        let Some(value) = self.get(attribute) else {
            return Ok(default);
        };
        match value.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(Misconfigured {
                attribute,
                value,
                takes: range.into(),
            }),
        }
    }
}

fn listed(names: &[&str]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    list
}

/// An attribute that holds what it does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misconfigured {
    /// Its name.
    pub attribute: &'static str,
    /// What it holds; empty where it is missing.
    pub value: String,
    /// What it takes: names with commas between them, numbers as `1–100`, `address`, `json`, `feed`; or a sentence that says what is
    /// missing.
    pub takes: String,
}

impl Misconfigured {
    /// The address of a feed was needed and there is none.
    pub fn feed_missing() -> Self {
        Self::missing("src", "feed".into())
    }

    /// An attribute that only this element needs is not there; `sentence` says so.
    pub fn missing(attribute: &'static str, sentence: String) -> Self {
        Self {
            attribute,
            value: String::new(),
            takes: sentence,
        }
    }

    /// The value is no address.
    pub fn address(attribute: &'static str, value: String) -> Self {
        Self {
            attribute,
            value,
            takes: "address".into(),
        }
    }
}
