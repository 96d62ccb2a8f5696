//! What a task needs before it starts, installed where this machine allows it.

mod apt;
mod clock;
mod engines;
mod node;
mod postgresql;
mod python;
mod rust;
mod wordpress;

pub use clock::ready as clock;
pub use engines::Engines;
pub use node::{packages, ready as node};
pub use postgresql::ready as postgresql;
pub use python::ready as python;
pub use rust::{check_tools, wasm_target};
pub use wordpress::ready as wordpress;
