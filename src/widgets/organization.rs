//! The agency behind a site, followed: from a feed, a site file or the service. The blocks that show it are one file, because both read
//! the same.

use std::rc::Rc;

use bangtin_model::{Site, Successor};
use bangtin_sources::{Node, json_feed};

use crate::{
    attributes::{Misconfigured, SRC},
    client,
    components::{AsItIs, Failed, LoadingNote, Nothing, SavedNote, Skeleton, announce, configured},
    failure::Failure,
    host::Host,
    i18n::{OrganizationMessage, t, t_with},
    page,
    resource::{Phase, Reading, Resource},
    view::{View, component, view},
};

/// Shows an agency, once it is known. Where the page names no source, what stands inside the tag stays as it is.
pub(super) fn organization(
    host: Host,
    // How many lines it takes, about.
    lines: usize,
    known: impl Fn(Rc<Site>) -> View + Copy + 'static,
) -> View {
    let make = |address: Option<String>| {
        address.map(|address| {
            let site = Resource::new(|answer| read(&answer.node, &answer.address));
            site.load_from(address);
            site
        })
    };
    configured(host, address, make, move |site| match site {
        Some(site) => view! { <Shown host site lines known=Rc::new(known)/> },
        None => view! { <AsItIs host/> },
    })
}

fn read(node: &impl Node, address: &str) -> Reading<Site> {
    let base = address.to_owned();
    match json_feed::site(node, move |url| page::resolve(url, &base)) {
        Some(site) => Reading::Ready(site),
        None if node.is_object() || node.is_array() => Reading::Empty,
        None => Reading::Failed(Failure::Unreadable),
    }
}

fn address(host: Host) -> Result<Option<String>, Misconfigured> {
    host.judge_shared()?;
    // attribute="src": A feed with _bangtin.site, or a site file, http or https, relative to the page. Where it is absent: the loader's
    // data-src, else service with site, else what stands inside the tag.
    if host.or_page(SRC).is_some() {
        client::feed_address(host).map(Some)
    } else {
        client::service_address(host, "/site")
    }
}

#[component]
fn Shown(
    host: Host,
    site: Resource<Site>,
    lines: usize,
    known: Rc<dyn Fn(Rc<Site>) -> View>,
) -> View {
    announce(host, move || site.progress());
    view! {
        {move || {
            let progress = site.progress();
            match progress.phase {
                Phase::Loading => view! { <div><LoadingNote/><Skeleton lines/></div> },
                Phase::Ready => view! {
                    <div><SavedNote progress/>{site.get().map(|site| known(site))}</div>
                },
                Phase::Empty => view! { <Nothing sentence=t(OrganizationMessage::NothingKnown)/> },
                Phase::Failed(failure) => view! { <Failed failure retry=site.retry()/> },
            }
        }}
    }
}

/// The agency that took over: its name, which leads to its site, and its address.
#[component]
pub(super) fn TakenOverBy(site: Rc<Site>) -> View {
    view! {
        {site.successor.clone().map(|Successor { name, url, address }| {
            let name = match url {
                Some(url) => view! { <a href=url>{name}</a> },
                None => view! { <strong>{name}</strong> },
            };
            view! {
                // The agency that took over.
                <div part="successor" class="notice">
                    <p>{t(OrganizationMessage::Successor)}": "{name}</p>
                    {address.map(|address| view! {
                        <p>{t_with(OrganizationMessage::NewAddress, &address)}</p>
                    })}
                </div>
            }
        })}
    }
}
