//! The pages that readers open.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use super::visit::Visit;
use crate::content::search::{Among, search as find, turn};
use crate::content::{self, Cursor, Which};
use crate::http::Query;
use crate::portal::known::{Told, articles};
use crate::portal::views::{self, Part};
use crate::problem::Problem;
use crate::store::Read;

/// How many stand on a page of a list.
const ON_A_PAGE: usize = 20;
/// Beyond this no list goes.
const LAST_PAGE: usize = 100_000;
/// Among how many of the newest articles pictures and films are looked for.
const NEWEST: usize = 100;
const PICTURES: usize = 24;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Paged {
    trang: Option<String>,
}

impl Paged {
    /// From 1.
    fn page(&self) -> Result<usize, Problem> {
        let page = self.trang.as_deref().map_or(Ok(1), str::parse);
        let page = page.ok().filter(|page| (1..=LAST_PAGE).contains(page));
        page.ok_or_else(Problem::not_found)
    }
}

async fn part(
    read: &mut Read,
    site: &str,
    which: Which<'_>,
    asked: &Paged,
) -> Result<Part, Problem> {
    let page = asked.page()?;
    let (items, goes_on) = content::numbered(read, site, which, page, ON_A_PAGE).await?;
    if page > 1 && items.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(Part {
        told: articles(items),
        page,
        goes_on,
    })
}

pub(super) async fn front(visit: Visit, Query(asked): Query<Paged>) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page(format!("front/{asked:?}"), async |read, site, known| {
        let part = part(read, &site.id, Which::All, &asked).await?;
        Ok(views::front(&part, known, &origin))
    });
    page.await
}

pub(super) async fn category(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Paged>,
) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let key = format!("category/{id}/{asked:?}");
    let page = visit.page(key, async |read, site, known| {
        let category = known.category(&id).ok_or_else(Problem::not_found)?;
        let part = part(read, &site.id, Which::Category(&id), &asked).await?;
        Ok(views::category(category, &part, known, &origin))
    });
    page.await
}

/// The item with this id.
async fn one(read: &mut Read, site: &str, id: &str) -> Result<(serde_json::Value, Told), Problem> {
    // PostgreSQL takes no NUL in a text, and no id has one.
    if id.contains('\0') {
        return Err(Problem::not_found());
    }
    let item = content::one(read, site, id).await?;
    let item = item.ok_or_else(Problem::not_found)?;
    let told = articles(vec![item.clone()]).pop();
    Ok((item, told.ok_or_else(Problem::not_found)?))
}

pub(super) async fn article(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page(format!("article/{id}"), async |read, site, known| {
        let (item, told) = one(read, &site.id, &id).await?;
        let related = content::related(read, &site.id, &item).await?;
        Ok(views::article(&told, &articles(related), known, &origin))
    });
    page.await
}

pub(super) async fn documents(
    visit: Visit,
    Query(asked): Query<Paged>,
) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page(format!("documents/{asked:?}"), async |read, site, known| {
        let part = part(read, &site.id, Which::Documents, &asked).await?;
        Ok(views::documents(&part, known, &origin))
    });
    page.await
}

pub(super) async fn document(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page(format!("document/{id}"), async |read, site, known| {
        let (_, told) = one(read, &site.id, &id).await?;
        let document = told.extras.document.as_ref();
        let document = document.ok_or_else(Problem::not_found)?;
        Ok(views::document(&told, document, known, &origin))
    });
    page.await
}

async fn newest(read: &mut Read, site: &str, limit: usize) -> Result<Vec<Told>, Problem> {
    let (items, _) = content::numbered(read, site, Which::All, 1, limit).await?;
    Ok(articles(items))
}

pub(super) async fn gallery(visit: Visit) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page("gallery".into(), async |read, site, known| {
        let newest = newest(read, &site.id, PICTURES).await?;
        Ok(views::gallery(&newest, known, &origin))
    });
    page.await
}

pub(super) async fn album(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page(format!("album/{id}"), async |_, _, known| {
        let album = known.albums.iter().find(|album| album.id == id);
        let album = album.ok_or_else(Problem::not_found)?;
        Ok(views::album(album, known, &origin))
    });
    page.await
}

pub(super) async fn videos(visit: Visit) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page("videos".into(), async |read, site, known| {
        let newest = newest(read, &site.id, NEWEST).await?;
        Ok(views::videos(&newest, known, &origin))
    });
    page.await
}

pub(super) async fn contact(visit: Visit) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page("contact".into(), async |_, _, known| {
        Ok(views::contact(known, &origin))
    });
    page.await
}

pub(super) async fn subscribe(visit: Visit) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page("subscribe".into(), async |_, _, known| {
        if known.subscribing {
            Ok(views::subscribe(known, &origin))
        } else {
            Err(Problem::not_found())
        }
    });
    page.await
}

pub(super) async fn links(visit: Visit) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let page = visit.page("links".into(), async |_, _, known| {
        Ok(views::links(known, &origin))
    });
    page.await
}

#[derive(Debug, Deserialize)]
pub(super) struct Searched {
    #[serde(default)]
    q: String,
    tiep: Option<String>,
}

pub(super) async fn search(
    visit: Visit,
    Query(asked): Query<Searched>,
) -> Result<Response, Problem> {
    let app = visit.app.clone();
    let _turn = turn(&app).await?;
    let page = visit.page(format!("search/{asked:?}"), async |read, site, _| {
        let cursor = Cursor::read(asked.tiep.as_deref()).map_err(|_| Problem::not_found())?;
        let typed = &asked.q;
        let found = find(read, &site.id, typed, Among::Articles, cursor, ON_A_PAGE).await?;
        let next = found.next.map(Cursor::write);
        Ok(views::search(
            typed,
            &articles(found.items),
            next.as_deref(),
        ))
    });
    page.await
}
