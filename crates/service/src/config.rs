//! The settings: from a file, the environment and flags, the later before the earlier.
//!
//! `docs/settings.md` is the table of them; a test holds it to this file.

mod address;
mod commenting;
mod importing;
mod named_list;
mod read;
mod sample;
mod site;
mod table;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use url::Url;

pub use bangtin_feeds::FeedKind;
pub use commenting::{CommentRule, Commenting, Hours, RuleAction};
pub use importing::Importing;
pub use named_list::NamedList;
pub use read::{Flags, SettingsError, read};
pub use site::{Counted, Feed, RateSource, Rates, SiteSettings, Subscribing, Topic, Weather};
pub use table::table;

/// Everything that can be set. Without any, the service runs on this machine with the sample content.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where `/metrics` listens; nowhere when absent.
    pub metrics_listen: Option<SocketAddr>,
    /// The address under which readers reach the service; where it listens, when absent. Mails link to it.
    #[serde(deserialize_with = "address::optional")]
    pub public_url: Option<Url>,
    /// Whether browsers are told to use https for every name below that of `public_url` as well (HSTS `includeSubDomains`).
    pub hsts_subdomains: bool,
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME`.
    pub database_url: String,
    /// The most connections to the database (SQLite: the most readers).
    pub database_connections: u32,
    /// The folder with the kit (`bangtin/VERSION/…`), the portal page and its content. Not served when absent.
    pub public_dir: Option<PathBuf>,
    /// The site whose portal stands at `/`, by its id; the first when absent.
    pub portal_site: Option<String>,
    /// Whether browsers keep what was read of the portal, for when there is no network.
    pub portal_offline: bool,
    /// Signs tokens and challenges; the same for all replicas. Kept in the database when absent.
    pub secret: Option<String>,
    /// Peers whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How many proxies stand between the reader and the service.
    pub proxy_hops: usize,
    /// Networks of our own into which the names of sources may lead.
    pub inside_networks: Vec<IpNet>,
    /// Where mail goes: `smtp://HOST:PORT`, `smtps://USER:PASSWORD@HOST`; mail waits in the outbox when absent.
    pub smtp_url: Option<String>,
    /// The sender of mail, such as `Xã Sông Ba <bangtin@songba.gov.vn>`.
    pub mail_from: Option<String>,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// What is logged, such as `info` or `bangtin_service=debug`.
    pub log: String,
    /// The folder for nightly backups of SQLite; none are made when absent.
    pub backup_dir: Option<PathBuf>,
    /// How many nightly backups are kept.
    pub backup_keep: usize,
    /// Limits against abuse.
    pub limits: Limits,
    /// The portals that this service serves.
    pub sites: Vec<SiteSettings>,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Limits against abuse. A prefix is a /24 of IPv4 or a /48 of IPv6: many readers of a mobile network share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Forms from one prefix in a minute (subscriptions, comments, votes, ratings).
    pub forms_per_minute: u32,
    /// Hits from one prefix in a minute.
    pub hits_per_minute: u32,
    /// Reads from one prefix in a minute.
    pub reads_per_minute: u32,
    /// New visitors of a site from one prefix in a minute.
    pub visitors_per_minute: u32,
    /// The most bytes of a request's body.
    pub body_bytes: usize,
    /// The most seconds for a request, its body included.
    pub request_seconds: u64,
    /// The most connections at a time.
    pub connections: u32,
    /// The most connections at a time from one address, a /64 of IPv6; those of `trusted_proxies` do not count.
    pub connections_per_address: u32,
    /// How many seconds a reader may take nothing of an answer; then the connection is cut.
    pub stalled_seconds: u64,
    /// The proof of work: hashes for each try. A phone makes some 100,000 a second, and 256 tries are needed in the mean, 512 at most.
    pub challenge_cost: u32,
    /// So many forms a minute a site gets in calm times. Of twice as many the proof of work costs twice as much, up to 900.
    pub calm_forms_per_minute: u32,
    /// How many seconds a form waits whose device has not done that work in time.
    pub slow_form_seconds: u32,
    /// How many such forms in an hour one prefix may begin.
    pub slow_forms_per_hour: u32,
    /// The same of all together.
    pub slow_forms_per_hour_in_all: u32,
    /// The most comments of a site that wait for a moderator.
    pub waiting_comments_per_site: u32,
    /// The most comments of a page that wait for a moderator.
    pub waiting_comments_per_page: u32,
    /// The most comments of a site that came within an hour and wait for a moderator.
    pub waiting_comments_per_hour: u32,
    /// What one network may send of these and of `unconfirmed_subscriptions_per_hour` once half of them has come, in percent.
    pub network_share_percent: u32,
    /// The most reports of errors of a site that wait for a moderator.
    pub waiting_reports_per_site: u32,
    /// The most reports of errors of a page that wait for a moderator.
    pub waiting_reports_per_page: u32,
    /// The most forms of a site that asked for a subscription within an hour and are not confirmed.
    pub unconfirmed_subscriptions_per_hour: u32,
    /// How many days a comment waits for a moderator; then it is deleted.
    pub waiting_comment_days: u32,
    /// How many pages that are no known article a site with sources may begin on a day.
    pub unknown_pages_per_day: u32,
    /// The most mails in an hour that forms can ask for, to all domains together.
    pub mails_per_hour: u32,
    /// The same to one domain.
    pub mails_per_domain_per_hour: u32,
    /// The most mails with news in a minute.
    pub digest_mails_per_minute: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            metrics_listen: None,
            public_url: None,
            hsts_subdomains: false,
            database_url: "sqlite:bangtin.db".into(),
            database_connections: 8,
            public_dir: None,
            portal_site: None,
            portal_offline: true,
            secret: None,
            trusted_proxies: Vec::new(),
            proxy_hops: 1,
            inside_networks: Vec::new(),
            smtp_url: None,
            mail_from: None,
            log_format: LogFormat::Text,
            log: "info".into(),
            backup_dir: None,
            backup_keep: 14,
            limits: Limits::default(),
            sites: Vec::new(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            forms_per_minute: 60,
            hits_per_minute: 6_000,
            reads_per_minute: 6_000,
            visitors_per_minute: 60,
            body_bytes: 64 * 1024,
            request_seconds: 15,
            connections: 4_000,
            connections_per_address: 200,
            stalled_seconds: 30,
            challenge_cost: 100,
            calm_forms_per_minute: 120,
            slow_form_seconds: 30,
            slow_forms_per_hour: 30,
            slow_forms_per_hour_in_all: 300,
            waiting_comments_per_site: 1_000,
            waiting_comments_per_page: 100,
            waiting_comments_per_hour: 200,
            network_share_percent: 25,
            waiting_reports_per_site: 500,
            waiting_reports_per_page: 20,
            unconfirmed_subscriptions_per_hour: 300,
            waiting_comment_days: 30,
            unknown_pages_per_day: 100,
            mails_per_hour: 500,
            mails_per_domain_per_hour: 250,
            digest_mails_per_minute: 60,
        }
    }
}

impl Settings {
    /// The site of this name.
    #[must_use]
    pub fn site(&self, id: &str) -> Option<&SiteSettings> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// Whether this peer is a proxy of ours.
    #[must_use]
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.trusted_proxies.iter().any(|net| net.contains(&peer))
    }
}
