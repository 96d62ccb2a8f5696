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
mod table;
mod workshop;

use anyhow::{Result, bail};

pub use elements::tags;
pub use manifest::Manifest;

use crate::repo::Repo;
use crate::setup;
use crate::step::{long_step, step};

/// What the build does to make the files small. The kit works without any of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Of our own: panics end at once.
    pub lean: bool,
    /// Of our own: what lazy elements share is gathered into few files.
    pub gather: bool,
    /// Of our own: calls within such a file go straight, and not through the table of functions.
    pub direct: bool,
    /// Of our own: short names between glue and program, and what nobody calls goes.
    pub shorten: bool,
    /// Binaryen's optimiser.
    pub optimise: bool,
}

impl Steps {
    /// What is published and measured.
    pub const ALL: Self = Self {
        lean: true,
        gather: true,
        direct: true,
        shorten: true,
        optimise: true,
    };
    /// What one looks at while developing.
    pub const QUICK: Self = Self {
        optimise: false,
        ..Self::ALL
    };
    /// The tools as they are: none of our own steps, which change what others have made.
    pub const PLAIN: Self = Self {
        lean: false,
        gather: false,
        direct: false,
        shorten: false,
        optimise: true,
    };

    /// Without the step of this name.
    pub fn without(self, name: &str) -> Result<Self> {
        Ok(match name {
            "lean" => Self {
                lean: false,
                ..self
            },
            "gather" => Self {
                gather: false,
                ..self
            },
            "direct" => Self {
                direct: false,
                ..self
            },
            "shorten" => Self {
                shorten: false,
                ..self
            },
            "optimise" => Self {
                optimise: false,
                ..self
            },
            _ => bail!(
                "there is no step {name}: there are lean, gather, direct, shorten and optimise"
            ),
        })
    }

    /// A kit without a step of ours stands apart: it is tried and measured, and takes nobody's place.
    fn folder(self) -> &'static str {
        match self {
            Self::ALL | Self::QUICK => "kit",
            _ => "kit-plain",
        }
    }
}

/// Builds what has changed and returns what the kit is made of.
pub fn build(repo: &Repo, steps: Steps) -> Result<Manifest> {
    setup::wasm_target()?;
    setup::node(repo)?;
    let _turn = workshop::turn(repo)?;
    let wasm = long_step("compile the kit to WebAssembly", || compile::kit(repo))?;
    let work = workshop::Workshop::new(repo, &wasm, steps)?;
    if !work.is_done() {
        let program = match steps.lean {
            true => step("let panics end at once", || lean::program(&work, &wasm))?,
            false => wasm,
        };
        let mut parts = step("split off the lazy elements", || {
            split::split(&work, &program)
        })?;
        if steps.gather {
            parts = step("gather what they share", || {
                gather::gather(repo, &work, parts, steps.direct)
            })?;
        }
        step("bind to JavaScript", || {
            bind::bind(repo, &work, steps.shorten)
        })?;
        check::glue(&work)?;
        match steps.optimise {
            true => step("optimise", || optimise::all(repo, &work))?,
            false => optimise::none(&work)?,
        }
        if steps.gather {
            table::join(&work)?;
        }
        work.finish(&parts)?;
    }
    step("bundle", || {
        let files = bundle::bundle(repo, &work)?;
        check::bundles(&files)?;
        if steps.shorten {
            check::module_objects(&files)?;
        }
        check::paths(repo, &files)?;
        publish::publish(repo, &repo.path("target").join(steps.folder()), files)
    })
}
