use super::{Resolve, field, headline};
use crate::Node;
use bangtin_model::FeedHead;

pub(super) fn read<N: Node>(root: &N, resolve: &Resolve) -> FeedHead {
    let categories = field::extension(root).elements("categories");
    FeedHead {
        title: field::plain(root, "title"),
        home_url: field::url(root, "home_page_url", resolve),
        next_url: field::url(root, "next_url", resolve),
        language: root.string("language"),
        categories: categories.iter().filter_map(headline::category).collect(),
    }
}
