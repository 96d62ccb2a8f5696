//! A film: the reader begins it, and nothing of it is loaded before that. What another site shows comes into a frame, else is a link to it.

mod platform;

use bangtin_model::{Media, join};
use web_sys::Event;

use crate::{
    i18n::{PictureMessage, t, t_with},
    page::{self, Job},
    view::{IntoView, RwSignal, View, component, effect, view},
};
pub use platform::{Place, place};

/// A film behind its poster until it is pressed. `playing` is the address of the film that was pressed last.
#[component]
pub fn Film(
    media: Media,
    /// What it is called.
    label: String,
    playing: RwSignal<Option<String>>,
) -> View {
    let place = place(&media.url);
    let url = media.url.clone();
    view! {
        <div class="player">
            {move || match (playing.get().as_ref() == Some(&url), &place) {
                (true, Place::File) => view! {
                    <Video media=media.clone() label=Some(label.clone()) autoplay=true/>
                },
                (true, Place::Frame(address, platform)) => view! {
                    <Frame
                        address=address.clone()
                        label=label.clone()
                        url=url.clone()
                        platform
                    />
                },
                _ => view! {
                    <Poster media=media.clone() label=label.clone() place=place.clone() playing/>
                },
            }}
        </div>
    }
}

/// The picture before a film. A press begins it here, or leads to the platform that does not show it elsewhere.
#[component]
fn Poster(media: Media, label: String, place: Place, playing: RwSignal<Option<String>>) -> View {
    let picture = media.poster.filter(|_| !page::saves_data());
    let picture = picture.map(|src| {
        view! {
            <img src=src alt="" loading="lazy" decoding="async"/>
        }
    });
    let sign = view! {
        <svg class="play" viewBox="0 0 24 24" aria-hidden="true"><path d="M7 4.5l12.5 7.5L7 19.5z"/></svg>
    };
    match place {
        Place::Platform(platform) => view! {
            // The poster of a film that another site shows only on its own pages: a link.
            <a part="poster" class="poster" href=media.url target="_blank" rel="noopener">
                {picture}{sign}
                <span class="said">{t_with(PictureMessage::WatchOn, platform)}</span>
                <span class="unseen">{join(&[": ", &label])}</span>
            </a>
        },
        place => {
            let said = match place {
                Place::Frame(_, platform) => Some(t_with(PictureMessage::OnPlatform, platform)),
                _ => None,
            };
            let url = media.url;
            view! {
                <button
                    // The poster of a film: a press plays it.
                    part="poster"
                    class="poster"
                    type="button"
                    on:click=move |_| playing.set(Some(url.clone()))
                >
                    {picture}{sign}
                    <span class="unseen">{t_with(PictureMessage::Play, &label)}</span>
                    {said.map(|said| view! { <span class="said">{said}</span> })}
                </button>
            }
        }
    }
}

/// A film in a file.
#[component]
pub fn Video(
    media: Media,
    label: Option<String>,
    /// Whether the reader has begun it already.
    #[prop(default = false)]
    autoplay: bool,
) -> View {
    // A captions file from another origin is only read by a film that was asked for with CORS.
    let captions = media.captions_url;
    let elsewhere = captions
        .as_deref()
        .is_some_and(|url| !url.starts_with(&origin()));
    let failed = RwSignal::new(false);
    let url = media.url.clone();
    let film = view! {
        <video
            controls=""
            playsinline=""
            preload="none"
            autoplay=autoplay
            aria-label=label
            crossorigin=elsewhere.then_some("anonymous")
            poster=media.poster.filter(|_| !page::saves_data())
            width=media.width
            height=media.height
            src=media.url
            on:error=move |_: Event| failed.set(true)
        >
            {captions.map(|url| view! {
                <track
                    kind="captions"
                    srclang="vi"
                    src=url
                    label=t(PictureMessage::VideoText)
                    default=""
                />
            })}
        </video>
    };
    let said = move || {
        failed.get().then(|| {
            view! {
                <p role="alert" class="note">
                    {t(PictureMessage::FilmFailed)}" "<a href=url.clone()>{url.clone()}</a>
                </p>
            }
        })
    };
    View::list(vec![film, said.into_view()])
}

/// The player of another site, and the way there. Where the page's policy refuses frames, the way there alone.
#[component]
fn Frame(address: String, label: String, url: String, platform: &'static str) -> View {
    let refused = RwSignal::new(false);
    look_for_a_refusal(&address, refused);
    view! {
        <div class="frame">
            {move || match refused.get() {
                true => view! { <p role="alert">{t(PictureMessage::FilmRefused)}</p> },
                false => view! {
                    <iframe
                        // The player of another site.
                        part="frame"
                        src=address.clone()
                        title=label.clone()
                        allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
                        allowfullscreen=""
                        referrerpolicy="strict-origin-when-cross-origin"
                    ></iframe>
                },
            }}
            // The link to the site that a film is on.
            <a part="watch" href=url target="_blank" rel="noopener">
                {t_with(PictureMessage::WatchOn, platform)}
            </a>
        </div>
    }
}

/// A frame that the page's policy refuses is an empty box: the document is told of it.
fn look_for_a_refusal(address: &str, refused: RwSignal<bool>) {
    let looking = Job::new();
    let address = address.to_owned();
    effect(move || {
        let address = address.clone();
        looking.start(async move {
            loop {
                let event = page::event(&page::document(), &["securitypolicyviolation"]).await;
                let blocked = page::member(&event, "blockedURI").as_string();
                let is_ours = |blocked: String| {
                    blocked.starts_with("https://") && address.starts_with(&*blocked)
                };
                if blocked.is_some_and(is_ours) {
                    refused.set(true);
                }
            }
        });
    });
}

fn origin() -> String {
    let origin = page::member(&page::window(), "origin");
    origin.as_string().unwrap_or_default()
}
