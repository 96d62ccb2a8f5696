use std::collections::BTreeSet;

use super::{AddressError, EmailAddress};

fn check(typed: &str, expected: &str) {
    let address = EmailAddress::parse(typed).map(|address| address.as_written());
    assert_eq!(address.as_deref(), Ok(expected), "{typed:?}");
}

fn refused(typed: &str, expected: AddressError) {
    assert_eq!(EmailAddress::parse(typed), Err(expected), "{typed:?}");
}

#[test]
fn people_have_such_addresses() {
    check("lan@xa.example.vn", "lan@xa.example.vn");
    check(
        "  Lan.Nguyen+tin@Example.VN\r\n",
        "Lan.Nguyen+tin@example.vn",
    );
    check("o'neil_1-2@mail.example", "o'neil_1-2@mail.example");
    check("tin@xã-sông-ba.vn", "tin@xn--x-sng-ba-rza6o.vn");
    // The same name in the decomposed form that some keyboards send.
    check(
        "tin@xa\u{303}-so\u{302}ng-ba.vn",
        "tin@xn--x-sng-ba-rza6o.vn",
    );
}

#[test]
fn what_cannot_be_seen_is_taken_out() {
    for typed in [
        "\u{feff}lan@xa.example.vn",
        "lan\u{200b}@xa.example.vn\u{200b}",
        "la\u{ad}n@xa.exam\u{ad}ple.vn",
        "\u{202a}lan@xa.example.vn\u{202c}",
        "lan@xa.example.vn\u{fe0f}\u{2060}",
    ] {
        check(typed, "lan@xa.example.vn");
    }
    refused("\u{200b} \u{feff}", AddressError::Missing);
}

#[test]
fn what_could_be_an_attack_is_refused() {
    for (typed, expected) in [
        ("lan@example.vn\r\nBcc: all@example.vn", AddressError::Space),
        ("lan@example.vn\nBcc: all@example.vn", AddressError::Space),
        ("lan\r\n@example.vn", AddressError::Space),
        ("lan\0@example.vn", AddressError::Local),
        (
            "lan@example.vn>\r\nRCPT TO:<b@example.vn",
            AddressError::Space,
        ),
        ("lan@example.vn,ba@example.vn", AddressError::Several),
        ("lan@example.vn;ba@example.vn", AddressError::Several),
        ("lan@example.vn, ba@example.vn", AddressError::Space),
        ("lan@example.vn ba@example.vn", AddressError::Space),
        ("Lan <lan@example.vn>", AddressError::Space),
        ("<lan@example.vn>", AddressError::Local),
        ("\"lan\"@example.vn", AddressError::Local),
        ("lan@[192.0.2.1]", AddressError::Domain),
        ("lan@192.0.2.1", AddressError::Domain),
        ("lan@[IPv6:2001:db8::1]", AddressError::Domain),
        ("lan%example.org@example.vn", AddressError::Local),
        ("example.org!lan@example.vn", AddressError::Local),
        ("(a)lan@example.vn", AddressError::Local),
    ] {
        refused(typed, expected);
    }
}

#[test]
fn each_kind_of_slip_has_a_sentence_and_a_code_of_its_own() {
    for (typed, expected) in [
        (" \n", AddressError::Missing),
        ("lan", AddressError::NoAt),
        ("@example.vn", AddressError::Local),
        ("lan@", AddressError::Domain),
        ("lan@example", AddressError::Domain),
        ("lan@@example.vn", AddressError::Several),
        ("lan @example.vn", AddressError::Space),
        ("lan\u{a0}thi@example.vn", AddressError::Space),
        (".lan@example.vn", AddressError::Local),
        ("lan.@example.vn", AddressError::Local),
        ("la..n@example.vn", AddressError::Local),
        ("lan@-example.vn", AddressError::Domain),
        ("lan@example..vn", AddressError::Domain),
        ("lan@example.vn.", AddressError::Domain),
        ("lan@exa_mple.vn", AddressError::Domain),
        ("lần@example.vn", AddressError::NotAscii),
        ("lan@example.1", AddressError::Domain),
    ] {
        refused(typed, expected);
    }
    let long = "a".repeat(65);
    refused(&format!("{long}@example.vn"), AddressError::TooLong);
    let label = "b".repeat(63);
    let domain = format!("{label}.{label}.{label}.{label}.vn");
    refused(&format!("lan@{domain}"), AddressError::TooLong);
    let kinds = [
        AddressError::Missing,
        AddressError::TooLong,
        AddressError::Space,
        AddressError::NoAt,
        AddressError::Several,
        AddressError::NotAscii,
        AddressError::Local,
        AddressError::Domain,
    ];
    let codes: BTreeSet<_> = kinds.iter().map(|kind| kind.code()).collect();
    let sentences: BTreeSet<_> = kinds.iter().map(ToString::to_string).collect();
    assert_eq!((codes.len(), sentences.len()), (kinds.len(), kinds.len()));
}

#[test]
fn one_person_has_one_mailbox() {
    let mailbox = |typed| EmailAddress::parse(typed).unwrap().mailbox();
    assert_eq!(mailbox("Lan+a@example.vn"), "lan@example.vn");
    assert_eq!(mailbox("lan@EXAMPLE.vn"), "lan@example.vn");
    assert_eq!(mailbox("+a@example.vn"), "+a@example.vn");
    assert_eq!(mailbox("L.a.n+tin@gmail.com"), "lan@gmail.com");
    assert_eq!(mailbox("lan@googlemail.com"), "lan@gmail.com");
    assert_eq!(mailbox("l.an@example.vn"), "l.an@example.vn");
}
