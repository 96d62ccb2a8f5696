use super::*;
use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const VIETNAMESE: &str = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ\
    AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ";

#[test]
fn words_are_compared_without_marks_and_case() {
    let check = |text: &str, expected: &str| {
        assert_eq!(fold(text), expected);
        assert_eq!(fold(&text.nfd().collect::<String>()), expected);
    };
    check("DÂN VẬN", "dan van");
    check("Đường đến Đắk Đoa", "duong den dak doa");
    check("Ðại hội ðoàn", "dai hoi doan");
    check("  Thông\u{a0}\n báo  ", "thong bao");
    check("xã\u{ad}\u{200b} hội\u{feff}", "xa hoi");
    check("Số 12/QĐ-UBND", "so 12/qd-ubnd");
    check("Łódź, İstanbul, Œuvre, Æ", "lodz, istanbul, œuvre, æ");
    check("Привет Ω 日本", "Привет Ω 日本");
    check("", "");
}

#[test]
fn every_word_of_the_needle_must_occur() {
    let check = |haystack: &str, needle: &str, expected: bool| {
        assert_eq!(
            matches(&fold(haystack), &fold(needle)),
            expected,
            "{needle} in {haystack}"
        );
    };
    check("Công tác dân vận", "dan van", true);
    check("Công tác dân vận", "DÂN VẬN", true);
    check("Công tác dân vận", "vận dân", true);
    check("Công tác dân vận", "d", true);
    check("Đường mới", "d", true);
    check("Công tác dân vận", "dân tộc", false);
    check("Công tác dân vận", "", true);
    check("", "d", false);
    check("nanana nab", "nab", true);
    check("na", "nan", false);
}

#[test]
fn every_latin_letter_folds_as_unicode_decomposes_it() {
    let covered = ('\u{c0}'..='\u{17f}')
        .chain("ƠơƯư".chars())
        .chain('Ạ'..='ỹ');
    for letter in covered {
        let bare: String = letter.nfd().filter(|c| !is_combining_mark(*c)).collect();
        if bare != letter.to_string() {
            assert_eq!(fold(&letter.to_string()), bare.to_lowercase(), "{letter}");
        }
    }
}

#[test]
fn every_letter_left_whole_is_in_lower_case() {
    for letter in ('\u{c0}'..='\u{17f}').filter(|c| c.to_lowercase().count() == 1) {
        let lower: String = letter.to_lowercase().collect();
        assert_eq!(fold(&letter.to_string()), fold(&lower), "{letter}");
    }
}

/// Vietnamese with white space, digits and scripts that fold leaves alone.
fn text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = VIETNAMESE
        .chars()
        .chain(" \t\u{a0}09-/ßœΩЖ日😀".chars())
        .collect();
    proptest::collection::vec(proptest::sample::select(letters), 0..40)
        .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn composed_and_decomposed_text_fold_alike(text in text()) {
        let nfc: String = text.nfc().collect();
        let nfd: String = text.nfd().collect();
        prop_assert_eq!(fold(&nfc), fold(&nfd));
    }

    #[test]
    fn vietnamese_folds_to_ascii(text in proptest::collection::vec(proptest::sample::select(VIETNAMESE.chars().collect::<Vec<_>>()), 0..40)) {
        let text: String = text.into_iter().collect();
        prop_assert!(fold(&text).is_ascii());
    }

    #[test]
    fn folding_twice_changes_nothing(text: String) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn matching_is_the_standard_search_word_by_word(haystack in "[abc ]{0,20}", needle in "[abc]{0,4}") {
        prop_assert_eq!(matches(&haystack, &needle), haystack.contains(&needle));
    }
}
