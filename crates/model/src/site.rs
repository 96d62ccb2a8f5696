use crate::Moment;

/// The agency behind a site: contact, responsibility and licence.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Site {
    /// The agency, which also owns the content.
    pub name: Option<String>,
    /// The agency above it.
    pub parent: Option<String>,
    /// Where its offices are.
    #[cfg_attr(feature = "serde", serde(default))]
    pub addresses: Vec<Address>,
    /// The first is the one to call.
    #[cfg_attr(feature = "serde", serde(default))]
    pub phones: Vec<Phone>,
    /// As it is written.
    pub fax: Option<String>,
    /// Each has one `@` and no space.
    #[cfg_attr(feature = "serde", serde(default))]
    pub emails: Vec<String>,
    /// When the office is open, plain text.
    pub hours: Option<String>,
    /// Who answers for the content.
    pub responsible: Option<String>,
    /// The licence to run the site.
    pub licence: Option<Licence>,
    /// The agency that took over. Since July 2025 there is no district level: many district sites have one.
    pub successor: Option<Successor>,
}

/// Where an office is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Address {
    /// Which office, such as `Bộ phận một cửa`.
    pub label: Option<String>,
    /// The address as it is written.
    pub text: String,
    /// Absolute address of a map.
    pub map_url: Option<String>,
}

/// A telephone number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Phone {
    /// Whose it is, such as `Trực ban`.
    pub label: Option<String>,
    /// As it is written, with at least one digit.
    pub number: String,
}

/// The licence to run a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Licence {
    /// Such as `05/GP-TTĐT`.
    pub number: Option<String>,
    /// When it was given.
    pub date: Option<Moment>,
    /// Who gave it.
    pub issuer: Option<String>,
}

/// The agency that took over from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Successor {
    /// Its name.
    pub name: String,
    /// Where it is, plain text.
    pub address: Option<String>,
    /// Its site, absolute.
    pub url: Option<String>,
}
