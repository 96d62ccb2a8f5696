//! What all forms have in common: drafts, one sending at a time, a key that makes two of one, and what the service said.

use std::cell::RefCell;
use std::future::ready;
use std::pin::Pin;
use std::rc::Rc;

use super::code::Code;
use crate::{
    client::{self, Body, JsNode, Refusal},
    elements::host::{Host, Work},
    failure::Failure,
    page,
};

/// A form on the page.
pub(in crate::widgets) struct Form {
    /// Its element.
    pub(in crate::widgets) host: Host,
    /// Its code.
    pub(in crate::widgets) code: Rc<Code>,
    // The name of its drafts.
    name: String,
    // The key of what is written now. It is kept as a draft too, for a page that is loaded anew.
    key: RefCell<Option<String>>,
    status: RefCell<Status>,
}

/// A body on its way to a form: a vote needs a token first.
pub(in crate::widgets) type Coming = Pin<Box<dyn Future<Output = Result<Body, Refusal>>>>;

/// How far a form has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::widgets) enum Status {
    /// Being filled in.
    #[default]
    Open,
    /// On its way.
    Sending,
    /// Taken by the service.
    Done,
    /// Not as it must be: the field, and the code of what is wrong with it.
    Wrong(String, String),
    /// Not taken: the problem's code.
    Refused(String),
    /// Not come through. What was written is kept.
    Failed(Failure),
}

/// Where a form goes.
pub(in crate::widgets) struct Target {
    /// `POST` or `PUT`.
    pub(in crate::widgets) method: &'static str,
    /// The absolute address.
    pub(in crate::widgets) address: String,
    /// The absolute address of the challenge; without one the form has no code.
    pub(in crate::widgets) challenge: Option<String>,
}

impl Form {
    /// A form whose drafts have this name.
    pub(in crate::widgets) fn new(host: Host, name: String) -> Rc<Self> {
        Rc::new(Self {
            host,
            code: Code::new(host),
            name,
            key: RefCell::default(),
            status: RefCell::default(),
        })
    }

    pub(in crate::widgets) fn status(&self) -> Status {
        self.status.borrow().clone()
    }

    pub(in crate::widgets) fn set(&self, status: Status) {
        self.status.replace(status);
        self.host.touch();
    }

    /// What was written into a field in this tab.
    pub(in crate::widgets) fn draft(&self, field: &str) -> Option<String> {
        page::draft(&self.place(field))
    }

    /// Keeps what is written. Something else than before is another request, with a key of its own.
    pub(in crate::widgets) fn keep(&self, field: &str, value: &str) {
        page::keep_draft(&self.place(field), (!value.is_empty()).then_some(value));
        self.forget_key();
        let mended = matches!(&*self.status.borrow(), Status::Wrong(wrong, _) if wrong == field);
        if mended {
            self.set(Status::Open);
        }
    }

    /// Forgets what was written.
    pub(in crate::widgets) fn forget(&self, fields: &[&str]) {
        for field in fields {
            page::keep_draft(&self.place(field), None);
        }
        self.forget_key();
    }

    /// Sends a body, unless one is on its way: a second press is no second letter. `done` gets the service's answer.
    pub(in crate::widgets) fn send(
        self: &Rc<Self>,
        target: Target,
        body: Body,
        done: impl FnOnce(JsNode) + 'static,
    ) {
        self.send_coming(target, Box::pin(ready(Ok(body))), Box::new(done));
    }

    /// The same for a body that is on its way.
    pub(in crate::widgets) fn send_coming(
        self: &Rc<Self>,
        target: Target,
        body: Coming,
        done: Box<dyn FnOnce(JsNode)>,
    ) {
        if *self.status.borrow() == Status::Sending {
            return;
        }
        self.set(Status::Sending);
        let form = self.clone();
        self.host.spawn(Work::Send, async move {
            let status = match form.carry(&target, body).await {
                Ok(answer) => {
                    form.forget_key();
                    done(answer);
                    Status::Done
                }
                Err(Refusal::Problem(_, Some((field, code)))) => {
                    // As for what we find ourselves: the reader is led there.
                    form.host
                        .focus(bangtin_model::join(&["[name=", &field, "]"]));
                    Status::Wrong(field, code)
                }
                Err(Refusal::Problem(code, None)) => Status::Refused(code),
                Err(Refusal::Failure(failure)) => Status::Failed(failure),
            };
            form.set(status);
        });
    }

    // A code that has run out or was used gives way to a new one, once.
    async fn carry(self: &Rc<Self>, target: &Target, body: Coming) -> Result<JsNode, Refusal> {
        let body = body.await?;
        let key = self.key();
        let mut again = true;
        loop {
            let body = match &target.challenge {
                Some(challenge) => {
                    let code = self.code.take(challenge).await?;
                    body.clone().text("proof", &code)
                }
                None => body.clone(),
            };
            // Only the service knows the key; another server might refuse the header, or take two letters for one.
            let key = target.challenge.is_some().then_some(key.as_str());
            let sent = client::send(target.method, &target.address, &body, key).await;
            match &sent {
                Err(Refusal::Problem(code, _)) if again && is_about_the_code(code) => again = false,
                _ => return sent,
            }
        }
    }

    /// The key of what is written now, also after the page was loaded anew.
    fn key(&self) -> String {
        let kept = self.key.borrow().clone();
        let key = kept.or_else(|| self.draft("key"));
        let key = key.unwrap_or_else(page::unique);
        page::keep_draft(&self.place("key"), Some(&key));
        self.key.replace(Some(key.clone()));
        key
    }

    fn forget_key(&self) {
        page::keep_draft(&self.place("key"), None);
        self.key.replace(None);
    }

    fn place(&self, field: &str) -> String {
        bangtin_model::join(&[&self.name, ":", field])
    }
}

fn is_about_the_code(code: &str) -> bool {
    matches!(
        code,
        "challenge_expired"
            | "challenge_used"
            | "challenge_wrong"
            | "challenge_missing"
            | "too_fast"
    )
}
