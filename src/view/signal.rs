//! Signals, memos and effects of Leptos, each of one type for every `T`: each further type would be compiled into every file anew.
//!
//! What is asked for after its owner has ended is the default, and what is set then is nothing: a trap would stop the whole page.

use std::{any::Any, cell::RefCell, marker::PhantomData, rc::Rc};

use leptos::prelude::{
    ArcMemo, Effect, Get as _, GetUntracked as _, LocalStorage, Notify as _, With as _,
};
use send_wrapper::SendWrapper;

/// What must happen, now and whenever a signal that it read has changed. It ends with the owner under which it was made. It is an
/// [`Effect`].
pub fn effect(run: impl FnMut() + 'static) {
    fn erased(mut effect: Box<dyn Run>) {
        Effect::new(move || effect.run());
    }
    erased(Box::new(run));
}

trait Run {
    fn run(&mut self);
}

impl<F: FnMut()> Run for F {
    fn run(&mut self) {
        self();
    }
}

/// A state: whoever reads it runs again when it is changed. It is a [`leptos::prelude::RwSignal`].
pub struct RwSignal<T> {
    state: State,
    holds: PhantomData<fn() -> T>,
}

// Holds a `RefCell<T>`.
type State = leptos::prelude::RwSignal<Rc<dyn Any>, LocalStorage>;

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    /// A state that begins so.
    pub fn new(value: T) -> Self {
        Self {
            state: new_state(Rc::new(RefCell::new(value))),
            holds: PhantomData,
        }
    }

    /// Changes it. While it is being changed it can be neither read nor changed otherwise.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(cell) = cell::<T>(peek(self.state)) {
            if let Ok(mut value) = cell.try_borrow_mut() {
                change(&mut value);
            }
            changed(self.state);
        }
    }

    /// Puts another in its place.
    pub fn set(self, value: T) {
        self.update(|state| *state = value);
    }

    /// Looks at it. `None` once its owner has ended.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        let cell = cell::<T>(read(self.state))?;
        let value = cell.try_borrow().ok()?;
        Some(look(&value))
    }

    /// Looks at it without following it. `None` once its owner has ended.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        let cell = cell::<T>(peek(self.state))?;
        let value = cell.try_borrow().ok()?;
        Some(look(&value))
    }
}

impl<T: Clone + Default + 'static> RwSignal<T> {
    /// What it is.
    pub fn get(self) -> T {
        self.with(T::clone).unwrap_or_default()
    }

    /// What it is, without following it.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone).unwrap_or_default()
    }
}

fn cell<T: 'static>(value: Option<Rc<dyn Any>>) -> Option<Rc<RefCell<T>>> {
    value?.downcast().ok()
}

#[inline(never)]
fn new_state(value: Rc<dyn Any>) -> State {
    State::new_local(value)
}

#[inline(never)]
fn read(state: State) -> Option<Rc<dyn Any>> {
    state.try_get()
}

#[inline(never)]
fn peek(state: State) -> Option<Rc<dyn Any>> {
    state.try_get_untracked()
}

#[inline(never)]
fn changed(state: State) {
    state.notify();
}

/// What follows from signals: computed once for all who ask, and again only where one of the signals has changed. Who asks runs again
/// only where what came out differs. It is an [`ArcMemo`].
pub struct Memo<T> {
    // Holds an `ArcMemo<Computed>`.
    memo: State,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// What a computation gave, and how to compare it.
struct Computed {
    value: SendWrapper<Rc<dyn Any>>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&**self.value, &**other.value)
    }
}

impl<T: Default + PartialEq + 'static> Memo<T> {
    /// Computes it when it is first asked for.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        Self {
            memo: new_memo(Box::new(compute)),
            holds: PhantomData,
        }
    }

    /// What came out; the default once its owner has ended.
    pub fn read(self) -> Rc<T> {
        let value = read_memo(self.memo).and_then(|value| value.downcast().ok());
        value.unwrap_or_default()
    }

    /// A copy of what came out.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        (*self.read()).clone()
    }
}

trait Compute {
    fn compute(&self) -> Computed;
}

impl<T: PartialEq + 'static, F: Fn() -> T> Compute for F {
    fn compute(&self) -> Computed {
        Computed {
            value: SendWrapper::new(Rc::new(self())),
            is_same: |one, other| one.downcast_ref::<T>() == other.downcast_ref::<T>(),
        }
    }
}

fn new_memo(compute: Box<dyn Compute>) -> State {
    let compute = SendWrapper::new(compute);
    new_state(Rc::new(ArcMemo::new(move |_| compute.compute())))
}

#[inline(never)]
fn read_memo(memo: State) -> Option<Rc<dyn Any>> {
    let memo = peek(memo)?.downcast::<ArcMemo<Computed>>().ok()?;
    memo.try_with(|computed| (*computed.value).clone())
}
