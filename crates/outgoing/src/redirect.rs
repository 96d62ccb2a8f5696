//! Where an answer may lead.

use reqwest::redirect::{Action, Attempt};
use url::Url;

/// The most steps from the address in the settings to the answer.
const MOST_STEPS: usize = 5;

/// Each step is judged: a server that may lead us on may not lead us to one that then leads us anywhere.
pub(super) fn follow(attempt: Attempt<'_>) -> Action {
    let from = attempt.previous().last();
    if !from.is_some_and(|from| stays(from, attempt.url())) {
        return attempt.error("it leads to another host; name that one in the settings");
    }
    if attempt.previous().len() > MOST_STEPS {
        return attempt.error("it leads in a circle");
    }
    attempt.follow()
}

/// To the same host, also with `www.` or without it, and never from https to http: whoever runs the source decides where it leads
/// only on its own ground. So an address in numbers is only ever asked if the settings name it.
pub(super) fn stays(from: &Url, to: &Url) -> bool {
    let port = from.port() == to.port() || to.scheme() != from.scheme();
    let safe = to.scheme() == "https" || to.scheme() == from.scheme();
    bare(from) == bare(to) && port && safe
}

fn bare(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
