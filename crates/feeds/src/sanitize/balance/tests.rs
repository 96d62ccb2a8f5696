use super::{DEEPEST, balanced};

fn check(html: &str, expected: &str) {
    assert_eq!(balanced(html), expected, "{html}");
}

#[test]
fn good_html_stays_as_it_is() {
    for html in [
        "<p>Một <b>hai</b><br>ba</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
        "<table><caption>x</caption><thead><tr><th scope=\"col\">Giờ</th></tr></thead><tbody><tr><td>7<table><tr><td>8</td></tr></table></td></tr></tbody></table>",
        "<figure><img src=\"/a.jpg?a=1&amp;b=2\" alt=\"\"><figcaption>Cầu &lt; 3</figcaption></figure>",
        "<dl><dt>a</dt><dd>b</dd></dl><svg><path d=\"M0\"></path></svg>",
    ] {
        check(html, html);
    }
}

#[test]
fn what_may_be_left_open_is_closed() {
    check("<p>a<p>b<div>c", "<p>a</p><p>b</p><div>c</div>");
    check(
        "<ul><li>a<li>b<ol><li>c</ul>d",
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>d",
    );
    check(
        "<dl><dt>a<dd>b<dt>c</dl>",
        "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>",
    );
    check(
        "<table><tr><td>a<td>b<tr><th>c</table>d",
        "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>d",
    );
    check(
        "<a href=x>a<a href=y>b",
        "<a href=\"x\">a</a><a href=\"y\">b</a>",
    );
    check("<b><i>a</b>b</i>", "<b><i>a</i></b>b");
    check("<b>a<p>b", "<b>a<p>b</p></b>");
}

#[test]
fn end_tags_reach_what_they_mean() {
    check("a</b></div></p>b</br>c", "ab<br>c");
    check(
        "<b><table><tr><td>a</b></td></tr></table>b",
        "<b><table><tr><td>a</td></tr></table>b</b>",
    );
    check(
        "<table><tr><td><table><tr></td><td>a</table>b</table>",
        "<table><tr><td><table><tr><td>a</td></tr></table>b</td></tr></table>",
    );
}

#[test]
fn what_stands_beside_cells_is_put_into_one() {
    check(
        "<table>a<div>b</div><tr> <td>c</td></tr></table>",
        "<table><td>a<div>b</div></td><tr> <td>c</td></tr></table>",
    );
    check(
        "<table><form action=x><tr><td>a</td></tr></form></table>",
        "<table><tr><td>a</td></tr></table>",
    );
}

#[test]
fn what_is_no_text_is_left_out() {
    check(
        "a<script>if (x</b>1) '<p>'</script>b<style>p > a</STYLE>c<!-- d -->e<!x>f<?php g ?>h",
        "abcefh",
    );
    check(
        "<svg><style><div></style></svg><iframe src=x><p></iframe>a",
        "<svg></svg>a",
    );
    check("5 < 6 <3 <é>", "5 &lt; 6 &lt;3 &lt;é>");
    check(
        "<img alt='\"a\"' on:x=1 a\"b=2>",
        "<img alt=\"&quot;a&quot;\" on:x=\"1\">",
    );
}

#[test]
fn what_is_nested_too_deep_loses_its_tags_and_keeps_its_text() {
    let deep = balanced(
        &[
            "<div>".repeat(DEEPEST * 3),
            "a".to_owned(),
            "</div>".repeat(DEEPEST * 2),
            "<b>b</b>".to_owned(),
        ]
        .concat(),
    );
    assert_eq!(deep.matches("<div>").count(), DEEPEST);
    assert_eq!(deep.matches("</div>").count(), DEEPEST);
    assert!(deep.contains(">ab</div>"), "{deep}");
}
