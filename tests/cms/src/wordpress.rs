//! A WordPress with nothing in it but what a test puts there.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use bangtin_rig::{Owned, free_port};
use serde_json::Value;

/// Where `cargo xtask wordpress` unpacks Debian's packages.
const UNPACKED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../target/wordpress/usr/share/wordpress"
);
/// The scripts that run within WordPress.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/php");
/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// A published post as WordPress lists it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post {
    /// Its address.
    pub url: String,
    /// Its title as plain text.
    pub title: String,
}

/// A running WordPress.
pub struct WordPress {
    root: PathBuf,
    folder: PathBuf,
    port: u16,
    server: Option<Owned>,
    _database: Owned,
}

impl WordPress {
    /// The one of this test program, for one test at a time.
    ///
    /// # Panics
    /// With a sentence when its parts are missing or do not start.
    pub fn lock() -> MutexGuard<'static, Self> {
        static SHARED: OnceLock<Mutex<WordPress>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| Mutex::new(Self::start()));
        let mut wordpress = shared.lock().unwrap_or_else(PoisonError::into_inner);
        wordpress.turn_on();
        wordpress
    }

    /// Its origin, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder of its must-use plugins.
    #[must_use]
    pub fn plugins(&self) -> PathBuf {
        self.folder.join("wp-content/mu-plugins")
    }

    /// Runs PHP within WordPress, as `wp eval` would; gives what it returns.
    ///
    /// # Panics
    /// When PHP or WordPress complains.
    #[track_caller]
    pub fn run(&self, code: &str) -> Value {
        let output = self.php("run.php", code);
        serde_json::from_str(&output).unwrap_or_else(|cause| panic!("{code}\n{output}\n{cause}"))
    }

    /// Asks for an address of it, as somebody who comes by.
    ///
    /// # Panics
    /// When it does not answer.
    pub fn visit(&self, path: &str) {
        let address = ([127, 0, 0, 1], self.port);
        let mut stream = TcpStream::connect(SocketAddr::from(address)).expect("a connection");
        let request = format!("GET {path} HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(
            answer.starts_with("HTTP/1.0 200") || answer.starts_with("HTTP/1.1 200"),
            "{answer}"
        );
    }

    /// The posts that it shows to everybody, the last published first.
    ///
    /// # Panics
    /// When PHP or WordPress complains.
    #[must_use]
    pub fn published(&self) -> Vec<Post> {
        let posts = self.run(PUBLISHED);
        let posts = posts.as_array().expect("a list").iter();
        let text = |post: &Value, name: &str| post[name].as_str().expect("a text").to_owned();
        posts
            .map(|post| Post {
                url: text(post, "url"),
                title: text(post, "title"),
            })
            .collect()
    }

    /// The web server is gone; the database stays.
    pub fn turn_off(&mut self) {
        self.server = None;
    }

    /// The web server is there again, at the same address.
    ///
    /// # Panics
    /// When it does not start.
    pub fn turn_on(&mut self) {
        if self.server.is_some() {
            return;
        }
        let mut command = self.command();
        // Compiled scripts are kept: without, each request compiles WordPress anew.
        command.args(["-d", "opcache.enable_cli=1", "-S"]);
        command.arg(format!("127.0.0.1:{}", self.port));
        command.arg("-t").arg(&self.root);
        command.arg(Path::new(SCRIPTS).join("router.php"));
        let mut server = Owned::start(command).expect("PHP starts");
        let address = SocketAddr::from(([127, 0, 0, 1], self.port));
        wait("PHP's web server", &mut server, || {
            TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok()
        });
        self.server = Some(server);
    }

    fn start() -> Self {
        let root = PathBuf::from(UNPACKED);
        assert!(
            root.join("wp-load.php").is_file(),
            "WordPress is needed: `cargo xtask wordpress` fetches it"
        );
        let root = root.canonicalize().expect("a path");
        let folder = tempfile::Builder::new()
            .prefix("bangtin-wordpress-")
            .tempdir();
        // Removed after the database, even where the test program is killed.
        let folder = folder.expect("a temporary folder").keep();
        let database = database(&folder);
        content(&root, &folder);
        let mut wordpress = Self {
            root,
            folder,
            port: free_port(),
            server: None,
            _database: database,
        };
        wordpress.php("install.php", "");
        wordpress.turn_on();
        wordpress
    }

    fn php(&self, script: &str, input: &str) -> String {
        let mut command = self.command();
        command
            .args(["-d", "display_errors=stderr"])
            .arg(Path::new(SCRIPTS).join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut php = command.spawn().expect("PHP starts");
        let mut stdin = php.stdin.take().expect("an input");
        stdin.write_all(input.as_bytes()).expect("PHP reads");
        drop(stdin);
        let output = php.wait_with_output().expect("PHP ends");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{script}: {text}");
        text
    }

    fn command(&self) -> Command {
        let mut command = Command::new("php");
        command
            .env("BANGTIN_CMS_SETTINGS", format!("{SCRIPTS}/settings.php"))
            .env("BANGTIN_CMS_WORDPRESS", &self.root)
            .env("BANGTIN_CMS_FOLDER", &self.folder)
            .env("BANGTIN_CMS_ORIGIN", self.origin());
        command
    }
}

/// What everybody may read. A post with a password is in the lists of the blog as well, but without its text.
const PUBLISHED: &str = r#"
$posts = get_posts( array( 'numberposts' => -1, 'has_password' => false, 'orderby' => array( 'date' => 'DESC', 'ID' => 'DESC' ) ) );
return array_map( fn( $post ) => array(
    'url'   => get_permalink( $post ),
    'title' => html_entity_decode( wp_strip_all_tags( get_the_title( $post ) ), ENT_QUOTES | ENT_HTML5 ),
), $posts );
"#;

/// MariaDB without network, accounts or tables of its own: a database for those who may open its socket.
fn database(folder: &Path) -> Owned {
    let data = folder.join("mariadb");
    fs::create_dir_all(data.join("mysql")).expect("a folder");
    let socket = folder.join("mariadb.sock");
    let mut command = Command::new("/usr/sbin/mariadbd");
    command
        .arg("--no-defaults")
        .arg(format!("--datadir={}", data.display()))
        .arg(format!("--socket={}", socket.display()))
        .args([
            "--skip-networking",
            "--skip-grant-tables",
            // A power cut of the machine is not tried.
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync",
            "--skip-innodb-doublewrite",
        ]);
    if is_root() {
        command.arg("--user=root");
    }
    let database = Owned::start_in(folder, command);
    let mut database = database.expect("MariaDB is needed: apt-get install mariadb-server-core");
    wait("MariaDB", &mut database, || {
        std::os::unix::net::UnixStream::connect(&socket).is_ok()
    });
    database
}

/// What WordPress writes is the test's own; themes and translations are those of the packages.
fn content(root: &Path, folder: &Path) {
    let content = folder.join("wp-content");
    for own in ["uploads", "plugins", "mu-plugins"] {
        fs::create_dir_all(content.join(own)).expect("a folder");
    }
    for shared in ["themes", "languages"] {
        symlink(root.join("wp-content").join(shared), content.join(shared)).expect("a link");
    }
    // Debian's own asks for a web server's settings; WordPress looks for this one beside its folder as well.
    let settings = root.parent().expect("a folder").join("wp-config.php");
    fs::copy(Path::new(SCRIPTS).join("wp-config.php"), settings).expect("a copy");
}

fn wait(name: &str, server: &mut Owned, ready: impl Fn() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert!(!server.has_ended(), "{name} ended");
        assert!(
            start.elapsed() < PATIENCE,
            "{name} did not start in {PATIENCE:?}"
        );
        sleep(Duration::from_millis(50));
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
