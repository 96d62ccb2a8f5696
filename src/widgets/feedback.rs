//! What comments, ratings and polls share: what they are about, and who speaks.

use bangtin_model::{FromNode, answers::NewVoter, join};
use bangtin_sources::Node;

use crate::{
    attributes::Misconfigured,
    client::{self, Refusal},
    failure::Failure,
    forms::{Form, Status, Target, service_missing},
    host::Host,
    i18n::{MissingMessage, Words},
    json::{JsNode, JsonObject},
    page,
    view::{RwSignal, View, component, effect},
};

/// The id of the article. Where it is absent: the article that ?tin=ID in the page's address names.
const PAGE: &str = "page";

/// The article that an element is about: its `page`, else the one in the page's address. `None` while a page that reads in place
/// shows no article.
pub(super) fn page_of(host: Host) -> Result<Option<String>, Misconfigured> {
    host.judge_shared()?;
    let page = host.get(PAGE).or_else(page::current_item);
    if page.is_none() && !page::reads_here() {
        let sentence = Words::of(host).t(MissingMessage::PageMissing);
        return Err(Misconfigured::missing(PAGE, sentence));
    }
    Ok(page)
}

/// An element that has nothing to be about.
#[component]
pub(super) fn NoArticle(host: Host) -> View {
    effect(move || {
        host.mark("empty", false);
    });
    View::default()
}

/// The absolute address of a resource of the service.
pub(super) fn service(host: Host, path: &str) -> Result<String, Misconfigured> {
    client::service_address(host, path)?.ok_or_else(|| service_missing(host))
}

/// The address at which a reader who has voted looks: another one than before, so that no copy on the way hides the own vote.
pub(super) fn seen_after(address: &str, mark: &str, vote: Option<&str>) -> String {
    match vote {
        Some(vote) => join(&[address, mark, "voted=", &page::encoded(vote)]),
        None => address.into(),
    }
}

/// Where votes of one kind go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Polling {
    /// Where challenges are asked for.
    pub challenge: String,
    /// Where a token is to be had for a browser that has none.
    pub voter: String,
}

impl Polling {
    pub(super) fn read(host: Host) -> Result<Self, Misconfigured> {
        Ok(Self {
            challenge: service(host, "/challenge")?,
            voter: service(host, "/voter")?,
        })
    }
}

/// The token under which this browser votes at a site. It says nothing of the reader, and is kept on the device.
#[derive(Clone, Copy)]
pub(super) struct Voter {
    // Where a new token is to be had; also the name under which it is remembered.
    address: RwSignal<String>,
    // Beside what is remembered: a browser that remembers nothing still sends one vote twice, not two.
    token: RwSignal<Option<String>>,
}

impl Voter {
    /// The voter of a site; `address` is where a new token is to be had.
    pub(super) fn new(address: String) -> Self {
        Self {
            address: RwSignal::new(address),
            token: RwSignal::new(None),
        }
    }

    /// Sends a vote. `done` gets the service's answer.
    pub(super) fn cast(
        self,
        form: Form,
        target: Target,
        vote: JsonObject,
        done: impl FnOnce(JsNode) + 'static,
    ) {
        if form.status() == Status::Refused("voter".into()) {
            self.forget();
        }
        let body = async move {
            let token = self.token().await?;
            Ok(vote.text("voter", &token))
        };
        let done = move |answer: JsNode| {
            // Each answer carries a token that lasts longer.
            self.keep(answer.string("voter"));
            done(answer);
        };
        form.send_coming(target, Box::pin(body), Box::new(done));
    }

    /// The service does not know the token any more.
    fn forget(self) {
        page::remember(&self.address.get_untracked(), None);
        self.token.set(None);
    }

    fn keep(self, token: Option<String>) {
        if token.is_some() {
            page::remember(&self.address.get_untracked(), token.as_deref());
            self.token.set(token);
        }
    }

    async fn token(self) -> Result<String, Refusal> {
        let address = self.address.get_untracked();
        // Another tab may have asked for one meanwhile.
        let kept = page::remembered(&address).or_else(|| self.token.get_untracked());
        if let Some(token) = kept {
            return Ok(token);
        }
        let answer = client::ask(&address).await.map_err(Refusal::Failure)?;
        let token = NewVoter::from_node(&answer).map(|answer| answer.voter);
        self.keep(token.clone());
        token.ok_or(Refusal::Failure(Failure::Unreadable))
    }
}
