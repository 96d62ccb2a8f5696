//! Reading the article aloud.

use web_sys::Event;

use crate::{
    host::Host,
    i18n::Words,
    page::{self, Job},
    view::RwSignal,
};

// What is read of an article.
const READ: &str = "[part=title],[part=lead],.body p,.body li,.body h2,.body h3,.body figcaption";

/// The device's voice for one article. It falls silent with the article.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    host: Host,
    speaking: RwSignal<bool>,
    job: Job,
}

impl Speech {
    pub(super) fn new(host: Host) -> Self {
        Self {
            host,
            speaking: RwSignal::new(false),
            job: Job::new(),
        }
    }

    fn language(self) -> &'static str {
        Words::of(self.host).language.tag()
    }

    /// True where the device can read the element's language.
    pub(super) fn is_there(self) -> bool {
        page::can_speak(self.language())
    }

    pub(super) fn is_speaking(self) -> bool {
        self.speaking.get()
    }

    /// Begins to read the article in which the button was pressed, or falls silent.
    pub(super) fn toggle(self, pressed: &Event) {
        if self.speaking.get_untracked() {
            return self.job.stop();
        }
        let Some(article) = page::nearest(pressed, "article") else {
            return;
        };
        let language = self.language();
        self.speaking.set(true);
        self.job.start(async move {
            let _end = End(self.speaking);
            page::speak(article, READ, language).await;
        });
    }
}

/// The end of a reading, however it comes.
struct End(RwSignal<bool>);

impl Drop for End {
    fn drop(&mut self) {
        page::fall_silent();
        self.0.set(false);
    }
}
