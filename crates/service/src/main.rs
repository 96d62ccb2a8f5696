//! The command line.

use std::error::Error;
use std::process::ExitCode;

use bangtin_service::clock::Clock;
use bangtin_service::config::{self, Flags, LogFormat};
use bangtin_service::{Service, Settings};
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

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
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error>> {
    let settings = config::read(&cli.flags)?;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(settings).await,
        Command::Check => Ok(check(&settings)),
    }
}

async fn serve(settings: Settings) -> Result<ExitCode, Box<dyn Error>> {
    log(&settings)?;
    let service = Service::start(settings, Clock::default()).await?;
    println!("{}/", service.app.public_url);
    ended().await?;
    tracing::info!("ending");
    service.end().await;
    Ok(ExitCode::SUCCESS)
}

fn check(settings: &Settings) -> ExitCode {
    let findings = config::check(settings);
    for finding in &findings {
        let weight = if finding.wrong { "wrong" } else { "advice" };
        println!("{weight}: {}", finding.sentence);
    }
    if findings.iter().any(|finding| finding.wrong) {
        return ExitCode::FAILURE;
    }
    println!("The settings can be served.");
    ExitCode::SUCCESS
}

fn log(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let filter = EnvFilter::try_new(&settings.log)?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
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
