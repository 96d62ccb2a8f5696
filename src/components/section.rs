//! A section with its heading.

use crate::{
    host::Host,
    view::{Children, View, component, view},
};

/// A section under its heading: the page's own words, else the usual ones; none where the page says `heading="off"`.
#[component]
pub fn Section(
    host: Host,
    /// Its part and its class.
    part: &'static str,
    /// The heading where the page gives none.
    usual: String,
    children: Children,
) -> View {
    let own = host.get("heading");
    let shown = own.as_deref() != Some("off");
    let title = own.filter(|_| shown).unwrap_or(usual);
    view! {
        <section part=part class=part aria-label=title.clone()>
            // The heading.
            {shown.then(|| view! { <h2 part="heading" class="heading">{title}</h2> })}
            {children()}
        </section>
    }
}
