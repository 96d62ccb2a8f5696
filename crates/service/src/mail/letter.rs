//! A mail to a resident in one language: what it is about, one link to press, and who sends it.

use maud::{DOCTYPE, Markup, html};

use super::{EmailAddress, NewMail};
use crate::config::SiteSettings;

const BODY: &str =
    "margin:0;padding:24px 16px;background:#ffffff;color:#1c1a18;font:17px/1.6 sans-serif;";
const BOX: &str = "max-width:36em;margin:0 auto;";
pub(crate) const BUTTON: &str = "display:inline-block;padding:12px 22px;border-radius:8px;background:#9b1c1f;color:#ffffff;font-weight:bold;text-decoration:none;";
pub(crate) const SOFT: &str = "color:#57524c;font-size:15px;";
pub(crate) const LINK: &str = "color:#9b1c1f;";

/// What such a mail says.
pub(crate) struct Letter<'a> {
    /// What it is, for metrics.
    pub(crate) kind: &'static str,
    pub(crate) site: &'a SiteSettings,
    /// The tag of its language.
    pub(crate) lang: &'a str,
    /// What the subject says before the site's name.
    pub(crate) title: &'a str,
    pub(crate) lead: &'a str,
    /// What the link says that is to be pressed, and its address.
    pub(crate) button: Option<(&'a str, &'a str)>,
    /// What else there is to know.
    pub(crate) otherwise: &'a str,
    /// A last link, and its address.
    pub(crate) leave: Option<(&'a str, &'a str)>,
    /// The address at which one press ends the subscription (RFC 8058).
    pub(crate) unsubscribe: Option<String>,
    /// When it is no longer worth sending, in ms UTC.
    pub(crate) until_ms: i64,
    /// Whether it is one of many alike.
    pub(crate) bulk: bool,
}

impl Letter<'_> {
    /// The mail to one of them.
    pub(crate) fn to(self, to: EmailAddress) -> NewMail {
        NewMail {
            kind: self.kind,
            site: self.site.id.clone(),
            to,
            subject: self.subject(),
            text: self.text(),
            html: self.html(),
            unsubscribe: self.unsubscribe,
            until_ms: self.until_ms,
            bulk: self.bulk,
        }
    }

    fn subject(&self) -> String {
        format!("{} – {}", self.title, self.site.name)
    }

    fn sender(&self) -> [&str; 2] {
        let subscribing = self.site.subscribing.as_ref();
        [
            &self.site.name,
            subscribing.map_or("", |own| &own.controller),
        ]
    }

    fn text(&self) -> String {
        let link = |(said, address): (&str, &str)| format!("{said}:\n{address}\n\n");
        let [name, controller] = self.sender();
        format!(
            "{lead}\n\n{button}{otherwise}\n\n{leave}-- \n{name}\n{controller}\n",
            lead = self.lead,
            button = self.button.map(link).unwrap_or_default(),
            otherwise = self.otherwise,
            leave = self.leave.map(link).unwrap_or_default(),
        )
    }

    fn html(&self) -> String {
        let [name, controller] = self.sender();
        let content = html! {
            p { (self.lead) }
            @if let Some((said, address)) = self.button { p { a href=(address) style=(BUTTON) { (said) } } }
            p { (self.otherwise) }
            @if let Some((said, address)) = self.leave { p style=(SOFT) { a href=(address) style=(LINK) { (said) } } }
            p style=(SOFT) { (name) br; (controller) }
        };
        frame(self.lang, &self.subject(), &content)
    }
}

/// The HTML of a mail: whole, without script, in this language, as wide as is read well.
pub(crate) fn frame(lang: &str, subject: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (subject) }
            }
            body style=(BODY) { div style=(BOX) { (content) } }
        }
    };
    page.into_string()
}
