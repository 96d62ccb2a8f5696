//! The comments of one article: those that were loaded, the reader's own, and what is being written.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bangtin_model::{Moment, Precision, decimal, join};
use bangtin_sources::Node;

use super::own::Tokens;
use super::said::{Said, State, read_all};
use super::threads;
use crate::{
    client::{self, Body, JsNode},
    components::Progress,
    elements::host::{Host, Work},
    page,
    widgets::{
        followed::Followed,
        taking_part::{Form, Status, Target},
        voices::encoded,
    },
};

// So many replies are asked for at once.
const REPLIES: &str = "&limit=50";

/// The talk about one article.
pub(super) struct Talk {
    pub(super) host: Host,
    pub(super) form: Rc<Form>,
    page: String,
    address: String,
    challenge: String,
    first: Rc<Followed>,
    tokens: Tokens,
    // How many comments are asked for at once.
    limit: Cell<u32>,
    asked_for_code: Cell<bool>,
    record: RefCell<Record>,
}

#[derive(Default)]
struct Record {
    // The parts after the first.
    parts: Vec<JsNode>,
    // The parts of the replies to a comment, from the first reply on.
    replies: Vec<(String, JsNode)>,
    own: Vec<Said>,
    // The comment that is being answered; empty for none.
    to: String,
    more: More,
}

/// How far a press for more has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum More {
    /// There was none.
    #[default]
    Idle,
    /// On its way: for the replies to this comment; empty for comments.
    Loading(String),
    /// Nothing came of it.
    Failed(String),
}

impl Talk {
    pub(super) fn new(host: Host, page: String, address: String, challenge: String) -> Rc<Self> {
        let form = Form::new(host, join(&["comment:", &page]));
        let tokens = Tokens::of(join(&[&address, "?", &page]));
        let talk = Rc::new(Self {
            host,
            page,
            address,
            challenge,
            first: Followed::new(host, |node| node.get("comments").is_some()),
            tokens,
            limit: Cell::default(),
            asked_for_code: Cell::default(),
            record: RefCell::new(Record {
                to: form.draft("parent").unwrap_or_default(),
                ..Record::default()
            }),
            form,
        });
        talk.find_own();
        talk
    }

    pub(super) fn is_about(&self, page: &str, address: &str) -> bool {
        self.page == page && self.address == address
    }

    fn part(&self, rest: &[&str]) -> String {
        join(&[&self.address, "?page=", &encoded(&self.page), &join(rest)])
    }

    /// Loads the first comments, so many at once, unless they are there.
    pub(super) fn follow(&self, limit: u32) {
        self.limit.set(limit);
        self.first
            .follow(&self.part(&["&limit=", &decimal(limit.into())]));
    }

    pub(super) fn load(&self) {
        self.first.load();
    }

    /// How far the comments have come, and how many there are, where there are any.
    pub(super) fn state(&self) -> (Progress, Option<u64>) {
        let (progress, node) = self.first.state();
        let count = node.and_then(|node| node.integer("count"));
        (progress, count.filter(|count| *count > 0))
    }

    // Nothing in `change` calls out, so the record is never asked for twice.
    fn amend(&self, change: impl FnOnce(&mut Record)) {
        change(&mut self.record.borrow_mut());
        self.host.touch();
    }

    /// What is to be shown, with the reader's own comments in their place.
    pub(super) fn threads(&self) -> Vec<Said> {
        let record = self.record.borrow();
        let first = self.first.state().1;
        let parts = first.iter().chain(&record.parts);
        threads::joined(parts, &record.replies, &record.own)
    }

    pub(super) fn more(&self) -> More {
        self.record.borrow().more.clone()
    }

    /// Whether the service has comments after those that were loaded.
    pub(super) fn goes_on(&self) -> bool {
        self.next().is_some()
    }

    fn next(&self) -> Option<String> {
        let last = self.record.borrow().parts.last().cloned();
        last.or_else(|| self.first.state().1)?.string("next")
    }

    /// Loads more: replies to this comment, or comments where it is empty.
    pub(super) fn load_more(self: &Rc<Self>, parent: &str) {
        let busy = matches!(self.more(), More::Loading(_));
        if busy {
            return;
        }
        let address = if parent.is_empty() {
            let Some(next) = self.next() else { return };
            let limit = decimal(self.limit.get().into());
            self.part(&["&limit=", &limit, "&cursor=", &next])
        } else {
            self.part(&["&parent=", parent, REPLIES, &self.next_reply(parent)])
        };
        let (talk, parent) = (self.clone(), parent.to_owned());
        talk.amend(|record| record.more = More::Loading(parent.clone()));
        talk.clone().host.spawn(Work::More, async move {
            let answer = client::fetch(&address).await;
            talk.amend(|record| match answer {
                Ok(node) => {
                    record.more = More::Idle;
                    if parent.is_empty() {
                        record.parts.push(node);
                    } else {
                        record.replies.push((parent, node));
                    }
                }
                Err(_) => record.more = More::Failed(parent),
            });
        });
    }

    // The first replies came with their comment and without a cursor: they are loaded once more.
    fn next_reply(&self, parent: &str) -> String {
        let record = self.record.borrow();
        let mut parts = record.replies.iter().rev();
        let last = parts.find(|(known, _)| known == parent);
        match last.and_then(|(_, part)| part.string("next")) {
            Some(next) => join(&["&cursor=", &next]),
            None => String::new(),
        }
    }

    /// Asks what has become of the comments that this reader has sent before.
    fn find_own(self: &Rc<Self>) {
        let Some(tokens) = self.tokens.all() else {
            return;
        };
        let talk = self.clone();
        self.host.spawn(Work::Own, async move {
            let address = talk.part(&["&limit=1&mine=", &tokens]);
            let Ok(answer) = client::ask(&address).await else {
                return;
            };
            let own = read_all(&answer, "mine");
            for said in &own {
                if said.state == State::Rejected {
                    talk.tokens.forget(&said.id);
                }
            }
            talk.amend(|record| {
                // What was sent meanwhile stays.
                for said in core::mem::replace(&mut record.own, own) {
                    if !record.own.iter().any(|known| known.id == said.id) {
                        record.own.push(said);
                    }
                }
            });
        });
    }

    /// The comment that is being answered; empty for none.
    pub(super) fn to(&self) -> String {
        self.record.borrow().to.clone()
    }

    /// Turns to a comment in order to answer it, or away from it.
    pub(super) fn turn_to(&self, id: &str) {
        // What is on its way must not become another letter.
        if self.form.status() == Status::Sending {
            return;
        }
        self.form.keep("parent", id);
        self.form.set(Default::default());
        self.amend(|record| record.to = id.into());
    }

    pub(super) fn has_asked_for_code(&self) -> bool {
        self.asked_for_code.get()
    }

    /// The reader presses for the code.
    pub(super) fn ask_for_code(&self) {
        self.asked_for_code.set(true);
        self.begin_code();
        self.host.touch();
    }

    /// Begins to get the code, so that nobody waits for it.
    pub(super) fn begin_code(&self) {
        self.form.code.begin(&self.challenge);
    }

    /// Sends a comment; `to` is the one that it answers, empty for none.
    pub(super) fn send(self: &Rc<Self>, to: &str, name: &str, text: &str, website: &str) {
        let body = Body::default()
            .text("page", &self.page)
            .text("name", name)
            .text("text", text)
            .text("website", website);
        let body = if to.is_empty() {
            body
        } else {
            body.text("parent", to)
        };
        let target = Target {
            method: "POST",
            address: self.address.clone(),
            challenge: Some(self.challenge.clone()),
        };
        let said = Said {
            id: String::new(),
            name: name.into(),
            text: text.into(),
            created: Some(Moment::from_unix(
                (page::now() / 1000.0) as i64,
                Precision::Minute,
            )),
            state: State::Pending,
            parent: to.into(),
            replies: Vec::new(),
            more: false,
        };
        let talk = self.clone();
        self.form
            .send(target, body, move |answer| talk.sent(said, &answer));
    }

    fn sent(&self, said: Said, answer: &JsNode) {
        let id = answer.string("id").unwrap_or_else(page::unique);
        if let Some(token) = answer.string("token") {
            self.tokens.add(&id, &token);
        }
        self.form.forget(&["text", "parent"]);
        self.asked_for_code.set(false);
        self.amend(|record| record.own.push(Said { id, ..said }));
        self.host.focus("[part=sent]".into());
    }
}
