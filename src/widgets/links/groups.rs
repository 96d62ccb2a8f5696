//! The links as lists, one under the name of each group.

use std::rc::Rc;

use bangtin_model::Link;

use super::Way;
use crate::{
    components::Icon,
    view::{View, component, view},
};

/// The groups in the order of their first links.
pub(super) fn grouped(links: &[Link]) -> Vec<(Option<String>, Vec<Link>)> {
    let mut groups: Vec<(Option<String>, Vec<Link>)> = Vec::new();
    for link in links {
        match groups.iter_mut().find(|(name, _)| *name == link.group) {
            Some((_, list)) => list.push(link.clone()),
            None => groups.push((link.group.clone(), vec![link.clone()])),
        }
    }
    groups
}

#[component]
pub(super) fn Groups(
    links: Rc<Vec<Link>>,
    way: Way,
    /// Whether the names of the groups are shown.
    named: bool,
) -> View {
    let mut groups = Vec::new();
    for (name, links) in grouped(&links) {
        let mut list = Vec::new();
        for link in links {
            list.push(view! { <Row link way=way.clone()/> });
        }
        groups.push(view! {
            <div>
                // The name of a group.
                {name.filter(|_| named).map(|name| view! { <h3 part="group">{name}</h3> })}
                // The list of links.
                <ul part="list" role="list">{list}</ul>
            </div>
        });
    }
    view! { <div class="groups">{groups}</div> }
}

#[component]
fn Row(link: Link, way: Way) -> View {
    let (leaves, said) = (way.leaves(&link.url), way.said(&link.url));
    view! {
        <li>
            // A link.
            <a part="link" href=link.url target=way.target() rel=way.rel()>
                <span class="title">{link.title}</span>
                {leaves.then(|| view! { <Icon name="out".into()/> })}
                <span class="unseen">{said}</span>
                {link.hint.map(|hint| view! { <small>{hint}</small> })}
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_stands_where_its_first_link_stood() {
        let link = |title: &str, group: Option<&str>| Link {
            title: title.into(),
            group: group.map(str::to_owned),
            ..Link::default()
        };
        let links = [
            link("a", Some("Một")),
            link("b", None),
            link("c", Some("Một")),
        ];
        let groups: Vec<(Option<String>, usize)> = grouped(&links)
            .into_iter()
            .map(|(name, list)| (name, list.len()))
            .collect();
        assert_eq!(groups, [(Some("Một".into()), 2), (None, 1)]);
    }
}
