//! `<bangtin-rates>`: what a bank pays and takes for foreign currencies.

use std::rc::Rc;

use bangtin_model::{
    FromNode,
    answers::{Rate, Rates},
};

use super::external_data::{Origin, SourceLine, Unknown};
use crate::{
    attributes::attributes,
    components::{LoadingNote, SavedNote, Section, Skeleton, announce, configured, panel},
    host::Host,
    i18n::{ExternalDataMessage, Language, Words, figure, signs, t},
    resource::{Phase, Resource},
    view::{RwSignal, View, component, view},
};

attributes! {
    /// The currencies that are shown, by their codes, in this order, separated by commas. Where it is absent: all.
    CURRENCIES: Text("currencies");
    /// The heading; off for none.
    HEADING: Heading("heading", ExternalDataMessage::Rates);
}

/// Hours. Banks publish on each day of work; over a weekend the last rates hold.
const FRESH: u64 = 72;

/// The view of the element.
pub(super) fn rates(host: Host) -> View {
    panel(host);
    host.style("rates", style!("rates"));
    let read = |host| Origin::of(host, "/rates");
    configured(host, read, Shown::new, move |shown| {
        view! { <Panel host shown currencies=host.list(CURRENCIES)/> }
    })
}

/// The state of the element.
#[derive(Clone, Copy)]
struct Shown {
    rates: Resource<Rates>,
    origin: RwSignal<Option<Origin>>,
}

impl Shown {
    fn new(origin: Origin) -> Self {
        let rates = Resource::new(|answer| Rates::from_node(&answer.node));
        let (Origin::File(address) | Origin::Service(address)) = origin.clone();
        rates.load_from(address);
        Self {
            rates,
            origin: RwSignal::new(Some(origin)),
        }
    }

    fn progress(self) -> crate::resource::Progress {
        let progress = self.rates.progress();
        match self.origin.get() {
            Some(origin) => origin.judged(progress),
            None => progress,
        }
    }
}

#[component]
fn Panel(host: Host, shown: Shown, currencies: Vec<String>) -> View {
    announce(host, move || shown.progress());
    view! {
        // The whole element.
        <Section host part="rates" usual=t(HEADING)>
            {move || {
                let progress = shown.progress();
                match progress.phase {
                    Phase::Loading => view! { <div><LoadingNote/><Skeleton lines=10/></div> },
                    Phase::Ready => view! {
                        <div>
                            <SavedNote progress/>
                            {shown.rates.get().map(|rates| view! {
                                <Table list=chosen(&rates.rates, &currencies) rates/>
                            })}
                        </div>
                    },
                    phase => view! {
                        <Unknown phase empty=ExternalDataMessage::NoRates retry=shown.rates.retry()/>
                    },
                }
            }}
        </Section>
    }
}

/// Those of the rates that are asked for, in that order.
fn chosen(rates: &[Rate], currencies: &[String]) -> Vec<Rate> {
    if currencies.is_empty() {
        return rates.to_vec();
    }
    let of = |code: &String| rates.iter().find(|rate| rate.currency == *code).cloned();
    currencies.iter().filter_map(of).collect()
}

/// The table. Where there is no room for its columns a row becomes a card; so its roles stand in words.
#[component]
fn Table(list: Vec<Rate>, rates: Rc<Rates>) -> View {
    use ExternalDataMessage::{Buy, Currency, InDong, OnlyForReference, Sell, Transfer};
    let mut rows = Vec::new();
    for rate in list {
        rows.push(view! { <Row rate/> });
    }
    let Rates {
        source,
        as_of,
        stated,
        ..
    } = (*rates).clone();
    view! {
        <div>
            <p class="note" id="unit">{t(InDong)}</p>
            // The table.
            <table part="table" role="table" aria-describedby="unit">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t(Currency)}</th>
                        <th role="columnheader" scope="col">{t(Buy)}</th>
                        <th role="columnheader" scope="col">{t(Transfer)}</th>
                        <th role="columnheader" scope="col">{t(Sell)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <SourceLine source as_of stated fresh=FRESH/>
            <p class="note">{t(OnlyForReference)}</p>
        </div>
    }
}

#[component]
fn Row(rate: Rate) -> View {
    use ExternalDataMessage::{Buy, NotSaid, Sell, Transfer};
    let language = Words::here().language;
    let mut cells = Vec::new();
    for (name, value) in [
        (Buy, rate.buy),
        (Transfer, rate.transfer),
        (Sell, rate.sell),
    ] {
        let value = match value {
            Some(value) => view! { <span>{amount(value, language)}</span> },
            None => view! {
                <span><span aria-hidden="true">"–"</span><span class="unseen">{t(NotSaid)}</span></span>
            },
        };
        cells.push(view! {
            // A rate.
            <td part="rate" role="cell" data-name=t(name)>{value}</td>
        });
    }
    view! {
        <tr role="row">
            // A currency.
            <th part="currency" role="rowheader" scope="row">
                {rate.currency}" "<span class="name">{rate.name}</span>
            </th>
            {cells}
        </tr>
    }
}

/// `26.120`, `164,2`: at most two decimals, as banks have them.
fn amount(value: f64, language: Language) -> String {
    let hundredths = (value * 100.0 + 0.5) as u64;
    let mut line = figure(hundredths / 100, language);
    let (tenths, rest) = (hundredths / 10 % 10, hundredths % 10);
    if tenths + rest > 0 {
        line.push(signs(language).1);
        line.push(char::from(b'0' + tenths as u8));
    }
    if rest > 0 {
        line.push(char::from(b'0' + rest as u8));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currencies_asked_for_stand_in_that_order() {
        let rate = |currency: &str| Rate {
            currency: currency.into(),
            ..Rate::default()
        };
        let rates = [rate("USD"), rate("EUR"), rate("JPY")];
        let named = |codes: &[&str]| {
            let codes: Vec<String> = codes.iter().map(|&code| code.into()).collect();
            let chosen = chosen(&rates, &codes).into_iter();
            chosen.map(|rate| rate.currency).collect::<Vec<_>>()
        };
        assert_eq!(named(&[]), ["USD", "EUR", "JPY"]);
        assert_eq!(named(&["JPY", "LAK", "USD"]), ["JPY", "USD"]);
    }

    #[test]
    fn an_amount_has_the_decimals_that_the_bank_has() {
        let check = |value, vi: &str, en: &str| {
            assert_eq!(amount(value, Language::Vi), vi);
            assert_eq!(amount(value, Language::En), en);
        };
        check(26_120.0, "26.120", "26,120");
        check(164.2, "164,2", "164.2");
        check(0.93, "0,93", "0.93");
        check(1.05, "1,05", "1.05");
        check(3.999, "4", "4");
    }
}
