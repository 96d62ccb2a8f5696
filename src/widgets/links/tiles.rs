//! The links as tiles: one service, one press.

use std::rc::Rc;

use bangtin_model::Link;

use super::Way;
use crate::{
    components::Icon,
    view::{View, component, view},
};

#[component]
pub(super) fn Tiles(links: Rc<Vec<Link>>, way: Way) -> View {
    let mut tiles = Vec::new();
    for link in links.iter() {
        tiles.push(view! { <Tile link=link.clone() way=way.clone()/> });
    }
    view! {
        // The list of tiles.
        <ul part="tiles" class="tiles" role="list">{tiles}</ul>
    }
}

#[component]
fn Tile(link: Link, way: Way) -> View {
    let (leaves, said) = (way.leaves(&link.url), way.said(&link.url));
    view! {
        <li>
            // A tile.
            <a part="tile" class="tile" href=link.url target=way.target() rel=way.rel()>
                <Icon name=link.icon.unwrap_or_default()/>
                {leaves.then(|| view! { <span class="out"><Icon name="out".into()/></span> })}
                <span>
                    <span class="title">{link.title}</span>
                    {link.hint.map(|hint| view! { <small>{hint}</small> })}
                </span>
                <span class="unseen">{said}</span>
            </a>
        </li>
    }
}
