use crate::FromNode;

/// A poll and how it stands.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PollResults {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// Whether a reader may choose more than one.
    pub multiple: bool,
    /// When it opens (ISO 8601); open from the start when absent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub opens: Option<String>,
    /// When it closes (ISO 8601; a day is its end); never when absent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub closes: Option<String>,
    /// Whether it takes no votes now: not yet or no more.
    pub closed: bool,
    /// What can be chosen, in the order of the poll.
    pub options: Vec<OptionVotes>,
    /// How many readers voted.
    pub voters: u64,
}

/// How often an option was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OptionVotes {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// By how many readers.
    pub votes: u64,
}

/// The answer to a vote.
#[derive(Clone, Debug, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Voted {
    /// How the poll stands now.
    #[node(flatten)]
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub results: PollResults,
    /// What this reader chose.
    pub mine: Vec<String>,
    /// The token to keep.
    pub voter: String,
}
