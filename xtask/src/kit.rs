//! The way from the sources to `target/kit`: compile, split, bind, optimise, bundle, publish.
//!
//! The kit is one WebAssembly program, cut into a first file and one file for each lazily loaded element.

mod bind;
mod bundle;
mod check;
mod compile;
mod elements;
mod esbuild;
mod gather;
mod lean;
mod manifest;
mod optimise;
mod parts;
mod publish;
mod shorten;
mod split;
mod workshop;

use anyhow::Result;

pub use elements::tags;
pub use manifest::Manifest;

use crate::repo::Repo;
use crate::setup;
use crate::step::{long_step, step};

/// How much work the build puts into small files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Everything: what is published and measured.
    Full,
    /// Without the WebAssembly optimiser: what one looks at while developing.
    Quick,
}

/// Builds what has changed and returns what the kit is made of.
pub fn build(repo: &Repo, effort: Effort) -> Result<Manifest> {
    setup::wasm_target()?;
    setup::node(repo)?;
    let _turn = workshop::turn(repo)?;
    let wasm = long_step("compile the kit to WebAssembly", || compile::kit(repo))?;
    let work = workshop::Workshop::new(repo, &wasm, effort)?;
    if !work.is_done() {
        let lean = step("let panics end at once", || lean::program(&work, &wasm))?;
        let parts = step("split off the lazy elements", || split::split(&work, &lean))?;
        let parts = step("gather what they share", || {
            gather::gather(repo, &work, parts)
        })?;
        step("bind to JavaScript", || bind::bind(repo, &work))?;
        check::glue(&work)?;
        match effort {
            Effort::Full => step("optimise", || optimise::all(repo, &work))?,
            Effort::Quick => optimise::none(&work)?,
        }
        work.finish(&parts)?;
    }
    step("bundle", || {
        let files = bundle::bundle(repo, &work)?;
        check::bundles(&files)?;
        check::paths(repo, &files)?;
        publish::publish(repo, files)
    })
}
