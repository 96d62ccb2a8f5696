//! `<bangtin-poll>`: a question that readers answer by a click. Its code is a file that it shares with the rating.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod choice;
mod question;
mod results;
mod standing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_split_helpers::wasm_split;

use super::{
    followed::Followed,
    lazy::{self, View},
    taking_part::{Form, Status, Target},
    voices::{self, Voter, encoded},
};
use crate::{
    client::Body,
    components::{
        Phase, Progress, announce, failed, loading, misconfigured, saved_note, unavailable,
    },
    elements::{attributes::Misconfigured, host::Host},
    i18n::{Common, VoiceMessage, Words},
    markup::{Markup, el},
    page,
    parts::SplitLoaderError,
};
use bangtin_model::join;
use choice::Newest;
use standing::Standing;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["poll"];

/// Brings the question.
pub fn open(host: Host) {
    lazy::open(host, "expected", |host| Box::pin(view(host)));
}

/// One poll, and what this reader chooses.
struct Poll {
    host: Host,
    form: Rc<Form>,
    voter: Rc<Voter>,
    // Where it is read; also the name under which the reader's own choice is remembered.
    address: String,
    // The same, as it is read.
    read: String,
    challenge: String,
    standing: Rc<Followed>,
    chosen: RefCell<Vec<String>>,
    // Whether the reader looks at the results; as long as nothing was pressed, who has voted does.
    looking: Cell<Option<bool>>,
}

#[wasm_split(votes, fallible, wasm_split_path = crate::parts)]
fn view(host: Host) -> Result<View, SplitLoaderError> {
    host.style("voices", style!("voices"));
    host.style("poll", style!("poll"));
    let (newest, kept) = (Newest::new(host), RefCell::new(None));
    Ok(Rc::new(move || look(host, &newest, &kept)))
}

fn look(host: Host, newest: &Rc<Newest>, kept: &RefCell<Option<Rc<Poll>>>) -> Markup {
    let words = Words::of(host);
    let found = match find(host, newest) {
        Ok(found) => found,
        Err(wrong) => return misconfigured(host, &wrong),
    };
    match found {
        Ok(id) => match poll(host, &id, kept) {
            Ok(poll) => show(&poll, &words),
            Err(wrong) => misconfigured(host, &wrong),
        },
        Err(progress) => unfound(newest, &words, progress),
    }
}

/// The id of the poll to show, else how far the search for it has come.
fn find(host: Host, newest: &Rc<Newest>) -> Result<Result<String, Progress>, Misconfigured> {
    host.judge_shared()?;
    Ok(match host.get("poll") {
        Some(id) => Ok(id),
        None => newest.find(voices::service(host, "/site")?),
    })
}

/// There is no poll to show, or not yet.
fn unfound(newest: &Rc<Newest>, words: &Words, progress: Progress) -> Markup {
    let host = newest.host;
    announce(host, progress);
    match progress.phase {
        Phase::Failed(failure) => {
            let newest = newest.clone();
            failed(host, words, failure, Rc::new(move || newest.load()))
        }
        Phase::Loading => el("div").with(loading(words)).with(skeleton()),
        _ => {
            let sentence = words.t(VoiceMessage::NoPoll);
            let sentence = el("p").part("empty").class("notice").with(sentence);
            el("div").with(sentence).with(el("slot"))
        }
    }
}

fn show(poll: &Rc<Poll>, words: &Words) -> Markup {
    let host = poll.host;
    let (progress, node) = poll.standing.state();
    announce(host, progress);
    let frame = el("section").part("poll").class("poll");
    match (progress.phase, node) {
        (Phase::Ready, Some(node)) => {
            let standing = Standing::read(&node);
            let frame = frame.with(saved_note(words, progress));
            if standing.closed || poll.looks_at_results() {
                frame.with(results::view(poll, words, &standing))
            } else {
                frame.with(question::view(poll, words, Rc::new(standing)))
            }
        }
        (phase @ (Phase::Failed(_) | Phase::Empty), _) => {
            let standing = poll.standing.clone();
            let retry = Rc::new(move || standing.load());
            frame.with(unavailable(host, words, phase, Common::NotFound, retry))
        }
        _ => frame.with(loading(words)).with(skeleton()),
    }
}

fn poll(host: Host, id: &str, kept: &RefCell<Option<Rc<Poll>>>) -> Result<Rc<Poll>, Misconfigured> {
    let address = voices::service(host, &join(&["/polls/", &encoded(id)]))?;
    let challenge = voices::service(host, "/challenge")?;
    let voter = voices::service(host, "/voter")?;
    let known = kept.borrow().clone();
    let poll = match known.filter(|poll| poll.address == address) {
        Some(poll) => poll,
        None => Poll::new(host, id, address, challenge, voter),
    };
    poll.standing.follow(&poll.read);
    kept.replace(Some(poll.clone()));
    Ok(poll)
}

impl Poll {
    fn new(host: Host, id: &str, address: String, challenge: String, voter: String) -> Rc<Self> {
        let form = Form::new(host, join(&["poll:", id]));
        let draft = form.draft("choices");
        let voted = page::remembered(&address);
        let read = voices::seen_after(&address, "?", voted.as_deref());
        let chosen = draft.or(voted);
        Rc::new(Self {
            host,
            form,
            voter: Voter::new(voter),
            read,
            challenge,
            standing: Followed::new(host, standing::is_one),
            chosen: RefCell::new(lines(&chosen.unwrap_or_default())),
            looking: Cell::new(None),
            address,
        })
    }

    /// What this reader has voted for; none before.
    fn mine(&self) -> Vec<String> {
        lines(&page::remembered(&self.address).unwrap_or_default())
    }

    fn looks_at_results(&self) -> bool {
        let looking = self.looking.get();
        looking.unwrap_or_else(|| page::remembered(&self.address).is_some())
    }

    fn look_at_results(&self, looking: bool) {
        self.looking.set(Some(looking));
        self.form.set(Status::Open);
        let next = if looking { "[part=results]" } else { "input" };
        self.host.focus(next.into());
    }

    fn choose(&self, id: &str, chosen: bool, multiple: bool) {
        let kept = {
            let mut all = self.chosen.borrow_mut();
            all.retain(|known| multiple && known != id);
            if chosen {
                all.push(id.into());
            }
            joined(&all)
        };
        self.form.keep("choices", &kept);
    }

    fn send(self: &Rc<Self>) {
        if matches!(self.form.status(), Status::Wrong(field, _) if field == "voter") {
            self.voter.forget();
        }
        let chosen = self.chosen.borrow().clone();
        if chosen.is_empty() {
            self.form
                .set(Status::Wrong("choices".into(), "required".into()));
            self.host.focus("input".into());
            return;
        }
        let ids = Array::new();
        for id in &chosen {
            ids.push(&JsValue::from_str(id));
        }
        let target = Target {
            method: "PUT",
            address: join(&[&self.address, "/vote"]),
            challenge: Some(self.challenge.clone()),
        };
        let poll = self.clone();
        let body = Body::default().with("choices", &ids);
        self.voter.cast(&self.form, target, body, move |answer| {
            poll.form.forget(&["choices"]);
            page::remember(&poll.address, Some(&joined(&chosen)));
            poll.looking.set(Some(true));
            if standing::is_one(&answer) {
                poll.standing.replace(answer);
            }
            poll.host.focus("[part=results]".into());
        });
    }
}

// An id holds no control character.
fn joined(ids: &[String]) -> String {
    let mut joined = String::new();
    for id in ids {
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(id);
    }
    joined
}

fn lines(joined: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for line in joined.split('\n') {
        if !line.is_empty() {
            ids.push(line.into());
        }
    }
    ids
}

fn skeleton() -> Markup {
    let mut blank = el("div")
        .class("blank")
        .part("skeleton")
        .is("aria-hidden", "true");
    for _ in 0..6 {
        blank = blank.with(el("span"));
    }
    blank
}
