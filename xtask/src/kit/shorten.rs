//! Takes out of the glue and the first file what nobody calls, and gives the calls between them short names.
//!
//! wasm-bindgen names each call by what it does and a hash, in both files: about 10 KB that hardly compress. Measured on
//! this kit (2026-11-26): 5.8 of 70 KB less to transfer.

mod shims;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use regex::{Captures, Regex};
use walrus::Module;

/// The module that the first file imports the glue's functions from.
const GLUE: &str = "./bangtin_bg.js";

/// Leptos brings wasm-streams for its server functions. Its classes are exported though the kit never makes one, so nothing
/// downstream may drop them.
const UNUSED_CLASSES: &str = "IntoUnderlying";

/// From names that wasm-bindgen gave to ours.
type Names = BTreeMap<String, String>;

/// A function that the first file takes from a module of the kit as it is.
struct Direct {
    module: String,
    name: String,
    short: String,
}

/// What was renamed in the first file.
pub struct Renamed {
    imports: Names,
    direct: Vec<Direct>,
    exports: Names,
}

/// Changes the first file. The loaders of the parts hand over some of its exports by name.
pub fn first_file(wasm: &mut Module, loaders: &str) -> Renamed {
    drop_unused_classes(wasm);
    shims::empty(wasm);
    walrus::passes::gc::run(wasm);
    let (imports, direct) = rename_imports(wasm);
    Renamed {
        imports,
        direct,
        exports: rename_exports(wasm, loaders),
    }
}

/// The glue with the imports of the changed first file.
pub fn imports(script: &str, renamed: &mut Renamed) -> Result<String> {
    let script = without_unused_classes(script).replace(&format!("\"{GLUE}\": "), "b: ");
    let names = std::mem::take(&mut renamed.imports);
    with_direct(&with_imports(&script, names)?, &renamed.direct)
}

/// The glue with the exports of the changed first file.
pub fn exports(script: &str, renamed: &Renamed) -> Result<String> {
    let used = Regex::new(r"\bwasm\.(\w+)")?;
    let short = |found: &Captures| match renamed.exports.get(&found[1]) {
        Some(short) => format!("wasm.{short}"),
        None => found[0].to_owned(),
    };
    Ok(used.replace_all(script, short).into_owned())
}

fn drop_unused_classes(wasm: &mut Module) {
    let class = UNUSED_CLASSES.to_lowercase();
    let unused = wasm
        .exports
        .iter()
        .filter(|export| export.name.contains(&class));
    for export in unused.map(|export| export.id()).collect::<Vec<_>>() {
        wasm.exports.delete(export);
    }
}

fn rename_imports(wasm: &mut Module) -> (Names, Vec<Direct>) {
    let (mut names, mut direct) = (Names::new(), Vec::new());
    let functions = wasm.imports.iter_mut();
    let functions =
        functions.filter(|import| matches!(import.kind, walrus::ImportKind::Function(_)));
    for (number, import) in functions.enumerate() {
        let short = number.to_string();
        let module = std::mem::replace(&mut import.module, "b".into());
        let name = std::mem::replace(&mut import.name, short.clone());
        if module == GLUE {
            names.insert(name, short);
        } else {
            direct.push(Direct {
                module,
                name,
                short,
            });
        }
    }
    (names, direct)
}

fn rename_exports(wasm: &mut Module, loaders: &str) -> Names {
    let mut names = Names::new();
    let exports = wasm.exports.iter_mut();
    for export in exports.filter(|export| !loaders.contains(&export.name)) {
        let short = letters(names.len());
        names.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    names
}

/// a, b, … z, ab, bb, …
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.extend(char::from_digit((number % 26) as u32 + 10, 36));
        number /= 26;
        if number == 0 {
            return letters;
        }
    }
}

fn without_unused_classes(glue: &str) -> String {
    let class = format!("export class {UNUSED_CLASSES}");
    let dispose = format!("if (Symbol.dispose) {UNUSED_CLASSES}");
    let registry = format!("const {UNUSED_CLASSES}");
    let mut kept = String::new();
    let mut skip_to: Option<fn(&str) -> bool> = None;
    for line in glue.lines() {
        if skip_to.is_none() && line.starts_with(&class) {
            skip_to = Some(|line| line == "}");
        } else if skip_to.is_none() && (line.starts_with(&registry) || line.starts_with(&dispose)) {
            skip_to = Some(|line| line.ends_with(';'));
        }
        match skip_to {
            Some(is_last) if is_last(line) => skip_to = None,
            Some(_) => {}
            None => kept.extend([line, "\n"]),
        }
    }
    kept
}

/// Renames the functions that the glue offers, and leaves out those that are not imported any more.
fn with_imports(glue: &str, mut imports: Names) -> Result<String> {
    let mut kept = String::new();
    let mut skipping = false;
    for line in glue.lines() {
        if let Some((name, rest)) = offered(line) {
            let short = imports.remove(name);
            skipping = short.is_none();
            if let Some(short) = short {
                kept.extend(["        ", &short, ": ", rest, "\n"]);
            }
        } else if !skipping {
            kept.extend([line, "\n"]);
        } else {
            skipping = !line.starts_with("        }");
        }
    }
    if let Some(name) = imports.keys().next() {
        bail!(
            "the glue offers no {name}: wasm-bindgen writes it otherwise now, and xtask/src/kit/shorten.rs must follow"
        );
    }
    Ok(kept)
}

/// Takes the functions of other modules by their names. As wasm-bindgen writes it, the bundler would make an object of all of a
/// module's functions, in a way that breaks on pages which have added something to `Object.prototype`.
fn with_direct(glue: &str, direct: &[Direct]) -> Result<String> {
    let mut kept = String::new();
    for Direct {
        module,
        name,
        short,
    } in direct
    {
        kept += &format!("import {{ {name} as direct{short} }} from \"{module}\";\n");
    }
    let of = |line: &str| {
        let mut modules = direct.iter().map(|direct| format!("\"{}\"", direct.module));
        modules.any(|module| line.contains(&module))
    };
    let mut offered = false;
    for line in glue.lines() {
        let whole = line.starts_with("import * as import") || line.ends_with(',');
        if whole && of(line) {
            continue;
        }
        kept.extend([line, "\n"]);
        if line == "        __proto__: null," && !offered {
            offered = true;
            for Direct { short, .. } in direct {
                kept += &format!("        {short}: direct{short},\n");
            }
        }
    }
    if kept.contains("import * as ") {
        bail!("the glue takes a whole module: xtask/src/kit/shorten.rs must follow wasm-bindgen");
    }
    Ok(kept)
}

/// A line `        __wbg_get_0123456789abcdef: function(…`.
fn offered(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("        ")?.split_once(": ")?;
    (name.starts_with("__wb") && rest.starts_with("function(")).then_some((name, rest))
}

#[cfg(test)]
mod tests;
