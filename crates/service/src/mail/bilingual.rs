//! A short mail to people of whom it is not known which language they read: a sentence in each, and a link.

use maud::{DOCTYPE, html};

use super::{EmailAddress, NewMail};

/// What such a mail says.
pub(crate) struct Note<'a> {
    /// What it is, for metrics.
    pub(crate) kind: &'static str,
    /// Which site it tells of; empty for none.
    pub(crate) site: &'a str,
    pub(crate) subject: String,
    pub(crate) vi: &'a str,
    pub(crate) en: &'a str,
    pub(crate) link: &'a str,
    /// When it is no longer worth sending, in ms UTC.
    pub(crate) until_ms: i64,
}

impl Note<'_> {
    /// The mail to one of them.
    pub(crate) fn to(self, to: EmailAddress) -> NewMail {
        let Self {
            subject,
            vi,
            en,
            link,
            ..
        } = self;
        let page = html! {
            (DOCTYPE)
            html lang="vi" {
                head { meta charset="utf-8"; title { (subject) } }
                body {
                    p { (vi) }
                    p lang="en" { (en) }
                    p { a href=(link) { (link) } }
                }
            }
        };
        NewMail {
            kind: self.kind,
            site: self.site.to_owned(),
            to,
            text: format!("{vi}\n\n{en}\n\n{link}\n"),
            html: page.into_string(),
            subject,
            unsubscribe: None,
            until_ms: self.until_ms,
            bulk: false,
        }
    }
}
