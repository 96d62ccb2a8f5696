//! PostgreSQL, by its own tools: they know each version's format, and dump one state while others write.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use url::Url;

use super::{BackupError, beside, checksum};

/// `pg_dump` in its custom format.
pub(super) async fn back_up(address: &str, file: &Path) -> Result<(), BackupError> {
    let part = beside(file, "part");
    let _ = std::fs::remove_file(&part);
    let mut dump = tool("pg_dump", address)?;
    dump.arg("--format=custom")
        .arg("--no-owner")
        .arg("--no-privileges")
        // What `restore` has put aside.
        .arg("--exclude-schema=replaced_*")
        .arg("--file")
        .arg(&part);
    let failed = |error| BackupError::File(part.clone(), error);
    let done = async {
        run("pg_dump", dump).await?;
        private(&part).map_err(failed)?;
        checksum::write(&part, file).await?;
        std::fs::rename(&part, file).map_err(failed)
    };
    let done = done.await;
    if done.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    done
}

/// `pg_restore` in one transaction: all or nothing. What was there is kept as a schema of another name.
pub(super) async fn restore(
    address: &str,
    file: &Path,
    replace: bool,
) -> Result<String, BackupError> {
    let sum = checksum::check(file, file).await?;
    list(file).await?;
    let mut server = connect(address).await?;
    let (others, tables) = look(&mut server).await?;
    if others > 0 {
        return Err(BackupError::ServerInUse(others));
    }
    if tables > 0 && !replace {
        return Err(BackupError::ServerNotEmpty);
    }
    let aside = if tables > 0 {
        Some(put_aside(&mut server).await?)
    } else {
        None
    };
    let mut restore = tool("pg_restore", address)?;
    restore.args([
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
    ]);
    restore.arg(file);
    let restored = run("pg_restore", restore).await;
    if let (Err(_), Some(aside)) = (&restored, &aside) {
        aside.put_back(&mut server).await?;
    }
    server.close().await?;
    restored?;
    Ok(aside.map_or_else(
        || format!("{sum}; there was nothing before"),
        |aside| format!("{sum}; what was there is now the schema {}", aside.kept),
    ))
}

/// The tables that were there, under another name.
struct Aside {
    schema: String,
    kept: String,
}

/// Moving them away, not emptying them: tables of a newer version, which no backup knows, must not stay in the way.
async fn put_aside(server: &mut PgConnection) -> Result<Aside, BackupError> {
    let name = "SELECT current_schema(), 'replaced_' || CAST(EXTRACT(EPOCH FROM now()) AS BIGINT)";
    let (schema, kept): (String, String) = sqlx::query_as(name).fetch_one(&mut *server).await?;
    let aside = Aside { schema, kept };
    let mut moving = server.begin().await?;
    rename(&mut moving, &aside.schema, &aside.kept).await?;
    // A dump makes every schema but this one, which each database has.
    if aside.schema == "public" {
        sqlx::query("CREATE SCHEMA public")
            .execute(&mut *moving)
            .await?;
    }
    moving.commit().await?;
    Ok(aside)
}

impl Aside {
    async fn put_back(&self, server: &mut PgConnection) -> Result<(), BackupError> {
        let mut moving = server.begin().await?;
        if self.schema == "public" {
            // Empty: what was restored was rolled back.
            sqlx::query("DROP SCHEMA public")
                .execute(&mut *moving)
                .await?;
        }
        rename(&mut moving, &self.kept, &self.schema).await?;
        moving.commit().await?;
        Ok(())
    }
}

async fn rename(server: &mut PgConnection, from: &str, to: &str) -> Result<(), sqlx::Error> {
    // The server quotes the names: they cannot be bound to this statement.
    let text = "SELECT format('ALTER SCHEMA %I RENAME TO %I', $1, $2)";
    let text: String = sqlx::query_scalar(text)
        .bind(from)
        .bind(to)
        .fetch_one(&mut *server)
        .await?;
    sqlx::query(AssertSqlSafe(text)).execute(server).await?;
    Ok(())
}

/// Whether the file is a backup of this service at all, before anything is touched.
async fn list(file: &Path) -> Result<(), BackupError> {
    let mut list = Command::new("pg_restore");
    list.arg("--list").arg(file);
    let output = output("pg_restore", list).await?;
    let bad = |reason: String| BackupError::Bad(file.into(), reason);
    if !output.status.success() {
        return Err(bad(told(&output)));
    }
    let listed = String::from_utf8_lossy(&output.stdout);
    let ours = ["_sqlx_migrations", "secrets"]
        .iter()
        .all(|table| listed.contains(table));
    ours.then_some(())
        .ok_or_else(|| bad("it is not a database of this service".into()))
}

async fn connect(address: &str) -> Result<PgConnection, sqlx::Error> {
    let options: PgConnectOptions = address.parse()?;
    options.disable_statement_logging().connect().await
}

/// How many others are connected to the database, and how many tables it has.
async fn look(server: &mut PgConnection) -> Result<(i64, i64), sqlx::Error> {
    let others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
                  AND backend_type = 'client backend'";
    let others = sqlx::query_scalar(others).fetch_one(&mut *server).await?;
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()";
    let tables = sqlx::query_scalar(tables).fetch_one(server).await?;
    Ok((others, tables))
}

/// A tool that works on this database. The password travels in its environment: everybody can see its arguments.
fn tool(name: &'static str, address: &str) -> Result<Command, BackupError> {
    let mut url: Url = address
        .parse()
        .map_err(|_| BackupError::Open(crate::store::OpenError::Address))?;
    let mut command = Command::new(name);
    if let Some(password) = url.password() {
        let password = percent_decoded(password);
        command.env("PGPASSWORD", password);
        let _ = url.set_password(None);
    }
    command
        .arg("--no-password")
        .arg("--dbname")
        .arg(url.as_str());
    Ok(command)
}

fn percent_decoded(text: &str) -> String {
    // A form's `+` is a space; in a password it is a plus.
    let form = format!("p={}", text.replace('+', "%2B"));
    let pair = url::form_urlencoded::parse(form.as_bytes()).next();
    pair.map_or_else(|| text.to_owned(), |(_, value)| value.into_owned())
}

async fn run(name: &'static str, command: Command) -> Result<(), BackupError> {
    let output = output(name, command).await?;
    if output.status.success() {
        Ok(())
    } else {
        Err(BackupError::Tool(name, told(&output)))
    }
}

async fn output(name: &'static str, mut command: Command) -> Result<Output, BackupError> {
    let output = tokio::task::spawn_blocking(move || command.stdin(Stdio::null()).output()).await;
    let output = output.map_err(std::io::Error::other).flatten();
    output.map_err(|error| BackupError::NoTool(name, error))
}

/// The first lines of what a tool complained about.
fn told(output: &Output) -> String {
    let complaint = String::from_utf8_lossy(&output.stderr);
    complaint.lines().take(3).collect::<Vec<_>>().join("; ")
}

fn private(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?;
    std::fs::File::open(file)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{percent_decoded, tool};

    #[test]
    fn the_password_is_not_among_the_arguments() {
        let command = tool(
            "pg_dump",
            "postgres://bangtin:b%40d+%20%C4%91@db.example/tin",
        )
        .unwrap();
        let arguments: Vec<_> = command
            .get_args()
            .map(|one| one.to_string_lossy())
            .collect();
        assert_eq!(
            arguments,
            [
                "--no-password",
                "--dbname",
                "postgres://bangtin@db.example/tin"
            ]
        );
        let password = command.get_envs().find(|(name, _)| *name == "PGPASSWORD");
        assert_eq!(password.unwrap().1.unwrap(), "b@d+ đ");
        assert_eq!(percent_decoded("plain"), "plain");
    }
}
