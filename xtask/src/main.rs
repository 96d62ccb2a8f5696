//! The tasks of the house. `cargo xtask help` lists them; each does its own set-up.
#![allow(
    unreachable_pub,
    reason = "nothing of a binary is reachable from outside"
)]

mod bench;
mod budgets;
mod command;
mod dev;
mod hash;
mod kit;
mod public;
mod repo;
mod serve;
mod setup;
mod size;
mod step;
mod test;
mod tidy;
mod units;

use anyhow::Result;
use clap::{Parser, Subcommand};
use kit::Effort;
use repo::Repo;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "The tasks of the house"
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the kit, start the service with the sample content, print its address
    Run {
        /// The port to listen on; the next free one if it is taken
        #[arg(long, default_value_t = 4180)]
        port: u16,
    },
    /// Show the kit and the host pages without the service, and build again whenever a source changes
    Dev {
        /// The port to listen on; the next free one if it is taken
        #[arg(long, default_value_t = 4180)]
        port: u16,
    },
    /// Check everything: format, lints, unit tests, documents, sizes, browsers
    Test {
        /// Leave the browsers out
        #[arg(long)]
        no_browsers: bool,
    },
    /// Build the unit tests of the views and run them in Chromium
    Units {
        /// Only those whose name holds one of these words
        words: Vec<String>,
    },
    /// Build the kit into target/kit, and what the service shows into target/public
    Build {
        /// Skip the slow optimiser: larger files, for development
        #[arg(long)]
        quick: bool,
    },
    /// Build the kit and print its sizes beside the budgets
    Size,
    /// Measure the kit beside other ways to write the same list
    Bench {
        /// Handed on to bench/run.mjs
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
}

fn main() {
    if let Err(failure) = perform(Cli::parse().task) {
        eprintln!("\nerror: {failure:#}");
        std::process::exit(1);
    }
}

fn perform(task: Task) -> Result<()> {
    let repo = Repo::find()?;
    match task {
        Task::Run { port } => serve::run_service(&repo, port),
        Task::Dev { port } => dev::dev(&repo, port),
        Task::Test { no_browsers } => test::everything(&repo, !no_browsers),
        Task::Units { words } => test::units(&repo, &words),
        Task::Build { quick } => {
            kit::build(&repo, if quick { Effort::Quick } else { Effort::Full })?;
            public::assemble(&repo).map(drop)
        }
        Task::Size => size::report(&repo, &kit::build(&repo, Effort::Full)?),
        Task::Bench { options } => bench::bench(&repo, &options),
    }
}
