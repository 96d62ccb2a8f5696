//! WordPress with PHP and MariaDB, for the tests beside a real one.

use std::fs;

use anyhow::{Context, Result};

use super::apt;
use crate::repo::Repo;

/// Programs that run it. Of MariaDB only the server itself: the package `mariadb-server` would start one.
const INSTALLED: &[&str] = &["php-cli", "php-mysql", "php-gd", "mariadb-server-core"];
/// WordPress, unpacked only: to be installed it wants a web server on the machine.
const UNPACKED: &[&str] = &[
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentyone",
    "wordpress-theme-twentytwentythree",
    "wordpress-theme-twentytwentytwo",
    "php-getid3",
];
/// Where.
const FOLDER: &str = "target/wordpress";
/// The packages that are in it.
const LIST: &str = "packages";
/// Debian's own settings, which want files in /etc.
const SETTINGS: &str = "usr/share/wordpress/wp-config.php";

/// Fetches what is missing.
pub fn ready(repo: &Repo) -> Result<()> {
    apt::install(INSTALLED)?;
    let folder = repo.path(FOLDER);
    // What an older tree has unpacked lacks what is new in the list.
    let list = UNPACKED.join("\n");
    if fs::read_to_string(folder.join(LIST)).is_ok_and(|there| there == list) {
        return Ok(());
    }
    let _ = fs::remove_dir_all(&folder);
    let half = repo.path("target/wordpress-half");
    let _ = fs::remove_dir_all(&half);
    apt::unpack(UNPACKED, &half)?;
    fs::remove_file(half.join(SETTINGS)).context("the package wordpress has no wp-config.php")?;
    fs::write(half.join(LIST), list)?;
    fs::rename(half, folder)?;
    Ok(())
}
