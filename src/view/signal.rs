//! Signals, memos and effects of Leptos, each of one type for every `T`: each further type would be compiled into every file anew.
//!
//! What is asked for after its owner has ended is the default, and what is set then is nothing: a trap would stop the whole page.

use std::{any::Any, marker::PhantomData, rc::Rc};

use leptos::prelude::{
    Effect, LocalStorage, Update as _, With as _, WithUntracked as _,
};
use send_wrapper::SendWrapper;

/// What must happen, now and whenever a signal that it read has changed. It ends with the owner under which it was made. It is an
/// [`Effect`].
pub fn effect(run: impl FnMut() + 'static) {
    fn erased(run: Box<dyn FnMut()>) {
        Effect::new(run);
    }
    erased(Box::new(run));
}

/// A state: whoever reads it runs again when it is changed. It is a [`leptos::prelude::RwSignal`].
pub struct RwSignal<T> {
    state: State,
    holds: PhantomData<fn() -> T>,
}

type State = leptos::prelude::RwSignal<Box<dyn Any>, LocalStorage>;

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
            state: new_state(Box::new(value)),
            holds: PhantomData,
        }
    }

    /// Changes it. Nothing in `change` may read or change it otherwise.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        update_state(self.state, &mut |value| {
            if let (Some(value), Some(change)) = (value.downcast_mut(), change.take()) {
                change(value);
            }
        });
    }

    /// Puts another in its place.
    pub fn set(self, value: T) {
        self.update(|state| *state = value);
    }

    /// Looks at it. `None` once its owner has ended.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        let (mut look, mut seen) = (Some(look), None);
        read_state(self.state, &mut |value| {
            if let (Some(value), Some(look)) = (value.downcast_ref(), look.take()) {
                seen = Some(look(value));
            }
        });
        seen
    }

    /// Looks at it without following it. `None` once its owner has ended.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        let (mut look, mut seen) = (Some(look), None);
        peek_state(self.state, &mut |value| {
            if let (Some(value), Some(look)) = (value.downcast_ref(), look.take()) {
                seen = Some(look(value));
            }
        });
        seen
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

#[inline(never)]
fn new_state(value: Box<dyn Any>) -> State {
    State::new_local(value)
}

#[inline(never)]
fn update_state(state: State, change: &mut dyn FnMut(&mut dyn Any)) {
    state.try_update(|value| change(&mut **value));
}

#[inline(never)]
fn read_state(state: State, look: &mut dyn FnMut(&dyn Any)) {
    state.try_with(|value| look(&**value));
}

#[inline(never)]
fn peek_state(state: State, look: &mut dyn FnMut(&dyn Any)) {
    state.try_with_untracked(|value| look(&**value));
}

/// What follows from signals: computed once for all who ask, and again only where one of the signals has changed. Who asks runs again
/// only where what came out differs. It is a [`leptos::prelude::Memo`].
pub struct Memo<T> {
    value: leptos::prelude::Memo<Computed>,
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

impl<T: Clone + Default + PartialEq + 'static> Memo<T> {
    /// Computes it when it is first asked for.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        Self {
            value: new_memo(Box::new(move || Computed {
                value: SendWrapper::new(Rc::new(compute())),
                is_same: |one, other| one.downcast_ref::<T>() == other.downcast_ref::<T>(),
            })),
            holds: PhantomData,
        }
    }

    /// What came out.
    pub fn get(self) -> T {
        let value = read_memo(self.value);
        let value = value.as_ref().and_then(|value| value.downcast_ref::<T>());
        value.cloned().unwrap_or_default()
    }
}

fn new_memo(compute: Box<dyn Fn() -> Computed>) -> leptos::prelude::Memo<Computed> {
    let compute = SendWrapper::new(compute);
    leptos::prelude::Memo::new(move |_| compute())
}

#[inline(never)]
fn read_memo(memo: leptos::prelude::Memo<Computed>) -> Option<Rc<dyn Any>> {
    memo.try_with(|computed| (*computed.value).clone())
}
