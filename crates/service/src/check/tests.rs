use serde_json::json;

use super::{check, judge};
use crate::config::{
    CommentRule, Counted, Feed, RateSource, Rates, Settings, SiteSettings, Subscribing, Topic,
    Weather,
};

fn site() -> SiteSettings {
    SiteSettings {
        id: "xa-song-ba".into(),
        name: "Xã Sông Ba".into(),
        origins: vec!["https://songba.example.gov.vn".into()],
        feeds: vec![Feed {
            url: "https://songba.example.gov.vn/feed".into(),
            kind: None,
            every_minutes: 10,
            category: None,
            category_name: None,
        }],
        counted: Counted::default(),
        subscribing: Some(Subscribing {
            controller: "Ủy ban nhân dân xã Sông Ba".into(),
            topics: vec![topic("thong-bao")],
            consent_vi: None,
            consent_en: None,
            digest: false,
        }),
        telephone: None,
        remind_moderators_at: None,
        mail_report: false,
        alerts_by_two: false,
        comments: crate::config::Commenting::default(),
        imports: crate::config::Importing::default(),
        lists: Vec::new(),
        rates: Some(Rates {
            sources: vec![RateSource {
                name: "Ngân hàng A".into(),
                url: "https://bank.example/rates.xml".parse().unwrap(),
            }],
            currencies: vec!["USD".into()],
            every_minutes: 30,
        }),
        weather: Some(Weather {
            url: "https://weather.example/v1/forecast".parse().unwrap(),
            name: "Trạm".into(),
            places: vec!["da-nang".into()],
            every_minutes: 30,
        }),
    }
}

fn topic(id: &str) -> Topic {
    Topic {
        id: id.into(),
        name: "Thông báo".into(),
    }
}

/// Nothing to say about these.
fn production() -> Settings {
    Settings {
        public_url: Some("https://tin.songba.example.gov.vn".parse().unwrap()),
        metrics_listen: Some("127.0.0.1:9090".parse().unwrap()),
        secret: Some("a".repeat(44)),
        trusted_proxies: vec!["127.0.0.1/32".parse().unwrap()],
        smtp_url: Some("smtps://user:password@mail.example.gov.vn".into()),
        mail_from: Some("Xã Sông Ba <bangtin@songba.example.gov.vn>".into()),
        backup_dir: Some(std::env::temp_dir()),
        sites: vec![site()],
        ..Settings::default()
    }
}

fn said(change: impl FnOnce(&mut Settings)) -> Vec<String> {
    let mut settings = production();
    change(&mut settings);
    let weight = |wrong| if wrong { "wrong" } else { "advice" };
    let findings = check(&settings).into_iter();
    findings
        .map(|finding| format!("{}: {}", weight(finding.wrong), finding.sentence))
        .collect()
}

/// One finding, and it begins so.
fn finds(expected: &str, change: impl FnOnce(&mut Settings)) {
    let said = said(change);
    assert!(
        said.len() == 1 && said.iter().all(|one| one.starts_with(expected)),
        "{expected}: {said:#?}"
    );
}

#[test]
fn good_settings_are_not_talked_about() {
    assert_eq!(said(|_| ()), Vec::<String>::new());
}

#[test]
fn what_cannot_work_is_told() {
    finds("wrong: sites: two have the id", |s| s.sites.push(site()));
    for id in ["Xã", "xa_song", "-xa", "xa--song", "", "XA", "a/b"] {
        finds("wrong: sites: the id", |s| s.sites[0].id = id.into());
    }
    for origin in [
        "https://songba.vn/",
        "https://songba.vn/tin",
        "https://*.songba.vn",
        "songba.vn",
        "*",
        "null",
        "HTTPS://songba.vn",
        "https://Songba.vn",
        "https://songba.vn:443",
        "ftp://songba.vn",
        "https://xã.vn",
        "https://a@songba.vn",
        "https://a:b@songba.vn",
    ] {
        finds("wrong: site xa-song-ba: origins has", |s| {
            s.sites[0].origins = vec![origin.into()]
        });
    }
    finds("wrong: site xa-song-ba: name", |s| {
        s.sites[0].name = " ".into()
    });
    finds("wrong: site xa-song-ba: feeds: an address", |s| {
        s.sites[0].feeds[0].url = "ftp://a.vn/b".into()
    });
    finds("wrong: site xa-song-ba: subscribing.controller", |s| {
        s.sites[0].subscribing.as_mut().unwrap().controller.clear()
    });
    finds("wrong: site xa-song-ba: subscribing.topics: two", |s| {
        s.sites[0]
            .subscribing
            .as_mut()
            .unwrap()
            .topics
            .push(topic("thong-bao"));
    });
    finds("wrong: site xa-song-ba: subscribing.topics: the id", |s| {
        s.sites[0].subscribing.as_mut().unwrap().topics = vec![topic("Thông báo")];
    });
    finds("wrong: site xa-song-ba: rates.sources is empty", |s| {
        s.sites[0].rates.as_mut().unwrap().sources.clear()
    });
    finds("wrong: site xa-song-ba: rates.currencies", |s| {
        s.sites[0].rates.as_mut().unwrap().currencies = vec!["usd".into()]
    });
    finds("wrong: site xa-song-ba: weather.places", |s| {
        s.sites[0].weather.as_mut().unwrap().places = vec!["ha-tay".into()]
    });
    finds("wrong: site xa-song-ba: weather.url", |s| {
        s.sites[0].weather.as_mut().unwrap().url = "ftp://weather.example/a".parse().unwrap()
    });
    finds("wrong: site xa-song-ba: weather.url: there is no", |s| {
        s.sites[0].weather.as_mut().unwrap().url = "file:///no-such-file".parse().unwrap()
    });
    finds("wrong: public_url", |s| {
        s.public_url = Some("https://songba.vn/tin/".parse().unwrap())
    });
    finds("wrong: public_url", |s| {
        s.public_url = Some("ftp://songba.vn/".parse().unwrap())
    });
    finds("wrong: public_url has a user", |s| {
        s.public_url = Some("https://a:b@songba.vn/".parse().unwrap())
    });
    finds("wrong: smtp_url", |s| {
        s.smtp_url = Some("mail.example.gov.vn:25".into())
    });
    finds("wrong: smtp_url is set", |s| s.mail_from = None);
    finds("wrong: mail_from", |s| {
        s.mail_from = Some("Xã Sông Ba".into())
    });
    finds("wrong: public_dir", |s| {
        s.public_dir = Some("/proc/no/such".into())
    });
    finds("wrong: trusted_proxies has 0.0.0.0/0", |s| {
        s.trusted_proxies = vec!["0.0.0.0/0".parse().unwrap()]
    });
    finds("wrong: trusted_proxies has no effect", |s| s.proxy_hops = 0);
    finds("wrong: metrics_listen", |s| {
        s.metrics_listen = Some(s.listen)
    });
    finds("wrong: secret", |s| s.secret = Some("xã sông ba".into()));
    finds("wrong: log", |s| s.log = "bangtin=loud=very".into());
    finds("wrong: limits.hits_per_minute", |s| {
        s.limits.hits_per_minute = 0
    });
    finds("wrong: limits.slow_form_seconds", |s| {
        s.limits.slow_form_seconds = 601
    });
    finds("wrong: limits.body_bytes", |s| s.limits.body_bytes = 1_000);
    // The last two are taken for PostgreSQL by a reader of addresses, and by nobody else.
    for address in ["mysql://a/b", "a", "postgres:a/b", "Postgres://a/b"] {
        finds("wrong: database_url must be", |s| {
            s.database_url = address.into();
            s.backup_dir = None;
        });
    }
    for address in [
        "postgres://a/b?sslmode=required",
        "postgres://a/b?port=many",
        "postgres://a:many/b",
    ] {
        finds("wrong: database_url is no address", |s| {
            s.database_url = address.into();
            s.backup_dir = None;
        });
    }
    finds("wrong: database_url: there is no folder", |s| {
        s.database_url = "sqlite:/proc/no/such/a.db".into()
    });
    finds("wrong: database_connections", |s| {
        s.database_connections = 0
    });
    finds("wrong: backup_dir: /proc/no/such is no folder", |s| {
        s.backup_dir = Some("/proc/no/such".into())
    });
    finds("wrong: backup_dir is for SQLite", |s| {
        s.database_url = "postgres://a@localhost/c".into()
    });
    finds("wrong: backup_keep", |s| s.backup_keep = 0);
}

#[test]
fn what_can_be_better_is_told() {
    finds("advice: public_url", |s| {
        s.public_url = Some("http://songba.vn/".parse().unwrap())
    });
    finds("advice: public_url is an address of this machine", |s| {
        s.public_url = Some("http://localhost:80/".parse().unwrap())
    });
    finds("advice: listen 0.0.0.0:8080 is open", |s| {
        s.listen = "0.0.0.0:8080".parse().unwrap();
        s.trusted_proxies.clear();
    });
    finds("advice: metrics_listen 0.0.0.0:9090", |s| {
        s.metrics_listen = "0.0.0.0:9090".parse().ok()
    });
    finds("advice: site xa-song-ba: feeds: there is no file", |s| {
        s.sites[0].feeds[0].url = "no/such.json".into()
    });
    finds(
        "advice: site xa-song-ba: origins has http://songba.vn",
        |s| s.sites[0].origins = vec!["http://songba.vn".into()],
    );
    finds("advice: site xa-song-ba: feeds: songba", |s| {
        s.sites[0].feeds[0].every_minutes = 1
    });
    finds("advice: site xa-song-ba: weather.every_minutes", |s| {
        s.sites[0].weather.as_mut().unwrap().every_minutes = 1
    });
    finds("advice: site xa-song-ba: weather.url is a file", |s| {
        let file = concat!(
            "file://",
            env!("CARGO_MANIFEST_DIR"),
            "/../../public/sample/forecasts.json"
        );
        s.sites[0].weather.as_mut().unwrap().url = file.parse().unwrap()
    });
    finds("advice: limits.challenge_cost", |s| {
        s.limits.challenge_cost = 50_000
    });
}

#[test]
fn what_production_lacks_is_told_once_each() {
    let expected = [
        "sites",
        "public_url",
        "smtp_url",
        "secret",
        "trusted_proxies",
        "metrics_listen",
        "backup_dir",
    ];
    let findings = check(&Settings::default());
    assert!(
        findings.iter().all(|finding| !finding.wrong),
        "the service starts with nothing"
    );
    let settings = findings
        .iter()
        .filter_map(|finding| finding.sentence.split(' ').next());
    assert_eq!(settings.collect::<Vec<_>>(), expected);
    finds("advice: site xa-song-ba: origins is empty", |s| {
        s.sites[0].origins.clear()
    });
    finds("advice: site xa-song-ba: subscribing is not set", |s| {
        s.sites[0].subscribing = None
    });
    finds("advice: site xa-song-ba: feeds is empty", |s| {
        s.sites[0].feeds.clear()
    });
}

#[test]
fn what_can_be_read_on_the_way_to_the_mail_server_is_told() {
    let by = |address: &str| {
        let address = address.to_owned();
        move |s: &mut Settings| s.smtp_url = Some(address)
    };
    for address in [
        "smtp://user:password@mail.example.gov.vn",
        "SMTP://user:password@mail.example.gov.vn:587?tls=opportunistic",
    ] {
        finds("advice: smtp_url sends a password", by(address));
    }
    for address in [
        "smtp://mail.example.gov.vn",
        "smtp://mail.example.gov.vn:25?tls=opportunistic",
        "smtp://mail.example.gov.vn/tls=required",
        "smtp://10.0.0.1:25",
        "smtp://[2001:db8::1]",
    ] {
        finds("advice: smtp_url does not require encryption", by(address));
    }
    for address in [
        "smtps://user:password@mail.example.gov.vn",
        "smtp://user:password@mail.example.gov.vn:587?tls=required",
        "smtp://localhost:1025",
        "smtp://user:password@127.0.0.1:1025",
        "smtp://[::1]:25?tls=opportunistic",
    ] {
        assert_eq!(said(by(address)), Vec::<String>::new(), "{address}");
    }
}

#[test]
fn what_can_be_read_on_the_way_to_the_database_is_told() {
    let at = |address: &str| {
        let address = address.to_owned();
        move |s: &mut Settings| {
            s.database_url = address;
            s.backup_dir = None;
        }
    };
    for address in [
        "postgres://a:b@db.example.gov.vn/c",
        "postgresql://a:b@db.example.gov.vn/c?sslmode=prefer",
        "postgres://a@10.0.0.1/c?sslmode=disable",
        "postgres://a@[2001:db8::1]/c?sslmode=allow",
        "postgres://a@localhost/c?host=db.example.gov.vn",
    ] {
        finds(
            "advice: database_url does not require encryption",
            at(address),
        );
    }
    for address in [
        "postgres://a:b@db.example.gov.vn/c?sslmode=require",
        "postgres://a:b@db.example.gov.vn/c?sslmode=verify-ca",
        "postgres://a:b@db.example.gov.vn/c?sslmode=verify-full&sslrootcert=/etc/ca.pem",
        "postgres://a@localhost/c",
        "postgres://a@127.0.0.1:5433/c",
        "postgres://a@[::1]/c",
        "postgres://a@%2Frun%2Fpostgresql/c",
        "postgres://a@db/c?host=/run/postgresql",
    ] {
        assert_eq!(said(at(address)), Vec::<String>::new(), "{address}");
    }
}

#[test]
fn the_metrics_may_have_a_free_port_as_well() {
    let free = |s: &mut Settings| {
        s.listen = "127.0.0.1:0".parse().unwrap();
        s.metrics_listen = Some(s.listen);
    };
    assert_eq!(said(free), Vec::<String>::new());
}

#[test]
fn what_is_wrong_is_said_as_check_says_it_and_without_the_advice() {
    let mut settings = production();
    settings.backup_dir = None;
    let advice = judge(&settings).expect("nothing is wrong");
    assert_eq!(advice.len(), 1, "{advice:?}");
    settings.secret = Some("short".into());
    settings.proxy_hops = 0;
    let wrong = judge(&settings).expect_err("two are wrong").to_string();
    let told: Vec<&str> = wrong.lines().skip(1).collect();
    let expected: Vec<String> = check(&settings)
        .into_iter()
        .filter(|finding| finding.wrong)
        .map(|finding| format!("wrong: {}", finding.sentence))
        .collect();
    assert_eq!(
        (told, expected.len()),
        (expected.iter().map(String::as_str).collect(), 2)
    );
}

/// What is wrong with these settings of a site and has to do with this.
fn wrong_of(site: SiteSettings, of: &str) -> Vec<String> {
    let settings = Settings {
        sites: vec![site],
        ..Settings::default()
    };
    let found = check(&settings).into_iter().filter(|one| one.wrong);
    let sentences = found.map(|one| one.sentence);
    sentences.filter(|sentence| sentence.contains(of)).collect()
}

#[test]
fn a_rule_for_comments_has_a_name_and_one_condition() {
    let rule =
        |rule: serde_json::Value| -> CommentRule { serde_json::from_value(rule).expect("a rule") };
    let told = |rules: Vec<CommentRule>| {
        let mut site = site();
        site.comments.rules = rules;
        wrong_of(site, "comments.rules")
    };
    let words = json!({ "name": "Cờ bạc", "action": "spam", "words": ["nhà cái"] });
    let good = [
        words.clone(),
        json!({ "name": "Liên kết", "action": "spam", "links": 1 }),
        json!({ "name": "Lặp lại", "action": "first", "repeats": 2, "days": 90 }),
    ];
    assert_eq!(told(good.map(rule).to_vec()), Vec::<String>::new());
    for (wrong, part) in [
        (
            json!({ "name": " ", "action": "spam", "links": 1 }),
            "name takes",
        ),
        (
            json!({ "name": "a", "action": "spam" }),
            "one of words, links and repeats",
        ),
        (
            json!({ "name": "a", "action": "spam", "links": 1, "repeats": 2 }),
            "one of words, links and repeats",
        ),
        (
            json!({ "name": "a", "action": "spam", "words": ["nhà cái", "…"] }),
            "without a letter",
        ),
        (
            json!({ "name": "a", "action": "spam", "links": 0 }),
            "links is 0",
        ),
        (
            json!({ "name": "a", "action": "spam", "repeats": 1 }),
            "repeats is less than 2",
        ),
        (
            json!({ "name": "a", "action": "spam", "repeats": 2, "days": 91 }),
            "days takes 1 to 90",
        ),
    ] {
        let told = told(vec![rule(wrong.clone())]);
        assert!(
            matches!(&told[..], [one] if one.contains(part)),
            "{wrong}: {told:?}"
        );
    }
    let twice = told(vec![rule(words.clone()), rule(words)]);
    assert!(
        matches!(&twice[..], [one] if one.contains("same name")),
        "{twice:?}"
    );
}

#[test]
fn a_list_of_the_settings_can_be_made() {
    let told = |list: serde_json::Value| {
        let mut site = site();
        site.lists = vec![serde_json::from_value(list).expect("a list")];
        wrong_of(site, "lists")
    };
    let good = json!({ "id": "suc-khoe", "categories": ["y-te"], "month": "2026-11" });
    assert_eq!(told(good), Vec::<String>::new());
    for (name, value) in [
        ("id", json!("Sức khỏe")),
        ("categories", json!(vec!["a"; 11])),
        ("without_categories", json!(["a\u{0}"])),
        ("without", json!(vec!["a"; 101])),
        ("tag", json!("")),
        ("month", json!("2026-13")),
        ("most_read_days", json!(91)),
        ("limit", json!(0)),
    ] {
        let mut list = json!({ "id": "suc-khoe" });
        list[name] = value;
        assert_eq!(told(list).len(), 1, "{name}");
    }
}
