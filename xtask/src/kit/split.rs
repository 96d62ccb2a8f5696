//! Moves each function marked `#[wasm_split]`, with all that only it uses, into a file of its own.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use regex::Regex;
use wasm_split_cli_support::{Options, transform};

use super::parts::Parts;
use super::workshop::Workshop;

/// Writes the first file (unbound), the parts and `__wasm_split.js`, which loads them.
pub fn split(work: &Workshop, wasm: &Path) -> Result<Parts> {
    let (input, folder, main) = (fs::read(wasm)?, work.raw(), work.unbound());
    let mut options = Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &main;
    // The glue, as seen from `__wasm_split.js`.
    options.main_module = "./bangtin.js";
    options.target.web();
    let split =
        transform(options).map_err(|cause| anyhow!("the kit cannot be split: {cause:?}"))?;
    tolerate_any_type(&folder.join("__wasm_split.js"))?;
    Ok(Parts(split.prefetch_map.into_iter().collect()))
}

/// Portals serve `.wasm` under all sorts of types, and the browser's streaming call accepts only one: call ours instead.
fn tolerate_any_type(loaders: &Path) -> Result<()> {
    let script = fs::read_to_string(loaders).context("the splitter wrote no loader")?;
    let strict = Regex::new(
        r#"const src = fetch\(new URL\(("[^"]*\.wasm"), import\.meta\.url\)\);\s*src\.catch\(\(\) => \{\}\);\s*return async \(imports\) => \(WebAssembly\.instantiateStreaming\(src, imports\)\);"#,
    )?;
    let ours = strict.replace_all(&script, "return loadPart($1);");
    if ours.contains("instantiateStreaming") || !ours.contains("loadPart(") {
        bail!("the splitter's loader has changed: xtask/src/kit/split.rs must follow it");
    }
    Ok(fs::write(
        loaders,
        ours.into_owned() + include_str!("part.js"),
    )?)
}
