//! What stands around every page: the head with the name, the menu, the bar for the thumb, the foot.

use bangtin_model::join;
use web_sys::Event;

use super::{
    alerts::Alerts,
    elements::element,
    icons::Icon,
    pages::Open,
    route::Route,
    screen::{Screen, SearchForm},
    sheet::{self, Sheet},
    state::Portal,
};
use crate::{
    components::announce,
    i18n::{Language, PortalMessage, Words, t},
    page,
    resource::Progress,
    view::{For, RwSignal, View, component, view},
};

/// The whole portal; `cover` as in `cover.rs`.
#[component]
pub(super) fn Shell(portal: Portal, cover: RwSignal<bool>) -> View {
    let host = portal.host;
    view! {
        <div class="portal" inert=move || cover.get() on:click=move |event| portal.follow(&event)>
            <div class="page">
                // Leads a keyboard past the menu.
                <a part="skip" class="skip" href="#" on:click=move |event| skip(portal, &event)>
                    {t(PortalMessage::Skip)}
                </a>
                <Masthead portal/>
                {move || (!cover.get()).then(|| view! { <Arrived portal/> })}
                <Navigation portal/>
                <main
                    // The page itself.
                    part="main"
                    class="main"
                    tabindex="-1"
                    aria-label=move || name_of_page(portal)
                    on:bangtin-ready=move |event| cover.update(|stays| *stays &= !is_read_there(&event))
                >
                    <For each=move || portal.open() key=|open| open.step.into() let:open>
                        <Page portal open/>
                    </For>
                </main>
                <Foot portal/>
            </div>
            <BottomBar portal/>
            <Sheet name="menu" title=t(PortalMessage::Menu)><Menu portal/></Sheet>
            <Sheet name="search" title=t(PortalMessage::Search)>
                <SearchForm portal words=String::new()/>
                <p class="note">{t(PortalMessage::WithoutMarks)}</p>
            </Sheet>
            <Sheet name="display" title=t(PortalMessage::Display)>
                <div class="stack">
                    {element!(host, bangtin-display)}
                    <OtherLanguage portal/>
                </div>
            </Sheet>
        </div>
    }
}

/// What there is as soon as the page that was sent is gone.
#[component]
fn Arrived(portal: Portal) -> View {
    announce(portal.host, || Progress::ready(None));
    view! { <Alerts portal/> }
}

/// Whether an element has come where the reader is: on the front page the first, or any for who has scrolled on.
fn is_read_there(event: &Event) -> bool {
    page::nearest(event, ".front>:first-child,.screen>.wrap").is_some() || page::scrolled() > 0.0
}

fn skip(portal: Portal, event: &Event) {
    event.prevent_default();
    portal.host.focus("[part=main]");
}

fn name_of_page(portal: Portal) -> Option<String> {
    super::screen::title(&portal.route(), &portal.site())
}

#[component]
fn Page(portal: Portal, open: Open) -> View {
    let Open { step, route } = open;
    view! {
        <div class="screen" hidden=move || !portal.is_shown(step)>
            <Screen portal route/>
        </div>
    }
}

/// The name of the agency, the day, and on wide screens the search.
#[component]
fn Masthead(portal: Portal) -> View {
    let host = portal.host;
    view! {
        // The head of every page.
        <header part="masthead" class="masthead">
            <div class="wrap top">
                <a class="brand" href=portal.link(&Route::Front)>
                    <slot name="emblem"><Emblem/></slot>
                    <span class="name">
                        {move || portal.site().name().map(|name| view! {
                            // The name of the agency.
                            <b part="brand">{name}</b>
                        })}
                        {move || portal.site().agency.parent.clone().map(|parent| view! {
                            <span class="under">{parent}</span>
                        })}
                    </span>
                </a>
                <div class="aside">
                    <div class="tools">
                        {element!(host, bangtin-today)}
                        <OtherLanguage portal/>
                        <button type="button" class="quiet" on:click=|event| sheet::open(&event, "display")>
                            <Icon of=Icon::Letters/>{t(PortalMessage::TextSize)}
                        </button>
                    </div>
                    <SearchForm portal words=String::new()/>
                </div>
            </div>
            <div class="band" aria-hidden="true"></div>
        </header>
    }
}

/// The sign of an agency that gives none: the diamond of brocade.
#[component]
fn Emblem() -> View {
    view! {
        <svg class="emblem" viewBox="0 0 48 48" aria-hidden="true">
            <path d="M24 3 45 24 24 45 3 24ZM24 12 36 24 24 36 12 24ZM24 19.5 28.5 24 24 28.5 19.5 24Z"/>
        </svg>
    }
}

#[component]
fn OtherLanguage(portal: Portal) -> View {
    let (name, tag) = match Words::of(portal.host).language {
        Language::Vi => ("English", "en"),
        Language::En => ("Tiếng Việt", "vi"),
    };
    view! {
        // The button that changes the language.
        <button part="language" class="quiet" type="button" lang=tag on:click=move |_| portal.speak(tag)>
            {name}
        </button>
    }
}

/// The menu in a row. A finger pushes it aside; the page that is shown stands in view.
#[component]
fn Navigation(portal: Portal) -> View {
    view! {
        // The menu.
        <nav part="nav" class="nav" aria-label=t(PortalMessage::Menu)>
            <div class="wrap"><Menu portal/></div>
        </nav>
    }
}

#[component]
fn Menu(portal: Portal) -> View {
    view! {
        <ul role="list">
            {move || {
                let site = portal.site();
                let mut items = vec![(Route::Front, t(PortalMessage::Front))];
                // What stands behind the categories would be seen to move when they come.
                let others = [
                    (Route::Documents, PortalMessage::Documents),
                    (Route::Gallery, PortalMessage::Pictures),
                    (Route::Videos, PortalMessage::Videos),
                    (Route::Contact, PortalMessage::Contact),
                ];
                let others = others.into_iter().filter(|_| portal.knows_site());
                for category in &site.categories {
                    items.push((Route::Category(category.id.clone()), category.name.clone()));
                }
                for (route, message) in others {
                    items.push((route, t(message)));
                }
                let section = portal.route().section();
                let items = items.into_iter().map(|(route, name)| {
                    let is_here = route == section;
                    view! {
                        <li>
                            <a
                                // A link of the menu.
                                part="nav-link"
                                href=portal.link(&route)
                                aria-current=is_here.then_some("page")
                                on:click=|event| sheet::close(&event)
                            >
                                {name}
                            </a>
                        </li>
                    }
                });
                View::list(items.collect())
            }}
        </ul>
    }
}

/// What the thumb reaches on a phone.
#[component]
fn BottomBar(portal: Portal) -> View {
    view! {
        // The bar at the bottom of a phone.
        <nav part="bottom-bar" class="bottom-bar" aria-label=t(PortalMessage::QuickAccess)>
            <a
                href=portal.link(&Route::Front)
                aria-current=move || (portal.route() == Route::Front).then_some("page")
            >
                <Icon of=Icon::Home/><span>{t(PortalMessage::Front)}</span>
            </a>
            <button type="button" aria-haspopup="dialog" on:click=|event| sheet::open(&event, "menu")>
                <Icon of=Icon::Menu/><span>{t(PortalMessage::Contents)}</span>
            </button>
            <button type="button" aria-haspopup="dialog" on:click=|event| sheet::open(&event, "search")>
                <Icon of=Icon::Search/><span>{t(PortalMessage::Search)}</span>
            </button>
            <button type="button" aria-haspopup="dialog" on:click=|event| sheet::open(&event, "display")>
                <Icon of=Icon::Letters/><span>{t(PortalMessage::TextSize)}</span>
            </button>
            {move || match portal.site().agency.telephone() {
                Some(number) => view! {
                    <a class="call" href=join(&["tel:", &number])>
                        <Icon of=Icon::Phone/><span>{t(PortalMessage::Call)}</span>
                    </a>
                },
                None => view! {
                    <a href=portal.link(&Route::Contact)>
                        <Icon of=Icon::Phone/><span>{t(PortalMessage::Contact)}</span>
                    </a>
                },
            }}
        </nav>
    }
}

/// Who is behind the site, how often it is visited, and the way back up.
#[component]
fn Foot(portal: Portal) -> View {
    let host = portal.host;
    view! {
        // The foot of every page.
        <footer part="footer" class="footer">
            <div class="band" aria-hidden="true"></div>
            <div class="wrap three">
                {element!(host, bangtin-contact heading=t(PortalMessage::Contact))}
                {element!(host, bangtin-copyright)}
                {portal.has_service().then(|| element!(host, bangtin-visitors))}
            </div>
            <div class="wrap foot">
                <slot name="footer"></slot>
                <ul role="list">
                    <li><a href=portal.link(&Route::Subscribe)>{t(PortalMessage::Subscribe)}</a></li>
                    <li><a href=portal.link(&Route::Links)>{t(PortalMessage::Links)}</a></li>
                    {portal.rss().map(|address| view! { <li><a href=address>"RSS"</a></li> })}
                </ul>
                <button type="button" on:click=|_| page::rise()>
                    <Icon of=Icon::Up/>{t(PortalMessage::ToTop)}
                </button>
            </div>
        </footer>
    }
}
