//! Nothing of an address stays; exports.

use std::fs;

use bangtin_service::command::subscribers::{Export, Format, write};
use bangtin_service::mail::EmailAddress;
use bangtin_service::on;
use bangtin_service::store::Connection;
use bangtin_service::subscriptions::{Erased, erase_everywhere};
use serde_json::Value;
use sqlx::AssertSqlSafe;

use super::{asked, confirmed, mail_to, open, press, subscribe, version};
use crate::harness::{Database, Trial};
use crate::program::run;
use crate::{args, on_both};

const EMAIL: &str = "Tran.Thi.Lan@example.vn";

on_both! {
    async fn an_erased_address_is_in_no_table(trial: Trial) {
        let mail = confirmed(&trial, EMAIL).await;
        press(&trial, &mail.link("/manage?").unwrap(), "act=topics&topics=nong-nghiep").await;
        press(&trial, &mail.link("/unsubscribe?").unwrap(), "").await;
        write_elsewhere(&trial).await;
        assert!(dump(&trial).await.contains("tran.thi.lan"));

        let email = EmailAddress::parse("TRAN.thi.lan@EXAMPLE.vn").unwrap();
        let mut write = trial.app.store.write().await.unwrap();
        let erased = erase_everywhere(&mut write, &trial.app.keys, &email.key(), trial.clock.now_ms()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(erased, Erased { subscribers: 1, consents: 4, mails: 1, answer_mails: 0, moderators: 1, texts: 3 });
        let dump = dump(&trial).await;
        assert!(!dump.contains("tran.thi.lan"), "{dump}");
        assert!(dump.contains("ho-lan@example.vn"), "another's address stays");
        assert_eq!(open(&trial, &mail.link("/manage?").unwrap()).await.status(), 410);
        let file = trial.folder.path().join("trial.db");
        trial.app.store.close().await;
        if let Ok(bytes) = fs::read(file) {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("tran.thi.lan"), "the address is still in the file");
        }
    }

    async fn an_erasure_is_proved_without_the_address(trial: Trial) {
        let never = asked(&trial, "chua@example.vn").await;
        let once = confirmed(&trial, EMAIL).await;
        for mail in [&never, &once] {
            let page = press(&trial, &mail.link("/manage?").unwrap(), "act=erase&sure=yes").await;
            assert_eq!(page.status(), 200);
        }
        let mut read = trial.app.store.read().await.unwrap();
        let proofs: Vec<(String, Vec<u8>)> = on!(read, c => {
            sqlx::query_as("SELECT version, person FROM erasures").fetch_all(c).await.unwrap()
        });
        drop(read);
        assert_eq!(proofs.len(), 1, "only of what had counted");
        assert_eq!(proofs[0].0, version(&trial, "vi").await);
        assert_eq!(proofs[0].1.len(), 32);
        trial.end().await;
    }

    async fn exports_hold_who_confirmed_and_their_links(trial: Trial) {
        confirmed(&trial, EMAIL).await;
        confirmed(&trial, "=cmd@example.vn").await;
        asked(&trial, "chua@example.vn").await;
        let left = confirmed(&trial, "di@example.vn").await;
        press(&trial, &left.link("/unsubscribe?").unwrap(), "").await;

        let lines = export(&trial, Format::Listmonk).await;
        assert_eq!(lines[0], ["email", "name", "attributes"]);
        assert_eq!(lines.len(), 3);
        let line = lines.iter().find(|line| line[0] == EMAIL).expect("the subscriber");
        let attributes: Value = serde_json::from_str(&line[2]).unwrap();
        assert_eq!(attributes["topics"][0], "thong-bao");
        let unsubscribe = attributes["unsubscribe"].as_str().unwrap();
        assert_eq!(press(&trial, unsubscribe, "List-Unsubscribe=One-Click").await.status(), 200);

        let lines = export(&trial, Format::Csv).await;
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1][0], "'=cmd@example.vn");
        assert_eq!(lines[1][2], "thong-bao");
        assert_eq!(open(&trial, &lines[1][5]).await.status(), 200);
        trial.end().await;
    }

    async fn an_erasure_at_one_site_leaves_the_mail_of_another(trial: Trial) {
        asked(&trial, EMAIL).await;
        let mut write = trial.app.store.write().await.unwrap();
        let at = async |write: &mut bangtin_service::store::Write, site| {
            bangtin_service::mail::erase_of_site(write, site, &EMAIL.to_lowercase()).await.unwrap()
        };
        assert_eq!(at(&mut write, "xa-khac").await, 0);
        assert_eq!(at(&mut write, "xa-song-ba").await, 1);
        write.commit().await.unwrap();
        trial.end().await;
    }

    async fn a_form_on_its_way_out_of_the_cooldown_is_not_told_by_an_erasure(trial: Trial) {
        let mail = confirmed(&trial, EMAIL).await;
        press(&trial, &mail.link("/manage?").unwrap(), "act=erase&sure=yes").await;
        let answer = subscribe(&trial, EMAIL).await;
        assert_eq!(answer.status(), 202);
        assert_eq!(answer.text().await.unwrap(), r#"{"status":"confirm_by_mail"}"#);
        trial.clock.advance(std::time::Duration::from_secs(90_000));
        subscribe(&trial, EMAIL).await;
        asked(&trial, "sau@example.vn").await;
        let newer = mail_to(&trial, EMAIL).await;
        assert_ne!(newer.header("Message-ID"), mail.header("Message-ID"));
        trial.end().await;
    }
}

/// The binary, as an operator runs it beside a service that is not running.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_commands_export_and_erase() {
    let trial = Trial::start(Database::Sqlite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("kept.db").display());
    trial.end().await;
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.database_url.clone_from(&file)
    })
    .await;
    confirmed(&trial, EMAIL).await;
    trial.end().await;
    let config = "public_url = 'https://tin.example.vn/'\n[[sites]]\nid = 'xa-song-ba'\nname = 'Xã Sông Ba'\n";
    fs::write(folder.path().join("bangtin.toml"), config).expect("a file");
    let variables = [("DATABASE_URL", file.as_str())];
    let said = run(
        folder.path(),
        &variables,
        &args![
            "subscribers",
            "export",
            "--site",
            "xa-song-ba",
            "--format",
            "listmonk"
        ],
    )
    .await;
    assert!(said.good, "{said:?}");
    assert!(said.out.starts_with("email,name,attributes\n") && said.out.contains(EMAIL));
    assert!(
        said.out
            .contains("https://tin.example.vn/v1/sites/xa-song-ba/subscriptions/unsubscribe?t=")
    );
    let said = run(
        folder.path(),
        &variables,
        &args!["subscribers", "export", "--site", "xa-khac"],
    )
    .await;
    assert!(!said.good && said.error.contains("xa-khac"));
    for (email, count) in [
        ("khong-co@example.vn", "subscriptions: 0"),
        (EMAIL, "subscriptions: 1"),
    ] {
        let said = run(folder.path(), &variables, &args!["erase", email]).await;
        assert!(said.good && said.out.contains(count), "{said:?}");
    }
    assert!(
        !run(folder.path(), &variables, &args!["erase", "lan"])
            .await
            .good
    );
    let said = run(
        folder.path(),
        &variables,
        &args!["subscribers", "export", "--site", "xa-song-ba"],
    )
    .await;
    assert_eq!(said.out, "email,lang,topics,confirmed,unsubscribe,manage\n");
}

async fn export(trial: &Trial, format: Format) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let export = Export {
        site: "xa-song-ba".into(),
        format,
    };
    write(&trial.app, &export, &mut out)
        .await
        .expect("an export");
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(out.as_slice());
    let lines = lines
        .records()
        .map(|line| line.expect("a line").iter().map(Into::into).collect());
    lines.collect()
}

/// A comment, an account and a line of the log with the address in them.
async fn write_elsewhere(trial: &Trial) {
    let mut write = trial.app.store.write().await.expect("a writer");
    for statement in [
        "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms) \
         VALUES ('c1', 'xa-song-ba', 'tin-1', 'Lan', 'Gửi tran.thi.lan@Example.vn, ho-lan@example.vn', 'pending', '', 1, 0)",
        "INSERT INTO reports (id, site, page, kind, body, likeness, times, state, revision, created_ms) \
         VALUES ('r1', 'xa-song-ba', 'tin-1', 'typo', 'Địa chỉ Tran.thi.lan@example.vn viết sai', '', 1, 'open', 1, 0)",
        "INSERT INTO moderators (id, email, name, created_ms) VALUES ('m1', 'tran.thi.lan@example.vn', 'Lan', 0)",
        "INSERT INTO moderation_log (at_ms, site, actor, action, subject, state_before, state_after, note) \
         VALUES (0, 'xa-song-ba', 'Tran.Thi.Lan@example.vn', 'approve', 'c1', 'pending', 'approved', '')",
    ] {
        on!(write, c => { sqlx::query(statement).execute(c).await.expect("a row"); });
    }
    write.commit().await.expect("a commit");
}

/// Every value of every table, in lower case.
async fn dump(trial: &Trial) -> String {
    let mut read = trial.app.store.read().await.expect("a reader");
    let mut all = String::new();
    match read.connection() {
        Connection::Sqlite(c) => {
            let tables: Vec<(String, String)> = sqlx::query_as(
                "SELECT m.name, (SELECT GROUP_CONCAT('QUOTE(\"' || name || '\")', ' || ') FROM pragma_table_info(m.name)) \
                 FROM sqlite_master m WHERE m.type = 'table' AND m.sql NOT LIKE '%VIRTUAL%'",
            )
            .fetch_all(&mut *c)
            .await
            .expect("tables");
            for (table, columns) in tables {
                let select = AssertSqlSafe(format!("SELECT {columns} FROM \"{table}\""));
                let rows: Vec<String> = sqlx::query_scalar(select)
                    .fetch_all(&mut *c)
                    .await
                    .expect("rows");
                all.push_str(&rows.join("\n"));
            }
        }
        Connection::Postgres(c) => {
            let tables: Vec<String> = sqlx::query_scalar(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
            )
            .fetch_all(&mut *c)
            .await
            .expect("tables");
            for table in tables {
                let select = AssertSqlSafe(format!("SELECT CAST(t AS TEXT) FROM \"{table}\" t"));
                let rows: Vec<String> = sqlx::query_scalar(select)
                    .fetch_all(&mut *c)
                    .await
                    .expect("rows");
                all.push_str(&rows.join("\n"));
            }
        }
    }
    all.to_lowercase()
}
