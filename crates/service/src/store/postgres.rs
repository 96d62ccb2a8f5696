//! PostgreSQL: a server for any number of replicas.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::{Haste, OpenError};

/// How long a request waits for a connection before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections to a server.
#[derive(Clone, Debug)]
pub(super) struct Database {
    connections: PgPool,
    /// One, which is made when it is first needed: no form waits for it.
    ahead: PgPool,
}

/// Replicas that start together wait for each other: the migrator holds an advisory lock.
pub(super) async fn open(address: &str, connections: u32) -> Result<Database, OpenError> {
    let pool = |most: u32| {
        PgPoolOptions::new()
            .max_connections(most)
            .acquire_timeout(PATIENCE)
            .after_connect(|connection, _| Box::pin(by_index(connection)))
    };
    let connections = pool(connections.max(2)).connect(address).await?;
    sqlx::migrate!("migrations/postgres")
        .run(&connections)
        .await?;
    let ahead = pool(1).connect_lazy(address)?;
    Ok(Database { connections, ahead })
}

impl Database {
    pub(super) async fn begin(
        &self,
        haste: Haste,
    ) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        match haste {
            Haste::None => self.connections.begin().await,
            Haste::Ahead => self.ahead.begin().await,
        }
    }

    pub(super) async fn reader(&self) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        self.connections.acquire().await
    }

    pub(super) async fn close(&self) {
        self.ahead.close().await;
        self.connections.close().await;
    }
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
