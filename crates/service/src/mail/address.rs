//! An address that mail can be sent to.

use lettre::Address;
use unicode_normalization::UnicodeNormalization;

/// The most bytes of an address: a path of RFC 5321 (4.5.3.1.3) without its brackets.
const LONGEST: usize = 254;
/// The most bytes before the `@` (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// The servers that ignore dots in a local part, by the name that they use themselves.
const GMAIL: &str = "gmail.com";

/// One mailbox, such as `lan@xa.example.vn`. It holds nothing that could end a header or an SMTP command.
///
/// Quoted local parts, addresses of machines (`[192.0.2.1]`) and old routes (`a%b@c`) are refused although RFC 5321 knows them:
/// nobody who subscribes has one. A domain with diacritics is kept in its ASCII form (RFC 5891), which every server takes; a
/// local part must be ASCII, because few servers take others (RFC 6531).
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress {
    local: String,
    domain: String,
}

/// What is wrong with an address: one sentence for each kind, which says what to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was written.
    #[error("no address was given")]
    Missing,
    /// Longer than mail servers take.
    #[error("the address is longer than mail servers take (254 bytes, 64 of them before the @)")]
    TooLong,
    /// A space or the end of a line stands inside.
    #[error("there is a space in the address")]
    Space,
    /// No `@`.
    #[error("the address has no @, as in ten@vidu.vn")]
    NoAt,
    /// More than one.
    #[error("this is more than one address: write one alone")]
    Several,
    /// Letters with diacritics before the `@`.
    #[error(
        "the part before the @ has letters other than a to z: write it as the mailbox is written, without diacritics"
    )]
    NotAscii,
    /// Something else before the `@`.
    #[error("the part before the @ is none that a mailbox can have")]
    Local,
    /// What stands behind the `@`.
    #[error("the part behind the @ is no name of a mail server, such as vidu.vn")]
    Domain,
}

impl AddressError {
    /// The word for the field's error in a problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::TooLong => "too_long",
            Self::Space => "space",
            Self::NoAt => "at_missing",
            Self::Several => "several",
            Self::NotAscii => "not_ascii",
            Self::Local => "local_part",
            Self::Domain => "domain",
        }
    }
}

impl EmailAddress {
    /// Reads what somebody typed or pasted. White space around it is dropped, and what cannot be seen anywhere in it.
    ///
    /// # Errors
    /// [`AddressError`]
    pub fn parse(typed: &str) -> Result<Self, AddressError> {
        // A line's end is what people paste with an address; inside, it is an attack.
        let typed: String = typed.chars().filter(|c| !is_invisible(*c)).collect();
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Missing);
        }
        if typed.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        if typed.chars().any(char::is_whitespace) {
            return Err(AddressError::Space);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(AddressError::NoAt)?;
        if local.contains('@') || typed.contains([',', ';']) {
            return Err(AddressError::Several);
        }
        Self::joined(local, domain)
    }

    fn joined(local: &str, domain: &str) -> Result<Self, AddressError> {
        if local.len() > LONGEST_LOCAL {
            return Err(AddressError::TooLong);
        }
        if local.chars().any(char::is_alphabetic) && !local.is_ascii() {
            return Err(AddressError::NotAscii);
        }
        if !is_dot_atom(local) {
            return Err(AddressError::Local);
        }
        let domain = ascii_domain(domain)?;
        if local.len() + 1 + domain.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        // Of what was let through this far, lettre has the last word: it writes the commands.
        if Address::new(local, &domain).is_err() {
            return Err(AddressError::Domain);
        }
        Ok(Self {
            local: local.to_owned(),
            domain,
        })
    }

    /// As mail is addressed: the local part as it was typed (RFC 5321, 2.4).
    #[must_use]
    pub fn as_written(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }

    /// In lower case, for finding it again: no server tells `Lan` and `lan` apart.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}@{}", self.local.to_ascii_lowercase(), self.domain)
    }

    /// The mailbox behind it, for limits: without the `+tag` that many servers ignore, so that `lan+1` and `lan+2` are one person,
    /// and at Gmail without dots, which it ignores as well. Whoever has two mailboxes that look like one here gets one mail a day.
    #[must_use]
    pub fn mailbox(&self) -> String {
        let local = self.local.to_ascii_lowercase();
        let plain = local.split('+').next().filter(|plain| !plain.is_empty());
        let plain = plain.unwrap_or(&local);
        let domain = self.mail_domain();
        if domain == GMAIL {
            return format!("{}@{domain}", plain.replace('.', ""));
        }
        format!("{plain}@{domain}")
    }

    /// The domain whose servers get the mail, in lower-case ASCII. Gmail has two names.
    #[must_use]
    pub fn mail_domain(&self) -> &str {
        match self.domain.as_str() {
            "googlemail.com" => GMAIL,
            other => other,
        }
    }
}

impl std::fmt::Debug for EmailAddress {
    /// Says nothing: an address must not get into a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// What programs put into a text that is copied, and what an address never has: zero-width spaces and joiners, soft hyphens, marks
/// of direction, a byte order mark, selectors of variants, tags.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The domain in lower-case ASCII: at least two labels, the last of which is no number.
fn ascii_domain(domain: &str) -> Result<String, AddressError> {
    let domain: String = domain.nfc().collect();
    let ascii = idna::domain_to_ascii_strict(&domain).map_err(|_| AddressError::Domain)?;
    let (_, last) = ascii.rsplit_once('.').ok_or(AddressError::Domain)?;
    let named = last.len() > 1 && last.starts_with(|first: char| first.is_ascii_alphabetic());
    named.then_some(ascii).ok_or(AddressError::Domain)
}

/// RFC 5321's `Dot-string`, without `%` and `!`, which once asked servers to pass mail on.
fn is_dot_atom(local: &str) -> bool {
    let is_atom = |atom: &str| {
        let mut bytes = atom.bytes();
        !atom.is_empty()
            && bytes.all(|b| b.is_ascii_alphanumeric() || b"#$&'*+-/=?^_`{|}~".contains(&b))
    };
    local.split('.').all(is_atom)
}

#[cfg(test)]
mod tests;
