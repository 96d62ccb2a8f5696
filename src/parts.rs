//! The loading of those parts of the kit that are files of their own, for the code that `wasm_split` generates.
//!
//! It does what the runtime of `wasm_split_helpers` does, with a promise in place of a lock and a queue: the generated script already
//! loads a part only once, and tries again after a failure.

#![allow(unsafe_code)]

// Its marker tells the splitter which version of the macro made the code.
use wasm_split_helpers as _;

/// A part's file could not be had. The cause is in the console.
#[derive(Clone, Copy, Debug)]
pub struct SplitLoaderError;

#[doc(hidden)]
pub mod rt {
    use std::{ffi::c_void, pin::Pin};

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

    /// Waits until the part is there.
    pub async fn ensure_loaded(loader: Pin<&LazySplitLoader>) -> Result<(), SplitLoaderError> {
        let load = loader.0;
        let promise = Promise::new(&mut |resolve, _| {
            let resolve: *mut Function = Box::into_raw(Box::new(resolve));
            // SAFETY: `loaded` takes the box back, once, as `LazySplitLoader::new` asks of `load`.
            unsafe { load(loaded, resolve.cast_const().cast()) };
        });
        let success = JsFuture::from(promise).await;
        success
            .ok()
            .and_then(|success| success.as_bool())
            .filter(|success| *success)
            .map(|_| ())
            .ok_or(SplitLoaderError)
    }

    unsafe extern "C" fn loaded(resolve: *const c_void, success: bool) {
        // SAFETY: the pointer is the one that `ensure_loaded` handed out.
        let resolve = unsafe { Box::from_raw(resolve.cast_mut().cast::<Function>()) };
        let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::from_bool(success));
    }
}
