//! The parts of the list and the reader's own comments, as one list.

use bangtin_model::answers::{Comment, CommentPage, CommentState, CommentThread, OwnComment};

/// A comment or a reply as this reader sees it: others see it only once it is approved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub comment: Comment,
    pub state: CommentState,
    /// Whether this reader wrote it and can take it back.
    pub is_own: bool,
}

/// A comment with the replies to it, the oldest first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thread {
    pub entry: Entry,
    pub replies: Vec<Entry>,
    /// Whether the service has more replies than these.
    pub has_more: bool,
    /// Whether it takes no more answers.
    pub is_closed: bool,
}

impl Entry {
    fn shown(comment: &Comment) -> Self {
        Self {
            comment: comment.clone(),
            state: CommentState::Approved,
            is_own: false,
        }
    }
}

/// What a writer's own comments change in the list: puts them in, and takes out what was taken back, by its ids. In the form's file: who only
/// reads has none.
pub(super) type AddOwn = fn(&mut Vec<Thread>, &[OwnComment], gone: &[String]);

/// `replies`: parts of the replies to a comment, by its id. They take the place of those that came with it.
pub(super) fn joined<'a>(
    pages: impl Iterator<Item = &'a CommentPage>,
    replies: &[(String, CommentPage)],
) -> Vec<Thread> {
    let mut threads: Vec<Thread> = Vec::new();
    for page in pages {
        for thread in &page.comments {
            // A list that has changed meanwhile may show one in two parts.
            if !has(threads.iter().map(|thread| &thread.entry), &thread.comment) {
                threads.push(read(thread));
            }
        }
    }
    for thread in &mut threads {
        let mut loaded = false;
        for (parent, page) in replies {
            if *parent == thread.entry.comment.id {
                if !loaded {
                    thread.replies.clear();
                    loaded = true;
                }
                for reply in &page.comments {
                    if !has(thread.replies.iter(), &reply.comment) {
                        thread.replies.push(Entry::shown(&reply.comment));
                    }
                }
                thread.has_more = page.next.is_some();
            }
        }
    }
    threads
}

/// See [`AddOwn`].
pub(super) fn add_own(threads: &mut Vec<Thread>, own: &[OwnComment], gone: &[String]) {
    for own in own {
        place(threads, own);
    }
    for id in gone {
        take_back(threads, id);
    }
}

/// Without its words a comment keeps its place for what answers it.
fn take_back(threads: &mut Vec<Thread>, id: &str) {
    let stays = |entry: &mut Entry, has_replies: bool| {
        let is_meant = entry.comment.id == id;
        if is_meant {
            entry.comment.name.clear();
            entry.comment.text.clear();
            entry.is_own = false;
        }
        !is_meant || has_replies || entry.comment.official.is_some()
    };
    threads.retain_mut(|thread| {
        thread.replies.retain_mut(|reply| stays(reply, false));
        stays(&mut thread.entry, !thread.replies.is_empty())
    });
}

fn read(thread: &CommentThread) -> Thread {
    let mut replies = Vec::new();
    for reply in &thread.replies {
        replies.push(Entry::shown(reply));
    }
    Thread {
        has_more: thread.reply_count > replies.len() as u64,
        entry: Entry::shown(&thread.comment),
        replies,
        is_closed: thread.is_closed,
    }
}

fn has<'a>(mut entries: impl Iterator<Item = &'a Entry>, comment: &Comment) -> bool {
    entries.any(|entry| entry.comment.id == comment.id)
}

/// Whether an own comment is among these; it is marked as that.
fn is_known<'a>(mut entries: impl Iterator<Item = &'a mut Entry>, own: &Comment) -> bool {
    let Some(entry) = entries.find(|entry| entry.comment.id == own.id) else {
        return false;
    };
    entry.is_own = true;
    // A copy of the list may be older.
    entry.comment.official.clone_from(&own.official);
    true
}

/// Puts an own comment where it belongs. One that was approved is in the list, or further down: it is added only where the list is
/// older than the approval, or where the agency has answered it: its writer need not look for it.
fn place(threads: &mut Vec<Thread>, own: &OwnComment) {
    let entry = || Entry {
        comment: own.comment.clone(),
        state: own.state,
        is_own: true,
    };
    let Some(parent) = &own.parent else {
        let entries = threads.iter_mut().map(|thread| &mut thread.entry);
        let known = is_known(entries, &own.comment);
        // The service writes all times in one form, so that they compare as they stand.
        let older = own.state == CommentState::Approved
            && own.comment.official.is_none()
            && threads
                .first()
                .is_some_and(|newest| newest.entry.comment.created > own.comment.created);
        if !known && !older {
            let thread = Thread {
                entry: entry(),
                replies: Vec::new(),
                has_more: false,
                is_closed: false,
            };
            threads.insert(0, thread);
        }
        return;
    };
    for thread in threads {
        if thread.entry.comment.id == *parent && !is_known(thread.replies.iter_mut(), &own.comment)
        {
            thread.replies.push(entry());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use bangtin_model::answers::OfficialAnswer;

    fn comment(id: &str) -> Comment {
        Comment {
            id: id.into(),
            text: "Lời".into(),
            created: "2026-11-20T08:00:00+07:00".into(),
            ..Comment::default()
        }
    }

    fn page(ids: &[&str]) -> CommentPage {
        CommentPage {
            comments: ids.iter().map(|id| thread(id, &[], 0)).collect(),
            ..CommentPage::default()
        }
    }

    fn thread(id: &str, replies: &[&str], reply_count: u64) -> CommentThread {
        CommentThread {
            comment: comment(id),
            replies: replies.iter().map(|id| comment(id)).collect(),
            reply_count,
            is_closed: false,
        }
    }

    fn own(id: &str, parent: Option<&str>, state: CommentState) -> OwnComment {
        OwnComment {
            comment: comment(id),
            parent: parent.map(Into::into),
            state,
            answer_mail_token: None,
        }
    }

    fn ids(threads: &[Thread]) -> Vec<String> {
        let replies = |thread: &Thread| {
            let ids = thread.replies.iter().map(|reply| &*reply.comment.id);
            ids.collect::<Vec<_>>().join(",")
        };
        threads
            .iter()
            .map(|thread| match replies(thread) {
                replies if replies.is_empty() => thread.entry.comment.id.clone(),
                replies => format!("{}:{replies}", thread.entry.comment.id),
            })
            .collect()
    }

    fn with_own(pages: &[CommentPage], own: &[OwnComment], gone: &[String]) -> Vec<Thread> {
        let mut threads = joined(pages.iter(), &[]);
        add_own(&mut threads, own, gone);
        threads
    }

    #[test]
    fn a_comment_that_two_parts_show_stands_once() {
        let pages = [page(&["d", "c"]), page(&["c", "b"])];
        assert_eq!(ids(&joined(pages.iter(), &[])), ["d", "c", "b"]);
    }

    #[test]
    fn replies_that_were_loaded_take_the_place_of_the_first() {
        let first = CommentPage {
            comments: vec![thread("a", &["1", "2"], 4), thread("b", &["3"], 1)],
            ..CommentPage::default()
        };
        let threads = joined([&first].into_iter(), &[]);
        assert!(threads[0].has_more && !threads[1].has_more);
        let mut part = page(&["1", "2", "4"]);
        part.next = Some("more".into());
        let mut replies = vec![("a".to_owned(), part)];
        let threads = joined([&first].into_iter(), &replies);
        assert_eq!(ids(&threads), ["a:1,2,4", "b:3"]);
        assert!(threads[0].has_more);
        replies.push(("a".into(), page(&["5"])));
        let threads = joined([&first].into_iter(), &replies);
        assert_eq!(ids(&threads), ["a:1,2,4,5", "b:3"]);
        assert!(!threads[0].has_more);
    }

    #[test]
    fn the_readers_own_stands_where_it_belongs() {
        let first = [page(&["b", "a"])];
        let threads = |own: &[OwnComment]| ids(&with_own(&first, own, &[]));
        let pending = CommentState::Pending;
        assert_eq!(threads(&[own("x", None, pending)]), ["x", "b", "a"]);
        assert_eq!(threads(&[own("x", Some("a"), pending)]), ["b", "a:x"]);
        assert_eq!(threads(&[own("x", Some("gone"), pending)]), ["b", "a"]);
        assert_eq!(threads(&[own("b", None, pending)]), ["b", "a"]);
    }

    #[test]
    fn what_was_taken_back_keeps_its_place_for_what_answers_it() {
        let mut first = CommentPage {
            comments: vec![thread("a", &["1", "2"], 2), thread("b", &[], 0)],
            ..CommentPage::default()
        };
        let without = |first: &CommentPage, gone: &[&str]| {
            let gone: Vec<String> = gone.iter().map(|id| (*id).to_owned()).collect();
            with_own(slice::from_ref(first), &[], &gone)
        };
        assert_eq!(ids(&without(&first, &["b", "2"])), ["a:1"]);
        assert_eq!(ids(&without(&first, &["1", "2", "a"])), ["b"]);
        let threads = without(&first, &["a"]);
        assert_eq!(ids(&threads), ["a:1,2", "b"]);
        assert!(threads[0].entry.comment.text.is_empty());
        assert!(!threads[1].entry.comment.text.is_empty());
        first.comments[1].comment.official = Some(OfficialAnswer::default());
        assert_eq!(ids(&without(&first, &["b"])), ["a:1,2", "b"]);
    }

    #[test]
    fn one_that_was_approved_long_ago_is_further_down() {
        let first = [page(&["b"])];
        let mut old = own("x", None, CommentState::Approved);
        old.comment.created = "2026-11-19T08:00:00+07:00".into();
        assert_eq!(ids(&with_own(&first, &[old.clone()], &[])), ["b"]);
        old.comment.created = "2026-11-21T08:00:00+07:00".into();
        assert_eq!(ids(&with_own(&first, &[old.clone()], &[])), ["x", "b"]);
        old.comment.created = "2026-11-19T08:00:00+07:00".into();
        old.comment.official = Some(OfficialAnswer::default());
        assert_eq!(ids(&with_own(&first, &[old], &[])), ["x", "b"]);
    }
}
