//! What is being written: what stands in the fields, the code, and its sending. In the form's file.

use bangtin_model::{
    FromNode, Moment, Precision,
    answers::{AddedComment, Comment, CommentState, OwnComment},
    trim,
};
use leptos::prelude::untrack;
use web_sys::Event;

use super::{
    edit_tokens::EditTokens,
    state::{Comments, Stage},
};
use crate::{
    forms::{Form, MOST, Status, Target, graphemes},
    json::{JsNode, JsonObject},
    page,
    view::{RwSignal, effect},
};

// The most characters of a name.
const MOST_OF_NAME: u32 = 60;

/// A comment that is being written.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    pub comments: Comments,
    pub form: Form,
    asked_for_code: RwSignal<bool>,
}

impl Writing {
    /// `kept`: the fields of which a draft is kept; `others`: those of which none is.
    pub(super) fn new(comments: Comments, kept: &[&'static str], others: &[&'static str]) -> Self {
        let form = Form::new(comments.host, &comments.draft(), kept, others);
        let writing = Self {
            comments,
            form,
            asked_for_code: RwSignal::new(false),
        };
        writing.follow_what_is_answered();
        writing.tell_the_list();
        writing
    }

    fn follow_what_is_answered(self) {
        effect(move || {
            let to = self.comments.answers();
            untrack(|| {
                if self.form.value("parent") != to {
                    self.form.write("parent", &to);
                    self.form.set(Status::Open);
                }
            });
        });
    }

    fn tell_the_list(self) {
        effect(move || {
            self.comments.set_writing(match self.form.status() {
                Status::Sending => Stage::Sending,
                Status::Done => Stage::Sent,
                _ => Stage::Here,
            });
        });
    }

    /// Begins another comment, on its own.
    pub(super) fn begin_another(self) {
        self.comments.answer("");
        self.form.set(Status::Open);
        self.comments.host.focus("textarea");
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
        self.form.challenge.begin(&self.challenge());
    }

    /// Where challenges are asked for: beside the comments.
    fn challenge(self) -> String {
        self.comments.about().beside("challenge")
    }

    /// Sends what was written, or points at the first field that is not as it must be.
    pub(super) fn submit(self, event: &Event) {
        let (name, text) = (page::written(event, "name"), page::written(event, "text"));
        let (name, text) = (trim(&name), trim(&text));
        match fault(name, text, &graphemes) {
            Some((field, code)) => self.form.point_at(field, code),
            None => self.send(name, text, &page::taken_out(event, "website")),
        }
    }

    fn send(self, name: &str, text: &str, website: &str) {
        let about = self.comments.about();
        let parent = Some(self.comments.answers()).filter(|to| !to.is_empty());
        let body = JsonObject::default().texts(&[
            ("page", Some(&about.page)),
            ("name", Some(name)),
            ("text", Some(text)),
            ("website", Some(website)),
            ("parent", parent.as_deref()),
        ]);
        let target = Target {
            method: "POST",
            address: about.service().into(),
            challenge: Some(self.challenge()),
        };
        let own = OwnComment {
            comment: Comment {
                id: String::new(),
                name: name.into(),
                text: text.into(),
                created: Moment::from_unix((page::now() / 1000.0) as i64, Precision::Minute).iso(),
                ..Comment::default()
            },
            parent,
            state: CommentState::Pending,
            answer_mail_token: None,
        };
        self.form
            .send(target, body, move |answer| self.sent(own, &answer));
    }

    fn sent(self, mut own: OwnComment, answer: &JsNode) {
        match AddedComment::from_node(answer) {
            Some(added) => {
                EditTokens::of(self.comments.memory()).add(&added.id, &added.token);
                own.comment.id = added.id;
                own.answer_mail_token = added.answer_mail_token;
            }
            None => own.comment.id = page::unique(),
        }
        self.asked_for_code.set(false);
        self.was_taken(own);
    }

    /// The server has what was written.
    pub(super) fn was_taken(self, own: OwnComment) {
        // What follows the form stays where the form was.
        let parent = own.parent.clone().unwrap_or_default();
        self.form.forget(&["text", "parent"]);
        self.form.begin_with("parent", &parent);
        self.comments.change_own(|all, _| all.push(own));
        self.comments.host.focus("[part=sent]");
    }
}

/// What is wrong with what was written: the first field at fault, and a code. `count` counts characters.
pub(super) fn fault(
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
