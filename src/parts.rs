//! The loading of those parts of the kit that are files of their own, for the code that `wasm_split` generates.
//!
//! It does what the runtime of `wasm_split_helpers` does, with a promise in place of a lock and a queue: the generated script already
//! loads a part only once, and tries again after a failure.

#![allow(unsafe_code)]

// Its marker tells the splitter which version of the macro made the code.
use wasm_split_helpers as _;

use crate::{host::Host, view::View};

pub use bangtin_view::part;

/// A view whose code is a file of its own. `#[part(…)]` makes it.
#[derive(Clone, Copy)]
pub struct Part {
    #[doc(hidden)]
    #[cfg(target_family = "wasm")]
    pub load: rt::LoadFn,
    #[doc(hidden)]
    pub make: fn(Host) -> View,
}

impl Part {
    /// What makes the view, once its code is there.
    ///
    /// # Errors
    /// Where the file cannot be had. The next call tries again.
    pub async fn bring(self) -> Result<fn(Host) -> View, SplitLoaderError> {
        #[cfg(target_family = "wasm")]
        rt::Loading::by(self.load).await?;
        Ok(self.make)
    }
}

/// A part's file could not be had. The cause is in the console.
#[derive(Clone, Copy, Debug)]
pub struct SplitLoaderError;

#[doc(hidden)]
pub mod rt {
    use std::{
        ffi::c_void,
        pin::Pin,
        task::{Context, Poll},
    };

    use js_sys::{Function, Promise};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;

    use super::SplitLoaderError;

    pub type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool) -> ();
    pub type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void) -> ();

    /// How to load one part.
    #[derive(Debug)]
    pub struct LazySplitLoader(LoadFn);

    impl LazySplitLoader {
        /// # Safety
        /// `load` must call its callback exactly once, with the data that it was given.
        pub const unsafe fn new(load: LoadFn) -> Self {
            Self(load)
        }
    }

    /// Waits until the part is there. A type of its own, not an `async fn`: the code of that would be in the loader of each part.
    pub struct Loading(JsFuture);

    impl Loading {
        #[inline(never)]
        pub(super) fn by(load: LoadFn) -> Self {
            Self(JsFuture::from(Promise::new(&mut |resolve, _| {
                let resolve: *mut Function = Box::into_raw(Box::new(resolve));
                // SAFETY: `loaded` takes the box back, once, as `LazySplitLoader::new` asks of `load`.
                unsafe { load(loaded, resolve.cast_const().cast()) };
            })))
        }
    }

    pub fn ensure_loaded(loader: Pin<&LazySplitLoader>) -> Loading {
        Loading::by(loader.0)
    }

    impl Future for Loading {
        type Output = Result<(), SplitLoaderError>;

        #[inline(never)]
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            let success = match Pin::new(&mut self.0).poll(context) {
                Poll::Ready(success) => success,
                Poll::Pending => return Poll::Pending,
            };
            Poll::Ready(match success.ok().and_then(|success| success.as_bool()) {
                Some(true) => Ok(()),
                _ => Err(SplitLoaderError),
            })
        }
    }

    unsafe extern "C" fn loaded(resolve: *const c_void, success: bool) {
        // SAFETY: the pointer is the one that `ensure_loaded` handed out.
        let resolve = unsafe { Box::from_raw(resolve.cast_mut().cast::<Function>()) };
        let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::from_bool(success));
    }
}
