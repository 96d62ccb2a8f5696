//! `<bangtin-subscribe>`: a form for news by e-mail: topics, consent, and an honest answer. Nothing is subscribed before the link in the mail
//! was pressed.

mod fields;
mod notice;
mod state;

use crate::{
    attributes::{Misconfigured, attributes},
    client,
    components::{
        LoadingNote, Nothing, SavedNote, Section, Skeleton, Unavailable, announce, configured,
    },
    failure::Failure,
    forms::{Status, service_missing},
    host::Host,
    i18n::{SubscribeMessage, Words, t},
    resource::Phase,
    view::{Memo, View, component, view},
};
use fields::{Fields, Sent};
use state::Subscribe;

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", SubscribeMessage::Heading);
    /// Where there is no Bangtin service: the address of a listmonk's public subscription interface.
    LISTMONK: Text("listmonk");
    /// With listmonk: the lists to choose from, each as its UUID, a space and its name, parted by semicolons.
    LISTS: Text("lists");
    /// With listmonk: who answers for the data, with an address.
    CONTROLLER: Text("controller");
}

/// The view of the element.
pub(super) fn subscribe(host: Host) -> View {
    host.style("subscribe", style!("subscribe"));
    let make = move |door| Subscribe::new(host, door);
    configured(host, door, make, |subscribe| view! { <Content subscribe/> })
}

/// Where the form goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Door {
    /// The service: the address of its subscriptions, and of its challenges.
    Service(String, String),
    /// The public interface of a listmonk.
    Listmonk(String),
}

fn door(host: Host) -> Result<Door, Misconfigured> {
    host.judge_shared()?;
    if let Some(listmonk) = client::own_address(host, LISTMONK)? {
        for attribute in [CONTROLLER, LISTS] {
            if host.get(attribute).is_none() {
                let words = Words::of(host);
                let sentence = words.t_with(SubscribeMessage::AttributeMissing, attribute);
                return Err(Misconfigured::missing(attribute, sentence));
            }
        }
        return Ok(Door::Listmonk(listmonk));
    }
    let at = |path| client::service_address(host, path);
    match (at("/subscriptions")?, at("/challenge")?) {
        (Some(subscriptions), Some(challenge)) => Ok(Door::Service(subscriptions, challenge)),
        _ => Err(service_missing(host)),
    }
}

#[component]
fn Content(subscribe: Subscribe) -> View {
    let host = subscribe.host;
    announce(host, move || subscribe.progress());
    let is_done = Memo::new(move || subscribe.form.status() == Status::Done);
    view! {
        // All of it.
        <Section host part="subscribe" usual=t(HEADING)>
            {move || {
                let progress = subscribe.progress();
                match progress.phase {
                    Phase::Loading => view! { <LoadingNote/><Skeleton lines=6/> },
                    Phase::Ready if is_done.get() => view! { <Sent/> },
                    Phase::Ready => view! {
                        <SavedNote progress/>
                        {move || subscribe.notice().map(|notice| view! {
                            <Fields subscribe notice/>
                        })}
                    },
                    Phase::Failed(Failure::NotFound) => {
                        view! { <Nothing sentence=t(SubscribeMessage::NoForm)/> }
                    }
                    phase => view! { <Unavailable phase retry=subscribe.retry()/> },
                }
            }}
        </Section>
    }
}
