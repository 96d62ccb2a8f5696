//! `<bangtin-poll>`: a question with one or several choices, and its results.

mod latest;
mod question;
mod results;
mod state;

use super::feedback::{self, Polling};
use crate::{
    attributes::{Misconfigured, attributes},
    components::{LoadingNote, SavedNote, Section, Skeleton, Unavailable, announce, configured},
    host::Host,
    i18n::{FeedbackMessage, t},
    page,
    resource::{Phase, Resource},
    view::{View, component, view},
};
use bangtin_model::join;
use latest::Latest;
use question::Question;
use results::Results;
use state::Vote;

attributes! {
    /// The id of the poll. Where it is absent: of the polls that are open, the one that opened last.
    POLL: Text("poll");
    /// The heading; off for none.
    HEADING: Heading("heading", FeedbackMessage::Poll);
}

/// The view of the element.
pub(super) fn poll(host: Host) -> View {
    host.style("feedback", style!("feedback"));
    host.style("poll", style!("poll"));
    let make = move |wanted| match wanted {
        Wanted::Poll(id) => Shown::Poll(id),
        Wanted::Latest(site) => Shown::Latest(latest::found(site)),
    };
    configured(host, wanted, make, move |shown| match shown {
        Shown::Poll(id) => view! { <Poll host id/> },
        Shown::Latest(found) => view! { <Latest host found/> },
    })
}

/// Which poll the page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    /// The one of this id.
    Poll(String),
    /// The one that opened last, by what the site at this address says of itself.
    Latest(String),
}

#[derive(Clone)]
enum Shown {
    Poll(String),
    Latest(Resource<Option<String>>),
}

fn wanted(host: Host) -> Result<Wanted, Misconfigured> {
    host.judge_shared()?;
    Ok(match host.get(POLL) {
        Some(id) => Wanted::Poll(id),
        None => Wanted::Latest(feedback::service(host, "/site")?),
    })
}

/// A poll of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Door {
    // Where it is read; also the name under which the reader's own choice is remembered.
    address: String,
    polling: Polling,
}

/// The poll of this id.
#[component]
fn Poll(host: Host, id: String) -> View {
    let name = id.clone();
    let door = move |host| {
        Ok(Door {
            address: feedback::service(host, &join(&["/polls/", &page::encoded(&id)]))?,
            polling: Polling::read(host)?,
        })
    };
    let make = move |door| Vote::new(host, &name, door);
    configured(host, door, make, |vote| view! { <Asked vote/> })
}

/// The question, or how it stands.
#[component]
fn Asked(vote: Vote) -> View {
    let standing = vote.standing;
    announce(vote.host, move || standing.progress());
    view! {
        // The whole element.
        <Section host=vote.host part="poll" usual=t(HEADING)>
            {move || {
                let progress = standing.progress();
                match progress.phase {
                    Phase::Loading => view! { <LoadingNote/><Skeleton lines=6/> },
                    Phase::Ready => view! {
                        <SavedNote progress/>
                        {move || standing.get().map(|standing| match vote.shows_results(&standing) {
                            true => view! { <Results vote standing/> },
                            false => view! { <Question vote standing/> },
                        })}
                    },
                    phase => view! { <Unavailable phase retry=standing.retry()/> },
                }
            }}
        </Section>
    }
}
