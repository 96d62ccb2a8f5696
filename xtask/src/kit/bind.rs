//! wasm-bindgen as a library, so that its version is in our lock file.

use std::fs;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::lean;
use super::shorten;
use super::workshop::Workshop;
use crate::repo::Repo;

/// Writes the glue `bangtin.js`, its snippets and `bangtin_bg.wasm` beside the parts.
pub fn bind(repo: &Repo, work: &Workshop, short: bool) -> Result<()> {
    same_version(&repo.read("Cargo.lock")?)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(work.unbound()).out_name("bangtin");
    bindgen.web(true)?.typescript(false);
    // The parts call the first file through exports that the linker named.
    bindgen.keep_lld_exports(true).demangle(false);
    // The optimiser sorts functions by their names, and drops the names then.
    bindgen.remove_name_section(false);
    bindgen.remove_producers_section(true);
    // The entry hands over the address: the file's name has a hash in it.
    bindgen.omit_default_module_path(true);
    let output = bindgen.generate_output();
    let mut output = output.context("wasm-bindgen refused the kit")?;
    if short {
        let loaders = fs::read_to_string(work.raw().join("__wasm_split.js"))?;
        let mut renamed = shorten::first_file(output.wasm_mut(), &loaders);
        output.emit(work.raw())?;
        let glue = fs::read_to_string(work.glue())?;
        let glue = lean::glue(&shorten::imports(&glue, &mut renamed)?)?;
        fs::write(work.glue(), shorten::exports(&glue, &renamed)?)?;
    } else {
        output.emit(work.raw())?;
    }
    Ok(fs::remove_file(work.unbound())?)
}

/// Cargo keeps the two in step by their shared `links` key; if that ever ends, better a sentence than a strange failure.
fn same_version(lock: &str) -> Result<()> {
    let (library, tool) = (
        version(lock, "wasm-bindgen")?,
        version(lock, "wasm-bindgen-cli-support")?,
    );
    if library != tool {
        bail!(
            "wasm-bindgen is {library} but wasm-bindgen-cli-support is {tool}: give both the same version in Cargo.toml"
        );
    }
    Ok(())
}

fn version<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock
        .split_once(&entry)
        .with_context(|| format!("{package} is not in Cargo.lock"))?;
    rest.split('"').next().context("Cargo.lock is cut off")
}
