//! The elements of the kit that the pages are made up of.

use crate::{
    host::Host,
    view::{IntoView, View},
};

/// What all elements share, taken from the portal's own tag: language, feed, service, site, look and labels. Not the theme: each follows
/// the ground on which it stands.
#[inline(never)]
pub(super) fn shared(host: Host) -> [View; 6] {
    let own = |name| host.get(name).into_view();
    [
        host.language().into_view(),
        own("src"),
        own("service"),
        own("site"),
        own("look"),
        own("labels"),
    ]
}

/// An element of the kit within the portal: `element!(host, bangtin-news limit="6")`.
macro_rules! element {
    ($host:ident, $tag:ident - $name:ident $($attributes:tt)*) => {{
        let [language, src, service, site, look, labels] = $crate::portal::elements::shared($host);
        $crate::view::view! {
            <$tag-$name
                lang=language
                src=src
                service=service
                site=site
                look=look
                labels=labels
                $($attributes)*
            ></$tag-$name>
        }
    }};
}

pub(super) use element;
