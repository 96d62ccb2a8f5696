//! `<bangtin-today>`: what day it is in Viet Nam.

use std::pin::pin;
use std::rc::Rc;

use bangtin_model::{Moment, Precision};
use futures::future::select;

use super::{
    lazy::{self, View},
    site::{self, Kind},
};
use crate::{
    components::{Progress, announce, misconfigured},
    elements::host::{Host, Work},
    i18n::{Words, long_date},
    markup::el,
    page,
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["greeting"];

// Milliseconds.
const DAY: i64 = 86_400_000;
const UTC_PLUS_7: i64 = 25_200_000;

/// Brings the line.
pub fn open(host: Host) {
    lazy::open(host, "line", |host| site::bring(host, Kind::Today));
}

/// The line.
pub(super) fn view(host: Host) -> View {
    host.style("today", style!("today"));
    host.spawn(Work::Watch, follow(host));
    Rc::new(move || {
        if let Err(wrong) = host.judge_shared() {
            return misconfigured(host, &wrong);
        }
        announce(host, Progress::ready(None));
        let today = Moment::from_unix((page::now() / 1000.0) as i64, Precision::Day);
        let date = el("time").part("date").attr("datetime", today.iso());
        let date = date.with(long_date(&today, Words::of(host).language));
        let greeting = host.get("greeting");
        let greeting = greeting.map(|words| el("span").part("greeting").with(words));
        el("p")
            .part("today")
            .class("today")
            .with(greeting)
            .with(" ")
            .with(date)
    })
}

/// Shows the next day when it begins. A phone that slept through midnight looks again when the page is seen.
async fn follow(host: Host) {
    let Some(document) = page::document() else {
        return;
    };
    loop {
        let rest = DAY - (page::now() as i64 + UTC_PLUS_7).rem_euclid(DAY);
        let midnight = pin!(page::alarm((rest + 20) as f64));
        let seen = pin!(page::event(&document, &["visibilitychange"]));
        select(midnight, seen).await;
        host.touch();
    }
}
