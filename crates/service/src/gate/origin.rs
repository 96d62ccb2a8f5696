//! Whose page a request comes from.

use axum::http::HeaderMap;
use axum::http::header::ORIGIN;

use crate::config::SiteSettings;
use crate::context::Context;
use crate::problem::Problem;

/// A write must name an origin of the site, or our own (the pages that mails link to).
///
/// # Errors
/// 403
pub(super) fn check(
    context: &Context,
    site: &SiteSettings,
    headers: &HeaderMap,
) -> Result<(), Problem> {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    match origin {
        Some(origin) if allowed(context, site, origin) => Ok(()),
        _ => Err(Problem::forbidden(
            "wrong_origin",
            "This origin may not write to this site.",
        )),
    }
}

/// Whether pages of this origin belong to the site.
#[must_use]
pub fn allowed(context: &Context, site: &SiteSettings, origin: &str) -> bool {
    site.origins.iter().any(|known| known == origin) || context.public_url == origin
}
