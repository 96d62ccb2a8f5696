//! What an element follows at an address: a feed, an article, figures, a poll, what a site says of itself. One way for all: a saved copy
//! with its age, then the answer; or one sentence and another try.

use std::{any::Any, marker::PhantomData, pin::Pin, rc::Rc};

use crate::{
    client::{self, Arrival},
    failure::Failure,
    host::Host,
    json::JsNode,
    page::{self, Job},
    view::{RwSignal, effect},
};

/// How far a resource has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing to show yet.
    #[default]
    Loading,
    /// There is something to show.
    Ready,
    /// The source has nothing.
    Empty,
    /// Nothing could be had, and there is no saved copy.
    Failed(Failure),
}

/// How far a resource has come, and how old what it holds is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// How far it has come.
    pub phase: Phase,
    /// When the copy that is shown was saved, in milliseconds since 1970; `None` for fresh content.
    pub saved: Option<f64>,
    /// Whether the attempt to refresh a saved copy has failed.
    pub refresh_failed: bool,
}

impl Progress {
    /// Content is there; `saved` as in [`Progress::saved`].
    pub fn ready(saved: Option<f64>) -> Self {
        Self {
            phase: Phase::Ready,
            saved,
            refresh_failed: false,
        }
    }

    /// The source has nothing.
    pub fn empty() -> Self {
        Self {
            phase: Phase::Empty,
            ..Self::default()
        }
    }

    /// No answer. What is shown from a saved copy stays, unless the server has it no more.
    pub fn failed(self, failure: Failure) -> Self {
        match self.saved {
            Some(_) if failure != Failure::NotFound => Self {
                refresh_failed: true,
                ..self
            },
            _ => Self {
                phase: Phase::Failed(failure),
                ..Self::default()
            },
        }
    }
}

/// What an address answered.
pub struct Answer {
    /// The value.
    pub node: JsNode,
    /// From where it came: what relative addresses in it refer to.
    pub address: String,
    /// Whether it is the copy of an earlier visit.
    pub is_saved: bool,
}

/// What an answer is to those who asked.
pub enum Reading<T> {
    /// What they need.
    Ready(T),
    /// There is nothing.
    Empty,
    /// Nothing that could be used.
    Failed(Failure),
}

impl<T: 'static> Reading<T> {
    fn erased(self) -> Erased {
        match self {
            Self::Ready(value) => Reading::Ready(Rc::new(value)),
            Self::Empty => Reading::Empty,
            Self::Failed(failure) => Reading::Failed(failure),
        }
    }
}

impl<T> From<Option<T>> for Reading<T> {
    fn from(value: Option<T>) -> Self {
        match value {
            Some(value) => Self::Ready(value),
            None => Self::Failed(Failure::Unreadable),
        }
    }
}

/// What is followed at an address, read into a `T`. It is a handle: copies of it are the same resource.
pub struct Resource<T> {
    core: Core,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Resource<T> {}

impl<T: 'static> Resource<T> {
    /// A resource that reads its answers by this; `None` says that an answer has another shape.
    pub fn new<R: Into<Reading<T>>>(read: impl Fn(&Answer) -> R + 'static) -> Self {
        let read = move |answer: &Answer| read(answer).into().erased();
        Self::of(Read::Now(Rc::new(read)))
    }

    /// A resource whose reading may take its time; it is told of what the resource held before.
    pub fn reading<F>(read: impl Fn(Answer, Option<Rc<T>>) -> F + 'static) -> Self
    where
        F: Future<Output = Reading<T>> + 'static,
    {
        Self::of(Read::Later(Rc::new(move |answer, before| {
            let reading = read(answer, before.and_then(|before| before.downcast().ok()));
            Box::pin(async move { reading.await.erased() })
        })))
    }

    fn of(read: Read) -> Self {
        Self {
            core: Core::new(read),
            holds: PhantomData,
        }
    }

    /// Loads this address, unless it is the one that was loaded last; true where it is another. `None` is no address yet.
    pub fn follow(self, address: Option<&str>) -> bool {
        self.core.follow(address)
    }

    /// Loads this address for as long as who asks for it is there: an effect.
    pub fn load_from(self, address: String) {
        let core = self.core;
        effect(move || {
            core.follow(Some(&address));
        });
    }

    /// Asks at another address, and keeps what there is until the answer has come.
    pub fn refresh(self, address: &str) {
        self.core.refresh(address);
    }

    /// Loads it anew.
    pub fn load(self) {
        self.core.load();
    }

    /// Another try, for those who need not know what is loaded.
    pub fn retry(self) -> Retry {
        let core = self.core;
        Rc::new(move || core.load())
    }

    /// Puts what a write was answered in place of what was read.
    pub fn set(self, value: T) {
        self.core.set(Rc::new(value));
    }

    /// How far it has come.
    pub fn progress(self) -> Progress {
        self.core.progress.get()
    }

    /// What it holds.
    pub fn get(self) -> Option<Rc<T>> {
        self.core.value.get()?.downcast().ok()
    }

    /// What it holds, without following it.
    pub fn peek(self) -> Option<Rc<T>> {
        self.core.value.get_untracked()?.downcast().ok()
    }

    /// Changes what it holds, where nobody keeps a copy of it. Nothing in `change` calls out.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.core.value.update(|value| {
            let value = value.as_mut().and_then(Rc::get_mut);
            if let Some(value) = value.and_then(|value| value.downcast_mut()) {
                change(value);
            }
        });
    }
}

/// Another try.
pub type Retry = Rc<dyn Fn()>;

/// How an answer is read, whatever it is read into.
#[derive(Clone)]
enum Read {
    Now(Rc<dyn Fn(&Answer) -> Erased>),
    Later(Rc<dyn Fn(Answer, Before) -> Coming>),
}

/// Of any type.
type Erased = Reading<Rc<dyn Any>>;

/// What the resource held before.
type Before = Option<Rc<dyn Any>>;

/// A reading on its way.
type Coming = Pin<Box<dyn Future<Output = Erased>>>;

/// The same for every `T`.
#[derive(Clone, Copy)]
struct Core {
    // Whose it is.
    host: Option<Host>,
    source: RwSignal<Source>,
    // Apart: who asks for the one need not look again when the other changes.
    progress: RwSignal<Progress>,
    value: RwSignal<Option<Rc<dyn Any>>>,
    loading: Job,
}

/// Where it comes from, and how it is read.
#[derive(Clone, Default)]
struct Source {
    address: Option<String>,
    read: Option<Read>,
}

impl Core {
    fn new(read: Read) -> Self {
        let core = Self {
            host: Host::current(),
            source: RwSignal::new(Source {
                address: None,
                read: Some(read),
            }),
            progress: RwSignal::new(Progress::default()),
            value: RwSignal::new(None),
            loading: Job::new(),
        };
        core.try_again_with_the_network();
        core
    }

    fn try_again_with_the_network(self) {
        effect(move || {
            page::track_return();
            if matches!(self.progress.get_untracked().phase, Phase::Failed(_)) {
                self.load();
            }
        });
    }

    fn advance(self, progress: Progress) {
        if self.progress.get_untracked() != progress {
            self.progress.set(progress);
        }
    }

    /// True where the address is another one.
    fn turn_to(self, address: Option<&str>) -> bool {
        let mut source = self.source.get_untracked();
        let is_new = source.address.as_deref() != address;
        if is_new {
            source.address = address.map(str::to_owned);
            self.source.set(source);
        }
        is_new
    }

    fn follow(self, address: Option<&str>) -> bool {
        let is_new = self.turn_to(address);
        if is_new {
            self.load();
        }
        is_new
    }

    fn refresh(self, address: &str) {
        if self.turn_to(Some(address)) {
            self.ask();
        }
    }

    fn load(self) {
        self.advance(Progress::default());
        self.ask();
    }

    fn set(self, value: Rc<dyn Any>) {
        // An older answer that is still on its way must not take its place.
        self.loading.stop();
        self.value.set(Some(value));
        self.advance(Progress::ready(None));
    }

    fn ask(self) {
        let Some(address) = self.source.get_untracked().address else {
            return self.loading.stop();
        };
        if let Some(host) = self.host {
            host.keep_address(&address);
        }
        self.loading.start(async move {
            client::follow(&address, &|arrival| {
                let address = address.clone();
                Box::pin(self.arrive(arrival, address))
            })
            .await;
        });
    }

    /// True where the arrival could be used.
    async fn arrive(self, arrival: Arrival, address: String) -> bool {
        let (node, saved) = match arrival {
            Arrival::Failed(failure) => return self.fail(failure),
            Arrival::Unchanged => {
                let progress = self.progress.get_untracked();
                self.advance(Progress {
                    saved: None,
                    ..progress
                });
                return true;
            }
            Arrival::Saved(node, time) => (node, Some(time)),
            Arrival::Fresh(node) => (node, None),
        };
        let answer = Answer {
            node,
            address,
            is_saved: saved.is_some(),
        };
        let reading = match self.source.get_untracked().read {
            Some(Read::Now(read)) => read(&answer),
            Some(Read::Later(read)) => read(answer, self.value.get_untracked()).await,
            None => return false,
        };
        let (value, progress) = match reading {
            Reading::Ready(value) => (Some(value), Progress::ready(saved)),
            Reading::Empty => (None, Progress::empty()),
            // A saved copy that is of no use says nothing: the answer is on its way.
            Reading::Failed(_) if saved.is_some() => return false,
            Reading::Failed(failure) => return self.fail(failure),
        };
        self.value.set(value);
        self.advance(progress);
        true
    }

    fn fail(self, failure: Failure) -> bool {
        let progress = self.progress.get_untracked().failed(failure);
        if progress.saved.is_none() {
            self.value.set(None);
        }
        self.advance(progress);
        false
    }
}
