//! Calls from one gathered file into itself.
//!
//! The splitter lets files call each other through the table of functions, by a number that it knows. Where the called function has come to
//! stand in the same file the call goes straight to it, so that the optimiser sees it, and one way around the table is enough for all that
//! the files were made of.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow, bail, ensure};
use walrus::ir::{
    Call, Const, Instr, InstrSeqId, TableCopy, TableFill, TableGrow, TableInit, TableSet, Value,
    Visitor, dfs_in_order,
};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionId, FunctionKind, LocalFunction, Module, TableId,
};

/// From a table and a number to the function that the file itself puts there.
type Numbers = BTreeMap<(TableId, i32), FunctionId>;

/// The same program. It is an error where what stands behind a number is not known for certain: another splitter may write otherwise.
pub(super) fn direct(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm).map_err(|wrong| anyhow!("{wrong:#}"))?;
    let numbers = numbers(&module)?;
    let types: BTreeMap<_, _> = module
        .funcs
        .iter()
        .map(|one| (one.id(), one.ty()))
        .collect();
    for function in module.funcs.iter_mut() {
        let FunctionKind::Local(local) = &mut function.kind else {
            continue;
        };
        for sequence in sequences(local) {
            let instructions = &mut local.block_mut(sequence).instrs;
            let mut at = 1;
            while at < instructions.len() {
                let called = match (&instructions[at - 1].0, &instructions[at].0) {
                    (
                        Instr::Const(Const {
                            value: Value::I32(number),
                        }),
                        Instr::CallIndirect(call),
                    ) => numbers
                        .get(&(call.table, *number))
                        .filter(|called| types.get(called) == Some(&call.ty)),
                    _ => None,
                };
                if let Some(called) = called {
                    instructions[at].0 = Instr::Call(Call { func: *called });
                    instructions.remove(at - 1);
                } else {
                    at += 1;
                }
            }
        }
    }
    Ok(module.emit_wasm())
}

fn numbers(module: &Module) -> Result<Numbers> {
    let mut numbers = Numbers::new();
    for element in module.elements.iter() {
        let (table, offset) = match &element.kind {
            ElementKind::Active { table, offset } => (*table, offset),
            // It puts nothing anywhere.
            ElementKind::Declared => continue,
            ElementKind::Passive => return unknown("a list that is put somewhere later"),
        };
        let (ConstExpr::Value(Value::I32(first)), ElementItems::Functions(functions)) =
            (offset, &element.items)
        else {
            return unknown("a list whose place or members are computed");
        };
        for (number, function) in (*first..).zip(functions) {
            if numbers.insert((table, number), *function).is_some() {
                return unknown("one number twice");
            }
        }
    }
    let mut changes = Changes::default();
    for (_, function) in module.funcs.iter_local() {
        dfs_in_order(&mut changes, function, function.entry_block());
    }
    ensure!(
        numbers.keys().all(|(table, _)| !changes.0.contains(table)),
        "{UNKNOWN}: it changes it while it runs"
    );
    Ok(numbers)
}

const UNKNOWN: &str = "a lazy file fills the table of functions in a way that xtask/src/kit/gather/direct.rs does not follow";

fn unknown<T>(what: &str) -> Result<T> {
    bail!("{UNKNOWN}: {what}")
}

/// The tables that a program changes while it runs.
#[derive(Default)]
struct Changes(BTreeSet<TableId>);

impl<'a> Visitor<'a> for Changes {
    fn visit_table_set(&mut self, instruction: &TableSet) {
        self.0.insert(instruction.table);
    }

    fn visit_table_grow(&mut self, instruction: &TableGrow) {
        self.0.insert(instruction.table);
    }

    fn visit_table_fill(&mut self, instruction: &TableFill) {
        self.0.insert(instruction.table);
    }

    fn visit_table_init(&mut self, instruction: &TableInit) {
        self.0.insert(instruction.table);
    }

    fn visit_table_copy(&mut self, instruction: &TableCopy) {
        self.0.insert(instruction.dst);
    }
}

/// All sequences of instructions of a function.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    let mut all = vec![function.entry_block()];
    let mut next = 0;
    while let Some(sequence) = all.get(next).copied() {
        for (instruction, _) in &function.block(sequence).instrs {
            match instruction {
                Instr::Block(block) => all.push(block.seq),
                Instr::Loop(block) => all.push(block.seq),
                Instr::IfElse(both) => all.extend([both.consequent, both.alternative]),
                _ => {}
            }
        }
        next += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use walrus::ir::{Instr, TableCopy, TableFill, TableGrow, TableInit, TableSet, Value};
    use walrus::{
        ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, InstrSeqBuilder, Module,
        RefType, TableId, ValType,
    };

    use super::direct;

    /// A module with a table of functions.
    fn begun() -> (Module, TableId) {
        let mut module = Module::default();
        let table = module.tables.add_local(false, 9, None, RefType::FUNCREF);
        (module, table)
    }

    fn add(
        module: &mut Module,
        name: &str,
        write: impl FnOnce(&mut InstrSeqBuilder),
    ) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        write(&mut builder.func_body());
        let function = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add(name, function);
        function
    }

    fn seven(body: &mut InstrSeqBuilder) {
        body.i32_const(7);
    }

    fn put(module: &mut Module, table: TableId, offset: ConstExpr, items: ElementItems) {
        let kind = ElementKind::Active { table, offset };
        module.elements.add(kind, items);
    }

    fn at(number: i32) -> ConstExpr {
        ConstExpr::Value(Value::I32(number))
    }

    #[test]
    fn only_calls_of_what_the_file_puts_there_go_straight() {
        let (mut module, table) = begun();
        let ty = module.types.add(&[], &[ValType::I32]);
        let here = add(&mut module, "here", seven);
        for (name, number) in [("own", 4), ("others", 5)] {
            add(&mut module, name, |body| {
                body.block(ValType::I32, |inner| {
                    inner.i32_const(number).call_indirect(ty, table);
                });
            });
        }
        put(
            &mut module,
            table,
            at(4),
            ElementItems::Functions(vec![here]),
        );

        let wasm = direct(&module.emit_wasm()).unwrap();
        let changed = Module::from_buffer(&wasm).unwrap();
        let calls = |name: &str| {
            let function = changed.exports.get_func(name).unwrap();
            let function = changed.funcs.get(function).kind.unwrap_local();
            super::sequences(function)
                .into_iter()
                .map(|sequence| format!("{:?}", function.block(sequence).instrs))
                .collect::<String>()
        };
        let (own, others) = (calls("own"), calls("others"));
        assert!(
            !own.contains("CallIndirect") && own.contains("Call("),
            "{own}"
        );
        assert!(others.contains("CallIndirect"), "{others}");
    }

    #[test]
    fn a_call_of_another_type_keeps_its_way() {
        let (mut module, table) = begun();
        let ty = module.types.add(&[ValType::I32], &[ValType::I32]);
        let here = add(&mut module, "here", |body| {
            body.i32_const(1).i32_const(4).call_indirect(ty, table);
        });
        put(
            &mut module,
            table,
            at(4),
            ElementItems::Functions(vec![here]),
        );
        let wasm = direct(&module.emit_wasm()).unwrap();
        let changed = Module::from_buffer(&wasm).unwrap();
        let function = changed.exports.get_func("here").unwrap();
        let function = changed.funcs.get(function).kind.unwrap_local();
        let body = &function.block(function.entry_block()).instrs;
        assert!(
            body.iter()
                .any(|(one, _)| matches!(one, Instr::CallIndirect(_)))
        );
    }

    #[test]
    fn what_is_not_known_for_certain_is_an_error() {
        let is_an_error = |what: &str, change: &dyn Fn(&mut Module, TableId, FunctionId)| {
            let (mut module, table) = begun();
            let here = add(&mut module, "here", seven);
            change(&mut module, table, here);
            let made = direct(&module.emit_wasm());
            assert!(
                made.is_err_and(|error| error.to_string().contains("direct.rs")),
                "{what}"
            );
        };
        let functions = |function| ElementItems::Functions(vec![function]);
        is_an_error("a passive segment", &|module, _, here| {
            module.elements.add(ElementKind::Passive, functions(here));
        });
        is_an_error("an offset that is a global", &|module, table, here| {
            let (global, _) = module.add_import_global("first", "base", ValType::I32, false, false);
            put(module, table, ConstExpr::Global(global), functions(here));
        });
        is_an_error("members that are computed", &|module, table, here| {
            let members = vec![
                ConstExpr::RefFunc(here),
                ConstExpr::RefNull(RefType::FUNCREF),
            ];
            put(
                module,
                table,
                at(4),
                ElementItems::Expressions(RefType::FUNCREF, members),
            );
        });
        is_an_error("one number twice", &|module, table, here| {
            put(
                module,
                table,
                at(3),
                ElementItems::Functions(vec![here, here]),
            );
            put(module, table, at(4), functions(here));
        });
        let null = |body: &mut InstrSeqBuilder| {
            body.ref_null(RefType::FUNCREF);
        };
        is_an_error("table.set", &|module, table, here| {
            put(module, table, at(4), functions(here));
            add(module, "set", |body| {
                body.block(None, |body| {
                    body.i32_const(4);
                    null(body);
                    body.instr(TableSet { table });
                });
                body.i32_const(0);
            });
        });
        is_an_error("table.grow", &|module, table, here| {
            put(module, table, at(4), functions(here));
            add(module, "grow", |body| {
                null(body);
                body.i32_const(1).instr(TableGrow { table });
            });
        });
        is_an_error("table.fill", &|module, table, here| {
            put(module, table, at(4), functions(here));
            add(module, "fill", |body| {
                body.i32_const(4);
                null(body);
                body.i32_const(1).instr(TableFill { table }).i32_const(0);
            });
        });
        is_an_error("table.copy", &|module, table, here| {
            put(module, table, at(4), functions(here));
            add(module, "copy", |body| {
                body.i32_const(4).i32_const(0).i32_const(1);
                let (src, dst) = (table, table);
                body.instr(TableCopy { src, dst }).i32_const(0);
            });
        });
        is_an_error("table.init", &|module, table, here| {
            put(module, table, at(4), functions(here));
            let elem = module.elements.add(ElementKind::Declared, functions(here));
            add(module, "init", |body| {
                body.i32_const(4).i32_const(0).i32_const(0);
                body.instr(TableInit { table, elem }).i32_const(0);
            });
        });
    }
}
