//! The command line.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use bangtin_service::check::{self, WrongSettings};
use bangtin_service::clock::Clock;
use bangtin_service::command::beside::Door;
use bangtin_service::config::{self, Flags, SettingsError};
use bangtin_service::{Service, Settings, alerts, command, telemetry};
use clap::{Parser, Subcommand};

/// What a portal must remember, and its content. Without a command it serves.
#[derive(Parser)]
#[command(name = "bangtin-service", version)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve (as without a command)
    Serve,
    /// Say what is wrong with the settings, and what a production service lacks
    Check,
    /// Write the table of settings (Markdown)
    Settings,
    /// Ask the service on this machine whether it can serve
    Health,
    /// Write a copy of the database to a new file, also while the service runs
    Backup {
        /// The file to write
        file: PathBuf,
    },
    /// Put a copy back, while the service does not run
    Restore {
        /// The file that `backup` wrote
        file: PathBuf,
        /// Also where the database is not empty
        #[arg(long)]
        replace: bool,
    },
    /// Say what a source gives, what it lacks, which elements would show it, and what to paste
    Doctor(command::doctor::Options),
    /// Write any source that can be read as JSON Feed, to standard output
    Convert(command::convert::Options),
    #[command(flatten)]
    Work(command::Work),
}

/// `EX_CONFIG` of sysexits.h: starting again would change nothing, which a service manager is told by this.
const WRONG_SETTINGS: u8 = 78;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            if error.is::<SettingsError>() || error.is::<WrongSettings>() {
                ExitCode::from(WRONG_SETTINGS)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

impl Command {
    /// Whether it does something by the settings as a whole, and so only by good ones. The others are wanted most where the
    /// settings are wrong: `check` and `settings` explain them, `backup` and `restore` need no more than the database, `health`
    /// asks a service that has started, `doctor` and `convert` look at a source that no setting need name.
    const fn acts(&self) -> bool {
        match self {
            Self::Serve | Self::Work(_) => true,
            Self::Check
            | Self::Settings
            | Self::Health
            | Self::Doctor(_)
            | Self::Convert(_)
            | Self::Backup { .. }
            | Self::Restore { .. } => false,
        }
    }
}

async fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    let settings = config::read(&cli.flags)?;
    let command = cli.command.unwrap_or(Command::Serve);
    // Before anything is opened: a wrong setting must not leave a database or a port behind.
    let advice = if command.acts() {
        check::judge(&settings)?
    } else {
        Vec::new()
    };
    match command {
        Command::Serve => serve(settings, &advice).await,
        Command::Check => Ok(as_code(command::check::run(settings).await)),
        Command::Settings => {
            print!("{}", config::table());
            Ok(ExitCode::SUCCESS)
        }
        Command::Health => Ok(as_code(command::health::run(settings).await)),
        Command::Backup { file } => {
            command::backup::run(settings, &file).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Restore { file, replace } => {
            command::restore::run(settings, &file, replace).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Doctor(options) => Ok(as_code(command::doctor::run(settings, options).await?)),
        Command::Convert(options) => {
            command::convert::run(settings, options).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Work(work) => Ok(as_code(command::run(settings, work).await?)),
    }
}

async fn serve(
    settings: Settings,
    advice: &[String],
) -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    telemetry::log(&settings)?;
    for sentence in advice {
        // A name of its own, so that who has read it can turn it off: `log = "info,bangtin_service::advice=off"`.
        tracing::warn!(target: "bangtin_service::advice", "{sentence}");
    }
    let is_sample = settings.sites.is_empty();
    let mut service = Service::start(settings.or_sample(), Clock::default()).await?;
    if is_sample {
        alerts::show_sample(&service.app).await?;
    }
    // Before the address is said: who reads that may send a command at once.
    if let Some(door) = Door::of(&service.app) {
        service.beside(|app, stop| door.serve(app, stop));
    }
    println!("{}/", service.app.public_url);
    ended().await?;
    tracing::info!("ending");
    service.end().await;
    Ok(ExitCode::SUCCESS)
}

fn as_code(good: bool) -> ExitCode {
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// SIGTERM from a service manager, SIGINT from a keyboard.
async fn ended() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
