//! Hears what is asked of the database, as the driver logs it.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Mutex, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

static HEARD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static BEGIN: Once = Once::new();

/// What was read, and what was looked for to be changed, since this was called last, each statement once.
pub fn heard() -> BTreeSet<String> {
    BEGIN.call_once(|| {
        let target = Targets::new().with_target("sqlx::query", Level::DEBUG);
        tracing_subscriber::registry()
            .with(Ears.with_filter(target))
            .init();
    });
    let mut heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *heard)
}

struct Ears;

#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl<S: Subscriber> Layer<S> for Ears {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        let text = if statement.whole.trim().is_empty() {
            statement.summary
        } else {
            statement.whole
        };
        let text = text.trim().to_owned();
        let begins = [
            "SELECT",
            "WITH",
            "UPDATE articles",
            "UPDATE source_pages",
            "UPDATE waves",
            "DELETE FROM",
        ];
        if begins.iter().any(|begin| text.starts_with(begin)) {
            let mut heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
            heard.insert(text);
        }
    }
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => self.summary = value.to_owned(),
            "db.statement" => self.whole = value.to_owned(),
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        match field.name() {
            "summary" => self.summary = text,
            "db.statement" => self.whole = text,
            _ => {}
        }
    }
}
