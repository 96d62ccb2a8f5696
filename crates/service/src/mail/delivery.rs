//! The task that sends what waits in the outbox.

use std::time::Duration;

use futures_util::future::join_all;

use super::outbox::{self, Due, Outcome};
use super::transport::{AT_ONCE, Connections, Transport};
use crate::background::Stop;
use crate::context::Context;

/// How often the outbox is looked at when nobody calls.
const EVERY: Duration = Duration::from_secs(2);
/// How many mails are taken at once. Sending them takes at most four times a minute, which is less than the lease.
const ROUND: i64 = 16;

/// How a round ended.
#[derive(PartialEq, Eq)]
enum Round {
    /// Everything taken was sent or refused for good: there may be more.
    Clear,
    /// Nothing was due, or the server did not take it: wait a little.
    Rest,
}

/// Sends mail until the end. Without a mail server in the settings it does nothing, and mail waits.
pub async fn deliver(context: Context, mut stop: Stop) {
    let transport = match Transport::new(&context.settings) {
        Ok(Some(transport)) => transport,
        Ok(None) => return tracing::info!("no smtp_url and mail_from: mail waits in the outbox"),
        Err(sentence) => return tracing::error!("{sentence}: mail waits in the outbox"),
    };
    loop {
        match round(&context, &transport, &stop).await {
            Ok(Round::Clear) => {}
            Ok(Round::Rest) => {
                tokio::select! {
                    () = context.mail_waits.notified() => {}
                    _ = stop.within(EVERY) => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read; it is tried again");
                stop.within(EVERY).await;
            }
        }
        if stop.within(Duration::ZERO).await {
            return;
        }
    }
}

/// Takes some mails, sends them with no transaction open, writes down how each ended.
async fn round(
    context: &Context,
    transport: &Transport,
    stop: &Stop,
) -> Result<Round, sqlx::Error> {
    let now = context.clock.now_ms();
    if !outbox::any_due(context, now).await? {
        return Ok(Round::Rest);
    }
    let mails = outbox::claim(context, now, ROUND).await?;
    let connections = transport.connections();
    let mut put_off = mails.is_empty();
    for (n, some) in mails.chunks(AT_ONCE).enumerate() {
        if stop.clone().within(Duration::ZERO).await {
            let rest = mails.get(n * AT_ONCE..).unwrap_or_default();
            outbox::release(context, context.clock.now_ms(), rest).await?;
            return Ok(Round::Rest);
        }
        let outcomes = join_all(some.iter().map(|mail| attempt(&connections, mail))).await;
        put_off |= outcomes
            .iter()
            .any(|(_, outcome)| matches!(outcome, Outcome::Later(..)));
        settle(context, &outcomes).await?;
    }
    outbox::measure(context).await?;
    Ok(if put_off { Round::Rest } else { Round::Clear })
}

async fn attempt(connections: &Connections<'_>, mail: &Due) -> (String, Outcome) {
    let outcome = connections.send(mail).await;
    // The mail's id and why, never to whom: what a server answers may hold the address.
    let (mail_id, attempts) = (&mail.id, mail.attempts);
    let word = match outcome {
        Outcome::Sent => "sent",
        Outcome::Later(reason, _) => {
            tracing::warn!(mail_id, attempts, reason, "a mail was put off");
            reason
        }
        Outcome::Failed(reason) => {
            tracing::warn!(mail_id, attempts, reason, "a mail was given up");
            reason
        }
    };
    metrics::counter!("bangtin_mail_tries_total", "kind" => mail.kind.clone(), "outcome" => word)
        .increment(1);
    (mail.id.clone(), outcome)
}

/// What was sent and is not written down would be sent again, so this tries for a while.
async fn settle(context: &Context, outcomes: &[(String, Outcome)]) -> Result<(), sqlx::Error> {
    const TRIES: u32 = 5;
    for tried in 1..TRIES {
        match outbox::settle(context, context.clock.now_ms(), outcomes).await {
            Ok(()) => return Ok(()),
            Err(error) => tracing::warn!(%error, "what was sent cannot be written down yet"),
        }
        tokio::time::sleep(Duration::from_secs(tried.into())).await;
    }
    outbox::settle(context, context.clock.now_ms(), outcomes).await
}
