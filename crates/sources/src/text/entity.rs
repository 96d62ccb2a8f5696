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

/// Decodes the entity whose `&` was just read: its character, and what follows. `None` where there is none we know.
pub(super) fn decode(text: &str) -> Option<(Option<char>, &str)> {
    let length = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(..length)?;
    let rest = text.get(length + 1..)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(name)?,
    };
    Some((Some(c), rest))
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = match number
        .strip_prefix('x')
        .or_else(|| number.strip_prefix('X'))
    {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let code = digits.chars().try_fold(0_u32, |code, c| {
        code.checked_mul(radix)?.checked_add(c.to_digit(radix)?)
    })?;
    char::from_u32(code).filter(|c| *c > '\u{1f}' || c.is_ascii_whitespace())
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
