use crate::FromNode;

/// What a subscription form shows. The law on personal data (91/2025) wants all of it said before the box is ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SubscriptionNotice {
    /// The language of the text: `vi` or `en`.
    #[cfg_attr(feature = "schema", schema(pattern = "^(vi|en)$"))]
    pub lang: String,
    /// The hash of everything here that a reader agrees to; sent back with the form.
    pub version: String,
    /// The sentence beside the box, which is not ticked beforehand.
    pub consent: String,
    /// Who answers for the data.
    pub controller: String,
    /// Which data are kept.
    pub data: String,
    /// How long they are kept.
    pub retention: String,
    /// What the subscriber may ask for.
    pub rights: Vec<String>,
    /// What for: one for each topic to choose from. Empty when the site has no topics: then all its news.
    pub topics: Vec<SubscriptionTopic>,
    /// How often the news can come, the first for whoever chooses none. Empty where the service sends no news itself.
    pub rhythms: Vec<SubscriptionTopic>,
}

/// A topic, which is what an address is used for; or a rhythm.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SubscriptionTopic {
    /// Its name in requests.
    pub id: String,
    /// Its name for readers.
    pub name: String,
}
