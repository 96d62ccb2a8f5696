//! Where a list goes on.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::comments::is_id;
use crate::comments::pile::{FIRST, IN_ORDER, SUSPECTED};

/// The comment that was last on the page before. It keeps its place whatever is written or decided meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Where it stood, in the lists that begin with what rules have put first.
    pub(super) place: i64,
    pub(crate) ms: i64,
    pub(crate) id: String,
}

impl Cursor {
    /// Behind this comment, in a list by its time.
    pub(crate) const fn after(ms: i64, id: String) -> Self {
        Self {
            place: IN_ORDER,
            ms,
            id,
        }
    }

    /// Before the first of the newest, that is: the end of time.
    pub(crate) const fn newest() -> Self {
        Self::after(i64::MAX, String::new())
    }

    /// Before the first of the oldest.
    pub(crate) const fn oldest() -> Self {
        Self::after(i64::MIN, String::new())
    }

    /// As it stands in an address.
    #[must_use]
    pub fn write(&self) -> String {
        let Self { place, ms, id } = self;
        URL_SAFE_NO_PAD.encode(match *place {
            IN_ORDER => format!("{ms}.{id}"),
            place => format!("{ms}.{id}.{place}"),
        })
    }

    /// What [`write`](Self::write) wrote; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (ms, id) = plain.split_once('.')?;
        let (id, place) = id.split_once('.').unwrap_or((id, "1"));
        let (place, ms) = (place.parse().ok()?, ms.parse().ok()?);
        let is_good = is_id(id) && (FIRST..=SUSPECTED).contains(&place);
        is_good.then(|| Self {
            place,
            ms,
            id: id.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn only_a_cursor_is_read_as_one() {
        for place in 0..3 {
            let cursor = Cursor {
                place,
                ..Cursor::after(1_795_000_000_123, "aB3-_".into())
            };
            assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        }
        // The last two: places that there are not.
        for other in ["", "x", "MS4A", "MTIz", "é", "MS5hLjM", "MS5hLng"] {
            assert_eq!(Cursor::read(other), None, "{other}");
        }
    }
}
