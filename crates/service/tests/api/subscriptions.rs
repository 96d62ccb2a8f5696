//! Signing up for news, and the links of the mail.

pub mod delivery;
mod erasure;
mod form;
mod links;

use bangtin_rig::Mail;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::harness::Trial;

/// The version of the notice in this language.
async fn version(trial: &Trial, lang: &str) -> String {
    let form = trial
        .get(&format!("~/subscriptions/form?lang={lang}"))
        .await;
    let form: Value = form.json().await.expect("a form");
    form["version"].as_str().expect("a version").to_owned()
}

/// A form that is filled in as it should be.
pub async fn filled(trial: &Trial, email: &str) -> Value {
    json!({
        "email": email,
        "topics": ["thong-bao"],
        "consent": true,
        "consent_version": version(trial, "vi").await,
        "lang": "vi",
        "page": "https://songba.example.gov.vn/tin-tuc?tu=zalo",
    })
}

async fn subscribe(trial: &Trial, email: &str) -> Response {
    let form = filled(trial, email).await;
    let form = trial.proven(form).await;
    trial.post("~/subscriptions", &form).await
}

/// Signs up and waits for the mail.
async fn asked(trial: &Trial, email: &str) -> Mail {
    assert_eq!(subscribe(trial, email).await.status(), 202);
    mail_to(trial, email).await
}

/// Signs up and confirms.
pub async fn confirmed(trial: &Trial, email: &str) -> Mail {
    let mail = asked(trial, email).await;
    let link = mail.link("/confirm?").expect("a link");
    assert_eq!(press(trial, &link, "").await.status(), 200);
    mail
}

pub async fn mail_to(trial: &Trial, email: &str) -> Mail {
    let (server, email) = (trial.mail.clone(), email.to_owned());
    let mail = tokio::task::spawn_blocking(move || server.mail_to(&email)).await;
    mail.expect("a mail")
}

/// Opens a link as a browser does.
pub async fn open(trial: &Trial, link: &str) -> Response {
    trial.client.get(link).send().await.expect("a page")
}

/// Presses a button of the page behind a link.
pub async fn press(trial: &Trial, link: &str, fields: &str) -> Response {
    trial
        .client
        .post(link)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(fields.to_owned())
        .send()
        .await
        .expect("a page")
}

/// What is held, by the link of the mail.
pub async fn held(trial: &Trial, mail: &Mail) -> Response {
    trial
        .request(Method::GET, "~/subscriptions/me")
        .bearer_auth(token(mail))
        .send()
        .await
        .expect("an answer")
}

fn token(mail: &Mail) -> String {
    let link = mail.link("/manage?").expect("a link");
    let token = link
        .split("t=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    token.expect("a token").to_owned()
}
