//! What a comment server of Artalk (2.8 and later, `/api/v2`) says, in the types of the service's own answers.
//!
//! Its comments come as HTML that it has made of Markdown. Here they become plain text, as all comments are: nothing that a stranger
//! wrote brings a picture, a link or a frame onto the page.

mod lines;

use bangtin_model::{
    answers::{Comment, CommentPage, CommentThread, OfficialAnswer},
    decimal, join,
};

use crate::{Node, date};

use lines::{line, lines};

/// The words that stand in a comment for what our comments have no place for.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Before the name of a badge.
    pub badge: String,
    /// The comment is kept at the top.
    pub pinned: String,
    /// In place of a picture that says nothing of itself.
    pub picture: String,
    /// In place of a name.
    pub nameless: String,
    /// In place of what a moderator has folded away.
    pub folded: String,
}

/// A page's comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comments {
    /// As the service would answer. What waits for approval is left out.
    pub page: CommentPage,
    /// Whether only administrators may write.
    pub is_closed: bool,
}

/// A comment as it comes.
struct Received {
    id: u64,
    // The comment that it answers; 0 for none.
    to: u64,
    nick: String,
    badge: Option<String>,
    is_pinned: bool,
    is_pending: bool,
    is_closed: bool,
    text: String,
    created: String,
}

/// The comments of an answer to `GET /comments` that was asked for from the comment number `offset` on; `None` where it is something else.
/// Whoever has a badge speaks for the agency: the first such answer to a comment is the agency's.
pub fn comments<N: Node>(answer: &N, offset: u64, words: &Words) -> Option<Comments> {
    let list = answer.get("comments")?;
    if !list.is_array() && !list.is_null() {
        return None;
    }
    // By their numbers.
    let mut all: Vec<Received> = Vec::new();
    // The numbers of those that answer nothing, in the server's order. What cannot be read counts as well: the server counts so.
    let mut roots: Vec<u64> = Vec::new();
    for node in answer.elements("comments") {
        let number = |name| node.integer(name).unwrap_or_default();
        if number("rid") == 0 && !roots.contains(&number("id")) {
            roots.push(number("id"));
        }
        let Some(one) = Received::read(&node, words).filter(|one| !one.is_pending) else {
            continue;
        };
        if let Err(place) = all.binary_search_by_key(&one.id, |one| one.id) {
            all.insert(place, one);
        }
    }
    let seen = offset + roots.len() as u64;
    let has_more = answer.integer("roots_count").unwrap_or_default() > seen;
    let is_closed = answer
        .object("page")
        .and_then(|page| page.get("admin_only")?.truth());
    Some(Comments {
        page: CommentPage {
            count: answer.integer("count").unwrap_or_default(),
            next: (has_more && !roots.is_empty()).then(|| decimal(seen)),
            comments: threads(&all, &roots, words),
            ..CommentPage::default()
        },
        is_closed: is_closed == Some(true),
    })
}

/// A comment as the server answers that it took it, and whether it waits for approval.
pub fn taken<N: Node>(answer: &N, words: &Words) -> Option<(Comment, bool)> {
    let one = Received::read(answer, words)?;
    Some((one.comment(None, words), one.is_pending))
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A comment on the page.
    Comment,
    /// An answer to a comment.
    Reply,
    /// What stands in a picture.
    Letters,
}

/// Why the server did not take what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It asks for what stands in a picture: the picture's address, which holds it.
    Picture(String),
    /// It asks for what can be done on its own pages only.
    Elsewhere,
    /// Who has this name and mail must have logged in.
    Login,
    /// The mail is none.
    Mail,
    /// What is answered takes no answers, or has gone.
    Reply,
    /// One of these two: nothing but its words tells which.
    MailOrReply,
    /// Not from this page, or not for this site.
    Page,
    /// Too much came from here.
    TooOften,
    /// Anything else.
    Unknown,
}

/// Reads an answer that is no success. What it says in words is for the server's own pages, in a language of theirs.
pub fn refused<N: Node>(status: u16, answer: &N, sent: Sent) -> Refused {
    let says = |name| answer.get(name).and_then(|node| node.truth()) == Some(true);
    match (status, sent) {
        (400 | 404, _) if says("err_no_site") => Refused::Page,
        (400, Sent::Comment) => Refused::Mail,
        (400, Sent::Reply) => Refused::MailOrReply,
        (404, Sent::Reply) => Refused::Reply,
        (401, _) => Refused::Elsewhere,
        (403, _) if says("need_login") => Refused::Login,
        (403, _)
            if sent == Sent::Letters
                || says("need_captcha")
                || says("iframe")
                || answer.get("img_data").is_some() =>
        {
            let picture = answer.string("img_data").filter(|picture| {
                // Another check than by a picture has a page of the server's own.
                picture.starts_with("data:image/") && !says("iframe")
            });
            picture.map_or(Refused::Elsewhere, Refused::Picture)
        }
        (403, _) => Refused::Page,
        (429, _) => Refused::TooOften,
        // Where only those who have logged in may write the server names no other sign.
        (500, _) if answer.string("msg").as_deref() == Some("anonymous user is not allowed") => {
            Refused::Elsewhere
        }
        _ => Refused::Unknown,
    }
}

/// `all` by their numbers; `roots` in the server's order.
fn threads(all: &[Received], roots: &[u64], words: &Words) -> Vec<CommentThread> {
    let mut threads = Vec::new();
    // The thread that begins with each.
    let mut begun: Vec<Option<usize>> = vec![None; all.len()];
    for at in roots.iter().filter_map(|root| place(all, *root)) {
        if let (Some(thread), Some(root)) = (begun.get_mut(at), all.get(at)) {
            *thread = Some(threads.len());
            threads.push(CommentThread {
                comment: root.comment(None, words),
                is_closed: root.is_closed,
                ..CommentThread::default()
            });
        }
    }
    for (one, top) in all.iter().zip(tops(all)) {
        let Some(top) = top.filter(|_| one.to != 0) else {
            continue;
        };
        let thread = begun.get(top).copied().flatten();
        if let (Some(thread), Some(root)) =
            (thread.and_then(|at| threads.get_mut(at)), all.get(top))
        {
            one.enter(thread, root, all, words);
        }
    }
    threads
}

/// Where the comment of this number stands.
fn place(all: &[Received], id: u64) -> Option<usize> {
    all.binary_search_by_key(&id, |one| one.id).ok()
}

/// For each the place of the comment at the top of its thread; none where that did not come, and where answers go in a circle.
fn tops(all: &[Received]) -> Vec<Option<usize>> {
    let mut tops: Vec<Option<Option<usize>>> = vec![None; all.len()];
    for first in 0..all.len() {
        let (mut way, mut at) = (Vec::new(), first);
        let top = loop {
            let (Some(known), Some(one)) = (tops.get_mut(at), all.get(at)) else {
                break None;
            };
            if let Some(top) = *known {
                break top;
            }
            // Who comes here again goes in a circle.
            *known = Some(None);
            way.push(at);
            match one.to {
                0 => break Some(at),
                to => match place(all, to) {
                    Some(next) => at = next,
                    None => break None,
                },
            }
        };
        for at in way {
            if let Some(known) = tops.get_mut(at) {
                *known = Some(top);
            }
        }
    }
    tops.into_iter().map(Option::flatten).collect()
}

impl Received {
    fn read<N: Node>(node: &N, words: &Words) -> Option<Self> {
        let is = |name| node.get(name).and_then(|node| node.truth());
        let id = node.integer("id").filter(|id| *id != 0)?;
        if is("visible") == Some(false) {
            return None;
        }
        let text = match is("is_collapsed") {
            Some(true) => words.folded.clone(),
            _ => {
                let text = node
                    .string("content_marked")
                    .or_else(|| node.string("content"));
                lines(&text?, &words.picture)
            }
        };
        // One without words is one that was taken back.
        if text.is_empty() {
            return None;
        }
        let named = |name| {
            let name = node.string(name).map(|name| line(&name));
            name.filter(|name| !name.is_empty())
        };
        let created = node.string("date").and_then(|date| date::rfc3339(&date));
        Some(Self {
            id,
            to: node.integer("rid").unwrap_or_default(),
            nick: named("nick").unwrap_or_else(|| words.nameless.clone()),
            // Anybody may give any name; a badge belongs to an account. Servers before 2.8.7 do not say whether that was proved.
            badge: named("badge_name").filter(|_| is("is_verified") == Some(true)),
            is_pinned: is("is_pinned") == Some(true),
            is_pending: is("is_pending") == Some(true),
            is_closed: is("is_allow_reply") == Some(false),
            text,
            created: created.map_or_else(String::new, |created| created.iso()),
        })
    }

    /// Puts this, an answer, into its thread.
    fn enter(&self, thread: &mut CommentThread, root: &Self, all: &[Self], words: &Words) {
        let official = &mut thread.comment.official;
        if self.badge.is_some() && self.to == root.id && root.badge.is_none() && official.is_none()
        {
            *official = Some(OfficialAnswer {
                name: self.nick.clone(),
                text: self.text.clone(),
                created: self.created.clone(),
            });
            return;
        }
        let answered = Some(self.to).filter(|to| *to != root.id);
        let answered = answered.and_then(|to| all.get(place(all, to)?));
        thread.replies.push(self.comment(answered, words));
        thread.reply_count += 1;
    }

    /// `answered`: whom it answers, where that is not plain from its place.
    fn comment(&self, answered: Option<&Self>, words: &Words) -> Comment {
        // Apart from the name: anybody may choose one that reads so.
        let badge = self.badge.as_ref();
        let badge = badge.map(|badge| join(&[&words.badge, ": ", badge]));
        let pinned = self.is_pinned.then(|| words.pinned.clone());
        Comment {
            id: decimal(self.id),
            name: self.nick.clone(),
            text: match answered {
                Some(answered) => join(&["@", &answered.nick, " ", &self.text]),
                None => self.text.clone(),
            },
            created: self.created.clone(),
            official: None,
            note: match (badge, pinned) {
                (Some(badge), Some(pinned)) => Some(join(&[&badge, " · ", &pinned])),
                (badge, pinned) => badge.or(pinned),
            },
        }
    }
}

#[cfg(test)]
mod tests;
