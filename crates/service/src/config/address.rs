//! Addresses in the settings. One can hold a key or a password, so an error says what is wrong with it and never repeats it.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use url::Url;

/// For `deserialize_with`.
///
/// # Errors
/// A sentence without the address.
pub(super) fn required<'a, D: Deserializer<'a>>(from: D) -> Result<Url, D::Error> {
    read(&String::deserialize(from)?)
}

/// The same for one that may be absent.
///
/// # Errors
/// A sentence without the address.
pub(super) fn optional<'a, D: Deserializer<'a>>(from: D) -> Result<Option<Url>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| read(&text)).transpose()
}

fn read<E: Error>(text: &str) -> Result<Url, E> {
    text.parse().map_err(|reason: url::ParseError| {
        E::custom(format!(
            "no address such as https://tin.songba.gov.vn: {reason}"
        ))
    })
}
