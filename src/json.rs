//! JSON as the browser reads it, and as the kit writes it.

mod node;
mod object;

pub use node::JsNode;
pub use object::JsonObject;
