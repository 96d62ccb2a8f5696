//! Official documents, with the fields that decree 42/2022 asks for.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::{Moment, Precision};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::content::documents::{Order, Validity, Wanted, documents, total};
use crate::content::search::{Among, search, turn};
use crate::content::{self, Cursor, Extent};
use crate::http::Query;
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Read;
use crate::sums;

use super::content_list::{address, answer, limit};

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// What to look for: a number, words of the abstract, the issuer. All documents where it is absent
    q: Option<String>,
    /// Only of this form, as the documents write it: `Quyết định`
    form: Option<String>,
    /// Only of this agency, as the documents write it
    issuer: Option<String>,
    /// Only issued in this year
    #[param(minimum = 1000, maximum = 9999)]
    year: Option<u16>,
    /// Only those that are in force today, not yet, or not any more; one that does not say from when it holds is neither of the first two
    #[param(inline)]
    validity: Option<AskedValidity>,
    /// Which come first. Where it is absent those issued last, and of a search those that fit best
    #[param(inline)]
    sort: Option<AskedOrder>,
    /// Whether `_bangtin.found.values` shall name the forms, issuers and years that there are
    #[serde(default)]
    #[param(required = false)]
    values: bool,
    /// How many on a page
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// Where to go on: from `next_url` of the page before
    cursor: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
enum AskedValidity {
    InForce,
    NotYet,
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
enum AskedOrder {
    Newest,
    Oldest,
}

impl Asked {
    /// What is asked for on a day, as a number of days since 1970-01-01.
    fn wanted(&self, today: i64) -> Result<Wanted, Problem> {
        let bad = |sentence| Err(Problem::bad_request("bad_query", sentence));
        if self.year.is_some_and(|year| !(1000..=9999).contains(&year)) {
            return bad("The year must be a whole number from 1000 to 9999.");
        }
        let is_search = self.typed().is_some();
        if is_search && self.sort == Some(AskedOrder::Oldest) {
            return bad(
                "What is searched for begins with what fits best, or with the newest: not with the oldest.",
            );
        }
        let text = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                // A text of ours holds no such character, and PostgreSQL takes none.
                .map(|text| text.replace('\0', "\u{fffd}"))
        };
        Ok(Wanted {
            form: text(&self.form),
            issuer: text(&self.issuer),
            year: self.year,
            validity: self.validity.map(|validity| {
                let validity = match validity {
                    AskedValidity::InForce => Validity::InForce,
                    AskedValidity::NotYet => Validity::NotYet,
                    AskedValidity::Ended => Validity::Ended,
                };
                (validity, today)
            }),
            order: self.sort.map(|order| match order {
                AskedOrder::Newest => Order::Newest,
                AskedOrder::Oldest => Order::Oldest,
            }),
        })
    }

    /// What is searched for.
    fn typed(&self) -> Option<&str> {
        self.q.as_deref().filter(|typed| !typed.trim().is_empty())
    }

    /// The address of the page behind this one.
    fn next(&self, limit: usize, next: Cursor) -> String {
        let year = self.year.map(|year| year.to_string());
        let kept = [
            ("q", self.q.as_deref()),
            ("form", self.form.as_deref()),
            ("issuer", self.issuer.as_deref()),
            ("year", year.as_deref()),
            ("validity", self.validity.map(AskedValidity::name)),
            ("sort", self.sort.map(AskedOrder::name)),
        ];
        address("documents", &kept, limit, next)
    }
}

impl AskedValidity {
    const fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::NotYet => "not-yet",
            Self::Ended => "ended",
        }
    }
}

impl AskedOrder {
    const fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}

/// Documents, the last issued first. `_bangtin.found` says that the query was heeded and, in `total`, how many documents fit; of a search and of a validity only up to 1,000 are counted, and `total` is absent where there are more. Each item's `_bangtin.document` has number, form, issuer, signer, issued, effective, expires, abstract, file or files, and what it replaces or amends.
#[utoipa::path(
    get, path = "/documents", tag = "content",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, description = "A page of JSON Feed 1.1", body = serde_json::Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 400, description = "A query or a cursor that is not ours", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches at once, or no database", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let limit = limit(asked.limit)?;
    let cursor = Cursor::read(asked.cursor.as_deref())?;
    let now = Moment::from_unix(app.clock.now_ms().div_euclid(1000), Precision::Day);
    let wanted = asked.wanted(now.day_number())?;
    let typed = asked.typed();
    let _turn = match typed {
        Some(_) => Some(turn(&app).await?),
        None => None,
    };
    let list = async |read: &mut Read| {
        let mut found = match typed {
            Some(typed) => {
                let among = Among::Documents(&wanted);
                search(read, &site.id, typed, among, cursor, limit).await?
            }
            None => documents(read, &site.id, &wanted, cursor, limit).await?,
        };
        found.items.iter_mut().for_each(content::shorten);
        let mut told = serde_json::Map::new();
        let is_all = cursor == Cursor::START && found.next.is_none();
        let total = if is_all {
            i64::try_from(found.items.len()).ok()
        } else {
            total(read, &site.id, &wanted, typed).await?
        };
        if let Some(total) = total {
            told.insert("total".into(), total.into());
        }
        if asked.values {
            told.insert(
                "values".into(),
                sums::documents::values(read, &site.id).await?,
            );
        }
        found.found = Some(told.into());
        Ok(found)
    };
    let next = |next| asked.next(limit, next);
    let key = format!("documents/{asked:?}");
    answer(&app, &site, &headers, key, Extent::Least, list, next).await
}
