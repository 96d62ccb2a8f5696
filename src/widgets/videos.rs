//! `<bangtin-videos>`: the films of the articles, each behind its picture until it is pressed.

mod content;

use std::rc::Rc;

use bangtin_model::{decimal, join};

use crate::{
    attributes::{Misconfigured, attributes},
    client,
    components::{Failed, Film, LoadingNote, Nothing, SavedNote, Section, announce, configured},
    host::Host,
    i18n::{Common, MediaMessage, PictureMessage, Words, date_line, t, t_with},
    resource::{Phase, Resource},
    view::{RwSignal, View, component, view},
    widgets::{mark_broken, media},
};
use content::{Clip, content};

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", MediaMessage::Videos);
    /// grid shows videos of one size side by side; stage shows the first large and the others beside it.
    LAYOUT: Choice("layout", "grid" | "stage");
    /// Videos at first, and for each press on the button for more.
    LIMIT: Number("limit", 1..=100, default 6);
    /// The address of a page with all videos: adds a link below.
    SEE_ALL: Text("see-all");
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Settings {
    address: String,
    is_stage: bool,
    limit: usize,
    /// The absolute address behind "Xem tất cả".
    see_all: Option<String>,
}

impl Settings {
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        Ok(Self {
            address: media::articles(host)?,
            is_stage: host.choice(&LAYOUT)? == 1,
            limit: host.number(&LIMIT)? as usize,
            see_all: client::own_address(host, SEE_ALL)?,
        })
    }
}

/// A list of videos, and which of them is playing.
#[derive(Clone)]
struct Videos {
    settings: Settings,
    clips: Resource<Vec<Clip>>,
    playing: RwSignal<Option<String>>,
    // How many times the limit is shown.
    steps: RwSignal<usize>,
}

/// The view of the element.
pub(super) fn videos(host: Host) -> View {
    host.style("player", style!("player"));
    host.style("videos", style!("videos"));
    let make = |settings: Settings| {
        Rc::new(Videos {
            clips: content(settings.limit),
            settings,
            playing: RwSignal::new(None),
            steps: RwSignal::new(1),
        })
    };
    configured(
        host,
        Settings::read,
        make,
        move |videos| view! { <Shown host videos/> },
    )
}

#[component]
fn Shown(host: Host, videos: Rc<Videos>) -> View {
    let clips = videos.clips;
    clips.load_from(videos.settings.address.clone());
    announce(host, move || clips.progress());
    view! {
        // The whole element.
        <Section host part="videos" usual=t(HEADING)>
            {move || {
                let progress = clips.progress();
                match progress.phase {
                    Phase::Loading => view! { <LoadingNote/><Blank settings=videos.settings.clone()/> },
                    Phase::Ready => {
                        let videos = videos.clone();
                        view! {
                            <SavedNote progress/>
                            {move || clips.get().map(|clips| view! {
                                <List host videos=videos.clone() clips/>
                            })}
                        }
                    }
                    Phase::Empty => view! { <Nothing sentence=t(MediaMessage::NoVideos)/> },
                    Phase::Failed(failure) => view! { <Failed failure retry=clips.retry()/> },
                }
            }}
        </Section>
    }
}

#[component]
fn List(host: Host, videos: Rc<Videos>, clips: Rc<Vec<Clip>>) -> View {
    let steps = videos.steps;
    let shown = videos.settings.limit.saturating_mul(steps.get());
    let has_more = clips.len() > shown;
    let mut items = Vec::new();
    for clip in clips.iter().take(shown) {
        items.push(view! { <Item clip=clip.clone() playing=videos.playing/> });
    }
    let more = move |_| {
        steps.set(steps.get_untracked() + 1);
        let next = decimal(shown as u64 + 1);
        host.focus(&join(&["ul > :nth-child(", &next, ") [part=poster]"]));
    };
    view! {
        <div>
            <ul
                // The list of videos.
                part="list"
                class=layout(&videos.settings)
                role="list"
                on:error:capture=|event| mark_broken(&event, true)
            >
                {items}
            </ul>
            <div class="end">
                {has_more.then(|| view! {
                    // The button for more videos.
                    <button part="more" type="button" on:click=more>{t(Common::More)}</button>
                })}
                {videos.settings.see_all.clone().map(|href| view! {
                    // The link to all videos, which the attribute see-all asks for.
                    <a part="see-all" href=href>{t(Common::SeeAll)}</a>
                })}
            </div>
        </div>
    }
}

fn layout(settings: &Settings) -> &'static str {
    match settings.is_stage {
        true => "clips stage",
        false => "clips",
    }
}

#[component]
fn Item(clip: Clip, playing: RwSignal<Option<String>>) -> View {
    let language = Words::here().language;
    let Clip {
        media,
        title,
        published,
        article,
    } = clip;
    let credit = media.credit.clone();
    let length = media.seconds.map(length);
    view! {
        // A video.
        <li part="video" class="clip">
            <Film media label=title.clone() playing/>
            <div class="text">
                // The title of a video.
                <h3 part="title">{title}</h3>
                <p class="about">
                    {published.map(|date| view! {
                        // The date of a video.
                        <time part="date" datetime=date.iso()>{date_line(&date, language)}</time>
                    })}
                    // How long a video plays.
                    {length.map(|length| view! { <span part="length">{length}</span> })}
                    // Who made a video.
                    {credit.map(|credit| view! { <span part="credit">{credit}</span> })}
                </p>
                {article.map(|(title, href)| view! {
                    // The link to the article that a video is of.
                    <a part="article" href=href>
                        {t(PictureMessage::ToArticle)}<span class="unseen">": "{title}</span>
                    </a>
                })}
            </div>
        </li>
    }
}

/// `3 phút 5 giây`, `12 giây`.
fn length(seconds: u32) -> String {
    let said = |number: u32, message| {
        let number = decimal(number.into());
        (number != "0").then(|| t_with(message, &number))
    };
    let minutes = said(seconds / 60, MediaMessage::Minutes);
    let rest = said(seconds % 60, MediaMessage::Seconds);
    match (minutes, rest) {
        (Some(minutes), Some(rest)) => join(&[&minutes, " ", &rest]),
        (minutes, rest) => minutes.or(rest).unwrap_or_default(),
    }
}

/// Holds the place of the videos.
#[component]
fn Blank(settings: Settings) -> View {
    let mut items = Vec::new();
    for _ in 0..settings.limit.min(6) {
        items.push(view! {
            <li class="clip"><span class="poster"></span><div class="text blank"><span></span><span></span></div></li>
        });
    }
    // What holds the place of the content while it loads.
    view! { <ul part="skeleton" class=layout(&settings) role="list" aria-hidden="true">{items}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_said_in_minutes_and_seconds() {
        assert_eq!(length(12), "12 giây");
        assert_eq!(length(185), "3 phút 5 giây");
        assert_eq!(length(120), "2 phút");
    }
}
