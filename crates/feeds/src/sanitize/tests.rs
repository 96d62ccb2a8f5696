use super::{ATTRIBUTES, ELEMENTS, sanitize};
use crate::base::Base;
use url::Url;

fn check(html: &str, expected: &str) {
    let base = Url::parse("https://songba.example.gov.vn/tin/1.html").expect("an address");
    assert_eq!(sanitize(html, &Base::Address(base)), expected, "{html}");
}

#[test]
fn what_an_article_holds_stays() {
    check(
        "<figure><img src=\"/a.jpg\" alt=\"Cầu\" width=\"600\"><figcaption>Cầu. Ảnh: N.V</figcaption></figure>",
        "<figure><img src=\"https://songba.example.gov.vn/a.jpg\" alt=\"Cầu\" width=\"600\"><figcaption>Cầu. Ảnh: N.V</figcaption></figure>",
    );
    check(
        "<video controls poster=p.webp><source src=f.mp4 type=video/mp4><track kind=captions src=f.vtt srclang=vi></video>",
        "<video controls=\"\" poster=\"https://songba.example.gov.vn/tin/p.webp\"><source src=\"https://songba.example.gov.vn/tin/f.mp4\" type=\"video/mp4\"><track kind=\"captions\" src=\"https://songba.example.gov.vn/tin/f.vtt\" srclang=\"vi\"></video>",
    );
    check(
        "<table><thead><tr><th scope=col colspan=2>Giờ</th></tr></thead><tbody><tr><td>7</td><td>8</td></tr></tbody></table>",
        "<table><thead><tr><th scope=\"col\" colspan=\"2\">Giờ</th></tr></thead><tbody><tr><td>7</td><td>8</td></tr></tbody></table>",
    );
    check(
        "<a href=\"tel:0200000119\">gọi</a> <a href=\"mailto:a@b.vn\">thư</a>",
        "<a href=\"tel:0200000119\">gọi</a> <a href=\"mailto:a@b.vn\">thư</a>",
    );
}

#[test]
fn a_note_is_found_from_the_text_under_a_name_of_our_own() {
    check(
        "<p>Giá<sup><a href=\"#ghi-chu\">1</a></sup></p><p><a name=top></a>Trên</p><h2 id=\"ghi-chu\">Ghi chú</h2>",
        "<p>Giá<sup><a href=\"#bangtin-ghi-chu\">1</a></sup></p><p><a name=\"bangtin-top\"></a>Trên</p><h2 id=\"bangtin-ghi-chu\">Ghi chú</h2>",
    );
}

#[test]
fn wrappers_give_way_to_their_text() {
    check(
        "<section><font color=red><span style=\"x\">Một</span></font> <center>hai</center></section>",
        "Một hai",
    );
}

#[test]
fn nothing_that_runs_is_left() {
    check(
        "<p onclick=\"x()\">a</p><script>alert(1)</script>",
        "<p>a</p>",
    );
    check("<a href=\"javascript:alert(1)\">a</a>", "<a>a</a>");
    check("<a href=\" java\tscript:alert(1)\">a</a>", "<a>a</a>");
    check(
        "<img src=x onerror=alert(1)>",
        "<img src=\"https://songba.example.gov.vn/tin/x\">",
    );
    check(
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\" alt=a>",
        "<img alt=\"a\">",
    );
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(400));
    check(&picture, &picture);
    check(
        "<a href=\"data:text/html,<script>1</script>\">a</a>",
        "<a>a</a>",
    );
    check(
        "<svg><a xlink:href=\"javascript:1\"><text>x</text></a></svg>b",
        "b",
    );
    check(
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "",
    );
    check(
        "<iframe src=\"javascript:alert(1)\"></iframe><object data=\"javascript:alert(1)\"></object>a",
        "a",
    );
    check(
        "<form action=\"/x\"><button formaction=\"javascript:1\">a</button></form>",
        "a",
    );
    check(
        "<p style=\"background:url(javascript:1)\" id=\"x\" class=\"y\">a</p><!-- c -->",
        "<p id=\"bangtin-x\">a</p>",
    );
}

#[test]
fn the_lists_are_those_of_the_kit() {
    let kit = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/html/allowed.json");
    let kit = std::fs::read_to_string(kit).expect("the kit's list");
    let kit: serde_json::Value = serde_json::from_str(&kit).expect("JSON");
    let list = |key: &str| {
        let names = kit[key].as_array().expect("a list").iter();
        let names = names.map(|name| name.as_str().expect("a name").to_owned());
        names.collect::<Vec<_>>()
    };
    // `html`, `head` and `body` are the frame of the browser's document, which a piece of text has not.
    let frame = ["html", "head", "body"];
    let elements: Vec<String> = list("elements")
        .into_iter()
        .filter(|name| !frame.contains(&name.as_str()))
        .collect();
    assert_eq!(elements, ELEMENTS.split_whitespace().collect::<Vec<_>>());
    assert_eq!(
        list("attributes"),
        ATTRIBUTES.split_whitespace().collect::<Vec<_>>()
    );
}

/// Pieces of which each once took the square of its number, or might.
const HEAVY: [&str; 24] = [
    "<div>",
    "<b>",
    "<a>",
    "<a",
    "<a href=x>",
    "<a b='",
    "<p><b>",
    "<font color=1>",
    "<p>",
    "</p>",
    "</b>",
    "<li>",
    "<table>",
    "<table><b>",
    "<td>",
    "<svg>",
    "<math><mi>",
    "<object>",
    "<b><table><tr><td></b></td></tr></table>",
    "<select><option>",
    "<template>",
    "&lt;",
    "<!--",
    "<a><div>",
];

#[test]
fn no_text_holds_a_core() {
    for piece in HEAVY {
        let begun = std::time::Instant::now();
        let base = Url::parse("https://songba.example.gov.vn/").expect("an address");
        let html = piece.repeat(100_000 / piece.len());
        sanitize(&html, &Base::Address(base.clone()));
        sanitize(&["<table><tr>", &html].concat(), &Base::Address(base));
        assert!(
            begun.elapsed().as_secs() < 8,
            "{:?} {piece}",
            begun.elapsed()
        );
    }
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=x")).collect();
    let begun = std::time::Instant::now();
    let base = Url::parse("https://songba.example.gov.vn/").expect("an address");
    sanitize(&format!("<p{attributes}>"), &Base::Address(base));
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}
