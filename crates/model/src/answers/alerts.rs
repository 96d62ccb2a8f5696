use crate::FromNode;

/// How grave an alert is, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, FromNode)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum AlertLevel {
    /// Something to know, such as a power cut next week. Readers can fold it.
    Notice,
    /// Something to mind.
    Warning,
    /// Something to act on now. Readers cannot fold it.
    Emergency,
}

impl AlertLevel {
    /// All, the mildest first.
    pub const ALL: [Self; 3] = [Self::Notice, Self::Warning, Self::Emergency];

    /// Its name in answers, in requests and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Emergency => "emergency",
        }
    }

    /// The level of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// What everybody must know for a while: a storm, a flood, a power cut.
#[derive(Clone, Debug, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alert {
    /// Its id, which stays while its words change.
    pub id: String,
    /// How grave it is.
    pub level: AlertLevel,
    /// What it is about.
    pub title: String,
    /// What to know and to do, in a sentence or two.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub text: Option<String>,
    /// Where there is more: `https://…`, or a path of the page's own site.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub url: Option<String>,
    /// Since when it is shown, such as `2026-11-18T09:30:05+07:00`; from the start when absent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub begins: Option<String>,
    /// From when on it is shown no more.
    pub ends: String,
}

/// The alerts of a site, the gravest first, of one level the newest.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alerts {
    /// Each of them; mostly there is none.
    pub alerts: Vec<Alert>,
}
