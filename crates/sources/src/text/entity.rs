/// The marks that Vietnamese text in Latin-1 entities is written with, in the order of their code points.
const MARKS: [&str; 4] = ["grave", "acute", "circ", "tilde"];

/// Vowels that take those marks, with the code point of the first.
const VOWELS: [(char, u8); 5] = [
    ('A', 0xc0),
    ('E', 0xc8),
    ('I', 0xcc),
    ('O', 0xd2),
    ('U', 0xd9),
];

const NAMED: [(&str, char); 15] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
];

/// What Windows writes in the places of the controls U+0080 to U+009F, and HTML reads there; 0 is nothing.
const WINDOWS: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/// Decodes the entity whose `&` was just read: its character (none for a control, which
/// nobody reads), and what follows. `None` where there is no entity we know.
pub(super) fn decode(text: &str) -> Option<(Option<char>, &str)> {
    let length = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(..length)?;
    let rest = text.get(length + 1..)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => Some(named(name)?),
    };
    Some((c, rest))
}

fn numeric(number: &str) -> Option<Option<char>> {
    let (digits, radix) = match number
        .strip_prefix('x')
        .or_else(|| number.strip_prefix('X'))
    {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() {
        return None;
    }
    let code = digits.chars().try_fold(0_u32, |code, c| {
        code.checked_mul(radix)?.checked_add(c.to_digit(radix)?)
    })?;
    let windows = WINDOWS.get(code.wrapping_sub(0x80) as usize);
    let c = char::from_u32(windows.map_or(code, |code| u32::from(*code)))?;
    Some(Some(c).filter(|c| !c.is_control() || c.is_ascii_whitespace()))
}

fn named(name: &str) -> Option<char> {
    let plain = NAMED.iter().find(|(other, _)| *other == name);
    plain.map(|(_, c)| *c).or_else(|| accented(name))
}

/// `agrave` to `Yacute`: old editors write Vietnamese vowels of Latin-1 that way.
fn accented(name: &str) -> Option<char> {
    let mut letters = name.chars();
    let letter = letters.next()?;
    let mark = MARKS.iter().position(|mark| *mark == letters.as_str())?;
    let upper = letter.to_ascii_uppercase();
    let code = match (upper, mark) {
        ('Y', 1) => 0xdd,
        ('E' | 'I' | 'U', 3) => return None,
        _ => VOWELS.iter().find(|(vowel, _)| *vowel == upper)?.1 + mark as u8,
    };
    let case = if letter == upper { 0 } else { 0x20 };
    Some(char::from(code + case))
}
