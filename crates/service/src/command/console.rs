//! What a command is told beside its arguments, and where it speaks: a terminal, or the command line that has asked the running service.

use std::error::Error;
use std::io::{self, BufRead, IsTerminal, Write};

/// Why a command did nothing, in a sentence.
pub(super) type Refusal = Box<dyn Error + Send + Sync>;

/// The input and the two outputs of a command.
pub(super) struct Console {
    /// The first line of the input, for a command that reads it. Never in an argument, which every user of the machine can see.
    pub(super) input: Option<String>,
    /// What was asked for.
    pub(super) out: Box<dyn Write>,
    /// What is said beside it.
    pub(super) notes: Box<dyn Write>,
}

impl Console {
    /// That of this process.
    pub(super) fn here(input: Option<String>) -> Self {
        Self {
            input,
            out: Box::new(io::stdout()),
            notes: Box::new(io::stderr()),
        }
    }

    pub(super) fn lines(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

/// The first line of the standard input.
pub(super) fn first_line(wanted: &str) -> io::Result<String> {
    let input = io::stdin();
    if input.is_terminal() {
        eprintln!("{wanted}, then Enter (it is shown as you type):");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
