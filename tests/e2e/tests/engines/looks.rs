//! Pictures for people, in `target/screens`: every host page, every state, light and dark, phone and desk. All must fit.

use bangtin_e2e::{Case, EVERYWHERE, Engine, Feed, Page, Viewport, cases};

use crate::hosts::{LIGHT, READY, not_ready};

pub(crate) const CASES: &[Case] = cases!("looks";
    EVERYWHERE => on_a_phone, on_a_desk, in_the_dark, every_state;
);

fn hosts(page: &Page<'_>) {
    let mut wide = Vec::new();
    for host in READY.iter().chain(LIGHT) {
        page.open(&format!("/hosts/{host}.html"));
        if READY.contains(host) {
            // Whether they are is asked in hosts.rs; here is a picture either way.
            not_ready(page);
        }
        let overflow = page.overflow();
        if !overflow.is_empty() {
            wide.push((host, overflow));
        }
        page.screenshot(&format!("host-{host}"));
    }
    assert!(wide.is_empty(), "{wide:#?}");
}

fn on_a_phone(page: &Page<'_>) {
    hosts(page);
}

fn on_a_desk(page: &Page<'_>) {
    page.resize(Viewport::DESK);
    hosts(page);
}

fn in_the_dark(page: &Page<'_>) {
    let dark = "<style>html { background: #12100e; color: #eee } body { margin: 12px }</style>";
    let sizes: &[Viewport] = if page.engine() == Engine::WebKit {
        &[Viewport::PHONE]
    } else {
        &[Viewport::PHONE, Viewport::DESK]
    };
    for size in sizes {
        page.resize(*size);
        for (name, body) in [
            (
                "list",
                "<bangtin-news src='/sample/feed.json' search categories limit='6'></bangtin-news>",
            ),
            (
                "cards",
                "<bangtin-news src='/sample/feed.json' layout='cards' limit='6'></bangtin-news>",
            ),
            (
                "headlines",
                "<bangtin-news src='/sample/feed.json' layout='headlines' limit='6'></bangtin-news>",
            ),
            (
                "article",
                "<bangtin-article src='/sample/feed.json' item='tt-01'></bangtin-article>",
            ),
        ] {
            for (scheme, style) in [("light", ""), ("dark", dark)] {
                page.show(&format!("{style}{body}"));
                page.until(&format!("{name} is ready"), || {
                    ["bangtin-news", "bangtin-article"]
                        .iter()
                        .any(|element| page.state(element).as_deref() == Some("ready"))
                });
                page.fits();
                page.screenshot(&format!("{name}-{scheme}"));
            }
        }
    }
}

fn every_state(page: &Page<'_>) {
    page.feed("empty.json", &Feed::new());
    for (state, attributes) in [
        ("loading", "src='/fault/hang/sample/feed.json'"),
        ("empty", "src='/made/empty.json'"),
        ("failed", "src='/fault/status/500/sample/feed.json'"),
        ("misconfigured", "src='/sample/feed.json' layout='bang'"),
    ] {
        page.show(&format!("<bangtin-news {attributes}><p>Gọi <a href='tel:0200000111'>0200 000 111</a></p></bangtin-news>"));
        page.wait_state("bangtin-news", state);
        page.fits();
        page.screenshot(&format!("state-{state}"));
    }
}
