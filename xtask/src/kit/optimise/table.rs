//! The table of functions, written shortly.
//!
//! The splitter and wasm-merge leave a segment of it for each lazy file and each that they share, with a place that is empty for every
//! function that comes later: an expression each, and a table is empty anyway. Here what is there is written as one list. Measured on
//! this kit (2026-11-26): 0.24 of 52.9 KB of the first file, and as much less for each lazy file to come.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{
    ConstExpr, ElementItems, ElementKind, ElementSectionReader, Operator, Parser, Payload,
};

const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// The program with a shorter table; as it is where its table is of another kind than we know.
pub(super) fn shorter(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut out = wasm.get(..8).unwrap_or_default().to_vec();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else {
            continue;
        };
        let (start, end) = (usize::try_from(range.start)?, usize::try_from(range.end)?);
        let content = wasm.get(start..end).unwrap_or_default();
        let shorter = match payload {
            Payload::ElementSection(elements) => entries(elements)?.map(|entries| write(&entries)),
            _ => None,
        };
        section(&mut out, id, shorter.as_deref().unwrap_or(content));
    }
    Ok(out)
}

/// The function at each place that has one; `None` where the segments are no plain ones.
fn entries(elements: ElementSectionReader<'_>) -> Result<Option<BTreeMap<u32, u32>>> {
    let mut entries = BTreeMap::new();
    for element in elements {
        let element = element?;
        let ElementKind::Active {
            table_index: None | Some(0),
            offset_expr,
        } = element.kind
        else {
            return Ok(None);
        };
        let Some(Operator::I32Const { value: start }) = only(&offset_expr)? else {
            return Ok(None);
        };
        let mut functions = Vec::new();
        match element.items {
            ElementItems::Functions(items) => {
                for function in items {
                    functions.push(Some(function?));
                }
            }
            ElementItems::Expressions(_, items) => {
                for item in items {
                    functions.push(match only(&item?)? {
                        Some(Operator::RefFunc { function_index }) => Some(function_index),
                        Some(Operator::RefNull { .. }) => None,
                        _ => return Ok(None),
                    });
                }
            }
        }
        for (place, function) in (start.cast_unsigned()..).zip(functions) {
            match function {
                Some(function) => _ = entries.insert(place, function),
                // Nobody empties a place that was filled.
                None if entries.contains_key(&place) => return Ok(None),
                None => {}
            }
        }
    }
    Ok(Some(entries))
}

/// The instruction that an expression consists of.
fn only<'a>(expression: &ConstExpr<'a>) -> Result<Option<Operator<'a>>> {
    let mut operators = expression.get_operators_reader();
    let first = operators.read()?;
    let is_all = matches!(operators.read()?, Operator::End);
    Ok(Some(first).filter(|_| is_all))
}

/// A segment for each run of places.
fn write(entries: &BTreeMap<u32, u32>) -> Vec<u8> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (place, function) in entries {
        match runs.last_mut() {
            Some((start, run)) if *start as usize + run.len() == *place as usize => {
                run.push(*function);
            }
            _ => runs.push((*place, vec![*function])),
        }
    }
    let mut out = Vec::new();
    number(&mut out, runs.len());
    for (start, run) in &runs {
        // Of functions, in the first table.
        out.extend([0, I32_CONST]);
        signed(&mut out, i64::from(*start));
        out.push(END);
        number(&mut out, run.len());
        for function in run {
            number(&mut out, *function as usize);
        }
    }
    out
}

fn section(out: &mut Vec<u8>, id: u8, content: &[u8]) {
    out.push(id);
    number(out, content.len());
    out.extend(content);
}

/// LEB128.
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The same with a sign.
fn signed(out: &mut Vec<u8>, mut value: i64) {
    while !(-0x40..0x40).contains(&value) {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push((value & 0x7f) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[place, function]` of each entry, and how many segments.
    fn table(wasm: &[u8]) -> (Vec<(u32, u32)>, u32) {
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ElementSection(elements) = payload.unwrap() {
                let count = elements.count();
                let entries = entries(elements).unwrap().unwrap();
                return (entries.into_iter().collect(), count);
            }
        }
        panic!("it has no elements");
    }

    /// A program with two functions, a table of 200 places and these segments.
    fn program(segments: &[&[u8]]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        section(&mut wasm, 1, &[1, 0x60, 0, 0]);
        section(&mut wasm, 3, &[2, 0, 0]);
        section(&mut wasm, 4, &[1, 0x70, 0, 0xc8, 1]);
        let mut elements = vec![segments.len() as u8];
        elements.extend(segments.concat());
        section(&mut wasm, 9, &elements);
        section(&mut wasm, 10, &[2, 2, 0, END, 2, 0, END]);
        wasmparser::validate(&wasm).unwrap();
        wasm
    }

    #[test]
    fn the_same_functions_stand_at_the_same_places() {
        let wasm = program(&[
            &[0, I32_CONST, 1, END, 2, 0, 1],
            // Expressions: empty, the second function, empty.
            &[
                4, I32_CONST, 3, END, 3, 0xd0, 0x70, END, 0xd2, 1, END, 0xd0, 0x70, END,
            ],
            &[0, I32_CONST, 6, END, 0],
            &[4, I32_CONST, 0xe4, 0, END, 1, 0xd2, 0, END],
        ]);
        let short = shorter(&wasm).unwrap();
        wasmparser::validate(&short).unwrap();
        let expected = vec![(1, 0), (2, 1), (4, 1), (100, 0)];
        assert_eq!(table(&wasm), (expected.clone(), 4));
        assert_eq!(table(&short), (expected, 3));
        assert!(short.len() < wasm.len());
        assert_eq!(shorter(&short).unwrap(), short);
    }

    #[test]
    fn what_we_do_not_know_stays() {
        // A passive segment.
        let wasm = program(&[&[1, 0, 1, 0]]);
        assert_eq!(shorter(&wasm).unwrap(), wasm);
    }
}
