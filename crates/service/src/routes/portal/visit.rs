//! A visit to a page of the portal: whose portal, and the answer with the head and the text of what was asked for.

use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use bangtin_model::{Moment, Precision};

use crate::alerts;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::Cache;
use crate::portal::{Known, Sheet, Template, views};
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Read;

pub(super) const HTML: &str = "text/html; charset=utf-8";

/// Who asks the portal for something; refused where that is too often.
pub(super) struct Visit {
    pub(super) app: App,
    pub(super) site: Option<Site>,
    headers: HeaderMap,
    path: String,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let from = ClientAddress::from_request_parts(parts, app).await?;
        app.gate.rates.read(from)?;
        Ok(Self {
            app: app.clone(),
            site: Site::of_portal(app.context()),
            headers: parts.headers.clone(),
            path: parts.uri.path().to_owned(),
        })
    }
}

impl Visit {
    /// The origin under which readers know the portal.
    pub(super) fn origin(&self) -> &str {
        &self.app.public_url
    }

    /// The page that `make` makes; `key` names it and everything that it depends on but the site. What is not found becomes a page
    /// of the portal too.
    ///
    /// # Errors
    /// Whatever else `make` returned.
    pub(super) async fn page(
        self,
        key: String,
        make: impl AsyncFnOnce(&mut Read, &Site, &Known) -> Result<Sheet, Problem>,
    ) -> Result<Response, Problem> {
        let folder = self.app.settings.public_dir.as_deref();
        let folder = folder.ok_or_else(Problem::not_found)?;
        let id = self.site.as_ref().map_or("", |site| &site.id);
        let template = Template::read(folder, id).await?;
        let Some(site) = &self.site else {
            let mut response = Html(template.plain()).into_response();
            template.guard(&mut response);
            return Ok(response);
        };
        let key = format!("portal/{}/{}/{key}", site.id, template.mark());
        let made = async {
            let mut read = self.app.store.read().await?;
            let known = self.known(&mut read, site).await?;
            let sheet = make(&mut read, site, &known).await?;
            let page = template.fill(&sheet, &known, self.origin()).into_bytes();
            // Nobody is shown from a copy what is over.
            let cache = if known.alerts.is_empty() {
                Cache::CONTENT
            } else {
                Cache::ALERTS
            };
            Ok((page, cache))
        };
        let rendered = &self.app.rendered;
        let made = rendered.bytes(key, &self.headers, HTML, made);
        let mut response = match made.await {
            Err(problem) if problem.status() == StatusCode::NOT_FOUND => {
                self.missing(site, &template).await?
            }
            made => made?,
        };
        template.guard(&mut response);
        Ok(response)
    }

    /// What is known of the site, with what everybody must know now.
    async fn known(&self, read: &mut Read, site: &Site) -> Result<Known, Problem> {
        let mut known = Known::read(read, site).await?;
        let now_ms = self.app.clock.now_ms();
        let told = alerts::running(read, &site.id, now_ms).await?;
        known.alerts = told.alerts;
        known.today = Moment::from_unix(now_ms / 1000, Precision::Minute).day_number();
        Ok(known)
    }

    async fn missing(&self, site: &Site, template: &Template) -> Result<Response, Problem> {
        let mut read = self.app.store.read().await?;
        let known = self.known(&mut read, site).await?;
        let page = template.fill(&views::missing(&self.path), &known, self.origin());
        let mut response = (StatusCode::NOT_FOUND, page).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(HTML));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// What programs read of the portal.
    ///
    /// # Errors
    /// What `make` returned; 404 where there is no site.
    pub(super) async fn list(
        self,
        key: String,
        kind: &'static str,
        make: impl AsyncFnOnce(&mut Read, &Site, &Known) -> Result<Vec<u8>, Problem>,
    ) -> Result<Response, Problem> {
        let site = self.site.as_ref().ok_or_else(Problem::not_found)?;
        let key = format!("portal/{}/{key}", site.id);
        let made = async {
            let mut read = self.app.store.read().await?;
            let known = Known::read(&mut read, site).await?;
            let body = make(&mut read, site, &known).await?;
            Ok((body, Cache::CONTENT))
        };
        let rendered = &self.app.rendered;
        rendered.bytes(key, &self.headers, kind, made).await
    }
}
