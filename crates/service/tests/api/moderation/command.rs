use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use bangtin_rig::Postgres;
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::second_factor::set_up;
use super::{PASSWORD, account_for, cookie, login, own, page};
use crate::comments::send;
use crate::harness::{Database, Trial};

/// Runs the binary with a line of input: what it printed, or its error.
async fn run(
    folder: &Path,
    database: &str,
    line: &str,
    arguments: &[&str],
) -> Result<String, String> {
    let config = folder.join("bangtin.toml");
    std::fs::write(
        &config,
        "[[sites]]\nid = \"xa-song-ba\"\nname = \"Xã Sông Ba\"\n",
    )
    .expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangtin-service"));
    command
        .env("BANGTIN_CONFIG", config)
        .env("DATABASE_URL", database)
        .args(arguments);
    command
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let line = line.to_owned();
    let ran = tokio::task::spawn_blocking(move || {
        let mut child = command.spawn().expect("the program starts");
        let mut input = child.stdin.take().expect("an input");
        // Who does not read it may be gone before it is written.
        let _ = writeln!(input, "{line}");
        drop(input);
        child.wait_with_output().expect("the program ends")
    });
    let output = ran.await.expect("a run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        Err(text(output.stderr))
    }
}

/// Ids of old, and of articles, may begin with a hyphen; notes may, too.
async fn a_hyphen_is_no_option(database: &str, folder: &Path) {
    let (site, note) = (["--site", "xa-song-ba"], ["--note", "- xem sau"]);
    for command in [
        [
            &["comments", "approve"],
            &site[..],
            &note,
            &["--", "-G6iJnk"],
        ]
        .concat(),
        [
            &["articles", "take-down"],
            &site[..],
            &note,
            &["--", "-G6iJnk"],
        ]
        .concat(),
        vec!["erase", "--comment", "-G6iJnk"],
    ] {
        let told = run(folder, database, "", &command).await.unwrap_err();
        assert!(told.contains("-G6iJnk: there is no"), "{told}");
    }
}

async fn life_of_an_account(database: &str, folder: &Path) {
    let run = async |line: &str, arguments: &[&str]| run(folder, database, line, arguments).await;
    let email = "lan@songba.example.vn";
    let add = [
        "moderator",
        "add",
        email,
        "--name",
        "Nguyễn Thị Lan",
        "--site",
        "xa-song-ba",
    ];
    assert_eq!(
        run("", &add).await.unwrap(),
        "Nguyễn Thị Lan may moderate xa-song-ba.\n"
    );
    assert!(
        run("", &add)
            .await
            .unwrap_err()
            .contains("there is an account")
    );
    let elsewhere = [
        "moderator",
        "add",
        "b@example.vn",
        "--name",
        "B",
        "--site",
        "xa-khac",
    ];
    assert!(
        run("", &elsewhere)
            .await
            .unwrap_err()
            .contains("there is no site xa-khac")
    );
    let set = ["moderator", "password", email];
    assert!(
        run("too short", &set)
            .await
            .unwrap_err()
            .contains("at least 15")
    );
    for (weak, sentence) in [
        ("passwordpassword1", "easy to guess"),
        ("sông ba sông ba sông ba", "repeats"),
        ("Nguyễn Thị Lan, cửa số 4", "name"),
    ] {
        let refused = run(weak, &set).await.unwrap_err();
        assert!(refused.contains(sentence), "{weak}: {refused}");
    }
    run(PASSWORD, &set).await.unwrap();
    let missing = ["articles", "take-down", "--site", "xa-song-ba", "khong-co"];
    assert!(
        run("", &missing)
            .await
            .unwrap_err()
            .contains("khong-co: there is no such article")
    );
    let down = ["articles", "taken-down", "--site", "xa-song-ba"];
    assert_eq!(run("", &down).await.unwrap(), "");
    let list = run("", &["moderator", "list"]).await.unwrap();
    assert_eq!(list, format!("{email}\tNguyễn Thị Lan\txa-song-ba\n"));
    let link = run("", &["moderator", "login-link", email]).await.unwrap();
    assert!(
        link.starts_with("http://127.0.0.1:8080/moderation/link?t="),
        "{link}"
    );
    let none = run("", &["moderator", "reset-factor", email]).await;
    assert!(none.unwrap_err().contains("has no second factor"));
    let nobody = run(
        "",
        &["comments", "approve", "--site", "xa-song-ba", "khong-co"],
    )
    .await;
    assert!(
        nobody
            .unwrap_err()
            .contains("khong-co: there is no such comment")
    );
    run("", &["moderator", "remove", email]).await.unwrap();
    assert!(
        run("", &["moderator", "remove", email])
            .await
            .unwrap_err()
            .contains("no account")
    );
    let log = run("", &["moderator", "log"]).await.unwrap();
    let told: Vec<_> = log
        .lines()
        .map(|line| line.split('\t').skip(3).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(told.len(), 4, "{log}");
    for (line, action) in told.iter().zip(["account", "link", "password", "account"]) {
        assert!(
            line.starts_with(&format!("{action} Nguyễn Thị Lan #")),
            "{line}"
        );
    }
    assert!(!log.contains(PASSWORD) && !log.contains(email));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_made_and_removed_on_the_command_line_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("trial.db").display());
    life_of_an_account(&database, folder.path()).await;
    a_hyphen_is_no_option(&database, folder.path()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_made_and_removed_on_the_command_line_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let database = tokio::task::spawn_blocking(|| Postgres::shared().database())
        .await
        .unwrap();
    life_of_an_account(&database, folder.path()).await;
    a_hyphen_is_no_option(&database, folder.path()).await;
}

/// A running service, the address of its database, and a folder for commands that are run beside it.
async fn beside_a_running_service() -> (Trial, String, tempfile::TempDir) {
    let mut database = String::new();
    let trial = Trial::with(Database::Postgres, |settings| {
        database.clone_from(&settings.database_url)
    })
    .await;
    (trial, database, tempfile::tempdir().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailed_link_logs_in_and_commands_decide_beside_a_running_service() {
    let (trial, database, folder) = beside_a_running_service().await;
    let run =
        async |arguments: &[&str]| run(folder.path(), &database, "", arguments).await.unwrap();
    run(&["moderator", "add", "lan@songba.example.vn", "--name", "Lan"]).await;
    run(&["moderator", "login-link", "Lan@songba.example.vn", "--mail"]).await;
    let server = trial.mail.clone();
    let mail = tokio::task::spawn_blocking(move || server.mail_to("lan@songba.example.vn"))
        .await
        .unwrap();
    let link = mail.link("/moderation/link?").expect("a link");
    let token = link.split_once("t=").unwrap().1;
    let entered = own(&trial, Method::POST, "/moderation/link")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("t={token}"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        page(&trial, "/moderation", &cookie(&entered))
            .await
            .status(),
        StatusCode::OK
    );

    let sent = send(
        &trial,
        json!({ "page": "bai-1", "name": "An", "text": "Xin chào" }),
    )
    .await;
    let id = sent["id"].as_str().unwrap();
    assert!(
        run(&["comments", "list", "--site", "xa-song-ba"])
            .await
            .starts_with(id)
    );
    run(&["comments", "approve", "--site", "xa-song-ba", id]).await;
    let shown: serde_json::Value = trial
        .get("~/comments?page=bai-1")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(shown["count"], 1);
    let log = run(&["moderator", "log", "--site", "xa-song-ba"]).await;
    assert!(
        log.contains("command line\tcomment") && log.contains("pending -> approved"),
        "{log}"
    );
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_second_factor_is_reset_on_the_command_line_and_that_is_logged() {
    let (trial, database, folder) = beside_a_running_service().await;
    let run =
        async |arguments: &[&str]| run(folder.path(), &database, "", arguments).await.unwrap();
    let email = "lan@songba.example.vn";
    account_for(&trial, email, &["xa-song-ba"]).await;
    let cookie = login(&trial, email).await;
    set_up(&trial, &cookie).await;
    run(&["moderator", "reset-factor", "Lan@songba.example.vn"]).await;
    let ended = page(&trial, "/moderation", &cookie).await.status();
    assert_eq!(ended, StatusCode::SEE_OTHER, "whoever has the phone");
    // The password alone.
    login(&trial, email).await;
    let log = run(&["moderator", "log"]).await;
    let told = "command line\tfactor\tNguyễn Thị Lan #";
    assert!(log.contains(told) && log.contains(" -> reset"), "{log}");
    trial.end().await;
}
