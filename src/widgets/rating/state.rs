//! What readers give one article, and what this reader gives.

use std::rc::Rc;

use bangtin_model::{
    FromNode, Rating,
    answers::{self, MeanRating, PageFigures},
    decimal, join,
};
use bangtin_sources::Node;

use super::Rated;
use crate::{
    forms::{Form, Status, Target},
    host::Host,
    json::JsonObject,
    page,
    resource::{Phase, Progress, Resource},
    view::RwSignal,
    widgets::feedback::{Voter, seen_after},
};

/// The state of a rating element.
#[derive(Clone, Copy)]
pub(super) struct Rate {
    pub host: Host,
    pub form: Form,
    voter: Voter,
    rated: RwSignal<Rc<Rated>>,
    figures: Resource<PageFigures>,
    // The stars that are pressed; 0 for none.
    chosen: RwSignal<u32>,
    // What this reader has given; 0 before.
    mine: RwSignal<u32>,
    // What the service said when this reader voted.
    after: RwSignal<Option<MeanRating>>,
}

impl Rate {
    pub(super) fn new(host: Host, rated: Rated) -> Self {
        let voted = page::remembered(&rated.address);
        let form = Form::new(host, &join(&["rating:", &rated.page]), &["value"], &[]);
        let mine = voted.as_deref().map(stars).unwrap_or_default();
        let drafted = stars(&form.value("value"));
        let page = rated.page.clone();
        let rate = Self {
            host,
            form,
            voter: Voter::new(rated.polling.voter.clone()),
            figures: Resource::new(move |answer| {
                let pages = answer.node.get("pages")?;
                Some(PageFigures::from_member(pages.get(&page)).unwrap_or_default())
            }),
            chosen: RwSignal::new(if drafted > 0 { drafted } else { mine }),
            mine: RwSignal::new(mine),
            after: RwSignal::new(None),
            rated: RwSignal::new(Rc::new(rated)),
        };
        let rated = rate.rated.get_untracked();
        rate.figures
            .load_from(seen_after(&rated.figures, "&", voted.as_deref()));
        rate
    }

    /// The stars are there whatever the figures do: without an answer they are left out.
    pub(super) fn progress(self) -> Progress {
        match self.figures.progress().phase {
            Phase::Loading => Progress::default(),
            _ => Progress::ready(None),
        }
    }

    /// The mean of all votes, where there are any.
    pub(super) fn mean(self) -> Option<Rating> {
        let after = self.after.get();
        let read = || self.figures.get()?.rating;
        after.or_else(read)?.rounded()
    }

    /// What this reader has given; 0 before.
    pub(super) fn mine(self) -> u32 {
        self.mine.get()
    }

    pub(super) fn chosen(self) -> u32 {
        self.chosen.get()
    }

    /// True where a press would send nothing new.
    pub(super) fn is_idle(self) -> bool {
        self.form.is_sending() || (self.mine() > 0 && self.mine() == self.chosen())
    }

    pub(super) fn choose(self, value: &str) {
        let value = stars(value);
        self.chosen.set(value);
        self.form.write("value", &decimal(value.into()));
        // What was said of the vote before is over.
        if self.form.status() != Status::Sending {
            self.form.set(Status::Open);
        }
    }

    /// The code begins with the first touch.
    pub(super) fn touch(self) {
        let rated = self.rated.get_untracked();
        self.form.challenge.begin(&rated.polling.challenge);
    }

    pub(super) fn send(self) {
        let value = self.chosen.get_untracked();
        if value > 0 && value == self.mine.get_untracked() {
            return;
        }
        if value == 0 {
            self.form
                .set(Status::Wrong("value".into(), "required".into()));
            self.host.focus("[name=value]");
            return;
        }
        let rated = self.rated.get_untracked();
        let target = Target {
            method: "PUT",
            address: rated.address.clone(),
            challenge: Some(rated.polling.challenge.clone()),
        };
        let vote = JsonObject::default().number("value", value);
        self.voter.cast(self.form, target, vote, move |answer| {
            self.form.forget(&["value"]);
            page::remember(&rated.address, Some(&decimal(value.into())));
            self.mine.set(value);
            self.after
                .set(answers::Rated::from_node(&answer).map(|answer| answer.rating));
        });
    }
}

/// 1 to 5; 0 for anything else.
fn stars(text: &str) -> u32 {
    let value = text.parse().unwrap_or_default();
    if value <= 5 { value } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::stars;

    #[test]
    fn stars_are_one_to_five() {
        assert_eq!(["1", "5"].map(stars), [1, 5]);
        assert_eq!(["", "0", "6", "-1", "4.5", "năm"].map(stars), [0; 6]);
    }
}
