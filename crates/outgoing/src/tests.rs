use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use ipnet::IpNet;
use reqwest::dns::Resolve;
use url::Url;

use super::resolver::{Found, Resolver, host};
use super::{Outgoing, body, builder, cause, redirect};

const PATIENCE: Duration = Duration::from_secs(5);

/// A server on this machine, and what it was asked: the address and the headers.
struct Server {
    url: Url,
    asked: Arc<Mutex<Vec<(String, HeaderMap)>>>,
}

impl Server {
    /// Leads from `/` to another address, where one is given, and is there otherwise. `PORT` is its own.
    async fn start(leads_to: Option<String>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked: Arc<Mutex<Vec<(String, HeaderMap)>>> = Arc::default();
        let heard = Arc::clone(&asked);
        let leads_to = leads_to.map(|to| to.replace("PORT", &address.port().to_string()));
        let router = Router::new().fallback(async move |uri: Uri, headers: HeaderMap| {
            heard.lock().unwrap().push((uri.to_string(), headers));
            match leads_to.filter(|_| uri.path() == "/") {
                Some(to) => (StatusCode::FOUND, [("location", to)]).into_response(),
                None => "here".into_response(),
            }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            url: format!("http://{address}/?key=geheim").parse().unwrap(),
            asked,
        }
    }

    /// The same server under a name.
    fn named(&self, name: &str) -> Url {
        let mut url = self.url.clone();
        url.set_host(Some(name)).expect("a name");
        url
    }

    fn asked(&self) -> Vec<(String, HeaderMap)> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// What comes of asking: the text, or why there is none.
async fn ask(outgoing: &Outgoing, url: Url) -> Result<String, String> {
    let answer = outgoing.get(url, PATIENCE).send().await.map_err(cause)?;
    answer.text().await.map_err(cause)
}

/// Every name but these leads to this machine, as whoever owns it may let it.
fn looked_up(name: &str) -> Vec<IpAddr> {
    let addresses = match name.to_lowercase().as_str() {
        "public.example" => vec!["203.162.0.1"],
        "both.example" => vec!["10.0.0.1", "203.162.0.1", "fd00::1"],
        "metadata.example" => vec!["169.254.169.254"],
        "private.example" | "proxy.example" => vec!["10.20.0.1"],
        _ => vec!["127.0.0.1"],
    };
    let parsed = addresses.iter().map(|address| address.parse().unwrap());
    parsed.collect()
}

fn resolver(networks: &[&str], proxies: &[&str]) -> Resolver {
    let networks: Vec<IpNet> = networks.iter().map(|one| one.parse().unwrap()).collect();
    let proxies: Vec<String> = proxies.iter().map(|one| (*one).to_owned()).collect();
    let look_up = |name: String| -> Found {
        let found = looked_up(&name).into_iter();
        let found: Vec<SocketAddr> = found.map(|address| (address, 0).into()).collect();
        Box::pin(std::future::ready(Ok(found)))
    };
    Resolver::with(look_up, &networks, &proxies)
}

/// Names are looked up here, not by a proxy that the environment may have.
fn asking(resolver: Resolver) -> Outgoing {
    Outgoing::with(builder().no_proxy(), resolver).expect("a client")
}

/// The addresses that a name is asked at, or why at none.
async fn at(resolver: &Resolver, name: &str) -> Result<Vec<String>, String> {
    let found = resolver.resolve(name.parse().expect("a name")).await;
    let found = found.map_err(|error| error.to_string())?;
    Ok(found.map(|address| address.ip().to_string()).collect())
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_asked() {
    let server = Server::start(None).await;
    let outgoing = asking(resolver(&[], &[]));
    let reason = ask(&outgoing, server.named("songba.example")).await;
    let reason = reason.expect_err("a refusal");
    assert_eq!(
        reason,
        "its name leads to 127.0.0.1, an address inside; if that is meant, name the network in inside_networks"
    );
    assert!(server.asked().is_empty());
    let allowing = asking(resolver(&["127.0.0.0/8"], &[]));
    let here = ask(&allowing, server.named("songba.example")).await;
    assert_eq!(here.as_deref(), Ok("here"));
}

#[tokio::test]
async fn what_the_settings_name_as_an_address_inside_is_asked() {
    let server = Server::start(None).await;
    let outgoing = asking(resolver(&[], &[]));
    for url in [server.url.clone(), server.named("localhost")] {
        assert_eq!(ask(&outgoing, url).await.as_deref(), Ok("here"));
    }
}

/// The host's other name leads inside: it is the same host, and still not asked.
#[tokio::test]
async fn a_step_to_a_name_that_leads_inside_is_not_taken() {
    let server = Server::start(Some("http://www.localhost:PORT/moved".into())).await;
    let outgoing = asking(resolver(&[], &[]));
    let reason = ask(&outgoing, server.named("localhost")).await;
    let reason = reason.expect_err("a refusal");
    assert!(reason.contains("inside_networks"), "{reason}");
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn of_several_addresses_those_outside_are_asked() {
    let plain = resolver(&[], &[]);
    assert_eq!(at(&plain, "both.example").await.unwrap(), ["203.162.0.1"]);
    assert_eq!(at(&plain, "public.example").await.unwrap(), ["203.162.0.1"]);
    for name in ["metadata.example", "private.example", "x.localhost"] {
        assert!(at(&plain, name).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn the_settings_and_the_way_out_say_what_may_stand_inside() {
    let own = resolver(&["10.20.0.0/16"], &[]);
    assert_eq!(at(&own, "private.example").await.unwrap(), ["10.20.0.1"]);
    assert!(at(&own, "metadata.example").await.is_err());
    assert_eq!(at(&own, "both.example").await.unwrap(), ["203.162.0.1"]);
    let behind = resolver(&[], &["proxy.example"]);
    assert_eq!(at(&behind, "Proxy.example").await.unwrap(), ["10.20.0.1"]);
    assert!(at(&behind, "private.example").await.is_err());
}

#[test]
fn the_host_of_a_proxy_is_known_however_it_is_written() {
    for proxy in [
        "http://a:b@proxy.example:3128/",
        "proxy.example:3128",
        "proxy.example",
        "HTTPS://Proxy.example",
    ] {
        assert_eq!(host(proxy).as_deref(), Some("proxy.example"), "{proxy}");
    }
    assert_eq!(host(""), None);
}

#[tokio::test]
async fn nobody_is_told_which_address_was_asked_before() {
    let server = Server::start(Some("/moved".into())).await;
    let outgoing = Outgoing::new(&[]).unwrap();
    let here = ask(&outgoing, server.url.clone()).await;
    assert_eq!(here.as_deref(), Ok("here"));
    let asked = server.asked();
    let addresses: Vec<&str> = asked.iter().map(|(address, _)| address.as_str()).collect();
    assert_eq!(addresses, ["/?key=geheim", "/moved"]);
    for (address, headers) in &asked {
        assert_eq!(headers.get("referer"), None, "{address}");
        let agent = headers["user-agent"].to_str().expect("a name");
        assert!(agent.starts_with("bangtin-service/"), "{agent}");
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_host() {
    let other = Server::start(None).await;
    let outgoing = Outgoing::new(&[]).unwrap();
    for to in [other.url.clone(), other.named("localhost")] {
        let server = Server::start(Some(to.to_string())).await;
        let reason = ask(&outgoing, server.url.clone()).await;
        let reason = reason.expect_err("a refusal");
        assert_eq!(
            reason, "it leads to another host; name that one in the settings",
            "without the address and its key"
        );
        assert_eq!(server.asked().len(), 1);
    }
    let circle = Server::start(Some("/?again".into())).await;
    let reason = ask(&outgoing, circle.url.clone()).await;
    assert_eq!(reason.expect_err("a refusal"), "it leads in a circle");
    assert!(other.asked().is_empty());
}

#[test]
fn a_host_is_left_only_for_its_www_and_for_https() {
    let judge = |from: &str, to: &str, expected: bool| {
        let stays = redirect::stays(&from.parse().unwrap(), &to.parse().unwrap());
        assert_eq!(stays, expected, "{from} leads to {to}");
    };
    let here = "https://songba.example.gov.vn/feed.json";
    judge(here, "https://songba.example.gov.vn/moi.json", true);
    judge(here, "https://www.songba.example.gov.vn/feed.json", true);
    judge("http://songba.example.gov.vn/", here, true);
    judge("http://127.0.0.1:8001/a", "http://127.0.0.1:8001/b", true);
    judge(here, "http://songba.example.gov.vn/feed.json", false);
    judge(here, "https://songba.example.gov.vn:8443/", false);
    judge(here, "https://tin.songba.example.gov.vn/", false);
    judge(here, "https://songba.example.gov.vn.evil.example/", false);
    judge(here, "ftp://songba.example.gov.vn/", false);
    for inside in [
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "http://localhost/",
        "http://10.20.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2130706433/",
    ] {
        judge(here, inside, false);
        judge("http://bank.example/rates.xml", inside, false);
    }
    judge(
        "http://127.0.0.1:8001/a",
        "http://127.0.0.1:9090/metrics",
        false,
    );
}

#[tokio::test]
async fn no_more_of_a_body_is_taken_than_is_wanted() {
    let server = Server::start(None).await;
    let outgoing = Outgoing::new(&[]).unwrap();
    for (most, expected) in [(4, Some(b"here".to_vec())), (3, None)] {
        let answer = outgoing.get(server.url.clone(), PATIENCE).send().await;
        assert_eq!(body(answer.unwrap(), most).await.unwrap(), expected);
    }
}

/// What is refused here would not be refused by a client that somebody else makes.
#[test]
fn nobody_else_makes_a_client() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = root.join("src/lib.rs");
    let crates = ["outgoing", "feeds", "service"];
    let makes = [
        "Client::builder",
        "Client::new",
        "ClientBuilder",
        "Client::default",
        "reqwest::get",
        "reqwest::blocking",
    ];
    let mut makers = Vec::new();
    let folders = crates.map(|name| root.join(format!("../{name}/src")));
    for file in folders.iter().flat_map(|folder| sources(folder)) {
        let text = fs::read_to_string(&file).expect("a source");
        if makes.iter().any(|make| text.contains(make)) {
            makers.push(file);
        }
    }
    makers.retain(|file| !file.ends_with("outgoing/src/tests.rs"));
    let makers: Vec<PathBuf> = makers.iter().flat_map(fs::canonicalize).collect();
    assert_eq!(makers, [here]);
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                return sources(&path);
            }
            vec![path]
        })
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

/// Who may ask by a page of the service does not thereby reach what stands beside it.
#[test]
fn an_address_that_somebody_typed_lies_outside() {
    let check = |networks: &[&str], address: &str, expected: bool| {
        let outgoing = asking(resolver(networks, &["proxy.example"]));
        let url = address.parse().expect("an address");
        assert_eq!(outgoing.permits(&url), expected, "{address}");
    };
    for inside in [
        "http://127.0.0.1:8080/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest",
        "http://proxy.example:3128/",
        "file:///etc/passwd",
        "ftp://203.162.0.1/",
    ] {
        check(&[], inside, false);
    }
    check(&[], "https://203.162.0.1/rss", true);
    check(&[], "https://songba.example.vn/rss", true);
    check(&["10.20.0.0/16"], "http://10.20.0.1/rss", true);
    check(&["127.0.0.0/8"], "http://localhost:8080/rss", true);
}
