//! The tasks of the house. `cargo xtask help` lists them; each does its own set-up.
#![allow(
    unreachable_pub,
    reason = "nothing of a binary is reachable from outside"
)]

mod bench;
mod budgets;
mod command;
mod custom_elements;
mod dev;
mod hash;
mod kit;
mod new_element;
mod packages;
mod packed;
mod public;
mod repo;
mod sbom;
mod serve;
mod setup;
mod size;
mod step;
mod test;
mod tidy;
mod tree;
mod units;

use anyhow::Result;
use clap::{Parser, Subcommand};
use kit::Steps;
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
    /// Make what a new element needs: its files, and its line in each table
    NewElement {
        /// What comes behind `bangtin-` in its tag
        name: String,
    },
    /// Write custom-elements.json, which editors read, from what the source says
    Manifest,
    /// Check arrows between rooms, elements and their manifest, documents, migrations, versions, licences and sources: a few seconds
    Tidy,
    /// Build the unit tests of the views and run them in Chromium
    Units {
        /// Only those whose name holds one of these words
        words: Vec<String>,
    },
    /// Fetch WordPress and run the tests beside it, with the kit that was built last
    Wordpress {
        /// Only those whose name holds one of these words
        words: Vec<String>,
    },
    /// Build the kit into target/kit, and what the service shows into target/public
    Build {
        /// Skip the slow optimiser: larger files, for development
        #[arg(long)]
        quick: bool,
        /// Leave out the steps of our own that change what the tools have made, into target/kit-plain
        #[arg(long, conflicts_with = "quick")]
        plain: bool,
    },
    /// Build the kit and print its sizes beside the budgets
    Size {
        /// Leave out a step, to see what it saves: lean, gather, direct, shorten, optimise; no budget is judged then
        #[arg(long)]
        without: Vec<String>,
    },
    /// Write what ships into target/sbom: a list of components (CycloneDX) and their licences with the texts
    Sbom,
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
        Task::NewElement { name } => new_element::make(&repo, &name),
        Task::Manifest => custom_elements::write(&repo),
        Task::Tidy => tidy::check(&repo),
        Task::Units { words } => test::units(&repo, &words),
        Task::Wordpress { words } => test::beside_wordpress(&repo, &words),
        Task::Build { plain: true, .. } => kit::build(&repo, Steps::PLAIN).map(drop),
        Task::Build { quick, .. } => {
            kit::build(&repo, if quick { Steps::QUICK } else { Steps::ALL })?;
            public::assemble(&repo).map(drop)
        }
        Task::Size { without } if without.is_empty() => {
            size::report(&repo, &kit::build(&repo, Steps::ALL)?)
        }
        Task::Size { without } => {
            let mut steps = Steps::ALL;
            for name in without {
                steps = steps.without(&name)?;
            }
            size::table(&repo, &kit::build(&repo, steps)?).map(drop)
        }
        Task::Sbom => sbom::write(&repo),
        Task::Bench { options } => bench::bench(&repo, &options),
    }
}
