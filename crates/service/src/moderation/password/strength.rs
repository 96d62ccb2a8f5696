//! Which passwords are tried first: common ones, repeated ones, and those that are made of their owner's name.

use bangtin_sources::fold;
use zxcvbn::{Score, zxcvbn};

use super::PasswordError;
use crate::moderation::Moderator;

/// The fewest different characters: `abcabcabcabcabc` has three.
const FEWEST_DIFFERENT: usize = 6;
/// The longest part that a password may be a repetition of.
const LONGEST_REPEATED: usize = 8;
/// The shortest name that counts: `lan` is inside many words.
const SHORTEST_NAME: usize = 4;
/// What strangers know of every account.
const KNOWN: [&str; 4] = ["bangtin", "moderator", "moderation", "kiemduyet"];

/// Judges a password of this owner by its words (OWASP ASVS 5.0, 6.2.4 and 6.2.11). It takes milliseconds.
///
/// # Errors
/// [`PasswordError`]
pub(super) fn judge(password: &str, owner: &Moderator) -> Result<(), PasswordError> {
    let folded = plain(password);
    if repeats(&folded) {
        return Err(PasswordError::Repeated);
    }
    let local = owner.email.split('@').next().unwrap_or_default();
    let names = [plain(local), plain(&owner.name)];
    let own = |name: &&String| name.chars().count() >= SHORTEST_NAME;
    if names
        .iter()
        .filter(own)
        .any(|name| folded.contains(name.as_str()))
    {
        return Err(PasswordError::OwnName);
    }
    // It knows the usual lists, keyboards, dates and the letters that are put in place of others; what is its owner's or ours
    // counts as found out. Diacritics would hide `mật khẩu` from its lists.
    let name = fold(&owner.name);
    let mut known: Vec<&str> = name.split_whitespace().chain(KNOWN).collect();
    known.extend(owner.email.split(['@', '.', '-', '_', '+']));
    let easy = |text: &str| zxcvbn(text, &known).score() < Score::Three;
    if easy(password) || easy(&folded) {
        return Err(PasswordError::Common);
    }
    Ok(())
}

/// Without diacritics, capitals and spaces.
fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect()
}

/// Few different characters, or one short part again and again.
fn repeats(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut different = letters.clone();
    different.sort_unstable();
    different.dedup();
    let repeated = |length: &usize| {
        letters.len() >= 2 * length
            && letters
                .iter()
                .zip(letters.iter().skip(*length))
                .all(|(one, next)| one == next)
    };
    different.len() < FEWEST_DIFFERENT || (1..=LONGEST_REPEATED).any(|length| repeated(&length))
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::moderation::Moderator;
    use crate::moderation::password::PasswordError;

    fn judged(password: &str) -> Result<(), PasswordError> {
        let owner = Moderator {
            id: "x".into(),
            email: "thi.lan@songba.example.vn".into(),
            name: "Nguyễn Thị Lan".into(),
            sites: Vec::new(),
        };
        judge(password, &owner)
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for password in [
            "passwordpassword1",
            "123456789012345678",
            "qwertyuiopasdfgh",
            "iloveyou123456789",
            "P@ssw0rd12345678",
            "administrator123",
        ] {
            let refused = judged(password);
            assert!(
                matches!(
                    refused,
                    Err(PasswordError::Common | PasswordError::Repeated)
                ),
                "{password}: {refused:?}"
            );
        }
        for password in [
            "aaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "sông ba sông ba sông ba",
            "12345678123456781234",
        ] {
            assert_eq!(judged(password), Err(PasswordError::Repeated), "{password}");
        }
        for password in [
            "nguyenthilan khong quen 7",
            "Nguyễn Thị Lan, cửa số 4",
            "hoa-thi.lan-mua-thu-92",
        ] {
            assert_eq!(judged(password), Err(PasswordError::OwnName), "{password}");
        }
    }

    #[test]
    fn a_sentence_that_somebody_has_thought_of_is_taken() {
        for password in [
            "ba con xã Sông Ba 2026",
            "mưa rơi trên mái ngói đình làng",
            "correct horse battery staple",
            "kx7 vQp2 mzR9 tLw4",
            "đò ngang chở nắng sang sông",
        ] {
            assert_eq!(judged(password), Ok(()), "{password}");
        }
    }
}
