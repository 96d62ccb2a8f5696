//! The site that an address names.

use std::ops::Deref;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::app::App;
use crate::config::SiteSettings;
use crate::problem::Problem;

/// The settings of the site in `/v1/sites/{site}/…`; a 404 where there is none.
#[derive(Clone)]
pub struct Site {
    app: App,
    index: usize,
}

impl Deref for Site {
    type Target = SiteSettings;

    fn deref(&self) -> &SiteSettings {
        // The index was found in these very settings, which never change.
        &self.app.settings.sites[self.index]
    }
}

impl FromRequestParts<App> for Site {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| Problem::not_found())?;
        let named = params.iter().find(|(name, _)| *name == "site");
        let index = named.and_then(|(_, id)| {
            let mut sites = app.settings.sites.iter();
            sites.position(|site| site.id == id)
        });
        let app = app.clone();
        index
            .map(|index| Self { app, index })
            .ok_or_else(Problem::not_found)
    }
}
