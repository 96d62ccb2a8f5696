//! What each page shows.

use std::rc::Rc;

use web_sys::Event;

use super::{
    elements::element, front::Front, icons::Icon, route::Route, site::SiteInfo, state::Portal,
};
use crate::{
    i18n::{PortalMessage, t},
    page,
    view::{View, component, view},
};

/// The page of an address.
#[component]
pub(super) fn Screen(portal: Portal, route: Route) -> View {
    let host = portal.host;
    match route {
        Route::Front => view! { <Front portal/> },
        Route::Category(id) => view! { <Category portal id/> },
        Route::Article(id) => view! {
            <div class="wrap narrow">
                <Crumbs portal above=None/>
                {element!(host, bangtin-article item=id links=portal.pattern(Route::Article))}
            </div>
        },
        Route::Documents => view! {
            <Plain portal title=t(PortalMessage::Documents)>
                {element!(host, bangtin-documents heading="off" search="" filters="" links=portal.pattern(Route::Document))}
            </Plain>
        },
        Route::Document(id) => view! {
            <div class="wrap">
                <Crumbs portal above=Some((Route::Documents, t(PortalMessage::Documents)))/>
                {element!(host, bangtin-documents item=id links=portal.pattern(Route::Document))}
            </div>
        },
        Route::Gallery => view! {
            <Plain portal title=t(PortalMessage::Pictures)>
                {element!(host, bangtin-gallery heading="off" links=portal.pattern(Route::Album))}
            </Plain>
        },
        Route::Album(id) => view! {
            <div class="wrap">
                <Crumbs portal above=Some((Route::Gallery, t(PortalMessage::Pictures)))/>
                {element!(host, bangtin-gallery heading="off" item=id links=portal.pattern(Route::Album))}
            </div>
        },
        Route::Videos => view! {
            <Plain portal title=t(PortalMessage::Videos)>
                {element!(host, bangtin-videos heading="off")}
            </Plain>
        },
        Route::Contact => view! {
            <Plain portal title=t(PortalMessage::Contact)>
                <div class="reading">{element!(host, bangtin-contact heading="off" json-ld="")}</div>
            </Plain>
        },
        Route::Subscribe => view! {
            <Plain portal title=t(PortalMessage::Subscribe)>
                <div class="reading">{element!(host, bangtin-subscribe heading="off")}</div>
            </Plain>
        },
        Route::Links => view! {
            <Plain portal title=t(PortalMessage::Links)>
                {element!(host, bangtin-links layout="tiles" group=t(PortalMessage::ServicesGroup) heading=t(PortalMessage::Services))}
                {element!(host, bangtin-links heading="off")}
            </Plain>
        },
        Route::Search(words) => view! { <Search portal words/> },
        Route::NotFound => view! { <NotFound portal/> },
    }
}

/// What a page is called, in its heading, its crumbs and the title of the document.
pub(super) fn title(route: &Route, site: &SiteInfo) -> Option<String> {
    let message = match route {
        Route::Front | Route::Article(_) | Route::Document(_) | Route::Album(_) => return None,
        Route::Category(id) => return site.category(id),
        Route::Documents => PortalMessage::Documents,
        Route::Gallery => PortalMessage::Pictures,
        Route::Videos => PortalMessage::Videos,
        Route::Contact => PortalMessage::Contact,
        Route::Subscribe => PortalMessage::Subscribe,
        Route::Links => PortalMessage::Links,
        Route::Search(words) if !words.is_empty() => return Some(words.clone()),
        Route::Search(_) => PortalMessage::Search,
        Route::NotFound => PortalMessage::NotFound,
    };
    Some(t(message))
}

/// A page of one element, under its heading.
#[component]
fn Plain(portal: Portal, title: String, children: crate::view::Children) -> View {
    view! {
        <div class="wrap">
            <Crumbs portal above=None/>
            // The heading of a page.
            <h1 part="page-title">{title.clone()}</h1>
            // Above the headings of the rows, which are below those of a list.
            <h2 class="unseen">{title}</h2>
            {children()}
        </div>
    }
}

/// The way to this page from the front page.
#[component]
fn Crumbs(portal: Portal, above: Option<(Route, String)>) -> View {
    view! {
        // The way from the front page.
        <nav part="crumbs" class="crumbs" aria-label=t(PortalMessage::YouAreHere)>
            <ol role="list">
                <li><a href=portal.link(&Route::Front)>{t(PortalMessage::Front)}</a></li>
                {above.map(|(route, name)| view! {
                    <li><a href=portal.link(&route)>{name}</a></li>
                })}
            </ol>
        </nav>
    }
}

#[component]
fn Category(portal: Portal, id: String) -> View {
    let host = portal.host;
    let name = id.clone();
    view! {
        <div class="wrap">
            <Crumbs portal above=None/>
            <h1 part="page-title">{move || portal.site().category(&name)}</h1>
            <div class="with-aside">
                {element!(host, bangtin-news
                    category=id
                    limit="12"
                    search=""
                    links=portal.pattern(Route::Article)
                )}
                <div class="stack">
                    {element!(host, bangtin-news
                        layout="headlines"
                        limit="6"
                        sort="views"
                        heading=t(PortalMessage::MostRead)
                        links=portal.pattern(Route::Article)
                    )}
                    {element!(host, bangtin-documents
                        layout="short"
                        limit="5"
                        heading=t(PortalMessage::NewDocuments)
                        links=portal.pattern(Route::Document)
                        see-all=portal.link(&Route::Documents)
                    )}
                </div>
            </div>
        </div>
    }
}

/// What is found, in articles and in documents.
#[component]
fn Search(portal: Portal, words: String) -> View {
    let host = portal.host;
    let asked = (!words.is_empty()).then_some(words.clone());
    view! {
        <div class="wrap">
            <Crumbs portal above=None/>
            <h1 part="page-title">{t(PortalMessage::Search)}</h1>
            <SearchForm portal words/>
            {asked.map(|words| view! {
                // Beside each other where there is room: neither pushes the other away when it comes.
                <div class="two wide-first">
                    {element!(host, bangtin-news
                        heading=t(PortalMessage::Articles)
                        query=words.clone()
                        links=portal.pattern(Route::Article)
                    )}
                    <div class="stack">
                        {element!(host, bangtin-documents
                            heading=t(PortalMessage::Documents)
                            query=words
                            links=portal.pattern(Route::Document)
                        )}
                        <Call site=portal.site()/>
                    </div>
                </div>
            })}
        </div>
    }
}

/// The field for what is looked for, and its button.
#[component]
pub(super) fn SearchForm(portal: Portal, words: String) -> View {
    let submit = move |event: Event| {
        event.prevent_default();
        let words = page::written(&event, "q");
        portal.go(&Route::Search(bangtin_model::trim(&words).to_owned()));
    };
    view! {
        // The form of the search.
        <form part="search" class="search" role="search" on:submit=submit>
            <input
                type="search"
                name="q"
                enterkeyhint="search"
                autocomplete="off"
                aria-label=t(PortalMessage::SearchHint)
                placeholder=t(PortalMessage::SearchHint)
                prop:value=words
            />
            <button type="submit"><Icon of=Icon::Search/><span>{t(PortalMessage::Find)}</span></button>
        </form>
    }
}

/// Whom to call where nothing is found.
#[component]
fn Call(site: Rc<SiteInfo>) -> View {
    view! {
        {site.agency.telephone().map(|number| view! {
            <p class="note">
                {t(PortalMessage::NothingFits)}" "
                <a href=bangtin_model::join(&["tel:", &number])>{t(PortalMessage::Call)}</a>
            </p>
        })}
    }
}

#[component]
fn NotFound(portal: Portal) -> View {
    view! {
        <div class="wrap reading">
            <h1 part="page-title">{t(PortalMessage::NotFound)}</h1>
            <p>{t(PortalMessage::NotFoundWhy)}</p>
            <SearchForm portal words=String::new()/>
            <p><a href=portal.link(&Route::Front)>{t(PortalMessage::Front)}</a></p>
        </div>
    }
}
