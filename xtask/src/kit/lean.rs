//! Lets a panic end at once, before its message is made.
//!
//! On this target nobody ever sees the message: standard error leads nowhere, so a panic formats it, throws it away and stops
//! the program with the instruction `unreachable`. Here each call that can only lead there becomes that instruction. What
//! stops a wrong access (a bound checked, an `Option` found empty) stays as it is; what goes is the message, its text and all
//! of the standard library's formatting. Measured on this kit (2026-11-26): 9.7 of 74 KB of the first files after compression.
//!
//! The splitter leaves out what nothing refers to, so this step comes before it. It changes the instructions in their place
//! and takes away their relocations; the optimiser removes the `nop`s.

mod before;
mod glue;
mod places;
mod program;
mod relocations;
mod traps;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::workshop::Workshop;
use before::needless;
use program::Program;
use traps::Traps;

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;

/// Leptos brings wasm-streams for its server functions. The kit never makes one of its classes, but they are exported, so
/// nothing else takes them for unused.
const NEVER_CALLED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

pub use glue::shorter as glue;

/// Where the leaned program is.
pub fn program(work: &Workshop, wasm: &Path) -> Result<PathBuf> {
    let leaned = work.linked();
    fs::write(&leaned, without_messages(&fs::read(wasm)?)?)?;
    Ok(leaned)
}

fn without_messages(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut program = Program::read(wasm)?;
    if program.has("3std9panicking8set_hook") {
        bail!(
            "the kit sets a panic hook, which is never called: xtask/src/kit/lean.rs lets panics end before it"
        );
    }
    let mut traps = Traps::find(&program)?;
    for name in NEVER_CALLED {
        traps.extend(program.exported(name));
    }
    let mut changed = wasm.to_vec();
    places::unite(&mut program, &mut changed);
    let mut gone = Vec::new();
    for function in &program.functions {
        if traps.contains(function.index) {
            let code = function.code();
            changed[code.clone()].fill(NOP);
            changed[code.start] = UNREACHABLE;
            changed[code.end - 1] = END;
            gone.push(code);
            continue;
        }
        for call in traps.calls_in(function) {
            let first = needless(function, call);
            let code = function.operators[first].at.start..function.operators[call].at.end;
            changed[code.clone()].fill(NOP);
            changed[code.start] = UNREACHABLE;
            gone.push(code);
        }
    }
    program.relocations.write_without(&changed, &gone)
}

#[cfg(test)]
mod tests;
