//! The table of functions in one piece.
//!
//! The splitter leaves a hole in the table for each function of a lazy file, and what stands between two holes is a segment of its own, in
//! which each entry is an expression. Here all segments become one list of numbers, where something fills the holes until the lazy file
//! does: nobody calls through them before. Measured on this kit: the first file is 0.4 KB smaller.

use std::fs;

use anyhow::{Context, Result};
use wasmparser::{ElementItems, ElementKind, Operator, Parser, Payload, Validator};

use super::workshop::Workshop;

const ELEMENTS: u8 = 9;

/// That of the first file, in which the holes are. A lazy file must not fill what is another's.
pub fn join(work: &Workshop) -> Result<()> {
    let file = work.small().join("bangtin_bg.wasm");
    let wasm = fs::read(&file)?;
    match in_one_piece(&wasm)? {
        Some(wasm) => Ok(fs::write(&file, wasm)?),
        None => Ok(()),
    }
}

/// The same program; `None` where its segments are not such that they can be one.
fn in_one_piece(wasm: &[u8]) -> Result<Option<Vec<u8>>> {
    let Some((offset, functions)) = entries(wasm)? else {
        return Ok(None);
    };
    let Some((start, end)) = section(wasm) else {
        return Ok(None);
    };
    // One segment of the first kind: where it begins, and the numbers of its functions.
    let mut body = vec![1, 0, 0x41];
    signed(&mut body, offset);
    body.push(0x0b);
    unsigned(&mut body, u32::try_from(functions.len())?);
    for function in functions {
        unsigned(&mut body, function);
    }
    let mut out = wasm[..start].to_vec();
    out.push(ELEMENTS);
    unsigned(&mut out, u32::try_from(body.len())?);
    out.extend(body);
    out.extend(&wasm[end..]);
    Validator::new()
        .validate_all(&out)
        .context("the table in one piece is not valid")?;
    Ok(Some(out))
}

/// Where the table's functions begin, and which they are, without a gap; what was empty holds function 0.
fn entries(wasm: &[u8]) -> Result<Option<(i32, Vec<u32>)>> {
    let mut segments: Vec<(i32, Vec<Option<u32>>)> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ElementSection(section) = payload? else {
            continue;
        };
        for element in section {
            let element = element?;
            let ElementKind::Active {
                table_index: None | Some(0),
                offset_expr,
            } = element.kind
            else {
                return Ok(None);
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                return Ok(None);
            };
            let mut functions = Vec::new();
            match element.items {
                ElementItems::Functions(all) => {
                    for function in all {
                        functions.push(Some(function?));
                    }
                }
                ElementItems::Expressions(_, all) => {
                    for entry in all {
                        match entry?.get_operators_reader().read()? {
                            Operator::RefFunc { function_index } => {
                                functions.push(Some(function_index));
                            }
                            Operator::RefNull { .. } => functions.push(None),
                            _ => return Ok(None),
                        }
                    }
                }
            }
            segments.push((value, functions));
        }
    }
    segments.sort_by_key(|(offset, _)| *offset);
    let Some(offset) = segments.first().map(|(offset, _)| *offset) else {
        return Ok(None);
    };
    let mut functions = Vec::new();
    for (at, segment) in segments {
        if i32::try_from(functions.len())? + offset != at {
            return Ok(None);
        }
        functions.extend(segment);
    }
    // The shortest number of all.
    let functions = functions.into_iter().map(Option::unwrap_or_default);
    Ok(Some((offset, functions.collect())))
}

/// From where to where the section of the elements goes, its head included.
fn section(wasm: &[u8]) -> Option<(usize, usize)> {
    let mut at = 8;
    while let Some(kind) = wasm.get(at) {
        let (mut size, mut shift, mut next) = (0usize, 0, at + 1);
        loop {
            let byte = *wasm.get(next)?;
            next += 1;
            size |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        if *kind == ELEMENTS {
            return Some((at, next + size));
        }
        at = next + size;
    }
    None
}

/// A number in LEB128.
fn unsigned(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The same with a sign.
fn signed(out: &mut Vec<u8>, mut number: i32) {
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if (number == 0 && byte & 0x40 == 0) || (number == -1 && byte & 0x40 != 0) {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions and a table of this many places, with these segments.
    fn program(places: u8, segments: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        // A type without anything, two functions of it.
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        wasm.extend([3, 3, 2, 0, 0]);
        wasm.extend([4, 4, 1, 0x70, 0, places]);
        wasm.extend([ELEMENTS, segments.len() as u8]);
        wasm.extend(segments);
        wasm.extend([10, 7, 2, 2, 0, 0x0b, 2, 0, 0x0b]);
        wasm
    }

    #[test]
    fn segments_become_one_list_in_which_something_fills_the_holes() {
        let segments = [
            &[2][..],
            // From 1: function 1.
            &[0, 0x41, 1, 0x0b, 1, 1],
            // From 2: nothing, then function 0.
            &[4, 0x41, 2, 0x0b, 2, 0xd0, 0x70, 0x0b, 0xd2, 0, 0x0b],
        ];
        let made = in_one_piece(&program(4, &segments.concat())).expect("a program");
        let expected = program(4, &[1, 0, 0x41, 1, 0x0b, 3, 1, 0, 0]);
        assert_eq!(made, Some(expected));
    }

    #[test]
    fn places_between_segments_stay_as_they_are() {
        let apart = [2, 0, 0x41, 1, 0x0b, 1, 1, 0, 0x41, 3, 0x0b, 1, 0];
        assert_eq!(in_one_piece(&program(4, &apart)).expect("a program"), None);
    }
}
