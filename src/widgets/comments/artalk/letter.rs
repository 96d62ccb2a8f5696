//! What is being written to an Artalk server, and what that asks for before it takes it.

use bangtin_model::{
    answers::{CommentState, OwnComment},
    is_space, join, split_once, trim,
};
use bangtin_sources::{
    Node,
    artalk::{Refused, refused, taken},
};
use web_sys::Event;

use super::{own_page, words};
use crate::{
    attributes::SITE,
    client,
    failure::Failure,
    forms::{Status, graphemes},
    json::{JsNode, JsonObject},
    page::{self, Job, member},
    view::RwSignal,
    widgets::comments::{
        About,
        state::Comments,
        writing::{Writing, fault},
    },
};

/// A comment that is being written.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub writing: Writing,
    /// What the server asks for.
    pub check: RwSignal<Check>,
    /// Whether the last one that was sent waits for approval.
    pub waits: RwSignal<bool>,
    sending: Job,
    asking: Job,
}

/// What a server asks for beside what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Check {
    #[default]
    None,
    /// What stands in the picture behind this address.
    Picture(String),
    /// What cannot be done here; where it can, if that is known.
    Elsewhere(Option<String>),
}

impl Letter {
    pub(super) fn new(comments: Comments) -> Self {
        let kept = ["name", "email", "text", "parent"];
        Self {
            writing: Writing::new(comments, &kept, &["captcha"]),
            check: RwSignal::new(Check::None),
            waits: RwSignal::new(true),
            sending: Job::new(),
            asking: Job::new(),
        }
    }

    /// Sends what was written, or points at the first field that is not as it must be.
    pub(super) fn submit(self, event: &Event) {
        if self.writing.form.status() == Status::Sending {
            return;
        }
        let written = |name| trim(&page::written(event, name)).to_owned();
        let (name, email, text) = (written("name"), written("email"), written("text"));
        let asked = match self.check.get_untracked() {
            Check::Picture(_) => Some(written("captcha")),
            _ => None,
        };
        let wrong = match fault(&name, &text, &graphemes) {
            Some(("name", code)) => Some(("name", code)),
            text => slip(&email).map(|code| ("email", code)).or(text),
        };
        let missed = || asked.as_deref() == Some("");
        match wrong.or_else(|| missed().then_some(("captcha", "required"))) {
            Some((field, code)) => self.wrong(field, code),
            None => {
                let sent = [&*name, &*email, &*text];
                let body = self.body(sent);
                self.send(body, asked);
            }
        }
    }

    fn wrong(self, field: &str, code: &str) {
        let form = self.writing.form;
        form.set(Status::Wrong(field.into(), code.into()));
        form.host.focus(&join(&["[name=", field, "]"]));
    }

    fn body(self, [name, email, text]: [&str; 3]) -> String {
        let comments = self.writing.comments;
        let title = member(&page::document(), "title").as_string();
        let body = JsonObject::default().texts(&[
            ("page_key", Some(&comments.about().page)),
            ("page_title", title.as_deref()),
            ("site_name", comments.host.or_page(SITE).as_deref()),
            ("name", Some(name)),
            ("email", Some(email)),
            ("content", Some(text)),
        ]);
        match self.parent() {
            Some(parent) => body.raw("rid", &parent).json(),
            None => body.json(),
        }
    }

    // The number of what is answered.
    fn parent(self) -> Option<String> {
        let to = self.writing.form.value("parent");
        let is_number = !to.is_empty() && to.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(to)
    }

    fn send(self, body: String, asked: Option<String>) {
        let (form, about) = (self.writing.form, self.writing.comments.about());
        let parent = self.parent();
        form.set(Status::Sending);
        self.sending.start(async move {
            if let Some(letters) = asked {
                let address = join(&[&captcha(&about), "/verify"]);
                let letters = JsonObject::default().text("value", &letters).json();
                match client::tell(&address, &letters).await {
                    Ok((200..=299, _)) => {}
                    Ok((status, answer)) => return self.refuse(status, &answer, false, true),
                    Err(failure) => return form.set(Status::Failed(failure)),
                }
                // It counts once.
                self.check.set(Check::None);
                form.begin_with("captcha", "");
            }
            match client::tell(about.service(), &body).await {
                Ok((200..=299, answer)) => self.was_taken(&answer, parent),
                Ok((status, answer)) => self.refuse(status, &answer, parent.is_some(), false),
                Err(failure) => form.set(Status::Failed(failure)),
            }
        });
    }

    fn was_taken(self, answer: &JsNode, parent: Option<String>) {
        let form = self.writing.form;
        let Some((comment, waits)) = taken(answer, &words()) else {
            // A success without the server's own word is some other server's page.
            return form.set(Status::Failed(Failure::Unreadable));
        };
        self.waits.set(waits);
        let state = match waits {
            true => CommentState::Pending,
            false => CommentState::Approved,
        };
        if !waits {
            let first = self.writing.comments.first;
            first.update(|first| first.count += 1);
        }
        self.writing.was_taken(OwnComment {
            comment,
            parent,
            state,
        });
        form.set(Status::Done);
    }

    fn refuse(self, status: u16, answer: &JsNode, is_reply: bool, was_checked: bool) {
        let form = self.writing.form;
        match refused(status, answer, is_reply) {
            Refused::Picture(picture) => {
                form.begin_with("captcha", "");
                self.check.set(Check::Picture(picture));
                self.wrong("captcha", if was_checked { "wrong" } else { "asked" });
            }
            Refused::Elsewhere => self.lead_elsewhere(),
            Refused::Login => self.wrong("email", "login"),
            Refused::Mail => self.wrong("email", "invalid"),
            Refused::Reply => form.set(Status::Wrong("parent".into(), "closed".into())),
            Refused::Page => form.set(Status::Refused("wrong_origin".into())),
            Refused::TooOften => form.set(Status::Refused("rate_limited".into())),
            Refused::Unknown => {
                let failure = Failure::of_status(status, 0);
                form.set(Status::Failed(failure.unwrap_or(Failure::Unreadable)));
            }
        }
    }

    /// The reader is told that this cannot be done here, and where it can.
    pub(super) fn lead_elsewhere(self) {
        self.writing.form.set(Status::Open);
        self.check.set(Check::Elsewhere(None));
        self.asking.start(async move {
            let page = own_page(self.writing.comments).await;
            self.check.set(Check::Elsewhere(page));
        });
    }

    /// Asks for another picture.
    pub(super) fn ask_for_another(self) {
        self.asking.start(async move {
            let address = captcha(&self.writing.comments.about());
            let answer = client::ask(&address).await.ok();
            let picture = answer.and_then(|answer| answer.string("img_data"));
            if let Some(picture) = picture.filter(|picture| picture.starts_with("data:image/")) {
                self.check.set(Check::Picture(picture));
            }
        });
    }
}

/// Where pictures are asked for: beside the comments.
fn captcha(about: &About) -> String {
    let api = about.service().strip_suffix("comments");
    join(&[api.unwrap_or_default(), "captcha"])
}

/// Enough to catch a slip of the finger.
fn slip(email: &str) -> Option<&'static str> {
    if email.is_empty() {
        return Some("required");
    }
    let (name, domain) = split_once(email, b'@').unwrap_or_default();
    let is_dotted = domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.');
    let is_one = !domain.contains('@') && !email.chars().any(is_space);
    (name.is_empty() || !is_dotted || !is_one).then_some("invalid")
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn a_mail_is_judged_for_slips_only() {
        for right in ["tu@example.vn", "a.b+c@thu.example.gov.vn"] {
            assert_eq!(slip(right), None, "{right}");
        }
        assert_eq!(slip(""), Some("required"));
        for wrong in [
            "tu", "@a.vn", "a@b", "a@b.", "a@.vn", "a b@c.vn", "a@b@c.vn",
        ] {
            assert_eq!(slip(wrong), Some("invalid"), "{wrong}");
        }
    }
}
