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
        let sheet = minifier::css::minify(&source)
            .map_err(|cause| format!("{}: {cause}", path.display()))?;
        fs::write(Path::new(&out).join(name), sheet.to_string())?;
    }
    Ok(())
}
