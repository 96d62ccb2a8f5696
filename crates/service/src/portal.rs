//! The stand-alone portal without script: the same page as for everybody, with a head for search engines and for apps that show
//! a link, and in place of the element's own content a text that can be read as it is.
//!
//! `known` is what every page says of its site, a file of `views` what a page shows, `head` what is told of it, `template` the
//! page of `public_dir` that all of it is put into. `rss` and `sitemap` are the lists for programs.

pub(crate) mod address;
mod head;
pub(crate) mod known;
pub(crate) mod rss;
pub(crate) mod sitemap;
mod structured;
mod template;
pub(crate) mod views;

use maud::Markup;

pub(crate) use head::{COLOUR, Head};
pub(crate) use known::Known;
pub(crate) use template::Template;

/// A page of the portal: what is told of it, and what stands on it.
pub(crate) struct Sheet {
    pub head: Head,
    pub main: Markup,
}
