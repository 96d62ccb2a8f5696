//! A mail as it goes over the wire.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

use super::outbox::Due;

/// Builds the message of a row. Its `Message-ID` and `Date` are the row's own, so that a second copy is known as one.
///
/// # Errors
/// When a header cannot be written; trying again would not help.
pub(super) fn build(
    from: &Mailbox,
    mail: &Due,
) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let to = Mailbox::new(None, mail.address.parse()?);
    let written = u64::try_from(mail.created_ms).unwrap_or(0);
    let written: SystemTime = UNIX_EPOCH + Duration::from_millis(written);
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .date(written)
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .subject(mail.subject.clone())
        // RFC 3834: no holiday notices in return, please.
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if !mail.unsubscribe.is_empty() {
        // RFC 8058, 3.1: both together.
        message = message
            .raw_header(header(
                "List-Unsubscribe",
                &format!("<{}>", mail.unsubscribe),
            ))
            .raw_header(header(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
            ));
    }
    let parts = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    Ok(message.multipart(parts)?)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
