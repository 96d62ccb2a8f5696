//! What is set for one portal.

use bangtin_feeds::FeedKind;
use bangtin_feeds::prepare::Assigned;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Commenting, Importing, NamedList, address};

/// One portal.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSettings {
    /// Its name in addresses: lower-case letters, digits and `-`, such as `xa-song-ba`.
    pub id: String,
    /// Its name for readers, such as `Xã Sông Ba`.
    pub name: String,
    /// The exact origins of its pages, such as `https://songba.gov.vn`. Others may not write.
    #[serde(default)]
    pub origins: Vec<String>,
    /// Where its content comes from.
    #[serde(default)]
    pub feeds: Vec<Feed>,
    /// What the old counter had counted.
    #[serde(default)]
    pub counted: Counted,
    /// Whom readers call where a form is not taken; the number that its sources tell when absent.
    pub telephone: Option<String>,
    /// The subscription form; no subscriptions when absent.
    pub subscribing: Option<Subscribing>,
    /// How many comments that wait are told to moderators at once, by mail; no such mail when absent.
    pub remind_moderators_at: Option<u32>,
    /// Whether moderators get the report of a month by mail when it has ended.
    #[serde(default)]
    pub mail_report: bool,
    /// Whether an alert is shown only once a second moderator has approved it.
    #[serde(default)]
    pub alerts_by_two: bool,
    /// When comments are taken.
    #[serde(default)]
    pub comments: Commenting,
    /// Which articles of its sources wait for a person.
    #[serde(default)]
    pub imports: Importing,
    /// Lists of articles that an editor has put together.
    #[serde(default)]
    pub lists: Vec<NamedList>,
    /// Exchange rates; none when absent.
    pub rates: Option<Rates>,
    /// Weather; none when absent.
    pub weather: Option<Weather>,
}

/// One source of content.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// An address, or a file relative to the folder in which the service was started.
    pub url: String,
    /// What it is; found out from its content when absent.
    pub kind: Option<FeedKind>,
    /// How often it is asked, in minutes; 0: only by the command `import`.
    #[serde(default = "every_ten_minutes")]
    pub every_minutes: u32,
    /// The category of articles that name none: `id`.
    pub category: Option<String>,
    /// The name of that category for readers; where it is absent, the one that the source has for it.
    pub category_name: Option<String>,
}

impl Feed {
    /// The category that articles get that name none.
    #[must_use]
    pub fn assigned(&self) -> Option<Assigned> {
        let id = self.category.clone()?;
        let name = self.category_name.as_deref().map(str::trim);
        let name = name.filter(|name| !name.is_empty()).map(str::to_owned);
        Some(Assigned { id, name })
    }
}

/// What an old counter had counted, to be carried on.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counted {
    /// Visits in all, before this service counted.
    pub total: i64,
}

/// The subscription form. The law on personal data (91/2025) wants all of it said.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Subscribing {
    /// Who answers for the data, with an address.
    pub controller: String,
    /// What readers can choose.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// The sentence beside the box that a reader ticks, in Vietnamese; a standing text when absent.
    pub consent_vi: Option<String>,
    /// The same in English.
    pub consent_en: Option<String>,
    /// Whether the service itself sends the news, by mail.
    #[serde(default)]
    pub digest: bool,
}

/// What a reader can be told about.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name in requests.
    pub id: String,
    /// Its name for readers.
    pub name: String,
}

/// Exchange rates.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// Where they come from, in the order in which they are tried.
    pub sources: Vec<RateSource>,
    /// Which currencies are shown, such as `USD`; all when empty.
    #[serde(default)]
    pub currencies: Vec<String>,
    /// How often they are asked for, in minutes.
    #[serde(default = "every_thirty_minutes")]
    pub every_minutes: u32,
}

/// A bank that publishes its rates as XML.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RateSource {
    /// Its name for readers.
    pub name: String,
    /// The address of the XML; a `file:///` of this machine for sample values.
    #[serde(deserialize_with = "address::required")]
    pub url: Url,
}

/// Weather.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weather {
    /// The address of a service that answers as Open-Meteo does, without the query; a `file:///` of this machine for sample values.
    #[serde(deserialize_with = "address::required")]
    pub url: Url,
    /// Its name for readers.
    pub name: String,
    /// The places to be had, by id; all 34 provinces and cities when empty.
    #[serde(default)]
    pub places: Vec<String>,
    /// How often each place is asked for, in minutes.
    #[serde(default = "every_thirty_minutes")]
    pub every_minutes: u32,
}

const fn every_ten_minutes() -> u32 {
    10
}

const fn every_thirty_minutes() -> u32 {
    30
}
