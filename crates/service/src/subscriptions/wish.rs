//! What somebody asked for with the form, checked.

use bangtin_model::answers::{FieldError, SubscriptionNotice};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::{Lang, Rhythm, notice, sends};
use crate::config::SiteSettings;
use crate::mail::EmailAddress;
use crate::problem::Problem;

/// The most characters of a page's address.
const LONGEST_PAGE: usize = 2_000;

/// The fields of the form.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SubscriptionFields)]
pub struct Typed {
    /// The address, one only.
    pub email: String,
    /// The ids of the topics; at least one where the site has any.
    pub topics: Vec<String>,
    /// How often the news is to come, where the notice has `rhythms`: one of their ids. The first where absent, as with kits of
    /// before there was a choice.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rhythm: String,
    /// Whether the box was ticked.
    pub consent: bool,
    /// The `version` of the notice that was shown.
    pub consent_version: String,
    /// The language of the notice and of mails: `vi` or `en`.
    #[schema(value_type = Lang)]
    pub lang: String,
    /// The address of the page with the form. Its query and fragment are not kept.
    pub page: Option<String>,
}

/// A wish that can be written down.
#[derive(Clone, Debug)]
pub struct Wish {
    pub(super) email: EmailAddress,
    pub(super) topics: Vec<String>,
    pub(super) rhythm: Option<Rhythm>,
    pub(super) notice: SubscriptionNotice,
    pub(super) lang: Lang,
    pub(super) page: String,
}

/// Why a wish was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WishError {
    /// The site takes no subscriptions.
    Closed,
    /// These fields are wrong.
    Fields(Vec<FieldError>),
    /// The text that was shown is not the one of today: show it and ask again.
    TextChanged,
}

impl Wish {
    /// Checks the form. `origin` is where the browser says that the page is; a page of another origin is not believed.
    ///
    /// # Errors
    /// [`WishError`]
    pub fn read(site: &SiteSettings, typed: &Typed, origin: &str) -> Result<Self, WishError> {
        let mut errors = Vec::new();
        if !matches!(typed.lang.as_str(), "" | "vi" | "en") {
            errors.push(FieldError::new("lang", "invalid"));
        }
        let lang = Lang::of(&typed.lang);
        let notice = notice(site, lang).ok_or(WishError::Closed)?;
        let email = EmailAddress::parse(&typed.email);
        if let Err(error) = &email {
            errors.push(FieldError::new("email", error.code()));
        }
        let topics = choose(&notice, &typed.topics);
        if let Err(code) = &topics {
            errors.push(FieldError::new("topics", code));
        }
        let rhythm = chosen_rhythm(site, &typed.rhythm);
        if let Err(code) = rhythm {
            errors.push(FieldError::new("rhythm", code));
        }
        if !typed.consent {
            errors.push(FieldError::new("consent", "required"));
        }
        match (email, topics, rhythm) {
            (Ok(email), Ok(topics), Ok(rhythm)) if errors.is_empty() => {
                if typed.consent_version != notice.version {
                    return Err(WishError::TextChanged);
                }
                let page = typed
                    .page
                    .as_deref()
                    .and_then(|page| believed(page, origin));
                let page = page.unwrap_or_else(|| origin.to_owned());
                Ok(Self {
                    email,
                    topics,
                    rhythm,
                    notice,
                    lang,
                    page,
                })
            }
            _ => Err(WishError::Fields(errors)),
        }
    }
}

/// The ids in the order of the site's own list, each once.
///
/// # Errors
/// The code of the field's error.
pub fn choose(notice: &SubscriptionNotice, ids: &[String]) -> Result<Vec<String>, &'static str> {
    let known = |id: &String| notice.topics.iter().any(|topic| topic.id == *id);
    if !ids.iter().all(known) {
        return Err("unknown");
    }
    let names = notice.topics.iter().map(|topic| topic.id.clone());
    let chosen: Vec<String> = names.filter(|id| ids.contains(id)).collect();
    if chosen.is_empty() && !notice.topics.is_empty() {
        return Err("required");
    }
    Ok(chosen)
}

/// The rhythm of this word, where the site sends news; `None` where it sends none.
fn chosen_rhythm(site: &SiteSettings, id: &str) -> Result<Option<Rhythm>, &'static str> {
    let chosen = match id {
        "" => Rhythm::USUAL,
        id => Rhythm::named(id).ok_or("unknown")?,
    };
    Ok(sends(site).then_some(chosen))
}

/// The page without its query and fragment, which can hold anything.
fn believed(page: &str, origin: &str) -> Option<String> {
    if page.len() > LONGEST_PAGE {
        return None;
    }
    let mut page = Url::parse(page).ok()?;
    if page.origin().ascii_serialization() != origin {
        return None;
    }
    page.set_query(None);
    page.set_fragment(None);
    Some(page.into())
}

impl From<WishError> for Problem {
    fn from(error: WishError) -> Self {
        match error {
            WishError::Closed => Self::not_found(),
            WishError::Fields(errors) => Self::fields(errors),
            WishError::TextChanged => Self::conflict(
                "consent_changed",
                "The text of the consent is another one now: show it and ask again.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::believed;

    #[test]
    fn a_page_is_kept_without_what_may_hold_a_name() {
        let own = "https://songba.example.gov.vn";
        let page = believed("https://songba.example.gov.vn/tin?ten=Lan#x", own);
        assert_eq!(page.as_deref(), Some("https://songba.example.gov.vn/tin"));
        assert_eq!(believed("https://other.example/", own), None);
        assert_eq!(believed("javascript:alert(1)", own), None);
    }
}
