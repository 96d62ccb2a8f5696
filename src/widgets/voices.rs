//! What comments, ratings and polls share: what they are about, and who speaks.

use std::cell::RefCell;
use std::rc::Rc;

use bangtin_model::join;
use bangtin_sources::Node;

use super::taking_part::{Form, Target, service_missing};
use crate::{
    client::{self, Body, JsNode, Refusal},
    elements::{attributes::Misconfigured, host::Host},
    failure::Failure,
    i18n::{VoiceMessage, Words},
    markup::{Markup, el},
    page,
};

/// The article that an element is about: its `page`, else the one in the page's address. `None` while a page that reads in place
/// shows no article.
pub(super) fn page_of(host: Host, words: &Words) -> Result<Option<String>, Misconfigured> {
    host.judge_shared()?;
    let page = host.get("page").or_else(page::current_item);
    if page.is_none() && !page::reads_here() {
        let sentence = words.t(VoiceMessage::PageMissing);
        return Err(Misconfigured::missing("page", sentence));
    }
    Ok(page)
}

/// An element that has nothing to be about.
pub(super) fn nothing(host: Host) -> Markup {
    host.mark("empty", false);
    el("div").is("hidden", "")
}

/// The absolute address of a resource of the service.
pub(super) fn service(host: Host, path: &str) -> Result<String, Misconfigured> {
    client::service_address(host, path)?.ok_or_else(|| service_missing(host))
}

/// A text as it stands in an address.
pub(super) fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The address at which a reader who has voted looks: another one than before, so that no copy on the way hides the own vote.
pub(super) fn seen_after(address: &str, mark: &str, vote: Option<&str>) -> String {
    match vote {
        Some(vote) => join(&[address, mark, "voted=", &encoded(vote)]),
        None => address.into(),
    }
}

/// The token under which this browser votes at a site. It says nothing of the reader, and is kept on the device.
pub(super) struct Voter {
    address: String,
    // Beside what is remembered: a browser that remembers nothing still sends one vote twice, not two.
    token: RefCell<Option<String>>,
}

impl Voter {
    /// The voter of a site; `address` is where a new token is to be had.
    pub(super) fn new(address: String) -> Rc<Self> {
        let token = RefCell::default();
        Rc::new(Self { address, token })
    }

    /// Sends a vote. `done` gets the service's answer.
    pub(super) fn cast(
        self: &Rc<Self>,
        form: &Rc<Form>,
        target: Target,
        body: Body,
        done: impl FnOnce(JsNode) + 'static,
    ) {
        let voter = self.clone();
        let body = async move {
            let token = voter.token().await?;
            Ok(body.text("voter", &token))
        };
        let voter = self.clone();
        let done = move |answer: JsNode| {
            // Each answer carries a token that lasts longer.
            voter.keep(answer.string("voter"));
            done(answer);
        };
        form.send_coming(target, Box::pin(body), Box::new(done));
    }

    /// The service does not know the token any more.
    pub(super) fn forget(&self) {
        page::remember(&self.address, None);
        self.token.replace(None);
    }

    fn keep(&self, token: Option<String>) {
        if token.is_some() {
            page::remember(&self.address, token.as_deref());
            self.token.replace(token);
        }
    }

    async fn token(&self) -> Result<String, Refusal> {
        // Another tab may have asked for one meanwhile.
        let kept = page::remembered(&self.address).or_else(|| self.token.borrow().clone());
        if let Some(token) = kept {
            return Ok(token);
        }
        let answer = client::ask(&self.address).await;
        let token = answer.map_err(Refusal::Failure)?.string("voter");
        self.keep(token.clone());
        token.ok_or(Refusal::Failure(Failure::Unreadable))
    }
}
