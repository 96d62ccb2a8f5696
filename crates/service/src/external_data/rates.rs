//! Exchange rates of a bank, in đồng for one unit of each currency.

mod amount;
mod stated;
mod text;
mod xml;

use serde::{Deserialize, Serialize};
use url::Url;

use bangtin_model::answers::{Rate, Rates as Shown};
use bangtin_model::{Moment, Precision};

use super::fetch::{Failure, get};
use super::kept::last_good;
use super::source::Source;
use crate::config::Rates;
use crate::context::Context;
use crate::store::Read;

/// How far a rate may lie from the last good one before it is doubted.
const FAR: f64 = 0.3;
/// The least that selling costs, as a part of what buying brings.
const LEAST_SPREAD: f64 = 0.9;

/// What a bank published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Published {
    /// Which of the site's sources it is, counted from 0.
    #[serde(default)]
    source: usize,
    /// The time that the bank states, where it can be understood in one way only.
    stated: Option<String>,
    rates: Vec<Rate>,
}

/// The last good rates; nothing before the first good answer of a source.
///
/// # Errors
/// When the database cannot be read.
pub async fn shown(read: &mut Read, rates: &Rates) -> Result<Option<Shown>, sqlx::Error> {
    let good = last_good(read, &Source::rates(rates)).await?;
    Ok(good.and_then(|good| {
        let published: Published = serde_json::from_str(&good.value).ok()?;
        let source = rates.sources.get(published.source)?;
        Some(Shown {
            source: source.name.clone(),
            as_of: Moment::from_unix(good.as_of_ms.div_euclid(1000), Precision::Second).iso(),
            stated: published.stated,
            rates: chosen(published.rates, &rates.currencies),
        })
    }))
}

fn chosen(all: Vec<Rate>, currencies: &[String]) -> Vec<Rate> {
    if currencies.is_empty() {
        return all;
    }
    let find = |code: &String| {
        all.iter()
            .find(|rate| rate.currency.eq_ignore_ascii_case(code))
    };
    currencies.iter().filter_map(find).cloned().collect()
}

/// Asks the sources in their order until one gives good rates; those as JSON.
pub(super) async fn fetch(context: &Context, urls: &[Url]) -> Result<String, Failure> {
    let mut failure = Failure::Unreadable("no source");
    for (source, url) in urls.iter().enumerate() {
        match fetch_one(context, url).await {
            Ok(published) => {
                let published = Published {
                    source,
                    ..published
                };
                return serde_json::to_string(&published)
                    .map_err(|_| Failure::Unreadable("not to be kept"));
            }
            Err(error) => {
                tracing::debug!(source, %error, "a source of rates failed");
                failure = error;
            }
        }
    }
    Err(failure)
}

async fn fetch_one(context: &Context, url: &Url) -> Result<Published, Failure> {
    let body = get(&context.outgoing, url.clone()).await?;
    let published = xml::parse(&text::decode(&body), context.clock.now_ms())?;
    check(&published.rates)?;
    Ok(published)
}

fn check(rates: &[Rate]) -> Result<(), Failure> {
    if rates.is_empty() {
        return Err(Failure::Unreadable("no rates in it"));
    }
    for rate in rates {
        let values = [rate.buy, rate.transfer, rate.sell];
        if !values
            .iter()
            .flatten()
            .all(|value| (0.01..1e9).contains(value))
        {
            return Err(Failure::Absurd(format!("a rate of {}", rate.currency)));
        }
        let bought = [rate.buy, rate.transfer].into_iter().flatten();
        let sold = rate.sell.unwrap_or(f64::INFINITY);
        if bought.fold(0.0, f64::max) * LEAST_SPREAD > sold {
            return Err(Failure::Absurd(format!(
                "{} is sold for less than it is bought for",
                rate.currency
            )));
        }
    }
    Ok(())
}

/// Whether two published values (JSON) differ by more than can be in a day or two. What cannot be read differs from nothing.
pub(super) fn far_apart(one: &str, other: &str) -> bool {
    let read = |json| serde_json::from_str::<Published>(json).map(|published| published.rates);
    let (Ok(one), Ok(other)) = (read(one), read(other)) else {
        return false;
    };
    one.iter().any(|rate| {
        let same = other.iter().find(|same| same.currency == rate.currency);
        same.is_some_and(|same| {
            far(rate.buy, same.buy)
                || far(rate.transfer, same.transfer)
                || far(rate.sell, same.sell)
        })
    })
}

fn far(one: Option<f64>, other: Option<f64>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    (one - other).abs() > one * FAR
}

#[cfg(test)]
mod tests {
    use super::{Rate, check, chosen, far};

    fn rate(currency: &str, buy: f64, sell: f64) -> Rate {
        Rate {
            currency: currency.into(),
            name: currency.into(),
            buy: Some(buy),
            transfer: None,
            sell: Some(sell),
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let judge = |buy, sell| check(&[rate("USD", buy, sell)]).is_ok();
        assert!(judge(25_100.0, 25_400.0));
        assert!(judge(25_100.0, 22_600.0), "the bank's own affair");
        assert!(!judge(25_100.0, 2_540.0), "a lost digit");
        assert!(!judge(-1.0, 25_400.0));
        assert!(!judge(25_100.0, 1e12));
        assert!(check(&[]).is_err());
    }

    #[test]
    fn a_third_more_or_less_is_far() {
        assert!(!far(Some(25_000.0), Some(26_000.0)));
        assert!(far(Some(25_000.0), Some(33_000.0)));
        assert!(far(Some(25_000.0), Some(2_500.0)));
        assert!(!far(Some(25_000.0), None));
    }

    #[test]
    fn currencies_come_in_the_order_of_the_settings() {
        let all = vec![
            rate("AUD", 1.0, 1.0),
            rate("EUR", 1.0, 1.0),
            rate("USD", 1.0, 1.0),
        ];
        let wanted = ["usd".to_owned(), "THB".into(), "AUD".into()];
        let codes: Vec<String> = chosen(all, &wanted)
            .into_iter()
            .map(|r| r.currency)
            .collect();
        assert_eq!(codes, ["USD", "AUD"]);
    }
}
