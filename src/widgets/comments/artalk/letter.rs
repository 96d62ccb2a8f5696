//! What is being written to an Artalk server, and what that asks for before it takes it.

use bangtin_model::{
    answers::{CommentState, OwnComment},
    trim,
};
use bangtin_sources::{
    Node,
    artalk::{Refused, Sent, refused, taken},
};
use web_sys::Event;

use super::{own_page, said, words};
use crate::{
    client,
    failure::Failure,
    forms::{Status, graphemes, slip},
    json::{JsNode, JsonObject},
    page::{self, Job, member},
    view::RwSignal,
    widgets::comments::{
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
    /// Where a reader can write with the server's own form.
    pub own_page: RwSignal<Option<String>>,
    /// Whether the last one that was sent waits for approval.
    pub waits: RwSignal<bool>,
    sending: Job,
    // Another picture.
    asking: Job,
    finding: Job,
}

/// What a server asks for beside what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Check {
    #[default]
    None,
    /// What stands in the picture behind this address.
    Picture(String),
    /// What cannot be done here.
    Elsewhere,
}

impl Letter {
    pub(super) fn new(comments: Comments) -> Self {
        let kept = ["name", "email", "text", "parent"];
        Self {
            writing: Writing::new(comments, &kept, &["captcha"]),
            check: RwSignal::new(Check::None),
            own_page: RwSignal::new(None),
            waits: RwSignal::new(true),
            sending: Job::new(),
            asking: Job::new(),
            finding: Job::new(),
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
            Some((field, code)) => self.writing.form.point_at(field, code),
            None => {
                let body = self.body([&name, &email, &text]);
                self.send(body, asked);
            }
        }
    }

    fn body(self, [name, email, text]: [&str; 3]) -> String {
        let about = self.writing.comments.about();
        let title = member(&page::document(), "title").as_string();
        let body = JsonObject::default().texts(&[
            ("page_key", Some(&about.page)),
            ("page_title", title.as_deref()),
            ("site_name", Some(&about.site)),
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
        // What was asked for last time is the server's to ask for again.
        self.asking.stop();
        if self.check.get_untracked() == Check::Elsewhere {
            self.check.set(Check::None);
        }
        form.set(Status::Sending);
        self.sending.start(async move {
            if let Some(letters) = asked {
                let address = about.beside("captcha/verify");
                let letters = JsonObject::default().text("value", &letters).json();
                match client::post(&address, &letters).await {
                    Ok((200..=299, _)) => {}
                    Ok((status, answer)) => return self.refuse(status, &answer, Sent::Letters),
                    Err(failure) => return form.set(Status::Failed(failure)),
                }
                // They count once; the reader may still be at their field.
                form.host.focus("[part=submit]");
                self.check.set(Check::None);
                form.begin_with("captcha", "");
            }
            let sent = match parent {
                Some(_) => Sent::Reply,
                None => Sent::Comment,
            };
            match client::post(about.service(), &body).await {
                Ok((200..=299, answer)) => self.was_taken(&answer, parent),
                Ok((status, answer)) => self.refuse(status, &answer, sent),
                Err(failure) => form.set(Status::Failed(failure)),
            }
        });
    }

    fn was_taken(self, answer: &JsNode, parent: Option<String>) {
        let form = self.writing.form;
        let Some((comment, waits)) = taken(answer, &words(&said(form.host))) else {
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
            answer_mail_token: None,
        });
        // Who else writes on this device shall not find it.
        form.forget(&["email"]);
        form.set(Status::Done);
    }

    fn refuse(self, status: u16, answer: &JsNode, sent: Sent) {
        let form = self.writing.form;
        match refused(status, answer, sent) {
            Refused::Picture(picture) => {
                self.show(picture);
                form.point_at(
                    "captcha",
                    match sent {
                        Sent::Letters => "wrong",
                        _ => "asked",
                    },
                );
            }
            Refused::Elsewhere => self.lead_elsewhere(),
            Refused::Login => form.point_at("email", "login"),
            Refused::Mail => form.point_at("email", "invalid"),
            Refused::MailOrReply => form.point_at("email", "or_reply"),
            Refused::Reply => form.set(Status::Wrong("parent".into(), "closed".into())),
            Refused::Page => form.set(Status::Refused("wrong_origin".into())),
            Refused::TooOften => form.set(Status::Refused("rate_limited".into())),
            Refused::Unknown => {
                let failure = Failure::of_status(status, 0);
                form.set(Status::Failed(failure.unwrap_or(Failure::Unreadable)));
            }
        }
    }

    /// Another picture, with other letters.
    fn show(self, picture: String) {
        self.writing.form.begin_with("captcha", "");
        self.check.set(Check::Picture(picture));
        self.find_own_page();
    }

    // Who cannot read the letters can write there.
    fn find_own_page(self) {
        self.finding.start(async move {
            self.own_page.set(own_page(self.writing.comments).await);
        });
    }

    /// The picture with letters, if one is shown.
    pub(super) fn picture(self) -> Option<String> {
        match self.check.get() {
            Check::Picture(picture) => Some(picture),
            _ => None,
        }
    }

    /// The reader is told that this cannot be done here, and where it can.
    pub(super) fn lead_elsewhere(self) {
        let form = self.writing.form;
        if matches!(self.check.get_untracked(), Check::Picture(_)) {
            // The reader may be at what goes with the picture.
            form.host.focus("[part=elsewhere]");
        }
        form.set(Status::Open);
        self.check.set(Check::Elsewhere);
        self.find_own_page();
    }

    /// Asks for another picture.
    pub(super) fn ask_for_another(self) {
        let form = self.writing.form;
        if form.is_sending() {
            return;
        }
        self.asking.start(async move {
            let address = self.writing.comments.about().beside("captcha");
            let picture = match client::ask(&address).await {
                Ok(answer) => answer.string("img_data"),
                Err(_) => None,
            };
            match picture.filter(|picture| picture.starts_with("data:image/")) {
                Some(picture) => self.show(picture),
                None => form.set(Status::Wrong("captcha".into(), "away".into())),
            }
        });
    }
}
