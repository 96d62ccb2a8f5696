//! "Tin liên quan": below an article, and alone.

use std::rc::Rc;

use bangtin_model::Headline;

use super::content::Content;
use crate::{
    client,
    components::{Phase, Progress, announce, failed, loading, misconfigured, saved_note},
    elements::{attributes::Misconfigured, host::Host},
    failure::Failure,
    i18n::{ArticleMessage, Words, date_line},
    markup::{Markup, el},
    page,
    widgets::{press, reader},
};

/// What to read after an article that stands elsewhere on the page. Where nothing is known there is nothing but what stands
/// inside the tag.
pub(super) fn alone(host: Host, content: &Rc<Content>) -> Markup {
    let (address, limit) = match settings(host, content.item()) {
        Ok(settings) => settings,
        Err(wrong) => return misconfigured(host, &wrong),
    };
    content.follow(&address);
    let words = Words::of(host);
    let (mut progress, found) = content.state();
    let heading = host.get("heading");
    let title = heading.unwrap_or_else(|| words.t(ArticleMessage::Related));
    let list = found.and_then(|found| view(host, "h2", title, limit, &found.related));
    if progress.phase == Phase::Failed(Failure::NotFound)
        || progress.phase == Phase::Ready && list.is_none()
    {
        progress = Progress::empty();
    }
    announce(host, progress);
    match progress.phase {
        Phase::Ready => el("div").with(saved_note(&words, progress)).with(list),
        Phase::Empty => el("div").with(el("slot")),
        Phase::Loading => el("div").class("box").with(loading(&words)),
        Phase::Failed(failure) => {
            let content = content.clone();
            failed(host, &words, failure, Rc::new(move || content.load()))
        }
    }
}

fn settings(host: Host, item: &str) -> Result<(String, usize), Misconfigured> {
    host.judge_shared()?;
    let limit = host.number("limit", (1, 10, "1–10"), 5)?;
    Ok((client::article_address(host, item)?, limit as usize))
}

/// So many headlines under a title; `heading="off"` is none.
pub(super) fn view(
    host: Host,
    level: &'static str,
    title: String,
    limit: usize,
    related: &[Headline],
) -> Option<Markup> {
    let here = page::reads_here();
    let mut links = el("ul").is("role", "list");
    for headline in related.iter().take(limit) {
        links = links.with(link(host, headline, here));
    }
    let any = limit > 0 && !related.is_empty();
    any.then(|| {
        let frame = el("nav").part("related").class("related");
        let heading = (title != "off").then(|| el(level).part("heading").with(title.clone()));
        frame.attr("aria-label", title).with(heading).with(links)
    })
}

/// Within a page that reads in place the link stays there; else it leads to the article's own page.
fn link(host: Host, headline: &Headline, here: bool) -> Markup {
    let address = if here {
        Some(page::item_address(Some(&headline.id)))
    } else {
        headline.url.clone()
    };
    let (item, target) = (headline.id.clone(), address.clone().unwrap_or_default());
    let link = el("a").maybe("href", address).with(headline.title.clone());
    let link = link.on("click", move |event| {
        press(host, event, &item, &target, here.then_some(reader::turn_to))
    });
    let date = headline.published.map(|moment| {
        el("time")
            .part("date")
            .attr("datetime", moment.iso())
            .with(date_line(&moment))
    });
    el("li").with(link).with(" ").with(date)
}
