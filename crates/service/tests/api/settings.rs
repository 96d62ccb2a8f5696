//! The settings, as the program reads them.

mod judged;

use bangtin_rig::Postgres;

use crate::args;
use crate::program::run;

fn page() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.md");
    std::fs::read_to_string(file).expect("docs/settings.md")
}

#[tokio::test]
async fn the_program_writes_the_table_of_its_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = run(folder.path(), &[], &args!["settings"]).await;
    assert!(said.good, "{said:?}");
    assert_eq!(said.out, page());
}

#[tokio::test]
async fn a_slip_of_the_pen_is_told_and_nothing_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("bangtin.toml"), "lisen = '127.0.0.1:0'").expect("a file");
    for command in ["serve", "check", "backup"] {
        let said = run(
            folder.path(),
            &[],
            &args![command, "x"][..if command == "backup" { 2 } else { 1 }],
        )
        .await;
        assert!(!said.good);
        assert!(
            said.error
                .contains("unknown field `lisen`, expected one of `listen`"),
            "{said:?}"
        );
    }
    std::fs::write(folder.path().join("bangtin.toml"), "log = 'warn'").expect("a file");
    let said = run(
        folder.path(),
        &[("BANGTIN_LIMITS__BODY_BITES", "1")],
        &args!["check"],
    )
    .await;
    assert!(!said.good && said.error.contains("body_bites"), "{said:?}");
    let said = run(
        folder.path(),
        &[],
        &args!["--config", "other.toml", "check"],
    )
    .await;
    assert!(!said.good && said.error.contains("other.toml"), "{said:?}");
}

#[tokio::test]
async fn check_says_what_is_wrong_and_what_is_lacking() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = run(folder.path(), &[], &args!["check"]).await;
    assert!(said.good, "the service starts with nothing: {said:?}");
    assert!(said.out.contains("advice: smtp_url is not set"), "{said:?}");
    assert!(
        said.out.ends_with("The settings can be served.\n"),
        "{said:?}"
    );
    assert!(
        std::fs::read_dir(folder.path())
            .expect("a folder")
            .next()
            .is_none(),
        "and nothing is made"
    );

    let variables = [
        ("BANGTIN_TRUSTED_PROXIES", "0.0.0.0/0"),
        ("BANGTIN_MAIL_FROM", "nobody"),
    ];
    let said = run(folder.path(), &variables, &args!["check"]).await;
    assert!(!said.good);
    for wrong in [
        "wrong: trusted_proxies has 0.0.0.0/0",
        "wrong: mail_from is no address",
    ] {
        assert!(said.out.contains(wrong), "{said:?}");
    }
}

#[tokio::test]
async fn check_asks_the_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = tokio::task::spawn_blocking(|| Postgres::shared().database())
        .await
        .expect("a database");
    let said = run(
        folder.path(),
        &[("DATABASE_URL", &address)],
        &args!["check"],
    )
    .await;
    assert!(said.good, "{said:?}");
    let nowhere = format!("{address}_missing");
    for address in [nowhere.as_str(), "postgres://a:geheim@127.0.0.1:1/b"] {
        let said = run(folder.path(), &[("DATABASE_URL", address)], &args!["check"]).await;
        assert!(
            !said.good
                && said
                    .out
                    .contains("wrong: database_url: the database does not answer"),
            "{said:?}"
        );
        assert!(!said.out.contains("geheim"), "{said:?}");
    }
    std::fs::write(folder.path().join("bangtin.db"), "Kính gửi").expect("a file");
    let said = run(folder.path(), &[], &args!["check"]).await;
    assert!(
        !said.good && said.out.contains("is not an SQLite database"),
        "{said:?}"
    );
}
