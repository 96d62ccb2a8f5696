//! Official documents: what is asked for of them, found by an index in its own order; and how many there are, which is kept.

use sqlx::AssertSqlSafe;

use super::list::{Listing, Row};
use super::{Cursor, search};
use crate::on;
use crate::store::Read;
use crate::sums::documents::{self as sums, Choice};
use bangtin_model::Moment;

/// Of what is not counted beforehand at most so many are counted.
pub(crate) const COUNTED: i64 = 1_000;

/// Which documents, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Only of this form, such as `Quyết định`.
    pub form: Option<String>,
    /// Only of this agency.
    pub issuer: Option<String>,
    /// Only issued in this year.
    pub year: Option<u16>,
    /// Only those of which this holds on a day, as a number of days since 1970-01-01.
    pub validity: Option<(Validity, i64)>,
    /// Which come first; of a search, those that fit best where it is absent.
    pub order: Option<Order>,
}

/// Which documents come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The last issued.
    Newest,
    /// The first issued.
    Oldest,
}

/// Whether a document holds, as far as its dates say. One that does not say from when it holds is neither in force nor not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Validity {
    /// It does.
    InForce,
    /// From a day to come.
    NotYet,
    /// Not any more.
    Ended,
}

impl Validity {
    /// The condition; the day is `#`.
    const fn condition(self) -> &'static str {
        match self {
            Self::InForce => " AND effective_day <= # AND expires_day > #",
            Self::NotYet => " AND effective_day > # AND expires_day > #",
            Self::Ended => " AND expires_day <= #",
        }
    }
}

/// A value of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound<'a> {
    Text(&'a str),
    Number(i64),
}

/// Binds a [`Bound`], whatever the database.
macro_rules! bind {
    ($query:expr, $bounds:expr) => {{
        let mut query = $query;
        for bound in $bounds {
            query = match bound {
                Bound::Text(text) => query.bind(*text),
                Bound::Number(number) => query.bind(*number),
            };
        }
        query
    }};
}
pub(super) use bind;

/// Conditions that are added to a statement, and their values.
#[derive(Debug, Default)]
pub(super) struct Conditions<'a> {
    pub text: String,
    pub bounds: Vec<Bound<'a>>,
}

impl<'a> Conditions<'a> {
    /// Adds one with a value for each `#`; `first` is the number that the first value of all has.
    fn add(&mut self, first: usize, condition: &str, bounds: &[Bound<'a>]) {
        let mut parts = condition.split('#');
        self.text.push_str(parts.next().unwrap_or_default());
        for (part, bound) in parts.zip(bounds) {
            let number = first + self.bounds.len();
            self.text.push_str(&format!("${number}{part}"));
            self.bounds.push(*bound);
        }
    }
}

impl Wanted {
    /// What is counted beforehand of it.
    fn choice(&self) -> Choice {
        Choice {
            form: self.form.clone(),
            issuer: self.issuer.clone(),
            year: self.year.map(i64::from),
        }
    }

    /// The conditions of the lists, with values from number `first` on. Only those that are wanted stand in it, so that each finds its index.
    fn conditions(&self, first: usize) -> Conditions<'_> {
        let mut conditions = self.holds(first);
        if let Some(form) = &self.form {
            conditions.add(first, " AND form = #", &[Bound::Text(form)]);
        }
        if let Some(issuer) = &self.issuer {
            conditions.add(first, " AND issuer = #", &[Bound::Text(issuer)]);
        }
        if let Some(year) = self.year {
            let within = " AND issued_ms >= # AND issued_ms < # AND issued_ms <> 0";
            conditions.add(first, within, &span(year.into()).map(Bound::Number));
        }
        conditions
    }

    /// The condition of [`Wanted::validity`], with values from number `first` on.
    pub(super) fn holds(&self, first: usize) -> Conditions<'_> {
        let mut conditions = Conditions::default();
        if let Some((validity, day)) = self.validity {
            conditions.add(first, validity.condition(), &[Bound::Number(day); 2]);
        }
        conditions
    }
}

/// When a year begins and when it has ended in Asia/Ho_Chi_Minh, in milliseconds since 1970-01-01 UTC.
fn span(year: u32) -> [i64; 2] {
    [year, year + 1].map(|year| {
        Moment::on_day(year, 1, 1).map_or(i64::MAX, |day| day.unix().saturating_mul(1000))
    })
}

/// The documents that are wanted, the last issued first if nothing else is said.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn documents(
    read: &mut Read,
    site: &str,
    wanted: &Wanted,
    from: Cursor,
    limit: usize,
) -> Result<Listing, sqlx::Error> {
    let more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let (than, way, from) = match wanted.order {
        Some(Order::Oldest) if from == Cursor::START => (">", "ASC", Cursor::END),
        Some(Order::Oldest) => (">", "ASC", from),
        _ => ("<", "DESC", from),
    };
    let conditions = wanted.conditions(6);
    let select = format!(
        "SELECT item, CAST(0 AS BIGINT) AS tier, issued_ms AS ms, place, number FROM articles \
         WHERE site = $1 AND issued_ms IS NOT NULL AND removed_ms IS NULL{} AND (issued_ms, place, number) {than} ($2, $3, $4) \
         ORDER BY issued_ms {way}, place {way}, number {way} LIMIT $5",
        conditions.text
    );
    let rows: Vec<Row> = on!(read, c => {
        let query = sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(from.ms).bind(from.place).bind(from.number).bind(more);
        bind!(query, &conditions.bounds).fetch_all(c).await?
    });
    Ok(Listing::of(rows, limit))
}

/// How many documents are wanted; none where that is not known without counting more than [`COUNTED`].
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn total(
    read: &mut Read,
    site: &str,
    wanted: &Wanted,
    typed: Option<&str>,
) -> Result<Option<i64>, sqlx::Error> {
    let most = COUNTED + 1;
    let counted = match typed {
        None if wanted.validity.is_none() => {
            return sums::one(read, site, &wanted.choice()).await.map(Some);
        }
        None => {
            let conditions = wanted.conditions(3);
            let select = format!(
                "SELECT COUNT(*) FROM (SELECT 1 FROM articles \
                 WHERE site = $1 AND issued_ms IS NOT NULL AND removed_ms IS NULL{} LIMIT $2) AS counted",
                conditions.text
            );
            on!(read, c => {
                let query = sqlx::query_scalar(AssertSqlSafe(select)).bind(site).bind(most);
                bind!(query, &conditions.bounds).fetch_one(c).await?
            })
        }
        Some(typed) => search::total(read, site, typed, wanted, most).await?,
    };
    Ok(Some(counted).filter(|counted| *counted <= COUNTED))
}
