//! Exchange rates in XML, as Vietnamese banks publish them:
//! `<ExrateList><DateTime>…</DateTime><Exrate CurrencyCode="USD" CurrencyName="US DOLLAR" Buy="25,100.00" Transfer="…" Sell="…"/>…</ExrateList>`.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use unicode_normalization::UnicodeNormalization;

use super::{Published, Rate, amount, stated};
use crate::external_data::fetch::Failure;

/// More than any bank trades in.
const MOST_RATES: usize = 100;
const LONGEST_NAME: usize = 80;

/// What the document says. Elements and attributes that are not known are passed over; a rate without any value is left out.
pub(super) fn parse(text: &str, now_ms: i64) -> Result<Published, Failure> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut in_time = false;
    let mut time = String::new();
    let mut rates: Vec<Rate> = Vec::new();
    loop {
        let event = reader.read_event();
        match event.map_err(|_| Failure::Unreadable("not XML"))? {
            Event::Start(tag) => {
                depth += 1;
                in_time = is(tag.local_name().as_ref(), "DateTime");
                add(&mut rates, &tag);
            }
            Event::Empty(tag) => add(&mut rates, &tag),
            Event::Text(text) if in_time => time.push_str(&text.xml10_content()),
            Event::CData(text) if in_time => time.push_str(&text.xml10_content()),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                in_time = false;
            }
            Event::Eof if depth > 0 => return Err(Failure::Unreadable("cut short")),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Published {
        source: 0,
        stated: stated::parse(&time, now_ms),
        rates,
    })
}

fn add(rates: &mut Vec<Rate>, tag: &BytesStart<'_>) {
    if !is(tag.local_name().as_ref(), "Exrate") || rates.len() >= MOST_RATES {
        return;
    }
    let Some(rate) = rate(tag) else { return };
    if !rates.iter().any(|known| known.currency == rate.currency) {
        rates.push(rate);
    }
}

fn rate(tag: &BytesStart<'_>) -> Option<Rate> {
    let mut currency = String::new();
    let mut name = String::new();
    let (mut buy, mut transfer, mut sell) = (None, None, None);
    for attribute in tag.attributes().flatten() {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.ok()?;
        let key = attribute.key.local_name();
        let key: &str = key.as_ref();
        match () {
            () if is(key, "CurrencyCode") => currency = value.trim().to_ascii_uppercase(),
            () if is(key, "CurrencyName") => name = tidy(&value),
            () if is(key, "Buy") => buy = amount::parse(&value),
            () if is(key, "Transfer") => transfer = amount::parse(&value),
            () if is(key, "Sell") => sell = amount::parse(&value),
            () => {}
        }
    }
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    let has_value = buy.or(transfer).or(sell).is_some();
    if name.is_empty() {
        name.clone_from(&currency);
    }
    (is_code && has_value).then_some(Rate {
        currency,
        name,
        buy,
        transfer,
        sell,
    })
}

/// One line in NFC without the spaces that fill columns.
fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfc().take(LONGEST_NAME).collect()
}

fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

#[cfg(test)]
mod tests {
    use super::parse;

    const NOW_MS: i64 = 1_795_226_400_000;

    #[test]
    fn a_list_is_read_whatever_its_dress() {
        let text = r#"<?xml version="1.0" encoding="utf-8"?>
            <ExrateList><DateTime>11/21/2026 8:30:00 AM</DateTime>
              <Exrate CurrencyCode="AUD" CurrencyName="AUSTRALIAN&amp;DOLLAR   " Buy="16,200.5" Transfer="16,364.1" Sell="16,890.2" />
              <exrate currencycode="dkk" Buy="-" Transfer="3,500.11" Sell="3,634.07"></exrate>
              <Exrate CurrencyCode="KWD" CurrencyName="KUWAITI DINAR" Buy="-" Transfer="-" Sell="0"/>
              <Exrate CurrencyCode="USD(5,10)" Buy="1" Transfer="1" Sell="1"/>
              <Source>A bank</Source></ExrateList>"#;
        let published = parse(text, NOW_MS).unwrap();
        let line = |rate: &super::Rate| {
            format!(
                "{} {} {:?} {:?} {:?}",
                rate.currency, rate.name, rate.buy, rate.transfer, rate.sell
            )
        };
        let lines: Vec<String> = published.rates.iter().map(line).collect();
        assert_eq!(
            lines,
            [
                "AUD AUSTRALIAN&DOLLAR Some(16200.5) Some(16364.1) Some(16890.2)",
                "DKK DKK None Some(3500.11) Some(3634.07)",
            ]
        );
        assert_eq!(
            published.stated.as_deref(),
            Some("2026-11-21T08:30:00+07:00")
        );
    }

    #[test]
    fn what_is_cut_short_or_is_no_xml_is_refused() {
        let cut = r#"<ExrateList><Exrate CurrencyCode="USD" Buy="25,100" Sell="25,400"/>"#;
        assert!(parse(cut, NOW_MS).is_err());
        assert!(parse("<ExrateList><Exrate CurrencyCode=\"USD\" Bu", NOW_MS).is_err());
        assert!(parse("<html><p>Bảo trì<br></html>", NOW_MS).is_err());
        assert!(parse("", NOW_MS).is_ok_and(|published| published.rates.is_empty()));
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_comes_stops_the_service(text in "(<?/?[a-zA-Z]{0,6}[ =\"',.0-9&;]{0,8}>?){0,20}") {
            let _ = parse(&text, NOW_MS);
        }
    }
}
