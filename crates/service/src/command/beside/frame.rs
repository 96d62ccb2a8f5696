//! What goes over the socket: pieces of bytes, each behind a byte for its kind and four for its length.

use std::io::{self, Read, Write};

/// The most bytes of a piece.
const MOST: usize = 1024 * 1024;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// From the command line: what to do.
    Wish,
    /// For the standard output.
    Out,
    /// For standard error.
    Note,
    /// The end: done.
    Good,
    /// The end: done but for a part.
    Bad,
    /// The end: a sentence that says why it was not done.
    Refused,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Wish,
        Self::Out,
        Self::Note,
        Self::Good,
        Self::Bad,
        Self::Refused,
    ];

    fn of(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// Sends a piece. What is longer than a piece may be must come in several.
pub(super) fn send(to: &mut impl Write, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok();
    let length = length.filter(|_| bytes.len() <= MOST).ok_or_else(long)?;
    let mut piece = Vec::with_capacity(bytes.len() + 5);
    piece.push(kind as u8);
    piece.extend(length.to_be_bytes());
    piece.extend(bytes);
    to.write_all(&piece)
}

/// Waits for the next piece.
pub(super) fn receive(from: &mut impl Read) -> io::Result<(Kind, Vec<u8>)> {
    let (mut kind, mut length) = ([0], [0; 4]);
    from.read_exact(&mut kind)?;
    from.read_exact(&mut length)?;
    let [kind] = kind;
    let kind = Kind::of(kind).ok_or(io::ErrorKind::InvalidData)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > MOST {
        return Err(long());
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok((kind, bytes))
}

fn long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a piece is too long")
}

/// Writes into pieces of one kind.
pub(super) struct Pieces<W> {
    pub(super) to: W,
    pub(super) kind: Kind,
}

impl<W: Write> Write for Pieces<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let some = bytes.chunks(MOST).next().unwrap_or_default();
        send(&mut self.to, self.kind, some)?;
        Ok(some.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, MOST, Pieces, receive, send};
    use std::io::Write;

    #[test]
    fn what_is_sent_is_received() {
        let mut line = Vec::new();
        send(&mut line, Kind::Wish, "Sông Ba".as_bytes()).unwrap();
        let long = vec![b'a'; MOST + 1];
        let mut out = Pieces {
            to: &mut line,
            kind: Kind::Out,
        };
        out.write_all(&long).unwrap();
        let mut rest = line.as_slice();
        let (kind, wish) = receive(&mut rest).unwrap();
        assert_eq!((kind, wish.as_slice()), (Kind::Wish, "Sông Ba".as_bytes()));
        for length in [MOST, 1] {
            let (kind, bytes) = receive(&mut rest).unwrap();
            assert_eq!((kind, bytes.len()), (Kind::Out, length));
        }
        assert!(receive(&mut rest).is_err(), "the end");
    }

    #[test]
    fn nonsense_is_an_error_and_takes_no_memory() {
        for nonsense in [
            &b"GET / HTTP/1.1\r\n\r\n"[..],
            &[0, 255, 255, 255, 255],
            &[9, 0, 0, 0, 0],
            &[0, 0],
        ] {
            assert!(receive(&mut &*nonsense).is_err(), "{nonsense:?}");
        }
    }
}
