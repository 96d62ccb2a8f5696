//! The front page: what it shows, in the order that the site asks for.

use bangtin_model::{Category, join};

use super::{elements::element, route::Route, state::Portal};
use crate::{
    i18n::{PortalMessage, t},
    view::{View, component, view},
};

/// The category of notices, which have a place of their own.
const NOTICES: &str = "thong-bao";

/// A part of the front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The newest articles, the first large.
    Lead,
    /// The services of the agency.
    Services,
    /// Notices, documents, weather and rates.
    Notices,
    /// A block for each category.
    Categories,
    /// Pictures and films.
    Media,
    /// A poll, and the form for news by mail.
    Voices,
    /// Campaigns.
    Campaigns,
    /// Other sites.
    Links,
}

const NAMES: [(&str, Part); 8] = [
    ("lead", Part::Lead),
    ("services", Part::Services),
    ("notices", Part::Notices),
    ("categories", Part::Categories),
    ("media", Part::Media),
    ("voices", Part::Voices),
    ("campaigns", Part::Campaigns),
    ("links", Part::Links),
];

impl Part {
    /// What a site shows that names no order of its own.
    pub(super) const USUAL: [Self; 8] = [
        Self::Lead,
        Self::Services,
        Self::Notices,
        Self::Categories,
        Self::Media,
        Self::Voices,
        Self::Campaigns,
        Self::Links,
    ];

    /// The part of this name, as `_bangtin.portal.front` writes it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, part)| *part)
    }
}

/// The front page.
#[component]
pub(super) fn Front(portal: Portal) -> View {
    view! {
        <div class="front">
            {move || {
                let parts = portal.site().front.clone();
                let parts = parts.into_iter().map(|part| view! { <Block portal part/> });
                View::list(parts.collect())
            }}
        </div>
    }
}

#[component]
fn Block(portal: Portal, part: Part) -> View {
    let host = portal.host;
    match part {
        Part::Lead => view! {
            <div class="wrap block">
                {element!(host, bangtin-news layout="lead" limit="6" pinned="" urgent="" links=portal.pattern(Route::Article))}
            </div>
        },
        Part::Services => view! {
            // The services of the agency.
            <div part="services" class="soft"><div class="wrap block">
                {element!(host, bangtin-links layout="tiles" group=t(PortalMessage::ServicesGroup) heading=t(PortalMessage::Services))}
            </div></div>
        },
        Part::Notices => view! { <Notices portal/> },
        Part::Categories => view! { <Categories portal/> },
        Part::Media => view! {
            // Pictures and films.
            <div part="stage" class="stage"><div class="wrap block two wide-first">
                {element!(host, bangtin-gallery layout="mosaic" heading=t(PortalMessage::Pictures) see-all=portal.link(&Route::Gallery) links=portal.pattern(Route::Album))}
                {element!(host, bangtin-videos limit="1" heading=t(PortalMessage::Videos) see-all=portal.link(&Route::Videos))}
            </div></div>
        },
        Part::Voices => view! { <Voices portal/> },
        Part::Campaigns => view! {
            <div class="wrap block">
                {element!(host, bangtin-links layout="banners" group=t(PortalMessage::CampaignsGroup) heading=t(PortalMessage::Campaigns))}
            </div>
        },
        Part::Links => view! {
            <div class="wrap block">
                {element!(host, bangtin-links layout="list" without=shown_above() heading=t(PortalMessage::Links))}
            </div>
        },
    }
}

/// The groups of links that have a part of their own.
fn shown_above() -> String {
    let [services, campaigns] = [PortalMessage::ServicesGroup, PortalMessage::CampaignsGroup];
    join(&[&t(services), ",", &t(campaigns)])
}

/// Notices, documents, weather and rates. The notices are the first category whose id says so.
#[component]
fn Notices(portal: Portal) -> View {
    let host = portal.host;
    let is_notices = |category: &&Category| category.id == NOTICES;
    let notices = portal.site().categories.iter().find(is_notices).cloned();
    view! {
        <div class="wrap block three">
            {notices.map(|Category { id, name }| element!(host, bangtin-news
                layout="dated"
                limit="6"
                heading=name
                category=id.clone()
                links=portal.pattern(Route::Article)
                see-all=portal.link(&Route::Category(id))
            ))}
            {element!(host, bangtin-documents
                layout="short"
                limit="6"
                heading=t(PortalMessage::NewDocuments)
                links=portal.pattern(Route::Document)
                see-all=portal.link(&Route::Documents)
            )}
            {portal.has_service().then(|| view! {
                <div class="stack">
                    {element!(host, bangtin-weather heading=t(PortalMessage::Weather))}
                    {element!(host, bangtin-rates currencies="USD,EUR,JPY" heading=t(PortalMessage::Rates))}
                </div>
            })}
        </div>
    }
}

/// A block for each category but the notices, which have their own.
#[component]
fn Categories(portal: Portal) -> View {
    let host = portal.host;
    let mut ids = String::new();
    for category in &portal.site().categories {
        if category.id == NOTICES {
            continue;
        }
        if !ids.is_empty() {
            ids.push(',');
        }
        ids.push_str(&category.id);
    }
    view! {
        {(!ids.is_empty()).then(|| view! {
            <div class="wrap block">
                {element!(host, bangtin-news
                    layout="columns"
                    limit="3"
                    heading=t(PortalMessage::ByCategory)
                    columns=ids
                    distinct=""
                    links=portal.pattern(Route::Article)
                    category-links=portal.pattern(Route::Category)
                )}
            </div>
        })}
    }
}

#[component]
fn Voices(portal: Portal) -> View {
    let host = portal.host;
    let polls = portal.site().has_polls;
    view! {
        {portal.has_service().then(|| view! {
            <div class="wrap block two">
                {polls.then(|| element!(host, bangtin-poll))}
                {element!(host, bangtin-subscribe)}
            </div>
        })}
    }
}
