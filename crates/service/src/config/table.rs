//! The table of settings: `docs/settings.md`.

mod rows;

use clap::Args;
use serde_json::Value;

use super::{Flags, Settings};
use rows::ROWS;

/// One setting.
struct Row {
    /// Its name in the file: `limits.body_bytes`; `sites[].id` in the table of a site.
    name: &'static str,
    /// What stands for it where it is absent; nothing: worked out from [`Settings::default`].
    default: Option<&'static str>,
    /// What it does.
    meaning: &'static str,
}

const INTRODUCTION: &str = "\
# Settings

This page is written by `bangtin-service settings`. Nothing has to be set: without any, the service runs on this machine with
the sample content.

A setting can stand in a file (TOML: the one that `--config` or `BANGTIN_CONFIG` names, else `bangtin.toml` in the folder where
the service is started), in the environment, and some on the command line. The environment is stronger than the file, the command
line stronger than both. `deploy/bangtin.toml` is a complete file to begin with. A name that is not in this table is refused, so that
a slip of the pen does not go unnoticed; only variables that begin with `BANGTIN_` are looked at, and `DATABASE_URL`, which is stronger than
`BANGTIN_DATABASE_URL`. An empty variable is as good as none. A list in a variable has commas between its values. Paths begin at the folder
where the service is started.

`bangtin-service check` says what is wrong with the settings, and what a production service lacks. With what is wrong the service
does not start, and no command acts but `check`, `settings`, `health`, `backup` and `restore`; what it lacks is logged at each start.

`[[sites]]` begins a site, and `sites[].id` is its `id`; these stand in the file only.

";

/// The page in Markdown. Each line of its table is a setting of [`Settings`].
#[must_use]
pub fn table() -> String {
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    let flags = flags();
    let mut page = INTRODUCTION.to_owned();
    page.push_str(
        "| name | environment | flag | default | meaning |\n| --- | --- | --- | --- | --- |\n",
    );
    for row in ROWS {
        let variable = match variable(row.name) {
            Some(variable) => format!("`{variable}`"),
            None => "–".to_owned(),
        };
        let flag = row.name.replace('_', "-");
        let flag = if flags.contains(&flag) {
            format!("`--{flag}`")
        } else {
            "–".to_owned()
        };
        let default = match row.default {
            Some(default) => default.to_owned(),
            None => default_of(&defaults, row.name),
        };
        let meaning = row.meaning;
        page.push_str(&format!(
            "| `{}` | {variable} | {flag} | {default} | {meaning} |\n",
            row.name
        ));
    }
    page
}

/// The variable of a setting. What belongs to a site has none: sites stand in the file.
fn variable(name: &str) -> Option<String> {
    let own = !name.contains("[]") && name != "sites";
    own.then(|| format!("BANGTIN_{}", name.replace('.', "__").to_uppercase()))
}

fn flags() -> Vec<String> {
    let command = Flags::augment_args(clap::Command::new("settings"));
    let flags = command.get_arguments();
    flags
        .filter_map(|flag| flag.get_long().map(str::to_owned))
        .collect()
}

fn default_of(defaults: &Value, name: &str) -> String {
    let found = defaults.pointer(&format!("/{}", name.replace('.', "/")));
    match found {
        None | Some(Value::Null) => "none".into(),
        Some(Value::Array(list)) if list.is_empty() => "none".into(),
        Some(Value::String(text)) => format!("`{text}`"),
        Some(other) => format!("`{other}`"),
    }
}

#[cfg(test)]
mod tests;
