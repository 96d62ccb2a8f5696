//! What connects must disconnect.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("lifecycle";
    EVERYWHERE =>
        moves_and_returns_keep_working,
        what_is_far_waits_until_it_comes_near;
    CHROMIUM =>
        a_thousand_elements_leave_nothing_behind,
        a_thousand_articles_leave_nothing_behind,
        a_thousand_small_elements_leave_nothing_behind,
        a_film_that_is_opened_again_and_again_leaves_nothing_behind;
);

/// Mounts and removes so many elements, a hundred at a time, each batch only once all of it is ready.
const COME_AND_GO: &str = "const [count, html] = arguments;
    const place = document.querySelector('#cho');
    const settled = (one) => one.shadowRoot?.querySelector('.root')?.dataset.state === 'ready';
    for (let done = 0; done < count; done += 100) {
        // All in sight at once: an element mounts when it comes near.
        place.innerHTML = Array.from({ length: 100 }, () => `<div style='position: absolute; top: 0; left: 0; width: 300px'>${html}</div>`).join('');
        const all = [...place.querySelectorAll('*')].filter((one) => one.localName.startsWith('bangtin-'));
        for (let tries = 0; !all.every(settled); tries++) {
            if (tries > 600) throw new Error(`${all.filter(settled).length} of ${all.length} are ready`);
            await new Promise((go) => setTimeout(go, 20));
        }
        place.replaceChildren();
        await new Promise((go) => setTimeout(go, 20));
    }
    // The kit waits for a frame no longer than 100 ms (src/page/schedule.js, src/host/element.js): till then it holds what has gone last.
    await new Promise((go) => setTimeout(go, 250));";

/// `html` holds so many elements; a thousand come and go.
fn leave_nothing_behind(page: &Page<'_>, html: &str, elements: u32) {
    page.show("<div id='cho'></div>");
    // The first hundreds fill caches that stay: compiled code, sheets, tables.
    page.js_async::<()>(COME_AND_GO, json!([300, html]));
    let before = page.leaks();
    for _ in 0..2 {
        page.js_async::<()>(COME_AND_GO, json!([500 / elements, html]));
    }
    let after = page.leaks();
    println!("    1,000 elements: before {before:?}, after {after:?}");
    assert!(
        after.listeners - before.listeners < 10.0,
        "listeners: {before:?}, then {after:?}"
    );
    assert!(
        after.nodes - before.nodes < 50.0,
        "nodes: {before:?}, then {after:?}"
    );
    assert!(
        after.heap - before.heap < 600_000.0,
        "heap: {before:?}, then {after:?}"
    );
}

fn a_thousand_elements_leave_nothing_behind(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(5));
    leave_nothing_behind(
        page,
        &format!(
            "<bangtin-news src='{src}' search categories links='reader'><a href='/'>Tin</a></bangtin-news>"
        ),
        1,
    );
}

fn a_thousand_articles_leave_nothing_behind(page: &Page<'_>) {
    let item = Item::new("i-9", "Bài dài")
        .body("<p>Đoạn văn.</p><figure><img src='data:,' alt='' width='10' height='10'></figure>");
    let src = page.feed("feed.json", &Feed::of(3).with(item));
    leave_nothing_behind(
        page,
        &format!(
            "<bangtin-article src='{src}' item='i-9' json-ld document-title></bangtin-article>"
        ),
        1,
    );
}

fn a_thousand_small_elements_leave_nothing_behind(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    page.serve("/made/figures.json", "application/json", r#"{"total": 12}"#);
    // What waits for the page: its clock, its scrolling, its coming back.
    leave_nothing_behind(
        page,
        &format!(
            "<bangtin-today></bangtin-today><bangtin-top></bangtin-top><bangtin-share></bangtin-share>
            <bangtin-visitors src='/made/figures.json'></bangtin-visitors><bangtin-contact src='{src}' json-ld></bangtin-contact>"
        ),
        5,
    );
}

/// A browser keeps a film whose captions it has loaded, and with it all that stands around it.
fn a_film_that_is_opened_again_and_again_leaves_nothing_behind(page: &Page<'_>) {
    let item = Item::new("i-9", "Bài có phim").body(&"<p>Đoạn văn.</p>".repeat(40)).extra("media", json!([
        { "type": "video", "url": "/sample/media/gioi-thieu-xa.mp4", "alt": "Giới thiệu xã",
          "poster": "/sample/media/gioi-thieu-xa.webp", "captions_url": "/sample/media/gioi-thieu-xa.vi.vtt", "width": 640, "height": 360 },
    ]));
    let src = page.feed("feed.json", &Feed::of(3).with(item));
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader"></bangtin-news>"#
    ));
    for _ in 0..20 {
        page.wait_for("bangtin-news >>> [part=row]");
        // Not with the driver's own press: it keeps what it has pressed.
        page.js::<()>(
            "deep('bangtin-news >>> [part=row]:last-child a[part=link]').click()",
            json!([]),
        );
        page.wait_for("bangtin-news >>> video track");
        page.js_async::<()>(
            "const { track } = deep('bangtin-news >>> video track');
             track.mode = 'showing';
             while (!track.cues?.length) await new Promise((go) => setTimeout(go, 20))",
            json!([]),
        );
        page.back();
    }
    page.wait_for("bangtin-news >>> [part=row]");
    let left = page.leaks();
    println!("    a film opened 20 times: {left:?}");
    assert!(left.nodes <= 900.0, "{left:?}");
}

fn moves_and_returns_keep_working(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(12));
    page.show(&format!(r#"<div id="a"><bangtin-news src="{src}" limit="4"><a href="/tin-tuc">Tin tức</a></bangtin-news></div><div id="b"></div>"#));
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> button[part=more]");
    page.until("eight rows show", || {
        page.count("bangtin-news >>> [part=row]") == 8
    });
    page.js::<()>(
        "document.querySelector('#b').append(document.querySelector('bangtin-news'))",
        json!([]),
    );
    page.until("a move keeps the view", || {
        page.count("#b bangtin-news >>> [part=row]") == 8
    });

    let gone: bool = page.js_async(
        "window.kept = document.querySelector('bangtin-news'); kept.remove(); await new Promise((go) => setTimeout(go, 50));
         return !kept.shadowRoot.querySelector('[part=row]')",
        json!([]),
    );
    assert!(gone, "a removed element keeps its rows");
    // Attributes may change while it is away.
    page.js::<()>(
        "kept.setAttribute('limit', '6'); document.querySelector('#a').append(kept)",
        json!([]),
    );
    page.until("it returns with what its tag says now", || {
        page.count("#a bangtin-news >>> [part=row]") == 6
    });
    page.set_attribute("bangtin-news", "limit", Some("2"));
    page.until("it follows its attributes again", || {
        page.count("bangtin-news >>> [part=row]") == 2
    });
}

/// Elements that are there already keep those below them away: each keeps a place from the beginning.
fn what_is_far_waits_until_it_comes_near(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    let documents = format!(r#"<bangtin-documents src="{src}"></bangtin-documents>"#);
    page.show(&documents.repeat(20));
    page.wait_for("bangtin-documents:nth-of-type(2) >>> .root");
    page.js_async::<()>("await new Promise((go) => setTimeout(go, 500))", json!([]));
    let last = "bangtin-documents:last-of-type >>> .root";
    assert!(!page.has(last), "the last of twenty is there");
    page.until("who goes down to it sees it", || {
        page.js::<()>("scrollTo(0, document.body.scrollHeight)", json!([]));
        page.has(last)
    });
}
