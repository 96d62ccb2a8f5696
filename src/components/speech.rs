//! Reading an article aloud: by the device's voice, else what the publisher has recorded. The articles of the page are known here, so that
//! what stands elsewhere on the page (`<bangtin-display>`) offers the same and says the same as the article's own bar.

use std::cell::RefCell;

use leptos::{prelude::*, reactive::signal::ArcTrigger};
use wasm_bindgen::JsValue;

use crate::{
    host::Host,
    i18n::Words,
    page::{self, Job},
    view::{RwSignal, effect},
};

/// What is being done with an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spoken {
    /// Nothing.
    #[default]
    Silent,
    /// It is being read.
    Aloud,
    /// The reader has stopped in the middle, and may go on.
    Held,
}

/// What a reader asks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To begin, or to fall silent.
    BeginOrStop,
    /// To begin, to stop in the middle, or to go on there.
    Step,
    /// To fall silent.
    Stop,
}

/// The reading of one article. It ends with the article.
#[derive(Clone, Copy)]
pub struct Speech {
    host: Host,
    // Whether the device reads the element's language, once that is known.
    has_voice: RwSignal<Option<bool>>,
    spoken: RwSignal<Spoken>,
    looking: Job,
    job: Job,
    // The article's own: who only asks need not have the code.
    answer: fn(Self, Ask),
    can_be_heard: fn(Self) -> Option<bool>,
}

thread_local! {
    // Those of the articles of the page, in the order in which they came.
    static SPEECHES: RefCell<Vec<Speech>> = const { RefCell::new(Vec::new()) };
    static CHANGE: ArcTrigger = ArcTrigger::new();
}

fn changed() {
    CHANGE.with(Notify::notify);
}

impl Speech {
    /// That of the article of this element.
    pub fn new(host: Host) -> Self {
        let speech = Self {
            host,
            has_voice: RwSignal::new(None),
            spoken: RwSignal::new(Spoken::Silent),
            looking: Job::new(),
            job: Job::new(),
            answer: Self::answer,
            can_be_heard: Self::can_be_heard,
        };
        SPEECHES.with_borrow_mut(|speeches| speeches.push(speech));
        on_cleanup(move || {
            SPEECHES.with_borrow_mut(|speeches| speeches.retain(|speech| speech.host != host));
            changed();
        });
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
            changed();
        });
    }

    /// Whether the device can read the element's language; `None` as long as that is not known.
    pub fn has_voice(self) -> Option<bool> {
        self.has_voice.get()
    }

    /// What is being done with it.
    pub fn spoken(self) -> Spoken {
        self.spoken.get()
    }

    /// The article itself, where it has come and is seen.
    fn article(self) -> Option<JsValue> {
        let article = page::of_reading("openArticle", &[self.host.element()?.into()])?;
        article.is_object().then_some(article)
    }

    /// Whether there is a voice or a recording for it; `None` where it is not open, or as long as that is not known.
    fn can_be_heard(self) -> Option<bool> {
        let article = self.article()?;
        match page::of_reading("isRecorded", &[article])?.is_truthy() {
            true => Some(true),
            false => self.has_voice.get_untracked(),
        }
    }

    /// Does what the reader asks.
    pub fn ask(self, ask: Ask) {
        (self.answer)(self, ask);
    }

    fn answer(self, ask: Ask) {
        let (call, next) = match (self.spoken.get_untracked(), ask) {
            (Spoken::Silent, Ask::Step | Ask::BeginOrStop) => return self.begin(),
            (Spoken::Aloud, Ask::Step) => ("hold", Spoken::Held),
            (Spoken::Held, Ask::Step) => ("goOn", Spoken::Aloud),
            _ => return self.job.stop(),
        };
        page::of_reading(call, &[]);
        self.spoken.set(next);
    }

    fn begin(self) {
        let Some(article) = self.article() else {
            return;
        };
        let end = End(self.spoken, article.clone());
        let given = [article, self.language().into()];
        let speech = page::of_reading("speak", &given).unwrap_or_default();
        self.spoken.set(Spoken::Aloud);
        changed();
        self.job.start(async move {
            let _end = end;
            let _ = page::settled(speech).await;
        });
    }
}

/// The end of a reading, however it comes.
struct End(RwSignal<Spoken>, JsValue);

impl Drop for End {
    fn drop(&mut self) {
        page::of_reading("fallSilent", std::slice::from_ref(&self.1));
        self.0.set(Spoken::Silent);
        changed();
    }
}

/// Tells what offers reading elsewhere that an article is shown, and when it goes.
pub fn tell_of_the_article() {
    effect(changed);
    on_cleanup(changed);
}

/// What can be heard on the page.
#[derive(Clone, Copy, Default)]
pub enum Heard {
    /// No article is open, or it is not yet known.
    #[default]
    Nothing,
    /// This one.
    Article(Speech),
    /// There is one, and neither a voice nor a recording for it.
    Voiceless,
}

/// Follows what can be heard on the page: what is being read, else the article that is seen.
pub fn heard() -> RwSignal<Heard> {
    let (heard, looking) = (RwSignal::new(Heard::Nothing), Job::new());
    effect(move || {
        CHANGE.with(Track::track);
        page::track_moves();
        looking.start(async move {
            // Another page of a portal is seen once it has been made.
            page::frame().await;
            heard.set(Heard::now());
        });
    });
    heard
}

impl Heard {
    fn now() -> Self {
        let speeches = SPEECHES.with_borrow(Clone::clone);
        let mut going = speeches.iter();
        if let Some(going) = going.find(|one| one.spoken.get_untracked() != Spoken::Silent) {
            return Self::Article(*going);
        }
        let mut voiceless = Self::Nothing;
        for speech in speeches {
            match (speech.can_be_heard)(speech) {
                Some(true) => return Self::Article(speech),
                Some(false) => voiceless = Self::Voiceless,
                None => {}
            }
        }
        voiceless
    }
}
