//! Who moderates the trial site, over HTTP.

use bangtin_service::clock::Clock;
use bangtin_service::moderation::{account, password};
use bangtin_service::store::Store;
use reqwest::header::{COOKIE, IF_MATCH, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use url::form_urlencoded::Serializer;

const EMAIL: &str = "duyet@songba.example.gov.vn";
const PASSWORD: &str = "ba con xã Sông Ba 2026";

/// Someone with a session.
pub struct Moderator {
    client: Client,
    base: String,
    cookie: String,
}

/// Makes the account, while no SQLite program runs.
pub async fn add(url: &str) {
    let store = Store::open(url, 2).await.expect("the database");
    let mut write = store.write().await.expect("a transaction");
    let sites = ["xa-song-ba".to_owned()];
    let added = account::add(
        &mut write,
        EMAIL,
        "Chị Hạnh",
        &sites,
        Clock::default().now_ms(),
    )
    .await;
    let owner = added.expect("a database").expect("an account");
    let hash = password::hash(PASSWORD, &owner).await.expect("a hash");
    let set = account::set_password(&mut write, &owner.id, &hash).await;
    set.expect("a password");
    write.commit().await.expect("a commit");
    store.close().await;
}

impl Moderator {
    /// Logs in.
    pub async fn at(base: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build();
        let client = client.expect("a client");
        let form = Serializer::new(String::new())
            .append_pair("email", EMAIL)
            .append_pair("password", PASSWORD)
            .finish();
        let login = client
            .post(format!("{base}/moderation/login"))
            .header("origin", base)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        let answer = login.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = answer.headers()[SET_COOKIE].to_str().expect("ASCII");
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        Self {
            client,
            base: base.to_owned(),
            cookie,
        }
    }

    /// Changes something of the site, whatever is there.
    pub async fn send(&self, method: Method, path: &str, body: &Value) {
        let address = format!("{}/v1/sites/xa-song-ba/moderation/{path}", self.base);
        let request = self.client.request(method, address).json(body);
        let request = request.header("origin", &self.base).header(IF_MATCH, "*");
        let answer = request.header(COOKIE, &self.cookie).send().await;
        let answer = answer.expect("an answer");
        let status = answer.status();
        let text = answer.text().await.unwrap_or_default();
        assert!(status.is_success(), "{path}: {status}: {text}");
    }
}
