//! Text that was typed for the fonts of the nineties, in which other letters look like Vietnamese ones.

use unicode_normalization::UnicodeNormalization;

/// How a font of that time names its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    /// `.VnTime` and the like: one character a letter (TCVN 5712:1993, VN3).
    Tcvn3,
    /// The same, in which small letters look like capitals: `.VnTimeH`.
    Tcvn3Capitals,
    /// `VNI-Times` and the like: a letter, and behind it a character that is its mark.
    Vni,
}

/// The letters of TCVN3 from U+00A1 on; a space is none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// The marks of VNI that stand behind any vowel, and what they are in Unicode.
const MARKS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];
/// The letters that VNI has whole.
const WHOLE: [(char, char); 16] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('í', 'í'),
    ('Í', 'Í'),
    ('ì', 'ì'),
    ('Ì', 'Ì'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
];

impl Font {
    /// The font of this name, as in `font-family`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let first = name.split(',').next().unwrap_or_default();
        let name = first.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        if name.starts_with("vni-") || name.starts_with("vni ") {
            return Some(Self::Vni);
        }
        let rest = name.strip_prefix(".vn")?;
        Some(if rest.ends_with('h') {
            Self::Tcvn3Capitals
        } else {
            Self::Tcvn3
        })
    }

    /// The text in Unicode. What holds letters that the font does not have is Unicode already.
    pub(super) fn text(self, text: &str) -> String {
        let is_vietnamese = |c: char| matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}');
        if text.contains(is_vietnamese) {
            return text.to_owned();
        }
        match self {
            Self::Tcvn3 => text.chars().map(tcvn3).collect(),
            Self::Tcvn3Capitals => text.chars().map(tcvn3).collect::<String>().to_uppercase(),
            Self::Vni => vni(text),
        }
    }
}

fn tcvn3(c: char) -> char {
    let place = u32::from(c).checked_sub(0xa1);
    let found = place.and_then(|place| TCVN3.chars().nth(usize::try_from(place).ok()?));
    found.filter(|found| *found != ' ').unwrap_or(c)
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let mark = MARKS.iter().find(|(mark, _)| *mark == small);
        let takes = "aeouyAEOUYưƯơƠ".contains(before);
        let whole = WHOLE.iter().find(|(letter, _)| *letter == c);
        match (mark, whole) {
            (Some((_, marks)), _) if takes => {
                out.push_str(marks);
                before = ' ';
            }
            (_, Some((_, letter))) => {
                out.push(*letter);
                before = *letter;
            }
            (_, None) if matches!(c, 'î' | 'Î') => {
                out.push(if c == 'î' { 'ỵ' } else { 'Ỵ' });
                before = ' ';
            }
            _ => {
                out.push(c);
                before = c;
            }
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::Font;

    #[test]
    fn a_font_is_known_by_its_name() {
        let check = |name: &str, expected| assert_eq!(Font::named(name), expected, "{name}");
        check(".VnTime", Some(Font::Tcvn3));
        check("'.VnArial Narrow', Arial", Some(Font::Tcvn3));
        check(".VnTimeH", Some(Font::Tcvn3Capitals));
        check("VNI-Times", Some(Font::Vni));
        check("Arial, .VnTime", None);
        check("", None);
    }

    #[test]
    fn what_was_typed_is_read() {
        let check = |font: Font, text: &str, expected: &str| assert_eq!(font.text(text), expected);
        check(
            Font::Tcvn3,
            "Céng hßa x· héi chñ nghÜa ViÖt Nam",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        );
        check(
            Font::Tcvn3,
            "§éc lËp - Tù do - H¹nh phóc; \u{ad}¬ng ý þ",
            "Độc lập - Tự do - Hạnh phúc; ương ý ỵ",
        );
        check(
            Font::Tcvn3,
            "µ¶·¸¹ »¼½¾Æ ÇÈÉÊË ÌÎÏÐÑ ÒÓÔÕÖ ×ØÜÝÞ ßáâãä",
            "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ",
        );
        check(
            Font::Tcvn3,
            "åæçèé êëìíî ïñòóô õö÷øù úûüýþ",
            "ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ",
        );
        check(Font::Tcvn3, "¡¢£¤¥¦§ ¨©ª«¬\u{ad}®", "ĂÂÊÔƠƯĐ ăâêôơưđ");
        check(Font::Tcvn3Capitals, "ñy ban", "ỦY BAN");
        check(
            Font::Vni,
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        );
        check(
            Font::Vni,
            "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC, ñöôøng, kyõ, lyù, kyø, kî",
            "ĐỘC LẬP - TỰ DO - HẠNH PHÚC, đường, kỹ, lý, kỳ, kỵ",
        );
        check(
            Font::Vni,
            "aê aé aè aú aü aë íìæóò eá eà eå eã eä",
            "ă ắ ằ ẳ ẵ ặ íìỉĩị ế ề ể ễ ệ",
        );
        check(Font::Tcvn3, "Ủy ban nhân dân", "Ủy ban nhân dân");
        check(Font::Vni, "Hội đồng", "Hội đồng");
    }
}
