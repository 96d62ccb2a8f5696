//! Attributes as typed values. A wrong one is explained in the element's place, by name and value.

use bangtin_model::{join, trim};

use crate::{
    host::Host,
    i18n::{Common, Words},
    json::JsNode,
};

/// The attributes that every element takes.
pub const SHARED: &[&str] = &["src", "service", "site", "lang", "theme", "labels"];

impl Host {
    /// Judges the attributes that every element takes, but for the address of its feed.
    pub fn judge_shared(self) -> Result<(), Misconfigured> {
        self.choice("theme", &["auto", "light", "dark"])?;
        match self.get("labels") {
            Some(value) if JsNode::read(&value).is_none() => Err(Misconfigured {
                attribute: "labels",
                value,
                takes: Takes::Labels,
            }),
            _ => Ok(()),
        }
    }

    /// One of a few named values: the index in `names`. The first is the default.
    pub fn choice(
        self,
        attribute: &'static str,
        names: &'static [&'static str],
    ) -> Result<usize, Misconfigured> {
        let Some(value) = self.get(attribute) else {
            return Ok(0);
        };
        let found = names.iter().position(|name| *name == trim(&value));
        found.ok_or(Misconfigured {
            attribute,
            value,
            takes: Takes::OneOf(names),
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
        match trim(&value).parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(Misconfigured {
                attribute,
                value,
                takes: Takes::Number(range),
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
    attribute: &'static str,
    value: String,
    takes: Takes,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Takes {
    OneOf(&'static [&'static str]),
    Number(&'static str),
    Address,
    FeedAddress,
    Labels,
    Told(String),
}

impl Misconfigured {
    /// The address of a feed was needed and there is none.
    pub fn feed_missing() -> Self {
        Self {
            attribute: "src",
            value: String::new(),
            takes: Takes::FeedAddress,
        }
    }

    /// An attribute that only this element needs is not there; `sentence` says so.
    pub fn missing(attribute: &'static str, sentence: String) -> Self {
        Self {
            attribute,
            value: String::new(),
            takes: Takes::Told(sentence),
        }
    }

    /// The value is no address.
    pub fn address(attribute: &'static str, value: String) -> Self {
        Self {
            attribute,
            value,
            takes: Takes::Address,
        }
    }

    /// The sentence for the officer, in the element's place.
    pub fn sentence(&self, host: Host) -> String {
        let words = Words::of(host);
        let takes = match &self.takes {
            Takes::FeedAddress => return words.t(Common::FeedMissing),
            Takes::Told(sentence) => return sentence.clone(),
            Takes::OneOf(names) => listed(names),
            Takes::Number(range) => words.t_with(Common::TakesNumber, range),
            Takes::Address => words.t(Common::TakesAddress),
            Takes::Labels => words.t(Common::TakesLabels),
        };
        let attribute = join(&[self.attribute, "=\"", &self.value, "\""]);
        join(&[
            &words.t_with(Common::WrongAttribute, &attribute),
            &takes,
            ".",
        ])
    }
}
