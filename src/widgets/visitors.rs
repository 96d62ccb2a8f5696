//! `<bangtin-visitors>`: how many come to the site. It also counts the visit, once for each page that is really seen.

mod settings;
mod visit;

use std::rc::Rc;

use bangtin_model::{
    FromNode,
    answers::{Counters, PageFigures},
    join,
};
use bangtin_sources::{Node, counters};

use crate::{
    attributes::attributes,
    components::{Failed, LoadingNote, SavedNote, Section, Skeleton, announce, configured},
    host::Host,
    i18n::{Common, PageToolMessage, Words, figure, t, t_with},
    page,
    page::Job,
    resource::{Phase, Progress, Resource},
    view::{View, component, effect, view},
};
use settings::{Figures, Settings};

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", PageToolMessage::Visitors);
    /// Whether the visit is told to the service.
    COUNT: Choice("count", "on" | "off");
    /// The id of the article that the page shows: the visit is counted for it too.
    PAGE: Text("page");
    /// What is shown: the figures of the site, the views of the page in one line, or nothing.
    FIGURES: Choice("figures", "site" | "page" | "none");
}

/// The view of the element.
pub(super) fn visitors(host: Host) -> View {
    host.style("visitors", style!("visitors"));
    let show = move |visitors| match visitors {
        Visitors::Site(counters, is_ours) => view! { <OfSite host counters is_ours/> },
        Visitors::Page(figures) => view! { <OfPage host figures/> },
        Visitors::None => view! { <OfNothing host/> },
    };
    configured(host, Settings::read, Visitors::new, show)
}

/// The state of a visitors element.
#[derive(Clone, Copy)]
enum Visitors {
    /// The counters of the site, and whether it is our service that counts.
    Site(Resource<Counters>, bool),
    Page(Resource<PageFigures>),
    None,
}

impl Visitors {
    fn new(settings: Settings) -> Self {
        let Settings {
            figures,
            address,
            hits,
            page,
            is_ours,
        } = settings;
        if let Some(hits) = hits {
            tell_of_the_visit(hits, page.clone());
        }
        match figures {
            Figures::Site => {
                let counters =
                    Resource::new(|answer| answer.node.is_object().then(|| counters(&answer.node)));
                counters.load_from(address);
                Self::Site(counters, is_ours)
            }
            Figures::Page => {
                let figures = Resource::new(move |answer| {
                    let pages = answer.node.get("pages");
                    let of_page = pages.and_then(|pages| pages.get(page.as_deref()?));
                    let figures = of_page.unwrap_or(answer.node.clone());
                    let counted = figures.integer("count");
                    PageFigures::from_node(&figures).map(|figures| PageFigures {
                        views: figures.views.or(counted),
                        ..figures
                    })
                });
                figures.load_from(address);
                Self::Page(figures)
            }
            Figures::None => Self::None,
        }
    }
}

fn tell_of_the_visit(address: String, page: Option<String>) {
    let telling = Job::new();
    effect(move || telling.start(visit::count(address.clone(), page.clone())));
}

#[component]
fn OfNothing(host: Host) -> View {
    announce(host, || Progress::ready(None));
    View::default()
}

/// The views of one page, as one line; what stands inside the tag until they are known, and where they are not.
#[component]
fn OfPage(host: Host, figures: Resource<PageFigures>) -> View {
    announce(host, move || figures.progress());
    view! {
        <div>
            {move || match figures.get().and_then(|figures| figures.views) {
                Some(views) => view! {
                    // The views of a page.
                    <span part="views">{t_with(Common::Views, &figure(views, Words::of(host).language))}</span>
                },
                None => view! { <slot></slot> },
            }}
        </div>
    }
}

#[component]
fn OfSite(host: Host, counters: Resource<Counters>, is_ours: bool) -> View {
    // A figure that is not known is left out; a box without any is none.
    let progress = move || {
        let progress = counters.progress();
        let has_any = || counters.get().is_some_and(|one| !rows(&one).is_empty());
        match progress.phase {
            Phase::Ready if !has_any() => Progress::empty(),
            _ => progress,
        }
    };
    announce(host, progress);
    view! {
        {move || {
            let progress = progress();
            match progress.phase {
                Phase::Loading => view! { <div><LoadingNote/><Skeleton lines=5/></div> },
                Phase::Ready => view! {
                    // The whole box.
                    <Section host part="visitors" usual=t(HEADING)>
                        <SavedNote progress/>
                        // The list of figures.
                        <ul part="list" role="list">
                            {counters.get().map(|counters| view! { <Rows counters is_ours/> })}
                        </ul>
                    </Section>
                },
                Phase::Empty => view! { <div><slot></slot></div> },
                Phase::Failed(failure) => view! { <Failed failure retry=counters.retry()/> },
            }
        }}
    }
}

/// A figure: its part, its name, its meaning.
type Row = (&'static str, PageToolMessage, PageToolMessage, u64);

fn rows(counters: &Counters) -> Vec<Row> {
    use PageToolMessage::*;
    let mut rows = Vec::new();
    for (part, name, meaning, figure) in [
        ("total", Total, TotalMeaning, counters.total),
        ("today", Today, TodayMeaning, counters.today),
        ("month", Month, MonthMeaning, counters.month),
        ("online", Online, OnlineMeaning, counters.online),
    ] {
        if let Some(figure) = figure {
            rows.push((part, name, meaning, figure));
        }
    }
    rows
}

/// The figures that are known. The meaning of one opens on a press.
#[component]
fn Rows(counters: Rc<Counters>, is_ours: bool) -> View {
    let mut list = Vec::new();
    let language = Words::here().language;
    for (part, name, meaning, count) in rows(&counters) {
        let meaning = match is_ours {
            true => meaning,
            false => PageToolMessage::CountedElsewhere,
        };
        list.push(view! {
            <li>
                <details>
                    <summary>
                        // The name of a figure; a press on it opens its meaning.
                        <span part="name">{t(name)}</span>
                        " "
                        // A figure.
                        <strong part="figure" data-figure=part>{figure(count, language)}</strong>
                    </summary>
                    // The meaning of a figure.
                    <p part="meaning" class="note">{t(meaning)}</p>
                </details>
            </li>
        });
    }
    View::list(list)
}

/// The address of what is counted of a page.
fn page_path(page: &str) -> String {
    let key = page::encoded(page);
    join(&["/pages?key=", &key])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_no_row() {
        assert!(rows(&Counters::default()).is_empty());
        let counters = Counters {
            total: Some(0),
            online: Some(3),
            ..Counters::default()
        };
        let rows: Vec<_> = rows(&counters).iter().map(|row| (row.0, row.3)).collect();
        assert_eq!(rows, [("total", 0), ("online", 3)]);
    }
}
