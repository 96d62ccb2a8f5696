//! Phones as they are: an iPhone that gets no newer iOS, an Android WebView of two years ago, the browsers inside Zalo and Facebook. What
//! such a browser lacks is taken away before the kit loads, where the browser itself cannot be had.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KIT, Page, Portal, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("phones";
    EVERYWHERE =>
        an_iphone_with_ios_15_shows_lists_and_articles_as_others_do,
        an_iphone_with_ios_15_and_a_strict_style_policy_shows_all_words,
        an_android_webview_of_two_years_ago_reads_articles,
        a_browser_inside_an_app_reads_and_remembers_nothing,
        a_server_and_a_browser_that_stream_no_webassembly_are_no_matter,
        full_or_forbidden_storage_costs_nothing_but_memory,
        an_engine_that_is_too_old_leaves_what_stands_in_the_tags;
    CHROMIUM => a_browser_inside_an_app_that_opens_no_window_still_shares;
);

/// What Safari 15.0 has not, of what browsers have today. Its lack of container queries cannot be made here.
const IOS_15: &str = r"<script>{
    const lacks = [
      [Document, 'parseHTML'], [Document, 'parseHTMLUnsafe'],
      [Array.prototype, 'at'], [String.prototype, 'at'], [Array.prototype, 'findLast'],
      [Array.prototype, 'toSorted'], [Object, 'hasOwn'], [Object, 'groupBy'], [Promise, 'withResolvers'], [Array, 'fromAsync'], [AbortSignal, 'timeout'],
      [AbortSignal, 'any'], [window, 'structuredClone'], [window, 'requestIdleCallback'], [window, 'Highlight'], [window, 'Sanitizer'],
      [window, 'scheduler'], [window, 'navigation'], [URL, 'canParse'], [URL, 'parse'], [Uint8Array, 'fromBase64'], [window, 'trustedTypes'],
    ];
    // Drivers of browsers need some of them: only the kit goes without.
    const lack = (real) => () => (/\/bangtin\//.test(new Error().stack) ? undefined : real);
    for (const [from, name] of lacks) if (from && name in from) Object.defineProperty(from, name, { get: lack(from[name]), configurable: true });
    delete ShadowRoot.prototype.adoptedStyleSheets;
    delete Document.prototype.adoptedStyleSheets;
    window.CSSStyleSheet = new Proxy(CSSStyleSheet, { construct() { throw new TypeError('Illegal constructor') } });
}</script>";

/// What Chrome 130 has not, of what the kit looks for.
const WEBVIEW: &str = "<script>delete Document.parseHTML; delete Element.prototype.setHTML; delete window.Sanitizer;</script>";

/// A view inside an app, with the least that apps give it.
const IN_APP: &str = "<script>{
    const none = { get: () => null, configurable: true };
    Object.defineProperty(window, 'localStorage', none);
    Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('refused', 'SecurityError') }, configurable: true });
    for (const name of ['caches', 'indexedDB', 'speechSynthesis', 'print']) { delete window[name]; Object.defineProperty(window, name, { value: undefined, configurable: true, writable: true }) }
    for (const name of ['share', 'clipboard', 'serviceWorker']) Object.defineProperty(Navigator.prototype, name, { value: undefined, configurable: true });
    navigator.sendBeacon = () => false;
    window.open = () => null;
}</script>";

fn feed(page: &Page<'_>) {
    let item = Item::new("bai", "Lịch tiêm chủng tháng 11")
        .field("image", json!("/sample/media/cho-phien-600.webp"))
        .field("summary", json!("Bà con xem lịch của thôn mình."))
        .body("<p>Một đoạn <strong>đậm</strong>.</p><table><tr><td>Thôn</td></tr></table><script>window.ran = true</script>");
    page.feed(
        "bai.json",
        &Feed::new().with(item).with(Item::new("hai", "Tin thứ hai")),
    );
}

const LIST: &str = "<bangtin-news src='/made/bai.json' links='reader' search categories heading='Tin mới'><a href='/tin-tuc'>Tin tức</a></bangtin-news>";

fn open_article(page: &Page<'_>) {
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for("bangtin-news >>> article [part=body] strong");
    assert!(!page.js::<bool>("return !!window.ran", json!([])));
}

/// What a reader sees of sheets: sizes, colours and places of parts.
fn looks(page: &Page<'_>, parts: &[&str]) -> Vec<String> {
    page.js(
        "return arguments[0].map((part) => {
            const one = deep(`bangtin-news >>> ${part}`);
            if (!one) return `${part} is not there`;
            const style = getComputedStyle(one);
            const box = one.getBoundingClientRect();
            return [part, style.fontSize, style.fontFamily, style.color, style.backgroundColor, style.borderTopWidth, style.borderRadius, style.display, Math.round(box.left), Math.round(box.width)].join(' ');
        })",
        json!([parts]),
    )
}

const OF_A_LIST: &[&str] = &[
    "[part=heading]",
    "[part=search]",
    "[part=category]",
    "[part=row]",
    "[part=picture]",
    "[part=link]",
    "[part=summary]",
    "[part=date]",
];
const OF_AN_ARTICLE: &[&str] = &[
    "[part=title]",
    "[part=lead]",
    "[part=tool]",
    ".scroll",
    "td",
    "[part=back]",
];

/// Takes the pointer away until no link is under it any more, and waits for what fades.
fn rest(page: &Page<'_>) {
    page.until("no link is under the pointer", || {
        page.point_away();
        let links = "return deepAll('bangtin-news >>> a').every((link) => !link.matches(':hover'))";
        page.js(links, json!([]))
    });
    std::thread::sleep(std::time::Duration::from_millis(400));
}

fn an_iphone_with_ios_15_shows_lists_and_articles_as_others_do(page: &Page<'_>) {
    feed(page);
    let seen = |head: &str| {
        page.show(&format!(
            "{head}<style>html {{ scrollbar-width: none }}</style>{LIST}"
        ));
        page.wait_state("bangtin-news", "ready");
        page.until("the kit has taken over", || {
            page.count("bangtin-news >>> a[part=link]") == 2
        });
        rest(page);
        let list = looks(page, OF_A_LIST);
        open_article(page);
        rest(page);
        let article = looks(page, OF_AN_ARTICLE);
        (list, article)
    };
    let (of_others, of_ios) = (seen(""), seen(IOS_15));
    assert_eq!(of_others, of_ios);
    assert!(page.js::<bool>("return !('adoptedStyleSheets' in document)", json!([])));
    assert!(page.count("bangtin-news >>> style") > 3);
    // Taken out and put in again it looks the same.
    page.js::<()>(
        "history.replaceState(null, '', '?'); const list = document.querySelector('bangtin-news'); list.remove(); setTimeout(() => document.body.append(list), 200)",
        json!([]),
    );
    page.until("it is styled again", || {
        page.state("bangtin-news").as_deref() == Some("ready")
            && page.count("bangtin-news >>> style") > 1
    });
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn an_iphone_with_ios_15_and_a_strict_style_policy_shows_all_words(page: &Page<'_>) {
    feed(page);
    let policy = "<meta http-equiv='Content-Security-Policy' content=\"style-src 'self'\">";
    page.show_with(
        &format!("{IOS_15}{policy}<script type=\"module\" src=\"{KIT}/bangtin.js\"></script>"),
        LIST,
    );
    page.wait_state("bangtin-news", "ready");
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Lịch tiêm chủng tháng 11", "Tin thứ hai"]
    );
    open_article(page);
    assert_eq!(
        page.text("bangtin-news >>> [part=title]"),
        "Lịch tiêm chủng tháng 11"
    );
}

fn an_android_webview_of_two_years_ago_reads_articles(page: &Page<'_>) {
    feed(page);
    page.show(&format!("{WEBVIEW}{LIST}"));
    page.wait_state("bangtin-news", "ready");
    open_article(page);
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn a_browser_inside_an_app_reads_and_remembers_nothing(page: &Page<'_>) {
    feed(page);
    page.show(&format!("{IN_APP}{LIST}<bangtin-share></bangtin-share>"));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-share", "ready");
    assert_eq!(page.count("bangtin-share >>> a"), 2);
    open_article(page);
    page.click("bangtin-news >>> [data-tool=larger]");
    page.until("the text is larger", || {
        page.attribute("bangtin-news >>> article", "data-size")
            .as_deref()
            == Some("115")
    });
    // No printer: a press does nothing, and breaks nothing.
    page.click("bangtin-news >>> [data-tool=print]");
    page.wait_for("bangtin-news >>> [part=silent]");
    page.click("bangtin-news >>> [part=back]");
    page.wait_for("bangtin-news >>> [part=row]");
    // What was put into storage is gone at once.
    page.show(&format!(
        "<script>Storage.prototype.getItem = () => null</script>{LIST}"
    ));
    page.wait_state("bangtin-news", "ready");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn a_browser_inside_an_app_that_opens_no_window_still_shares(page: &Page<'_>) {
    page.show(&format!(
        "{IN_APP}<script>navigation.addEventListener('navigate', (event) => {{ window.went = event.destination.url; event.preventDefault() }})</script><bangtin-share url='/tin/bai.html'></bangtin-share>"
    ));
    page.wait_state("bangtin-share", "ready");
    let went = || {
        page.js::<Option<String>>("return window.went ?? null", json!([]))
            .unwrap_or_default()
    };
    page.click("bangtin-share >>> a:nth-of-type(2)");
    page.until("it leads to Facebook", || {
        went().starts_with("https://www.facebook.com/sharer/")
    });
    // Where windows are opened, one is, and it has no hold on this page.
    page.js::<()>(
        "window.went = undefined; window.open = (url, name) => { window.opened = { url, name, opener: window }; return window.opened }",
        json!([]),
    );
    page.click("bangtin-share >>> a:nth-of-type(1)");
    let opened: (bool, bool, String) = page.js(
        "return [opened.url.startsWith('https://button-share.zalo.me/'), opened.opener === null, opened.name]",
        json!([]),
    );
    assert_eq!(opened, (true, true, "_blank".into()));
    assert_eq!(went(), "");
}

fn a_server_and_a_browser_that_stream_no_webassembly_are_no_matter(page: &Page<'_>) {
    feed(page);
    page.show(&format!("<script>delete WebAssembly.instantiateStreaming; delete WebAssembly.compileStreaming</script>{LIST}"));
    page.wait_state("bangtin-news", "ready");
    open_article(page);
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn full_or_forbidden_storage_costs_nothing_but_memory(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, "<script>
        Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError') };
        Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('refused', 'SecurityError') } });
      </script><bangtin-comments page='tb-01'></bangtin-comments><bangtin-article item='tb-01'></bangtin-article>");
    page.wait_state("bangtin-article", "ready");
    page.scroll_to("bangtin-comments");
    page.wait_for("bangtin-comments >>> form");
    page.paste("bangtin-comments >>> input[name=name]", "Lan");
    page.paste("bangtin-comments >>> textarea", "Cảm ơn xã.");
    page.click("bangtin-comments >>> button[part=submit]");
    page.wait_for("bangtin-comments >>> [part=sent]");
}

/// Chrome 95, Safari 14: their WebAssembly has no references, which the kit's has.
const OLD_WASM: &str = "<script>
    const refuse = async () => { throw new WebAssembly.CompileError('invalid value type') };
    WebAssembly.instantiateStreaming = WebAssembly.instantiate = WebAssembly.compileStreaming = WebAssembly.compile = refuse;
</script>";

fn an_engine_that_is_too_old_leaves_what_stands_in_the_tags(page: &Page<'_>) {
    feed(page);
    page.show(&format!("{OLD_WASM}{LIST}<bangtin-article src='/made/bai.json' item='bai'><a id='du-phong' href='/tin/bai.html'>Đọc bài</a></bangtin-article><bangtin-subscribe><p id='thu'>Gửi thư cho xã</p></bangtin-subscribe>"));
    page.until("the console says why", || {
        page.console().iter().any(|line| line.contains("Bangtin: "))
    });
    for inside in ["bangtin-news a[href='/tin-tuc']", "#du-phong", "#thu"] {
        page.until(&format!("{inside} is seen"), || {
            page.js::<bool>("const box = document.querySelector(arguments[0]).getBoundingClientRect(); return box.width > 0 && box.height > 0", json!([inside]))
        });
    }
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(page.asked("/bangtin/1.0.0/kit-"), 2, "no second try");
}
