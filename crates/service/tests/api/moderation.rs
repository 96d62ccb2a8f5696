//! Moderation: logging in, sessions, decisions, the log.

mod activity;
pub mod alerts;
mod answering;
mod articles;
mod closing;
mod command;
mod held;
mod login;
mod own_account;
mod program;
mod queue;
mod reminders;
mod reports;
mod second_factor;
mod source;

use bangtin_service::moderation::{account, link, password};
use bangtin_service::store::Write;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Response, StatusCode};

use crate::harness::Trial;

const PASSWORD: &str = "ba con xã Sông Ba 2026";

/// Makes an account for these sites; its id.
pub async fn account_for(trial: &Trial, email: &str, sites: &[&str]) -> String {
    let sites: Vec<String> = sites.iter().map(|site| (*site).to_owned()).collect();
    let mut write = begin(trial).await;
    let now_ms = trial.app.clock.now_ms();
    let added = account::add(&mut write, email, "Nguyễn Thị Lan", &sites, now_ms).await;
    let owner = added.expect("a database").expect("an account");
    let hash = password::hash(PASSWORD, &owner).await.expect("a hash");
    let id = owner.id;
    account::set_password(&mut write, &id, &hash)
        .await
        .expect("a database");
    write.commit().await.expect("a commit");
    id
}

async fn begin(trial: &Trial) -> Write {
    trial.app.store.write().await.expect("a transaction")
}

/// A request of a page of the service itself, not of the site.
pub fn own(trial: &Trial, method: Method, path: &str) -> RequestBuilder {
    let origin = trial.app.public_url.clone();
    trial
        .client
        .request(method, trial.url(path))
        .header("origin", origin)
}

async fn send_login(trial: &Trial, email: &str, given: &str) -> Response {
    let form = format!("email={}&password={}", encoded(email), encoded(given));
    let request = own(trial, Method::POST, "/moderation/login").body(form);
    request
        .header("content-type", "application/x-www-form-urlencoded")
        .send()
        .await
        .expect("an answer")
}

/// Logs in; the cookie, as a browser sends it.
pub async fn login(trial: &Trial, email: &str) -> String {
    let response = send_login(trial, email, PASSWORD).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[LOCATION], "/moderation?lang=vi");
    cookie(&response)
}

fn cookie(response: &Response) -> String {
    let line = response.headers()[SET_COOKIE].to_str().expect("ASCII");
    line.split(';').next().expect("a pair").to_owned()
}

pub async fn page(trial: &Trial, path: &str, cookie: &str) -> Response {
    let request = own(trial, Method::GET, path).header(COOKIE, cookie);
    request.send().await.expect("an answer")
}

/// Sends a form of the moderation page.
pub async fn send_form(trial: &Trial, path: &str, cookie: &str, form: String) -> Response {
    let request = own(trial, Method::POST, path)
        .header(COOKIE, cookie)
        .body(form);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    request.send().await.expect("an answer")
}

/// A path of a login link.
async fn login_link(trial: &Trial, id: &str) -> String {
    let mut write = begin(trial).await;
    let address = link::new(&trial.app, &mut write, id).await.expect("a link");
    write.commit().await.expect("a commit");
    address
        .strip_prefix(&trial.app.public_url)
        .expect("our own")
        .to_owned()
}

/// The value of the first hidden field with this name.
pub fn field(html: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = html.split_once(&mark).expect("the field").1;
    rest.split('"').next().expect("a value").to_owned()
}

pub fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
