//! How a poll stands: text that says it all, and bars beside it.

use std::rc::Rc;

use bangtin_model::{
    Moment,
    answers::{OptionVotes, PollResults},
    decimal, join,
};
use bangtin_sources::date;

use super::state::Vote;
use crate::{
    forms::Status,
    i18n::{FeedbackMessage, Words, figure, long_date, t, t_with},
    page,
    view::{View, component, view},
};

/// The question and how it was answered; before it opens, when that is.
#[component]
pub(super) fn Results(vote: Vote, standing: Rc<PollResults>) -> View {
    let opens = opens_later(&standing, (page::now() / 1000.0) as i64);
    let state = standing.closed.then(|| closed_line(&standing, opens));
    let thanks = move || (vote.form.status() == Status::Done).then(|| t(FeedbackMessage::Voted));
    view! {
        // The results.
        <div part="results" tabindex="-1">
            <h3 part="legend">{standing.question.clone()}</h3>
            <div role="status">
                {move || thanks().map(|thanks| view! { <p class="notice">{thanks}</p> })}
            </div>
            {opens.is_none().then(|| view! { <Tally vote standing=standing.clone()/> })}
            // When the poll closed, or opens.
            {state.map(|state| view! { <p part="closed" class="state">{state}</p> })}
            {(!standing.closed).then(|| view! { <Back vote/> })}
        </div>
    }
}

/// When it opens, where it has not opened yet.
fn opens_later(standing: &PollResults, now: i64) -> Option<Moment> {
    let opens = standing.opens.as_deref().and_then(date::rfc3339)?;
    (opens.unix() > now).then_some(opens)
}

fn closed_line(standing: &PollResults, opens: Option<Moment>) -> String {
    let words = Words::here();
    let closes = standing.closes.as_deref().and_then(date::rfc3339);
    match (opens, closes) {
        (Some(opens), _) => t_with(FeedbackMessage::OpensOn, &long_date(&opens, &words)),
        (_, Some(closes)) => t_with(FeedbackMessage::ClosedOn, &long_date(&closes, &words)),
        _ => t(FeedbackMessage::ClosedPoll),
    }
}

/// What each option got, and how many voted.
#[component]
fn Tally(vote: Vote, standing: Rc<PollResults>) -> View {
    let mine = vote.mine();
    let mut rows = Vec::new();
    for option in &standing.options {
        let is_mine = mine.contains(&option.id);
        rows.push(view! { <Row option=option.clone() is_mine voters=standing.voters/> });
    }
    let voters = match standing.voters {
        0 => t(FeedbackMessage::NoVotes),
        voters => t_with(
            FeedbackMessage::Voters,
            &figure(voters, Words::here().language),
        ),
    };
    view! {
        // The list of the results.
        <ul part="tally" role="list">{rows}</ul>
        // How many readers voted.
        <p part="voters" class="note">{voters}</p>
    }
}

#[component]
fn Row(option: OptionVotes, is_mine: bool, voters: u64) -> View {
    let share = share(option.votes, voters);
    view! {
        <li data-mine=is_mine>
            <span part="option">
                {option.text}
                {is_mine.then(|| view! {
                    // What marks this reader's choice.
                    <strong part="mine">{join(&[" (", &t(FeedbackMessage::Mine), ")"])}</strong>
                })}
            </span>
            {share.map(|share| {
                let votes = t_with(FeedbackMessage::Votes, &figure(option.votes, Words::here().language));
                view! {
                    // Per cent and votes of a choice.
                    <span part="figures">{join(&[&share, "% (", &votes, ")"])}</span>
                    // The bar of a choice.
                    <progress part="bar" aria-hidden="true" max="100" value=share></progress>
                }
            })}
        </li>
    }
}

/// In whole per cent of the readers who voted; `None` as long as nobody did.
fn share(votes: u64, voters: u64) -> Option<String> {
    let hundredths =
        votes.saturating_mul(200).saturating_add(voters) / voters.checked_mul(2)?.max(1);
    (voters > 0).then(|| decimal(hundredths.min(100)))
}

/// Back to the question, to vote or to change the vote.
#[component]
fn Back(vote: Vote) -> View {
    let label = match vote.mine().is_empty() {
        true => FeedbackMessage::Vote,
        false => FeedbackMessage::Change,
    };
    view! {
        // The button that leads back to the question.
        <button part="back" type="button" on:click=move |_| vote.look_at_results(false)>{t(label)}</button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_never_of_nobody() {
        let shares = [(0, 3), (1, 3), (2, 3), (3, 3), (5, 3)].map(|(votes, all)| share(votes, all));
        assert_eq!(shares.map(Option::unwrap), ["0", "33", "67", "100", "100"]);
        assert_eq!(share(0, 0), None);
        assert_eq!(share(u64::MAX, u64::MAX), None);
    }

    #[test]
    fn only_a_poll_that_opens_later_says_when() {
        let standing = PollResults {
            opens: Some("2026-11-20T08:00:00+07:00".into()),
            ..PollResults::default()
        };
        let opens = date::rfc3339("2026-11-20T08:00:00+07:00").unwrap();
        assert_eq!(opens_later(&standing, opens.unix() - 1), Some(opens));
        assert_eq!(opens_later(&standing, opens.unix()), None);
        assert_eq!(opens_later(&PollResults::default(), 0), None);
    }
}
