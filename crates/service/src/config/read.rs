//! Reads the settings.

use std::path::{Path, PathBuf};

use clap::Args;
use config::{Config, Environment, File, FileFormat};

use super::Settings;

/// What can be set on the command line. Each has a variable, which is weaker.
#[derive(Clone, Debug, Default, Args)]
pub struct Flags {
    /// The file with the settings (TOML); `bangtin.toml` where there is one
    #[arg(long, env = "BANGTIN_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// Where to listen, such as 127.0.0.1:8080
    #[arg(long, global = true)]
    pub listen: Option<String>,
    /// sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, global = true)]
    pub database_url: Option<String>,
    /// The folder with the kit and the portal page
    #[arg(long, global = true)]
    pub public_dir: Option<PathBuf>,
}

/// What is wrong with the settings, in words.
#[derive(Debug, thiserror::Error)]
#[error("the settings cannot be read: {0}")]
pub struct SettingsError(#[from] config::ConfigError);

/// Reads the file, then the environment (`DATABASE_URL`, `BANGTIN_LISTEN`, `BANGTIN_LIMITS__BODY_BYTES`, …), then the flags.
///
/// # Errors
/// A sentence that names the setting.
pub fn read(flags: &Flags) -> Result<Settings, SettingsError> {
    let mut settings = Config::builder();
    let usual = Path::new("bangtin.toml");
    if let Some(file) = &flags.config {
        settings = settings.add_source(File::from(file.as_path()).format(FileFormat::Toml));
    } else if usual.exists() {
        settings = settings.add_source(File::from(usual).format(FileFormat::Toml));
    }
    if let Ok(address) = std::env::var("DATABASE_URL") {
        settings = settings.set_override("database_url", address)?;
    }
    settings = settings.add_source(
        Environment::with_prefix("BANGTIN")
            .prefix_separator("_")
            .separator("__")
            .list_separator(",")
            .with_list_parse_key("trusted_proxies")
            .try_parsing(true)
            .ignore_empty(true),
    );
    let folder = flags.public_dir.as_ref();
    let flagged = [
        ("listen", flags.listen.clone()),
        ("database_url", flags.database_url.clone()),
        (
            "public_dir",
            folder.map(|folder| folder.to_string_lossy().into_owned()),
        ),
    ];
    for (name, value) in flagged {
        settings = settings.set_override_option(name, value)?;
    }
    Ok(settings.build()?.try_deserialize()?)
}
