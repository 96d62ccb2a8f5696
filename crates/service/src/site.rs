//! The site that an address names.

use std::ops::Deref;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::app::App;
use crate::config::SiteSettings;
use crate::problem::Problem;

/// The settings of the site in `/v1/sites/{site}/…`; a 404 where there is none.
#[derive(Clone, Debug)]
pub struct Site(pub SiteSettings);

impl Deref for Site {
    type Target = SiteSettings;

    fn deref(&self) -> &SiteSettings {
        &self.0
    }
}

impl FromRequestParts<App> for Site {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| Problem::not_found())?;
        let id = params.iter().find(|(name, _)| *name == "site");
        let site = id.and_then(|(_, id)| app.settings.site(id));
        site.cloned().map(Self).ok_or_else(Problem::not_found)
    }
}
