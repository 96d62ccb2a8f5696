//! PostgreSQL: a server for any number of replicas.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool};

use super::OpenError;

/// How long a request waits for a connection before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Replicas that start together wait for each other: the migrator holds an advisory lock.
pub(super) async fn open(address: &str, connections: u32) -> Result<PgPool, OpenError> {
    let pool = PgPoolOptions::new()
        .max_connections(connections.max(2))
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| Box::pin(by_index(connection)))
        .connect(address)
        .await?;
    sqlx::migrate!("migrations/postgres").run(&pool).await?;
    Ok(pool)
}

/// Every statement has its index. PostgreSQL reads a table whole where it thinks that small, or where it does not know how few rows are
/// wanted, and keeps to that plan while the table grows. For the same reason it thinks a statement long that is not, and compiles it
/// (`jit`) or starts further processes for it, which takes a thousand times what the statement takes.
async fn by_index(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let settings =
        "SET enable_seqscan = off; SET jit = off; SET max_parallel_workers_per_gather = 0";
    sqlx::raw_sql(settings).execute(connection).await?;
    Ok(())
}

/// How PostgreSQL is reached; none where this is no address of it. Its own reader takes every scheme, `mysql:` as well.
pub(crate) fn options(address: &str) -> Option<PgConnectOptions> {
    let options = is_address(address).then(|| address.parse());
    options.and_then(Result::ok)
}

pub(crate) fn is_address(address: &str) -> bool {
    address.starts_with("postgres://") || address.starts_with("postgresql://")
}
