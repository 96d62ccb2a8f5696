//! `<bangtin-portal>`: the whole portal as one page, with addresses of its own. Its pages are made up of the other elements.

// Its file is linked through extern declarations.
#![allow(unsafe_code)]

mod address;
mod alerts;
mod cover;
mod elements;
mod front;
mod icons;
mod pages;
mod route;
mod screen;
mod settings;
mod sheet;
mod shell;
mod site;
mod state;

use crate::{
    attributes::attributes,
    components::{Description, Subject, configured, describe},
    host::Host,
    page,
    parts::part,
    view::{RwSignal, View, component, view},
};
use cover::cover;
use route::Route;
use settings::Settings;
use shell::Shell;
use state::Portal;

attributes! {
    /// The folder below which the server sends every path to this page, such as /. Each page of the portal is a path there then, such
    /// as /tin/42; where it is absent, it is in the page's query or fragment.
    PATHS: Text("paths");
    /// A file with alerts, where no service has them.
    ALERTS: Text("alerts");
}

/// The element's file.
#[part(portal)]
pub fn portal_file(host: Host) -> View {
    portal(host)
}

/// The view of the element.
fn portal(host: Host) -> View {
    host.style("palette", style!("palette"));
    host.style("portal", style!("portal"));
    state::speak_as_before(host);
    // Once: another language is no reason to show it again.
    let cover = cover(host);
    configured(
        host,
        Settings::read,
        move |settings| Portal::new(host, settings),
        move |portal| view! { <Whole host portal cover/> },
    )
}

#[component]
fn Whole(host: Host, portal: Portal, cover: RwSignal<bool>) -> View {
    page::name_by_site();
    describe(host, move || description(portal));
    view! { <Shell portal cover/> }
}

/// What the document says of itself on each page. An article, a document and an album say it themselves.
fn description(portal: Portal) -> Description {
    let (route, site) = (portal.route(), portal.site());
    let says_itself = matches!(
        route,
        Route::Article(_) | Route::Document(_) | Route::Album(_)
    );
    if says_itself {
        return Description::default();
    }
    let title = screen::title(&route, &site);
    let heading = title.clone().or_else(|| site.name());
    Description {
        title,
        subject: heading.map(|heading| Subject {
            url: page::resolve(&portal.link(&route), &page::base()).unwrap_or_default(),
            heading,
            ..Subject::default()
        }),
        thing: None,
    }
}
