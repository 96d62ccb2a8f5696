//! Time: the clock, pauses, frames, and work that ends with its owner.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    pin::Pin,
    rc::Rc,
    task::Poll,
};

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::view::RwSignal;

#[wasm_bindgen(module = "/src/page/schedule.js")]
extern "C" {
    #[wasm_bindgen(js_name = pause)]
    fn pause_promise(milliseconds: f64) -> Promise;

    #[wasm_bindgen(js_name = frame)]
    fn frame_promise() -> Promise;
}

/// Milliseconds since 1970, by the device's clock.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: f64) {
    let _ = JsFuture::from(pause_promise(milliseconds)).await;
}

/// Waits until the browser is about to paint; in a page that is not seen, a tenth of a second.
pub async fn frame() {
    let _ = JsFuture::from(frame_promise()).await;
}

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// Begins a piece of work that nobody ends.
pub fn spawn(work: Work) {
    // Of one type: each other would bring the whole task again.
    wasm_bindgen_futures::spawn_local(work);
}

/// A piece of work under way. It ends when it is dropped.
pub struct Task(Rc<Running>);

struct Running {
    work: RefCell<Option<Work>>,
    ended: Cell<bool>,
}

impl Task {
    /// Begins a piece of work.
    pub fn spawn(work: Work) -> Self {
        let running = Rc::new(Running {
            work: RefCell::new(Some(work)),
            ended: Cell::new(false),
        });
        let task = Self(running.clone());
        spawn(Box::pin(poll_fn(move |context| {
            // Taken out while it runs: it may end itself.
            let Some(mut work) = running.work.take() else {
                return Poll::Ready(());
            };
            if work.as_mut().poll(context).is_ready() || running.ended.get() {
                return Poll::Ready(());
            }
            running.work.replace(Some(work));
            Poll::Pending
        })));
        task
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.ended.set(true);
        drop(self.0.work.take());
    }
}

/// Work of one kind, of which there is one at a time: the next ends the one before, and all end with the owner under which this was made.
#[derive(Clone, Copy)]
pub struct Job(RwSignal<Option<Task>>);

impl Job {
    /// Nothing yet.
    #[allow(clippy::new_without_default, reason = "it belongs to an owner")]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Begins a piece of work.
    pub fn start(self, work: impl Future<Output = ()> + 'static) {
        self.replace(Some(Task::spawn(Box::pin(work))));
    }

    /// Ends what is under way.
    pub fn stop(self) {
        self.replace(None);
    }

    #[inline(never)]
    fn replace(self, task: Option<Task>) {
        // Dropped outside of the update: what ends with the work may begin another. Without an owner any more nothing begins.
        let mut task = task;
        self.0.update(|now| core::mem::swap(now, &mut task));
        drop(task);
    }
}
