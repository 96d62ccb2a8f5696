//! `<bangtin-rating>`: one to five stars for an article. Its code is a file that it shares with the poll.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod stars;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bangtin_sources::Node;
use wasm_bindgen::JsValue;
use wasm_split_helpers::wasm_split;

use super::{
    followed::Followed,
    lazy::{self, View},
    taking_part::{Form, Status, Target},
    voices::{self, Voter, encoded},
};
use crate::{
    client::{Body, JsNode},
    components::{Phase, Progress, announce, misconfigured},
    elements::{attributes::Misconfigured, host::Host},
    i18n::Words,
    markup::Markup,
    page,
    parts::SplitLoaderError,
};
use bangtin_model::{Rating, join};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["page", "heading"];

/// Brings the stars.
pub fn open(host: Host) {
    lazy::open(host, "expected", |host| Box::pin(view(host)));
}

/// What readers give one article, and what this reader gives.
struct Rate {
    host: Host,
    form: Rc<Form>,
    voter: Rc<Voter>,
    // Where it is sent to; also the name under which the reader's own vote is remembered.
    address: String,
    challenge: String,
    page: String,
    // Where the figures are.
    read: String,
    figures: Rc<Followed>,
    chosen: Cell<u32>,
    // What the service said when this reader voted.
    answer: RefCell<Option<JsNode>>,
}

#[wasm_split(votes, fallible, wasm_split_path = crate::parts)]
fn view(host: Host) -> Result<View, SplitLoaderError> {
    host.style("voices", style!("voices"));
    host.style("rating", style!("rating"));
    let kept = RefCell::new(None);
    Ok(Rc::new(move || look(host, &kept)))
}

fn look(host: Host, kept: &RefCell<Option<Rc<Rate>>>) -> Markup {
    let words = Words::of(host);
    match rate(host, &words, kept) {
        Ok(Some(rate)) => {
            rate.announce();
            stars::view(&rate, &words)
        }
        Ok(None) => voices::nothing(host),
        Err(wrong) => misconfigured(host, &wrong),
    }
}

fn rate(
    host: Host,
    words: &Words,
    kept: &RefCell<Option<Rc<Rate>>>,
) -> Result<Option<Rc<Rate>>, Misconfigured> {
    let Some(page) = voices::page_of(host, words)? else {
        kept.replace(None);
        return Ok(None);
    };
    let key = encoded(&page);
    let address = voices::service(host, &join(&["/pages/", &key, "/rating"]))?;
    let figures = voices::service(host, &join(&["/pages?key=", &key]))?;
    let challenge = voices::service(host, "/challenge")?;
    let voter = voices::service(host, "/voter")?;
    let known = kept.borrow().clone();
    let rate = match known.filter(|rate| rate.address == address) {
        Some(rate) => rate,
        None => Rate::new(host, page, [address, figures, challenge, voter]),
    };
    rate.figures.follow(&rate.read);
    kept.replace(Some(rate.clone()));
    Ok(Some(rate))
}

impl Rate {
    fn new(host: Host, page: String, addresses: [String; 4]) -> Rc<Self> {
        let [address, figures, challenge, voter] = addresses;
        let voted = page::remembered(&address);
        let form = Form::new(host, join(&["rating:", &page]));
        let draft = form.draft("value").as_deref().and_then(star);
        Rc::new(Self {
            host,
            chosen: Cell::new(draft.or_else(|| mine(&address)).unwrap_or_default()),
            read: voices::seen_after(&figures, "&", voted.as_deref()),
            form,
            voter: Voter::new(voter),
            address,
            challenge,
            page,
            figures: Followed::new(host, |node| node.get("pages").is_some()),
            answer: RefCell::default(),
        })
    }

    /// The stars are there whatever the figures do: without an answer they are left out.
    fn announce(self: &Rc<Self>) {
        let progress = self.figures.state().0;
        if matches!(progress.phase, Phase::Failed(_)) {
            let rate = self.clone();
            self.host
                .on_retry(Some(Rc::new(move || rate.figures.load())));
        }
        let ready = progress.phase != Phase::Loading;
        announce(
            self.host,
            if ready {
                Progress::ready(None)
            } else {
                progress
            },
        );
    }

    /// The mean of all votes, where there are any.
    fn figures(&self) -> Option<Rating> {
        let answer = self.answer.borrow().clone();
        let read = || {
            let pages = self.figures.state().1?.get("pages")?;
            pages.get(&self.page)?.get("rating")
        };
        let rating = answer.or_else(read)?;
        let value = rating.get("value")?.number()?;
        let count = rating.integer("count").filter(|count| *count > 0)?;
        (1.0..=5.0).contains(&value).then_some(Rating {
            value_tenths: (value * 10.0 + 0.5) as u32,
            count,
        })
    }

    /// What this reader has given; `None` before.
    fn mine(&self) -> Option<u32> {
        mine(&self.address)
    }

    fn choose(&self, value: u32) {
        self.chosen.set(value);
        self.form
            .keep("value", &bangtin_model::decimal(value.into()));
        // What was said of the vote before is over.
        if self.form.status() != Status::Sending {
            self.form.set(Status::Open);
        }
    }

    fn send(self: &Rc<Self>) {
        let value = self.chosen.get();
        if value == 0 {
            self.form
                .set(Status::Wrong("value".into(), "required".into()));
            self.host.focus("[name=value]".into());
            return;
        }
        let target = Target {
            method: "PUT",
            address: self.address.clone(),
            challenge: Some(self.challenge.clone()),
        };
        let body = Body::default().with("value", &JsValue::from(value));
        let rate = self.clone();
        self.voter.cast(&self.form, target, body, move |answer| {
            rate.form.forget(&["value"]);
            let value = bangtin_model::decimal(value.into());
            page::remember(&rate.address, Some(&value));
            rate.answer.replace(Some(answer));
        });
    }
}

fn mine(address: &str) -> Option<u32> {
    page::remembered(address).as_deref().and_then(star)
}

fn star(text: &str) -> Option<u32> {
    text.parse().ok().filter(|value| (1..=5).contains(value))
}
