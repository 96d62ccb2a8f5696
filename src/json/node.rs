//! A JSON value as the browser parsed it: 15 KB less to load than a parser of our own.

use bangtin_sources::Node;
use js_sys::{Array, JsString};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    // Takes the text as the browser has it, where js-sys would copy it here and back.
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/json/node.js")]
extern "C" {
    fn member(value: &JsValue, key: &str) -> JsValue;
    fn text(value: &JsValue) -> Option<String>;
}

/// A value that `JSON.parse` made.
#[derive(Clone, Debug)]
pub struct JsNode(JsValue);

impl JsNode {
    /// Parses a text; `None` where it is no JSON.
    pub fn parse(text: &JsString) -> Option<Self> {
        parse(text).ok().map(Self)
    }

    /// Parses a text of ours; `None` where it is no JSON.
    pub fn read(text: &str) -> Option<Self> {
        Self::parse(&JsString::from(text))
    }

    /// A value that is JSON.
    pub fn of(value: JsValue) -> Self {
        Self(value)
    }

    /// The value itself.
    pub fn value(&self) -> &JsValue {
        &self.0
    }
}

impl Node for JsNode {
    fn get(&self, key: &str) -> Option<Self> {
        let value = member(&self.0, key);
        (!value.is_undefined()).then_some(Self(value))
    }

    fn at(&self, index: u32) -> Option<Self> {
        let array = self.0.dyn_ref::<Array>()?;
        (index < array.length()).then(|| Self(array.get(index)))
    }

    fn len(&self) -> u32 {
        self.0.dyn_ref::<Array>().map_or(0, Array::length)
    }

    fn text(&self) -> Option<String> {
        // What is shown is NFC; many a CMS sends NFD.
        text(&self.0)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object() && !self.is_array()
    }

    fn is_array(&self) -> bool {
        Array::is_array(&self.0)
    }
}
