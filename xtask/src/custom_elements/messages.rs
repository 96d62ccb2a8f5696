//! What the enums of messages say, and by which keys of `labels` a page may say it otherwise.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::source::{Found, Source};
use super::words::{Word, first_literal, follows, places};

/// The words in English.
pub const ENGLISH: &str = "src/i18n/en.json";

/// English by the key of a message, else by its Vietnamese words.
pub type English = BTreeMap<String, String>;

#[derive(Default)]
pub struct Messages {
    // By the enum and the variant.
    vietnamese: BTreeMap<(String, String), String>,
    keys: BTreeMap<(String, String), String>,
}

impl Messages {
    pub fn read(source: &Source) -> Self {
        let mut messages = Self::default();
        for file in source.room("i18n") {
            for item in &file.items {
                let Some(at) = places(&item.words, &["impl", "Message", "for"]).next() else {
                    continue;
                };
                let name = item.words[at + 3].text.clone();
                let of = |function: &str| body(&item.words, function).unwrap_or_default();
                messages.vietnamese.extend(arms(of("vi"), &name));
                messages.keys.extend(arms(of("key"), &name));
            }
        }
        messages
    }

    pub fn vietnamese(&self, message: &str, variant: &str) -> Option<&str> {
        let name = (message.to_owned(), variant.to_owned());
        self.vietnamese.get(&name).map(String::as_str)
    }

    /// What a page may say otherwise: by its key, else by its Vietnamese words, with what stands there in each language; where a key stands
    /// for several texts, with all of them.
    ///
    /// # Errors
    /// Where a message has no words in English, or not the places to fill of the Vietnamese ones; where English has words for no message.
    pub fn labels(&self, english: &English) -> Result<Value> {
        let mut labels = BTreeMap::<&str, Vec<Value>>::new();
        let mut unused: BTreeSet<_> = english.keys().collect();
        for (message, vi) in &self.vietnamese {
            let key = self.keys.get(message).unwrap_or(vi);
            let named = [key, vi]
                .into_iter()
                .find(|name| english.contains_key(*name));
            let named = named.with_context(|| format!("{ENGLISH} has no words for “{vi}”"))?;
            unused.remove(named);
            let en = &english[named];
            ensure!(
                en.matches('#').count() == vi.matches('#').count(),
                "{ENGLISH}: “{en}” has not the places to fill (#) of “{vi}”"
            );
            let text = json!({ "vi": vi, "en": en });
            let texts = labels.entry(key).or_default();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        ensure!(unused.is_empty(), "{ENGLISH}: nothing says {unused:?}");
        let labels = labels.into_iter();
        Ok(Value::Object(
            labels
                .map(|(key, texts)| (key.to_owned(), texts.into()))
                .collect::<Map<_, _>>(),
        ))
    }

    /// The keys that these items ask for, in their order; `#` where the words have a place to fill.
    pub fn keys(&self, used: &[Found<'_>]) -> Vec<String> {
        let mut keys = Vec::new();
        for found in used {
            for ((message, variant), key) in &self.keys {
                let fills = self
                    .vietnamese(message, variant)
                    .is_some_and(|words| words.contains('#'));
                let key = match fills {
                    true => format!("{key} (# stands for what is filled in)"),
                    false => key.clone(),
                };
                if says(&found.item.words, message, variant) && !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }
}

fn says(words: &[Word], message: &str, variant: &str) -> bool {
    let by_name = places(words, &[message, ":", ":", variant])
        .next()
        .is_some();
    let all = places(words, &["use", message, ":", ":", "*"])
        .next()
        .is_some();
    by_name || (all && words.iter().any(|word| word.text == variant))
}

/// The words of the function of this name.
fn body<'w>(words: &'w [Word], function: &str) -> Option<&'w [Word]> {
    let at = places(words, &["fn", function]).next()?;
    let rest = &words[at + 2..];
    let end = places(rest, &["fn"]).next().unwrap_or(rest.len());
    Some(&rest[..end])
}

/// Each variant with the text that follows it before the next one.
fn arms(words: &[Word], message: &str) -> Vec<((String, String), String)> {
    let begins = |at: usize| {
        let arm = follows(&words[at + 1..], &["=", ">"]) || at > 0 && words[at - 1].text == ":";
        words[at].is_name() && words[at].text.starts_with(char::is_uppercase) && arm
    };
    let starts: Vec<usize> = (0..words.len()).filter(|at| begins(*at)).collect();
    let mut arms = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(words.len());
        if let Some(text) = first_literal(&words[*start..end]) {
            let name = (message.to_owned(), words[*start].text.clone());
            arms.push((name, text.to_owned()));
        }
    }
    arms
}
