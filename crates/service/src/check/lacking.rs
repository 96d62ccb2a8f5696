//! What a production service should have besides.

use super::Findings;
use super::network::is_loopback;
use crate::config::Settings;
use crate::store::sqlite_file;

pub(super) fn check(settings: &Settings, findings: &mut Findings) {
    if settings.sites.is_empty() {
        findings.advice(
            "sites is empty: the sample commune is served. Name your portal with [[sites]].",
        );
    }
    match &settings.public_url {
        None => findings.advice(
            "public_url is not set: mails link to the address of listen, which readers cannot reach. Set it to https://…",
        ),
        Some(url) if is_loopback(url) => findings.advice(
            "public_url is an address of this machine: mails would link to it. Set it to https://…",
        ),
        Some(_) => {}
    }
    if settings.smtp_url.is_none() {
        findings.advice(
            "smtp_url is not set: mail waits in the outbox, and nobody can confirm a subscription.",
        );
    }
    if settings.secret.is_none() {
        findings.advice(
            "secret is not set: the key lies in the database, and so in every backup of it. Set it and keep it apart.",
        );
    }
    if settings.trusted_proxies.is_empty() && settings.listen.ip().is_loopback() {
        findings.advice(
            "trusted_proxies is empty: behind a proxy all readers look like one and share its limits. For a proxy on this machine set it \
             to 127.0.0.1/32 and ::1/128.",
        );
    }
    if settings.metrics_listen.is_none() {
        findings.advice("metrics_listen is not set: nobody is told when the service suffers.");
    }
    if settings.backup_dir.is_none() && sqlite_file(&settings.database_url).is_some() {
        findings.advice("backup_dir is not set: no nightly backups are made.");
    }
    for site in &settings.sites {
        let id = &site.id;
        if site.origins.is_empty() {
            findings.advice(format!(
                "site {id}: origins is empty: pages on other addresses than the service's own can neither read its content nor use its forms and counters. Name those of the portal, such as https://songba.gov.vn."
            ));
        }
        if site.subscribing.is_none() {
            findings.advice(format!(
                "site {id}: subscribing is not set, so there are no subscriptions; it names who answers for the data (controller)."
            ));
        }
        if site.feeds.is_empty() {
            findings.advice(format!("site {id}: feeds is empty: there is no content."));
        }
    }
}
