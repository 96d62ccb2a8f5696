//! Minifies the sheets of `style/`, so that a comment costs no reader a byte.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    println!("cargo::rerun-if-changed=style");
    for entry in fs::read_dir("style")? {
        let path = entry?.path();
        let Some(name) = path
            .file_name()
            .filter(|_| path.extension().is_some_and(|kind| kind == "css"))
        else {
            continue;
        };
        let source = fs::read_to_string(&path)?;
        if has_sum(&source) {
            let path = path.display();
            return Err(
                format!("{path}: the minifier would make a sum in brackets invalid").into(),
            );
        }
        let sheet = minifier::css::minify(&source)
            .map_err(|cause| format!("{}: {cause}", path.display()))?;
        fs::write(Path::new(&out).join(name), sheet.to_string())?;
    }
    Ok(())
}

/// Whether a sum or a difference stands in brackets: CSS wants the spaces around its sign, which the minifier takes away.
fn has_sum(sheet: &str) -> bool {
    let mut depth = 0_u32;
    for word in sheet.split_inclusive([' ', '(', ')']) {
        match word {
            "+ " | "- " if depth > 0 => return true,
            _ if word.ends_with('(') => depth += 1,
            _ if word.ends_with(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
