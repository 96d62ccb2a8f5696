//! Addresses, proxies, keys, mail, limits.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use tracing_subscriber::EnvFilter;
use url::Url;

use super::Findings;
use crate::config::Settings;

/// A key of fewer characters can be guessed.
const LEAST_SECRET: usize = 32;
/// A form with a comment of 500 characters and its proof.
const LEAST_BODY: usize = 8 * 1024;
/// Of a form in place of work, in seconds.
const LONGEST_WAIT: u32 = 600;

pub(super) fn check(settings: &Settings, findings: &mut Findings) {
    addresses(settings, findings);
    proxies(settings, findings);
    inside(settings, findings);
    mail(settings, findings);
    keys_and_limits(settings, findings);
}

fn addresses(settings: &Settings, findings: &mut Findings) {
    // Port 0 is a free one, and another each time.
    if settings.listen.port() != 0 && settings.metrics_listen == Some(settings.listen) {
        findings
            .wrong("metrics_listen is the same as listen: give the metrics a port of their own.");
    }
    if let Some(metrics) = settings.metrics_listen.filter(|at| !at.ip().is_loopback()) {
        findings.advice(format!(
            "metrics_listen {metrics} can be reached from other machines, and has no password: let only the monitoring through."
        ));
    }
    let Some(url) = &settings.public_url else {
        return;
    };
    if has_login(url) {
        findings.wrong("public_url has a user or a password, which each mail would tell: it must be such as https://tin.songba.gov.vn.");
        return;
    }
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        findings.wrong(format!(
            "public_url {url} must begin with https:// and name a host."
        ));
        return;
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        findings.wrong(format!(
            "public_url {url} must be an address without a path: the service has a host name of its own."
        ));
    }
    if url.scheme() == "http" && !is_loopback(url) {
        findings.advice(format!(
            "public_url {url} is not https: what residents type can be read on the way, and browsers refuse it on pages with https."
        ));
    }
}

/// Whether an address has a user or a password, and must not be repeated.
pub(super) fn has_login(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

pub(super) fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(is_this_machine)
}

/// Whether what is sent to this host stays on the machine. As text, because `Url` takes numbers for a name in schemes that it
/// does not know, such as `smtp:`.
pub(super) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>();
    bare.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

fn proxies(settings: &Settings, findings: &mut Findings) {
    let trusted = &settings.trusted_proxies;
    if let Some(all) = trusted.iter().find(|net| net.prefix_len() == 0) {
        findings.wrong(format!(
            "trusted_proxies has {all}, everybody: readers could then write their own address into X-Forwarded-For and pass every limit. \
             Name the proxies alone, such as 127.0.0.1/32."
        ));
    }
    if !trusted.is_empty() && settings.proxy_hops == 0 {
        findings.wrong("trusted_proxies has no effect while proxy_hops is 0: set proxy_hops to how many proxies there are.");
    }
    if trusted.is_empty() && settings.proxy_hops > 1 {
        findings.wrong(
            "proxy_hops has no effect without trusted_proxies: name the networks of the proxies.",
        );
    }
    if trusted.is_empty() && !settings.listen.ip().is_loopback() {
        findings.advice(format!(
            "listen {} is open to other machines and trusted_proxies is empty: if a proxy stands before it, all readers look like one \
             and share its limits; if none does, there is no TLS.",
            settings.listen
        ));
    }
}

/// Where clouds tell a machine's secrets (169.254.169.254, fd00:ec2::254), and this machine.
const NEVER_MEANT: [IpAddr; 4] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V4(Ipv4Addr::LOCALHOST),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::LOCALHOST),
];

fn inside(settings: &Settings, findings: &mut Findings) {
    for network in &settings.inside_networks {
        if network.prefix_len() == 0 {
            findings.wrong(format!(
                "inside_networks has {network}, every network: whoever names a source could then reach this machine and all inside. Name the \
                 networks of the sources alone, such as 10.20.0.0/16."
            ));
        } else if let Some(address) = NEVER_MEANT.iter().find(|one| network.contains(*one)) {
            findings.advice(format!(
                "inside_networks has {network}, in which {address} lies: names of sources could lead to this machine, or to what tells a \
                 cloud's secrets. Name the networks of the sources alone, such as 10.20.0.0/16."
            ));
        }
    }
}

fn mail(settings: &Settings, findings: &mut Findings) {
    if let Some(from) = &settings.mail_from
        && from.parse::<Mailbox>().is_err()
    {
        findings.wrong("mail_from is no address such as Xã Sông Ba <bangtin@songba.gov.vn>.");
    }
    let Some(address) = &settings.smtp_url else {
        return;
    };
    if settings.mail_from.is_none() {
        findings.wrong("smtp_url is set, mail_from is not: mail waits until it has a sender, such as Xã Sông Ba <bangtin@songba.gov.vn>.");
    }
    // It can hold a password, so it is not repeated here.
    if AsyncSmtpTransport::<Tokio1Executor>::from_url(address).is_err() {
        findings.wrong("smtp_url is no address such as smtps://USER:PASSWORD@HOST.");
        return;
    }
    mail_on_the_way(address, findings);
}

/// lettre speaks TLS from the start for `smtps:`; for `smtp:` never when nothing is said, where the server offers it with
/// `tls=opportunistic`, and always with `tls=required` alone.
fn mail_on_the_way(address: &str, findings: &mut Findings) {
    let Ok(url) = address.parse::<Url>() else {
        return;
    };
    let tls = url.query_pairs().find(|(name, _)| name == "tls");
    let required = tls.is_some_and(|(_, wish)| wish == "required");
    if url.scheme() == "smtps" || required || is_loopback(&url) {
        return;
    }
    findings.advice(if url.password().is_some() {
        "smtp_url sends a password without requiring encryption: use smtps://…, or smtp://…?tls=required."
    } else {
        "smtp_url does not require encryption, and its server is another machine: addresses of residents and the links in their mails \
         can be read on the way. Use smtps://…, or smtp://…?tls=required."
    });
}

fn keys_and_limits(settings: &Settings, findings: &mut Findings) {
    let secret = settings.secret.as_deref();
    if secret.is_some_and(|secret| secret.chars().count() < LEAST_SECRET) {
        findings.wrong(format!(
            "secret has fewer than {LEAST_SECRET} characters and can be guessed: openssl rand -base64 32 makes a good one."
        ));
    }
    if EnvFilter::try_new(&settings.log).is_err() {
        findings.wrong("log is no filter such as info or bangtin_service=debug.");
    }
    let limits = &settings.limits;
    let numbers: [(&str, u64); _] = [
        ("forms_per_minute", limits.forms_per_minute.into()),
        ("hits_per_minute", limits.hits_per_minute.into()),
        ("reads_per_minute", limits.reads_per_minute.into()),
        ("visitors_per_minute", limits.visitors_per_minute.into()),
        ("request_seconds", limits.request_seconds),
        ("connections", limits.connections.into()),
        (
            "connections_per_address",
            limits.connections_per_address.into(),
        ),
        ("stalled_seconds", limits.stalled_seconds),
        ("challenge_cost", limits.challenge_cost.into()),
        ("calm_forms_per_minute", limits.calm_forms_per_minute.into()),
        ("slow_form_seconds", limits.slow_form_seconds.into()),
        ("slow_forms_per_hour", limits.slow_forms_per_hour.into()),
        (
            "slow_forms_per_hour_in_all",
            limits.slow_forms_per_hour_in_all.into(),
        ),
        (
            "waiting_comments_per_site",
            limits.waiting_comments_per_site.into(),
        ),
        (
            "waiting_comments_per_page",
            limits.waiting_comments_per_page.into(),
        ),
        (
            "waiting_comments_per_hour",
            limits.waiting_comments_per_hour.into(),
        ),
        (
            "unconfirmed_subscriptions_per_hour",
            limits.unconfirmed_subscriptions_per_hour.into(),
        ),
        ("network_share_percent", limits.network_share_percent.into()),
        (
            "waiting_reports_per_site",
            limits.waiting_reports_per_site.into(),
        ),
        (
            "waiting_reports_per_page",
            limits.waiting_reports_per_page.into(),
        ),
        ("waiting_comment_days", limits.waiting_comment_days.into()),
        ("mails_per_hour", limits.mails_per_hour.into()),
        (
            "mails_per_domain_per_hour",
            limits.mails_per_domain_per_hour.into(),
        ),
        (
            "digest_mails_per_minute",
            limits.digest_mails_per_minute.into(),
        ),
    ];
    for (name, _) in numbers.iter().filter(|(_, number)| *number == 0) {
        findings.wrong(format!(
            "limits.{name} is 0: nothing would get through. It takes 1 or more."
        ));
    }
    if limits.body_bytes < LEAST_BODY {
        findings.wrong(format!(
            "limits.body_bytes is less than {LEAST_BODY}: a comment with its proof of work would not get through."
        ));
    }
    if limits.slow_form_seconds > LONGEST_WAIT {
        findings.wrong(format!(
            "limits.slow_form_seconds is more than {LONGEST_WAIT}: nobody keeps a page open for so long."
        ));
    }
    if limits.challenge_cost > 5_000 {
        findings.advice("limits.challenge_cost is more than 5000: a cheap phone would work for a quarter of a minute or longer before each form.");
    }
}
