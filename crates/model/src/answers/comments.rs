use crate::FromNode;

/// Comments that are shown, and where more are to be had.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CommentPage {
    /// The page's key.
    pub page: String,
    /// How many comments and replies the page shows in all.
    pub count: u64,
    /// The newest first. With `parent`: the replies to it, the oldest first.
    pub comments: Vec<CommentThread>,
    /// The `cursor` of the next part; absent at the end.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub next: Option<String>,
    /// Why no comments are taken at the moment, in a sentence for readers; absent where they are.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub closed: Option<String>,
    /// With `mine`: what its tokens were given for, whatever its state.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub mine: Vec<OwnComment>,
}

/// A comment with the replies to it.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CommentThread {
    /// The comment itself.
    #[node(flatten)]
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub comment: Comment,
    /// How many replies are shown in all.
    pub reply_count: u64,
    /// The first 20 replies, the oldest first.
    pub replies: Vec<Comment>,
    /// Whether it takes no more answers. Our service does not say so of one comment; servers of others do.
    #[node(skip)]
    #[cfg_attr(feature = "serde", serde(skip))]
    pub is_closed: bool,
}

/// One comment or reply.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// The name that the writer gave; empty where the comment was withdrawn.
    pub name: String,
    /// What is said: plain text, with line breaks; empty where the comment was withdrawn and stays for what answers it.
    pub text: String,
    /// When it was sent (RFC 3339).
    pub created: String,
    /// What the agency of the site answers; absent where it has not.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub official: Option<OfficialAnswer>,
    /// What another server than ours says of it and of who wrote it, in a line for readers.
    #[node(skip)]
    #[cfg_attr(feature = "serde", serde(skip))]
    pub note: Option<String>,
}

/// What the agency of a site answers to a comment. It is shown before the replies, with a mark in words.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OfficialAnswer {
    /// The name that the agency had when it answered.
    pub name: String,
    /// What it says: plain text, with line breaks.
    pub text: String,
    /// When it was written, or changed last (RFC 3339).
    pub created: String,
}

/// What was said last at a site.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewestComments {
    /// The newest first.
    pub comments: Vec<NewestComment>,
}

/// A comment away from what it is about.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewestComment {
    /// The comment itself.
    #[node(flatten)]
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub comment: Comment,
    /// The page's key: the id of the article that it is about.
    pub page: String,
    /// The article's title, where it is one that the service holds.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub page_title: Option<String>,
    /// The article's address, where the service knows it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub page_url: Option<String>,
}

/// A comment as its writer sees it.
#[derive(Clone, Debug, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OwnComment {
    /// The comment itself.
    #[node(flatten)]
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub comment: Comment,
    /// The comment that it answers.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub parent: Option<String>,
    /// How far it has come; `rejected` also for what a moderator called spam.
    pub state: CommentState,
    /// With it its writer can ask for a mail when it is answered, at `/comments/answer-mail?t=…`; where the site sends such mails and none is to come yet.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub answer_mail_token: Option<String>,
}

/// How far a comment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, FromNode)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CommentState {
    /// Nobody has decided yet.
    Pending,
    /// Shown.
    Approved,
    /// Not shown, for what it says.
    Rejected,
    /// Not shown, for what it is.
    Spam,
}

impl CommentState {
    /// All, in the order in which a moderator chooses between them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Approved, Self::Rejected, Self::Spam];

    /// Its name in answers, in requests and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Spam => "spam",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What the writer of a comment gets.
#[derive(Clone, Debug, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AddedComment {
    /// The comment's id.
    pub id: String,
    /// Always `pending`: a moderator decides.
    pub state: CommentState,
    /// Shows the writer the own comment while others do not see it: `GET /comments?page=…&mine=TOKEN`, for 90 days.
    pub token: String,
    /// With it the writer can ask for a mail when it is answered, on the page `/comments/answer-mail?t=…`, for 90 days; where the site sends such mails.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub answer_mail_token: Option<String>,
}

/// How many comments a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CommentCount {
    /// Comments and replies.
    pub count: u64,
}
