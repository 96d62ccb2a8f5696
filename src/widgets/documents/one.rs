//! A document alone: all that is known of it, and its files.

use std::rc::Rc;

use super::{
    facts::AllFacts,
    place,
    shelf::{Entry, Shelf, Tie},
    state::Documents,
    validity::{Pill, Validity, today},
    viewer::Files,
};
use crate::{
    client,
    components::{
        Description, LoadingNote, Misconfiguration, SavedNote, Skeleton, Subject, Unavailable,
        announce, describe,
    },
    failure::Failure,
    i18n::{Common, Words, t},
    page,
    resource::{Answer, Phase, Reading, Resource},
    view::{View, component, effect, view},
    widgets::press,
};

// A document is looked for on this many pages of a feed.
const PAGES: u32 = 30;

/// The document, with what it has to do with others.
#[derive(Clone)]
struct Found {
    entry: Rc<Entry>,
    ties: Vec<Tie>,
}

impl Found {
    fn on(shelf: &Shelf, id: &str) -> Option<Self> {
        let entry = shelf.find(id)?;
        let ties = shelf.ties(&entry);
        Some(Self { entry, ties })
    }
}

/// The document of this id: from the list where that has it, else from the feed, or from the service by its own address.
pub(in crate::widgets) fn one(documents: Documents, item: Rc<str>) -> View {
    documents.host.style("document", style!("document"));
    let shelf = documents.shelf.peek();
    let known = shelf.and_then(|shelf| Found::on(&shelf, &item));
    let is_known = known.is_some();
    let address = client::article_address(documents.host, &item);
    let found = Resource::reading(move |answer, _| read(answer, item.clone()));
    match (known, address) {
        (Some(known), _) => found.set(known),
        (None, Ok(address)) => found.load_from(address),
        (None, Err(wrong)) => {
            return view! { <Misconfiguration host=documents.host wrong/> };
        }
    }
    let progress = move || match is_known {
        true => documents.shelf.progress(),
        false => found.progress(),
    };
    announce(documents.host, progress);
    begin_at_the_title(documents, found);
    describe(documents.host, move || description(documents, found));
    view! {
        <div>
            <Back documents/>
            {move || match found.progress().phase {
                Phase::Loading => view! { <LoadingNote/><Skeleton lines=9/> },
                Phase::Ready => view! {
                    <SavedNote progress=progress()/>
                    {found.get().map(|found| view! { <Whole documents found/> })}
                },
                phase => view! { <Unavailable phase retry=found.retry()/> },
            }}
        </div>
    }
}

async fn read(answer: Answer, item: Rc<str>) -> Reading<Found> {
    match search(answer, &item).await {
        Ok(found) => Reading::Ready(found),
        Err(failure) => Reading::Failed(failure),
    }
}

/// On this page of the feed or a later one.
async fn search(answer: Answer, item: &str) -> Result<Found, Failure> {
    let mut shelf = Shelf::open(answer.node, &answer.address)?;
    for _ in 0..PAGES {
        if let Some(found) = Found::on(&shelf, item) {
            return Ok(found);
        }
        let Some(next) = shelf.next.clone() else {
            break;
        };
        shelf.add(client::fetch(&next).await?, &next)?;
    }
    Err(Failure::NotFound)
}

/// When the document that the reader asked for has come, a screen reader begins at its title.
fn begin_at_the_title(documents: Documents, found: Resource<Found>) {
    effect(move || {
        if found.progress().phase != Phase::Ready || !place::has_come() {
            return;
        }
        documents.host.focus("[part=title]");
        if let Some(element) = documents.host.element() {
            page::bring_to_sight(element);
        }
    });
}

/// What the page says of itself while a document is read: in place, or under the address that the page gives each document.
fn description(documents: Documents, found: Resource<Found>) -> Description {
    let settings = documents.settings();
    let is_read = settings.item.is_none() || settings.links.is_some();
    let found = found.get().filter(|_| is_read);
    let Some(found) = found else {
        return Description::default();
    };
    let heading = heading(&found.entry);
    Description {
        title: Some(heading.clone()),
        subject: settings.target(&found.entry.id).map(|url| Subject {
            url,
            heading,
            summary: found.entry.document.number.clone(),
            image: None,
        }),
        thing: None,
    }
}

fn heading(entry: &Entry) -> String {
    let subject = entry.document.abstract_text.clone();
    subject.unwrap_or_else(|| entry.name())
}

/// Leads back to the list: in the page, or on the page that the attribute see-all names.
#[component]
fn Back(documents: Documents) -> View {
    let settings = documents.settings();
    let in_place = settings.item.is_none();
    let target = match in_place {
        true => Some(place::address(None)),
        false => settings.see_all.clone(),
    };
    view! {
        {target.map(|target| {
            let address = target.clone();
            view! {
                <a
                    // The link back to the list.
                    part="back"
                    class="back"
                    href=target
                    on:click=move |event| match in_place {
                        true => {
                            event.prevent_default();
                            place::leave();
                        }
                        false => press(documents.host, &event, "", &address, None),
                    }
                >
                    {t(Common::Back)}
                </a>
            }
        })}
    }
}

#[component]
fn Whole(documents: Documents, found: Rc<Found>) -> View {
    let language = Words::here().language;
    let entry = found.entry.clone();
    let validity = Validity::of(&entry.document, today());
    view! {
        <article
            // A document shown alone.
            part="article"
            class="whole"
            on:click=move |event| documents.follow_link(&event)
        >
            <Title title=heading(&entry)/>
            {validity.map(|validity| view! { <p class="holds"><Pill validity language/></p> })}
            <AllFacts documents entry=entry.clone() ties=found.ties.clone() language/>
            <Files entry language/>
        </article>
    }
}

/// The page's main heading where the page has none, else one below it.
#[component]
fn Title(title: String) -> View {
    match page::exists("h1") {
        // The title of a document shown alone.
        true => view! { <h2 part="title" tabindex="-1">{title}</h2> },
        false => view! { <h1 part="title" tabindex="-1">{title}</h1> },
    }
}
