//! `<bangtin-comments>`: what readers write under an article. Comments are moderated. The form comes as a file of its own: who only reads
//! need not load it.

pub(super) mod artalk;
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

use super::{
    feedback::{self, NoArticle},
    lazy,
};
use crate::{
    attributes::{Misconfigured, attributes},
    components::{LoadingNote, SavedNote, Skeleton, Unavailable, announce, configured},
    host::Host,
    i18n::{CommentsMessage, Words, figure, t},
    page,
    resource::Phase,
    view::{Memo, View, component, view},
};
use bangtin_model::{FromNode, answers::CommentPage, join, split_once};
use list::List;
use state::{Comments, Server};

attributes! {
    PAGE: Of("page", super::feedback);
    /// The address of an Artalk server, whose comments are read and written in place of the service's; site is the site's name there.
    ARTALK: Text("artalk");
    /// The heading; the number of comments follows it where there are any.
    HEADING: Heading("heading", CommentsMessage::Comments);
    /// Comments at first, and for each press on the button for more.
    LIMIT: Number("limit", 1..=50, default 10);
}

/// The view of the element.
pub(super) fn comments(host: Host) -> View {
    host.style("comments", style!("comments"));
    // What was written stays while the page changes other attributes.
    let is_artalk = Memo::new(move || host.get(ARTALK).is_some());
    view! {
        {move || match is_artalk.get() {
            true => lazy::artalk(host),
            false => kept_by(&SERVICE, host),
        }}
    }
}

/// Our service.
const SERVICE: Server = Server {
    about,
    cursor: "&cursor=",
    read: |_, answer, _| CommentPage::from_node(answer),
    writer: None,
};

/// The comments that a server keeps.
fn kept_by(server: &'static Server, host: Host) -> View {
    let make = move |about: Option<About>| about.map(|about| Comments::new(host, server, about));
    configured(host, server.about, make, move |comments| match comments {
        Some(comments) => view! { <Discussion comments/> },
        None => view! { <NoArticle host/> },
    })
}

/// What the comments are about, and where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct About {
    page: String,
    // Where those of this page are read: behind a question mark is which they are.
    address: String,
    // So many are asked for at once.
    limit: u32,
    // The site's name at another server; empty for our service.
    site: String,
}

impl About {
    /// Where comments are sent to.
    fn service(&self) -> &str {
        split_once(&self.address, b'?').map_or("", |(service, _)| service)
    }

    /// The address of what stands beside the comments.
    fn beside(&self, name: &str) -> String {
        let root = self.service().strip_suffix("comments");
        join(&[root.unwrap_or_default(), name])
    }

    /// The name of the drafts: two servers may know a page by one name.
    fn draft(&self) -> String {
        join(&["comment:", &self.address])
    }
}

fn about(host: Host) -> Result<Option<About>, Misconfigured> {
    let Some(page) = feedback::page_of(host)? else {
        return Ok(None);
    };
    let service = feedback::service(host, "/comments")?;
    Ok(Some(About {
        limit: host.number(&LIMIT)?,
        address: join(&[&service, "?page=", &page::encoded(&page)]),
        page,
        site: String::new(),
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
