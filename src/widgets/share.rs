//! `<bangtin-share>`: passes the page on: by the device's share sheet, else by links to Zalo and Facebook; and copies its address. Nothing is
//! loaded from anybody else.

use std::rc::Rc;

use bangtin_model::join;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use crate::{
    attributes::{Misconfigured, attributes},
    client,
    components::{Clipboard, Copied, CopyButton, announce, configured},
    host::Host,
    i18n::{PageToolMessage, t},
    json::JsonObject,
    page::{self, Job},
    resource::Progress,
    view::{RwSignal, View, component, view},
};

attributes! {
    /// The address to pass on. Where it is absent: the page's canonical address, else the one that is open.
    URL: Text("url");
    /// The title that goes with it. Where it is absent: the document's.
    SHARE_TITLE: Text("share-title");
}

/// The view of the element.
pub(super) fn share(host: Host) -> View {
    host.style("share", style!("share"));
    let make = |shared| Share {
        shared: RwSignal::new(Rc::new(shared)),
        clipboard: Clipboard::new(),
        has_sheet: RwSignal::new(sheet().is_some()),
        sending: Job::new(),
    };
    configured(
        host,
        Shared::read,
        make,
        move |share| view! { <Buttons host share/> },
    )
}

/// What is passed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shared {
    url: String,
    title: String,
}

impl Shared {
    /// What the attributes say, else the page's canonical address, else the one that the reader is at.
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let canonical = || page::resolve(&page::canonical()?, &page::base());
        // What is open has an address of its own.
        let open = page::current_item();
        let here = || page::item_address(open.as_deref());
        let url = client::own_address(host, URL)?;
        let title = || page::member(&page::document(), "title").as_string();
        Ok(Self {
            url: url
                .or_else(|| canonical().filter(|_| open.is_none()))
                .unwrap_or_else(here),
            title: host.get(SHARE_TITLE).or_else(title).unwrap_or_default(),
        })
    }
}

/// The state of a share element.
#[derive(Clone, Copy)]
struct Share {
    shared: RwSignal<Rc<Shared>>,
    clipboard: Clipboard,
    // A sheet that the browser has but does not open: the links take its place.
    has_sheet: RwSignal<bool>,
    sending: Job,
}

#[component]
fn Buttons(host: Host, share: Share) -> View {
    announce(host, || Progress::ready(None));
    let (clipboard, url) = (share.clipboard, share.shared.get().url.clone());
    let label = t(PageToolMessage::Share);
    view! {
        <div>
            // The group of buttons.
            <div part="share" class="share" role="group" aria-label=label.clone()>
                // The word before them.
                <span part="label" class="label">{label}</span>
                {move || match share.has_sheet.get() {
                    true => view! {
                        // The button that opens the share sheet.
                        <button part="send" type="button" on:click=move |_| share.send()>
                            {t(PageToolMessage::Send)}
                        </button>
                    },
                    false => view! { <Links share/> },
                }}
                <CopyButton clipboard text=url label=t(PageToolMessage::CopyLink)/>
            </div>
            <Copied clipboard/>
        </div>
    }
}

fn sheet() -> Option<JsValue> {
    let navigator = page::member(&page::window(), "navigator");
    let is_there = page::member(&navigator, "share").is_function();
    is_there.then_some(navigator)
}

impl Share {
    fn send(self) {
        let shared = self.shared.get_untracked();
        let what = page::object(&[
            ("url", shared.url.as_str().into()),
            ("title", shared.title.as_str().into()),
        ]);
        // Called in the press itself: the browser asks for that.
        let sent = sheet().and_then(|navigator| page::call(&navigator, "share", &[what]));
        self.sending.start(async move {
            if !is_done(sent).await {
                self.has_sheet.set(false);
            }
        });
    }
}

/// True also where the reader closed the sheet: that is an answer too.
async fn is_done(sent: Option<JsValue>) -> bool {
    let promise = sent.and_then(|sent| sent.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => match JsFuture::from(promise).await {
            Ok(_) => true,
            Err(cause) => page::member(&cause, "name").as_string().as_deref() == Some("AbortError"),
        },
        None => false,
    }
}

#[component]
fn Links(share: Share) -> View {
    let shared = share.shared.get();
    let mut links = Vec::new();
    for (name, address) in [
        ("Zalo", zalo(&shared.url)),
        ("Facebook", facebook(&shared.url)),
    ] {
        links.push(view! {
            <a
                // A link to Zalo or Facebook.
                part="link"
                class="button"
                href=address
                target="_blank"
                rel="noopener noreferrer"
                on:click=open_apart
            >
                {name}
                <span class="unseen">" "{t(PageToolMessage::NewWindow)}</span>
            </a>
        });
    }
    View::list(links)
}

/// In a tab of its own; a browser inside an app may have none, and goes there itself.
fn open_apart(event: Event) {
    let (true, Some(link)) = (page::is_plain(&event), page::nearest(&event, "a")) else {
        return;
    };
    let (window, address) = (page::window(), page::member(&link, "href"));
    event.prevent_default();
    let opened = page::call(&window, "open", &[address.clone(), "_blank".into()]);
    match opened.filter(JsValue::is_object) {
        // What it shows has no hold on the page that it came from.
        Some(opened) => {
            let _ = Reflect::set(&opened, &"opener".into(), &JsValue::NULL);
        }
        None => {
            page::call(&page::member(&window, "location"), "assign", &[address]);
        }
    }
}

fn facebook(url: &str) -> Option<String> {
    let url = page::encoded(url);
    Some(join(&[
        "https://www.facebook.com/sharer/sharer.php?u=",
        &url,
    ]))
}

/// Zalo takes the address as base64 of JSON. Spaces at the end of the JSON make the `=` at the end of the base64 needless.
fn zalo(url: &str) -> Option<String> {
    let mut json = JsonObject::default().text("url", url).json();
    while !json.len().is_multiple_of(3) {
        json.push(' ');
    }
    let data = page::base64(&json)?;
    let data = page::encoded(&data);
    Some(join(&[
        "https://button-share.zalo.me/share_external?layout=1&d=",
        &data,
    ]))
}
