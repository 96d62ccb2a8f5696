//! The unit tests of the views, which need a real DOM: compiled to WebAssembly, bound, and laid ready for the browsers.
//!
//! `wasm-bindgen-test` makes the tests; what its own runner does with them is little, so that nothing has to be installed.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Parser, Payload};

use crate::command::cargo;
use crate::repo::Repo;
use crate::setup;

/// How `wasm-bindgen-test` names what a test is called by.
const TEST: &str = "__wbgt_";
/// From where the code of `wasm_split` takes a lazy element's functions before the program is split.
const SPLIT: &str = "__wasm_split_placeholder__";

/// Makes `target/units` hold the tests and the page that runs them.
pub fn build(repo: &Repo) -> Result<()> {
    setup::wasm_target()?;
    let folder = repo.path("target/units");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compile(repo)?).out_name("units");
    bindgen.web(true)?.typescript(false);
    bindgen
        .generate(&folder)
        .context("wasm-bindgen refused the tests")?;
    let wasm = fs::read(folder.join("units_bg.wasm"))?;
    let Program { tests, split } = Program::read(&wasm)?;
    fs::write(folder.join("split.js"), stand_ins(&split))?;
    let page = include_str!("units/page.html");
    let page = page.replace("{{tests}}", &serde_json::to_string(&tests)?);
    Ok(fs::write(folder.join("index.html"), page)?)
}

/// The test program of the kit.
fn compile(repo: &Repo) -> Result<PathBuf> {
    let mut command: Command = cargo();
    command
        .current_dir(repo.root())
        .args(["test", "--no-run", "--lib", "--package", "bangtin"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--message-format", "json-render-diagnostics"]);
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()?
        .wait_with_output()?;
    if !output.status.success() {
        bail!("the unit tests of the kit do not compile");
    }
    let messages = String::from_utf8(output.stdout)?;
    let program = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    };
    messages
        .lines()
        .find_map(program)
        .context("cargo names no test program of the kit")
}

#[derive(Default)]
struct Program {
    tests: Vec<String>,
    /// What belongs to the lazy elements: their functions would be in files of their own.
    split: Vec<String>,
}

impl Program {
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut program = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let name = export?.name;
                        if name.starts_with(TEST) {
                            program.tests.push(name.to_owned());
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        if import.module == SPLIT {
                            program.split.push(import.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        if program.tests.is_empty() {
            bail!("the kit has no unit tests for browsers");
        }
        Ok(program)
    }
}

/// The tests call no lazy element; the program must be able to start without their files.
fn stand_ins(names: &[String]) -> String {
    let function = |name: &String| {
        format!(
            "export const {name} = () => {{ throw new Error(\"{name} is not in the unit tests\"); }};\n"
        )
    };
    names.iter().map(function).collect()
}
