//! What a comment server of Artalk (2.8 and later, `/api/v2`) says, in the types of the service's own answers.
//!
//! Its comments come as HTML that it has made of Markdown. Here they become plain text, as all comments are: nothing that a stranger
//! wrote brings a picture, a link or a frame onto the page.

mod lines;

use bangtin_model::{
    answers::{Comment, CommentPage, CommentState, CommentThread, OfficialAnswer, OwnComment},
    decimal, join,
};

use crate::{Node, date};

use lines::lines;

/// The words that stand in a comment for what our comments have no place for.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Behind the name: the comment is kept at the top.
    pub pinned: String,
    /// In place of a picture that says nothing of itself.
    pub picture: String,
    /// In place of a name.
    pub nobody: String,
    /// In place of what a moderator has folded away.
    pub folded: String,
}

/// A page's comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comments {
    /// As the service would answer. What waits for approval is in `mine`: the server shows it to its writer only.
    pub page: CommentPage,
    /// Whether only administrators may write.
    pub is_closed: bool,
}

/// A comment as it comes.
struct Cooked {
    id: u64,
    // The comment that it answers; 0 for none.
    to: u64,
    nick: String,
    badge: Option<String>,
    is_pinned: bool,
    is_pending: bool,
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
    // By their numbers: an answer has a larger one than what it answers.
    let mut all: Vec<Cooked> = Vec::new();
    let mut roots: Vec<u64> = Vec::new();
    for node in answer.elements("comments") {
        let Some(one) = Cooked::read(&node, words) else {
            continue;
        };
        if one.to == 0 {
            roots.push(one.id);
        }
        if let Err(place) = all.binary_search_by_key(&one.id, |one| one.id) {
            all.insert(place, one);
        }
    }
    let (mut page, seen) = (CommentPage::default(), offset + roots.len() as u64);
    page.count = answer.integer("count").unwrap_or_default();
    let has_more = answer.integer("roots_count").unwrap_or_default() > seen;
    page.next = (has_more && !roots.is_empty()).then(|| decimal(seen));
    gather(&mut page, &all, &roots, words);
    let of = answer.object("page");
    let is_closed = of.and_then(|page| page.get("admin_only")?.truth());
    Some(Comments {
        page,
        is_closed: is_closed == Some(true),
    })
}

/// A comment as the server answers that it took it, and whether it waits for approval.
pub fn taken<N: Node>(answer: &N, words: &Words) -> Option<(Comment, bool)> {
    let one = Cooked::read(answer, words)?;
    Some((one.comment(None, words), one.is_pending))
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
    /// Not from this page, or not for this site.
    Page,
    /// Too much came from here.
    TooOften,
    /// Anything else.
    Unknown,
}

/// Reads an answer that is no success. What it says in words is for the server's own pages, in a language of theirs.
pub fn refused<N: Node>(status: u16, answer: &N, is_reply: bool) -> Refused {
    let says = |name| answer.get(name).and_then(|node| node.truth()) == Some(true);
    match status {
        400 | 404 if says("err_no_site") => Refused::Page,
        400 | 404 if is_reply => Refused::Reply,
        400 => Refused::Mail,
        401 => Refused::Elsewhere,
        403 if says("need_captcha") || answer.get("img_data").is_some() => {
            let picture = answer.string("img_data");
            let picture = picture.filter(|picture| picture.starts_with("data:image/"));
            picture.map_or(Refused::Elsewhere, Refused::Picture)
        }
        403 if says("need_login") => Refused::Login,
        403 => Refused::Page,
        429 => Refused::TooOften,
        // Where only those who have logged in may write the server names no other sign.
        500 if answer.string("msg").as_deref() == Some("anonymous user is not allowed") => {
            Refused::Elsewhere
        }
        _ => Refused::Unknown,
    }
}

/// `all` by their numbers; `roots` in the server's order.
fn gather(page: &mut CommentPage, all: &[Cooked], roots: &[u64], words: &Words) {
    let find = |id| all.binary_search_by_key(&id, |one| one.id).ok();
    // For each the place of the comment at the top of its thread, where that came too.
    let mut tops: Vec<Option<usize>> = Vec::new();
    // The place of each thread.
    let mut threads = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let top = match one.to {
            0 => Some(index),
            to => find(to).and_then(|to| *tops.get(to)?),
        };
        tops.push(top);
        threads.push(None);
    }
    for one in roots.iter().filter_map(|root| find(*root)) {
        let (Some(thread), Some(root)) = (threads.get_mut(one), all.get(one)) else {
            continue;
        };
        if root.is_pending {
            page.mine.push(root.own(None, words));
        } else if thread.is_none() {
            *thread = Some(page.comments.len());
            page.comments.push(CommentThread {
                comment: root.comment(None, words),
                ..CommentThread::default()
            });
        }
    }
    for (one, top) in all.iter().zip(&tops) {
        if one.to == 0 {
            continue;
        }
        let Some(top) = *top else { continue };
        let Some(root) = all.get(top) else { continue };
        if one.is_pending {
            page.mine.push(one.own(Some(root), words));
            continue;
        }
        let thread = threads.get(top).copied().flatten();
        let Some(thread) = thread.and_then(|at| page.comments.get_mut(at)) else {
            continue;
        };
        if one.badge.is_some()
            && one.to == root.id
            && root.badge.is_none()
            && thread.comment.official.is_none()
        {
            thread.comment.official = Some(OfficialAnswer {
                name: one.nick.clone(),
                text: one.text.clone(),
                created: one.created.clone(),
            });
            continue;
        }
        let answered = find(one.to).filter(|to| *to != top);
        thread
            .replies
            .push(one.comment(answered.and_then(|to| all.get(to)), words));
        thread.reply_count += 1;
    }
}

impl Cooked {
    fn read<N: Node>(node: &N, words: &Words) -> Option<Self> {
        let is = |name| node.get(name).and_then(|node| node.truth());
        let id = node.integer("id").filter(|id| *id != 0)?;
        let to = node.integer("rid").unwrap_or_default();
        if is("visible") == Some(false) || to >= id {
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
        // Anybody may give any name; a badge belongs to an account, which since 2.8.7 says whether it was proved.
        let badge = node.string("badge_name");
        let created = node.string("date").and_then(|date| date::rfc3339(&date));
        Some(Self {
            id,
            to,
            nick: node.string("nick").unwrap_or_else(|| words.nobody.clone()),
            badge: badge.filter(|_| is("is_verified") != Some(false)),
            is_pinned: is("is_pinned") == Some(true),
            is_pending: is("is_pending") == Some(true),
            text,
            created: created.map_or_else(String::new, |created| created.iso()),
        })
    }

    /// `answered`: whom it answers, where that is not plain from its place.
    fn comment(&self, answered: Option<&Self>, words: &Words) -> Comment {
        let pinned = self.is_pinned.then_some(&words.pinned);
        let name = match (&self.badge, pinned) {
            (Some(badge), Some(pinned)) => join(&[&self.nick, " (", badge, ", ", pinned, ")"]),
            (Some(mark), None) | (None, Some(mark)) => join(&[&self.nick, " (", mark, ")"]),
            (None, None) => self.nick.clone(),
        };
        Comment {
            id: decimal(self.id),
            name,
            text: match answered {
                Some(answered) => join(&["@", &answered.nick, " ", &self.text]),
                None => self.text.clone(),
            },
            created: self.created.clone(),
            official: None,
        }
    }

    fn own(&self, root: Option<&Self>, words: &Words) -> OwnComment {
        OwnComment {
            comment: self.comment(None, words),
            parent: root.map(|root| decimal(root.id)),
            state: CommentState::Pending,
        }
    }
}

#[cfg(test)]
mod tests;
