//! Reads the settings.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use config::builder::DefaultState;
use config::{Config, ConfigBuilder, ConfigError, Environment, File, FileFormat};

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
#[error("the settings cannot be read: {}", without_lines(.0))]
pub struct SettingsError(#[from] ConfigError);

/// Where a file is no TOML, its parser shows the line, in which a password may stand: its number will do.
fn without_lines(error: &ConfigError) -> String {
    let told = error.to_string();
    let shown = |line: &&str| {
        let line = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
        !line.starts_with('|')
    };
    told.lines().filter(shown).collect::<Vec<_>>().join("; ")
}

const PREFIX: &str = "BANGTIN_";
/// Names the file, so it is not a setting in it.
const CONFIG: &str = "BANGTIN_CONFIG";
/// The settings that are lists; a variable has commas between the values.
const LISTS: [&str; 2] = ["trusted_proxies", "inside_networks"];

/// Reads the file, then the environment (`DATABASE_URL`, `BANGTIN_LISTEN`, `BANGTIN_LIMITS__BODY_BYTES`, …), then the flags.
///
/// # Errors
/// A sentence that names the setting.
pub fn read(flags: &Flags) -> Result<Settings, SettingsError> {
    let usual = Path::new("bangtin.toml");
    let usual = usual.exists().then(|| usual.to_path_buf());
    let file = flags.config.clone().or(usual);
    let variables = std::env::vars_os().filter_map(|(name, value)| {
        Some((
            name.into_string().ok()?,
            value.to_string_lossy().into_owned(),
        ))
    });
    layered(file.as_deref(), variables.collect(), flags)
}

fn layered(
    file: Option<&Path>,
    variables: HashMap<String, String>,
    flags: &Flags,
) -> Result<Settings, SettingsError> {
    let mut settings = Config::builder();
    if let Some(file) = file {
        settings = settings.add_source(File::from(file).format(FileFormat::Toml));
    }
    settings = environment(settings, variables)?;
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

/// Values stay text until the setting says what it is: a secret of digits keeps its leading zeros.
fn environment(
    mut settings: ConfigBuilder<DefaultState>,
    variables: HashMap<String, String>,
) -> Result<ConfigBuilder<DefaultState>, ConfigError> {
    let mut single = config::Map::new();
    for (name, value) in variables {
        if value.is_empty() || name == CONFIG {
            continue;
        }
        if name == "DATABASE_URL" {
            settings = settings.set_override("database_url", value)?;
            continue;
        }
        let Some(setting) = name.strip_prefix(PREFIX).map(str::to_lowercase) else {
            continue;
        };
        if LISTS.contains(&setting.as_str()) {
            let values = value
                .split(',')
                .map(str::trim)
                .filter(|one| !one.is_empty());
            let values: Vec<String> = values.map(str::to_owned).collect();
            settings = settings.set_override(setting, values)?;
        } else {
            single.insert(name, value);
        }
    }
    let single = Environment::with_prefix("BANGTIN")
        .prefix_separator("_")
        .separator("__")
        .source(Some(single));
    Ok(settings.add_source(single))
}

#[cfg(test)]
mod tests;
