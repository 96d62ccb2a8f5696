//! What `check` calls wrong is not served, and what it advises is logged.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::args;
use crate::program::{Said, run, serve};

/// Stands for each password and key in these settings: no sentence and no log line repeats it.
const HIDDEN: &str = "geheim";

/// Log lines that a program can read.
const AS_JSON: (&str, &str) = ("BANGTIN_LOG_FORMAT", "json");

/// Settings (TOML), and how the sentence about them begins.
const WRONG: [(&str, &str); 31] = [
    ("secret = 'geheim'", "secret has fewer than 32 characters"),
    (
        "trusted_proxies = ['0.0.0.0/0']",
        "trusted_proxies has 0.0.0.0/0, everybody",
    ),
    (
        "trusted_proxies = ['127.0.0.1/32', '::/0']",
        "trusted_proxies has ::/0, everybody",
    ),
    (
        "trusted_proxies = ['127.0.0.1/32']\nproxy_hops = 0",
        "trusted_proxies has no effect while proxy_hops is 0",
    ),
    ("proxy_hops = 2", "proxy_hops has no effect"),
    (
        "inside_networks = ['10.20.0.0/16', '0.0.0.0/0']",
        "inside_networks has 0.0.0.0/0, every network",
    ),
    (
        "inside_networks = ['::/0']",
        "inside_networks has ::/0, every network",
    ),
    (
        "listen = '127.0.0.1:18089'\nmetrics_listen = '127.0.0.1:18089'",
        "metrics_listen is the same as listen",
    ),
    (
        "public_url = 'https://tin.songba.example.gov.vn/tin/'",
        "public_url https://tin.songba.example.gov.vn/tin/ must be an address without a path",
    ),
    (
        "public_url = 'https://lan:geheim@tin.songba.example.gov.vn'",
        "public_url has a user or a password",
    ),
    (
        "public_url = 'ftp://tin.songba.example.gov.vn'",
        "public_url ftp://tin.songba.example.gov.vn/ must begin with https://",
    ),
    (
        "smtp_url = 'smtps://lan:geheim@mail.example.gov.vn'",
        "smtp_url is set, mail_from is not",
    ),
    (
        "smtp_url = 'lan:geheim@mail.example.gov.vn:25'\nmail_from = 'bangtin@songba.example.gov.vn'",
        "smtp_url is no address",
    ),
    ("mail_from = 'nobody'", "mail_from is no address"),
    (
        "log = 'bangtin_service=very=loud'",
        "log is no filter such as info",
    ),
    (
        "[limits]\nforms_per_minute = 0",
        "limits.forms_per_minute is 0",
    ),
    (
        "[limits]\nbody_bytes = 1000",
        "limits.body_bytes is less than 8192",
    ),
    (
        "database_connections = 0",
        "database_connections is 0: nothing could be read",
    ),
    (
        "database_url = 'mysql://lan:geheim@127.0.0.1/b'",
        "database_url must be sqlite:FILE or postgres://",
    ),
    (
        "database_url = 'postgres://lan:geheim@127.0.0.1:1/b?sslmode=required'",
        "database_url is no address that PostgreSQL takes",
    ),
    (
        "database_url = 'sqlite:/proc/no/such/bangtin.db'",
        "database_url: there is no folder /proc/no/such",
    ),
    (
        "database_url = 'sqlite:bangtin.toml'",
        "database_url: bangtin.toml is not an SQLite database",
    ),
    (
        "public_dir = '/proc/no/such'",
        "public_dir /proc/no/such cannot be read",
    ),
    (
        "backup_dir = '/proc/no/such/backup'",
        "backup_dir: /proc/no/such/backup is no folder",
    ),
    ("backup_dir = 'backup'\nbackup_keep = 0", "backup_keep is 0"),
    (
        "[[sites]]\nid = 'xa-song-ba'\nname = 'Xã Sông Ba'\norigins = ['null']",
        "site xa-song-ba: origins has \"null\"",
    ),
    (
        "[[sites]]\nid = 'xa-song-ba'\nname = 'Xã Sông Ba'\norigins = ['https://*.example.gov.vn']",
        "site xa-song-ba: origins has \"https://*.example.gov.vn\": there are no wildcards",
    ),
    (
        "[[sites]]\nid = 'xa-song-ba'\nname = 'Xã Sông Ba'\norigins = ['https://lan:geheim@example.gov.vn']",
        "site xa-song-ba: origins has an address with a user or a password",
    ),
    (
        "[[sites]]\nid = 'Xã Sông Ba'\nname = 'Xã Sông Ba'",
        "sites: the id \"Xã Sông Ba\" must be lower-case letters",
    ),
    (
        "[[sites]]\nid = 'a'\nname = 'A'\n[[sites]]\nid = 'a'\nname = 'B'",
        "sites: two have the id a",
    ),
    (
        "[[sites]]\nid = 'a'\nname = 'A'\nweather = { url = 'ftp://lan:geheim@example.vn', name = 'W' }",
        "site a: weather.url: an address begins with https://",
    ),
];

/// `EX_CONFIG`: the unit for systemd does not start it again after this.
const REFUSED: i32 = 78;

/// Settings that can be served, and how the advice about them begins.
const ADVISED: [(&str, &str); 9] = [
    ("", "sites is empty: the sample commune is served"),
    ("", "secret is not set"),
    ("", "public_url is not set"),
    (
        "smtp_url = 'smtp://mail.example.gov.vn'\nmail_from = 'bangtin@songba.example.gov.vn'",
        "smtp_url does not require encryption",
    ),
    (
        "smtp_url = 'smtp://lan:geheim@mail.example.gov.vn:587?tls=opportunistic'\nmail_from = 'bangtin@songba.example.gov.vn'",
        "smtp_url sends a password without requiring encryption",
    ),
    (
        "inside_networks = ['169.254.0.0/16']",
        "inside_networks has 169.254.0.0/16, in which 169.254.169.254 lies",
    ),
    (
        "public_url = 'http://tin.songba.example.gov.vn'",
        "public_url http://tin.songba.example.gov.vn/ is not https",
    ),
    (
        "[limits]\nchallenge_cost = 6000",
        "limits.challenge_cost is more than 5000",
    ),
    (
        "[[sites]]\nid = 'a'\nname = 'A'\nfeeds = [{ url = 'lan@example.vn/feed?key=geheim' }, { url = 'later.json' }]",
        "site a: feeds: there is no file later.json",
    ),
];

/// A folder with these settings and nothing else. Where they do not say where to listen, the port is a free one.
fn folder(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let listen = if settings.contains("listen =") {
        ""
    } else {
        "listen = '127.0.0.1:0'\n"
    };
    let settings = format!("{listen}{settings}\n");
    fs::write(folder.path().join("bangtin.toml"), settings).expect("a file");
    folder
}

/// The sentences of this weight: lines of `check`, and of a program that refuses.
fn sentences<'a>(told: &'a str, weight: &str) -> Vec<&'a str> {
    let weight = format!("{weight}: ");
    told.lines()
        .filter_map(|line| line.strip_prefix(&weight))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.collect()
}

fn hides(said: &Said) {
    let told = format!("{}{}", said.out, said.error);
    assert!(!told.contains(HIDDEN), "{said:?}");
}

#[tokio::test]
async fn what_check_calls_wrong_is_not_served() {
    let mut served = Vec::new();
    for (settings, expected) in WRONG {
        let folder = folder(settings);
        let check = run(folder.path(), &[], &args!["check"]).await;
        hides(&check);
        let wrong = sentences(&check.out, "wrong");
        assert!(
            wrong.len() == 1 && wrong[0].starts_with(expected),
            "{settings}: {check:?}"
        );
        let serve = serve(folder.path(), &[], &args!["serve"]).await;
        hides(&serve);
        let same = sentences(&serve.error, "wrong") == wrong && serve.code == Some(REFUSED);
        if serve.good || !same || names(folder.path()) != ["bangtin.toml"] {
            served.push(format!("{settings}: {serve:?}"));
        }
    }
    let all = WRONG.len();
    assert!(served.is_empty(), "{} of {all}: {served:#?}", served.len());
}

/// Nothing of a value that could hold a key is repeated.
#[tokio::test]
async fn settings_that_cannot_be_read_are_refused_for_good_and_hidden() {
    let site = "[[sites]]\nid = 'a'\nname = 'A'\n";
    for (settings, named) in [
        ("public_url = 'https//geheim'".to_owned(), "public_url"),
        (
            "public_url = 'https://tin.example:geheim'".to_owned(),
            "public_url",
        ),
        (
            format!("{site}weather = {{ url = 'weather.example?key=geheim', name = 'W' }}"),
            "weather",
        ),
        (
            format!("{site}rates = {{ sources = [{{ url = 'bank/geheim.xml', name = 'B' }}] }}"),
            "rates",
        ),
        (
            "smtp_url = smtps://lan:geheim@mail.example.vn".to_owned(),
            "line 2",
        ),
    ] {
        let folder = folder(&settings);
        let said = serve(folder.path(), &[], &args!["serve"]).await;
        hides(&said);
        assert_eq!(said.code, Some(REFUSED), "{said:?}");
        assert!(
            said.error.contains("cannot be read") && said.error.contains(named),
            "{said:?}"
        );
    }
    let unit = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/bangtin.service");
    let unit = fs::read_to_string(unit).expect("the unit");
    assert!(unit.contains(&format!("RestartPreventExitStatus={REFUSED}\n")));
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let folder = folder("proxy_hops = 2\nmail_from = 'nobody'\ndatabase_connections = 0");
    let said = serve(folder.path(), &[], &args![]).await;
    assert!(!said.good && said.code == Some(REFUSED), "{said:?}");
    assert_eq!(sentences(&said.error, "wrong").len(), 3, "{said:?}");
}

#[tokio::test]
async fn no_command_acts_by_wrong_settings() {
    let folder = folder("secret = 'geheim'\n[[sites]]\nid = 'xa-song-ba'\nname = 'Xã Sông Ba'");
    let commands: [&[&std::ffi::OsStr]; 6] = [
        &args!["import"],
        &args!["export", "out"],
        &args!["moderator", "list"],
        &args!["comments", "list", "--site", "xa-song-ba"],
        &args!["subscribers", "export", "--site", "xa-song-ba"],
        &args!["erase", "lan@example.vn"],
    ];
    for command in commands {
        let said = run(folder.path(), &[], command).await;
        hides(&said);
        let wrong = sentences(&said.error, "wrong");
        assert!(
            !said.good && wrong.len() == 1 && wrong[0].starts_with("secret has fewer"),
            "{command:?}: {said:?}"
        );
    }
    assert_eq!(names(folder.path()), ["bangtin.toml"]);
}

/// Whoever mends the settings may want a backup first, or the old database back.
#[tokio::test]
async fn what_helps_an_operator_is_there_with_wrong_settings_too() {
    let folder = folder("");
    let place = folder.path();
    let made = run(place, &[], &args!["moderator", "list"]).await;
    assert!(made.good, "it makes the database: {made:?}");
    let wrong = [("BANGTIN_SECRET", HIDDEN)];
    for command in [
        args!["backup", "copy"].to_vec(),
        args!["restore", "copy", "--replace"].to_vec(),
        args!["settings"].to_vec(),
    ] {
        let said = run(place, &wrong, &command).await;
        assert!(said.good, "{command:?}: {said:?}");
    }
    let said = run(place, &wrong, &args!["health"]).await;
    assert!(said.error.contains("cannot serve"), "{said:?}");
}

#[tokio::test]
async fn what_check_advises_is_logged_line_by_line() {
    for (settings, expected) in ADVISED {
        let folder = folder(settings);
        let check = run(folder.path(), &[], &args!["check"]).await;
        hides(&check);
        let advice = sentences(&check.out, "advice");
        assert!(
            check.good && advice.iter().any(|one| one.starts_with(expected)),
            "{settings}: {check:?}"
        );
        let serve = serve(folder.path(), &[AS_JSON], &args!["serve"]).await;
        hides(&serve);
        assert!(serve.good, "{settings}: {serve:?}");
        assert_eq!(logged(&serve), advice, "{settings}");
    }
}

/// The server is none; what is told comes before it is asked.
#[tokio::test]
async fn a_database_on_another_machine_without_encryption_is_logged() {
    let address = "postgres://lan:geheim@db.example.invalid/b";
    let folder = folder("");
    let variables = [AS_JSON, ("DATABASE_URL", address)];
    let said = serve(folder.path(), &variables, &args![]).await;
    hides(&said);
    let expected = "database_url does not require encryption";
    assert!(
        logged(&said).iter().any(|one| one.starts_with(expected)),
        "{said:?}"
    );
    let address = format!("{address}?sslmode=verify-full");
    let variables = [AS_JSON, ("DATABASE_URL", &address)];
    let said = serve(folder.path(), &variables, &args![]).await;
    hides(&said);
    assert!(!said.error.contains(expected), "{said:?}");
}

#[tokio::test]
async fn the_sample_is_served_and_advice_can_be_silenced() {
    let folder = tempfile::tempdir().expect("a folder");
    let public = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public");
    let sample = args!["--public-dir", public, "--listen", "127.0.0.1:0"];
    let said = serve(folder.path(), &[AS_JSON], &sample).await;
    assert!(
        said.good && said.out.starts_with("http://127.0.0.1:"),
        "{said:?}"
    );
    assert!(logged(&said).len() > 3, "{said:?}");
    let silent = [AS_JSON, ("BANGTIN_LOG", "info,bangtin_service::advice=off")];
    let said = serve(folder.path(), &silent, &sample).await;
    assert!(said.good && logged(&said).is_empty(), "{said:?}");
}

/// The sentences of advice in the log.
fn logged(said: &Said) -> Vec<String> {
    let lines = said.error.lines();
    let lines = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let advice = lines.filter(|line| line["target"] == "bangtin_service::advice");
    let sentences = advice.map(|line| line["fields"]["message"].as_str().map(str::to_owned));
    sentences.flatten().collect()
}
