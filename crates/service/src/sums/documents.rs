//! How many documents are shown for each choice of form, issuer and year, and which forms, issuers and years there are.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Shown;
use crate::on;
use crate::store::{Read, Write};
use bangtin_feeds::words;

/// The most values of a kind that are named.
const NAMED: i64 = 1_000;
/// The form is chosen.
const FORM: i64 = 1;
/// The issuer is chosen.
const ISSUER: i64 = 2;
/// The year is chosen.
const YEAR: i64 = 4;

/// A choice of form, issuer and year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    pub form: Option<String>,
    pub issuer: Option<String>,
    pub year: Option<i64>,
}

/// A row: which are chosen, form, issuer, year; what is not chosen is empty.
type Key = (i64, String, String, i64);

/// What a transaction changes in the sums of a site.
#[derive(Debug, Default)]
pub(super) struct Changes(BTreeMap<Key, i64>);

impl Choice {
    /// The columns of its row.
    fn key(&self) -> Key {
        let mut chosen = 0;
        for (is_chosen, which) in [
            (self.form.is_some(), FORM),
            (self.issuer.is_some(), ISSUER),
            (self.year.is_some(), YEAR),
        ] {
            if is_chosen {
                chosen += which;
            }
        }
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        (
            chosen,
            text(&self.form),
            text(&self.issuer),
            self.year.unwrap_or_default(),
        )
    }
}

impl Changes {
    pub(super) fn change(&mut self, shown: &Shown, by: i64) {
        let Some(issued_ms) = shown.issued_ms else {
            return;
        };
        let year = words::year(issued_ms);
        for form in with_any(shown.form.clone()) {
            for issuer in with_any(shown.issuer.clone()) {
                for year in with_any(year) {
                    let choice = Choice {
                        form: form.clone(),
                        issuer: issuer.clone(),
                        year,
                    };
                    *self.0.entry(choice.key()).or_default() += by;
                }
            }
        }
    }

    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn write(self, write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
        const ADD: &str = "INSERT INTO document_sums (site, chosen, form, issuer, year, shown) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (site, chosen, form, issuer, year) DO UPDATE SET shown = document_sums.shown + excluded.shown";
        for ((chosen, form, issuer, year), by) in self.0 {
            if by != 0 {
                on!(write, c => {
                    sqlx::query(ADD).bind(site).bind(chosen).bind(&form).bind(&issuer).bind(year).bind(by).execute(c).await?;
                });
            }
        }
        Ok(())
    }
}

/// Any, and this one if there is one.
fn with_any<T>(value: Option<T>) -> impl Iterator<Item = Option<T>> {
    std::iter::once(None).chain(value.map(Some))
}

/// How many documents fit a choice.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn one(read: &mut Read, site: &str, choice: &Choice) -> Result<i64, sqlx::Error> {
    let select = "SELECT shown FROM document_sums WHERE site = $1 AND chosen = $2 AND form = $3 AND issuer = $4 AND year = $5";
    let (chosen, form, issuer, year) = choice.key();
    let shown: Option<i64> = on!(read, c => {
        sqlx::query_scalar(select).bind(site).bind(chosen).bind(form).bind(issuer).bind(year).fetch_optional(c).await?
    });
    Ok(shown.unwrap_or_default())
}

/// By what the documents of a site can be filtered: `{form, issuer, year}`, each a list of `{value, count}`; forms and issuers in the order
/// of the alphabet, the last year first.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn values(read: &mut Read, site: &str) -> Result<Value, sqlx::Error> {
    let mut values = serde_json::Map::new();
    for (name, chosen) in [("form", FORM), ("issuer", ISSUER)] {
        let select = "SELECT form || issuer, shown FROM document_sums WHERE site = $1 AND chosen = $2 AND shown > 0 \
             ORDER BY shown DESC, form, issuer LIMIT $3";
        let mut some: Vec<(String, i64)> = on!(read, c => {
            sqlx::query_as(select).bind(site).bind(chosen).bind(NAMED).fetch_all(c).await?
        });
        some.sort_by_cached_key(|(value, _)| {
            (bangtin_sources::fold(&value.to_lowercase()), value.clone())
        });
        let some = some
            .into_iter()
            .map(|(value, count)| json!({"value": value, "count": count}));
        values.insert(name.into(), some.collect());
    }
    let select = "SELECT year, shown FROM document_sums WHERE site = $1 AND chosen = $2 AND shown > 0 ORDER BY year DESC LIMIT $3";
    let years: Vec<(i64, i64)> = on!(read, c => {
        sqlx::query_as(select).bind(site).bind(YEAR).bind(NAMED).fetch_all(c).await?
    });
    let years = years
        .into_iter()
        .map(|(year, count)| json!({"value": year.to_string(), "count": count}));
    values.insert("year".into(), years.collect());
    Ok(values.into())
}
