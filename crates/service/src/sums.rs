//! How many articles and documents are shown, counted beforehand: kept in the transaction that changes one, so that nobody counts them.
//!
//! `documents` counts them for each choice of form, issuer and year, `lists` counts what stands in a list, week by week.

pub(crate) mod documents;
pub(crate) mod lists;

use crate::store::Write;
use bangtin_feeds::prepare::Ready;

/// The columns of [`Shown`] but `removed_ms`, for a statement.
macro_rules! columns {
    () => {
        "published_ms, listed, category, issued_ms, form, issuer"
    };
}
pub(crate) use columns;

/// What of an article decides in which sums it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Shown {
    pub published_ms: i64,
    /// 1: among the articles. 0: a document that no article announces.
    pub listed: i64,
    pub category: Option<String>,
    pub issued_ms: Option<i64>,
    pub form: Option<String>,
    pub issuer: Option<String>,
    /// Of an article that is shown: none.
    pub removed_ms: Option<i64>,
}

/// What a transaction changes in the sums of a site.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    documents: documents::Changes,
    lists: lists::Changes,
}

impl Shown {
    /// What is kept of an article.
    pub(crate) fn of(article: &Ready, removed_ms: Option<i64>) -> Self {
        let filed = article.filed.as_ref();
        Self {
            published_ms: article.published_ms,
            listed: i64::from(article.listed),
            category: article.category.as_ref().map(|one| one.id.clone()),
            issued_ms: filed.map(|filed| filed.issued_ms),
            form: filed.and_then(|filed| filed.form.clone()),
            issuer: filed.and_then(|filed| filed.issuer.clone()),
            removed_ms,
        }
    }
}

impl Changes {
    /// It is shown from now on, if it is not removed.
    pub(crate) fn add(&mut self, shown: &Shown) {
        self.change(shown, 1);
    }

    /// It was shown until now, if it was not removed.
    pub(crate) fn take(&mut self, shown: &Shown) {
        self.change(shown, -1);
    }

    fn change(&mut self, shown: &Shown, by: i64) {
        if shown.removed_ms.is_none() {
            self.documents.change(shown, by);
            self.lists.change(shown, by);
        }
    }

    /// Writes them, always in the same order: transactions that change the same sums wait for each other, and never in a circle.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn write(self, write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
        self.documents.write(write, site).await?;
        self.lists.write(write, site).await
    }
}
