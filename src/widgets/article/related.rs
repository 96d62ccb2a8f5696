//! "Tin liên quan": below an article, and alone.

use std::rc::Rc;

use bangtin_model::Headline;

use super::{
    LINKS,
    content::{Content, content},
};
use crate::{
    attributes::Misconfigured,
    client,
    components::{Failed, LoadingNote, Misconfiguration, SavedNote, announce},
    failure::Failure,
    host::Host,
    i18n::{Words, date_line, t},
    page,
    resource::{Phase, Progress, Resource},
    view::{View, component, view},
    widgets::{
        inline_reader, press,
        related::{HEADING, LIMIT},
    },
};

/// What to read after an article that stands elsewhere on the page. Where nothing is known there is nothing but what stands
/// inside the tag.
pub(in crate::widgets) fn alone(host: Host, item: Rc<str>) -> View {
    host.style("article", style!("article"));
    host.style("related", style!("related"));
    let content = content(item.clone(), false);
    view! {
        {move || match settings(host, &item) {
            Ok((address, limit)) => view! { <Alone host content address limit/> },
            Err(wrong) => view! { <Misconfiguration host wrong/> },
        }}
    }
}

fn settings(host: Host, item: &str) -> Result<(String, usize), Misconfigured> {
    host.judge_shared()?;
    let limit = host.number(&LIMIT)?;
    Ok((client::article_address(host, item)?, limit as usize))
}

#[component]
fn Alone(host: Host, content: Resource<Content>, address: String, limit: usize) -> View {
    content.load_from(address);
    announce(host, move || progress(content));
    view! {
        {move || {
            let progress = progress(content);
            match progress.phase {
                Phase::Ready => view! {
                    <div>
                        <SavedNote progress/>
                        {content.get().map(|content| {
                            let title = host.get("heading");
                            view! { <Related host title limit content/> }
                        })}
                    </div>
                },
                Phase::Empty => view! { <div><slot></slot></div> },
                Phase::Loading => view! { <div class="box"><LoadingNote/></div> },
                Phase::Failed(failure) => view! { <Failed failure retry=content.retry()/> },
            }
        }}
    }
}

/// An article that is not there, and one to which nothing is related, are nothing to say.
fn progress(content: Resource<Content>) -> Progress {
    let progress = content.progress();
    let nothing = match progress.phase {
        Phase::Failed(failure) => failure == Failure::NotFound,
        Phase::Ready => content.get().is_none_or(|one| one.related.is_empty()),
        _ => false,
    };
    if nothing { Progress::empty() } else { progress }
}

/// So many headlines under a title of the page's own, else the usual one; `off` is none.
#[component]
pub(super) fn Related(
    host: Host,
    title: Option<String>,
    limit: usize,
    content: Rc<Content>,
    /// Whether it stands within an article, and so has a smaller heading.
    #[prop(default = false)]
    within: bool,
) -> View {
    let here = page::reads_here();
    let mut links = Vec::new();
    for headline in content.related.iter().take(limit) {
        links.push(view! { <Link host headline=headline.clone() here/> });
    }
    let (any, has_heading) = (!links.is_empty(), title.as_deref() != Some("off"));
    let title = title.filter(|_| has_heading);
    let title = title.unwrap_or_else(|| t(HEADING));
    let label = title.clone();
    let heading = has_heading.then(|| match within {
        // The heading.
        true => view! { <h3 part="heading">{title}</h3> },
        false => view! { <h2 part="heading">{title}</h2> },
    });
    view! {
        {any.then(|| view! {
            // The related articles.
            <nav part="related" class="related" aria-label=label>
                {heading}
                <ul role="list">{links}</ul>
            </nav>
        })}
    }
}

/// Within a page that reads in place the link stays there; else it leads to the article's own page.
#[component]
fn Link(host: Host, headline: Headline, here: bool) -> View {
    let links = host.pattern(LINKS);
    let here = here && links.is_none();
    let address = match links {
        Some(links) => links.address(&headline.id),
        None if here => Some(page::item_address(Some(&headline.id))),
        None => headline.url,
    };
    let (item, target) = (headline.id, address.clone().unwrap_or_default());
    let open = here.then_some(inline_reader::turn_to as fn(Host, &str));
    view! {
        <li>
            <a href=address on:click=move |event| press(host, &event, &item, &target, open)>
                {headline.title}
            </a>
            " "
            {headline.published.map(|moment| view! {
                // The date of a related article.
                <time part="date" datetime=moment.iso()>{date_line(&moment, Words::of(host).language)}</time>
            })}
        </li>
    }
}
