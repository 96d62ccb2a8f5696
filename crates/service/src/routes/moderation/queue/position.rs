//! Where in the queue a moderator is. Every link and form carries it on.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use bangtin_model::answers::CommentState;
use serde::{Deserialize, Serialize};
use url::form_urlencoded::Serializer;

use crate::comments::{Cursor, Pile};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::moderation::Session;
use crate::routes::moderation::refusal::Refusal;
use crate::routes::moderation::words::Lang;

/// The site, the filter, the part of the list, and the comment that has the focus.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::routes::moderation) struct Position {
    pub(in crate::routes::moderation) lang: Lang,
    /// A site's id; the first of the account's, when empty.
    pub(in crate::routes::moderation) site: String,
    pub(in crate::routes::moderation) state: Pile,
    pub(in crate::routes::moderation) cursor: Option<String>,
    /// The comment to go to; the first, when empty.
    pub(in crate::routes::moderation) focus: String,
    /// What has just been decided.
    pub(in crate::routes::moderation) done: Option<CommentState>,
    /// About how many, where they were ticked.
    pub(in crate::routes::moderation) several: Option<u32>,
    /// Whether an answer of the agency has just been published (true) or taken back.
    pub(in crate::routes::moderation) answered: Option<bool>,
    /// Whether all comments of the part are ticked to begin with.
    pub(in crate::routes::moderation) all: bool,
    /// The wave of forms whose comments alone are meant, by its beginning in milliseconds since 1970-01-01 UTC.
    pub(in crate::routes::moderation) wave: Option<i64>,
    /// The first and the last day of the report, as they were typed; empty elsewhere.
    pub(in crate::routes::moderation) from: String,
    pub(in crate::routes::moderation) to: String,
}

impl Default for Position {
    fn default() -> Self {
        Self {
            lang: Lang::default(),
            site: String::new(),
            state: Pile::Pending,
            cursor: None,
            focus: String::new(),
            done: None,
            several: None,
            answered: None,
            all: false,
            wave: None,
            from: String::new(),
            to: String::new(),
        }
    }
}

impl Position {
    /// The address of this position on one of the pages.
    pub(in crate::routes::moderation) fn on(&self, page: &str) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("site", &self.site);
        query.append_pair("state", self.state.name());
        query.append_pair("lang", self.lang.code());
        if let Some(cursor) = &self.cursor {
            query.append_pair("cursor", cursor);
        }
        if !self.focus.is_empty() {
            query.append_pair("focus", &self.focus);
        }
        if let Some(done) = self.done {
            query.append_pair("done", done.name());
        }
        if let Some(several) = self.several {
            query.append_pair("several", &several.to_string());
        }
        if let Some(answered) = self.answered {
            query.append_pair("answered", if answered { "true" } else { "false" });
        }
        if self.all {
            query.append_pair("all", "true");
        }
        if let Some(wave) = self.wave {
            query.append_pair("wave", &wave.to_string());
        }
        for (name, day) in [("from", &self.from), ("to", &self.to)] {
            if !day.is_empty() {
                query.append_pair(name, day);
            }
        }
        format!("{page}?{}", query.finish())
    }

    /// Where the form of a decision has stood.
    pub(in crate::routes::moderation) fn of_form(
        lang: Lang,
        site: String,
        state: Pile,
        cursor: Option<String>,
    ) -> Self {
        Self {
            lang,
            site,
            state,
            cursor: cursor.filter(|cursor| Cursor::read(cursor).is_some()),
            ..Self::default()
        }
    }

    /// The start of another list.
    pub(in crate::routes::moderation) fn start(&self, site: &str, state: Pile) -> Self {
        Self {
            lang: self.lang,
            site: site.into(),
            state,
            ..Self::default()
        }
    }

    /// The same page of the site that is meant, which is named then.
    pub(in crate::routes::moderation) fn at(self, site: &SiteSettings) -> Self {
        Self {
            site: site.id.clone(),
            ..self
        }
    }

    /// The site that is meant, among those of the account.
    pub(in crate::routes::moderation) fn chosen<'a>(
        &self,
        sites: &[&'a SiteSettings],
    ) -> Result<Option<&'a SiteSettings>, Refusal> {
        if self.site.is_empty() {
            return Ok(sites.first().copied());
        }
        let own = sites.iter().find(|site| site.id == self.site);
        own.copied().map(Some).ok_or(Refusal::NotYours)
    }
}

/// Who looks at a page of one site.
pub(in crate::routes::moderation) struct Visit<'a> {
    pub(in crate::routes::moderation) session: Session,
    /// All that the account moderates.
    pub(in crate::routes::moderation) sites: Vec<&'a SiteSettings>,
    /// The one that is meant; the position names it.
    pub(in crate::routes::moderation) site: &'a SiteSettings,
    pub(in crate::routes::moderation) position: Position,
}

impl<'a> Visit<'a> {
    /// What cannot be read of the address is as if it were not there.
    pub(in crate::routes::moderation) fn of(
        context: &'a Context,
        session: Option<Session>,
        asked: Result<Query<Position>, QueryRejection>,
    ) -> Result<Self, Refusal> {
        let position = asked.unwrap_or_default().0;
        let session = session.ok_or(Refusal::ToLogin(position.lang))?;
        let sites = sites(context, &session);
        let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
        Ok(Self {
            position: position.at(site),
            session,
            sites,
            site,
        })
    }
}

/// The sites of the account.
pub(in crate::routes::moderation) fn sites<'a>(
    context: &'a Context,
    session: &Session,
) -> Vec<&'a SiteSettings> {
    let all = context.settings.sites.iter();
    all.filter(|site| session.moderator.may(&site.id)).collect()
}
