//! The linker's list of the places in the code that name a function or an address.

use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    CustomSectionReader, KnownCustom, RelocAddendKind, RelocationEntry, RelocationType,
};

const NAME: &str = "reloc.CODE";

pub(super) struct Relocations {
    entries: Vec<RelocationEntry>,
    /// The section that they are for.
    section: u32,
    code_starts: usize,
    /// The whole section in the file, its head included.
    place: Range<usize>,
}

impl Relocations {
    pub(super) fn read(
        wasm: &[u8],
        section: &CustomSectionReader,
        code_starts: usize,
    ) -> Result<Self> {
        let KnownCustom::Reloc(list) = section.as_known() else {
            bail!("the linker's list of relocations cannot be read");
        };
        let content = section.range();
        let content = content.start as usize..content.end as usize;
        let head = head_before(wasm, &content)
            .context("the head of the relocations is not where it should be")?;
        Ok(Self {
            section: list.section_index(),
            entries: list.entries().into_iter().collect::<Result<_, _>>()?,
            code_starts,
            place: head..content.end,
        })
    }

    /// Writes another address to each place that the code calculates from one of these symbols.
    pub(super) fn point(
        &mut self,
        from: impl Fn(u32) -> bool,
        symbol: u32,
        address: u32,
        wasm: &mut [u8],
    ) {
        for entry in &mut self.entries {
            if entry.ty == RelocationType::MemoryAddrSleb && entry.addend == 0 && from(entry.index)
            {
                let at = self.code_starts + entry.offset as usize;
                for (place, byte) in wasm[at..at + 5].iter_mut().enumerate() {
                    let more = if place < 4 { 0x80 } else { 0 };
                    *byte = (address >> (7 * place)) as u8 & 0x7f | more;
                }
                entry.index = symbol;
            }
        }
    }

    /// The program without the relocations of places inside of `gone`, which is in the order of the file.
    pub(super) fn write_without(&self, wasm: &[u8], gone: &[Range<usize>]) -> Result<Vec<u8>> {
        let is_gone = |entry: &&RelocationEntry| {
            let at = self.code_starts + entry.offset as usize;
            let next = gone.partition_point(|range| range.end <= at);
            gone.get(next).is_some_and(|range| range.contains(&at))
        };
        let kept: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| !is_gone(entry))
            .collect();
        let mut list = Vec::new();
        unsigned(&mut list, NAME.len() as u32);
        list.extend(NAME.as_bytes());
        unsigned(&mut list, self.section);
        unsigned(&mut list, u32::try_from(kept.len())?);
        for entry in kept {
            list.push(entry.ty as u8);
            unsigned(&mut list, entry.offset);
            unsigned(&mut list, entry.index);
            if entry.ty.addend_kind() != RelocAddendKind::None {
                signed(&mut list, entry.addend);
            }
        }
        let mut changed = wasm[..self.place.start].to_vec();
        changed.push(0);
        unsigned(&mut changed, u32::try_from(list.len())?);
        changed.extend(list);
        changed.extend(&wasm[self.place.end..]);
        Ok(changed)
    }
}

/// Where the custom section with this content begins: a zero and the length, which the linker may pad to five bytes.
fn head_before(wasm: &[u8], content: &Range<usize>) -> Option<usize> {
    (2..=6)
        .filter_map(|length| content.start.checked_sub(length))
        .find(|start| {
            let (kind, length) = (wasm[*start], &wasm[start + 1..content.start]);
            let value = length
                .iter()
                .rev()
                .fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f));
            let ends = length.iter().position(|byte| byte & 0x80 == 0);
            kind == 0 && value == content.len() && ends == Some(length.len() - 1)
        })
}

/// Writes a number in the format's variable length (LEB128).
fn unsigned(to: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

fn signed(to: &mut Vec<u8>, mut value: i64) {
    while !(-0x40..0x40).contains(&value) {
        to.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    to.push(value as u8 & 0x7f);
}
