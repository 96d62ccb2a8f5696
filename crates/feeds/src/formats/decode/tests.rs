use super::text;

const FEED: &str = "<?xml version=\"1.0\" encoding=\"NAME\"?><rss><title>Ủy ban nhân dân xã họp về vụ đông xuân</title></rss>";

fn check(what: &str, body: &[u8], content_type: Option<&str>, expected: &str) {
    assert_eq!(text(body, content_type).as_deref(), Ok(expected), "{what}");
}

fn named(name: &str) -> String {
    FEED.replace("NAME", name)
}

/// As windows-1258 has it: marks of tone behind their letters.
fn windows_1258(text: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let mut bytes = Vec::new();
    for c in text.nfc() {
        let whole = c.to_string();
        let (encoded, _, failed) = encoding_rs::WINDOWS_1258.encode(&whole);
        if failed {
            // â, ê, ô, ă, ơ, ư are letters there, so only the tone is taken off.
            let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
            let parts: Vec<char> = whole.nfd().collect();
            let tone = parts
                .iter()
                .find(|part| tones.contains(part))
                .expect("a tone");
            let letter: String = parts.iter().filter(|part| *part != tone).nfc_string();
            let with_tone = [letter, tone.to_string()].concat();
            let (encoded, _, failed) = encoding_rs::WINDOWS_1258.encode(&with_tone);
            assert!(!failed, "{with_tone}");
            bytes.extend_from_slice(&encoded);
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    bytes
}

trait NfcString {
    fn nfc_string(self) -> String;
}

impl<'a, I: Iterator<Item = &'a char>> NfcString for I {
    fn nfc_string(self) -> String {
        use unicode_normalization::UnicodeNormalization;
        self.copied().nfc().collect()
    }
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf_8_is_read_whatever_is_said_of_it() {
    for name in [
        "utf-8",
        "utf-16",
        "UTF-16LE",
        "iso-8859-1",
        "windows-1252",
        "windows-1258",
        "us-ascii",
        "x-none",
        "",
    ] {
        let feed = named(name);
        for content_type in [
            None,
            Some("text/xml; charset=ISO-8859-1"),
            Some("text/xml; charset=\"utf-16\""),
            Some("text/xml;charset=windows-1258"),
        ] {
            check(name, feed.as_bytes(), content_type, &feed);
        }
    }
    let marked = ["\u{feff}", &named("windows-1252")].concat();
    check("a mark", marked.as_bytes(), None, &named("windows-1252"));
}

#[test]
fn utf_16_is_read_with_a_mark_and_without() {
    for name in ["utf-16", "utf-8", "csunicode"] {
        let feed = named(name);
        let marked = ["\u{feff}", &feed].concat();
        check("LE, mark", &wide(&marked, u16::to_le_bytes), None, &feed);
        check(
            "BE, mark",
            &wide(&marked, u16::to_be_bytes),
            Some("text/xml; charset=utf-8"),
            &feed,
        );
        check("LE", &wide(&feed, u16::to_le_bytes), None, &feed);
        check("BE", &wide(&feed, u16::to_be_bytes), None, &feed);
    }
    // A file that was cut in the middle of a character.
    let mut odd = wide("\u{feff}<a>ngày", u16::to_le_bytes);
    odd.pop();
    check("an odd end", &odd, None, "<a>ngà\u{fffd}");
}

#[test]
fn windows_1258_is_read_where_http_the_declaration_or_only_the_text_says_so() {
    use unicode_normalization::UnicodeNormalization;
    let cases = [
        ("windows-1258", None),
        ("x-none", Some("text/xml; charset=windows-1258")),
        ("utf-8", Some("text/xml; charset=windows-1258")),
        ("windows-1258", Some("text/xml; charset=utf-8")),
        ("windows-1258", Some("text/xml; charset=iso-8859-1")),
        ("iso-8859-1", None),
        ("utf-8", None),
        ("x-none", None),
    ];
    for (name, content_type) in cases {
        let feed = named(name);
        let found = text(&windows_1258(&feed), content_type).expect("a text");
        assert_eq!(
            found.nfc().collect::<String>(),
            feed,
            "{name} {content_type:?}"
        );
    }
}

#[test]
fn other_encodings_are_read_as_they_are_named() {
    check(
        "Latin 1",
        b"<?xml version='1.0' encoding='iso-8859-1'?><a>caf\xe9 \x96 cr\xe8me",
        None,
        "<?xml version='1.0' encoding='iso-8859-1'?><a>café – crème",
    );
    let long = [
        "<!-- ",
        &"lâu ".repeat(2000),
        "--><?xml version=\"1.0\" encoding=\"koi8-r\"?>",
    ]
    .concat();
    let mut body = long.replace('â', "a").into_bytes();
    body.extend_from_slice(b"\xf0\xd2\xc9\xd7\xc5\xd4");
    assert!(text(&body, None).expect("a text").ends_with("Привет"));
    check(
        "HTTP first",
        b"<a>\xf0\xd2\xc9\xd7\xc5\xd4",
        Some("text/xml; charset=koi8-r"),
        "<a>Привет",
    );
}

#[test]
fn a_cut_character_costs_one_character() {
    let feed = "<a>Bà con xã gặt lúa, trời nắng</a>".as_bytes();
    let ends = |byte: &u8| *byte >= 0x80;
    for at in (0..feed.len()).filter(|at| feed.get(*at).is_some_and(ends)) {
        let mut cut = feed.to_vec();
        cut.remove(at);
        let found = text(&cut, Some("text/xml; charset=utf-8")).expect("a text");
        assert_eq!(found.matches('\u{fffd}').count(), 1, "{found}");
        assert_eq!(
            found.chars().count(),
            "<a>Bà con xã gặt lúa, trời nắng</a>".chars().count()
        );
    }
}

#[test]
fn controls_reach_nobody() {
    check(
        "C0",
        b"a\x01b\x08\x00c\x0bd\x0c\x1b\x7f\te\r\n",
        None,
        "abc\nd\n\te\r\n",
    );
    check(
        "C1",
        "a\u{96}b\u{81}\u{85}\u{fffe}".as_bytes(),
        None,
        "a–b…",
    );
}

#[test]
fn what_is_packed_is_unpacked_or_named() {
    use std::io::Write;
    let pack = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).expect("memory");
        packer.finish().expect("memory")
    };
    let feed = named("utf-8");
    let once = pack(feed.as_bytes());
    let twice = pack(&once);
    check("once", &once, None, &feed);
    check("twice", &twice, None, &feed);
    let refused = |body: &[u8], reason: &str| {
        let found = text(body, None).expect_err("a reason");
        assert!(found.contains(reason), "{found}");
    };
    refused(&pack(&pack(&twice)), "packed too often");
    refused(once.get(..40).expect("a half"), "cannot be unpacked");
    refused(&pack(&once[..40]), "packed twice");
    // 30 MB of nothing are 30 KB.
    refused(&pack(&vec![b' '; 30 * 1024 * 1024]), "larger than 20 MB");
}
