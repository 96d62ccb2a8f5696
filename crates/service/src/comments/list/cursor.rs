//! Where a list goes on.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::comments::is_id;

/// The comment that was last on the page before. It keeps its place whatever is written or decided meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(super) ms: i64,
    pub(super) id: String,
}

impl Cursor {
    /// Before the first of the newest, that is: the end of time.
    pub(super) const fn newest() -> Self {
        Self {
            ms: i64::MAX,
            id: String::new(),
        }
    }

    /// Before the first of the oldest.
    pub(super) const fn oldest() -> Self {
        Self {
            ms: i64::MIN,
            id: String::new(),
        }
    }

    /// As it stands in an address.
    #[must_use]
    pub fn write(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}.{}", self.ms, self.id))
    }

    /// What [`write`](Self::write) wrote; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (ms, id) = plain.split_once('.')?;
        let ms = ms.parse().ok()?;
        is_id(id).then(|| Self { ms, id: id.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn only_a_cursor_is_read_as_one() {
        let cursor = Cursor {
            ms: 1_795_000_000_123,
            id: "aB3-_".into(),
        };
        assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        for other in ["", "x", "MS4A", "MTIz", "é"] {
            assert_eq!(Cursor::read(other), None, "{other}");
        }
    }
}
