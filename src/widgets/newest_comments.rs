//! `<bangtin-newest-comments>`: what readers of the site have said last, with the articles that it is about.

use std::rc::Rc;

use bangtin_model::{
    FromNode,
    answers::{NewestComment, NewestComments},
    decimal, join,
};
use bangtin_sources::{Node, date};

use crate::{
    attributes::{Misconfigured, SERVICE, attributes},
    client,
    components::{
        Failed, LoadingNote, Nothing, SavedNote, Section, Skeleton, announce, configured,
    },
    failure::Failure,
    host::Host,
    i18n::{NewestCommentsMessage, Words, date_line, t},
    resource::{Phase, Reading, Resource},
    view::{View, component, view},
    widgets::{article_links::ArticleLinks, inline_reader, press},
};

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", NewestCommentsMessage::Heading);
    /// The most comments.
    LIMIT: Number("limit", 1..=20, default 5);
    /// Where the title of an article leads: item, to the article's own address; reader, to the article in this page under ?tin=ID; a
    /// pattern with {id}, such as /tin/{id}.html.
    LINKS: Choice("links", "item" | "reader" | "/tin/{id}.html");
}

/// The view of the element.
pub(super) fn newest_comments(host: Host) -> View {
    host.style("newest-comments", style!("newest-comments"));
    let make = |settings: Settings| {
        let newest = Resource::reading(|answer, _| async move {
            // A list that is absent is an empty one to the reader.
            let is_ours = answer.node.get("comments").is_some();
            match NewestComments::from_node(&answer.node).filter(|_| is_ours) {
                Some(newest) if newest.comments.is_empty() => Reading::Empty,
                Some(newest) => Reading::Ready(newest),
                None => Reading::Failed(Failure::Unreadable),
            }
        });
        newest.load_from(settings.address.clone());
        (newest, Rc::new(settings))
    };
    configured(host, Settings::read, make, move |(newest, settings)| {
        view! { <Newest host newest settings/> }
    })
}

#[derive(Clone, Debug, PartialEq)]
struct Settings {
    address: String,
    limit: u32,
    links: ArticleLinks,
}

impl Settings {
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let limit = host.number(&LIMIT)?;
        let path = join(&["/comments/newest?limit=", &decimal(limit.into())]);
        // attribute="src": A file with comments, in the form in which the service gives them.
        let address = match client::own_address(host, "src")? {
            Some(address) => Some(address),
            None => client::service_address(host, &path)?,
        };
        let missing = || {
            let sentence = Words::of(host).t(NewestCommentsMessage::ServiceMissing);
            Misconfigured::missing(SERVICE, sentence)
        };
        Ok(Self {
            address: address.ok_or_else(missing)?,
            limit,
            links: ArticleLinks::read(host, &LINKS)?,
        })
    }
}

#[component]
fn Newest(host: Host, newest: Resource<NewestComments>, settings: Rc<Settings>) -> View {
    announce(host, move || newest.progress());
    let limit = settings.limit as usize;
    view! {
        // The whole element.
        <Section host part="newest-comments" usual=t(HEADING)>
            {move || {
                let progress = newest.progress();
                match progress.phase {
                    Phase::Loading => view! { <LoadingNote/><Skeleton lines=6/> },
                    Phase::Empty => view! { <Nothing sentence=t(NewestCommentsMessage::NoComments)/> },
                    Phase::Failed(failure) => view! { <Failed failure retry=newest.retry()/> },
                    Phase::Ready => {
                        let newest = newest.get();
                        let mut rows = Vec::new();
                        for comment in newest.iter().flat_map(|newest| newest.comments.iter().take(limit)) {
                            rows.push(view! {
                                <Comment host comment=comment.clone() settings=settings.clone()/>
                            });
                        }
                        view! {
                            <SavedNote progress/>
                            // The list of comments.
                            <ul part="list" role="list">{rows}</ul>
                        }
                    }
                }
            }}
        </Section>
    }
}

#[component]
fn Comment(host: Host, comment: NewestComment, settings: Rc<Settings>) -> View {
    let NewestComment {
        comment,
        page,
        page_title,
        page_url,
    } = comment;
    let reads = settings.links == ArticleLinks::Reader;
    let address = settings.links.address(&page, page_url.as_ref());
    let created = date::rfc3339(&comment.created);
    let language = Words::of(host).language;
    let title = page_title.unwrap_or_else(|| t(NewestCommentsMessage::Article));
    view! {
        // A comment.
        <li part="comment">
            // What was written.
            <blockquote part="text" class="text">{comment.text}</blockquote>
            <p class="about">
                // The name of who wrote it.
                <strong part="name">{comment.name}</strong>
                " "
                {created.map(|created| view! {
                    // When it was sent.
                    <time part="date" datetime=created.iso()>{date_line(&created, language)}</time>
                })}
            </p>
            {comment.official.map(|_| view! {
                // The words that the agency has answered.
                <p part="mark" class="article">{t(NewestCommentsMessage::Answered)}</p>
            })}
            {address.map(|address| {
                let target = address.clone();
                let open = reads.then_some(inline_reader::open as fn(Host, &str));
                view! {
                    <p class="article">
                        {t(NewestCommentsMessage::About)}
                        " "
                        // The link to the article that it is about.
                        <a part="link" href=address on:click=move |event| press(host, &event, &page, &target, open)>{title}</a>
                    </p>
                }
            })}
        </li>
    }
}
