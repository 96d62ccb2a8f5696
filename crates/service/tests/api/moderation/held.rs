//! Articles that do not fit what their source sent before: they wait for a person.

use bangtin_service::config::SiteSettings;
use bangtin_service::content::import::{Outcome, import};
use bangtin_service::moderation::articles::Change;
use bangtin_service::moderation::held::{State, held};
use bangtin_service::reminders::remind;
use reqwest::header::LOCATION;
use reqwest::{Response, StatusCode};
use serde_json::Value;

use super::{account_for, field, login, page, send_form};
use crate::cms::{Cms, Reply, article, feed, ids, json_feed, site};
use crate::harness::{Trial as Running, code, number};
use crate::on_both;

const INJECTED: &str = "<p>Nội dung của bài.</p><div style=\"position:absolute;left:-9999px\"><a href=\"https://jun88.example/vao\">Nhà cái uy tín</a></div>";

async fn shown(trial: &Running) -> Vec<String> {
    trial.app.rendered.forget();
    let page: Value = trial.get("~/articles").await.json().await.expect("a page");
    ids(&page).into_iter().map(str::to_owned).collect()
}

async fn text(trial: &Running, id: &str) -> String {
    trial.app.rendered.forget();
    trial
        .get(&format!("~/articles/{id}"))
        .await
        .text()
        .await
        .expect("an article")
}

async fn found(trial: &Running, word: &str) -> usize {
    trial.app.rendered.forget();
    let page: Value = trial
        .get(&format!("~/search?q={word}"))
        .await
        .json()
        .await
        .expect("a page");
    page["items"].as_array().expect("items").len()
}

/// Imports these items; what was said of it.
async fn read(trial: &Running, cms: &Cms, site: &SiteSettings, items: &[Value]) -> String {
    cms.on("/feed.json", Reply::json(&json_feed(items)));
    let outcome = import(&trial.app, site, &site.feeds[0])
        .await
        .expect("an import");
    assert!(matches!(outcome, Outcome::Read(_) | Outcome::Unchanged));
    outcome.to_string()
}

/// Ids and reasons of what stands so.
async fn standing(trial: &Running, state: State) -> Vec<(String, Vec<&'static str>)> {
    let mut connection = trial.app.store.read().await.expect("a reader");
    let all = held(&mut connection, "xa-song-ba", state, 100)
        .await
        .expect("a list");
    all.into_iter()
        .map(|one| {
            (
                one.id,
                one.reasons.iter().map(|reason| reason.name()).collect(),
            )
        })
        .collect()
}

fn with(mut item: Value, html: &str) -> Value {
    item["content_html"] = html.into();
    item
}

/// Of a year that is no longer new.
fn old(number: u32, html: &str) -> Value {
    let mut item = with(article(number, &format!("Bài {number}")), html);
    item["date_published"] = format!("2025-01-{:02}T08:00:00+07:00", number % 28 + 1).into();
    item
}

struct Desk<'a> {
    trial: &'a Running,
    cookie: String,
}

impl Desk<'_> {
    async fn open(trial: &Running) -> Desk<'_> {
        account_for(trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(trial, "lan@songba.example.vn").await;
        Desk { trial, cookie }
    }

    async fn html(&self, path: &str) -> String {
        let answer = page(self.trial, path, &self.cookie).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.expect("a page")
    }

    async fn press(&self, decision: &str, ticked: &[String]) -> StatusCode {
        let ticked: Vec<_> = ticked.iter().map(|one| ("ticked", one.as_str())).collect();
        self.send(decision, &ticked).await.status()
    }

    async fn send(&self, decision: &str, fields: &[(&str, &str)]) -> Response {
        let html = self.html("/moderation/held?site=xa-song-ba").await;
        let token = field(&html, "form_token");
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("form_token", &token)
            .append_pair("site", "xa-song-ba")
            .append_pair("decision", decision);
        for (name, value) in fields {
            form.append_pair(name, value);
        }
        send_form(self.trial, "/moderation/held", &self.cookie, form.finish()).await
    }

    /// The versions as the forms name them.
    async fn keys(&self) -> Vec<String> {
        let mut connection = self.trial.app.store.read().await.expect("a reader");
        let mut keys = Vec::new();
        for state in [State::Waiting, State::KeptOut] {
            let all = held(&mut connection, "xa-song-ba", state, 100)
                .await
                .expect("a list");
            keys.extend(
                all.into_iter()
                    .map(|one| format!("{}.{}", one.hash, one.id)),
            );
        }
        keys
    }
}

on_both! {
    async fn a_new_article_with_gambling_waits_until_a_person_publishes_it(trial: Trial) {
        let cms = Cms::start().await;
        // The address has a key, which nobody at the desk need know.
        let site = site(vec![feed(cms.url("/feed.json?key=bi-mat"), None)]);
        let first = with(article(2, "Hai"), "<p>Xem <a href=\"https://bao.example.vn/1\">báo</a></p>");
        read(&trial, &cms, &site, std::slice::from_ref(&first)).await;
        let bad = with(article(1, "Một"), INJECTED);
        let told = read(&trial, &cms, &site, &[bad.clone(), first.clone()]).await;
        assert!(told.contains("1 wait for a person") && told.contains("tin-1: ") && told.contains("jun88"), "{told}");
        assert_eq!(shown(&trial).await, ["tin-2"]);
        assert_eq!(trial.get("~/articles/tin-1").await.status(), 404);
        assert_eq!(found(&trial, "uy").await, 0);
        assert_eq!(standing(&trial, State::Waiting).await, [("tin-1".to_owned(), vec!["unseen_words", "gambling"])]);
        // It is not new each time, and nothing else waits.
        let told = read(&trial, &cms, &site, &[bad.clone(), first.clone(), article(3, "Ba")]).await;
        assert!(told.contains("1 that waited already") && !told.contains("wait for a person"), "{told}");
        assert_eq!(shown(&trial).await, ["tin-2", "tin-3"]);

        let desk = Desk::open(&trial).await;
        let html = desk.html("/moderation/held?site=xa-song-ba").await;
        assert!(html.contains(&cms.url("/feed.json")) && !html.contains("bi-mat"), "{html}");
        for said in ["Tin chờ xem", "(1)", "Một", "nhà cái", "https://jun88.example/vao", "Đăng", "Giữ lại"] {
            assert!(html.contains(said), "{said}: {html}");
        }
        let english = desk.html("/moderation/held?site=xa-song-ba&lang=en").await;
        assert!(english.contains("words of gambling"), "{english}");
        let keys = desk.keys().await;
        assert_eq!(desk.press("publish", &[]).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.press("eat", &keys).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.press("publish", &["wrong.tin-1".into()]).await, StatusCode::PRECONDITION_FAILED);
        assert_eq!(shown(&trial).await, ["tin-2", "tin-3"]);
        assert_eq!(desk.press("publish", &keys).await, StatusCode::SEE_OTHER);
        assert_eq!(shown(&trial).await, ["tin-1", "tin-2", "tin-3"]);
        assert_eq!(found(&trial, "uy").await, 1);
        assert_eq!(desk.press("publish", &keys).await, StatusCode::PRECONDITION_FAILED);
        let log = desk.html("/moderation/log?site=xa-song-ba").await;
        assert!(log.contains("Chờ xem → Hiển thị"), "{log}");
        // What a person has published is as it is, and its hosts are known.
        let told = read(&trial, &cms, &site, &[bad, first, article(3, "Ba"), with(article(4, "Bốn"), "<a href=\"https://x.jun88.example/\">cá cược</a>")]).await;
        assert!(!told.contains("wait"), "{told}");
        trial.end().await;
    }

    async fn a_change_waits_and_the_old_version_stays(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let good = with(article(1, "Một"), "<p>Lành.</p>");
        read(&trial, &cms, &site, std::slice::from_ref(&good)).await;
        read(&trial, &cms, &site, &[with(good.clone(), INJECTED)]).await;
        assert_eq!(standing(&trial, State::Waiting).await.len(), 1);
        assert!(text(&trial, "tin-1").await.contains("Lành."));
        // Kept out, it stays so until the source sends another version.
        let desk = Desk::open(&trial).await;
        let html = desk.html("/moderation/held?site=xa-song-ba").await;
        assert!(html.contains("bản cũ đang hiển thị"), "{html}");
        assert_eq!(desk.press("keep-out", &desk.keys().await).await, StatusCode::SEE_OTHER);
        read(&trial, &cms, &site, &[with(good.clone(), INJECTED), article(9, "Chín")]).await;
        assert_eq!(standing(&trial, State::Waiting).await.len(), 0);
        assert_eq!(standing(&trial, State::KeptOut).await.len(), 1);
        read(&trial, &cms, &site, &[with(good.clone(), &format!("{INJECTED}<p>nữa</p>"))]).await;
        assert_eq!(standing(&trial, State::Waiting).await.len(), 1);
        assert!(text(&trial, "tin-1").await.contains("Lành."));
        // The source has mended itself: nothing waits.
        read(&trial, &cms, &site, std::slice::from_ref(&good)).await;
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM held_articles").await, 0);
        read(&trial, &cms, &site, &[with(good.clone(), INJECTED)]).await;
        read(&trial, &cms, &site, &[with(good.clone(), "<p>Lành, đã sửa.</p>")]).await;
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM held_articles").await, 0);
        assert!(text(&trial, "tin-1").await.contains("đã sửa"));
        // Or has dropped it.
        read(&trial, &cms, &site, &[good.clone(), with(article(2, "Hai"), INJECTED)]).await;
        assert_eq!(standing(&trial, State::Waiting).await.len(), 1);
        read(&trial, &cms, &site, &[good]).await;
        assert_eq!(standing(&trial, State::Waiting).await.len(), 0);
        trial.end().await;
    }

    async fn news_of_the_police_and_new_links_pass(trial: Trial) {
        let cms = Cms::start().await;
        let mut site = site(vec![feed(cms.url("/feed.json"), None)]);
        read(&trial, &cms, &site, &[with(article(9, "Chín"), "<a href=\"https://bao.example.vn/1\">báo</a>")]).await;
        let passing = [
            with(article(1, "Công an triệt phá nhà cái cá độ bóng đá"), "<p>Đánh bạc, tài xỉu, nổ hũ. Xem <a href=\"https://tin.bao.example.vn/2\">cảnh báo cá cược</a> và <a href=\"https://congan.dakto.gov.vn/\">công an</a>.</p>"),
            with(article(2, "Hội thi"), "<p><a href=\"https://moi.example.net/\">thể lệ</a></p><iframe src=\"https://film.example.org/1\"></iframe>"),
            with(article(3, "Ẩn"), "<div style=\"display:none\"><a href=\"https://songba.example.gov.vn/a\">mục lục</a></div>"),
        ];
        let told = read(&trial, &cms, &site, &passing).await;
        assert!(told.contains("3 new") && !told.contains("wait"), "{told}");
        let waiting = [
            with(article(4, "Bốn"), "<p>Top nhà cái. <a href=\"https://la.example.net/\">Xem</a></p>"),
            with(article(5, "Năm"), "<p hidden><a href=\"https://la2.example.net/\">x</a></p>"),
            with(article(6, "Sáu"), "<script src=\"https://la3.example.net/a.js\"></script><p>a</p>"),
            with(article(7, "Bảy"), "<p><a href=\"https://8xbet.example/\">x</a></p>"),
        ];
        read(&trial, &cms, &site, &waiting).await;
        let mut stand = standing(&trial, State::Waiting).await;
        stand.sort();
        let told: Vec<_> = stand.iter().map(|(id, why)| (id.as_str(), why[0])).collect();
        assert_eq!(told, [("tin-4", "gambling"), ("tin-5", "unseen_link"), ("tin-6", "program"), ("tin-7", "gambling")]);
        // Each new host, where the settings say so; nothing, where they say that.
        site.imports.new_hosts = true;
        read(&trial, &cms, &site, &[with(article(10, "Mười"), "<a href=\"https://moi2.example.info/\">x</a>")]).await;
        assert!(standing(&trial, State::Waiting).await.contains(&("tin-10".to_owned(), vec!["new_host"])));
        site.imports.hosts = vec!["moi3.example.info".into()];
        site.imports.words = vec!["vay nóng".into()];
        read(&trial, &cms, &site, &[
            with(article(11, "Mười một"), "<a href=\"https://www.moi3.example.info/\">x</a>"),
            with(article(12, "Mười hai"), "<p hidden>Vay nóng</p>"),
        ]).await;
        let stand = standing(&trial, State::Waiting).await;
        assert_eq!(stand, [("tin-12".to_owned(), vec!["unseen_words"])]);
        site.imports.hold = false;
        read(&trial, &cms, &site, &[with(article(13, "Mười ba"), INJECTED)]).await;
        assert_eq!(shown(&trial).await, ["tin-13"]);
        trial.end().await;
    }

    async fn a_jump_of_changed_old_articles_waits_as_a_whole(trial: Trial) {
        let cms = Cms::start().await;
        let mut site = site(vec![feed(cms.url("/feed.json"), None)]);
        site.imports.old_changes = 3;
        let all = |html: &str, changed: u32| -> Vec<Value> {
            (1..=6).map(|number| old(number, if number <= changed { html } else { "<p>Cũ.</p>" })).collect()
        };
        read(&trial, &cms, &site, &all("", 0)).await;
        let told = read(&trial, &cms, &site, &all("<p>Mới.</p>", 3)).await;
        assert!(told.contains("3 changed") && !told.contains("wait"), "{told}");
        assert!(text(&trial, "tin-1").await.contains("Mới."));
        let told = read(&trial, &cms, &site, &all("<p>Lạ.</p>", 4)).await;
        assert!(told.contains("0 changed") && told.contains("4 wait for a person"), "{told}");
        assert!(text(&trial, "tin-1").await.contains("Mới.") && text(&trial, "tin-4").await.contains("Cũ."));
        assert_eq!(standing(&trial, State::Waiting).await[0].1, ["many_old"]);
        let desk = Desk::open(&trial).await;
        let html = desk.html("/moderation/held?site=xa-song-ba&all=true").await;
        assert!(html.contains("4 tin cũ bị sửa nội dung cùng một lúc") && html.contains("checked"), "{html}");
        assert_eq!(desk.press("publish", &desk.keys().await).await, StatusCode::SEE_OTHER);
        assert!(text(&trial, "tin-4").await.contains("Lạ."));
        // An old article that gets a link to nowhere known waits alone.
        let mut items = all("<p>Lạ.</p>", 4);
        items[0] = old(1, "<p>Lạ. <a href=\"https://la.example.net/\">x</a></p>");
        read(&trial, &cms, &site, &items).await;
        assert_eq!(standing(&trial, State::Waiting).await, [("tin-1".to_owned(), vec!["old_link"])]);
        trial.end().await;
    }

    async fn an_article_that_is_sent_twice_is_looked_at_twice(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        read(&trial, &cms, &site, &[old(1, "<p>Cũ.</p>")]).await;
        let bad = old(1, "<p>Cũ. <a href=\"https://la.example.net/\">x</a></p>");
        read(&trial, &cms, &site, &[bad.clone(), bad]).await;
        assert_eq!(standing(&trial, State::Waiting).await, [("tin-1".to_owned(), vec!["old_link"])]);
        assert!(!text(&trial, "tin-1").await.contains("la.example.net"));
        trial.end().await;
    }

    async fn a_whole_jump_is_decided_about_by_one_press(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let all = |html: &str| -> Vec<Value> { (1..=130).map(|number| old(number, html)).collect() };
        read(&trial, &cms, &site, &all("<p>Cũ.</p>")).await;
        let mut items = all("<p>Mới.</p>");
        items.push(with(article(200, "Lạ"), INJECTED));
        read(&trial, &cms, &site, &items).await;
        let desk = Desk::open(&trial).await;
        let html = desk.html("/moderation/held?site=xa-song-ba").await;
        assert!(html.contains("Cả đợt tin cũ bị sửa cùng lúc (130 tin)"), "{html}");
        let seen = field(&html, "jump");
        // What has come since the page was made is not meant.
        let before = (seen.parse::<i64>().expect("a time") - 1).to_string();
        assert_eq!(desk.send("publish", &[("jump", &before)]).await.status(), StatusCode::PRECONDITION_FAILED);
        assert_eq!(desk.send("publish", &[("jump", "hết")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text(&trial, "tin-1").await.contains("Cũ."));
        let answer = desk.send("publish", &[("jump", &seen)]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let to = answer.headers()[LOCATION].to_str().expect("ASCII");
        assert!(to.ends_with("&published=130"), "{to}");
        for id in ["tin-1", "tin-130"] {
            assert!(text(&trial, id).await.contains("Mới."), "{id}");
        }
        // What waits for another reason goes on waiting, and there is nothing for the button.
        assert_eq!(standing(&trial, State::Waiting).await, [("tin-200".to_owned(), vec!["unseen_words", "gambling"])]);
        let html = desk.html("/moderation/held?site=xa-song-ba").await;
        assert!(!html.contains("Cả đợt"), "{html}");
        // Or all are kept out.
        read(&trial, &cms, &site, &all("<p>Khác.</p>")).await;
        let html = desk.html("/moderation/held?site=xa-song-ba").await;
        let answer = desk.send("keep-out", &[("jump", &field(&html, "jump"))]).await;
        assert!(answer.headers()[LOCATION].to_str().expect("ASCII").ends_with("&kept_out=130"));
        assert!(text(&trial, "tin-1").await.contains("Mới."));
        trial.end().await;
    }

    async fn what_was_kept_before_hosts_were_known_makes_them_known(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let first = old(1, "<p><a href=\"https://bao.example.vn/1?a=1&amp;b=2\">báo</a></p>");
        read(&trial, &cms, &site, std::slice::from_ref(&first)).await;
        trial.run("DELETE FROM known_hosts; UPDATE feeds SET making = ''; DELETE FROM held_articles;").await;
        // Only what none of them led to is not known, and what is a name of gambling.
        let changed = |html: &str| old(2, html);
        read(&trial, &cms, &site, &[first.clone(), changed("<p>x</p>")]).await;
        read(&trial, &cms, &site, &[first.clone(), changed("<p>x <a href=\"https://tin.bao.example.vn/9\">y</a></p>")]).await;
        assert_eq!(standing(&trial, State::Waiting).await, []);
        read(&trial, &cms, &site, &[first, changed("<p>x <a href=\"https://w88.example/9\">y</a></p>")]).await;
        assert_eq!(standing(&trial, State::Waiting).await, [("tin-2".to_owned(), vec!["gambling"])]);
        trial.end().await;
    }

    async fn what_is_taken_down_stays_so_when_a_version_of_it_is_published(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        read(&trial, &cms, &site, &[article(1, "Một"), article(2, "Hai")]).await;
        read(&trial, &cms, &site, &[with(article(1, "Một"), INJECTED), article(2, "Hai")]).await;
        trial.decide("tin-1", Change::TakeDown).await;
        let desk = Desk::open(&trial).await;
        assert_eq!(desk.press("publish", &desk.keys().await).await, StatusCode::SEE_OTHER);
        assert_eq!(shown(&trial).await, ["tin-2"]);
        assert_eq!(code(trial.get("~/articles/tin-1").await).await, "not_found");
        trial.end().await;
    }
}

/// In the mail of the morning, which leads to them where nothing else waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_mail_of_the_morning_tells_of_them() {
    let trial = Running::with(crate::harness::Database::Sqlite, |settings| {
        settings.sites[0].remind_moderators_at = Some(5);
    })
    .await;
    account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
    let cms = Cms::start().await;
    let site = site(vec![feed(cms.url("/feed.json"), None)]);
    read(&trial, &cms, &site, &[with(article(1, "Một"), INJECTED)]).await;
    trial
        .clock
        .advance(std::time::Duration::from_secs(48 * 3600));
    remind(&trial.app).await.expect("mails");
    let mut connection = trial.app.store.read().await.expect("a reader");
    let text: String = bangtin_service::on!(connection, c => {
        sqlx::query_scalar("SELECT text FROM outbox WHERE kind = 'reminder'").fetch_one(c).await
    })
    .expect("a mail");
    assert!(
        text.contains("1 tin bài có dấu hiệu bất thường")
            && text.contains("/moderation/held?site=xa-song-ba"),
        "{text}"
    );
    drop(connection);
    trial.end().await;
}
