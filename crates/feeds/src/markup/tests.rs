use super::{Tag, Token, Tokens};

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)], closed: bool) -> Token<'a> {
    Token::Start(Tag {
        name,
        attributes: attributes.to_vec(),
        closed,
    })
}

fn check(text: &str, expected: &[Token<'_>]) {
    let found: Vec<Token<'_>> = Tokens::xml(text).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn tags_are_found_however_they_are_written() {
    use Token::{Cdata, Doctype, End, Text};
    check(
        "<a b='1' c=\"x > y\" d=2 e>t</a >",
        &[
            start(
                "a",
                &[("b", "1"), ("c", "x > y"), ("d", "2"), ("e", "")],
                false,
            ),
            Text("t"),
            End("a"),
        ],
    );
    check(
        "<br/><b x = 1/>",
        &[start("br", &[], true), start("b", &[("x", "1/")], false)],
    );
    check("<a b=1 b=2>", &[start("a", &[("b", "1")], false)]);
    check(
        "<?xml version=\"1.0\"?><!-- < > --><!DOCTYPE r [<!ENTITY x \"y\">]><r><![CDATA[<b>]]></r>",
        &[
            Doctype(" r [<!ENTITY x \"y\">]>"),
            start("r", &[], false),
            Cdata("<b>"),
            End("r"),
        ],
    );
    check(
        "5 < 6 <3",
        &[Text("5 "), Text("<"), Text(" 6 "), Text("<"), Text("3")],
    );
    check("<?xml:namespace prefix = o />a", &[Text("a")]);
}

#[test]
fn what_is_not_closed_ends_somewhere() {
    use Token::Text;
    check(
        "<a href=\"x>t",
        &[start("a", &[("href", "\"x")], false), Text("t")],
    );
    check("<a <b>", &[start("a", &[], false), start("b", &[], false)]);
    for cut in [
        "<a",
        "<a b=",
        "<a b='x'",
        "</a",
        "<!-- a",
        "<![CDATA[a",
        "<!DOCTYPE r [",
        "<?a",
    ] {
        let mut tokens = Tokens::xml(cut);
        tokens.by_ref().for_each(drop);
        assert!(tokens.cut, "{cut}");
    }
}

#[test]
fn a_script_is_skipped_to_its_end() {
    let mut tokens = Tokens::html("<script>if (a</b>1) '<p>'</SCRIPT >x");
    assert_eq!(tokens.next(), Some(start("script", &[], false)));
    tokens.skip_to_end_of("script");
    assert_eq!(tokens.next(), Some(Token::Text("x")));
}

#[test]
fn every_text_is_read_in_linear_time() {
    let begun = std::time::Instant::now();
    for piece in [
        "<a",
        "<a ",
        "<a b='",
        "<!--",
        "</",
        "<![CDATA[",
        "'\"<a b=\"",
        "<!doctype [",
        "<a b=c ",
        "a1 ",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        Tokens::xml(&text).for_each(drop);
        Tokens::html(&["<b ", &text].concat()).for_each(drop);
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
