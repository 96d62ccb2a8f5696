//! Which poll is shown where the page names none: the one that opened last, of those that are open.

use bangtin_model::Poll;
use bangtin_sources::json_feed::polls;

use crate::{
    components::{Failed, LoadingNote, Nothing, Skeleton, announce},
    host::Host,
    i18n::{FeedbackMessage, t},
    page,
    resource::{Phase, Progress, Resource},
    view::{Memo, View, component, view},
};

/// The id of the newest open poll of the site that this address describes.
pub(super) fn found(site: String) -> Resource<Option<String>> {
    let found = Resource::new(|answer| {
        let now = (page::now() / 1000.0) as i64;
        Some(latest(polls(&answer.node), now))
    });
    found.load_from(site);
    found
}

/// That poll.
#[component]
pub(super) fn Latest(host: Host, found: Resource<Option<String>>) -> View {
    let id = Memo::new(move || found.get().and_then(|found| (*found).clone()));
    view! {
        {move || match id.get() {
            Some(id) => view! { <super::Poll host id/> },
            None => view! { <Unfound host found/> },
        }}
    }
}

/// There is no poll to show, or not yet.
#[component]
fn Unfound(host: Host, found: Resource<Option<String>>) -> View {
    let progress = move || match found.progress() {
        progress if progress.phase == Phase::Ready => Progress::empty(),
        progress => progress,
    };
    announce(host, progress);
    view! {
        {move || match progress().phase {
            Phase::Loading => view! { <div><LoadingNote/><Skeleton lines=6/></div> },
            Phase::Failed(failure) => view! { <Failed failure retry=found.retry()/> },
            _ => view! { <Nothing sentence=t(FeedbackMessage::NoPoll)/> },
        }}
    }
}

fn latest(polls: Vec<Poll>, now: i64) -> Option<String> {
    let mut best: Option<Poll> = None;
    let opened = |poll: &Poll| poll.opens.map_or(i64::MIN, |opens| opens.unix());
    for poll in polls {
        let is_newer = best
            .as_ref()
            .is_none_or(|best| opened(&poll) > opened(best));
        if is_newer && poll.is_open(now) {
            best = Some(poll);
        }
    }
    best.map(|poll| poll.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangtin_model::Moment;

    #[test]
    fn the_latest_is_the_open_one_that_opened_last() {
        let poll = |id: &str, opens, closes| Poll {
            id: id.into(),
            opens,
            closes,
            ..Poll::default()
        };
        let day = |day| Moment::on_day(2026, 11, day);
        let polls = || {
            vec![
                poll("always", None, None),
                poll("first", day(1), None),
                poll("second", day(5), day(20)),
                poll("third", day(10), day(12)),
                poll("later", day(30), None),
            ]
        };
        let at = |on| latest(polls(), day(on).unwrap().unix());
        assert_eq!(at(11).as_deref(), Some("third"));
        assert_eq!(at(15).as_deref(), Some("second"));
        assert_eq!(at(25).as_deref(), Some("first"));
        assert_eq!(at(30).as_deref(), Some("later"));
        assert_eq!(latest(Vec::new(), 0), None);
    }
}
