//! What a reader writes and agrees to, judged and sent.

use std::rc::Rc;

use bangtin_model::{FromNode, answers::SubscriptionNotice, join, trim};
use web_sys::Event;

use super::{Door, notice};
use crate::{
    forms::{Form, Status, Target, slip},
    host::Host,
    i18n::Words,
    json::JsonObject,
    page,
    resource::{Progress, Resource, Retry},
    view::{RwSignal, effect},
};

/// The state of a subscribe element.
#[derive(Clone, Copy)]
pub(super) struct Subscribe {
    pub host: Host,
    pub form: Form,
    door: RwSignal<Rc<Door>>,
    notice: Resource<SubscriptionNotice>,
    // The version of the text that was agreed to, until the service has judged it.
    agreed: RwSignal<String>,
    // A version that is no longer the service's: with it in the address no memory answers with that text again.
    outdated: RwSignal<String>,
}

/// What stands in the form.
struct Written {
    email: String,
    topics: Vec<String>,
    rhythm: String,
    agreed: bool,
    website: String,
}

impl Subscribe {
    pub(super) fn new(host: Host, door: Door) -> Self {
        let subscribe = Self {
            host,
            form: Form::new(host, "subscribe", &["email"], &["topics", "consent"]),
            door: RwSignal::new(Rc::new(door)),
            notice: Resource::new(|answer| SubscriptionNotice::from_node(&answer.node)),
            agreed: RwSignal::new(String::new()),
            outdated: RwSignal::new(String::new()),
        };
        subscribe.follow_the_notice();
        subscribe.ask_again_where_it_has_changed();
        subscribe
    }

    fn door(self) -> Option<Rc<Door>> {
        self.door.with_untracked(Rc::clone)
    }

    fn lang(self) -> &'static str {
        Words::of(self.host).language.tag()
    }

    fn follow_the_notice(self) {
        effect(move || {
            if let Some(door) = self.door()
                && let Door::Service(address, _) = &*door
            {
                let outdated = self.outdated.get();
                let form = [address, "/form?lang=", self.lang(), "&not=", &outdated];
                self.notice.refresh(&join(&form));
            }
        });
    }

    /// Where the service has another text by now: when it is there the box is empty again, and the reader is led to it.
    fn ask_again_where_it_has_changed(self) {
        effect(move || {
            let agreed = self.agreed.get();
            if agreed.is_empty() || self.form.status() != Status::Refused("consent_changed".into())
            {
                return;
            }
            let shown = self.notice.get().map(|notice| notice.version.clone());
            if shown.as_ref() == Some(&agreed) {
                return self.outdated.set(agreed);
            }
            self.agreed.set(String::new());
            self.form.write("consent", "");
            self.host.focus("[name=consent]");
        });
    }

    /// How far the text of the form has come.
    pub(super) fn progress(self) -> Progress {
        match self.door().as_deref() {
            Some(Door::Listmonk(_)) => Progress::ready(None),
            _ => self.notice.progress(),
        }
    }

    /// What the reader agrees to.
    pub(super) fn notice(self) -> Option<Rc<SubscriptionNotice>> {
        match self.door().as_deref() {
            Some(Door::Listmonk(_)) => Some(Rc::new(notice::of_page(self.host))),
            _ => self.notice.get(),
        }
    }

    pub(super) fn retry(self) -> Retry {
        self.notice.retry()
    }

    /// The code begins with the first touch.
    pub(super) fn touch(self) {
        if let Some(door) = self.door()
            && let Door::Service(_, challenge) = &*door
        {
            self.form.challenge.begin(challenge);
        }
    }

    /// Sends the form, or points at the first field that is not as it must be.
    pub(super) fn submit(self, event: &Event, notice: &SubscriptionNotice) {
        let mut topics = self.form.choices("topics");
        topics.retain(|chosen| notice.topics.iter().any(|topic| topic.id == *chosen));
        let written = Written {
            email: trim(&page::written(event, "email")).into(),
            topics,
            rhythm: page::written(event, "rhythm"),
            agreed: !self.form.value("consent").is_empty(),
            website: page::taken_out(event, "website"),
        };
        if let Some((field, code)) = fault(&written, !notice.topics.is_empty()) {
            return self.form.point_at(field, code);
        }
        let Some(door) = self.door() else {
            return;
        };
        self.agreed.set(notice.version.clone());
        let (target, body) = self.letter(&door, notice, &written);
        self.form.send(target, body, move |_| {
            self.form.forget(&["email", "topics", "consent"]);
            self.host.focus("[part=sent]");
        });
    }

    fn letter(
        self,
        door: &Door,
        notice: &SubscriptionNotice,
        written: &Written,
    ) -> (Target, JsonObject) {
        let body = JsonObject::default().text("email", &written.email);
        let (address, challenge, body) = match door {
            Door::Service(address, challenge) => {
                let body = body
                    .list("topics", &written.topics)
                    .raw("consent", "true")
                    .text("consent_version", &notice.version)
                    .text("rhythm", &written.rhythm)
                    .text("lang", self.lang())
                    .text("page", &page::base())
                    .text("website", &written.website);
                (address, Some(challenge.clone()), body)
            }
            Door::Listmonk(address) => {
                let body = body.text("name", "").list("list_uuids", &written.topics);
                (address, None, body)
            }
        };
        let target = Target {
            method: "POST",
            address: address.clone(),
            challenge,
        };
        (target, body)
    }
}

fn fault(written: &Written, has_topics: bool) -> Option<(&'static str, &'static str)> {
    if let Some(slip) = slip(&written.email) {
        return Some(("email", slip));
    }
    if written.topics.is_empty() && has_topics {
        return Some(("topics", "required"));
    }
    (!written.agreed).then_some(("consent", "required"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_told() {
        let fault = |email: &str, topics: &[&str], agreed, has_topics| {
            let written = Written {
                email: email.into(),
                topics: topics.iter().map(|id| (*id).into()).collect(),
                rhythm: String::new(),
                agreed,
                website: String::new(),
            };
            fault(&written, has_topics)
        };
        assert_eq!(fault("", &[], false, true), Some(("email", "required")));
        assert_eq!(fault("tu", &[], false, true), Some(("email", "at_missing")));
        assert_eq!(
            fault("tu@vi.vn", &[], false, true),
            Some(("topics", "required"))
        );
        assert_eq!(
            fault("tu@vi.vn", &[], false, false),
            Some(("consent", "required"))
        );
        assert_eq!(fault("tu@vi.vn", &["a"], true, true), None);
    }
}
