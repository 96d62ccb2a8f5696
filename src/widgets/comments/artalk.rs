//! `<bangtin-comments>` with an `artalk`: the comments of a page that an Artalk server (2.8 and later) keeps, and a form that writes them there.
//! What is not Artalk's is left out: taking back, the proof of work, the trap. A file of its own, form and all: the form is made once the
//! file of our own has come, whose fields it has.

mod form;
mod letter;

use bangtin_model::{answers::CommentPage, join, rsplit_once, split_once};
use bangtin_sources::{Node, artalk};
use leptos::prelude::untrack;

use super::{
    ARTALK, About, LIMIT, kept_by,
    state::{Comments, Server},
};
use crate::{
    attributes::{Misconfigured, SITE},
    client,
    host::Host,
    i18n::{ArtalkMessage, Words},
    json::JsNode,
    page::{self, member},
    view::View,
};

const SERVER: Server = Server {
    about,
    cursor: OFFSET,
    read,
    writer: Some(form::writer),
};

// So many comments were asked for before.
const OFFSET: &str = "&offset=";

/// The view of the element.
pub(in crate::widgets) fn comments(host: Host) -> View {
    kept_by(&SERVER, host)
}

fn about(host: Host) -> Result<Option<About>, Misconfigured> {
    host.judge_shared()?;
    let page = host.get("page").or_else(page::current_item);
    let page = page.or_else(|| (!page::reads_here()).then(path));
    let (Some(page), Some(src)) = (page, client::own_address(host, ARTALK)?) else {
        return Ok(None);
    };
    // What the page says for all elements is the site's name at our service.
    let site = host.get(SITE).ok_or_else(|| {
        let sentence = Words::of(host).t(ArtalkMessage::SiteMissing);
        Misconfigured::missing(SITE, sentence)
    })?;
    let (api, asks) = api(&src);
    Ok(Some(About {
        limit: host.number(&LIMIT)?,
        address: join(&[
            &api,
            "/comments?page_key=",
            &page::encoded(&page),
            "&site_name=",
            &page::encoded(&site),
            if asks.is_empty() { "" } else { "&" },
            asks,
        ]),
        page,
        site,
    }))
}

/// What Artalk takes for the page where nothing names it.
fn path() -> String {
    let location = member(&page::window(), "location");
    member(&location, "pathname")
        .as_string()
        .unwrap_or_default()
}

/// Where the server answers, from its address or that of its comments; and what else is asked each time, such as `sort_by=vote`.
fn api(src: &str) -> (String, &str) {
    let (src, _) = split_once(src, b'#').unwrap_or((src, ""));
    let (mut root, asks) = split_once(src, b'?').unwrap_or((src, ""));
    for end in ["/", "/api/v2/comments", "/api/v2", "/"] {
        root = root.strip_suffix(end).unwrap_or(root);
    }
    (join(&[root, "/api/v2"]), asks)
}

fn read(host: Host, answer: &JsNode, address: &str) -> Option<CommentPage> {
    let offset = rsplit_once(address, b'=').filter(|(before, _)| before.ends_with("&offset"));
    let offset = offset.and_then(|(_, offset)| offset.parse().ok());
    let said = said(host);
    let mut read = artalk::comments(answer, offset.unwrap_or_default(), &words(&said))?;
    read.page.closed = read.is_closed.then(|| said.t(ArtalkMessage::Closed));
    Some(read.page)
}

/// What the element says. An answer comes while no view is being made, so it is asked by its host.
fn said(host: Host) -> Words {
    untrack(|| Words::of(host))
}

fn words(said: &Words) -> artalk::Words {
    artalk::Words {
        badge: said.t(ArtalkMessage::Badge),
        pinned: said.t(ArtalkMessage::Pinned),
        picture: said.t(ArtalkMessage::Picture),
        nameless: said.t(ArtalkMessage::Nameless),
        folded: said.t(ArtalkMessage::Folded),
    }
}

/// Where a reader can write with the server's own form: the address that it knows of the page, if it is another one than this.
async fn own_page(comments: Comments) -> Option<String> {
    let answer = client::ask(&comments.part(&["&limit=1"])).await.ok()?;
    let address = answer.object("page")?.string("url")?;
    let address = page::resolve(&address, &page::base())?;
    let here = member(&member(&page::window(), "location"), "href").as_string()?;
    let (here, _) = split_once(&here, b'#').unwrap_or((&here, ""));
    (address.starts_with("http") && address != here).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::api;

    #[test]
    fn the_server_is_found_from_any_of_its_addresses() {
        for (src, root, asks) in [
            ("https://yk.example.vn", "https://yk.example.vn/api/v2", ""),
            ("https://yk.example.vn/", "https://yk.example.vn/api/v2", ""),
            (
                "https://yk.example.vn/api/v2",
                "https://yk.example.vn/api/v2",
                "",
            ),
            (
                "https://xa.example.vn/artalk/api/v2/comments/",
                "https://xa.example.vn/artalk/api/v2",
                "",
            ),
            (
                "https://xa.example.vn/comments",
                "https://xa.example.vn/comments/api/v2",
                "",
            ),
            (
                "https://yk.example.vn/?sort_by=vote#x",
                "https://yk.example.vn/api/v2",
                "sort_by=vote",
            ),
        ] {
            assert_eq!(api(src), (root.to_owned(), asks), "{src}");
        }
    }
}
