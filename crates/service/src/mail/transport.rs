//! The way to the mail server.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::{self, AsyncSmtpTransport, AsyncSmtpTransportBuilder, PoolConfig};
use lettre::{AsyncTransport, Tokio1Executor};

use super::outbox::{Due, Outcome};
use super::{message, pause};
use crate::config::Settings;

/// For each step of the talk with the server.
const STEP: Duration = Duration::from_secs(30);
/// For a whole mail.
const WHOLE: Duration = Duration::from_secs(60);
/// How many mails are sent at once.
pub(super) const AT_ONCE: usize = 4;

/// Knows the way to the mail server, and our name.
pub(super) struct Transport {
    smtp: AsyncSmtpTransportBuilder,
    from: Mailbox,
}

/// Connections for some mails. They end with it: mail servers take few at a time, and other replicas want some too.
pub(super) struct Connections<'a> {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    from: &'a Mailbox,
}

impl Transport {
    /// None where the settings name no server or no sender. What is wrong with them, in words without the password.
    pub(super) fn new(settings: &Settings) -> Result<Option<Self>, &'static str> {
        let (Some(url), Some(from)) = (&settings.smtp_url, &settings.mail_from) else {
            return Ok(None);
        };
        let from = from
            .parse()
            .map_err(|_| "mail_from is no address such as Xã Sông Ba <bangtin@songba.gov.vn>")?;
        let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| "smtp_url is no address such as smtps://USER:PASSWORD@HOST")?
            .timeout(Some(STEP))
            .pool_config(PoolConfig::new().max_size(4));
        Ok(Some(Self { smtp, from }))
    }

    /// Opened when the first mail is sent.
    pub(super) fn connections(&self) -> Connections<'_> {
        Connections {
            smtp: self.smtp.clone().build(),
            from: &self.from,
        }
    }
}

impl Connections<'_> {
    /// Tries once.
    pub(super) async fn send(&self, mail: &Due) -> Outcome {
        let Ok(message) = message::build(self.from, mail) else {
            return Outcome::Failed("unsendable");
        };
        let later = |reason| Outcome::Later(reason, pause::after(mail.attempts));
        match tokio::time::timeout(WHOLE, self.smtp.send(message)).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) => judge(&error).map_or_else(Outcome::Failed, later),
            Err(_) => later("timeout"),
        }
    }
}

/// Why a mail is to be tried again, or (the error) why never.
fn judge(error: &smtp::Error) -> Result<&'static str, &'static str> {
    let Some(code) = error.status() else {
        return Ok(if error.is_timeout() {
            "timeout"
        } else {
            "unreachable"
        });
    };
    // The server speaks of this mail or its receiver. Other refusals (530, 535: who we are; 500 to 504, 521: how we talk;
    // 554: perhaps the greeting itself) are about us, an operator can mend them, and no mail should be lost over them.
    match u16::from(code) {
        550 => Err("smtp_550"),
        551 => Err("smtp_551"),
        552 => Err("smtp_552"),
        553 => Err("smtp_553"),
        556 => Err("smtp_556"),
        500..=599 => Ok("refused_us"),
        _ => Ok("try_later"),
    }
}
