//! Names of accounts, which content management systems give out as authors.

use bangtin_sources::fold;

/// What accounts are called that are nobody's, folded and without spaces.
const NOBODY: [&str; 10] = [
    "admin",
    "administrator",
    "bientap",
    "bientapvien",
    "editor",
    "quantri",
    "quantrivien",
    "quantriwebsite",
    "root",
    "webmaster",
];

/// Whether this is the name of an account and no person's: one of [`NOBODY`], an address, or one word in small letters without marks
/// (`nguyenvana`). People and offices are written with capitals.
pub(super) fn is_account(name: &str) -> bool {
    let name = name.trim();
    let folded = fold(&name.to_lowercase());
    let joined: String = folded.split_whitespace().collect();
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    NOBODY.contains(&joined.as_str())
        || (name.contains('@') && !name.contains(' '))
        || name.chars().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_account;

    #[test]
    fn an_account_is_told_from_a_person() {
        let check = |name: &str, expected| assert_eq!(is_account(name), expected, "{name}");
        check("admin", true);
        check("Admin", true);
        check("Quản trị viên", true);
        check("nguyenvana", true);
        check("van_thu.2", true);
        check("vanthu@songba.example.gov.vn", true);
        check("Minh An", false);
        check("Lan", false);
        check("Ban biên tập", false);
        check("Văn phòng UBND xã", false);
        check("thu hà", false);
    }
}
