//! `<bangtin-links>`: links to other sites, as lists, in a field to choose from, as tiles of services or as campaign banners.

mod banners;
mod groups;
mod select;
mod tiles;

use std::rc::Rc;

use bangtin_model::{Link, join};
use bangtin_sources::{Node, json_feed};

use crate::{
    attributes::{Misconfigured, SRC, attributes},
    client,
    components::{
        AsItIs, Failed, LoadingNote, Nothing, SavedNote, Section, Skeleton, announce, configured,
        panel,
    },
    failure::Failure,
    host::Host,
    i18n::{LinksMessage, t},
    page,
    resource::{Phase, Reading, Resource},
    view::{View, component, view},
};

attributes! {
    /// How the links look. The first is the default.
    LAYOUT: Choice("layout", "list" | "select" | "tiles" | "banners");
    /// Shows the links of one group only, by its name.
    GROUP: Text("group");
    /// Leaves out the links of these groups, by their names, separated by commas.
    WITHOUT: Text("without");
    /// Whether links open in a new tab.
    NEW_TAB: Flag("new-tab");
    /// The heading; off for none. Where it is absent: the name of the group, else the usual words.
    HEADING: Heading("heading", LinksMessage::Heading);
}

/// The view of the element.
pub(super) fn links(host: Host) -> View {
    panel(host);
    host.style("links", style!("links"));
    let make = |settings: Settings| {
        let Settings {
            layout,
            group,
            without,
            address,
        } = settings;
        let of_group = group.clone();
        let followed = address.map(|address| {
            let links = Resource::new(move |answer| {
                read(&answer.node, &answer.address, of_group.as_deref(), &without)
            });
            links.load_from(address);
            links
        });
        (layout, group, followed)
    };
    configured(
        host,
        Settings::read,
        make,
        move |(layout, group, links)| match links {
            Some(links) => view! { <Panel host layout group links/> },
            None => view! { <AsItIs host/> },
        },
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    List,
    Select,
    Tiles,
    Banners,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Settings {
    layout: Layout,
    group: Option<String>,
    without: Vec<String>,
    address: Option<String>,
}

impl Settings {
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let layout = match host.choice(&LAYOUT)? {
            1 => Layout::Select,
            2 => Layout::Tiles,
            3 => Layout::Banners,
            _ => Layout::List,
        };
        // attribute="src": A feed with _bangtin.links, http or https, relative to the page. Where it is absent: the loader's data-src,
        // else service with site, else what stands inside the tag.
        let address = match host.or_page(SRC) {
            Some(_) => Some(client::feed_address(host)?),
            None => client::service_address(host, "/site")?,
        };
        Ok(Self {
            layout,
            group: host.get(GROUP),
            without: host.list(WITHOUT),
            address,
        })
    }
}

fn read(
    node: &impl Node,
    address: &str,
    group: Option<&str>,
    without: &[String],
) -> Reading<Vec<Link>> {
    if !node.is_object() && !node.is_array() {
        return Reading::Failed(Failure::Unreadable);
    }
    let base = address.to_owned();
    let mut links = json_feed::links(node, move |url| page::resolve(url, &base));
    if group.is_some() {
        links.retain(|link| link.group.as_deref() == group);
    }
    links.retain(|link| {
        link.group
            .as_ref()
            .is_none_or(|group| !without.contains(group))
    });
    match links.is_empty() {
        true => Reading::Empty,
        false => Reading::Ready(links),
    }
}

#[component]
fn Panel(host: Host, layout: Layout, group: Option<String>, links: Resource<Vec<Link>>) -> View {
    announce(host, move || links.progress());
    let usual = group.clone().unwrap_or_else(|| t(HEADING));
    view! {
        // The whole element.
        <Section host part="links" usual>
            {move || {
                let progress = links.progress();
                match progress.phase {
                    Phase::Loading => view! { <div><LoadingNote/><Skeleton lines=6/></div> },
                    Phase::Ready => view! {
                        <div>
                            <SavedNote progress/>
                            {links.get().map(|links| shown(host, layout, links))}
                        </div>
                    },
                    Phase::Empty => view! { <Nothing sentence=t(LinksMessage::NoLinks)/> },
                    Phase::Failed(failure) => view! { <Failed failure retry=links.retry()/> },
                }
            }}
        </Section>
    }
}

fn shown(host: Host, layout: Layout, links: Rc<Vec<Link>>) -> View {
    let way = Way {
        origin: own_origin(),
        new_tab: host.has(NEW_TAB),
    };
    match layout {
        Layout::List => view! { <groups::Groups links way named=host.get(GROUP).is_none()/> },
        Layout::Select => view! { <select::Select links way/> },
        Layout::Tiles => view! { <tiles::Tiles links way/> },
        Layout::Banners => view! { <banners::Banners links way/> },
    }
}

/// How links open, and which of them leave the site.
#[derive(Clone)]
struct Way {
    // With a slash at its end.
    origin: String,
    new_tab: bool,
}

impl Way {
    fn target(&self) -> Option<&'static str> {
        self.new_tab.then_some("_blank")
    }

    fn rel(&self) -> Option<&'static str> {
        self.new_tab.then_some("noopener noreferrer")
    }

    fn leaves(&self, url: &str) -> bool {
        url.starts_with("http") && !url.starts_with(&self.origin)
    }

    /// What is said of where a link leads, to those who do not see its sign.
    fn said(&self, url: &str) -> Option<String> {
        let message = match (self.new_tab, self.leaves(url)) {
            (true, _) => LinksMessage::NewTab,
            (false, true) => LinksMessage::Elsewhere,
            (false, false) => return None,
        };
        Some(join(&[" ", &t(message)]))
    }
}

fn own_origin() -> String {
    let location = page::member(&page::window(), "location");
    let origin = page::member(&location, "origin").as_string();
    join(&[&origin.unwrap_or_default(), "/"])
}
