//! JSON-LD in the words of schema.org: the agency, the portal, lists, articles.

use bangtin_model::{Article, Site};
use serde_json::{Map, Value, json};

use super::address::{self, absolute};
use super::known::Known;

/// Search engines cut a headline here.
const LONGEST_HEADLINE: usize = 110;

/// An object without what is unknown.
fn object(members: Value) -> Value {
    let members = match members {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    let known = members.into_iter().filter(|(_, value)| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    });
    Value::Object(known.collect())
}

fn graph(members: Vec<Value>) -> Value {
    json!({"@context": "https://schema.org", "@graph": members})
}

fn agency(known: &Known, origin: &str) -> Value {
    let Site {
        name,
        parent,
        addresses,
        phones,
        emails,
        ..
    } = &known.agency;
    let parent = parent
        .as_ref()
        .map(|name| json!({"@type": "GovernmentOrganization", "name": name}));
    object(json!({
        "@type": "GovernmentOrganization",
        "@id": format!("{origin}/#co-quan"),
        "name": name.as_ref().unwrap_or(&known.name),
        "url": format!("{origin}/"),
        "logo": format!("{origin}/icon.svg"),
        "parentOrganization": parent,
        "address": addresses.first().map(|address| &address.text),
        "telephone": phones.first().map(|phone| &phone.number),
        "email": emails.first(),
    }))
}

/// The front page.
pub(crate) fn front(known: &Known, origin: &str) -> Value {
    let search = format!("{origin}{}?q={{search_term_string}}", address::SEARCH);
    graph(vec![
        object(json!({
            "@type": "WebSite",
            "name": known.title,
            "url": format!("{origin}/"),
            "inLanguage": known.language,
            "publisher": {"@id": format!("{origin}/#co-quan")},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        })),
        agency(known, origin),
    ])
}

/// A page with a way to it: names and paths from the front page on.
pub(crate) fn page(kind: &str, known: &Known, origin: &str, way: &[(&str, &str)]) -> Value {
    let last = way.last().copied().unwrap_or_default();
    graph(vec![
        object(json!({
            "@type": kind,
            "name": last.0,
            "url": absolute(origin, last.1),
            "inLanguage": known.language,
            "publisher": agency(known, origin),
        })),
        breadcrumbs(known, origin, way),
    ])
}

/// An article of the news.
pub(crate) fn article(article: &Article, known: &Known, origin: &str, path: &str) -> Value {
    let headline = &article.headline;
    let url = absolute(origin, path);
    let short: String = headline.title.chars().take(LONGEST_HEADLINE).collect();
    let images = headline.image.iter().map(|image| &image.url);
    let mut images: Vec<String> = images
        .chain(
            article
                .media
                .iter()
                .filter(|one| one.kind == bangtin_model::MediaKind::Image)
                .map(|one| &one.url),
        )
        .map(|url| absolute(origin, url))
        .collect();
    images.dedup();
    let author = match &article.byline {
        Some(name) => json!({"@type": "Person", "name": name}),
        None => {
            json!({"@type": "GovernmentOrganization", "name": article.unit.as_ref().or(known.agency.name.as_ref()).unwrap_or(&known.name), "url": format!("{origin}/")})
        }
    };
    let published = headline.published.map(|moment| moment.iso());
    let modified = article.modified.map(|moment| moment.iso());
    let category = headline.category.as_ref();
    let section = category.map(|category| address::category(&category.id));
    let mut way = Vec::new();
    if let (Some(category), Some(section)) = (category, &section) {
        way.push((category.name.as_str(), section.as_str()));
    }
    way.push((headline.title.as_str(), path));
    graph(vec![
        object(json!({
            "@type": "NewsArticle",
            "headline": short,
            "description": headline.summary,
            "image": images,
            "datePublished": published,
            "dateModified": modified.or_else(|| published.clone()),
            "author": author,
            "publisher": agency(known, origin),
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "url": url,
            "articleSection": category.map(|category| &category.name),
            "keywords": headline.tags,
            "inLanguage": article.language.as_ref().unwrap_or(&known.language),
            "isAccessibleForFree": true,
        })),
        breadcrumbs(known, origin, &way),
    ])
}

fn breadcrumbs(known: &Known, origin: &str, way: &[(&str, &str)]) -> Value {
    let first = [(known.name.as_str(), "/")];
    let steps = first.iter().chain(way).enumerate();
    let steps: Vec<Value> = steps
        .map(|(place, (name, path))| {
            json!({
                "@type": "ListItem", "position": place + 1, "name": name, "item": absolute(origin, path),
            })
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": steps})
}
