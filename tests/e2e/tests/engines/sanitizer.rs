//! Foreign HTML: public collections of attempts to run script, through the article's body, in every engine.

use bangtin_e2e::{
    CHROMIUM, Case, EVERYWHERE, Engine, Feed, Item, KIT, Page, Payload, cases, payloads, repo_root,
};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) const CASES: &[Case] = cases!("sanitizer";
    EVERYWHERE => unsanitized_payloads_do_fire, no_payload_fires, no_payload_fires_in_an_article, keeps_what_articles_need;
    CHROMIUM => no_payload_fires_without_set_html, payloads_in_other_fields_are_text;
);

/// Texts on the page at once.
const TEXTS: usize = 400;
/// Articles on the page at once.
const ARTICLES: usize = 80;
/// Items of one feed.
const FEED: usize = 10;
/// One payload of so many is tried in an article: to make an element takes a browser ten times as long as to clean what is in it.
const IN_ARTICLES: usize = 36;
/// What the kit allows.
const ALLOWED: &str = include_str!("../../../../src/html/allowed.json");
/// Whatever a payload calls is heard; it may run, but it reaches no other server.
const HEAD: &str = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:">
<script>window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (what) => { fired.push(`${name} ${what}`) };
window.open = () => { fired.push("open") };
addEventListener("click", (event) => { const link = event.composedPath().find((node) => node.localName === "a"); if (link && !/^\s*(javascript|data|vbscript):/i.test(link.href)) event.preventDefault() }, true);</script>"#;

#[derive(Debug, Deserialize)]
struct Outcome {
    /// Which of those that were tried, and what is wrong with it.
    wrong: Vec<(usize, String)>,
    fired: Vec<String>,
}

fn show(page: &Page<'_>, extra: &str) {
    let kit = format!(r#"{HEAD}{extra}<script type="module" src="{KIT}/bangtin.js"></script>"#);
    // A first element, so that the kit comes at once.
    let src = page.feed("first.json", &Feed::of(1));
    page.show_with(
        &kit,
        &format!(
            r#"<div id="cho"><bangtin-article src="{src}" item="i-1"></bangtin-article></div>"#
        ),
    );
    page.wait_state("bangtin-article", "ready");
}

fn unsanitized_payloads_do_fire(page: &Page<'_>) {
    page.show_with(HEAD, "");
    let all = payloads();
    let mut fired = 0;
    for batch in all.chunks(40).step_by(9) {
        let texts: Vec<&str> = batch.iter().map(|Payload(text)| text.as_str()).collect();
        fired += page.js_async::<usize>(include_str!("sanitizer/control.js"), json!([texts]));
    }
    println!(
        "    control: {fired} calls from {} of {} payloads",
        all.len() / 9,
        all.len()
    );
    assert!(
        fired > 20,
        "only {fired} payloads fired unsanitized: the test could not fail"
    );
}

/// All of them, by the one function through which foreign HTML comes (`src/html/clean.js`), as the built kit has it.
fn no_payload_fires(page: &Page<'_>) {
    show(page, "");
    clean_all(page);
    assert_eq!(
        page.asked(&format!("{KIT}/purify-")) == 0,
        is_native(page),
        "the browser's own sanitizer is used where there is one"
    );
}

/// Where a sanitizer is native, the other must hold as well: an older version of the engine uses it.
fn no_payload_fires_without_set_html(page: &Page<'_>) {
    show(
        page,
        "<script>delete Element.prototype.setHTML; delete ShadowRoot.prototype.setHTML; delete Document.parseHTML; delete window.Sanitizer</script>",
    );
    clean_all(page);
    assert_eq!(
        page.asked(&format!("{KIT}/purify-")),
        1,
        "the other sanitizer was not used"
    );
}

fn is_native(page: &Page<'_>) -> bool {
    page.js("return typeof Document.parseHTML === 'function'", json!([]))
}

fn clean_all(page: &Page<'_>) {
    let manifest = repo_root().join("target/kit/kit.json");
    let manifest = std::fs::read(manifest).expect("the kit is built");
    let manifest: Value = serde_json::from_slice(&manifest).expect("the kit's list of files");
    let module = manifest["reading"].as_str().expect("the file that cleans");
    let module = format!("{KIT}/{module}");
    let door = concat!(
        include_str!("sanitizer/judge.js"),
        include_str!("sanitizer/door.js")
    );
    let mut complaints = Complaints::default();
    let all = payloads();
    assert!(all.len() >= 5_000, "{} payloads", all.len());
    for batch in all.chunks(TEXTS) {
        complaints.of(batch, |some| {
            let texts: Vec<&str> = some.iter().map(|&at| batch[at].0.as_str()).collect();
            page.js_async(door, json!([texts, module, ALLOWED]))
        });
    }
    complaints.close(all.len());
}

/// Some of them, as a reader meets them: other ones in each engine.
fn no_payload_fires_in_an_article(page: &Page<'_>) {
    show(page, "");
    let script = concat!(
        include_str!("sanitizer/judge.js"),
        include_str!("sanitizer/articles.js")
    );
    let first = match page.engine() {
        Engine::Chromium => 0,
        Engine::Firefox => IN_ARTICLES / 3,
        Engine::WebKit => 2 * IN_ARTICLES / 3,
    };
    let some = payloads().into_iter().skip(first).step_by(IN_ARTICLES);
    let some: Vec<Payload> = some.collect();
    let mut complaints = Complaints::default();
    for (number, batch) in some.chunks(ARTICLES).enumerate() {
        let articles = feeds(page, number, batch);
        complaints.of(batch, |some| {
            let articles: Vec<_> = some.iter().map(|&at| &articles[at]).collect();
            page.js_async(script, json!([articles]))
        });
    }
    complaints.close(some.len());
}

#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    /// Tries a batch by `outcome_of`, which is given the places in it of those to try. What fired, or did not come in time among so many, is
    /// tried alone.
    fn of(&mut self, batch: &[Payload], outcome_of: impl Fn(&[usize]) -> Outcome) {
        let everything: Vec<usize> = (0..batch.len()).collect();
        let outcome = outcome_of(&everything);
        if !outcome.fired.is_empty() {
            let before = self.0.len();
            for (at, Payload(text)) in batch.iter().enumerate() {
                let fired = outcome_of(&[at]).fired;
                if !fired.is_empty() {
                    self.0.push(format!("{text:?} called {fired:?}"));
                }
            }
            if self.0.len() == before {
                self.0
                    .push(format!("one of many called {:?}", outcome.fired));
            }
        }
        for (at, what) in outcome.wrong {
            let Payload(text) = &batch[at];
            // A page of frames has no body that could be cleaned: that it is not shown at all is as safe.
            if what == "the article is failed" && text.to_lowercase().contains("<frameset") {
                continue;
            }
            let came_alone = || {
                let alone = outcome_of(&[at]);
                alone.wrong.is_empty() && alone.fired.is_empty()
            };
            if !(what.starts_with("the article is") && came_alone()) {
                self.0.push(format!("{what}, from {text:?}"));
            }
        }
        assert!(self.0.len() < 10, "{:#?}", self.0);
    }

    fn close(self, tried: usize) {
        println!("    {tried} payloads, {} complaints", self.0.len());
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

/// Where each payload of a batch is: the feed and the item. Small feeds, because every article reads the whole of its own.
fn feeds(page: &Page<'_>, number: usize, batch: &[Payload]) -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for (part, payloads) in batch.chunks(FEED).enumerate() {
        let first = part * FEED;
        let ids: Vec<String> = (first..first + payloads.len())
            .map(|index| format!("p-{index}"))
            .collect();
        let feed = ids
            .iter()
            .zip(payloads)
            .fold(Feed::new(), |feed, (id, Payload(text))| {
                feed.with(Item::new(id, &format!("Mục {id}")).body(text))
            });
        let src = page.feed(&format!("batch-{number}-{part}.json"), &feed);
        articles.extend(ids.into_iter().map(|id| (src.clone(), id)));
    }
    articles
}

fn payloads_in_other_fields_are_text(page: &Page<'_>) {
    let bad = "<img src=x onerror=alert(1)><svg onload=alert(2)>";
    let item = Item::new("p-0", &format!("Mục {bad}"))
        .field("summary", json!(bad))
        .field("url", json!("javascript:alert(3)"))
        .field("image", json!("javascript:alert(4)"))
        .field("attachments", json!([{ "url": "javascript:alert(5)", "mime_type": bad, "title": bad, "size_in_bytes": 3 }]))
        .extra("byline", json!(bad))
        .extra("unit", json!(bad))
        .extra("source", json!({ "name": bad, "url": "javascript:alert(6)" }))
        .extra("category", json!({ "id": "x", "name": bad }))
        .extra("media", json!([
            { "type": "image", "url": "javascript:alert(7)", "alt": bad, "caption": bad, "credit": bad },
            { "type": "video", "url": "javascript:alert(8)", "poster": "javascript:alert(9)", "captions_url": "javascript:alert(10)" },
        ]));
    let src = page.feed("feed.json", &Feed::new().with(item));
    let kit = format!(r#"{HEAD}<script type="module" src="{KIT}/bangtin.js"></script>"#);
    page.show_with(&kit, &format!(r#"<bangtin-article src="{src}" item="p-0" json-ld document-title></bangtin-article><bangtin-news src="{src}" categories></bangtin-news>"#));
    page.wait_state("bangtin-article", "ready");
    page.wait_state("bangtin-news", "ready");
    assert!(
        page.text("bangtin-article >>> [part=title]")
            .starts_with("Mục")
    );
    let addresses: Vec<String> = page.js(
        "return ['bangtin-article', 'bangtin-news'].flatMap((one) => deepAll(`${one} >>> *`)).flatMap((node) => [...node.attributes])
            .filter(({ name, value }) => /^\\s*javascript:/i.test(value) || /^on/.test(name)).map(({ name, value }) => `${name}=${value}`)",
        json!([]),
    );
    assert_eq!(addresses, Vec::<String>::new());
    page.js::<()>("for (const link of deepAll('bangtin-article >>> a').concat(deepAll('bangtin-news >>> a'))) link.click()", json!([]));
    let fired: Vec<String> = page.js_async(
        "await new Promise((go) => setTimeout(go, 200)); return window.fired",
        json!([]),
    );
    assert_eq!(fired, Vec::<String>::new());
}

fn keeps_what_articles_need(page: &Page<'_>) {
    let body = concat!(
        "<h2>Mục</h2><h3>Mục nhỏ</h3><p>Chữ <strong>đậm</strong>, <em>nghiêng</em>, <u>gạch</u>, <sup>2</sup>, <br>xuống dòng, <mark>tô</mark></p>",
        "<ul><li>một</li></ul><ol start=\"3\"><li>ba</li></ol><blockquote>Trích</blockquote><hr><pre><code>mã</code></pre>",
        "<table><caption>Bảng</caption><thead><tr><th scope=\"col\" colspan=\"2\">Cột</th></tr></thead><tbody><tr><td rowspan=\"1\">Ô</td><td>Ô</td></tr></tbody></table>",
        "<figure><img src=\"anh.webp\" alt=\"Ảnh\" width=\"60\" height=\"40\"><figcaption>Chú thích <cite>Ảnh: M.C</cite></figcaption></figure>",
        "<video src=\"phim.mp4\" poster=\"phim.webp\" controls width=\"64\" height=\"36\"></video>",
        "<p><a href=\"https://khac.example.vn/\">ngoài</a> <a href=\"/trong\">trong</a> <a href=\"tel:0200000111\">gọi</a> <a href=\"mailto:ubnd@songba.example.gov.vn\">thư</a></p>",
    );
    let src = page.feed(
        "feed.json",
        &Feed::new().with(Item::new("bai", "Đủ cả").body(body)),
    );
    page.show(&format!(
        r#"<bangtin-article src="{src}" item="bai"></bangtin-article>"#
    ));
    page.wait_state("bangtin-article", "ready");
    let kept = |selector: &str| page.has(&format!("bangtin-article >>> [part=body] {selector}"));
    for selector in [
        "h2",
        "h3",
        "strong",
        "em",
        "sup",
        "br",
        "ul li",
        "ol li",
        "blockquote",
        "table caption",
        "th[scope=col]",
        "th[colspan='2']",
        "td",
        "figure img[alt='Ảnh'][width='60'][height='40']",
        "figcaption cite",
        "video[controls][poster]",
        "a[href^='https:'][rel~=noopener]",
        "a[href^='tel:']",
        "a[href^='mailto:']",
        "pre",
    ] {
        assert!(
            kept(selector),
            "{selector} is gone: {}",
            page.js::<String>(
                "return deep('bangtin-article >>> [part=body]').innerHTML",
                json!([])
            )
        );
    }
    let inside: String = page.js(
        "return deepAll('bangtin-article >>> [part=body] a')[1].href",
        json!([]),
    );
    assert_eq!(inside, format!("{}/trong", page.server.origin()));
}
