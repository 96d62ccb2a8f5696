use crate::Node;
use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// By reference, so that asking for a member copies nothing.
impl Node for &Value {
    fn get(&self, key: &str) -> Option<Self> {
        self.as_object()?.get(key)
    }

    fn at(&self, index: u32) -> Option<Self> {
        self.as_array()?.get(usize::try_from(index).ok()?)
    }

    fn len(&self) -> u32 {
        self.as_array()
            .map_or(0, |array| u32::try_from(array.len()).unwrap_or(u32::MAX))
    }

    fn text(&self) -> Option<String> {
        let text = self.as_str()?;
        Some(match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => text.to_owned(),
            _ => text.nfc().collect(),
        })
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        Value::is_null(self)
    }

    fn is_object(&self) -> bool {
        Value::is_object(self)
    }

    fn is_array(&self) -> bool {
        Value::is_array(self)
    }
}
