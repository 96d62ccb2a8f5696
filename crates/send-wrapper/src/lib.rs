//! Stands in for the crate `send_wrapper`, which Leptos uses for every value that must stay on the page's one thread.
//!
//! The original asks the standard library for the current thread at each use. WebAssembly without atomics has one thread, so the
//! answer is known, but the question brings the threads' handles into the program and with them a second memory allocator:
//! 3 KB of what every reader loads. Elsewhere (tests on the developer's machine) the thread is checked as in the original.
#![deny(unsafe_op_in_unsafe_fn)]

use std::fmt;
use std::future::Future;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

use owner::Owner;

/// A value that only the thread which made it can use, though its type may be sent to others.
pub struct SendWrapper<T> {
    value: ManuallyDrop<T>,
    owner: Owner,
}

// SAFETY: every way to the value, dropping it included, first makes sure that this is its owner's thread.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    /// Keeps the value for this thread.
    pub fn new(value: T) -> Self {
        Self {
            value: ManuallyDrop::new(value),
            owner: Owner::this_thread(),
        }
    }

    /// Whether this thread may use the value.
    pub fn valid(&self) -> bool {
        self.owner.is_this_thread()
    }

    /// The value itself. Panics on any other thread.
    #[track_caller]
    pub fn take(self) -> T {
        self.check();
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is never dropped, so the value is moved out once.
        unsafe { ManuallyDrop::take(&mut this.value) }
    }

    #[track_caller]
    fn check(&self) {
        assert!(
            self.valid(),
            "a value is used on another thread than the one that made it"
        );
    }

    #[track_caller]
    fn pinned(self: Pin<&mut Self>) -> Pin<&mut T> {
        self.check();
        // SAFETY: the value is never moved out of a pinned wrapper.
        unsafe { self.map_unchecked_mut(|this| &mut *this.value) }
    }
}

impl<T> Drop for SendWrapper<T> {
    #[track_caller]
    fn drop(&mut self) {
        if std::mem::needs_drop::<T>() {
            if !self.valid() && std::thread::panicking() {
                return;
            }
            self.check();
        }
        // SAFETY: this is the wrapper's end, and nothing has taken the value.
        unsafe { ManuallyDrop::drop(&mut self.value) }
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        self.check();
        &self.value
    }
}

impl<T> DerefMut for SendWrapper<T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        self.check();
        &mut self.value
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("SendWrapper").field(&**self).finish()
    }
}

impl<F: Future> Future for SendWrapper<F> {
    type Output = F::Output;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.pinned().poll(context)
    }
}

#[cfg(feature = "futures")]
impl<S: futures_core::Stream> futures_core::Stream for SendWrapper<S> {
    type Item = S::Item;

    #[track_caller]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        self.pinned().poll_next(context)
    }
}

#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
mod owner {
    pub(super) struct Owner;

    impl Owner {
        pub(super) fn this_thread() -> Self {
            Self
        }

        pub(super) fn is_this_thread(&self) -> bool {
            true
        }
    }
}

#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
mod owner {
    use std::thread::{self, ThreadId};

    pub(super) struct Owner(ThreadId);

    impl Owner {
        pub(super) fn this_thread() -> Self {
            Self(thread::current().id())
        }

        pub(super) fn is_this_thread(&self) -> bool {
            self.0 == thread::current().id()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thread_that_made_a_value_uses_it() {
        let mut kept = SendWrapper::new(vec![1]);
        kept.push(2);
        assert_eq!(kept.clone().take(), [1, 2]);
    }

    #[test]
    fn any_other_thread_panics() {
        let kept = SendWrapper::new(1);
        let used = std::thread::spawn(move || kept.take());
        assert!(used.join().is_err());
    }
}
