//! Where a list goes on. A cursor names the last item that was shown, so that nothing is shown twice or left out when items come.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::problem::Problem;

/// The place of an item in a list: how well it fits, its time, its place among those of that time, its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub tier: i64,
    pub ms: i64,
    pub place: i64,
    pub number: i64,
}

impl Cursor {
    /// Before the first.
    pub(crate) const START: Self = Self {
        tier: -1,
        ms: i64::MAX,
        place: i64::MAX,
        number: i64::MAX,
    };

    /// Before the first of a list that begins with the oldest.
    pub(crate) const END: Self = Self {
        tier: 0,
        ms: i64::MIN,
        place: i64::MIN,
        number: i64::MIN,
    };

    /// As it stands in an address.
    pub(crate) fn write(self) -> String {
        let fields = [self.tier, self.ms, self.place, self.number];
        let bytes: Vec<u8> = fields
            .iter()
            .flat_map(|field| field.to_be_bytes())
            .collect();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// From an address; the start where there is none.
    ///
    /// # Errors
    /// 400 for what [`Cursor::write`] has not written.
    pub(crate) fn read(text: Option<&str>) -> Result<Self, Problem> {
        let Some(text) = text else {
            return Ok(Self::START);
        };
        let bad = || {
            Problem::bad_request(
                "bad_cursor",
                "The cursor is not one that this service gave.",
            )
        };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| bad())?;
        let fields: Vec<i64> = bytes
            .as_chunks::<8>()
            .0
            .iter()
            .map(|field| i64::from_be_bytes(*field))
            .collect();
        match (fields.as_slice(), bytes.len()) {
            (&[tier, ms, place, number], 32) if tier >= 0 && number >= 0 => Ok(Self {
                tier,
                ms,
                place,
                number,
            }),
            _ => Err(bad()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor {
            tier: 3,
            ms: -5,
            place: 178_000,
            number: 42,
        };
        assert_eq!(Cursor::read(Some(&cursor.write())).ok(), Some(cursor));
        assert_eq!(Cursor::read(None).ok(), Some(Cursor::START));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "x",
            "AAAA",
            "'; DROP TABLE articles",
            &"A".repeat(10_000),
            &Cursor::START.write(),
        ] {
            assert!(Cursor::read(Some(text)).is_err(), "{text}");
        }
    }
}
