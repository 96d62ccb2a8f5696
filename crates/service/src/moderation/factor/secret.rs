//! What an authenticator context is given, and the codes that it shows: SHA-1, six digits, 30 seconds, as all apps know them.

use totp_rs::{Builder, Totp};

use crate::context::Context;

/// Who issues the codes, as apps show it.
const ISSUER: &str = "Bangtin";
/// Seconds that a code stands in the context (RFC 6238, 5.2). One step before and one after are taken too, for clocks that differ.
const STEP_SECONDS: u64 = 30;

/// The secret of a second factor. It is never written anywhere.
pub struct Secret {
    bytes: [u8; 20],
}

impl Secret {
    /// The secret of this account's seed: 160 bits, as long as RFC 4226 recommends (4, R6).
    pub(super) fn new(context: &Context, id: &str, seed: &[u8]) -> Self {
        let message = [id.as_bytes(), b"\0", seed].concat();
        let mac = context.keys.mac("second-factor", &message);
        let mut bytes = [0; 20];
        bytes.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
        Self { bytes }
    }

    /// For typing: base 32 in groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        in_groups(&self.totp().secret().to_base32(), " ")
    }

    /// The `otpauth://` link for an context, with the address as the account's name. `None` where the address has a colon, which the form of the
    /// link has no place for.
    #[must_use]
    pub fn link(&self, email: &str) -> Option<String> {
        let named = self.builder().with_account_name(email);
        let totp = named.with_issuer(Some(ISSUER)).build().ok()?;
        totp.to_url().ok()
    }

    /// The step of 30 seconds whose code this is, of those about now.
    pub(super) fn step(&self, code: &str, now_ms: i64) -> Option<i64> {
        let seconds = u64::try_from(now_ms / 1000).ok()?;
        let step = self.totp().check(code, seconds)?;
        i64::try_from(step).ok()
    }

    fn totp(&self) -> Totp {
        // Its rules are about the name of an account, which codes do not need.
        self.builder().build_noncompliant()
    }

    fn builder(&self) -> Builder {
        let secret = totp_rs::Secret::new_stack(self.bytes);
        Builder::new()
            .with_secret(secret)
            .with_step_duration(STEP_SECONDS)
    }
}

/// Text of ASCII in groups of four.
pub(super) fn in_groups(text: &str, between: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(between)
}

#[cfg(test)]
mod tests {
    use super::Secret;

    /// RFC 6238, appendix B: eight digits there, of which the last six are ours.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret {
            bytes: *b"12345678901234567890",
        };
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            let now_ms = seconds * 1000;
            assert_eq!(secret.step(code, now_ms), Some(seconds / 30));
            assert_eq!(secret.step(code, now_ms + 30_000), Some(seconds / 30));
            assert_eq!(secret.step(code, now_ms + 60_000), None);
        }
        assert_eq!(secret.step("", 0), None);
        assert_eq!(secret.text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn an_address_with_a_colon_has_no_link() {
        let secret = Secret { bytes: [1; 20] };
        assert_eq!(secret.link("\"a:b\"@example.vn"), None);
    }
}
