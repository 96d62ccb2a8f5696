//! The comments with their replies, and the form: above them, or below the comment that is being answered.

use std::rc::Rc;

use bangtin_model::join;

use super::said::{Said, State};
use super::talk::{More, Talk};
use super::writing;
use crate::{
    i18n::{Common, VoiceMessage, Words, long_date},
    markup::{Markup, el},
};

pub(super) fn view(talk: &Rc<Talk>, words: &Words, threads: &[Said]) -> Markup {
    let to = talk.to();
    let answered = threads.iter().any(|thread| thread.id == to);
    let mut list = el("ul").part("list").is("role", "list");
    for thread in threads {
        list = list.with(item(talk, words, thread, &to));
    }
    let list = if threads.is_empty() {
        el("p")
            .part("empty")
            .class("notice")
            .with(words.t(VoiceMessage::NoComments))
    } else {
        list
    };
    let form = (!answered).then(|| writing::view(talk, words, None));
    let more = talk.goes_on().then(|| more(talk, words, ""));
    el("div").with(el("div").with(form)).with(list).with(more)
}

fn item(talk: &Rc<Talk>, words: &Words, thread: &Said, to: &str) -> Markup {
    let mut replies = el("ul").part("replies").is("role", "list");
    for reply in &thread.replies {
        let reply = said(words, reply);
        replies = replies.with(el("li").part("reply").with(reply));
    }
    let is_answered = thread.id == to;
    let answer =
        (thread.state == State::Shown && !is_answered).then(|| answer(talk, words, thread));
    let replies = (!thread.replies.is_empty()).then_some(replies);
    let more = thread.more.then(|| more(talk, words, &thread.id));
    let form = is_answered.then(|| writing::view(talk, words, Some(thread)));
    el("li")
        .part("comment")
        .with(said(words, thread))
        .with(el("div").with(answer).with(form))
        .with(el("div").class("below").with(replies).with(more))
}

fn said(words: &Words, said: &Said) -> Markup {
    let date = said.created.map(|created| {
        el("time")
            .part("date")
            .attr("datetime", created.iso())
            .with(long_date(&created, words.language))
    });
    let about = el("p")
        .class("about")
        .with(el("strong").part("name").with(said.name.clone()))
        .with(" ")
        .with(date);
    let state = match said.state {
        State::Shown => None,
        State::Pending => Some(VoiceMessage::Pending),
        State::Rejected => Some(VoiceMessage::Rejected),
    };
    let state = state.map(|state| el("p").part("pending").class("state").with(words.t(state)));
    let text = el("p").part("text").class("text").with(said.text.clone());
    el("article")
        .class("said")
        .with(about)
        .with(state)
        .with(text)
}

fn answer(talk: &Rc<Talk>, words: &Words, thread: &Said) -> Markup {
    let (talk, id) = (talk.clone(), thread.id.clone());
    let name = join(&[" ", &thread.name]);
    el("button")
        .part("answer")
        .class("plain")
        .is("type", "button")
        .attr("value", thread.id.clone())
        .with(words.t(VoiceMessage::Answer))
        .with(el("span").class("unseen").with(name))
        .on("click", move |_| {
            talk.turn_to(&id);
            talk.host.focus("textarea".into());
        })
}

/// The button for more, and what has come of it.
fn more(talk: &Rc<Talk>, words: &Words, parent: &str) -> Markup {
    let said = match talk.more() {
        More::Loading(place) if place == parent => Some(words.t(Common::LoadingMore)),
        More::Failed(place) if place == parent => Some(words.t(VoiceMessage::MoreFailed)),
        _ => None,
    };
    let label = if parent.is_empty() {
        VoiceMessage::MoreComments
    } else {
        VoiceMessage::MoreReplies
    };
    let (talk, parent) = (talk.clone(), parent.to_owned());
    let button = el("button")
        .part("more")
        .is("type", "button")
        .with(words.t(label))
        .on("click", move |_| talk.load_more(&parent));
    el("div")
        .class("more")
        .with(button)
        .with(el("span").class("note").is("role", "status").with(said))
}
