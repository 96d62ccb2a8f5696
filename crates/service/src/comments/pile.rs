//! The piles in which comments lie on a moderator's desk.

use bangtin_model::answers::CommentState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Before all others that wait, by a rule.
pub(super) const FIRST: i64 = 0;
/// As it came.
pub(super) const IN_ORDER: i64 = 1;
/// Out of the queue, by a rule.
pub(super) const SUSPECTED: i64 = 2;

/// Comments in one state; those that nobody has decided about in two piles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CommentPile)]
pub enum Pile {
    /// Nobody has decided yet: the queue.
    #[default]
    Pending,
    /// Nobody has decided yet, and a rule has found that it may be spam.
    Suspected,
    /// Shown.
    Approved,
    /// Not shown, for what they say.
    Rejected,
    /// Not shown, for what they are.
    Spam,
}

impl Pile {
    /// All, in the order in which a moderator chooses between them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Suspected,
        Self::Approved,
        Self::Rejected,
        Self::Spam,
    ];

    /// Its name in addresses, on the command line and in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Suspected => "suspected",
            other => other.state().name(),
        }
    }

    /// The pile of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pile| pile.name() == name)
    }

    /// The state of what lies in it.
    #[must_use]
    pub const fn state(self) -> CommentState {
        match self {
            Self::Pending | Self::Suspected => CommentState::Pending,
            Self::Approved => CommentState::Approved,
            Self::Rejected => CommentState::Rejected,
            Self::Spam => CommentState::Spam,
        }
    }

    /// The first and the last place of what lies in it.
    pub(super) const fn places(self) -> (i64, i64) {
        match self {
            Self::Pending => (FIRST, IN_ORDER),
            Self::Suspected => (SUSPECTED, SUSPECTED),
            // A decision takes a comment out of where a rule has put it.
            Self::Approved | Self::Rejected | Self::Spam => (IN_ORDER, IN_ORDER),
        }
    }

    /// The pile of a comment that stands so in the database.
    pub(super) fn of(state: &str, place: i64) -> Self {
        match Self::named(state) {
            Some(Self::Pending) if place == SUSPECTED => Self::Suspected,
            Some(pile) => pile,
            None => Self::Pending,
        }
    }
}
