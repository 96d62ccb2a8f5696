//! The site that an address names.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::config::SiteSettings;
use crate::context::Context;
use crate::problem::Problem;

/// The settings of the site in `/v1/sites/{site}/…`; a 404 where there is none.
#[derive(Clone)]
pub struct Site {
    context: Context,
    index: usize,
}

impl Site {
    /// The site whose portal stands at `/`: the one that `portal_site` names, else the first.
    #[must_use]
    pub fn of_portal(context: &Context) -> Option<Self> {
        let settings = &context.settings;
        let index = match &settings.portal_site {
            Some(id) => settings.sites.iter().position(|site| site.id == *id)?,
            None => (!settings.sites.is_empty()).then_some(0)?,
        };
        let context = context.clone();
        Some(Self { context, index })
    }
}

impl Deref for Site {
    type Target = SiteSettings;

    fn deref(&self) -> &SiteSettings {
        // The index was found in these very settings, which never change.
        &self.context.settings.sites[self.index]
    }
}

impl<S> FromRequestParts<S> for Site
where
    S: Send + Sync,
    Context: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::not_found())?;
        let named = params.iter().find(|(name, _)| *name == "site");
        let context = Context::from_ref(state);
        let index = named.and_then(|(_, id)| {
            let mut sites = context.settings.sites.iter();
            sites.position(|site| site.id == id)
        });
        index
            .map(|index| Self { context, index })
            .ok_or_else(Problem::not_found)
    }
}
