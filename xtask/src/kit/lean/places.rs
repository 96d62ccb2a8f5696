//! Gives every part of the program the same place in the sources.
//!
//! Rust hands the place of a call (file, line, column) to whatever may panic, 16 bytes and the file's name for each. Once no
//! message is made, nobody reads it. The names are also nothing that a reader's browser should have to load.

use std::collections::HashMap;

use super::program::{DataSymbol, Program};

/// The size of `core::panic::Location` on this target: address and length of the file's name, line, column.
const SIZE: usize = 16;

/// Writes the address of one place wherever the code has one: that with the shortest name, which is a file of the kit.
pub(super) fn unite(program: &mut Program, wasm: &mut [u8]) {
    let symbols = program.data.iter().flatten();
    let by_address: HashMap<_, _> = symbols.map(|symbol| (symbol.address, symbol)).collect();
    let name = |symbol: &Option<DataSymbol>| name(symbol.as_ref()?, wasm, &by_address);
    let lengths: Vec<_> = program.data.iter().map(name).collect();
    let places = lengths.iter().zip(0u32..).zip(&program.data);
    let places = places.filter_map(|((length, index), symbol)| {
        Some((length.as_ref()?, index, symbol.as_ref()?.address))
    });
    if let Some((_, one, address)) = places.min() {
        let is_place = |symbol: u32| matches!(lengths.get(symbol as usize), Some(Some(_)));
        program.relocations.point(is_place, one, address, wasm);
    }
}

/// The length of the file's name, if it looks like a place: the address of a text that ends like the name of a source file,
/// and its length.
fn name(symbol: &DataSymbol, wasm: &[u8], by_address: &HashMap<u32, &DataSymbol>) -> Option<u32> {
    let content: &[u8; SIZE] = wasm[symbol.at.clone()].try_into().ok()?;
    let number = |at: usize| {
        u32::from_le_bytes([
            content[at],
            content[at + 1],
            content[at + 2],
            content[at + 3],
        ])
    };
    let (text, length) = (by_address.get(&number(0))?, number(4));
    let text = wasm[text.at.clone()].get(..length as usize)?;
    text.ends_with(b".rs").then_some(length)
}
