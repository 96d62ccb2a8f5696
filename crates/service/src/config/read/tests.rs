use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use super::{Flags, layered};
use crate::config::{LogFormat, Settings};

fn read(file: &str, variables: &[(&str, &str)], flags: &Flags) -> Result<Settings, String> {
    let mut place = tempfile::NamedTempFile::new().unwrap();
    place.write_all(file.as_bytes()).unwrap();
    let variables = variables
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()));
    let variables: HashMap<String, String> = variables.collect();
    layered(Some(place.path()), variables, flags).map_err(|error| error.to_string())
}

fn by_environment(name: &str, value: &str) -> Settings {
    read("", &[(name, value)], &Flags::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_later_is_stronger() {
    let file = "listen = '127.0.0.1:1'\ndatabase_url = 'sqlite:a'\n[limits]\nbody_bytes = 1\nhits_per_minute = 7";
    let variables = [
        ("BANGTIN_LISTEN", "127.0.0.1:2"),
        ("BANGTIN_DATABASE_URL", "sqlite:b"),
        ("DATABASE_URL", "sqlite:c"),
        ("BANGTIN_LIMITS__BODY_BYTES", "2"),
    ];
    let settings = read(file, &[], &Flags::default()).unwrap();
    assert_eq!(
        (settings.listen.port(), settings.database_url.as_str()),
        (1, "sqlite:a")
    );
    let settings = read(file, &variables, &Flags::default()).unwrap();
    assert_eq!(
        (settings.listen.port(), settings.database_url.as_str()),
        (2, "sqlite:c")
    );
    assert_eq!(
        (settings.limits.body_bytes, settings.limits.hits_per_minute),
        (2, 7)
    );
    assert_eq!(
        settings.limits.request_seconds,
        Settings::default().limits.request_seconds
    );
    let flags = Flags {
        listen: Some("127.0.0.1:3".into()),
        database_url: Some("sqlite:d".into()),
        public_dir: Some("/srv/public".into()),
        ..Flags::default()
    };
    let settings = read(file, &variables, &flags).unwrap();
    assert_eq!(
        (settings.listen.port(), settings.database_url.as_str()),
        (3, "sqlite:d")
    );
    assert_eq!(
        settings.public_dir.as_deref(),
        Some(Path::new("/srv/public"))
    );
}

/// Each setting of the table that has a variable, by that variable.
#[test]
fn each_plain_setting_can_come_from_the_environment() {
    let values = [
        ("listen", "0.0.0.0:9"),
        ("metrics_listen", "127.0.0.1:9"),
        ("public_url", "https://tin.example.gov.vn/"),
        ("hsts_subdomains", "true"),
        ("database_url", "sqlite:x.db"),
        ("database_connections", "3"),
        ("public_dir", "/srv/public"),
        ("portal_site", "xa-song-ba"),
        ("portal_offline", "false"),
        ("secret", "000123"),
        ("trusted_proxies", "10.0.0.0/8,::1/128"),
        ("proxy_hops", "2"),
        ("inside_networks", "10.20.0.0/16,fd12::/32"),
        ("smtp_url", "smtps://mail.example.gov.vn"),
        ("mail_from", "Xã Sông Ba <bangtin@songba.example.gov.vn>"),
        ("log_format", "json"),
        ("log", "warn"),
        ("backup_dir", "/srv/backup"),
        ("backup_keep", "5"),
        ("limits.forms_per_minute", "11"),
        ("limits.hits_per_minute", "12"),
        ("limits.reads_per_minute", "13"),
        ("limits.visitors_per_minute", "23"),
        ("limits.body_bytes", "14"),
        ("limits.request_seconds", "15000"),
        ("limits.connections", "24"),
        ("limits.connections_per_address", "25"),
        ("limits.stalled_seconds", "26"),
        ("limits.challenge_cost", "16"),
        ("limits.calm_forms_per_minute", "41"),
        ("limits.slow_form_seconds", "28"),
        ("limits.slow_forms_per_hour", "29"),
        ("limits.slow_forms_per_hour_in_all", "30"),
        ("limits.waiting_comments_per_site", "17"),
        ("limits.waiting_comments_per_page", "18"),
        ("limits.waiting_comments_per_hour", "42"),
        ("limits.unconfirmed_subscriptions_per_hour", "43"),
        ("limits.network_share_percent", "44"),
        ("limits.waiting_reports_per_site", "31"),
        ("limits.waiting_reports_per_page", "32"),
        ("limits.waiting_comment_days", "19"),
        ("limits.unknown_pages_per_day", "20"),
        ("limits.mails_per_hour", "21"),
        ("limits.mails_per_domain_per_hour", "22"),
        ("limits.digest_mails_per_minute", "27"),
    ];
    let mut left = serde_json::to_value(Settings::default()).unwrap();
    left.as_object_mut().unwrap().remove("sites");
    let mut left: Vec<String> = names(&left);
    for (name, value) in values {
        let variable = format!("BANGTIN_{}", name.replace('.', "__").to_uppercase());
        let settings = serde_json::to_value(by_environment(&variable, value)).unwrap();
        let found = settings
            .pointer(&format!("/{}", name.replace('.', "/")))
            .unwrap();
        let told = match found {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Array(list) => {
                let texts: Vec<&str> = list.iter().filter_map(|one| one.as_str()).collect();
                texts.join(",")
            }
            other => other.to_string(),
        };
        assert_eq!(told, value, "{variable}");
        left.retain(|known| known != name);
    }
    assert_eq!(left, Vec::<String>::new(), "each has been tried");
}

fn names(settings: &serde_json::Value) -> Vec<String> {
    let mut names = Vec::new();
    for (name, value) in settings.as_object().unwrap() {
        match value.as_object() {
            Some(group) => names.extend(group.keys().map(|field| format!("{name}.{field}"))),
            None => names.push(name.clone()),
        }
    }
    names
}

#[test]
fn a_list_may_have_one_value_or_none_and_spaces() {
    assert_eq!(
        by_environment("BANGTIN_TRUSTED_PROXIES", "127.0.0.1/32")
            .trusted_proxies
            .len(),
        1
    );
    assert_eq!(
        by_environment("BANGTIN_TRUSTED_PROXIES", " 127.0.0.1/32 , ::1/128, ")
            .trusted_proxies
            .len(),
        2
    );
    assert_eq!(
        by_environment("BANGTIN_TRUSTED_PROXIES", "")
            .trusted_proxies
            .len(),
        0
    );
    assert_eq!(
        by_environment("BANGTIN_CONFIG", "/etc/bangtin.toml").log_format,
        LogFormat::Text
    );
    assert_eq!(
        by_environment("OTHER_LISTEN", "nowhere").listen,
        Settings::default().listen
    );
}

#[test]
fn what_is_wrong_is_named() {
    let flags = Flags::default();
    for (file, variables, words) in [
        ("lisen = '127.0.0.1:1'", vec![], vec!["lisen", "listen"]),
        ("[limits]\nbody = 1", vec![], vec!["body", "body_bytes"]),
        ("listen = 'here'", vec![], vec!["listen", "socket address"]),
        ("listen =", vec![], vec!["TOML"]),
        ("[[sites]]\nid = 'a'", vec![], vec!["name"]),
        (
            "[[sites]]\nid = 'a'\nname = 'A'\norigin = 'b'",
            vec![],
            vec!["origin", "origins"],
        ),
        (
            "",
            vec![("BANGTIN_LIMITS__BODY_BYTES", "many")],
            vec!["body_bytes", "environment"],
        ),
        ("", vec![("BANGTIN_LISTN", "127.0.0.1:1")], vec!["listn"]),
        (
            "",
            vec![("BANGTIN_TRUSTED_PROXIES", "127.0.0.1")],
            vec!["trusted_proxies"],
        ),
    ] {
        let error = read(file, &variables, &flags)
            .err()
            .unwrap_or_else(|| panic!("{file}"));
        for word in words {
            assert!(error.contains(word), "{file} {variables:?}: {error}");
        }
    }
    let missing = layered(Some(Path::new("/no/such.toml")), HashMap::new(), &flags);
    assert!(missing.is_err_and(|error| error.to_string().contains("/no/such.toml")));
}

#[test]
fn the_example_file_is_complete_and_good() {
    let file = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../deploy/bangtin.toml"
    ));
    let settings = layered(Some(file), HashMap::new(), &Flags::default()).unwrap();
    let text = std::fs::read_to_string(file).unwrap();
    // What it leaves out is written as a comment, so that each setting can be found in it.
    let fields = serde_json::to_value(&settings).unwrap();
    for name in names(&fields) {
        let field = name.rsplit('.').next().unwrap().to_owned();
        let said = text.lines().any(|line| {
            let line = line.trim_start_matches(['#', ' ']);
            line.starts_with(&format!("{field} =")) || line.starts_with(&format!("[[{field}]]"))
        });
        assert!(said, "{name} is not in deploy/bangtin.toml");
    }
    let wrong: Vec<String> = crate::check::check(&settings)
        .into_iter()
        .filter(|finding| {
            finding.wrong
                && !finding.sentence.contains("backup_dir")
                && !finding.sentence.contains("public_dir")
        })
        .map(|finding| finding.sentence)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}
