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

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was written.
    #[error("no address was given")]
    Missing,
    /// Longer than mail servers take.
    #[error("the address is longer than 254 bytes")]
    TooLong,
    /// No address, or one of a kind that is refused.
    #[error("this is not an address that mail can be sent to")]
    Invalid,
}

impl AddressError {
    /// The word for the field's error in a problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::TooLong => "too_long",
            Self::Invalid => "invalid",
        }
    }
}

impl EmailAddress {
    /// Reads what somebody typed. White space around it is dropped.
    ///
    /// # Errors
    /// [`AddressError`]
    pub fn parse(typed: &str) -> Result<Self, AddressError> {
        // A line's end is what people paste with an address; inside, it is an attack.
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Missing);
        }
        if typed.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(AddressError::Invalid)?;
        if local.len() > LONGEST_LOCAL {
            return Err(AddressError::TooLong);
        }
        let domain = ascii_domain(domain)?;
        if local.len() + 1 + domain.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        let well_formed = is_dot_atom(local) && Address::new(local, &domain).is_ok();
        if !well_formed {
            return Err(AddressError::Invalid);
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

/// The domain in lower-case ASCII: at least two labels, the last of which is no number.
fn ascii_domain(domain: &str) -> Result<String, AddressError> {
    let domain: String = domain.nfc().collect();
    let ascii = idna::domain_to_ascii_strict(&domain).map_err(|_| AddressError::Invalid)?;
    let (_, last) = ascii.rsplit_once('.').ok_or(AddressError::Invalid)?;
    let named = last.len() > 1 && last.starts_with(|first: char| first.is_ascii_alphabetic());
    named.then_some(ascii).ok_or(AddressError::Invalid)
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
mod tests {
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
    fn what_could_be_an_attack_is_refused() {
        for typed in [
            "lan@example.vn\r\nBcc: all@example.vn",
            "lan@example.vn\nBcc: all@example.vn",
            "lan\r\n@example.vn",
            "lan\0@example.vn",
            "lan@example.vn, ba@example.vn",
            "lan@example.vn ba@example.vn",
            "Lan <lan@example.vn>",
            "\"lan\"@example.vn",
            "\"a b\"@example.vn",
            "lan@[192.0.2.1]",
            "lan@192.0.2.1",
            "lan@[IPv6:2001:db8::1]",
            "lan%example.org@example.vn",
            "example.org!lan@example.vn",
            "(a)lan@example.vn",
            "lan@example.vn>\r\nRCPT TO:<b@example.vn",
        ] {
            refused(typed, AddressError::Invalid);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "lan",
            "@example.vn",
            "lan@",
            "lan@example",
            "lan@@example.vn",
            ".lan@example.vn",
            "lan.@example.vn",
            "la..n@example.vn",
            "lan@-example.vn",
            "lan@example..vn",
            "lan@example.vn.",
            "lan@exa_mple.vn",
            "lần@example.vn",
            "lan@example.1",
        ] {
            refused(typed, AddressError::Invalid);
        }
        refused(" \n", AddressError::Missing);
        let long = "a".repeat(65);
        refused(&format!("{long}@example.vn"), AddressError::TooLong);
        let label = "b".repeat(63);
        let domain = format!("{label}.{label}.{label}.{label}.vn");
        refused(&format!("lan@{domain}"), AddressError::TooLong);
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
}
