//! What is said where a form is not taken because too many have come: a sentence for readers, with whom to call.

use crate::config::SiteSettings;
use crate::content::telephone;
use crate::context::Context;
use crate::problem::{Problem, QUEUE_FULL};

/// The same answer; a refusal for this reason in other words. Asked after the form's transaction has ended, so that nobody waits for it.
pub(super) async fn told<T>(
    answer: Result<T, Problem>,
    context: &Context,
    site: &SiteSettings,
) -> Result<T, Problem> {
    match answer {
        Err(problem) if problem.code() == QUEUE_FULL => {
            let number = match context.store.read().await {
                Ok(mut read) => telephone(&mut read, site).await.unwrap_or_default(),
                // The sentence without it is better than none.
                Err(_) => None,
            };
            Err(problem.saying(sentence(number.as_deref())))
        }
        other => other,
    }
}

/// In Vietnamese, then in English.
fn sentence(telephone: Option<&str>) -> String {
    let (vi, en) = match telephone {
        Some(number) => (
            format!("; việc gấp xin gọi {number}"),
            format!(", or call {number} where it is urgent"),
        ),
        None => (String::new(), String::new()),
    };
    format!(
        "Hiện có quá nhiều lượt gửi nên chưa nhận thêm được, vui lòng gửi lại sau{vi}. \
         Too many forms have come just now: please send it again later{en}."
    )
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn without_a_number_nobody_is_told_to_call() {
        assert_eq!(
            sentence(None),
            "Hiện có quá nhiều lượt gửi nên chưa nhận thêm được, vui lòng gửi lại sau. Too many forms have come just now: please send it again later."
        );
        assert!(sentence(Some("113")).contains("gửi lại sau; việc gấp xin gọi 113. Too many"));
    }
}
