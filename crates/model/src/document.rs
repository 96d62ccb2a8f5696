use crate::{Attachment, Moment};

/// An official document; the fields that decree 42/2022 asks a portal to publish.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Number and sign, such as `12/QĐ-UBND`.
    pub number: Option<String>,
    /// Such as `Quyết định`.
    pub form: Option<String>,
    /// The agency that issued it.
    pub issuer: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// When it was issued.
    pub issued: Option<Moment>,
    /// From when it holds.
    pub effective: Option<Moment>,
    /// When it ceases to hold: the first day on which it does not.
    pub expires: Option<Moment>,
    /// What it is about, plain text. `abstract` in the feed, which is a reserved word here.
    pub abstract_text: Option<String>,
    /// Its files, the text itself first.
    pub files: Vec<Attachment>,
    /// What it has to do with other documents.
    pub references: Vec<Reference>,
}

/// What a document has to do with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceKind,
    /// The other document: its id, else its number.
    pub document: String,
}

/// What a document has to do with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// It takes the other's place.
    Replaces,
    /// It changes or adds to the other.
    Amends,
    /// The other has taken its place.
    ReplacedBy,
    /// The other changes or adds to it.
    AmendedBy,
}

impl ReferenceKind {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 4] = [
        Self::Replaces,
        Self::Amends,
        Self::ReplacedBy,
        Self::AmendedBy,
    ];

    /// The member of a document in a feed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Replaces => "replaces",
            Self::Amends => "amends",
            Self::ReplacedBy => "replaced_by",
            Self::AmendedBy => "amended_by",
        }
    }

    /// What it is from the other's side.
    pub fn inverse(self) -> Self {
        match self {
            Self::Replaces => Self::ReplacedBy,
            Self::Amends => Self::AmendedBy,
            Self::ReplacedBy => Self::Replaces,
            Self::AmendedBy => Self::Amends,
        }
    }
}
