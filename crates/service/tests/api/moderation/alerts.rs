//! Alerts: written on a page or by a program, shown to readers until their end, by two people where that is set.

use std::time::Duration;

use bangtin_service::alerts::{forget, of_site};
use bangtin_service::content::export::export;
use bangtin_service::moderation::log::lines;
use reqwest::header::{CACHE_CONTROL, COOKIE, ETAG, IF_NONE_MATCH};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::{account_for, encoded, field, login, own, page};
use crate::harness::{Database, ORIGIN, Trial as Running, code};
use crate::on_both;

const PATH: &str = "/moderation/alerts?site=xa-song-ba";

/// So many hours from now, as a field of a form has it.
pub fn hours(trial: &Running, hours: i64) -> String {
    let ms = trial.app.clock.now_ms() + hours * 3_600_000;
    bangtin_service::comments::iso(ms)[..16].to_owned()
}

pub async fn shown(trial: &Running) -> Vec<Value> {
    trial.app.rendered.forget();
    let answer: Value = trial.get("~/alerts").await.json().await.expect("JSON");
    answer["alerts"].as_array().expect("a list").clone()
}

pub fn titles(alerts: &[Value]) -> Vec<&str> {
    alerts
        .iter()
        .filter_map(|one| one["title"].as_str())
        .collect()
}

/// A form as the page has it, with what is typed.
pub struct Desk<'a> {
    trial: &'a Running,
    cookie: String,
}

impl<'a> Desk<'a> {
    pub async fn of(trial: &'a Running, email: &str) -> Self {
        account_for(trial, email, &["xa-song-ba"]).await;
        let cookie = login(trial, email).await;
        Self { trial, cookie }
    }

    async fn html(&self, path: &str) -> String {
        page(self.trial, path, &self.cookie)
            .await
            .text()
            .await
            .expect("a page")
    }

    async fn press(&self, fields: &[(&str, &str)]) -> Response {
        let html = self.html(PATH).await;
        let token = field(&html, "form_token");
        let mut form = format!("form_token={token}&site=xa-song-ba&lang=vi");
        if !fields.iter().any(|(name, _)| *name == "id") {
            form.push_str(&format!("&id={}", field(&html, "id")));
        }
        for (name, value) in fields {
            form.push_str(&format!("&{name}={}", encoded(value)));
        }
        self.send(&form).await
    }

    async fn send(&self, form: &str) -> Response {
        let request =
            own(self.trial, Method::POST, "/moderation/alerts").header(COOKIE, &self.cookie);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request
            .body(form.to_owned())
            .send()
            .await
            .expect("an answer")
    }

    pub async fn write(&self, level: &str, title: &str, ends: &str) -> Response {
        self.press(&[
            ("act", "write"),
            ("level", level),
            ("title", title),
            ("text", "Hai câu."),
            ("ends", ends),
        ])
        .await
    }

    /// Of the alert with this title, in any stage.
    async fn about(&self, title: &str) -> (String, String) {
        let mut read = self.trial.app.store.read().await.expect("a reader");
        let kept = of_site(&mut read, "xa-song-ba", 0).await.expect("a list");
        let one = kept
            .into_iter()
            .find(|one| one.title == title)
            .expect("the alert");
        (one.id, one.revision.to_string())
    }

    async fn act(&self, act: &str, title: &str) -> StatusCode {
        let (id, revision) = self.about(title).await;
        self.press(&[("act", act), ("id", &id), ("revision", &revision)])
            .await
            .status()
    }
}

async fn with(database: Database) -> Running {
    Running::with(database, |settings| settings.sites[0].alerts_by_two = true).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_are_needed_on_sqlite() {
    by_two(with(Database::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_are_needed_on_postgres() {
    by_two(with(Database::Postgres).await).await;
}

async fn by_two(trial: Running) {
    let lan = Desk::of(&trial, "lan@songba.example.vn").await;
    let ba = Desk::of(&trial, "ba@songba.example.vn").await;
    let ends = hours(&trial, 5);
    let answer = lan.write("emergency", "Sơ tán vùng trũng", &ends).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(
        answer.headers()["location"]
            .to_str()
            .expect("ASCII")
            .ends_with("&did=waits")
    );
    assert!(shown(&trial).await.is_empty(), "nobody has approved it");
    let html = lan.html(PATH).await;
    assert!(
        html.contains("người viết không tự duyệt") && !html.contains("value=\"approve\""),
        "{html}"
    );
    assert_eq!(
        lan.act("approve", "Sơ tán vùng trũng").await,
        StatusCode::FORBIDDEN
    );
    assert!(ba.html(PATH).await.contains("value=\"approve\""));
    assert_eq!(
        ba.act("approve", "Sơ tán vùng trũng").await,
        StatusCode::SEE_OTHER
    );
    let before = shown(&trial).await;
    assert_eq!(titles(&before), ["Sơ tán vùng trũng"]);
    assert_eq!(
        ba.act("approve", "Sơ tán vùng trũng").await,
        StatusCode::CONFLICT
    );
    // A change waits beside what is shown; who wrote it does not approve it; approved it has the same id.
    let (id, revision) = ba.about("Sơ tán vùng trũng").await;
    let change = [
        ("act", "change"),
        ("id", &*id),
        ("revision", &*revision),
        ("level", "warning"),
        ("title", "Đã sửa"),
        ("ends", &*ends),
    ];
    assert_eq!(ba.press(&change).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(titles(&shown(&trial).await), ["Sơ tán vùng trũng"]);
    assert_eq!(ba.act("approve", "Đã sửa").await, StatusCode::FORBIDDEN);
    assert_eq!(lan.act("approve", "Đã sửa").await, StatusCode::SEE_OTHER);
    let after = shown(&trial).await;
    assert_eq!(
        (titles(&after), after[0]["level"].as_str()),
        (vec!["Đã sửa"], Some("warning"))
    );
    assert_eq!(
        (&after[0]["id"], &after[0]["begins"]),
        (&before[0]["id"], &before[0]["begins"])
    );
    // One person ends it; what waits for it goes with it.
    let (id, revision) = lan.about("Đã sửa").await;
    let change = [
        ("act", "change"),
        ("id", &*id),
        ("revision", &*revision),
        ("level", "notice"),
        ("title", "Lại sửa"),
        ("ends", &*ends),
    ];
    assert_eq!(lan.press(&change).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(lan.act("end", "Đã sửa").await, StatusCode::SEE_OTHER);
    assert!(shown(&trial).await.is_empty());
    let html = ba.html(PATH).await;
    assert!(
        !html.contains("Lại sửa") && html.contains("Đã kết thúc (1)"),
        "{html}"
    );
    // What waits can be dropped.
    lan.write("notice", "Cắt điện", &ends).await;
    assert_eq!(ba.act("end", "Cắt điện").await, StatusCode::SEE_OTHER);
    let log = ba.html("/moderation/log?site=xa-song-ba").await;
    for told in [
        "Chưa có → Chờ duyệt",
        "Chờ duyệt → Đã đăng",
        "Đã đăng → Chờ duyệt",
        "Đã đăng → Đã kết thúc",
        "Chờ duyệt → Đã bỏ",
        "Sơ tán vùng trũng",
    ] {
        assert!(log.contains(told), "{told}: {log}");
    }
    trial.end().await;
}

/// Read without script, kept by nobody for longer than it is true, and in the files for a static host with what begins later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stands_in_the_page_of_the_portal_and_in_a_file() {
    let trial = Running::with_folder(Database::Sqlite, |settings, folder| {
        let page = "<bangtin-portal><!-- bangtin:content --></bangtin-portal>";
        std::fs::write(folder.join("index.html"), page).expect("a page");
        settings.public_dir = Some(folder.to_owned());
    })
    .await;
    let front = trial.get("/").await;
    assert!(
        front.headers()[CACHE_CONTROL]
            .to_str()
            .expect("ASCII")
            .starts_with("public, max-age=60,")
    );
    assert!(
        !front
            .text()
            .await
            .expect("a page")
            .contains("bangtin:alerts")
    );
    let lan = Desk::of(&trial, "lan@songba.example.vn").await;
    lan.write("emergency", "Lũ <b>", &hours(&trial, 4)).await;
    let later = [
        ("act", "write"),
        ("level", "notice"),
        ("title", "Mai"),
        ("begins", &*hours(&trial, 6)),
        ("ends", &*hours(&trial, 9)),
    ];
    lan.press(&later).await;
    trial.app.rendered.forget();
    let front = trial.get("/").await;
    assert_eq!(front.headers()[CACHE_CONTROL], "public, max-age=10");
    let html = front.text().await.expect("a page");
    let alert = html
        .split_once("<!-- bangtin:alerts -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /bangtin:alerts -->"));
    let alert = alert.expect("what is to be taken out of a saved page").0;
    assert!(
        alert.contains("Khẩn cấp:")
            && alert.contains("Lũ &lt;b&gt;")
            && alert.contains("Có hiệu lực đến"),
        "{alert}"
    );
    assert!(!html.contains("Mai"), "{html}");
    let folder = tempfile::tempdir().expect("a folder");
    export(&trial.app, folder.path()).await.expect("files");
    let file =
        std::fs::read(folder.path().join("v1/sites/xa-song-ba/alerts.json")).expect("a file");
    let file: Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(
        titles(file["alerts"].as_array().expect("a list")),
        ["Lũ <b>", "Mai"]
    );
    trial.end().await;
}

on_both! {
    async fn what_is_written_on_the_page_is_shown_until_its_end(trial: Trial) {
        let lan = Desk::of(&trial, "lan@songba.example.vn").await;
        let html = lan.html(PATH).await;
        assert!(html.contains("Không có cảnh báo") && html.contains("type=\"datetime-local\" name=\"ends\" required"), "{html}");
        assert_eq!(lan.write("notice", "Cắt điện <b>", &hours(&trial, 2)).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(lan.write("emergency", "Lũ", &hours(&trial, 4)).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(lan.write("warning", "Bão", &hours(&trial, 3)).await.status(), StatusCode::SEE_OTHER);
        let alerts = shown(&trial).await;
        assert_eq!(titles(&alerts), ["Lũ", "Bão", "Cắt điện <b>"], "the gravest first");
        assert!(alerts[0].get("url").is_none() && alerts[0]["text"] == "Hai câu.");
        assert!(alerts[0]["ends"].as_str().expect("a time").ends_with("+07:00"));
        assert!(lan.html(PATH).await.contains("Cắt điện &lt;b&gt;"));
        // A form that is sent twice is one alert.
        let html = lan.html(PATH).await;
        let id = field(&html, "id");
        let twice = [("act", "write"), ("id", &*id), ("level", "notice"), ("title", "Một lần"), ("ends", &*hours(&trial, 1))];
        for _ in 0..2 {
            assert_eq!(lan.press(&twice).await.status(), StatusCode::SEE_OTHER);
        }
        assert_eq!(titles(&shown(&trial).await).iter().filter(|one| **one == "Một lần").count(), 1);
        // What is to begin later is not told before.
        let later = [("act", "write"), ("level", "notice"), ("title", "Mai"), ("begins", &*hours(&trial, 6)), ("ends", &*hours(&trial, 9))];
        assert_eq!(lan.press(&later).await.status(), StatusCode::SEE_OTHER);
        assert!(!titles(&shown(&trial).await).contains(&"Mai"));
        trial.clock.advance(Duration::from_secs(3_600 * 2 + 1));
        assert_eq!(titles(&shown(&trial).await), ["Lũ", "Bão"], "ended by themselves");
        // The session ends an hour after its last use.
        let lan = Desk { trial: &trial, cookie: login(&trial, "lan@songba.example.vn").await };
        // Somebody who looked at what is no longer so changes nothing.
        let (id, _) = lan.about("Bão").await;
        let stale = [("act", "change"), ("id", &*id), ("revision", "7"), ("level", "warning"), ("title", "Bão số 9"), ("ends", &*hours(&trial, 2))];
        let answer = lan.press(&stale).await;
        assert_eq!(answer.status(), StatusCode::PRECONDITION_FAILED);
        assert!(answer.text().await.expect("a page").contains("value=\"Bão số 9\""), "what was typed stays");
        let good = stale.map(|(name, value)| (name, if name == "revision" { "1" } else { value }));
        assert_eq!(lan.press(&good).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(titles(&shown(&trial).await), ["Lũ", "Bão số 9"]);
        assert!(lan.html(&format!("{PATH}&edit={id}")).await.contains("value=\"Bão số 9\""));
        assert_eq!(lan.act("end", "Lũ").await, StatusCode::SEE_OTHER);
        assert_eq!(lan.act("end", "Lũ").await, StatusCode::CONFLICT);
        assert_eq!(titles(&shown(&trial).await), ["Bão số 9"]);
        trial.clock.advance(Duration::from_secs(3_600 * 4));
        assert_eq!(titles(&shown(&trial).await), ["Mai"], "and begun by itself");
        // Moderators see it for a while; then it is deleted.
        trial.clock.advance(Duration::from_secs(86_400 * 91));
        forget(&trial.app).await.expect("a database");
        let mut read = trial.app.store.read().await.expect("a reader");
        assert!(of_site(&mut read, "xa-song-ba", 0).await.expect("a list").is_empty());
        drop(read);
        trial.end().await;
    }

    async fn what_cannot_be_an_alert_stays_in_the_form(trial: Trial) {
        let lan = Desk::of(&trial, "lan@songba.example.vn").await;
        let ends = hours(&trial, 2);
        let long = "a".repeat(401);
        let bad: [(&[(&str, &str)], &str); 6] = [
            (&[("level", "red"), ("title", "T"), ("ends", &ends)], "chọn mức độ"),
            (&[("level", "notice"), ("title", " "), ("ends", &ends)], "Tiêu đề còn trống"),
            (&[("level", "notice"), ("title", "T"), ("text", &long), ("ends", &ends)], "dài quá 400"),
            (&[("level", "notice"), ("title", "T"), ("url", "javascript:alert(1)"), ("ends", &ends)], "phải bắt đầu bằng https://"),
            (&[("level", "notice"), ("title", "T")], "nhập ngày và giờ kết thúc"),
            (&[("level", "notice"), ("title", "T"), ("ends", &hours(&trial, 24 * 8))], "trong vòng 7 ngày"),
        ];
        for (fields, said) in bad {
            let mut all = vec![("act", "write")];
            all.extend(fields);
            let answer = lan.press(&all).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            let html = answer.text().await.expect("a page");
            assert!(html.contains(said) && html.contains("aria-invalid=\"true\""), "{said}: {html}");
        }
        assert!(shown(&trial).await.is_empty());
        // Neither another site's page nor who is not logged in.
        let form = format!("form_token=wrong&site=xa-song-ba&act=write&id=a&level=notice&title=T&ends={ends}");
        assert_eq!(lan.send(&form).await.status(), StatusCode::FORBIDDEN);
        let nobody = Desk { trial: &trial, cookie: String::new() };
        assert_eq!(nobody.send(&form).await.status(), StatusCode::UNAUTHORIZED);
        account_for(&trial, "khac@khac.example.vn", &["khac"]).await;
        let other = Desk { trial: &trial, cookie: login(&trial, "khac@khac.example.vn").await };
        assert_eq!(page(&trial, PATH, &other.cookie).await.status(), StatusCode::FORBIDDEN);
        let en = lan.html(&format!("{PATH}&lang=en")).await;
        assert!(en.contains("Publish now") && en.contains("Emergency"), "{en}");
        trial.end().await;
    }

    async fn what_readers_get_is_kept_for_seconds_and_has_a_tag(trial: Trial) {
        let lan = Desk::of(&trial, "lan@songba.example.vn").await;
        let empty = trial.get("~/alerts").await;
        assert_eq!(empty.status(), StatusCode::OK);
        assert_eq!(empty.headers()[CACHE_CONTROL], "public, max-age=10");
        assert_eq!(empty.headers()["access-control-allow-origin"], ORIGIN);
        assert_eq!(empty.json::<Value>().await.expect("JSON"), json!({"alerts": []}));
        lan.write("warning", "Bão", &hours(&trial, 3)).await;
        // At once, without a wait for what was just rendered.
        let first = trial.get("~/alerts").await;
        let tag = first.headers()[ETAG].clone();
        assert_eq!(first.json::<Value>().await.expect("JSON")["alerts"][0]["title"], "Bão");
        let again = trial.request(Method::GET, "~/alerts").header(IF_NONE_MATCH, tag).send().await.expect("an answer");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(trial.get("/v1/sites/khac/alerts").await.status(), StatusCode::NOT_FOUND);
        trial.end().await;
    }

    async fn a_program_writes_changes_and_ends_one(trial: Trial) {
        let lan = Desk::of(&trial, "lan@songba.example.vn").await;
        let ask = async |method: Method, path: &str, tag: Option<&str>, body: Option<Value>| {
            let path = path.replace('~', "/v1/sites/xa-song-ba/moderation");
            let mut request = own(&trial, method, &path).header(COOKIE, &lan.cookie);
            if let Some(tag) = tag {
                request = request.header("if-match", tag);
            }
            if let Some(body) = body {
                request = request.json(&body);
            }
            request.send().await.expect("an answer")
        };
        let ends = format!("{}:00+07:00", hours(&trial, 3));
        let wish = json!({ "level": "warning", "title": "Bão", "url": "/tin/42", "ends": ends });
        let foreign = trial.request(Method::POST, "~/moderation/alerts").header(COOKIE, &lan.cookie).json(&wish).send().await.expect("an answer");
        assert_eq!((foreign.status(), code(foreign).await.as_str()), (StatusCode::FORBIDDEN, "wrong_origin"));
        let wrong = ask(Method::POST, "~/alerts", None, Some(json!({ "level": "red", "title": "", "ends": "mai" }))).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let done: Value = ask(Method::POST, "~/alerts", None, Some(wish.clone())).await.json().await.expect("JSON");
        assert_eq!((&done["waits"], &done["etag"]), (&json!(false), &json!("\"1\"")));
        let path = format!("~/alerts/{}", done["id"].as_str().expect("an id"));
        assert_eq!(ask(Method::PUT, &path, None, Some(wish.clone())).await.status(), StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(ask(Method::PUT, &path, Some("\"9\""), Some(wish.clone())).await.status(), StatusCode::PRECONDITION_FAILED);
        let changed = json!({ "level": "emergency", "title": "Bão lớn", "ends": ends });
        assert_eq!(ask(Method::PUT, &path, Some("\"1\""), Some(changed)).await.status(), StatusCode::OK);
        assert_eq!(ask(Method::PUT, &format!("{path}/approval"), Some("*"), None).await.status(), StatusCode::CONFLICT);
        let list: Value = ask(Method::GET, "~/alerts", None, None).await.json().await.expect("JSON");
        let one = &list["alerts"][0];
        assert_eq!((&one["title"], &one["stage"], &one["etag"]), (&json!("Bão lớn"), &json!("running"), &json!("\"2\"")));
        assert_eq!(titles(&shown(&trial).await), ["Bão lớn"]);
        assert_eq!(ask(Method::DELETE, &path, Some("\"2\""), None).await.status(), StatusCode::NO_CONTENT);
        assert_eq!(ask(Method::DELETE, &path, Some("*"), None).await.status(), StatusCode::CONFLICT);
        assert!(shown(&trial).await.is_empty());
        let mut read = trial.app.store.read().await.expect("a reader");
        let told = lines(&mut read, Some("xa-song-ba"), i64::MAX, 10).await.expect("a log");
        let told: Vec<_> = told.iter().filter(|line| line.action == "alert").map(|line| line.state_after.as_str()).collect();
        assert_eq!(told, ["alert_ended", "alert_published", "alert_published"]);
        drop(read);
        trial.end().await;
    }
}
