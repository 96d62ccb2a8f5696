//! Commands while the service runs on SQLite: it does their work.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tempfile::TempDir;

const EMAIL: &str = "lan@songba.example.vn";
const PASSWORD: &str = "bảy con vịt xanh lội qua sông";

const SETTINGS: &str = r#"
listen = "127.0.0.1:0"
log = "debug"
log_format = "json"
[limits]
challenge_cost = 1
[[sites]]
id = "xa-song-ba"
name = "Xã Sông Ba"
[[sites.feeds]]
url = "feed.json"
kind = "json-feed"
"#;

/// A folder with settings and a source of two articles.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("bangtin.toml"), SETTINGS).expect("settings");
        let item = |id: &str| json!({ "id": id, "title": format!("Bài {id}"), "content_text": "Nội dung" });
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Xã", "items": [item("mot"), item("hai")] });
        fs::write(folder.path().join("feed.json"), feed.to_string()).expect("a feed");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn socket(&self) -> PathBuf {
        self.path().join("bangtin.db.commands")
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangtin-service"));
        command.env_clear().current_dir(self.path());
        command.args(["--config", "bangtin.toml"]).args(arguments);
        piped(command)
    }

    fn command(&self, input: &str, arguments: &[&str]) -> Output {
        end_of(self.program(arguments), input)
    }

    /// What it printed.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.command("", arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        text(&output.stdout)
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.command("", arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
        text(&output.stderr)
    }

    fn serve(&self) -> Running {
        let mut child = self.program(&[]).spawn().expect("the program starts");
        // Read as it comes, from the start: a log that nobody reads stops who writes it, and each migration writes some.
        let mut error = child.stderr.take().expect("its log");
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            error.read_to_string(&mut log).expect("UTF-8");
            log
        });
        let out = child.stdout.take().expect("its output");
        let mut address = String::new();
        let read = BufReader::new(out).read_line(&mut address);
        assert!(read.is_ok_and(|bytes| bytes > 0), "it does not serve");
        Running(child, Some(log))
    }
}

struct Running(Child, Option<JoinHandle<String>>);

impl Running {
    fn kill(mut self) {
        self.0.kill().expect("it is killed");
        self.0.wait().expect("its end");
    }

    /// Ends it as a service manager does; gives its log.
    fn end(mut self) -> String {
        let id = self.0.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        assert!(self.0.wait().expect("its end").success());
        let log = self.1.take().expect("its log");
        log.join().expect("a log")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
    }
}

fn piped(mut command: Command) -> Command {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn end_of(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().expect("the program starts");
    let mut to = child.stdin.take().expect("an input");
    // Who does not read it may be gone before it is written.
    let _ = writeln!(to, "{input}");
    drop(to);
    child.wait_with_output().expect("its end")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn every_command_works_while_the_service_runs() {
    let place = Place::new();
    let service = place.serve();
    let import = place.done(&["import"]);
    assert!(import.starts_with("xa-song-ba feed.json: "), "{import}");
    let add = ["moderator", "add", EMAIL, "--name", "Nguyễn Thị Lan"];
    assert_eq!(place.done(&add), "Nguyễn Thị Lan may moderate *.\n");
    assert!(place.refused(&add).contains("error: there is an account"));
    let set = place.command(PASSWORD, &["moderator", "password", EMAIL]);
    assert_eq!(text(&set.stdout), "The password is set.\n", "{set:?}");
    let weak = place.command("too short", &["moderator", "password", EMAIL]);
    assert_eq!(weak.status.code(), Some(1), "{weak:?}");
    let list = place.done(&["moderator", "list"]);
    assert_eq!(list, format!("{EMAIL}\tNguyễn Thị Lan\t*\n"));
    let link = place.done(&["moderator", "login-link", EMAIL]);
    assert!(link.contains("/moderation/link?t="), "{link}");
    assert!(
        !link.contains(":0/"),
        "the address where it listens: {link}"
    );
    let nobody = place.refused(&["comments", "approve", "--site", "xa-song-ba", "khong-co"]);
    assert!(nobody.contains("there is no such comment"), "{nobody}");
    assert_eq!(
        place.done(&["comments", "list", "--site", "xa-song-ba"]),
        ""
    );
    let down = ["articles", "take-down", "--site", "xa-song-ba", "mot"];
    assert_eq!(place.done(&down), "taken down: mot\n");
    // The folder is meant where the command is run.
    fs::create_dir(place.path().join("elsewhere")).unwrap();
    let mut export = Command::new(env!("CARGO_BIN_EXE_bangtin-service"));
    export
        .env_clear()
        .env(
            "DATABASE_URL",
            format!("sqlite:{}", place.path().join("bangtin.db").display()),
        )
        .current_dir(place.path().join("elsewhere"))
        .args(["export", "out"]);
    let export = end_of(piped(export), "");
    assert!(export.status.success(), "{export:?}");
    let site = place.path().join("elsewhere/out/v1/sites/xa-song-ba");
    assert!(site.join("articles/hai.json").exists());
    assert!(!site.join("articles/mot.json").exists());
    let subscribers = place.command("", &["subscribers", "export", "--site", "xa-song-ba"]);
    assert!(text(&subscribers.stdout).starts_with("email,lang,topics"));
    assert!(text(&subscribers.stderr).starts_with("0 subscribers\n"));
    let failed = place.command("", &["import", "--feed", "khong-co"]);
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    let none = place.refused(&["erase", "--comment", "khong-co"]);
    assert!(
        none.contains("khong-co: there is no such comment"),
        "{none}"
    );
    let erased = place.done(&["erase", EMAIL]);
    assert!(erased.contains("moderators: 1"), "{erased}");
    assert_eq!(place.done(&["moderator", "list"]), "");
    assert!(
        place
            .done(&["moderator", "log"])
            .contains("command line\tpassword")
    );
    let log = service.end();
    assert!(log.contains("\"command\":\"moderator\""), "{log}");
    for secret in [PASSWORD, EMAIL, "too short"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn what_was_erased_is_in_no_file_of_a_running_service() {
    let place = Place::new();
    let _service = place.serve();
    place.done(&["moderator", "add", EMAIL, "--name", "Lan"]);
    let holds = || {
        let files = fs::read_dir(place.path()).unwrap().flatten();
        files
            .filter(|file| file.file_type().unwrap().is_file())
            .any(|file| String::from_utf8_lossy(&fs::read(file.path()).unwrap()).contains(EMAIL))
    };
    assert!(holds(), "the test looks where it is");
    place.done(&["erase", EMAIL]);
    assert!(!holds());
}

/// Who asks by letter names the page and the words; the list names the comment.
#[test]
fn the_words_of_a_comment_are_erased_beside_a_running_service() {
    const WORDS: &str = "Nhà tôi ở thôn Phước Lộc";
    let place = Place::new();
    // Makes the tables.
    place.done(&["moderator", "list"]);
    let insert = format!(
        "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms) \
         VALUES ('y-1', 'xa-song-ba', 'mot', 'Bà Năm', '{WORDS}', 'approved', '', 1, 1)"
    );
    let address = format!("sqlite:{}", place.path().join("bangtin.db").display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let mut file = SqliteConnection::connect(&address).await.expect("a file");
        let written = sqlx::raw_sql(AssertSqlSafe(insert))
            .execute(&mut file)
            .await;
        written.expect("a comment");
        file.close().await.expect("its end");
    });
    let service = place.serve();
    let list = [
        "comments",
        "list",
        "--site",
        "xa-song-ba",
        "--state",
        "approved",
    ];
    assert!(place.done(&list).starts_with("y-1\t"));
    assert_eq!(place.done(&["erase", "--comment", "y-1"]), "erased: y-1\n");
    assert_eq!(place.done(&list), "");
    let again = place.refused(&["erase", "--comment", "y-1"]);
    assert!(again.contains("there is no such comment"), "{again}");
    let files = fs::read_dir(place.path()).unwrap().flatten();
    for file in files.filter(|file| file.file_type().unwrap().is_file()) {
        let bytes = fs::read(file.path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(WORDS), "{:?}", file.path());
    }
    assert!(!service.end().contains(WORDS));
    let both = place.command("", &["erase", EMAIL, "--comment", "y-1"]);
    assert!(!both.status.success() && !place.command("", &["erase"]).status.success());
}

#[test]
fn a_socket_left_behind_is_no_obstacle() {
    let place = Place::new();
    place.serve().kill();
    assert!(place.socket().exists());
    let add = ["moderator", "add", EMAIL, "--name", "Lan"];
    place.done(&add);
    let service = place.serve();
    assert!(place.refused(&add).contains("there is an account"));
    service.end();
    assert!(!place.socket().exists(), "the service takes it away");
    assert!(place.done(&["moderator", "list"]).starts_with(EMAIL));
}

#[test]
fn the_socket_is_for_its_owner_alone() {
    let place = Place::new();
    let _service = place.serve();
    place.done(&["moderator", "list"]);
    let socket = fs::symlink_metadata(place.socket()).unwrap();
    assert!(socket.file_type().is_socket());
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);
    if socket.uid() != 0 {
        eprintln!("NOT TESTED: the commands of another user (this takes root)");
        return;
    }
    let as_nobody = || {
        // Others may not be able to read the program where it is.
        let copy = place.path().join("program");
        // By another process: while a copy is open for writing here, it would be so in whatever another test starts.
        let copied = Command::new("cp")
            .arg(env!("CARGO_BIN_EXE_bangtin-service"))
            .arg(&copy)
            .status();
        assert!(copied.is_ok_and(|status| status.success()));
        let mut command = Command::new(copy);
        command.args(["--config", "bangtin.toml", "moderator", "list"]);
        command.env_clear().current_dir(place.path());
        command.uid(65534).gid(65534);
        end_of(piped(command), "")
    };
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    // So careless that the file's own mode keeps nobody out.
    open(place.path(), 0o777).unwrap();
    open(&place.path().join("bangtin.db"), 0o666).unwrap();
    let kept_out = as_nobody();
    assert!(
        text(&kept_out.stderr).contains("run the command as that user"),
        "{kept_out:?}"
    );
    // Even where the mode lets them: the service asks who it is.
    open(&place.socket(), 0o666).unwrap();
    let turned_away = as_nobody();
    assert!(
        text(&turned_away.stderr).contains("error: this is for the service's own user"),
        "{turned_away:?}"
    );
    assert_eq!(text(&turned_away.stdout), "");
}

#[test]
fn nonsense_and_another_version_are_refused_and_the_service_goes_on() {
    let place = Place::new();
    let _service = place.serve();
    place.done(&["moderator", "list"]);
    let wish = |version: &str, work: serde_json::Value| {
        json!({ "version": version, "work": work, "input": null }).to_string()
    };
    let version = env!("CARGO_PKG_VERSION");
    for (kind, sent, sentence) in [
        (0, wish("0.0.1", json!(null)), "is version"),
        (
            0,
            wish(version, json!({ "Dance": {} })),
            "this is no command",
        ),
        (0, "{".into(), "this is no command"),
        (
            1,
            wish(version, json!({ "Moderator": "List" })),
            "this is no command",
        ),
    ] {
        let mut line = UnixStream::connect(place.socket()).unwrap();
        line.write_all(&[kind]).unwrap();
        let length = u32::try_from(sent.len()).unwrap();
        line.write_all(&length.to_be_bytes()).unwrap();
        line.write_all(sent.as_bytes()).unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(sentence), "{sent}: {answer}");
    }
    let mut long = UnixStream::connect(place.socket()).unwrap();
    long.write_all(&[0, 255, 255, 255, 255]).unwrap();
    let mut answer = String::new();
    long.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("too long"), "{answer}");
    assert_eq!(place.done(&["moderator", "list"]), "");
}
