//! What all forms have in common: drafts, one sending at a time, a key that makes two of one, and what the service said.

use std::{future::ready, pin::Pin, rc::Rc};

use web_sys::Event;

use super::Challenge;
use crate::{
    client::{self, Refusal},
    failure::Failure,
    host::Host,
    json::{JsNode, JsonObject},
    page::{self, Job},
    view::{IntoView, Memo, RwSignal, View},
};

/// A form on the page.
#[derive(Clone, Copy)]
pub struct Form {
    /// Its element.
    pub host: Host,
    /// Its challenge.
    pub challenge: Challenge,
    // The name of its drafts.
    name: RwSignal<Rc<str>>,
    fields: RwSignal<Fields>,
    status: RwSignal<Status>,
    // The key of what is written now. It is kept as a draft too, for a page that is loaded anew.
    key: RwSignal<Option<String>>,
    sending: Job,
}

/// A body on its way to a form: a vote needs a token first.
pub type Body = Pin<Box<dyn Future<Output = Result<JsonObject, Refusal>>>>;

/// How far a form has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Being filled in.
    #[default]
    Open,
    /// On its way.
    Sending,
    /// Taken by the service.
    Done,
    /// Not as it must be: the field, and the code of what is wrong with it.
    Wrong(String, String),
    /// Not taken: the problem's code, or the name of what is wrong, where the reader did not write it.
    Refused(String),
    /// Not taken, as too much came: the number to call where it is urgent.
    Full(String),
    /// Not come through. What was written is kept.
    Failed(Failure),
}

impl Status {
    /// True where the same may be sent again.
    pub fn may_send_again(&self) -> bool {
        match self {
            Self::Failed(_) | Self::Full(_) => true,
            Self::Refused(code) => code != "poll_closed",
            _ => false,
        }
    }

    /// What is wrong with a field.
    pub fn wrong_with(&self, field: &str) -> Option<&str> {
        match self {
            Self::Wrong(wrong, code) if wrong == field => Some(code),
            _ => None,
        }
    }
}

/// Where a form goes.
pub struct Target {
    /// `POST` or `PUT`.
    pub method: &'static str,
    /// The absolute address.
    pub address: String,
    /// The absolute address of the challenge; without one the form needs no proof.
    pub challenge: Option<String>,
}

impl Form {
    /// A form whose drafts have this name, with what was written into the `kept` fields in this tab. Of the others no draft is kept.
    pub fn new(host: Host, name: &str, kept: &[&'static str], others: &[&'static str]) -> Self {
        let fields = Fields::of(kept, others, &|field| page::draft(&place(name, field)));
        Self {
            host,
            challenge: Challenge::new(),
            name: RwSignal::new(name.into()),
            fields: RwSignal::new(fields),
            status: RwSignal::new(Status::Open),
            key: RwSignal::new(None),
            sending: Job::new(),
        }
    }

    /// How far it has come.
    pub fn status(self) -> Status {
        self.status.get()
    }

    /// True while it is on its way: nothing is changed then, what is sent is what is seen.
    pub fn is_sending(self) -> bool {
        self.status() == Status::Sending
    }

    /// Says how far it has come.
    pub fn set(self, status: Status) {
        self.status.set(status);
    }

    fn has(self, field: &str) -> bool {
        self.fields
            .with_untracked(|fields| fields.find(field).is_some())
            .unwrap_or_default()
    }

    /// What stands in a field.
    pub fn value(self, field: &str) -> String {
        self.fields
            .with(|fields| fields.get(field).to_owned())
            .unwrap_or_default()
    }

    /// What stands in a field, for `prop:value`: it is set only when this has changed, so what a program has put there without an event
    /// of its own is not taken back when something is written elsewhere.
    pub fn shown(self, field: &'static str) -> View {
        let value = Memo::new(move || self.value(field));
        (move || value.get()).into_view()
    }

    /// Keeps what is typed into a field, for `on:input`.
    pub fn typed(self, field: &'static str) -> impl Fn(Event) {
        move |event| self.write(field, &page::typed(&event))
    }

    /// Whether a field is not as it must be, for `aria-invalid`.
    pub fn invalid(self, field: &'static str) -> View {
        (move || self.status().wrong_with(field).map(|_| "true")).into_view()
    }

    /// While the form is on its way nothing is typed, for `readonly`.
    pub fn locked(self) -> View {
        (move || self.is_sending()).into_view()
    }

    /// What stands in a field before the reader writes: no draft of it is kept.
    pub fn begin_with(self, field: &'static str, value: &str) {
        self.fields.update(|fields| fields.set(field, value));
    }

    /// Keeps what is written. Something else than before is another request, with a key of its own.
    pub fn write(self, field: &'static str, value: &str) {
        let is_kept = self.fields.with_untracked(|fields| fields.is_kept(field));
        if is_kept == Some(true) {
            page::keep_draft(&self.place(field), (!value.is_empty()).then_some(value));
        }
        self.forget_key();
        self.fields.update(|fields| fields.set(field, value));
        if self.status.get_untracked().wrong_with(field).is_some() {
            self.set(Status::Open);
        }
    }

    /// Says what is wrong with a field, and leads the reader there.
    pub fn point_at(self, field: &str, code: &str) {
        self.set(Status::Wrong(field.into(), code.into()));
        self.host
            .focus(&bangtin_model::join(&["[name=", field, "]"]));
    }

    /// What is chosen in a field of several.
    pub fn choices(self, field: &str) -> Vec<String> {
        lines(&self.value(field))
    }

    /// Chooses in a field of several, or takes the choice back; where only one can be chosen it takes the place of the others.
    pub fn choose(self, field: &'static str, id: &str, chosen: bool, several: bool) {
        let before = self
            .fields
            .with_untracked(|fields| lines(fields.get(field)));
        let after = chosen_after(before.unwrap_or_default(), id, chosen, several);
        self.write(field, &after.join("\n"));
    }

    /// Forgets what was written.
    pub fn forget(self, fields: &[&'static str]) {
        for field in fields {
            page::keep_draft(&self.place(field), None);
            self.fields.update(|kept| kept.set(field, ""));
        }
        self.forget_key();
    }

    /// Sends a body, unless one is on its way: a second press is no second letter. `done` gets the service's answer.
    pub fn send(self, target: Target, body: JsonObject, done: impl FnOnce(JsNode) + 'static) {
        self.send_coming(target, Box::pin(ready(Ok(body))), Box::new(done));
    }

    /// The same for a body that is on its way.
    pub fn send_coming(self, target: Target, body: Body, done: Box<dyn FnOnce(JsNode)>) {
        if self.status.get_untracked() == Status::Sending {
            return;
        }
        self.set(Status::Sending);
        self.sending.start(async move {
            let status = match self.deliver(&target, body).await {
                Ok(answer) => {
                    self.forget_key();
                    done(answer);
                    Status::Done
                }
                Err(Refusal::Problem(_, Some((field, code)))) if self.has(&field) => {
                    // As for what we find ourselves.
                    return self.point_at(&field, &code);
                }
                Err(Refusal::Problem(_, Some((field, _)))) => Status::Refused(field),
                Err(Refusal::Problem(code, None)) => Status::Refused(code),
                Err(Refusal::Full(telephone)) => Status::Full(telephone),
                Err(Refusal::Failure(failure)) => Status::Failed(failure),
            };
            self.set(status);
        });
    }

    // A proof that has run out or was used gives way to a new one, once.
    async fn deliver(self, target: &Target, body: Body) -> Result<JsNode, Refusal> {
        let body = body.await?;
        let key = self.key();
        let mut again = true;
        loop {
            let body = match &target.challenge {
                Some(challenge) => {
                    let proof = self.challenge.take(challenge).await?;
                    body.clone().text("proof", &proof)
                }
                None => body.clone(),
            };
            // Only the service knows the key; another server might refuse the header, or take two letters for one.
            let key = target.challenge.is_some().then_some(key.as_str());
            let sent = client::send(target.method, &target.address, &body.json(), key).await;
            match &sent {
                Err(Refusal::Problem(code, _)) if again && is_about_the_proof(code) => {
                    again = false;
                }
                _ => return sent,
            }
        }
    }

    /// The key of what is written now, also after the page was loaded anew.
    fn key(self) -> String {
        let place = self.place("key");
        let kept = self.key.get_untracked().or_else(|| page::draft(&place));
        let key = kept.unwrap_or_else(page::unique);
        page::keep_draft(&place, Some(&key));
        self.key.set(Some(key.clone()));
        key
    }

    fn forget_key(self) {
        page::keep_draft(&self.place("key"), None);
        self.key.set(None);
    }

    fn place(self, field: &str) -> String {
        self.name
            .with_untracked(|name| place(name, field))
            .unwrap_or_default()
    }
}

fn place(form: &str, field: &str) -> String {
    bangtin_model::join(&[form, ":", field])
}

/// What stands in the fields.
struct Fields(Vec<Field>);

struct Field {
    name: &'static str,
    value: String,
    // Whether a draft of it is kept.
    is_kept: bool,
}

impl Fields {
    fn of(
        kept: &[&'static str],
        others: &[&'static str],
        draft: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let mut fields = Vec::new();
        for name in kept {
            fields.push(Field {
                name,
                value: draft(name).unwrap_or_default(),
                is_kept: true,
            });
        }
        for name in others {
            fields.push(Field {
                name,
                value: String::new(),
                is_kept: false,
            });
        }
        Self(fields)
    }

    fn find(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.name == name)
    }

    fn get(&self, name: &str) -> &str {
        self.find(name).map_or("", |field| &field.value)
    }

    fn is_kept(&self, name: &str) -> bool {
        self.find(name).is_some_and(|field| field.is_kept)
    }

    fn set(&mut self, name: &str, value: &str) {
        if let Some(field) = self.0.iter_mut().find(|field| field.name == name) {
            value.clone_into(&mut field.value);
        }
    }
}

// An id holds no control character.
/// The ids in a text of one a line.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in bangtin_model::split(text, b'\n') {
        lines.push(line.into());
    }
    lines
}

fn chosen_after(before: Vec<String>, id: &str, chosen: bool, several: bool) -> Vec<String> {
    let mut after = before;
    after.retain(|known| several && known != id);
    if chosen {
        after.push(id.into());
    }
    after
}

fn is_about_the_proof(code: &str) -> bool {
    matches!(
        code,
        "challenge_expired"
            | "challenge_used"
            | "challenge_wrong"
            | "challenge_missing"
            | "too_fast"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_joins_the_others_or_takes_their_place() {
        let before = || lines("a\nb");
        assert_eq!(chosen_after(before(), "c", true, true), ["a", "b", "c"]);
        assert_eq!(chosen_after(before(), "a", true, true), ["b", "a"]);
        assert_eq!(chosen_after(before(), "a", false, true), ["b"]);
        assert_eq!(chosen_after(before(), "c", true, false), ["c"]);
        assert!(chosen_after(before(), "b", false, false).is_empty());
        assert!(lines("").is_empty());
    }

    #[test]
    fn fields_begin_with_what_was_written_before() {
        let draft = |field: &str| (field != "text").then(|| "Nguyễn Thị Tư".to_owned());
        let mut fields = Fields::of(&["name", "text"], &["consent"], &draft);
        assert_eq!(
            (fields.get("name"), fields.get("text")),
            ("Nguyễn Thị Tư", "")
        );
        assert_eq!(fields.get("consent"), "", "consent is never a draft");
        assert!(fields.is_kept("text") && !fields.is_kept("consent"));
        fields.set("text", "Cảm ơn");
        fields.set("none", "x");
        assert_eq!(fields.get("text"), "Cảm ơn");
        assert_eq!(fields.get("none"), "");
    }

    #[test]
    fn only_what_did_not_come_through_may_be_sent_again() {
        let wrong = Status::Wrong("email".into(), "invalid".into());
        assert_eq!(wrong.wrong_with("email"), Some("invalid"));
        assert_eq!(wrong.wrong_with("topics"), None);
        assert!(!wrong.may_send_again() && !Status::Done.may_send_again());
        assert!(Status::Failed(Failure::Slow).may_send_again());
        assert!(Status::Refused("rate_limited".into()).may_send_again());
        assert!(!Status::Refused("poll_closed".into()).may_send_again());
    }
}
