//! A WordPress that does what a test wants: its posts, and where its interface is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Where WordPress has its interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permalinks {
    /// `/wp-json/…`
    Pretty,
    /// `/index.php/wp-json/…`
    Index,
    /// `/?rest_route=/…`
    Plain,
    /// Nowhere.
    None,
}

/// A post; the times are UTC without a mark, as WordPress writes them.
#[derive(Clone, Debug)]
pub struct Post {
    pub id: u32,
    pub slug: String,
    pub title: String,
    pub date: String,
    pub modified: String,
    /// Anything but `publish` is not told of.
    pub status: &'static str,
    /// More members, which take the place of the usual ones.
    pub more: Value,
}

/// What the tests set.
#[derive(Debug)]
pub struct Inside {
    pub posts: Vec<Post>,
    pub permalinks: Permalinks,
    /// Whether pages name the interface in a `Link` header.
    pub named: bool,
    /// Whether it is new enough (5.7) for `modified_after`.
    pub knows_modified_after: bool,
    /// Happens once, after this many answers: a post with this id is published.
    pub comes_after: Option<(usize, u32)>,
    answers: usize,
    asked: Vec<String>,
}

#[derive(Clone)]
pub struct Blog {
    inside: Arc<Mutex<Inside>>,
    root: String,
}

impl Post {
    pub fn new(id: u32, date: &str) -> Self {
        Self {
            id,
            slug: format!("bai-{id}"),
            title: format!("Bài {id}"),
            date: date.into(),
            modified: date.into(),
            status: "publish",
            more: json!({}),
        }
    }

    fn told(&self, root: &str) -> Value {
        let mut post = json!({
            "id": self.id, "slug": self.slug, "link": format!("{root}/tin/{}/", self.slug), "date_gmt": self.date, "modified_gmt": self.modified,
            "title": {"rendered": self.title}, "excerpt": {"rendered": "<p>Sapo [&hellip;]</p>", "protected": false},
            "content": {"rendered": format!("<p>Nội dung của {}</p>", self.title), "protected": false},
        });
        if let (Some(post), Some(more)) = (post.as_object_mut(), self.more.as_object()) {
            post.extend(more.clone());
        }
        post
    }
}

impl Blog {
    pub async fn start(posts: Vec<Post>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let blog = Self {
            inside: Arc::new(Mutex::new(Inside {
                posts,
                permalinks: Permalinks::Pretty,
                named: true,
                knows_modified_after: true,
                comes_after: None,
                answers: 0,
                asked: Vec::new(),
            })),
            root: format!("http://{address}"),
        };
        let router = Router::new().fallback(answer).with_state(blog.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        blog
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// What can be changed.
    pub fn now(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().expect("the blog")
    }

    /// The post with this id, to be changed.
    pub fn change(&self, id: u32, change: impl FnOnce(&mut Post)) {
        let mut inside = self.now();
        let post = inside.posts.iter_mut().find(|post| post.id == id);
        change(post.expect("a post"));
    }

    /// The addresses that were asked for since the last call, without the origin.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.now().asked)
    }
}

async fn answer(State(blog): State<Blog>, uri: Uri) -> Response {
    let mut inside = blog.now();
    inside.asked.push(uri.to_string());
    inside.answers += 1;
    if let Some((after, id)) = inside.comes_after
        && inside.answers > after
    {
        inside.comes_after = None;
        let post = inside.posts.iter_mut().find(|post| post.id == id);
        post.expect("a post").status = "publish";
    }
    let query: HashMap<String, String> =
        url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
    let (route, root) = match inside.permalinks {
        Permalinks::Pretty => (uri.path().strip_prefix("/wp-json"), "/wp-json/"),
        Permalinks::Index => (
            uri.path().strip_prefix("/index.php/wp-json"),
            "/index.php/wp-json/",
        ),
        Permalinks::Plain => (
            query
                .get("rest_route")
                .map(String::as_str)
                .filter(|_| matches!(uri.path(), "/" | "/index.php")),
            "/index.php?rest_route=/",
        ),
        Permalinks::None => (None, "/"),
    };
    match route {
        Some("/wp/v2/posts") => posts(&inside, &query, &blog.root),
        None if uri.path() == "/" => {
            let page = "<!doctype html><title>Xã Sông Ba</title>".into_response();
            let link = format!("<{}{root}>; rel=\"https://api.w.org/\"", blog.root);
            let canonical = format!("<{}/>; rel=shortlink", blog.root);
            let headers = [("link", format!("{canonical}, {link}"))];
            if inside.named {
                (headers, page).into_response()
            } else {
                page
            }
        }
        _ => (
            StatusCode::NOT_FOUND,
            [("content-type", "text/html")],
            "<!doctype html><title>Không tìm thấy</title>",
        )
            .into_response(),
    }
}

fn posts(inside: &Inside, query: &HashMap<String, String>, root: &str) -> Response {
    let word = |name: &str| query.get(name).map(String::as_str);
    let number = |name: &str, usual: usize| word(name).map_or(usual, |n| n.parse().expect(name));
    let (page, per_page) = (number("page", 1), number("per_page", 10));
    let mut posts: Vec<&Post> = inside.posts.iter().collect();
    posts.retain(|post| post.status == "publish");
    if let Some(include) = word("include") {
        let ids: Vec<u32> = include
            .split(',')
            .map(|id| id.parse().expect("an id"))
            .collect();
        posts.retain(|post| ids.contains(&post.id));
    }
    if let Some(after) = word("modified_after").filter(|_| inside.knows_modified_after) {
        let after = after.strip_suffix('Z').expect("UTC");
        posts.retain(|post| post.modified.as_str() > after);
    }
    posts.sort_by(|a, b| match word("orderby").unwrap_or("date") {
        "id" => a.id.cmp(&b.id),
        // A database gives what is equal in any order, in another one for each page.
        "modified" => (&a.modified, a.id as usize * page % 101)
            .cmp(&(&b.modified, b.id as usize * page % 101)),
        _ => a.date.cmp(&b.date),
    });
    if word("order").unwrap_or("desc") == "desc" {
        posts.reverse();
    }
    let pages = posts.len().div_ceil(per_page);
    if page > 1 && page > pages {
        let error = json!({"code": "rest_post_invalid_page_number", "data": {"status": 400}});
        return (StatusCode::BAD_REQUEST, error.to_string()).into_response();
    }
    let total = posts.len();
    let shown = posts.into_iter().skip((page - 1) * per_page).take(per_page);
    let fields: Option<Vec<&str>> = word("_fields").map(|fields| fields.split(',').collect());
    let shown: Vec<Value> = shown
        .map(|post| {
            let mut post = post.told(root);
            if let (Some(fields), Some(members)) = (&fields, post.as_object_mut()) {
                members.retain(|name, _| fields.contains(&name.as_str()));
            }
            post
        })
        .collect();
    let headers = [
        ("x-wp-total", total.to_string()),
        ("x-wp-totalpages", pages.to_string()),
        ("content-type", "application/json; charset=UTF-8".into()),
    ];
    (headers, json!(shown).to_string()).into_response()
}
