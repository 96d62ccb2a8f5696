//! Host pages that fight back.

use std::time::{Duration, Instant};

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Key, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("hosts";
    EVERYWHERE => elements_are_ready_in_every_page_that_lets_them, what_stands_in_the_tag_stays_where_they_can_not,
        keys_typed_in_a_field_do_not_reach_the_page;
    CHROMIUM =>
        nothing_is_wider_than_a_phone,
        the_pages_rules_do_not_reach_in,
        the_page_keeps_its_globals,
        consoles_stay_clean,
        a_narrow_sidebar_is_readable,
        a_second_copy_changes_nothing,
        trusted_types_are_kept,
        follows_the_pages_own_dark_switch;
);

/// Pages where the elements must come up.
pub(crate) const READY: &[&str] = &[
    "plain",
    "bootstrap3",
    "sharepoint",
    "strict-csp",
    "two-copies",
    "polluted",
    "many",
    "dark-switch",
    "reader",
    "article",
    "no-storage",
];
/// Pages where they can't.
pub(crate) const LIGHT: &[&str] = &["no-wasm-csp", "no-script", "half-blocked"];

fn open(page: &Page<'_>, host: &str) {
    page.open(&format!("/hosts/{host}.html"));
}

/// Scrolls each element into sight and waits for it; those that do not come, within a few seconds.
pub(crate) fn not_ready(page: &Page<'_>) -> Vec<String> {
    let count = page.count("bangtin-news") + page.count("bangtin-article");
    let missing = (0..count).filter_map(|position| {
        let element: String = page.js(
            "const one = [...document.querySelectorAll('bangtin-news, bangtin-article')][arguments[0]];
             one.id ||= `khung-${arguments[0]}`; one.scrollIntoView({ block: 'center', behavior: 'instant' }); return `#${one.id}`",
            json!([position]),
        );
        let end = Instant::now() + Duration::from_secs(6);
        while page.state(&element).as_deref() != Some("ready") {
            if Instant::now() > end {
                return Some(format!("{element} is {:?}", page.state(&element)));
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        None
    });
    let missing = missing.collect();
    page.js::<()>("scrollTo(0, 0)", json!([]));
    missing
}

/// Waits for all elements of a page.
fn all_ready(page: &Page<'_>, host: &str) {
    let missing = not_ready(page);
    assert!(
        missing.is_empty(),
        "{host}: {missing:#?} {:#?}",
        page.console()
    );
}

/// A page with shortcuts, and a form that Enter sends.
const SHORTCUTS: &str = "<button id='gui' onclick='this.dataset.pressed = true'>Gửi</button>
    <script>
        window.heard = [];
        for (const type of ['keydown', 'keypress', 'keyup'])
            document.addEventListener(type, (event) => {
                heard.push(event.key);
                if (['/', 's', ' ', 'Enter'].includes(event.key)) event.preventDefault();
                if (event.key === 'Enter') document.querySelector('#gui').click();
            });
    </script>";

fn keys_typed_in_a_field_do_not_reach_the_page(page: &Page<'_>) {
    let portal = Portal::start(page);
    let tag = r#"<bangtin-comments page="tb-01"></bangtin-comments>"#;
    portal.show(page, &format!("{SHORTCUTS}<main>{tag}</main>"));
    let text = "bangtin-comments >>> textarea";
    page.wait_for(text);
    page.fill(text, "s / s");
    page.press(Key::Enter);
    page.fill_on(text, "s");
    let left: (String, Option<String>, Vec<String>) = page.js(
        "return [deep(arguments[0]).value, document.querySelector('#gui').dataset.pressed ?? null, heard]",
        json!([text]),
    );
    assert_eq!(left, ("s / s\ns".into(), None, vec![]));
    page.press(Key::Escape);
    let heard: Vec<String> = page.js("return heard", json!([]));
    assert!(heard.contains(&"Escape".into()), "{heard:?}");
}

fn elements_are_ready_in_every_page_that_lets_them(page: &Page<'_>) {
    let missing: Vec<_> = READY
        .iter()
        .filter_map(|host| {
            open(page, host);
            let missing = not_ready(page);
            (!missing.is_empty()).then_some((host, missing, page.errors()))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

fn what_stands_in_the_tag_stays_where_they_can_not(page: &Page<'_>) {
    for host in LIGHT {
        open(page, host);
        // Long enough for a kit that would still come.
        std::thread::sleep(Duration::from_millis(500));
        assert_ne!(
            page.state("bangtin-news").as_deref(),
            Some("ready"),
            "{host}: the page did not hold the kit back"
        );
        let hidden: Vec<String> = page.js(
            "return [...document.querySelectorAll('bangtin-news a, bangtin-article a')].filter((link) => !link.checkVisibility()).map((link) => link.textContent)",
            json!([]),
        );
        assert_eq!(
            hidden,
            Vec::<String>::new(),
            "{host}: links inside the tags are hidden"
        );
        assert!(page.has("bangtin-news a[href^='tel:']"), "{host}");
    }
}

fn nothing_is_wider_than_a_phone(page: &Page<'_>) {
    for host in READY {
        open(page, host);
        not_ready(page);
        assert_eq!(page.overflow(), Vec::<String>::new(), "{host}");
    }
}

fn the_pages_rules_do_not_reach_in(page: &Page<'_>) {
    const STYLES: &str = "const styles = (selector, names) => { const found = deep(selector); const style = found && getComputedStyle(found); return found ? names.map((name) => `${name}: ${style.getPropertyValue(name)}`) : []; };
        const from = arguments[0];
        return [
            ['[part=row]', ['float', 'border-bottom-style', 'text-transform', 'letter-spacing', 'text-indent', 'font-size', 'line-height']],
            ['[part=link]', ['font-weight', 'color', 'text-transform']],
            ['[part=title]', ['font-size', 'background-color', 'font-style', 'text-transform']],
            ['img', ['float', 'border-top-width', 'margin-top']],
            ['time', ['display', 'font-style']],
            ['input', ['float', 'height', 'font-size', 'background-color']],
            ['button[part=category]', ['float', 'font-size', 'background-color']],
            ['section', ['float', 'border-top-width', 'padding-top']],
        ].flatMap(([part, names]) => styles(`${from} >>> ${part}`, names).map((line) => `${part} ${line}`))";
    let attributes = r#"src="/sample/feed.json" layout="list" limit="5" search categories"#;
    page.show(&format!("<bangtin-news {attributes}></bangtin-news>"));
    page.wait_state("bangtin-news", "ready");
    let alone: Vec<String> = page.js(STYLES, json!(["bangtin-news"]));
    assert!(alone.len() > 20, "{alone:?}");
    open(page, "bootstrap3");
    all_ready(page, "bootstrap3");
    let inside: Vec<String> = page.js(STYLES, json!(["bangtin-news"]));
    let changed: Vec<_> = alone
        .iter()
        .zip(&inside)
        .filter(|(alone, inside)| alone != inside)
        .collect();
    assert!(
        changed.is_empty(),
        "the page's rules reached in (alone, in the page): {changed:#?}"
    );
    let slow: Vec<String> = page.js(
        "return deepAll('bangtin-news >>> [part=row], bangtin-news >>> a').map((one) => getComputedStyle(one).transitionDuration).filter((time) => time !== '0s')",
        json!([]),
    );
    assert_eq!(
        slow,
        Vec::<String>::new(),
        "the page's transition reached in"
    );
}

fn the_page_keeps_its_globals(page: &Page<'_>) {
    // Less what the driver leaves there.
    const GLOBALS: &str = "return Object.getOwnPropertyNames(window).concat(Object.getOwnPropertyNames(document)).filter((name) => !/^(ofTheTest|ret_nodes|cdc_.*|\\d+)$/.test(name)).sort()";
    let body = r#"<bangtin-news src="/sample/feed.json" limit="3"></bangtin-news><bangtin-article src="/sample/feed.json" item="tt-01"></bangtin-article>"#;
    page.show_with("", body);
    let before: Vec<String> = page.js(GLOBALS, json!([]));
    page.show(body);
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-article", "ready");
    let after: Vec<String> = page.js(GLOBALS, json!([]));
    let added: Vec<_> = after.iter().filter(|name| !before.contains(name)).collect();
    assert!(added.is_empty(), "globals added: {added:?}");
    let head: usize = page.js(
        "return document.head.querySelectorAll('style, link[rel=stylesheet]').length",
        json!([]),
    );
    assert_eq!(head, 0, "styles were written into the page's head");
}

fn consoles_stay_clean(page: &Page<'_>) {
    let of_the_page = ["bo-dem-luot-truy-cap", "khongCoHamNay", "menuCu"];
    for host in READY {
        page.forget();
        open(page, host);
        all_ready(page, host);
        let errors: Vec<String> = page
            .errors()
            .into_iter()
            .filter(|line| !of_the_page.iter().any(|known| line.contains(known)))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{host}");
    }
}

fn a_narrow_sidebar_is_readable(page: &Page<'_>) {
    page.resize(Viewport::DESK);
    open(page, "sharepoint");
    all_ready(page, "sharepoint");
    let size: f64 = page
        .style("#ben-trai >>> [part=title]", "font-size")
        .trim_end_matches("px")
        .parse()
        .unwrap();
    assert!(size >= 15.0, "headlines of {size}px in a sidebar");
    let cut: Vec<String> = page.js(
        "const box = document.querySelector('#ben-trai').getBoundingClientRect();
         return deepAll('#ben-trai >>> *').filter((one) => one.getBoundingClientRect().width && one.getBoundingClientRect().right > box.right + 1).map((one) => one.outerHTML.slice(0, 80))",
        json!([]),
    );
    assert_eq!(cut, Vec::<String>::new(), "what sticks out of the sidebar");
    let widths: (f64, f64) = page.js("return ['#ben-trai', '#giua'].map((id) => document.querySelector(id).getBoundingClientRect().width)", json!([]));
    assert!(
        widths.0 > 200.0 && widths.0 < 245.0 && widths.1 > 600.0,
        "{widths:?}"
    );
}

fn a_second_copy_changes_nothing(page: &Page<'_>) {
    open(page, "two-copies");
    all_ready(page, "two-copies");
    assert!(
        page.asked("/sample/feed.json") <= 2,
        "more than one request for each copy"
    );
    assert_eq!(page.errors(), Vec::<String>::new());
    let roots: Vec<usize> = page.js("return [...document.querySelectorAll('bangtin-news')].map((one) => one.shadowRoot.querySelectorAll('.root').length)", json!([]));
    assert!(roots.iter().all(|count| *count == 1), "{roots:?}");
}

fn trusted_types_are_kept(page: &Page<'_>) {
    open(page, "strict-csp");
    all_ready(page, "strict-csp");
    assert!(
        page.has("bangtin-article >>> [part=body] p"),
        "the body is not shown"
    );
    let broken: Vec<String> = page
        .console()
        .into_iter()
        .filter(|line| line.contains("Trusted") || line.contains("Content Security Policy"))
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

fn follows_the_pages_own_dark_switch(page: &Page<'_>) {
    open(page, "dark-switch");
    all_ready(page, "dark-switch");
    let scheme = || {
        page.attribute("bangtin-news >>> .root", "data-scheme")
            .unwrap_or_default()
    };
    assert_eq!(scheme(), "light");
    page.click("#switch");
    page.until("the elements turn dark with the page", || {
        scheme() == "dark"
    });
    page.click("#switch");
    page.until("and light again", || scheme() == "light");
}
