//! For everyone: WCAG 2.2 AA.

use bangtin_e2e::{CHROMIUM, Case, Feed, Item, Key, Media, Page, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("a11y";
    CHROMIUM =>
        axe_finds_nothing_in_any_state,
        axe_finds_nothing_in_the_dark,
        axe_finds_nothing_in_an_article,
        a_keyboard_is_enough,
        text_of_double_size_fits,
        forced_colours_keep_lines_and_focus,
        nothing_moves_where_motion_is_unwelcome,
        fingers_find_their_targets;
);

fn feed(page: &Page<'_>) -> String {
    let feed = (1..=14).fold(Feed::new(), |feed, number| {
        feed.with(
            Item::new(
                &format!("i-{number}"),
                &format!("Tin số {number} của xã Sông Ba"),
            )
            .field("summary", json!("Bà con xem lịch của thôn mình."))
            .field("image", json!("/sample/media/cho-phien-600.webp"))
            .extra("views", json!(number * 100)),
        )
    });
    page.feed("feed.json", &feed)
}

fn clean(page: &Page<'_>, what: &str, selector: &str) {
    let violations: Vec<String> = page.axe(selector).iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "{what}: {violations:#?}");
}

/// Every state of a list, as body and the state to wait for.
fn states(src: &str) -> Vec<(String, &'static str)> {
    let tag = |attributes: &str| {
        format!(
            "<main><h1>Trang thử</h1><bangtin-news {attributes}><a href='/tin-tuc'>Tin tức</a></bangtin-news></main>"
        )
    };
    vec![
        (
            tag(&format!(
                "src='{src}' search categories heading='Tin mới' see-all='/tat-ca'"
            )),
            "ready",
        ),
        (tag(&format!("src='{src}' layout='cards'")), "ready"),
        (
            tag(&format!("src='{src}' layout='headlines' links='reader'")),
            "ready",
        ),
        (tag("src='/fault/hang/made/feed.json'"), "loading"),
        (tag("src='/fault/status/404/made/feed.json'"), "failed"),
        (tag("src='/made/empty.json'"), "empty"),
        (tag(&format!("src='{src}' layout='bang'")), "misconfigured"),
    ]
}

fn axe_in_each_state(page: &Page<'_>, dark: bool) {
    let src = feed(page);
    page.feed("empty.json", &Feed::new());
    for (body, state) in states(&src) {
        let body = if dark {
            format!(
                "<style>body {{ background: #111; color: #eee }} a {{ color: #9cf }}</style>{body}"
            )
        } else {
            body
        };
        page.show(&body);
        page.wait_state("bangtin-news", state);
        clean(page, &body, "bangtin-news");
    }
}

fn axe_finds_nothing_in_any_state(page: &Page<'_>) {
    axe_in_each_state(page, false);
}

fn axe_finds_nothing_in_the_dark(page: &Page<'_>) {
    page.emulate(&[Media::Dark]);
    axe_in_each_state(page, true);
    assert_eq!(
        page.attribute("bangtin-news >>> .root", "data-scheme")
            .as_deref(),
        Some("dark")
    );
}

fn axe_finds_nothing_in_an_article(page: &Page<'_>) {
    for theme in ["light", "dark"] {
        page.show(&format!("<main><h1>Trang thử</h1><bangtin-article src='/sample/feed.json' item='tt-01' theme='{theme}'></bangtin-article></main>"));
        page.wait_state("bangtin-article", "ready");
        clean(page, theme, "bangtin-article");
        page.click("bangtin-article >>> [data-tool=contrast]");
        clean(page, "high contrast", "bangtin-article");
        page.click("bangtin-article >>> [data-tool=contrast]");
    }
    let src = feed(page);
    page.show(&format!(
        "<main><h1>Trang thử</h1><bangtin-news src='{src}' links='reader'></bangtin-news></main>"
    ));
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for("bangtin-news >>> article");
    clean(page, "the reader in place", "bangtin-news");
}

fn a_keyboard_is_enough(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!("<main><h1>Trang thử</h1><bangtin-news src='{src}' search categories limit='2' links='reader'></bangtin-news><button>Sau khung tin</button></main>"));
    page.wait_state("bangtin-news", "ready");
    let walk: Vec<String> = (0..8)
        .map(|_| {
            page.press(Key::Tab);
            let ring: String = page.js("const style = getComputedStyle(focused()); return style.outlineStyle + ' ' + style.outlineWidth", json!([]));
            let here = page.focused();
            assert!(!ring.starts_with("none") && !ring.ends_with(" 0px"), "{here} shows no focus: {ring}");
            here
        })
        .collect();
    let expected = [
        "input search",
        "button category Tất cả",
        "button category Thông báo",
        "button category Văn hóa",
        "a link Tin số 1",
        "a link Tin số 2",
        "button more Xem thêm",
        "button  Sau khung tin",
    ];
    for (here, wanted) in walk.iter().zip(expected) {
        assert!(here.starts_with(wanted), "{walk:#?}");
    }
    // Back to the second link with Shift, and in with Enter.
    page.js::<()>(
        "deepAll('bangtin-news >>> a[part=link]')[1].focus()",
        json!([]),
    );
    page.press(Key::Enter);
    page.wait_for("bangtin-news >>> article");
    page.until("the focus follows into the article", || {
        let here = page.focused();
        here.contains("Tin số 2") || here.contains("back")
    });
}

fn text_of_double_size_fits(page: &Page<'_>) {
    let src = feed(page);
    for layout in ["list", "cards", "headlines"] {
        page.show(&format!("<style>body {{ margin: 8px; --bangtin-size: 34px }}</style><bangtin-news src='{src}' layout='{layout}' search categories></bangtin-news>"));
        page.wait_state("bangtin-news", "ready");
        assert_ne!(
            page.style("bangtin-news >>> [part=date]", "display"),
            "none"
        );
        page.fits();
        page.screenshot(&format!("text-200-{layout}"));
    }
    page.show("<style>body { margin: 8px; --bangtin-size: 34px }</style><bangtin-article src='/sample/feed.json' item='tb-01'></bangtin-article>");
    page.wait_state("bangtin-article", "ready");
    page.fits();
    page.screenshot("text-200-article");
    // Zoomed to 400 % on a desk, a page is 320 wide.
    page.resize(Viewport {
        width: 320,
        height: 640,
    });
    page.show(&format!("<bangtin-news src='{src}' search categories></bangtin-news><bangtin-article src='/sample/feed.json' item='tb-01'></bangtin-article>"));
    page.wait_state("bangtin-news", "ready");
    page.scroll_to("bangtin-article");
    page.wait_state("bangtin-article", "ready");
    page.fits();
}

fn forced_colours_keep_lines_and_focus(page: &Page<'_>) {
    let src = feed(page);
    page.emulate(&[Media::ForcedColours]);
    page.show(&format!(
        "<bangtin-news src='{src}' search categories layout='cards'></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "ready");
    for selector in [
        "input[type=search]",
        "button[part=category]",
        "button[part=more]",
    ] {
        let line = page.style(&format!("bangtin-news >>> {selector}"), "border-top-style");
        assert_ne!(line, "none", "{selector} has no line to be seen by");
    }
    // The pressed button must differ by more than a colour that is taken away.
    let looks: Vec<String> = page.js(
        "return deepAll('bangtin-news >>> button[part=category]').slice(0, 2).map((one) => { const s = getComputedStyle(one); return [s.color, s.backgroundColor, s.borderTopColor, s.borderTopWidth, s.outlineStyle, s.textDecorationLine, s.fontWeight].join() })",
        json!([]),
    );
    assert_ne!(looks[0], looks[1], "pressed and not pressed look the same");
    page.screenshot("forced-colours");
}

fn nothing_moves_where_motion_is_unwelcome(page: &Page<'_>) {
    let src = feed(page);
    page.emulate(&[Media::ReducedMotion]);
    page.show(&format!("<bangtin-news src='{src}' search layout='cards'></bangtin-news><bangtin-news id='cho' src='/fault/hang/made/feed.json'></bangtin-news>"));
    page.wait_state("bangtin-news", "ready");
    page.scroll_to("#cho");
    page.wait_for("#cho >>> [part=skeleton]");
    let moving: Vec<String> = page.js(
        "return ['bangtin-news', '#cho'].flatMap((one) => deepAll(`${one} >>> *`)).filter((one) => {
            const style = getComputedStyle(one);
            return (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01) || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0.01);
        }).map((one) => one.outerHTML.slice(0, 80))",
        json!([]),
    );
    assert_eq!(moving, Vec::<String>::new());
}

fn fingers_find_their_targets(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!("<bangtin-news src='{src}' search categories></bangtin-news><bangtin-article src='{src}' item='i-1'></bangtin-article>"));
    page.wait_state("bangtin-news", "ready");
    page.scroll_to("bangtin-article");
    page.wait_state("bangtin-article", "ready");
    let small: Vec<String> = page.js(
        "return ['bangtin-news', 'bangtin-article'].flatMap((one) => deepAll(`${one} >>> button`).concat(deepAll(`${one} >>> input`))).filter((one) => {
            const box = one.getBoundingClientRect(); return box.height < 44 || box.width < 44 }).map((one) => `${one.part} ${one.innerText} ${one.getBoundingClientRect().width}x${one.getBoundingClientRect().height}`)",
        json!([]),
    );
    assert_eq!(small, Vec::<String>::new(), "targets of less than 44 by 44");
}
