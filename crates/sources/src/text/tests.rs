use super::*;
use proptest::prelude::*;

#[test]
fn tags_are_left_out_of_plain_text() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
    check("Thông báo", "Thông báo");
    check("c<b>ộ</b>ng đồng", "cộng đồng");
    check("<p>Một</p><p>Hai</p>", "Một Hai");
    check("Một<br>hai<BR/>ba", "Một hai ba");
    check("<img src='a.jpg' alt=\"b\"> Lúa chín", "Lúa chín");
    check("Một<!-- <b>ẩn</b> > --> hai", "Một hai");
    check("Một<!-- không đóng", "Một");
    check("<script>if (1 < 2) alert('</b>')</SCRIPT>Một", "Một");
    check("<style>p > a {}</style>Một", "Một");
    check("<script>không đóng", "");
    check("<?xml version='1.0'?><!DOCTYPE html>Một", "Một");
}

#[test]
fn a_sign_that_opens_no_tag_stays() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
    check("5 < 6 và 7 > 6", "5 < 6 và 7 > 6");
    check("a <b", "a <b");
    check("<", "<");
    check("R&D, A & B;", "R&D, A & B;");
    check("&khongco; &#; &#x; &#xD800;", "&khongco; &#; &#x; &#xD800;");
}

#[test]
fn a_tag_cut_off_by_the_portal_is_left_out() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
    check("Lúa chín <img src=\"/uploads/lu", "Lúa chín");
    check("<b>Lúa chín</", "Lúa chín</");
    check("<b>Lúa chín</b", "Lúa chín");
}

#[test]
fn entities_are_decoded_once() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
    check(
        "Q&amp;A &lt;b&gt; &quot;x&quot; &#39;y&#x27; &apos;",
        "Q&A <b> \"x\" 'y' '",
    );
    check("&amp;lt;", "&lt;");
    check("&nbsp;Một&nbsp;&#160; hai ", "Một hai");
    check(
        "Th&ocirc;ng b&aacute;o n&agrave;y, &Yacute; v&ugrave;ng c&otilde;ng",
        "Thông báo này, Ý vùng cõng",
    );
    check("&ldquo;Ba&rdquo; &ndash; &hellip;", "“Ba” – …");
    check("&utilde; &ytilde; &ucirc;", "&utilde; &ytilde; û");
    check("&#7897;&#X1ED9;", "ộộ");
}

#[test]
fn controls_are_no_text() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
    check("a\u{0}b\u{8}c\u{7f}d\u{9b}e", "abcde");
    check("a&#0;b&#8;c&#x1B;d&#127;e&#129;f", "abcdef");
    check("một&#10;hai", "một hai");
    // Windows' quotes and dashes, as HTML reads them.
    check("&#147;Ba&#x94; &#150; &#133;", "“Ba” – …");
}

#[test]
fn a_long_text_takes_a_moment() {
    let begun = std::time::Instant::now();
    for piece in [
        "<a", "<a ", "<", "</", "<!--", "<script>", "&", "&#1;", "a ", "<1", "<1<a",
    ] {
        plain(&piece.repeat(400_000 / piece.len()));
    }
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

#[test]
fn a_title_is_made_of_the_first_words() {
    let check = |text: &str, expected: &str| assert_eq!(first_words(text), expected);
    check("Một hai ba", "Một hai ba");
    check("", "");
    check(
        &"lúa ".repeat(30),
        &["lúa ".repeat(20).trim_end(), "…"].concat(),
    );
    check(&"ộ".repeat(100), &["ộ".repeat(80).as_str(), "…"].concat());
}

proptest! {
    #[test]
    fn plain_text_never_panics_and_never_grows(text in "[<>/!&;#xab\\-= \\PC]{0,80}") {
        prop_assert!(plain(&text).len() <= text.len());
    }

    #[test]
    fn first_words_are_few(text: String) {
        prop_assert!(first_words(&text).chars().count() <= 81);
    }
}
