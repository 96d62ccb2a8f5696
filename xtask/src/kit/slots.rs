//! Leaves out what fills slots of the table with nothing.
//!
//! The splitter keeps a slot for each function that a lazy file may bring, and writes `null` into it when the first file begins. A
//! table that a file makes itself holds nothing but `null` to begin with. Measured on this kit (2026-11-26): 2.5 KB of the first file,
//! 351 bytes after compression.

use std::ops::Range;

use anyhow::{Result, bail};
use wasmparser::{
    Element, ElementItems, ElementKind, ElementSectionReader, Operator, Parser, Payload, TypeRef,
};

const ELEMENT_SECTION: u8 = 9;

/// The file without them; as it is where its table is another's, or where instructions could refer to segments by their numbers.
pub fn without_empty(wasm: &[u8]) -> Result<Vec<u8>> {
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if matches!(import?.ty, TypeRef::Table(_)) {
                        return Ok(wasm.to_vec());
                    }
                }
            }
            Payload::ElementSection(section) => return rewritten(wasm, section),
            _ => {}
        }
    }
    Ok(wasm.to_vec())
}

fn rewritten(wasm: &[u8], section: ElementSectionReader<'_>) -> Result<Vec<u8>> {
    let range = places(section.range());
    let mut kept = Vec::new();
    let mut count = 0;
    for element in section {
        let element = element?;
        if !matches!(element.kind, ElementKind::Active { .. }) {
            return Ok(wasm.to_vec());
        }
        if !is_empty(&element)? {
            kept.extend_from_slice(&wasm[places(element.range)]);
            count += 1;
        }
    }
    let mut content = number(count);
    content.extend(kept);
    let mut file = wasm[..header(wasm, &range)?].to_vec();
    file.push(ELEMENT_SECTION);
    file.extend(number(content.len()));
    file.extend(content);
    file.extend_from_slice(&wasm[range.end..]);
    Ok(file)
}

/// Whether all that it writes is `null`.
fn is_empty(element: &Element<'_>) -> Result<bool> {
    match &element.items {
        ElementItems::Functions(functions) => Ok(functions.count() == 0),
        ElementItems::Expressions(_, expressions) => {
            for expression in expressions.clone() {
                let first = expression?.get_operators_reader().read()?;
                if !matches!(first, Operator::RefNull { .. }) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

/// Where the section of this content begins: at its id, which its size follows.
fn header(wasm: &[u8], content: &Range<usize>) -> Result<usize> {
    for digits in 1..=5 {
        let Some(at) = content.start.checked_sub(digits + 1) else {
            break;
        };
        let size = wasm[at + 1..content.start]
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        if wasm[at] == ELEMENT_SECTION && size == content.len() {
            return Ok(at);
        }
    }
    bail!("the table's segments have no header")
}

/// In LEB128.
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        bytes.push(if value > 0 { low | 0x80 } else { low });
        if value == 0 {
            return bytes;
        }
    }
}

fn places<N: TryInto<usize>>(range: Range<N>) -> Range<usize> {
    let place = |place: N| place.try_into().unwrap_or(usize::MAX);
    place(range.start)..place(range.end)
}

#[cfg(test)]
mod tests {
    use super::without_empty;

    const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
    const TYPES: &[u8] = b"\x01\x04\x01\x60\0\0";
    const FUNCTIONS: &[u8] = b"\x03\x02\x01\0";
    /// Four slots of `funcref`.
    const TABLE: &[u8] = b"\x04\x04\x01\x70\0\x04";
    const CODE: &[u8] = b"\x0a\x04\x01\x02\0\x0b";
    /// A function at 0; a `null` at 1; nothing at 2.
    const SEGMENTS: [&[u8]; 3] = [
        b"\0\x41\0\x0b\x01\0",
        b"\x04\x41\x01\x0b\x01\xd0\x70\x0b",
        b"\0\x41\x02\x0b\0",
    ];

    fn file(table: &[u8], segments: &[&[u8]], size_digits: usize) -> Vec<u8> {
        let content = [&[segments.len() as u8], segments.concat().as_slice()].concat();
        let mut size = vec![content.len() as u8];
        while size.len() < size_digits {
            *size.last_mut().unwrap() |= 0x80;
            size.push(0);
        }
        let elements = [&[9], size.as_slice(), content.as_slice()].concat();
        [MAGIC, TYPES, FUNCTIONS, table, &elements, CODE].concat()
    }

    #[test]
    fn slots_that_nobody_fills_are_not_written() {
        let expected = file(TABLE, &SEGMENTS[..1], 1);
        for digits in [1, 2, 5] {
            let file = file(TABLE, &SEGMENTS, digits);
            assert_eq!(without_empty(&file).unwrap(), expected);
        }
    }

    #[test]
    fn a_table_of_another_file_is_left_alone() {
        let import = b"\x02\x09\x01\x01a\x01b\x01\x70\0\x04";
        let elements = file(b"", &SEGMENTS, 1);
        let file = [MAGIC, TYPES, import, &elements[MAGIC.len() + TYPES.len()..]].concat();
        assert_eq!(without_empty(&file).unwrap(), file);
    }

    #[test]
    fn segments_with_numbers_keep_them() {
        let passive: &[u8] = b"\x01\0\x01\0";
        let file = file(TABLE, &[passive, SEGMENTS[1]], 1);
        assert_eq!(without_empty(&file).unwrap(), file);
    }
}
