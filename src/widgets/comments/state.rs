//! The comments of one article: those that were loaded, the reader's own, and what is being written.

use std::rc::Rc;

use bangtin_model::{
    FromNode, Moment, Precision,
    answers::{AddedComment, Comment, CommentPage, CommentState, OwnComment},
    decimal, join, trim,
};
use web_sys::Event;

use super::{
    About,
    count::{MOST, MOST_OF_NAME, graphemes},
    edit_tokens::EditTokens,
    threads::{Thread, joined},
};
use crate::{
    client,
    forms::{Form, Status, Target},
    host::Host,
    json::{JsNode, JsonObject},
    page::{self, Job},
    resource::{Phase, Progress, Resource},
    view::{Memo, RwSignal},
};

// So many replies are asked for at once.
const REPLIES: &str = "&limit=50";

/// The state of a comments element.
#[derive(Clone, Copy)]
pub(super) struct Comments {
    pub host: Host,
    pub form: Form,
    /// The newest, and how many there are.
    pub first: Resource<CommentPage>,
    about: RwSignal<Rc<About>>,
    rest: RwSignal<Rest>,
    more: RwSignal<More>,
    loading_more: Job,
    asked_for_code: RwSignal<bool>,
    // The comment that is being answered; empty for none.
    answers: Memo<String>,
}

/// What is shown beside the first comments.
#[derive(Default)]
struct Rest {
    // The parts after the first.
    parts: Vec<CommentPage>,
    // The parts of the replies to a comment, from the first reply on.
    replies: Vec<(String, CommentPage)>,
    own: Vec<OwnComment>,
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

impl Comments {
    pub(super) fn new(host: Host, about: About) -> Self {
        let name = join(&["comment:", &about.page]);
        let form = Form::new(host, &name, &["name", "text", "parent"], &[]);
        let comments = Self {
            host,
            form,
            first: Resource::new(|answer| CommentPage::from_node(&answer.node)),
            about: RwSignal::new(Rc::new(about)),
            rest: RwSignal::new(Rest::default()),
            more: RwSignal::new(More::Idle),
            loading_more: Job::new(),
            asked_for_code: RwSignal::new(false),
            answers: Memo::new(move || form.value("parent")),
        };
        let limit = decimal(comments.about().limit.into());
        comments
            .first
            .load_from(comments.part(&["&limit=", &limit]));
        comments.find_own();
        comments
    }

    fn about(self) -> Rc<About> {
        self.about.get_untracked()
    }

    fn part(self, rest: &[&str]) -> String {
        let about = self.about();
        join(&[
            &about.address,
            "?page=",
            &page::encoded(&about.page),
            &join(rest),
        ])
    }

    fn tokens(self) -> EditTokens {
        let about = self.about();
        EditTokens::of(join(&[&about.address, "?", &about.page]))
    }

    /// How far the comments have come.
    pub(super) fn progress(self) -> Progress {
        let progress = self.first.progress();
        let has_own = || self.rest.with(|rest| !rest.own.is_empty()) == Some(true);
        let has_any = || {
            self.first
                .get()
                .is_some_and(|first| !first.comments.is_empty())
        };
        match progress.phase {
            Phase::Ready if !has_any() && !has_own() => Progress::empty(),
            _ => progress,
        }
    }

    /// How many everybody sees.
    pub(super) fn count(self) -> u64 {
        self.first.get().map_or(0, |first| first.count)
    }

    /// Why no comments are taken.
    pub(super) fn closed(self) -> Option<String> {
        self.first.get()?.closed.clone()
    }

    /// What is to be shown, with the reader's own comments in their place.
    pub(super) fn threads(self) -> Memo<Vec<Thread>> {
        Memo::new(move || {
            let first = self.first.get();
            let threads = self.rest.with(|rest| {
                let parts = first.as_deref().into_iter().chain(&rest.parts);
                joined(parts, &rest.replies, &rest.own)
            });
            threads.unwrap_or_default()
        })
    }

    pub(super) fn more(self) -> More {
        self.more.get()
    }

    /// Whether the service has comments after those that were loaded.
    pub(super) fn goes_on(self) -> bool {
        self.next().is_some()
    }

    fn next(self) -> Option<String> {
        let last = self.rest.with(|rest| Some(rest.parts.last()?.next.clone()));
        let first = || self.first.get()?.next.clone();
        last.flatten().unwrap_or_else(first)
    }

    /// Loads more: replies to this comment, or comments where it is empty.
    pub(super) fn load_more(self, parent: &str) {
        if matches!(self.more.get_untracked(), More::Loading(_)) {
            return;
        }
        let address = if parent.is_empty() {
            let Some(next) = self.next() else { return };
            let limit = decimal(self.about().limit.into());
            self.part(&["&limit=", &limit, "&cursor=", &next])
        } else {
            self.part(&["&parent=", parent, REPLIES, &self.next_reply(parent)])
        };
        let parent = parent.to_owned();
        self.more.set(More::Loading(parent.clone()));
        self.loading_more.start(async move {
            let answer = client::fetch(&address).await.ok();
            match answer.and_then(|node| CommentPage::from_node(&node)) {
                Some(page) => {
                    self.rest.update(|rest| match parent.is_empty() {
                        true => rest.parts.push(page),
                        false => rest.replies.push((parent, page)),
                    });
                    self.more.set(More::Idle);
                }
                None => self.more.set(More::Failed(parent)),
            }
        });
    }

    // The first replies came with their comment and without a cursor: they are loaded once more.
    fn next_reply(self, parent: &str) -> String {
        let next = self.rest.with_untracked(|rest| {
            let mut parts = rest.replies.iter().rev();
            let (_, last) = parts.find(|(known, _)| known == parent)?;
            last.next.clone()
        });
        match next.flatten() {
            Some(next) => join(&["&cursor=", &next]),
            None => String::new(),
        }
    }

    /// Asks what has become of the comments that this reader has sent before.
    fn find_own(self) {
        let tokens = self.tokens();
        let Some(all) = tokens.all() else {
            return;
        };
        Job::new().start(async move {
            let address = self.part(&["&limit=1&mine=", &all]);
            let answer = client::ask(&address).await.ok();
            let Some(page) = answer.and_then(|node| CommentPage::from_node(&node)) else {
                return;
            };
            for own in &page.mine {
                if own.state == CommentState::Rejected {
                    tokens.forget(&own.comment.id);
                }
            }
            self.rest.update(|rest| {
                // What was sent meanwhile stays: nobody has asked for that.
                let mut own = page.mine;
                own.append(&mut rest.own);
                rest.own = own;
            });
        });
    }

    /// The comment that is being answered; empty for none.
    pub(super) fn answers(self) -> String {
        self.answers.get()
    }

    /// Turns to a comment in order to answer it, or away from it.
    pub(super) fn answer(self, id: &str) {
        // What is on its way must not become another letter.
        if !self.form.is_sending() {
            self.form.write("parent", id);
            self.form.set(Status::Open);
        }
    }

    pub(super) fn has_asked_for_code(self) -> bool {
        self.asked_for_code.get()
    }

    /// The reader presses for the code.
    pub(super) fn ask_for_code(self) {
        self.asked_for_code.set(true);
        self.begin_code();
    }

    /// Begins to get the code, so that nobody waits for it.
    pub(super) fn begin_code(self) {
        self.form.challenge.begin(&self.about().challenge);
    }

    /// Sends what was written, or points at the first field that is not as it must be.
    pub(super) fn submit(self, event: &Event) {
        let (name, text) = (page::written(event, "name"), page::written(event, "text"));
        let (name, text) = (trim(&name), trim(&text));
        match fault(name, text, &graphemes) {
            Some((field, code)) => {
                self.form.set(Status::Wrong(field.into(), code.into()));
                self.host.focus(&join(&["[name=", field, "]"]));
            }
            None => self.send(name, text, &page::taken_out(event, "website")),
        }
    }

    fn send(self, name: &str, text: &str, website: &str) {
        let about = self.about();
        let parent = Some(self.answers()).filter(|to| !to.is_empty());
        let body = JsonObject::default().texts(&[
            ("page", Some(&about.page)),
            ("name", Some(name)),
            ("text", Some(text)),
            ("website", Some(website)),
            ("parent", parent.as_deref()),
        ]);
        let target = Target {
            method: "POST",
            address: about.address.clone(),
            challenge: Some(about.challenge.clone()),
        };
        let own = OwnComment {
            comment: Comment {
                id: String::new(),
                name: name.into(),
                text: text.into(),
                created: Moment::from_unix((page::now() / 1000.0) as i64, Precision::Minute).iso(),
                official: None,
            },
            parent,
            state: CommentState::Pending,
        };
        self.form
            .send(target, body, move |answer| self.sent(own, &answer));
    }

    fn sent(self, mut own: OwnComment, answer: &JsNode) {
        match AddedComment::from_node(answer) {
            Some(added) => {
                self.tokens().add(&added.id, &added.token);
                own.comment.id = added.id;
            }
            None => own.comment.id = page::unique(),
        }
        // What follows the form stays where the form was.
        let parent = own.parent.clone().unwrap_or_default();
        self.form.forget(&["text", "parent"]);
        self.form.begin_with("parent", &parent);
        self.asked_for_code.set(false);
        self.rest.update(|rest| rest.own.push(own));
        self.host.focus("[part=sent]");
    }
}

/// What is wrong with what was written: the first field at fault, and a code. `count` counts characters.
fn fault(
    name: &str,
    text: &str,
    count: &dyn Fn(&str) -> u32,
) -> Option<(&'static str, &'static str)> {
    let judge = |field, value: &str, most| match value {
        "" => Some((field, "required")),
        _ if count(value) > most => Some((field, "too_long")),
        _ => None,
    };
    judge("name", name, MOST_OF_NAME).or_else(|| judge("text", text, MOST))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn the_first_fault_is_told() {
        let count = |text: &str| text.chars().count() as u32;
        let fault = |name: &str, text: &str| fault(name, text, &count);
        assert_eq!(fault("", ""), Some(("name", "required")));
        assert_eq!(fault("Tư", ""), Some(("text", "required")));
        assert_eq!(fault(&"a".repeat(61), "b"), Some(("name", "too_long")));
        assert_eq!(fault("Tư", &"ạ".repeat(501)), Some(("text", "too_long")));
        assert_eq!(fault(&"Ư".repeat(60), &"ạ".repeat(500)), None);
    }
}
