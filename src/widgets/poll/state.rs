//! One poll, and what this reader chooses.

use std::rc::Rc;

use bangtin_model::{FromNode, answers::PollResults, join};

use super::Door;
use crate::{
    forms::{Form, Status, Target},
    host::Host,
    json::JsonObject,
    page,
    resource::Resource,
    view::RwSignal,
    widgets::feedback::{Voter, seen_after},
};

/// The state of a poll element.
#[derive(Clone, Copy)]
pub(super) struct Vote {
    pub host: Host,
    pub form: Form,
    /// The poll and how it stands.
    pub standing: Resource<PollResults>,
    voter: Voter,
    door: RwSignal<Rc<Door>>,
    // What this reader has voted for, an id a line; none before.
    mine: RwSignal<Option<String>>,
    // Whether the reader looks at the results; as long as nothing was pressed, who has voted does.
    looking: RwSignal<Option<bool>>,
}

impl Vote {
    pub(super) fn new(host: Host, id: &str, door: Door) -> Self {
        let form = Form::new(host, &join(&["poll:", id]), &["choices"], &[]);
        let mine = page::remembered(&door.address);
        if let Some(mine) = &mine
            && form.value("choices").is_empty()
        {
            form.begin_with("choices", mine);
        }
        let standing = Resource::new(|answer| {
            PollResults::from_node(&answer.node).filter(|poll| !poll.options.is_empty())
        });
        standing.load_from(seen_after(&door.address, "?", mine.as_deref()));
        Self {
            host,
            form,
            standing,
            voter: Voter::new(door.polling.voter.clone()),
            mine: RwSignal::new(mine),
            looking: RwSignal::new(None),
            door: RwSignal::new(Rc::new(door)),
        }
    }

    /// What this reader has voted for; none before.
    pub(super) fn mine(self) -> Vec<String> {
        crate::forms::lines(&self.mine.get().unwrap_or_default())
    }

    /// True where not the question is shown, but how it was answered.
    pub(super) fn shows_results(self, standing: &PollResults) -> bool {
        let looking = self.looking.get();
        standing.closed || looking.unwrap_or_else(|| self.mine.get().is_some())
    }

    /// Turns to the results, or back to the question.
    pub(super) fn look_at_results(self, looking: bool) {
        self.looking.set(Some(looking));
        self.form.set(Status::Open);
        let next = if looking { "[part=results]" } else { "input" };
        self.host.focus(next);
    }

    /// The code begins with the first touch.
    pub(super) fn touch(self) {
        let door = self.door.get_untracked();
        self.form.challenge.begin(&door.polling.challenge);
    }

    pub(super) fn send(self) {
        let chosen = self.form.choices("choices");
        if chosen.is_empty() {
            self.form
                .set(Status::Wrong("choices".into(), "required".into()));
            self.host.focus("input");
            return;
        }
        let door = self.door.get_untracked();
        let target = Target {
            method: "PUT",
            address: join(&[&door.address, "/vote"]),
            challenge: Some(door.polling.challenge.clone()),
        };
        let vote = JsonObject::default().list("choices", &chosen);
        self.voter.cast(self.form, target, vote, move |answer| {
            let mine = chosen.join("\n");
            page::remember(&door.address, Some(&mine));
            self.form.forget(&["choices"]);
            self.form.begin_with("choices", &mine);
            self.mine.set(Some(mine));
            self.looking.set(Some(true));
            if let Some(standing) = PollResults::from_node(&answer) {
                self.standing.set(standing);
            }
            self.host.focus("[part=results]");
        });
    }
}
