//! The linked program as far as this step must know it.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{
    CustomSectionReader, Data, DataKind, ExternalKind, FunctionBody, KnownCustom, Linking, Name,
    Operator, Parser, Payload, SymbolInfo, TypeRef,
};

use super::relocations::Relocations;

pub(super) struct Program<'a> {
    /// Those with a body, in the order of the file.
    pub(super) functions: Vec<Function<'a>>,
    pub(super) relocations: Relocations,
    /// By the numbers that relocations use; `None` for what is no data.
    pub(super) data: Vec<Option<DataSymbol>>,
    names: HashMap<u32, &'a str>,
    exports: Vec<(&'a str, u32)>,
}

pub(super) struct Function<'a> {
    pub(super) index: u32,
    pub(super) operators: Vec<Instruction<'a>>,
}

pub(super) struct Instruction<'a> {
    pub(super) operator: Operator<'a>,
    /// Where it is in the file.
    pub(super) at: Range<usize>,
}

/// A named piece of the initial memory.
pub(super) struct DataSymbol {
    /// Where it is in the file.
    pub(super) at: Range<usize>,
    /// Where it is in the memory.
    pub(super) address: u32,
}

impl<'a> Program<'a> {
    pub(super) fn read(wasm: &'a [u8]) -> Result<Self> {
        let (mut imported, mut code_starts) = (0, 0);
        let (mut bodies, mut exports) = (Vec::new(), Vec::new());
        let (mut names, mut relocations) = (HashMap::new(), None);
        let (mut segments, mut symbols) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => code_starts = range.start as usize,
                Payload::CodeSectionEntry(body) => bodies.push(instructions(&body)?),
                Payload::DataSection(section) => {
                    segments = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CustomSection(section) if section.name() == "linking" => {
                    symbols = linked_symbols(&section)?;
                }
                Payload::CustomSection(section) if section.name() == "name" => {
                    names = function_names(&section)?;
                }
                Payload::CustomSection(section) if section.name() == "reloc.CODE" => {
                    relocations = Some(Relocations::read(wasm, &section, code_starts)?);
                }
                _ => {}
            }
        }
        let functions = (imported..).zip(bodies);
        Ok(Self {
            functions: functions
                .map(|(index, operators)| Function { index, operators })
                .collect(),
            relocations: relocations.context("the program was linked without --emit-relocs")?,
            data: symbols
                .iter()
                .map(|symbol| data_symbol(symbol, &segments))
                .collect(),
            names,
            exports,
        })
    }

    /// The name that the compiler gave to the function.
    pub(super) fn name(&self, function: &Function) -> &'a str {
        self.names.get(&function.index).copied().unwrap_or_default()
    }

    /// Whether a function's name holds this text.
    pub(super) fn has(&self, text: &str) -> bool {
        self.names.values().any(|name| name.contains(text))
    }

    /// The functions exported under a name that begins so.
    pub(super) fn exported(&self, beginning: &str) -> impl Iterator<Item = u32> {
        let fit = self
            .exports
            .iter()
            .filter(move |(name, _)| name.starts_with(beginning));
        fit.map(|(_, index)| *index)
    }
}

impl Function<'_> {
    /// Where its instructions are in the file.
    pub(super) fn code(&self) -> Range<usize> {
        match (self.operators.first(), self.operators.last()) {
            (Some(first), Some(last)) => first.at.start..last.at.end,
            _ => 0..0,
        }
    }
}

fn instructions<'a>(body: &FunctionBody<'a>) -> Result<Vec<Instruction<'a>>> {
    let mut reader = body.get_operators_reader()?;
    let mut instructions = Vec::new();
    while !reader.eof() {
        let start = reader.original_position() as usize;
        let operator = reader.read()?;
        let at = start..reader.original_position() as usize;
        instructions.push(Instruction { operator, at });
    }
    Ok(instructions)
}

fn function_names<'a>(section: &CustomSectionReader<'a>) -> Result<HashMap<u32, &'a str>> {
    let mut names = HashMap::new();
    let KnownCustom::Name(subsections) = section.as_known() else {
        return Ok(names);
    };
    for subsection in subsections {
        if let Name::Function(map) = subsection? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index, naming.name);
            }
        }
    }
    Ok(names)
}

fn linked_symbols<'a>(section: &CustomSectionReader<'a>) -> Result<Vec<SymbolInfo<'a>>> {
    let mut symbols = Vec::new();
    let KnownCustom::Linking(list) = section.as_known() else {
        return Ok(symbols);
    };
    for subsection in list.subsections() {
        if let Linking::SymbolTable(table) = subsection? {
            symbols = table.into_iter().collect::<Result<_, _>>()?;
        }
    }
    Ok(symbols)
}

fn data_symbol(symbol: &SymbolInfo, segments: &[Data]) -> Option<DataSymbol> {
    let SymbolInfo::Data {
        symbol: Some(place),
        ..
    } = symbol
    else {
        return None;
    };
    let segment = segments.get(place.index as usize)?;
    let DataKind::Active { offset_expr, .. } = &segment.kind else {
        return None;
    };
    let Ok(Operator::I32Const { value }) = offset_expr.get_operators_reader().read() else {
        return None;
    };
    let start = segment.range.end as usize - segment.data.len() + place.offset as usize;
    Some(DataSymbol {
        at: start..start + place.size as usize,
        address: value as u32 + place.offset,
    })
}
