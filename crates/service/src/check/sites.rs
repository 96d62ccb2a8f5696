//! The portals.

mod lists;
mod rules;

use std::collections::HashSet;
use std::path::Path;

use bangtin_feeds::fetch::Location;
use bangtin_model::Phone;
use url::Url;

use super::Findings;
use super::network::{has_login, is_loopback};
use crate::config::{Feed, Rates, Settings, SiteSettings, Subscribing, Weather};
use crate::external_data::PLACES;

const LONGEST_ID: usize = 60;
/// Sources are not asked more often, whatever the settings say.
const LEAST_MINUTES: u32 = 5;

pub(super) fn check(settings: &Settings, findings: &mut Findings) {
    let mut known = HashSet::new();
    for site in &settings.sites {
        if !is_id(&site.id) {
            findings.wrong(format!(
                "sites: the id {:?} must be lower-case letters, digits and -, such as xa-song-ba.",
                site.id
            ));
        }
        if !known.insert(&site.id) {
            findings.wrong(format!(
                "sites: two have the id {}: each takes one of its own.",
                site.id
            ));
        }
        one(site, findings);
    }
    if let Some(id) = &settings.portal_site
        && settings.site(id).is_none()
    {
        findings.wrong(format!(
            "portal_site: there is no site {id:?}: it takes the id of one of the sites."
        ));
    }
}

fn one(site: &SiteSettings, findings: &mut Findings) {
    let id = &site.id;
    if site.name.trim().is_empty() {
        findings.wrong(format!(
            "site {id}: name is empty: it takes what readers call the portal, such as Xã Sông Ba."
        ));
    }
    if site.counted.total < 0 {
        findings.wrong(format!(
            "site {id}: counted.total is less than 0: it takes what the old counter showed."
        ));
    }
    let is_dialled = |number: &String| {
        let phone = Phone {
            label: None,
            number: number.clone(),
        };
        !phone.dialled().is_empty() && number.chars().count() <= 60
    };
    if !site.telephone.as_ref().is_none_or(is_dialled) {
        findings.wrong(format!(
            "site {id}: telephone takes a number as readers dial it, such as 0269 3824 404, of 60 characters at most; leave it out for the one that the sources tell."
        ));
    }
    if site.remind_moderators_at == Some(0) {
        findings.wrong(format!(
            "site {id}: remind_moderators_at is 0: it takes 1 or more; leave it out for no such mail."
        ));
    }
    if site.comments.close_after_days == Some(0) {
        findings.wrong(format!(
            "site {id}: comments.close_after_days is 0: it takes 1 or more; leave it out for articles that take comments for ever."
        ));
    }
    if site.comments.answers_by_mail && site.subscribing.is_none() {
        findings.wrong(format!(
            "site {id}: comments.answers_by_mail needs subscribing: it names who controls the addresses."
        ));
    }
    rules::check(site, findings);
    lists::check(site, findings);
    for origin in &site.origins {
        origins(id, origin, findings);
    }
    for feed in &site.feeds {
        feeds(id, feed, findings);
    }
    if let Some(subscribing) = &site.subscribing {
        subscriptions(id, subscribing, findings);
    }
    if let Some(settings) = &site.rates {
        rates(id, settings, findings);
    }
    if let Some(settings) = &site.weather {
        weather(id, settings, findings);
    }
}

/// Lower-case ASCII letters, digits and `-` between them.
fn is_id(id: &str) -> bool {
    let letters = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    id.len() <= LONGEST_ID && id.split('-').all(letters)
}

/// An origin is compared letter by letter with what a browser sends, so it must be written as a browser writes it.
fn origins(id: &str, origin: &str, findings: &mut Findings) {
    if origin.contains('*') {
        findings.wrong(format!(
            "site {id}: origins has {origin:?}: there are no wildcards, name each origin."
        ));
        return;
    }
    let Ok(url) = origin.parse::<Url>() else {
        findings.wrong(format!(
            "site {id}: origins has {origin:?}: it must be such as https://songba.gov.vn."
        ));
        return;
    };
    let exact = url.origin().ascii_serialization();
    if has_login(&url) {
        findings.wrong(format!(
            "site {id}: origins has an address with a user or a password: it must be such as https://songba.gov.vn."
        ));
    } else if !matches!(url.scheme(), "http" | "https") {
        findings.wrong(format!(
            "site {id}: origins has {origin:?}: it must begin with https://."
        ));
    } else if exact != *origin {
        findings.wrong(format!(
            "site {id}: origins has {origin:?}: browsers say {exact}, without a path or a slash at the end."
        ));
    } else if url.scheme() == "http" && !is_loopback(&url) {
        findings.advice(format!(
            "site {id}: origins has {origin}, which is not https: name it only if the portal really has pages there."
        ));
    }
}

fn feeds(id: &str, feed: &Feed, findings: &mut Findings) {
    let address = &feed.url;
    match address.parse::<Url>() {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            if (1..LEAST_MINUTES).contains(&feed.every_minutes) {
                findings.advice(format!(
                    "site {id}: feeds: {} is asked every {} minutes, which not every server likes.",
                    url.host_str().unwrap_or_default(),
                    feed.every_minutes
                ));
            }
        }
        Ok(url) => findings.wrong(format!(
            "site {id}: feeds: an address begins with https://, not with {}://.",
            url.scheme()
        )),
        // No reason not to start: a file may come later, and what it gave before stays.
        Err(_) if !Path::new(address).exists() => findings.advice(format!(
            "site {id}: feeds: there is no file {} to read yet; an address begins with https://.",
            Location::of(address).shown()
        )),
        Err(_) => {}
    }
}

fn subscriptions(id: &str, subscribing: &Subscribing, findings: &mut Findings) {
    if subscribing.controller.trim().is_empty() {
        findings.wrong(format!(
            "site {id}: subscribing.controller is empty: the law wants readers told who answers for their data."
        ));
    }
    let mut known = HashSet::new();
    for topic in &subscribing.topics {
        if !is_id(&topic.id) {
            findings.wrong(format!(
                "site {id}: subscribing.topics: the id {:?} must be lower-case letters, digits and -.",
                topic.id
            ));
        }
        if !known.insert(&topic.id) {
            findings.wrong(format!(
                "site {id}: subscribing.topics: two have the id {}: each takes one of its own.",
                topic.id
            ));
        }
        if topic.name.trim().is_empty() {
            findings.wrong(format!(
                "site {id}: subscribing.topics: {} has no name: it takes one for readers.",
                topic.id
            ));
        }
    }
}

fn rates(id: &str, rates: &Rates, findings: &mut Findings) {
    if rates.sources.is_empty() {
        findings.wrong(format!(
            "site {id}: rates.sources is empty: nobody would be asked. Name a bank with [[sites.rates.sources]]."
        ));
    }
    for source in &rates.sources {
        source_address(id, "rates.sources", &source.url, findings);
    }
    for code in &rates.currencies {
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            findings.wrong(format!(
                "site {id}: rates.currencies has {code:?}: a code is three capital letters, such as USD."
            ));
        }
    }
    often(id, "rates", rates.every_minutes, findings);
}

fn weather(id: &str, weather: &Weather, findings: &mut Findings) {
    source_address(id, "weather.url", &weather.url, findings);
    for place in &weather.places {
        if !PLACES.iter().any(|known| known.id == place) {
            findings.wrong(format!(
                "site {id}: weather.places has {place:?}, which is none of the 34 provinces and cities, such as da-nang."
            ));
        }
    }
    often(id, "weather", weather.every_minutes, findings);
}

/// It can hold a key, so only its scheme is told.
fn source_address(id: &str, setting: &str, url: &Url, findings: &mut Findings) {
    if url.scheme() == "file" {
        let is_there = url.to_file_path().is_ok_and(|path| path.is_file());
        if is_there {
            findings.advice(format!(
                "site {id}: {setting} is a file of this machine, which never looks old to readers: it is for sample values."
            ));
        } else {
            findings.wrong(format!(
                "site {id}: {setting}: there is no such file on this machine; an address begins with https://."
            ));
        }
    } else if !matches!(url.scheme(), "http" | "https") {
        findings.wrong(format!(
            "site {id}: {setting}: an address begins with https://, not with {}://.",
            url.scheme()
        ));
    }
}

fn often(id: &str, setting: &str, minutes: u32, findings: &mut Findings) {
    if minutes < LEAST_MINUTES {
        findings.advice(format!(
            "site {id}: {setting}.every_minutes is {minutes}; the source is asked every {LEAST_MINUTES} minutes at most."
        ));
    }
}
