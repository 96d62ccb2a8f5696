//! The stand-alone portal as the service serves it: read without script, and read again without a network.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, KEEPS_STORAGE, Key, Page, Portal, cases, repo_root};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("pages";
    EVERYWHERE => the_portal_takes_the_place_of_what_was_sent;
    CHROMIUM =>
        a_reader_without_script_reads_all_and_searches,
        the_largest_paint_is_that_of_the_page_before_its_scripts,
        what_was_sent_is_read_until_the_portal_has_something_to_say,
        an_alert_that_was_sent_goes_when_it_ends,
        nothing_on_a_page_breaks_its_policy,
        axe_finds_nothing_on_a_page_without_script;
    KEEPS_STORAGE =>
        what_was_read_can_be_read_again_without_the_service,
        what_was_taken_down_is_not_read_on,
        what_was_taken_down_goes_with_a_visit_to_any_page,
        a_portal_that_keeps_nothing_clears_what_was_kept;
);

/// A service with the portal page and the built kit.
pub(crate) fn portal(page: &Page<'_>) -> Portal {
    let folder = repo_root().join("target/public");
    assert!(
        folder.join("index.html").is_file(),
        "the kit is built first: cargo xtask build"
    );
    let mut portal = Portal::start(page);
    portal.wait_number("SELECT COUNT(*) FROM feeds WHERE good_ms > 0", 1);
    // The sample's pictures are those of the folder.
    portal.run("UPDATE articles SET item = replace(item, 'https://songba.example.gov.vn/sample/', '/sample/')");
    portal.change(|settings| settings.public_dir = Some(folder));
    portal
}

/// What stands between the element's tags, shown or not.
fn text(page: &Page<'_>) -> String {
    page.js(
        "return document.querySelector('bangtin-portal')?.textContent ?? document.body.textContent",
        json!([]),
    )
}

fn kept(page: &Page<'_>) -> Vec<String> {
    page.js_async(
        "const found = [];
         for (const name of await caches.keys()) {
             if (!name.startsWith('portal-')) continue;
             for (const key of await (await caches.open(name)).keys()) found.push(new URL(key.url).pathname);
         }
         return found",
        json!([]),
    )
}

/// Opens the article, also again: Firefox's driver reloads a page as with Shift, which no service worker sees.
fn open(page: &Page<'_>, portal: &Portal) {
    page.visit(&format!("{}/tin/tb-01", portal.origin()));
}

/// Opens an article and waits until all of it is kept.
fn read(page: &Page<'_>, portal: &Portal) {
    open(page, portal);
    page.until(
        "the article, the kit and what is always there are kept",
        || {
            let kept = kept(page);
            let has = |part: &str| kept.iter().any(|path| path.ends_with(part));
            has("/tin/tb-01") && has(".wasm") && has("/bangtin.js") && has("/mat-mang")
        },
    );
}

/// Browsers count a later paint as the largest one where it is larger: then the first picture would be that of the kit, seconds later.
fn the_largest_paint_is_that_of_the_page_before_its_scripts(page: &Page<'_>) {
    let portal = portal(page);
    let seen_of = |selector: &str| -> f64 {
        page.until("the picture is seen", || {
            page.js::<bool>(
                "const picture = deep(arguments[0]); return !!picture && picture.complete && picture.naturalWidth > 0",
                json!([selector]),
            )
        });
        page.js(
            "const box = deep(arguments[0]).getBoundingClientRect();
            return box.width * Math.max(0, Math.min(box.bottom, innerHeight) - box.top)",
            json!([selector]),
        )
    };
    for (path, plain, kits) in [
        (
            "/",
            "bangtin-portal main > article > img",
            "bangtin-portal >>> .screen:not([hidden]) bangtin-news >>> [part=thumbnail]",
        ),
        (
            "/tin/vh-02",
            "bangtin-portal main figure img",
            "bangtin-portal >>> .screen:not([hidden]) bangtin-article >>> figure img",
        ),
    ] {
        let address = format!("{}{path}", portal.origin());
        page.run_scripts(false);
        page.visit(&address);
        let before = seen_of(plain);
        page.run_scripts(true);
        page.visit(&address);
        let after = seen_of(kits);
        assert!(
            before >= after,
            "{path}: {before} px² before, {after} px² after"
        );
    }
}

/// Whether an element of the portal, or the page that was sent, is seen.
fn is_seen(page: &Page<'_>, selector: &str) -> bool {
    page.js(
        "const it = deep(arguments[0]); return !!it && (it.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true) && it.getBoundingClientRect().height > 0",
        json!([selector]),
    )
}

/// Something to read in the page as it was sent, and what everybody must know.
const SENT: &str = ".bangtin-plain main article";
const ALERT: &str = "bangtin-portal .bangtin-alerts article";

/// Holds the answers with articles back until a word is said.
const HOLD: &str = r"
    const ask = fetch;
    const word = new Promise((resolve) => (window.say = resolve));
    window.fetch = async (what, ...rest) => {
        if (/\/articles\b/.test(what.url ?? what)) await word;
        return ask(what, ...rest);
    };
";

/// Skeletons would take away what the reader has begun to read.
fn what_was_sent_is_read_until_the_portal_has_something_to_say(page: &Page<'_>) {
    const MASTHEAD: &str = "bangtin-portal >>> [part=masthead]";
    const LIST: &str = "bangtin-portal >>> bangtin-news >>> .root";
    const ROW: &str = "bangtin-portal >>> .screen:not([hidden]) bangtin-news >>> [part=row]";
    let mut portal = portal(page);
    portal.run(
        "INSERT INTO alerts (site, id, level, title, text, url, begins_ms, ends_ms, writer, written_by, approved_by, changed_ms, revision) VALUES \
         ('xa-song-ba', 'lu', 'warning', 'Nước sông Ba lên nhanh', '', '', 0, 4000000000000, 'x', 'Hạnh', 'Hạnh', 0, 1)",
    );
    portal.restart();
    page.before_scripts(HOLD, || page.visit(&portal.origin()));
    page.wait_for(MASTHEAD);
    page.wait_for("bangtin-portal >>> bangtin-news");
    page.screenshot("pages-sent");
    let seen = [SENT, ALERT, MASTHEAD, LIST].map(|what| is_seen(page, what));
    assert_eq!(seen, [true, true, false, false]);
    page.press(Key::Tab);
    let focused: String = page.js("return document.activeElement.localName", json!([]));
    assert_eq!(focused, "a", "nothing that is not seen has the focus");
    page.js::<()>("say()", json!([]));
    page.wait_state("bangtin-portal", "ready");
    assert!(!is_seen(page, SENT) && is_seen(page, MASTHEAD) && is_seen(page, ROW));
    page.until("the alert stands in the portal", || {
        is_seen(page, "bangtin-portal >>> bangtin-alert >>> [part=alert]")
    });
}

fn the_portal_takes_the_place_of_what_was_sent(page: &Page<'_>) {
    let portal = portal(page);
    for (path, element) in [
        ("/", "bangtin-news >>> [part=row]"),
        ("/tin/tb-01", "bangtin-article >>> [part=title]"),
        ("/van-ban", "bangtin-documents >>> [part=document]"),
        // There is no article to wait behind.
        ("/lien-he", "[part=page-title]"),
    ] {
        page.visit(&format!("{}{path}", portal.origin()));
        page.wait_state("bangtin-portal", "ready");
        let own = format!("bangtin-portal >>> .screen:not([hidden]) {element}");
        page.until("the page of the portal is seen", || is_seen(page, &own));
        assert!(!is_seen(page, ".bangtin-plain"), "{path}");
        let inert: bool = page.js(
            "return deep('bangtin-portal >>> .portal').matches('[inert]')",
            json!([]),
        );
        assert!(!inert, "{path}");
    }
}

/// Also where nothing else comes: what is over must not be read.
fn an_alert_that_was_sent_goes_when_it_ends(page: &Page<'_>) {
    let mut portal = portal(page);
    portal.run(
        "INSERT INTO alerts (site, id, level, title, text, url, begins_ms, ends_ms, writer, written_by, approved_by, changed_ms, revision) VALUES \
         ('xa-song-ba', 'lu', 'emergency', 'Nước sông Ba lên nhanh', '', '', 0, CAST(strftime('%s', 'now') AS INTEGER) * 1000 + 12000, 'x', 'Hạnh', 'Hạnh', 0, 1)",
    );
    portal.restart();
    page.before_scripts(HOLD, || page.visit(&portal.origin()));
    page.wait_for(ALERT);
    page.until_within(Duration::from_secs(20), "the alert is over", || {
        !page.has(ALERT)
    });
    assert!(is_seen(page, SENT));
}

fn a_reader_without_script_reads_all_and_searches(page: &Page<'_>) {
    let portal = portal(page);
    page.run_scripts(false);
    page.visit(&portal.origin());
    assert_eq!(page.text("bangtin-portal h1"), "Tin mới");
    assert_eq!(page.count("bangtin-portal main > article"), 20);
    page.screenshot("pages-front-without-script");
    page.click("h2 a[href='/tin/tb-01']");
    page.wait_for("bangtin-portal .text");
    let title = "Lịch tạm ngừng cung cấp điện ngày 21 và 22/11";
    assert_eq!(page.text("bangtin-portal h1"), title);
    let shown = page.text("bangtin-portal main");
    for part in [
        "Thứ Bảy, 21/11",
        "6 giờ 00 – 10 giờ 30",
        "Mọi thắc mắc xin gọi tổ trực điện",
        "Hoài An",
        "Tin liên quan",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    page.fits();
    page.screenshot("pages-article-without-script");
    let pictures: usize = page.js(
        "return [...document.images].filter((one) => one.complete && one.naturalWidth && one.getAttribute('width')).length",
        json!([]),
    );
    assert!(
        pictures > 0,
        "the article's picture is shown, in the room that was kept for it"
    );
    page.fill("bangtin-portal [role=search] input", "cong chieng");
    page.click("bangtin-portal [role=search] button");
    page.wait_for("main > article a[href='/tin/vh-01']");
    page.click("bangtin-portal nav a[href='/lien-he']");
    page.wait_for("bangtin-portal main a[href='tel:0200000100']");
    page.run_scripts(true);
}

fn nothing_on_a_page_breaks_its_policy(page: &Page<'_>) {
    let portal = portal(page);
    read(page, &portal);
    let refused: Vec<String> = page
        .console()
        .into_iter()
        .filter(|line| line.contains("Content Security Policy") || line.contains("Trusted"))
        .collect();
    assert_eq!(refused, Vec::<String>::new());
}

/// The text alone, as it stands where no script runs; axe itself is one.
fn axe_finds_nothing_on_a_page_without_script(page: &Page<'_>) {
    let portal = portal(page);
    for path in [
        "/",
        "/tin/tb-01",
        "/van-ban",
        "/lien-he",
        "/tim-kiem?q=nuoc",
    ] {
        page.visit(&format!("{}{path}", portal.origin()));
        page.js::<()>(
            "document.body.replaceChildren(document.querySelector('.bangtin-plain'))",
            json!([]),
        );
        page.fits();
        let violations: Vec<String> = page
            .axe(".bangtin-plain")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(violations.is_empty(), "{path}: {violations:#?}");
    }
}

/// The service is stopped as by a power cut; a page that was never read says what can be read.
fn what_was_read_can_be_read_again_without_the_service(page: &Page<'_>) {
    let mut portal = portal(page);
    read(page, &portal);
    assert!(!text(page).contains("bản lưu trên máy"));
    portal.kill();
    open(page, &portal);
    let again = text(page);
    assert!(
        again.contains("Mọi thắc mắc xin gọi tổ trực điện"),
        "{again}"
    );
    assert!(again.contains("Đây là bản lưu trên máy lúc "), "{again}");
    page.until("the kit starts from what was kept", || {
        page.js("return !!customElements.get('bangtin-news')", json!([]))
    });
    page.visit(&format!("{}/tin/tt-01?utm_source=zalo", portal.origin()));
    assert_eq!(page.text("h1"), "Đang mất mạng");
    page.screenshot("pages-offline");
    page.click("li a[href='/tin/tb-01']");
    page.until("the article that was read is shown", || {
        text(page).contains("Mọi thắc mắc xin gọi tổ trực điện")
    });
    portal.restart();
    open(page, &portal);
    assert!(
        !text(page).contains("bản lưu trên máy"),
        "the network comes first"
    );
}

fn what_was_taken_down_is_not_read_on(page: &Page<'_>) {
    let mut portal = portal(page);
    read(page, &portal);
    portal.run("UPDATE articles SET removed_ms = 1 WHERE id = 'tb-01'");
    page.until("it is gone", || {
        open(page, &portal);
        text(page).contains("Không tìm thấy trang")
    });
    page.until("its copy is gone", || {
        !kept(page).iter().any(|path| path == "/tin/tb-01")
    });
    portal.kill();
    open(page, &portal);
    assert_eq!(page.text("h1"), "Đang mất mạng");
}

/// Nobody need come back to the article itself: any page tells of it, to the worker and to the kit. Here one that no cache has yet.
fn what_was_taken_down_goes_with_a_visit_to_any_page(page: &Page<'_>) {
    let portal = portal(page);
    read(page, &portal);
    let kept_by_the_kit = "const cache = await caches.open('bangtin-1');
        return (await cache.keys()).filter(({ url }) => url.endsWith('/articles/tb-01')).length";
    page.until("the kit keeps it as well", || {
        page.js_async::<u32>(kept_by_the_kit, json!([])) == 1
    });
    portal.run("UPDATE articles SET withheld_ms = 1795600000000, removed_ms = 1795600000000 WHERE id = 'tb-01'");
    page.visit(&format!("{}/chuyen-muc/thong-bao", portal.origin()));
    page.until("both copies are gone", || {
        !kept(page).iter().any(|path| path == "/tin/tb-01")
            && page.js_async::<u32>(kept_by_the_kit, json!([])) == 0
    });
    page.until("the page that told of it is kept", || {
        kept(page)
            .iter()
            .any(|path| path == "/chuyen-muc/thong-bao")
    });
}

fn a_portal_that_keeps_nothing_clears_what_was_kept(page: &Page<'_>) {
    let mut portal = portal(page);
    read(page, &portal);
    portal.change(|settings| settings.portal_offline = false);
    open(page, &portal);
    page.until("nothing is kept, and nobody keeps", || {
        let registered: usize = page.js_async(
            "return (await navigator.serviceWorker.getRegistrations()).length",
            json!([]),
        );
        registered == 0 && kept(page).is_empty()
    });
    open(page, &portal);
    assert!(text(page).contains("Mọi thắc mắc xin gọi tổ trực điện"));
}
