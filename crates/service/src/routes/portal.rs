//! The stand-alone portal: its pages, what programs read of it, and what keeps it readable without a network.

mod files;
mod lists;
mod pages;
mod visit;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The addresses, for a service that has a folder with the portal page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(pages::front))
        .route("/chuyen-muc/{category}", get(pages::category))
        .route("/chuyen-muc/{category}/rss.xml", get(lists::category_rss))
        .route("/tin/{id}", get(pages::article))
        .route("/van-ban", get(pages::documents))
        .route("/van-ban/{id}", get(pages::document))
        .route("/thu-vien-anh", get(pages::gallery))
        .route("/thu-vien-anh/{album}", get(pages::album))
        .route("/video", get(pages::videos))
        .route("/lien-he", get(pages::contact))
        .route("/tim-kiem", get(pages::search))
        .route("/dang-ky", get(pages::subscribe))
        .route("/lien-ket", get(pages::links))
        .route("/rss.xml", get(lists::rss))
        .route("/sitemap.xml", get(lists::sitemap))
        .route("/robots.txt", get(lists::robots))
        .route("/manifest.webmanifest", get(files::manifest))
        .route("/sw.js", get(files::worker))
        .route("/portal.js", get(files::script))
        .route("/portal.css", get(files::style))
        .route("/icon.svg", get(files::icon))
        .route("/mat-mang", get(files::offline))
}
