//! A server that answers as Artalk 2.8 and later does at `/api/v2`: comments of one page, in memory.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// What it answers, which a test may change at any time.
#[derive(Clone, Debug)]
pub struct ArtalkState {
    /// The comments as they are answered, the oldest first.
    pub comments: Vec<Value>,
    /// New comments wait for approval.
    pub pending: bool,
    /// Only administrators may write on the page.
    pub admin_only: bool,
    /// The letters that it asks for before it takes a comment.
    pub captcha: Option<&'static str>,
    /// It asks for a check in a page of its own.
    pub iframe: bool,
    /// It gives no other picture, or one that is none.
    pub picture: Option<&'static str>,
    /// It keeps back its answers to what is sent.
    pub holds: bool,
    /// Pages of other origins may ask.
    pub trusts: bool,
    /// In place of the answer to a comment: a status and a body.
    pub refuses: Option<(u16, String)>,
    /// In place of the answer with the comments.
    pub broken: Option<(u16, String)>,
    /// The bodies that were sent.
    pub sent: Vec<Value>,
    /// The addresses that were asked for.
    pub asked: Vec<String>,
}

/// The server. It answers as long as the process lives.
#[derive(Clone)]
pub struct Artalk {
    port: u16,
    state: Arc<Mutex<ArtalkState>>,
}

impl Artalk {
    /// Starts on a free port, without comments.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = ArtalkState {
            comments: Vec::new(),
            pending: false,
            admin_only: false,
            captcha: None,
            iframe: false,
            picture: Some(PICTURE),
            holds: false,
            trusts: true,
            refuses: None,
            broken: None,
            sent: Vec::new(),
            asked: Vec::new(),
        };
        let server = Self {
            port,
            state: Arc::new(Mutex::new(state)),
        };
        let answering = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answering = answering.clone();
                thread::spawn(move || answering.answer(stream));
            }
        });
        server
    }

    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it answers.
    pub fn state(&self) -> MutexGuard<'_, ArtalkState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A comment with the members that Artalk 2.9 gives it; `more` are others in their place.
    #[must_use]
    pub fn comment(id: u64, rid: u64, nick: &str, marked: &str, more: &Value) -> Value {
        let mut comment = json!({
            "id": id, "content": "**nguyên văn**", "content_marked": marked, "user_id": 3, "nick": nick,
            "email_encrypted": "0bc83cb571cd1c50ba6f3e8a78ef1346", "link": "", "ua": "Mozilla/5.0", "date": "2026-11-20 08:15:30",
            "is_collapsed": false, "is_pending": false, "is_pinned": false, "is_allow_reply": true, "is_verified": false, "rid": rid,
            "badge_name": "", "badge_color": "", "visible": true, "vote_up": 0, "vote_down": 0, "page_key": "tb-01",
            "page_url": "https://xa.example.vn/tb-01", "site_name": "Xã Sông Ba",
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            comment[name] = value.clone();
        }
        comment
    }

    fn answer(&self, mut stream: TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (mut length, mut origin) = (0, String::new());
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let Some((name, value)) = header.trim().split_once(':') else {
                break;
            };
            match &*name.to_ascii_lowercase() {
                "content-length" => length = value.trim().parse().ok()?,
                "origin" => value.trim().clone_into(&mut origin),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let (status, answer) = self.judge(&method, &target, &body);
        while method == "POST" && self.state().holds {
            thread::sleep(Duration::from_millis(20));
        }
        let mut head = format!(
            "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n",
            answer.len()
        );
        if self.state().trusts && !origin.is_empty() {
            head += &format!(
                "access-control-allow-origin: {origin}\r\naccess-control-allow-headers: content-type\r\naccess-control-allow-methods: GET,POST\r\nvary: Origin\r\n"
            );
        }
        stream
            .write_all(format!("{head}\r\n{answer}").as_bytes())
            .ok()
    }

    fn judge(&self, method: &str, target: &str, body: &[u8]) -> (u16, String) {
        let mut state = self.state();
        if method == "OPTIONS" {
            return (204, String::new());
        }
        state.asked.push(format!("{method} {target}"));
        let sent: Value = serde_json::from_slice(body).unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let (status, answer) = match (method, path) {
            ("GET", "/api/v2/comments") => match state.broken.clone() {
                Some(broken) => return broken,
                None => (200, list(&state, query)),
            },
            ("POST", "/api/v2/comments") => {
                state.sent.push(sent.clone());
                match state.refuses.clone() {
                    Some(refused) => return refused,
                    None => add(&mut state, &sent),
                }
            }
            ("GET", "/api/v2/captcha") => match state.picture {
                Some(picture) => (200, json!({ "img_data": picture })),
                None => (500, json!({ "msg": "captcha generate err" })),
            },
            ("POST", "/api/v2/captcha/verify") => match state.captcha {
                Some(letters) if sent["value"] != letters => match state.iframe {
                    true => (403, json!({ "msg": "Verification failed", "detail": "x" })),
                    false => (
                        403,
                        json!({ "msg": "验证码错误", "img_data": state.picture }),
                    ),
                },
                _ => {
                    state.captcha = None;
                    (200, json!({ "msg": "Success" }))
                }
            },
            _ => (404, json!({ "msg": "Error: Cannot GET" })),
        };
        (status, answer.to_string())
    }
}

// One red dot.
const PICTURE: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

fn list(state: &ArtalkState, query: &str) -> Value {
    let number = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(one, _)| *one == name);
        found.and_then(|(_, value)| value.parse().ok())
    };
    let mut roots: Vec<&Value> = state
        .comments
        .iter()
        .filter(|one| one["rid"] == 0)
        .collect();
    // The newest first, before them what is pinned.
    roots.reverse();
    roots.sort_by_key(|one| one["is_pinned"] != true);
    let all = roots.len();
    let (offset, limit) = (number("offset").unwrap_or(0), number("limit").unwrap_or(15));
    let mut shown: Vec<Value> = roots
        .into_iter()
        .skip(offset)
        .take(limit)
        .cloned()
        .collect();
    let mut threads: Vec<Value> = shown.iter().map(|one| one["id"].clone()).collect();
    for one in &state.comments {
        if threads.contains(&one["rid"]) {
            threads.push(one["id"].clone());
            shown.push(one.clone());
        }
    }
    json!({
        "comments": shown, "count": state.comments.len(), "roots_count": all,
        "page": {
            "id": 1, "admin_only": state.admin_only, "key": "tb-01", "url": "https://xa.example.vn/binh-luan/tb-01",
            "title": "Bài", "site_name": "Xã Sông Ba", "vote_up": 0, "vote_down": 0, "pv": 12,
        },
    })
}

fn add(state: &mut ArtalkState, sent: &Value) -> (u16, Value) {
    if state.captcha.is_some() {
        let asks = json!({ "msg": "需要验证码", "need_captcha": true, "img_data": state.picture });
        return (403, asks);
    }
    if state.iframe {
        let asks = json!({ "msg": "Captcha required", "need_captcha": true, "iframe": true });
        return (403, asks);
    }
    for name in ["name", "email", "content", "page_key", "site_name"] {
        if sent[name].as_str().unwrap_or_default().trim().is_empty() {
            return (400, json!({ "msg": format!("{name} is required") }));
        }
    }
    let id = state.comments.len() as u64 + 1;
    let (rid, nick) = (sent["rid"].as_u64().unwrap_or(0), &sent["name"]);
    let text = sent["content"].as_str().unwrap_or_default();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let more = json!({ "is_pending": state.pending });
    let nick = nick.as_str().unwrap_or_default();
    let added = Artalk::comment(id, rid, nick, &format!("<p>{text}</p>\n"), &more);
    if !state.pending {
        state.comments.push(added.clone());
    }
    (200, added)
}
