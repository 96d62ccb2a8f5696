//! Whom to call where a form is not taken because too many have come.

use crate::config::SiteSettings;
use crate::content::telephone;
use crate::context::Context;
use crate::problem::{Problem, QUEUE_FULL};

/// The same answer; a refusal for this reason with the number to call. Asked after the form's transaction has ended, so that nobody waits for it.
pub(super) async fn told<T>(
    answer: Result<T, Problem>,
    context: &Context,
    site: &SiteSettings,
) -> Result<T, Problem> {
    match answer {
        Err(problem) if problem.code() == QUEUE_FULL => {
            let number = match context.store.read().await {
                Ok(mut read) => telephone(&mut read, site).await.unwrap_or_default(),
                // The answer without it is better than none.
                Err(_) => None,
            };
            Err(problem.or_call(number))
        }
        other => other,
    }
}
