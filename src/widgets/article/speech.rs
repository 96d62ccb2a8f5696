//! Reading the article aloud.

use web_sys::Event;

use crate::{
    host::Host,
    i18n::Words,
    page::{self, Job},
    view::{RwSignal, effect},
};

/// The device's voice for one article. It falls silent with the article.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    host: Host,
    // Whether the device reads the element's language, once that is known.
    has_voice: RwSignal<Option<bool>>,
    speaking: RwSignal<bool>,
    looking: Job,
    job: Job,
}

impl Speech {
    pub(super) fn new(host: Host) -> Self {
        let speech = Self {
            host,
            has_voice: RwSignal::new(None),
            speaking: RwSignal::new(false),
            looking: Job::new(),
            job: Job::new(),
        };
        effect(move || speech.look_for_a_voice());
        speech
    }

    fn language(self) -> &'static str {
        Words::of(self.host).language.tag()
    }

    /// Browsers list their voices late. What marks the words that are read comes with the file for it, and what is for paper. Where the file for it does not come there is none.
    fn look_for_a_voice(self) {
        let language = self.language();
        self.looking.start(async move {
            if let Ok(reading) = page::bring_reading().await {
                let sheet = page::member(&reading, "sheet").as_string();
                self.host.style("reading", &sheet.unwrap_or_default());
            }
            let found = page::of_reading("hasVoice", &[language.into()]);
            let found = page::settled(found.unwrap_or_default()).await;
            let is_there = found.is_ok_and(|found| found.is_truthy());
            self.has_voice.set(Some(is_there));
        });
    }

    /// Whether the device can read the element's language; `None` as long as that is not known.
    pub(super) fn has_voice(self) -> Option<bool> {
        self.has_voice.get()
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
        let given = [article.into(), self.language().into()];
        let speech = page::of_reading("speak", &given).unwrap_or_default();
        self.speaking.set(true);
        self.job.start(async move {
            let _end = End(self.speaking);
            let _ = page::settled(speech).await;
        });
    }
}

/// The end of a reading, however it comes.
struct End(RwSignal<bool>);

impl Drop for End {
    fn drop(&mut self) {
        page::of_reading("fallSilent", &[]);
        self.0.set(false);
    }
}
