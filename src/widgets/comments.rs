//! `<bangtin-comments>`: what readers write under an article. Comments are moderated. The form comes as a file of its own: who only reads
//! need not load it.

mod challenge;
mod comment;
mod edit_tokens;
pub(super) mod form;
pub(super) mod form_file;
mod list;
mod own;
mod place;
pub(super) mod state;
mod threads;
mod writing;

use super::feedback::{self, NoArticle};
use crate::{
    attributes::{Misconfigured, attributes},
    components::{LoadingNote, SavedNote, Skeleton, Unavailable, announce, configured},
    host::Host,
    i18n::{CommentsMessage, Words, figure, t},
    resource::Phase,
    view::{View, component, view},
};
use bangtin_model::join;
use list::List;
use state::Comments;

attributes! {
    PAGE: Of("page", super::feedback);
    /// The heading; the number of comments follows it where there are any.
    HEADING: Heading("heading", CommentsMessage::Comments);
    /// Comments at first, and for each press on the button for more.
    LIMIT: Number("limit", 1..=50, default 10);
}

/// The view of the element.
pub(super) fn comments(host: Host) -> View {
    host.style("comments", style!("comments"));
    let make = move |about: Option<About>| about.map(|about| Comments::new(host, about));
    configured(host, about, make, move |comments| match comments {
        Some(comments) => view! { <Discussion comments/> },
        None => view! { <NoArticle host/> },
    })
}

/// What the comments are about, and where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct About {
    page: String,
    // Where they are read and sent to.
    address: String,
    // Where challenges are asked for.
    challenge: String,
    // So many are asked for at once.
    limit: u32,
}

fn about(host: Host) -> Result<Option<About>, Misconfigured> {
    let Some(page) = feedback::page_of(host)? else {
        return Ok(None);
    };
    Ok(Some(About {
        page,
        limit: host.number(&LIMIT)?,
        address: feedback::service(host, "/comments")?,
        challenge: feedback::service(host, "/challenge")?,
    }))
}

#[component]
fn Discussion(comments: Comments) -> View {
    announce(comments.host, move || comments.progress());
    let heading = move || {
        let own = comments.host.get("heading");
        own.unwrap_or_else(|| t(HEADING))
    };
    view! {
        // The whole element.
        <section part="comments" class="comments" aria-label=heading>
            // The heading.
            <h2 part="heading" class="heading">
                {move || match comments.count() {
                    0 => heading(),
                    count => join(&[&heading(), " (", &figure(count, Words::of(comments.host).language), ")"]),
                }}
            </h2>
            {move || {
                let progress = comments.first.progress();
                match progress.phase {
                    // The room of the form and of a comment or two.
                    Phase::Loading => view! { <LoadingNote/><Skeleton lines=10/> },
                    Phase::Ready => view! { <SavedNote progress/><List comments/> },
                    phase => view! { <Unavailable phase retry=comments.first.retry()/> },
                }
            }}
        </section>
    }
}
