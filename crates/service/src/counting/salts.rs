//! The keys of the days. Each is random, shared by all replicas through the database, and deleted 48 hours after its day
//! began: from then on nobody can find out whose names it made.

use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use hmac::{Hmac, KeyInit};
use sha2::Sha256;

use crate::context::Context;
use crate::on;
use crate::problem::Problem;
use crate::random::random;

/// The key of one day, ready to be used.
#[derive(Clone)]
pub struct Salt(Hmac<Sha256>);

/// The keys that this replica has read.
#[derive(Default)]
pub struct Salts {
    read: RwLock<Vec<(i64, Salt)>>,
    asking: tokio::sync::Mutex<()>,
}

/// How long a hit waits for the key of a new day.
const PATIENCE: Duration = Duration::from_secs(3);

impl Salts {
    /// The key of a day: from memory, or from the database, where it is made when no replica has made it yet.
    ///
    /// # Errors
    /// 503 when it is not in memory and the database does not give it in 3 s.
    pub async fn of(&self, context: &Context, day: i64) -> Result<Salt, Problem> {
        if let Some(salt) = self.in_memory(day) {
            return Ok(salt);
        }
        let asked = async {
            // One asks, the others find it in memory.
            let _one = self.asking.lock().await;
            if let Some(salt) = self.in_memory(day) {
                return Ok(salt);
            }
            let salt = keyed(context, &kept(context, day).await?);
            self.write(|read| read.push((day, salt.clone())));
            Ok::<_, sqlx::Error>(salt)
        };
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(salt) => Ok(salt?),
            Err(_) => Err(Problem::busy(2)),
        }
    }

    /// Forgets days before this one.
    pub(super) fn forget(&self, first_day: i64) {
        self.write(|read| read.retain(|(day, _)| *day >= first_day));
    }

    fn in_memory(&self, day: i64) -> Option<Salt> {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        let found = read.iter().find(|(of, _)| *of == day);
        found.map(|(_, salt)| salt.clone())
    }

    fn write(&self, change: impl FnOnce(&mut Vec<(i64, Salt)>)) {
        change(&mut self.read.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Salt {
    /// From the bytes of a key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(key).expect("a key of any length will do"))
    }

    pub(super) fn mac(&self) -> Hmac<Sha256> {
        self.0.clone()
    }
}

/// The salt alone would let whoever gets a copy of the database try all addresses; the service's own key is mixed in.
fn keyed(context: &Context, salt: &[u8]) -> Salt {
    Salt::new(&context.keys.mac("visitors of a day", salt))
}

async fn kept(context: &Context, day: i64) -> Result<Vec<u8>, sqlx::Error> {
    let fresh: [u8; 32] = random();
    let mut write = context.store.write().await?;
    on!(write, c => {
        let insert = "INSERT INTO visitor_salts (day, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sqlx::query(insert).bind(day).bind(fresh.to_vec()).execute(c).await?;
    });
    let kept = on!(write, c => {
        let select = "SELECT salt FROM visitor_salts WHERE day = $1";
        sqlx::query_scalar(select).bind(day).fetch_one(c).await?
    });
    write.commit().await?;
    Ok(kept)
}

impl std::fmt::Debug for Salts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salts")
    }
}
