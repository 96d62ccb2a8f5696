//! What only few elements ask of the browser, called by name: a typed call would be glue in the first file, which every page loads.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A member of an object of the browser; undefined where there is none.
pub fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or_default()
}

/// Calls a method; `None` where the browser has none, or refuses.
pub fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(of, name).dyn_into().ok()?;
    let arguments = Array::new();
    for argument in with {
        arguments.push(argument);
    }
    method.apply(of, &arguments).ok()
}

/// Makes an object of a class that stands in `of`; `None` where there is none, or it refuses.
pub fn construct(of: &JsValue, class: &str, with: JsValue) -> Option<JsValue> {
    let arguments = [member(of, class), Array::of1(&with).into()];
    call(
        &member(&super::window(), "Reflect"),
        "construct",
        &arguments,
    )
}

/// Opens a `<dialog>` over the page. Safari before 15.4 has none: there it stands in its place.
pub fn open_dialog(dialog: &JsValue) {
    if call(dialog, "showModal", &[]).is_none() {
        call(dialog, "setAttribute", &["open".into(), "".into()]);
    }
}

/// Closes a `<dialog>` again.
pub fn close_dialog(dialog: &JsValue) {
    if call(dialog, "close", &[]).is_none() {
        call(dialog, "removeAttribute", &["open".into()]);
    }
}

/// An object for a call. It has no prototype: what a page has added there is not asked for.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object: Object = Object::create(JsValue::NULL.unchecked_ref());
    for (name, value) in members {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Waits for the next event of one of these kinds. The listeners go with the waiting.
pub async fn event(target: &JsValue, names: &'static [&'static str]) -> JsValue {
    let mut waiting = None;
    let promise = Promise::new(&mut |resolve, _| {
        for name in names {
            call(
                target,
                "addEventListener",
                &[JsValue::from_str(name), resolve.clone().into()],
            );
        }
        waiting = Some(Waiting(resolve, Source::Event(target.clone(), names)));
    });
    JsFuture::from(promise).await.unwrap_or_default()
}

/// Waits so many milliseconds, which may be long. The timer goes with the waiting.
pub async fn alarm(milliseconds: f64) {
    let mut waiting = None;
    let promise = Promise::new(&mut |resolve, _| {
        let arguments = [resolve.clone().into(), milliseconds.into()];
        let timer = call(&super::window(), "setTimeout", &arguments);
        waiting = Some(Waiting(resolve, Source::Timer(timer.unwrap_or_default())));
    });
    let _ = JsFuture::from(promise).await;
}

/// A promise that is waited for: the call that keeps it, and who calls.
struct Waiting(Function, Source);

enum Source {
    Event(JsValue, &'static [&'static str]),
    Timer(JsValue),
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let Self(resolve, source) = self;
        match source {
            Source::Event(target, names) => {
                for name in *names {
                    let arguments = [JsValue::from_str(name), resolve.clone().into()];
                    call(target, "removeEventListener", &arguments);
                }
            }
            Source::Timer(timer) => {
                call(
                    &super::window(),
                    "clearTimeout",
                    core::slice::from_ref(timer),
                );
            }
        }
        // A promise that is never kept would keep those who wait for it.
        let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
    }
}
