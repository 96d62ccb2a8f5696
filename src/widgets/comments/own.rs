//! What a writer asks of the own comments: what has become of them, and to take one back. In the form's file.

use bangtin_model::{
    FromNode,
    answers::{CommentPage, CommentState},
    join,
};

use super::{edit_tokens::EditTokens, form_file::in_sight, state::Comments};
use crate::{
    client::{self, Refusal},
    i18n::{CommentFormMessage, CommentsMessage, Words, t},
    json::JsonObject,
    page::Job,
    view::{RwSignal, View, component, view},
};

// Where the reader is told of the own comments.
const TOLD: &str = "[part=told]";

/// The reader's own comments.
#[derive(Clone, Copy)]
pub(super) struct Own {
    comments: Comments,
    withdrawal: RwSignal<Withdrawal>,
    taking_back: Job,
}

/// How far a comment has come that its writer takes back, by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Withdrawal {
    #[default]
    None,
    Sending(String),
    /// It stays; why.
    Failed(String, CommentFormMessage),
}

impl Own {
    /// Asks what has become of the comments that this reader has sent before.
    pub(super) fn new(comments: Comments) -> Self {
        let own = Self {
            comments,
            withdrawal: RwSignal::new(Withdrawal::None),
            taking_back: Job::new(),
        };
        let gone = own.tokens().taken_back();
        comments.change_own(|_, known| *known = gone);
        own.find();
        own
    }

    fn tokens(self) -> EditTokens {
        EditTokens::of(self.comments.memory())
    }

    fn find(self) {
        let tokens = self.tokens();
        let Some(all) = tokens.all() else {
            return;
        };
        Job::new().start(async move {
            let address = self.comments.part(&["&limit=1&mine=", &all]);
            let answer = client::ask(&address).await.ok();
            let Some(page) = answer.and_then(|node| CommentPage::from_node(&node)) else {
                return;
            };
            let mut answered = Vec::new();
            for own in &page.mine {
                if own.comment.official.is_some() {
                    answered.push(own.comment.id.clone());
                }
                if own.state == CommentState::Rejected {
                    tokens.forget(&own.comment.id);
                }
            }
            let are_news = tokens.are_news(&answered);
            self.comments.change_own(|all, _| {
                // What was sent meanwhile stays: nobody has asked for that.
                let mut own = page.mine;
                own.append(all);
                *all = own;
            });
            if are_news {
                self.comments.tell(CommentsMessage::OwnAnswered);
                // Until it was seen it is told again.
                in_sight(self.comments.host, TOLD).await;
                tokens.tell(&answered);
            }
        });
    }

    /// The address of the page on which the reader asks for a mail when this comment is answered.
    fn answer_mail(self, id: &str) -> Option<String> {
        let token = self.comments.find_own(|all| {
            let own = all.iter().find(|own| own.comment.id == id)?;
            own.answer_mail_token.clone()
        })?;
        let lang = Words::of(self.comments.host).language.tag();
        let about = self.comments.about();
        Some(join(&[
            about.service(),
            "/answer-mail?t=",
            &token,
            "&lang=",
            lang,
        ]))
    }

    /// What has become of taking this comment back; `None` where nothing was tried.
    pub(super) fn withdrawal(self, id: &str) -> Option<CommentFormMessage> {
        match self.withdrawal.get() {
            Withdrawal::Sending(of) if of == id => Some(CommentFormMessage::TakingBack),
            Withdrawal::Failed(of, why) if of == id => Some(why),
            _ => None,
        }
    }

    /// Takes an own comment back.
    pub(super) fn take_back(self, id: &str) {
        if matches!(self.withdrawal.get_untracked(), Withdrawal::Sending(_)) {
            return;
        }
        let id = id.to_owned();
        let late = Withdrawal::Failed(id.clone(), CommentFormMessage::TakeBackLate);
        let Some(token) = self.tokens().of_comment(&id) else {
            return self.withdrawal.set(late);
        };
        self.withdrawal.set(Withdrawal::Sending(id.clone()));
        let address = join(&[self.comments.about().service(), "/", &id, "/withdrawal"]);
        let body = JsonObject::default().text("token", &token).json();
        self.taking_back.start(async move {
            match client::send("POST", &address, &body, None).await {
                Ok(_) => self.has_gone(id),
                // The token is too old, or none of this comment.
                Err(Refusal::Problem(code, field))
                    if code == "token_expired" || field.is_some() =>
                {
                    self.withdrawal.set(late);
                }
                Err(_) => self
                    .withdrawal
                    .set(Withdrawal::Failed(id, CommentFormMessage::TakeBackFailed)),
            }
        });
    }

    fn has_gone(self, id: String) {
        self.tokens().take_back(&id);
        self.withdrawal.set(Withdrawal::None);
        let mut was_counted = false;
        self.comments.change_own(|all, gone| {
            was_counted = all
                .iter()
                .any(|own| own.comment.id == id && own.state == CommentState::Approved);
            gone.push(id.clone());
        });
        if was_counted {
            self.comments.uncount();
        }
        if self.comments.answers() == id {
            self.comments.answer("");
        }
        self.comments.tell(CommentsMessage::TakenBack);
        // The button has gone.
        self.comments.host.focus(TOLD);
    }
}

/// The way to a mail when the own comment is answered, where the service sends any.
#[component]
pub(super) fn AnswerMail(own: Own, id: String) -> View {
    view! {
        {move || own.answer_mail(&id).map(|address| view! {
            // Where a writer asks for a mail when the own comment is answered.
            <p><a part="answer-mail" href=address>{t(CommentFormMessage::AnswerMail)}</a></p>
        })}
    }
}

/// Takes an own comment back, after a question.
#[component]
pub(super) fn TakeBack(own: Own, id: String) -> View {
    let of = id.clone();
    let said = move || own.withdrawal(&of);
    let of = id.clone();
    let is_sent = move || own.withdrawal(&of) == Some(CommentFormMessage::TakingBack);
    view! {
        // What a writer opens to take the own comment back.
        <details part="withdraw">
            <summary>{t(CommentFormMessage::TakeBack)}</summary>
            <p>{t(CommentFormMessage::TakeBackAsked)}</p>
            <button
                // The button that takes it back.
                part="withdraw-button"
                type="button"
                aria-disabled=move || is_sent().then_some("true")
                on:click=move |_| own.take_back(&id)
            >
                {t(CommentFormMessage::TakeBackAgreed)}
            </button>
            <p class="note" role="status">{move || said().map(t)}</p>
        </details>
    }
}
