//! How a poll stands: text that says it all, and bars beside it.

use std::rc::Rc;

use bangtin_model::{decimal, digits, join};

use super::{Poll, standing::Standing};
use crate::{
    i18n::{VoiceMessage, Words, long_date},
    markup::{Markup, el},
    widgets::taking_part::Status,
};

pub(super) fn view(poll: &Rc<Poll>, words: &Words, standing: &Standing) -> Markup {
    let thanks = (poll.form.status() == Status::Done)
        .then(|| el("p").class("notice").with(words.t(VoiceMessage::Voted)));
    let frame = el("div")
        .part("results")
        .is("tabindex", "-1")
        .with(el("h2").part("legend").with(standing.question.clone()))
        .with(el("div").is("role", "status").with(thanks));
    let opens = standing.opens_later();
    let frame = if opens.is_none() {
        frame.with(tally(poll, words, standing))
    } else {
        frame
    };
    let voters = if standing.voters > 0 {
        words.t_with(VoiceMessage::Voters, &digits(standing.voters))
    } else {
        words.t(VoiceMessage::NoVotes)
    };
    let voters = el("p").part("voters").class("note").with(voters);
    let state = standing
        .closed
        .then(|| match (opens, standing.span.closes) {
            (Some(opens), _) => {
                words.t_with(VoiceMessage::OpensOn, &long_date(&opens, words.language))
            }
            (_, Some(closes)) => {
                words.t_with(VoiceMessage::ClosedOn, &long_date(&closes, words.language))
            }
            _ => words.t(VoiceMessage::ClosedPoll),
        });
    let state = state.map(|state| el("p").part("closed").class("state").with(state));
    let frame = frame
        .with(opens.is_none().then_some(voters))
        .with(el("div").with(state));
    frame.with((!standing.closed).then(|| back(poll, words)))
}

fn tally(poll: &Poll, words: &Words, standing: &Standing) -> Markup {
    let mine = poll.mine();
    let mut list = el("ul").part("tally").is("role", "list");
    for option in &standing.options {
        let own = mine.contains(&option.id).then(|| {
            let own = join(&[" (", &words.t(VoiceMessage::Mine), ")"]);
            el("strong").part("mine").with(own)
        });
        let text = el("span")
            .part("option")
            .with(option.text.clone())
            .with(own);
        let item = el("li").maybe("data-mine", mine.contains(&option.id).then_some(""));
        let share = share(option.votes, standing.voters);
        list = list.with(match share {
            Some(share) => {
                let votes = words.t_with(VoiceMessage::Votes, &digits(option.votes));
                let figures = join(&[&share, "% (", &votes, ")"]);
                let bar = el("progress")
                    .part("bar")
                    .is("aria-hidden", "true")
                    .is("max", "100")
                    .attr("value", share);
                item.with(text)
                    .with(el("span").part("figures").with(figures))
                    .with(bar)
            }
            None => item.with(text),
        });
    }
    list
}

/// In whole per cent of the readers who voted; `None` as long as nobody did.
fn share(votes: u64, voters: u64) -> Option<String> {
    (voters > 0).then(|| decimal(((votes * 200 + voters) / (voters * 2)).min(100)))
}

fn back(poll: &Rc<Poll>, words: &Words) -> Markup {
    let label = if poll.mine().is_empty() {
        VoiceMessage::Vote
    } else {
        VoiceMessage::Change
    };
    let poll = poll.clone();
    el("button")
        .part("back")
        .is("type", "button")
        .with(words.t(label))
        .on("click", move |_| poll.look_at_results(false))
}
