//! Content as files that the kit reads without a service, and that a static host gives out under the service's own addresses.
//! `docs/data.md` shows the layout.

use std::path::{Path, PathBuf};

use super::documents::{Wanted, documents};
use super::list::{Filter, list, one};
use super::most_read::most_read;
use super::named_list::named_list;
use super::site_info::{SiteInfo, site_info};
use super::{Cursor, Extent, Listing, Page, related, shorten};
use crate::alerts;
use crate::config::SiteSettings;
use crate::context::Context;
use crate::on;
use crate::store::Read;

mod folder;

use folder::Folder;
pub use folder::Written;

/// Items on a page.
const PAGE: usize = 20;
/// The most items in a list that has one page.
const MOST: usize = 100;
/// Of how many days what was read most is written.
const READ_WITHIN: [i64; 2] = [7, 30];
/// The longest name of a file, in bytes, that file systems take, less what we put around it.
const LONGEST_NAME: usize = 200;

/// Why files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database.
    #[error("the database does not answer: {0}")]
    Database(#[from] sqlx::Error),
    /// The folder.
    #[error("cannot write {0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// Our own types always become JSON.
    #[error("an item cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// Writes the content of all sites to this folder. What has not changed is not touched; what we wrote before and is no more goes.
///
/// # Errors
/// [`ExportError`]; what is there by then can be read: lists are written after what they name.
pub async fn export(context: &Context, folder: &Path) -> Result<Written, ExportError> {
    let mut folder = Folder::open(folder)?;
    for site in &context.settings.sites {
        let mut read = context.store.read().await?;
        let place = format!("v1/sites/{}", site.id);
        let known = site_info(&mut read, site).await?;
        articles(&mut read, &mut folder, site, &place, &known).await?;
        for collection in [Collection::Articles, Collection::Documents] {
            pages(&mut read, &mut folder, site, &place, &known, collection).await?;
        }
        categories(&mut read, &mut folder, site, &place, &known).await?;
        for days in READ_WITHIN {
            let since = context.clock.today() + 1 - days;
            let found = most_read(&mut read, &site.id, &Filter::default(), since, PAGE).await?;
            let name = format!("{place}/most-read-{days}.json");
            headlines(&mut read, &mut folder, site, &known, &name, found).await?;
        }
        for wanted in &site.lists {
            let found = named_list(&mut read, &site.id, wanted, context.clock.today()).await?;
            let name = format!("{place}/lists/{}.json", wanted.id);
            headlines(&mut read, &mut folder, site, &known, &name, found).await?;
        }
        let told = alerts::coming(&mut read, &site.id, context.clock.now_ms()).await?;
        folder.write(&format!("{place}/alerts.json"), &serde_json::to_vec(&told)?)?;
        let page = Page::new(&known, Extent::Whole, Vec::new(), None);
        folder.write(&format!("{place}/site.json"), &serde_json::to_vec(&page)?)?;
    }
    folder.end()
}

#[derive(Clone, Copy)]
enum Collection {
    Articles,
    Documents,
}

/// `articles.json`, `articles-2.json`, …: each names the next beside it. Only the first is held until the others are written.
async fn pages(
    read: &mut Read,
    folder: &mut Folder,
    site: &SiteSettings,
    place: &str,
    site_info: &SiteInfo,
    collection: Collection,
) -> Result<(), ExportError> {
    let stem = match collection {
        Collection::Articles => "articles",
        Collection::Documents => "documents",
    };
    let name = |number: usize| {
        if number == 1 {
            format!("{stem}.json")
        } else {
            format!("{stem}-{number}.json")
        }
    };
    let mut from = Some(Cursor::START);
    let mut first = None;
    let mut number = 1;
    while let Some(cursor) = from {
        let (mut found, extent) = match collection {
            Collection::Articles => (
                list(read, &site.id, &Filter::default(), cursor, PAGE).await?,
                Extent::Short,
            ),
            Collection::Documents => (
                documents(read, &site.id, &Wanted::default(), cursor, PAGE).await?,
                Extent::Least,
            ),
        };
        if matches!(collection, Collection::Documents) {
            found.items.iter_mut().for_each(shorten);
        }
        let next = found.next.map(|_| name(number + 1));
        let page = Page::counted(read, &site.id, (site_info, extent), found.items, next).await?;
        let body = serde_json::to_vec(&page)?;
        if number == 1 {
            first = Some(body);
        } else {
            folder.write(&format!("{place}/{}", name(number)), &body)?;
        }
        from = found.next;
        number += 1;
    }
    match first {
        Some(body) => folder.write(&format!("{place}/{}", name(1)), &body),
        None => Ok(()),
    }
}

/// `categories/ID.json`: the newest of each category.
async fn categories(
    read: &mut Read,
    folder: &mut Folder,
    site: &SiteSettings,
    place: &str,
    site_info: &SiteInfo,
) -> Result<(), ExportError> {
    let ids = site_info.categories.iter();
    let ids = ids.filter_map(|category| category.get("id")?.as_str());
    for id in ids.filter_map(file_name) {
        let filter = Filter {
            categories: vec![id.to_owned()],
            ..Filter::default()
        };
        let found = list(read, &site.id, &filter, Cursor::START, MOST).await?;
        let name = format!("{place}/categories/{id}.json");
        headlines(read, folder, site, site_info, &name, found).await?;
    }
    Ok(())
}

/// A list on one page, without the texts.
async fn headlines(
    read: &mut Read,
    folder: &mut Folder,
    site: &SiteSettings,
    site_info: &SiteInfo,
    name: &str,
    mut found: Listing,
) -> Result<(), ExportError> {
    found.items.iter_mut().for_each(shorten);
    let about = (site_info, Extent::Short);
    let page = Page::counted(read, &site.id, about, found.items, None).await?;
    folder.write(name, &serde_json::to_vec(&page)?)
}

/// `articles/ID.json`, as `/articles/ID` of the service.
async fn articles(
    read: &mut Read,
    folder: &mut Folder,
    site: &SiteSettings,
    place: &str,
    site_info: &SiteInfo,
) -> Result<(), ExportError> {
    let ids: Vec<String> = on!(read, c => {
        let select = "SELECT id FROM articles WHERE site = $1 AND removed_ms IS NULL ORDER BY id";
        sqlx::query_scalar(select).bind(&site.id).fetch_all(c).await?
    });
    for id in ids {
        let Some(name) = file_name(&id) else {
            folder.left_out();
            continue;
        };
        let Some(article) = one(read, &site.id, &id).await? else {
            continue;
        };
        let near = related(read, &site.id, &article).await?;
        let mut items = vec![article];
        items.extend(near);
        let page = Page::counted(read, &site.id, (site_info, Extent::Least), items, None).await?;
        folder.write(
            &format!("{place}/articles/{name}.json"),
            &serde_json::to_vec(&page)?,
        )?;
    }
    Ok(())
}

/// An id that can be the name of a file as it is, and so an address on a static host. Others are found in the lists only.
fn file_name(id: &str) -> Option<&str> {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+' | '@' | ',' | '=');
    let is_name =
        id.len() <= LONGEST_NAME && !id.starts_with('.') && !id.is_empty() && id.chars().all(plain);
    is_name.then_some(id)
}
