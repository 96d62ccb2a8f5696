//! The links as campaign banners. They all stand there: none moves, none waits behind another.

use std::rc::Rc;

use bangtin_model::{Link, join};

use super::Way;
use crate::{
    components::Icon,
    view::{View, component, view},
};

/// The grounds that cards without a picture take in turn.
const GROUNDS: [&str; 3] = ["fill", "deep", "soft"];

#[component]
pub(super) fn Banners(links: Rc<Vec<Link>>, way: Way) -> View {
    let mut grounds = GROUNDS.iter().cycle();
    let mut banners = Vec::new();
    for link in links.iter() {
        let (link, way) = (link.clone(), way.clone());
        let banner = match picture(&link) {
            Some((image, alt)) => view! { <Picture link image alt way/> },
            None => {
                let ground = grounds.next().copied().unwrap_or_default();
                view! { <Card link ground way/> }
            }
        };
        banners.push(view! { <li>{banner}</li> });
    }
    view! {
        // The list of banners.
        <ul part="banners" class="banners" role="list">{banners}</ul>
    }
}

/// A picture and what it says. One that nobody has put into words is not shown: where there is no title, the address stands for it.
fn picture(link: &Link) -> Option<(String, String)> {
    if link.title == link.url {
        return None;
    }
    let image = link.image.clone()?;
    let alt = match &link.hint {
        Some(hint) => join(&[&link.title, ". ", hint]),
        None => link.title.clone(),
    };
    Some((image, alt))
}

#[component]
fn Picture(link: Link, image: String, alt: String, way: Way) -> View {
    let said = way.said(&link.url);
    view! {
        // A banner.
        <a part="banner" class="banner" href=link.url target=way.target() rel=way.rel()>
            // The picture of a banner.
            <img part="picture" src=image alt=alt loading="lazy" decoding="async"/>
            <span class="unseen">{said}</span>
        </a>
    }
}

#[component]
fn Card(link: Link, ground: &'static str, way: Way) -> View {
    let said = way.said(&link.url);
    view! {
        <a part="banner" class="banner card" data-ground=ground href=link.url target=way.target() rel=way.rel()>
            <Icon name=link.icon.unwrap_or_else(|| "horn".into())/>
            <span>
                <span class="title">{link.title}</span>
                {link.hint.map(|hint| view! { <small>{hint}</small> })}
            </span>
            <span class="go"><Icon name="right".into()/></span>
            <span class="unseen">{said}</span>
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_without_words_is_not_shown() {
        let link = |title: &str, hint: Option<&str>| Link {
            title: title.into(),
            url: "https://a.vn/".into(),
            image: Some("https://a.vn/a.png".into()),
            hint: hint.map(str::to_owned),
            ..Link::default()
        };
        let alt = |link: &Link| picture(link).map(|(_, alt)| alt);
        assert_eq!(alt(&link("https://a.vn/", None)), None);
        assert_eq!(alt(&link("Hiến máu", None)).as_deref(), Some("Hiến máu"));
        assert_eq!(
            alt(&link("Hiến máu", Some("Cần 80 đơn vị"))).as_deref(),
            Some("Hiến máu. Cần 80 đơn vị")
        );
    }
}
