//! `<bangtin-weather>`.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, Portal, cases, repo_root};
use bangtin_service::config::Weather;
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("weather";
    EVERYWHERE =>
        shows_now_and_the_days_by_drawings_and_words,
        what_a_reader_chose_is_there_on_the_next_visit;
    CHROMIUM =>
        a_night_has_no_sun_and_days_that_are_over_are_left_out,
        values_that_nobody_renews_say_how_old_they_are,
        the_service_has_34_places,
        the_last_values_stay_when_the_network_is_gone,
        a_site_without_weather_says_so_once,
        a_choice_that_is_no_place_any_more_is_passed_over,
        says_which_place_is_wrong,
        tries_again,
        is_seen_by_everybody;
);

const LONG: Duration = Duration::from_secs(30);
const BODY: &str = "<bangtin-weather src='/made/weather.json'>Gọi 0200 000 100</bangtin-weather>";

fn part(name: &str) -> String {
    format!("bangtin-weather >>> [part={name}]")
}

/// So many hours from now, as the service writes it: at noon in Viet Nam where `is_noon`.
fn time(page: &Page<'_>, hours: f64, is_noon: bool) -> String {
    page.js(
        "const [hours, noon] = arguments;
        const there = new Date(Date.now() + (hours + 7) * 3600e3).toISOString();
        return noon ? `${there.slice(0, 10)}T12:00:00+07:00` : `${there.slice(0, 19)}+07:00`",
        json!([hours, is_noon]),
    )
}

fn sky(code: u8, vi: &str) -> Value {
    json!({ "code": code, "text_vi": vi, "text_en": "Sky" })
}

fn merged(mut one: Value, other: &Value) -> Value {
    let (Some(into), Some(from)) = (one.as_object_mut(), other.as_object()) else {
        panic!("no objects");
    };
    into.extend(from.clone());
    one
}

/// A place with today and the day after; `as_of` is a time.
fn place(page: &Page<'_>, id: &str, name: &str, temperature: f64, as_of: &str) -> Value {
    let day = |hours: f64| time(page, hours, true)[..10].to_owned();
    let current = json!({ "temperature": temperature, "humidity": 78, "wind": 9.5 });
    let days = [
        merged(
            json!({ "date": day(-24.0), "min": 1, "max": 2 }),
            &sky(0, "Trời quang"),
        ),
        merged(
            json!({ "date": day(0.0), "min": 19.6, "max": 28.2, "rain": 0 }),
            &sky(2, "Mây rải rác"),
        ),
        merged(
            json!({ "date": day(24.0), "min": -0.6, "max": 25, "rain": 60 }),
            &sky(61, "Mưa nhỏ"),
        ),
    ];
    json!({
        "place": id, "name": name, "source": "Đài mẫu", "as_of": as_of,
        "current": merged(current, &sky(0, "Trời quang")), "days": days,
    })
}

fn file(page: &Page<'_>, content: &Value) {
    page.serve(
        "/made/weather.json",
        "application/json",
        content.to_string(),
    );
}

fn two_places(page: &Page<'_>) {
    let now = time(page, 0.0, false);
    file(
        page,
        &json!([
            place(page, "dak-lak", "Đắk Lắk", 24.4, &now),
            place(page, "da-nang", "Đà Nẵng", 27.5, &now),
        ]),
    );
}

fn choose(page: &Page<'_>, id: &str) {
    page.js::<()>(
        "const field = deep('bangtin-weather >>> [part=choice]');
        field.value = arguments[0];
        field.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([id]),
    );
}

fn chosen(page: &Page<'_>) -> String {
    page.js(
        "return deep('bangtin-weather >>> [part=choice]').value",
        json!([]),
    )
}

fn shows_now_and_the_days_by_drawings_and_words(page: &Page<'_>) {
    let noon = time(page, 0.0, true);
    file(page, &place(page, "dak-lak", "Đắk Lắk", 24.4, &noon));
    page.show(BODY);
    page.wait_state("bangtin-weather", "ready");
    assert_eq!(page.text(&part("heading")), "Thời tiết");
    assert_eq!(
        page.text(&part("place")),
        "Đắk Lắk",
        "there is nothing to choose"
    );
    assert_eq!(page.text(&part("temperature")), "24 °C");
    assert_eq!(page.text(&part("sky")), "Trời quang");
    assert_eq!(page.text(&part("range")), "Cao nhất 28°, thấp nhất 20°");
    assert_eq!(page.texts(&part("fact")), ["Độ ẩm 78%", "Gió 10 km/h"]);
    let days = page.texts(&part("day"));
    assert_eq!(days.len(), 2, "{days:?}");
    assert_eq!(days[0], "Hôm nay Mây rải rác 28° / 20°");
    assert!(
        days[1].ends_with("Mưa nhỏ khả năng mưa 60% 25° / −1°"),
        "{days:?}"
    );
    assert!(
        page.text(&part("source"))
            .starts_with("Đài mẫu, cập nhật lúc 12:00")
    );
    // Drawings have no words of their own, and each stands beside some.
    let unspoken: bool = page.js(
        "return deepAll('bangtin-weather >>> svg').every((svg) => svg.getAttribute('aria-hidden') === 'true'
            && svg.querySelector('path').getAttribute('d') && svg.parentElement.textContent.trim())",
        json!([]),
    );
    assert!(unspoken);
    let size: f64 = page.js(
        "return deep('bangtin-weather >>> .now svg').getBoundingClientRect().width",
        json!([]),
    );
    assert!(size > 40.0, "the drawing is {size} px wide");
}

fn what_a_reader_chose_is_there_on_the_next_visit(page: &Page<'_>) {
    two_places(page);
    let body = BODY.replace("src=", "place='dak-lak' src=");
    page.show(&body);
    page.wait_state("bangtin-weather", "ready");
    assert_eq!(chosen(page), "dak-lak");
    assert_eq!(
        page.text("bangtin-weather >>> label"),
        "Chọn tỉnh, thành phố"
    );
    page.js::<()>("deep('bangtin-weather >>> select').focus()", json!([]));
    choose(page, "da-nang");
    page.until("the other place is shown", || {
        page.text(&part("temperature")) == "28 °C"
    });
    assert!(
        page.focused().starts_with("select choice"),
        "the focus stays in the field: {}",
        page.focused()
    );
    page.reload();
    page.wait_state("bangtin-weather", "ready");
    page.until("the choice is remembered", || {
        page.text(&part("temperature")) == "28 °C"
    });
    assert_eq!(chosen(page), "da-nang");
}

fn a_night_has_no_sun_and_days_that_are_over_are_left_out(page: &Page<'_>) {
    let drawing = || -> String {
        page.js(
            "return deep('bangtin-weather >>> .now path').getAttribute('d')",
            json!([]),
        )
    };
    let noon = time(page, 0.0, true);
    file(page, &place(page, "dak-lak", "Đắk Lắk", 24.4, &noon));
    page.show(BODY);
    page.wait_state("bangtin-weather", "ready");
    let sun = drawing();
    let night = noon.replace("T12", "T22");
    let mut weather = place(page, "dak-lak", "Đắk Lắk", 24.4, &night);
    let over = weather["days"][0].clone();
    weather["days"] = json!([over]);
    file(page, &weather);
    page.show(BODY);
    page.wait_state("bangtin-weather", "ready");
    page.until("the moon is there", || drawing() != sun);
    assert!(!page.has(&part("days")));
    assert_eq!(page.text(&part("range")), "");
}

fn values_that_nobody_renews_say_how_old_they_are(page: &Page<'_>) {
    let at = |hours: f64| place(page, "dak-lak", "Đắk Lắk", 24.4, &time(page, -hours, false));
    for (hours, expected) in [
        (
            5.1,
            Some("Nguồn chưa có số liệu mới: số liệu này đã cũ 5 giờ."),
        ),
        (
            50.0,
            Some("Nguồn chưa có số liệu mới: số liệu này đã cũ 2 ngày."),
        ),
        (1.0, None),
    ] {
        file(page, &at(hours));
        page.show(BODY);
        page.wait_state("bangtin-weather", "ready");
        page.until("the age is right", || {
            let age = part("age");
            page.has(&age).then(|| page.text(&age)).as_deref() == expected
        });
    }
}

fn with_weather(page: &Page<'_>, portal: &mut Portal) {
    let samples = repo_root().join("public/sample/forecasts.json");
    let url = format!("file://{}", samples.display());
    portal.change(|settings| {
        settings.sites[0].weather = Some(Weather {
            url: url.parse().expect("an address"),
            name: "Số liệu mẫu".into(),
            places: Vec::new(),
            every_minutes: 30,
        });
    });
    portal.wait_number(
        "SELECT COUNT(*) FROM readings WHERE as_of_ms IS NOT NULL",
        34,
    );
    portal.show(
        page,
        "<main><bangtin-weather place='dak-lak'>Gọi 0200 000 100</bangtin-weather></main>",
    );
    page.wait_state_within(LONG, "bangtin-weather", "ready");
}

fn the_service_has_34_places(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    with_weather(page, &mut portal);
    page.until("all places can be chosen", || {
        page.count("bangtin-weather >>> option") == 34
    });
    assert_eq!(chosen(page), "dak-lak");
    assert_eq!(page.count(&part("day")), 4);
    assert!(
        page.text(&part("source"))
            .starts_with("Số liệu mẫu, cập nhật lúc ")
    );
    let before = page.text(&part("temperature"));
    choose(page, "lang-son");
    page.until("the other place is shown", || {
        page.state("bangtin-weather").as_deref() == Some("ready")
            && page.text(&part("temperature")) != before
    });
    assert_eq!(page.count(&part("day")), 4);
}

fn the_last_values_stay_when_the_network_is_gone(page: &Page<'_>) {
    two_places(page);
    page.show(BODY);
    page.wait_state("bangtin-weather", "ready");
    choose(page, "da-nang");
    page.block(&["*/made/weather.json"]);
    page.reload();
    page.wait_for_within(LONG, &part("stale"));
    assert_eq!(page.text(&part("temperature")), "28 °C");
    assert_eq!(chosen(page), "da-nang");
}

fn a_site_without_weather_says_so_once(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, "<bangtin-weather>Gọi 0200 000 100</bangtin-weather>");
    page.wait_state_within(LONG, "bangtin-weather", "empty");
    assert_eq!(page.text(&part("empty")), "Chưa có số liệu thời tiết.");
    assert!(!page.has(&part("choice")) && !page.has(&part("retry")));
    assert_eq!(page.text("bangtin-weather"), "Gọi 0200 000 100");
}

fn a_choice_that_is_no_place_any_more_is_passed_over(page: &Page<'_>) {
    two_places(page);
    page.show(BODY);
    page.js::<()>("localStorage.setItem('bangtin:place', 'ha-tay')", json!([]));
    page.reload();
    page.wait_state("bangtin-weather", "ready");
    assert_eq!(chosen(page), "dak-lak");
    assert_eq!(page.text(&part("temperature")), "24 °C");
}

fn says_which_place_is_wrong(page: &Page<'_>) {
    two_places(page);
    page.show(&BODY.replace("src=", "place='ha-tay' src="));
    page.wait_state("bangtin-weather", "misconfigured");
    page.wait_for(&part("misconfigured"));
    assert!(
        page.text(&part("misconfigured"))
            .contains("dak-lak, da-nang")
    );
    page.set_attribute("bangtin-weather", "place", Some("da-nang"));
    page.wait_state("bangtin-weather", "ready");
    page.show("<bangtin-weather></bangtin-weather>");
    page.wait_for(&part("misconfigured"));
    assert!(page.text(&part("misconfigured")).contains("service"));
}

fn tries_again(page: &Page<'_>) {
    page.show("<bangtin-weather src='/fault/first/1/404/thoi-tiet/made/weather.json'>Gọi</bangtin-weather>");
    page.wait_state("bangtin-weather", "failed");
    two_places(page);
    page.click(&part("retry"));
    page.wait_state("bangtin-weather", "ready");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let old = time(page, -5.0, false);
    file(
        page,
        &json!([
            place(page, "ho-chi-minh", "Thành phố Hồ Chí Minh", 31.0, &old),
            place(page, "da-nang", "Đà Nẵng", 27.5, &old),
        ]),
    );
    seen::by_everybody(page, "weather", BODY, &["bangtin-weather"], &|| {
        page.wait_state("bangtin-weather", "ready");
    });
}
