//! `<bangtin-rates>`.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, Portal, Viewport, cases, repo_root};
use bangtin_service::config::{RateSource, Rates};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("rates";
    EVERYWHERE => shows_what_a_bank_pays_and_takes;
    CHROMIUM =>
        a_narrow_place_has_a_card_for_each_currency,
        rates_that_nobody_renews_say_how_old_they_are,
        shows_what_the_service_has,
        the_last_rates_stay_when_the_network_is_gone,
        a_site_without_rates_says_so_once,
        is_seen_by_everybody;
);

const LONG: Duration = Duration::from_secs(30);
const BODY: &str = "<bangtin-rates src='/made/rates.json'>Gọi 0200 000 100</bangtin-rates>";

fn part(name: &str) -> String {
    format!("bangtin-rates >>> [part={name}]")
}

fn file(page: &Page<'_>, as_of: &str) {
    let content: Value = json!({
        "source": "Ngân hàng mẫu", "as_of": as_of, "stated": "2026-11-25T11:05+07:00",
        "rates": [
            { "currency": "USD", "name": "Đô la Mỹ", "buy": 26120, "transfer": 26150, "sell": 26380 },
            { "currency": "JPY", "name": "Yên Nhật", "buy": 164.2, "transfer": 165.95, "sell": 174.6 },
            { "currency": "LAK", "name": "Kíp Lào", "sell": 1.28 },
        ],
    });
    page.serve("/made/rates.json", "application/json", content.to_string());
}

fn shows_what_a_bank_pays_and_takes(page: &Page<'_>) {
    file(page, "2026-11-25T13:30:00+07:00");
    page.show(BODY);
    page.wait_state("bangtin-rates", "ready");
    assert_eq!(page.text(&part("heading")), "Tỷ giá");
    // Engines differ in whether a space stands before what is unseen.
    let rows: Vec<String> = page
        .texts("bangtin-rates >>> tr")
        .iter()
        .map(|row| row.replace("– ", "–"))
        .collect();
    assert_eq!(
        rows,
        [
            "Ngoại tệ Mua tiền mặt Mua chuyển khoản Bán",
            "USD Đô la Mỹ 26.120 26.150 26.380",
            "JPY Yên Nhật 164,2 165,95 174,6",
            "LAK Kíp Lào –không có –không có 1,28",
        ]
    );
    let source = page.text(&part("source"));
    assert_eq!(
        source.replace(" ngày 25/11/2026", ""),
        "Ngân hàng mẫu, công bố lúc 11:05, cập nhật lúc 13:30"
    );
}

fn a_narrow_place_has_a_card_for_each_currency(page: &Page<'_>) {
    file(page, "2026-11-25T13:30:00+07:00");
    let shown = |width| {
        page.resize(Viewport { width, height: 740 });
        page.show(BODY);
        page.wait_state("bangtin-rates", "ready");
        page.fits();
        page.style("bangtin-rates >>> tbody tr", "display")
    };
    assert_eq!(shown(1200), "table-row");
    assert_eq!(shown(240), "block");
    let name: String = page.js(
        "return getComputedStyle(deep('bangtin-rates >>> td'), '::before').content",
        json!([]),
    );
    assert!(name.contains("Mua tiền mặt"), "{name}");
}

fn rates_that_nobody_renews_say_how_old_they_are(page: &Page<'_>) {
    let before = |days: u32| -> String {
        page.js(
            "return new Date(Date.now() - arguments[0] * 864e5 - 1000).toISOString()",
            json!([days]),
        )
    };
    for (days, expected) in [
        (2, None),
        (
            4,
            Some("Nguồn chưa có số liệu mới: số liệu này đã cũ 4 ngày."),
        ),
    ] {
        file(page, &before(days));
        page.show(BODY);
        page.wait_state("bangtin-rates", "ready");
        page.until("the age is right", || {
            let age = part("age");
            page.has(&age).then(|| page.text(&age)).as_deref() == expected
        });
    }
}

fn shows_what_the_service_has(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    let samples = repo_root().join("public/sample/rates.xml");
    let url = format!("file://{}", samples.display());
    portal.change(|settings| {
        settings.sites[0].rates = Some(Rates {
            sources: vec![RateSource {
                name: "Số liệu mẫu".into(),
                url: url.parse().expect("an address"),
            }],
            currencies: vec!["EUR".into(), "USD".into()],
            every_minutes: 30,
        });
    });
    portal.wait_number(
        "SELECT COUNT(*) FROM readings WHERE as_of_ms IS NOT NULL",
        1,
    );
    portal.show(page, "<bangtin-rates>Gọi 0200 000 100</bangtin-rates>");
    page.wait_state_within(LONG, "bangtin-rates", "ready");
    let rows = page.texts("bangtin-rates >>> tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].starts_with("EUR"),
        "in the order of the settings: {rows:?}"
    );
    assert!(
        page.text(&part("source"))
            .starts_with("Số liệu mẫu, cập nhật lúc ")
    );
}

fn the_last_rates_stay_when_the_network_is_gone(page: &Page<'_>) {
    file(page, "2026-11-25T13:30:00+07:00");
    page.show(BODY);
    page.wait_state("bangtin-rates", "ready");
    let rows = page.texts("bangtin-rates >>> tbody tr");
    page.block(&["*/made/rates.json"]);
    page.reload();
    page.wait_for_within(LONG, &part("stale"));
    assert_eq!(page.texts("bangtin-rates >>> tbody tr"), rows);
}

fn a_site_without_rates_says_so_once(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, "<bangtin-rates>Gọi 0200 000 100</bangtin-rates>");
    page.wait_state_within(LONG, "bangtin-rates", "empty");
    assert_eq!(page.text(&part("empty")), "Chưa có tỷ giá.");
    assert!(!page.has(&part("retry")));
}

fn is_seen_by_everybody(page: &Page<'_>) {
    file(page, "2026-11-20T13:30:00+07:00");
    seen::by_everybody(page, "rates", BODY, &["bangtin-rates"], &|| {
        page.wait_state("bangtin-rates", "ready");
    });
}
