//! The comments of one article: those that were loaded, the reader's own, and which one is being answered.

use std::rc::Rc;

use bangtin_model::{
    answers::{CommentPage, OwnComment},
    decimal, join,
};

use super::{
    About,
    form_file::{FormFile, MakeWriter},
    threads::{Thread, joined},
};
use crate::{
    attributes::Misconfigured,
    client,
    host::Host,
    i18n::CommentsMessage,
    json::JsNode,
    page::{self, Job},
    resource::{Phase, Progress, Resource},
    view::{Memo, RwSignal},
};

// So many replies are asked for at once.
const REPLIES: &str = "&limit=50";
/// Under the memory's name and this it is remembered that an answer may come.
pub(super) const AWAITS: &str = " awaits";

/// What is another at each kind of server.
pub(super) struct Server {
    /// What is asked of it, by the attributes; `None` where there is no article.
    pub about: fn(Host) -> Result<Option<About>, Misconfigured>,
    /// The parameter for the next part, as an address has it.
    pub cursor: &'static str,
    /// Reads an answer for an element; the address is what was asked.
    pub read: fn(Host, &JsNode, &str) -> Option<CommentPage>,
    /// What makes the form, from the file of our own form on; `None` for that one.
    pub writer: Option<MakeWriter>,
}

/// The state of a comments element.
#[derive(Clone, Copy)]
pub(in crate::widgets) struct Comments {
    pub(super) host: Host,
    pub(super) server: &'static Server,
    /// The form's file, and how far it has come.
    pub(super) form: FormFile,
    /// The newest, and how many there are.
    pub(super) first: Resource<CommentPage>,
    about: RwSignal<Rc<About>>,
    rest: RwSignal<Rest>,
    more: RwSignal<More>,
    loading_more: Job,
    told: RwSignal<Option<CommentsMessage>>,
    // The comment that is being answered; empty for none.
    answers: RwSignal<String>,
    // How far what is being written has come, as its form tells.
    writing: RwSignal<Stage>,
}

/// What is shown beside the first comments.
#[derive(Default)]
struct Rest {
    // The parts after the first.
    parts: Vec<CommentPage>,
    // The parts of the replies to a comment, from the first reply on.
    replies: Vec<(String, CommentPage)>,
    own: Vec<OwnComment>,
    // The ids of those that this reader has taken back.
    gone: Vec<String>,
}

/// How far what is being written has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// On this device.
    #[default]
    Here,
    /// On its way.
    Sending,
    /// Sent, and no other has been begun.
    Sent,
}

/// How far a press for more has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum More {
    /// There was none.
    #[default]
    Idle,
    /// On its way: for the replies to this comment; empty for comments.
    Loading(String),
    /// Nothing came of it.
    Failed(String),
}

impl Comments {
    pub(super) fn new(host: Host, server: &'static Server, about: About) -> Self {
        let answers = page::draft(&join(&[&about.draft(), ":parent"]));
        let comments = Self {
            host,
            server,
            form: FormFile::new(),
            first: Resource::new(move |answer| (server.read)(host, &answer.node, &answer.address)),
            about: RwSignal::new(Rc::new(about)),
            rest: RwSignal::new(Rest::default()),
            more: RwSignal::new(More::Idle),
            loading_more: Job::new(),
            told: RwSignal::new(None),
            answers: RwSignal::new(answers.unwrap_or_default()),
            writing: RwSignal::new(Stage::Here),
        };
        let limit = decimal(comments.about().limit.into());
        comments
            .first
            .load_from(comments.part(&["&limit=", &limit]));
        comments.form.follow(comments);
        comments
    }

    /// What they are about.
    pub(super) fn about(self) -> Rc<About> {
        self.about.get_untracked()
    }

    /// The address of a part of the comments.
    pub(super) fn part(self, rest: &[&str]) -> String {
        join(&[&self.about().address, &join(rest)])
    }

    /// The name under which what is being written is kept.
    pub(super) fn draft(self) -> String {
        self.about().draft()
    }

    /// The name under which this device remembers what was written here.
    pub(super) fn memory(self) -> String {
        let about = self.about();
        join(&[about.service(), "?", &about.page])
    }

    /// Whether something was written here on this device.
    pub(super) fn has_written(self) -> bool {
        page::remembered(&self.memory()).is_some()
    }

    /// Whether this reader may come to be told of an answer.
    pub(super) fn awaits_answers(self) -> bool {
        page::remembered(&join(&[&self.memory(), AWAITS])).is_some()
    }

    /// How far the comments have come.
    pub(super) fn progress(self) -> Progress {
        let progress = self.first.progress();
        let has_own = || self.rest.with(|rest| !rest.own.is_empty()) == Some(true);
        let has_any = || {
            self.first
                .get()
                .is_some_and(|first| !first.comments.is_empty())
        };
        match progress.phase {
            Phase::Ready if !has_any() && !has_own() => Progress::empty(),
            _ => progress,
        }
    }

    /// How many everybody sees.
    pub(super) fn count(self) -> u64 {
        self.first.get().map_or(0, |first| first.count)
    }

    /// Why no comments are taken.
    pub(super) fn closed(self) -> Option<String> {
        self.first.get()?.closed.clone()
    }

    /// What is to be shown, with the reader's own comments in their place.
    pub(super) fn threads(self) -> Memo<Vec<Thread>> {
        Memo::new(move || {
            let first = self.first.get();
            let add_own = self.form.add_own();
            let threads = self.rest.with(|rest| {
                let parts = first.as_deref().into_iter().chain(&rest.parts);
                let mut threads = joined(parts, &rest.replies);
                if let Some(add_own) = add_own {
                    add_own(&mut threads, &rest.own, &rest.gone);
                }
                threads
            });
            threads.unwrap_or_default()
        })
    }

    pub(super) fn more(self) -> More {
        self.more.get()
    }

    /// Whether the service has comments after those that were loaded.
    pub(super) fn goes_on(self) -> bool {
        self.next().is_some()
    }

    fn next(self) -> Option<String> {
        let last = self.rest.with(|rest| Some(rest.parts.last()?.next.clone()));
        let first = || self.first.get()?.next.clone();
        last.flatten().unwrap_or_else(first)
    }

    /// Loads more: replies to this comment, or comments where it is empty.
    pub(super) fn load_more(self, parent: &str) {
        if matches!(self.more.get_untracked(), More::Loading(_)) {
            return;
        }
        let address = if parent.is_empty() {
            let Some(next) = self.next() else { return };
            let limit = decimal(self.about().limit.into());
            self.part(&["&limit=", &limit, self.server.cursor, &next])
        } else {
            self.part(&["&parent=", parent, REPLIES, &self.next_reply(parent)])
        };
        let parent = parent.to_owned();
        self.more.set(More::Loading(parent.clone()));
        self.loading_more.start(async move {
            let answer = client::fetch(&address).await.ok();
            match answer.and_then(|node| (self.server.read)(self.host, &node, &address)) {
                Some(page) => {
                    self.rest.update(|rest| match parent.is_empty() {
                        true => rest.parts.push(page),
                        false => rest.replies.push((parent, page)),
                    });
                    self.more.set(More::Idle);
                }
                None => self.more.set(More::Failed(parent)),
            }
        });
    }

    // The first replies came with their comment and without a cursor: they are loaded once more.
    fn next_reply(self, parent: &str) -> String {
        let next = self.rest.with_untracked(|rest| {
            let mut parts = rest.replies.iter().rev();
            let (_, last) = parts.find(|(known, _)| known == parent)?;
            last.next.clone()
        });
        match next.flatten() {
            Some(next) => join(&["&cursor=", &next]),
            None => String::new(),
        }
    }

    /// What the reader is told of the own comments.
    pub(super) fn told(self) -> Option<CommentsMessage> {
        self.told.get()
    }

    /// Tells the reader of the own comments.
    pub(super) fn tell(self, what: CommentsMessage) {
        self.told.set(Some(what));
    }

    /// Changes which comments are the reader's own, and which of them were taken back.
    pub(super) fn change_own(self, change: impl FnOnce(&mut Vec<OwnComment>, &mut Vec<String>)) {
        self.rest
            .update(|rest| change(&mut rest.own, &mut rest.gone));
    }

    /// Looks through the reader's own comments.
    pub(super) fn find_own<T>(self, find: impl FnOnce(&[OwnComment]) -> Option<T>) -> Option<T> {
        self.rest.with(|rest| find(&rest.own)).flatten()
    }

    /// The reader's own comments that were approved count no more once they are taken back.
    pub(super) fn uncount(self) {
        self.first
            .update(|first| first.count = first.count.saturating_sub(1));
    }

    /// The comment that is being answered; empty for none.
    pub(super) fn answers(self) -> String {
        self.answers.get()
    }

    /// Turns to a comment in order to answer it, or away from it.
    pub(super) fn answer(self, id: &str) {
        // What is on its way must not become another letter.
        if self.writing.get_untracked() != Stage::Sending {
            self.answers.set(id.into());
        }
    }

    /// How far what is being written has come.
    pub(super) fn writing(self) -> Stage {
        self.writing.get()
    }

    /// The form tells how far what is being written has come.
    pub(super) fn set_writing(self, stage: Stage) {
        self.writing.set(stage);
    }
}
