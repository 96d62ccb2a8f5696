//! Calls from one gathered file into itself.
//!
//! The splitter lets files call each other through the table of functions, by a number that it knows. Where the called function has come to
//! stand in the same file the call goes straight to it, so that the optimiser sees it, and one way around the table is enough for all that
//! the files were made of.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use walrus::ir::{Call, Const, Instr, InstrSeqId, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionId, FunctionKind, LocalFunction, Module, TableId,
};

/// From a table and a number to the function that the file itself puts there.
type Own = BTreeMap<(TableId, i32), FunctionId>;

/// The same program.
pub(super) fn direct(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm).map_err(|wrong| anyhow!("{wrong:#}"))?;
    let own = own(&module);
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
                    ) => own
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

fn own(module: &Module) -> Own {
    let mut own = Own::new();
    for element in module.elements.iter() {
        let ElementKind::Active {
            table,
            offset: ConstExpr::Value(Value::I32(first)),
        } = element.kind
        else {
            continue;
        };
        if let ElementItems::Functions(functions) = &element.items {
            let numbers = (first..).map(|number| (table, number));
            own.extend(numbers.zip(functions.iter().copied()));
        }
    }
    own
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
    use walrus::{ConstExpr, ElementItems, ElementKind, ir::Value};
    use walrus::{FunctionBuilder, Module, RefType, ValType};

    use super::direct;

    #[test]
    fn only_calls_of_what_the_file_puts_there_go_straight() {
        let mut module = Module::default();
        let table = module.tables.add_local(false, 9, None, RefType::FUNCREF);
        let add = |module: &mut Module, calls: Option<i32>| {
            let ty = module.types.add(&[], &[ValType::I32]);
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            let mut body = builder.func_body();
            match calls {
                None => body.i32_const(7),
                Some(number) => body.block(ValType::I32, |inner| {
                    inner.i32_const(number).call_indirect(ty, table);
                }),
            };
            builder.finish(Vec::new(), &mut module.funcs)
        };
        let here = add(&mut module, None);
        let (own, others) = (add(&mut module, Some(4)), add(&mut module, Some(5)));
        for (name, function) in [("own", own), ("others", others)] {
            module.exports.add(name, function);
        }
        let offset = ConstExpr::Value(Value::I32(4));
        let kind = ElementKind::Active { table, offset };
        module
            .elements
            .add(kind, ElementItems::Functions(vec![here]));

        let wasm = direct(&module.emit_wasm()).unwrap();
        let mut changed = Module::from_buffer(&wasm).unwrap();
        let calls = |name: &str, changed: &mut Module| {
            let function = changed.exports.get_func(name).unwrap();
            let function = changed.funcs.get(function).kind.unwrap_local();
            super::sequences(function)
                .into_iter()
                .map(|sequence| format!("{:?}", function.block(sequence).instrs))
                .collect::<String>()
        };
        let (own, others) = (calls("own", &mut changed), calls("others", &mut changed));
        assert!(
            !own.contains("CallIndirect") && own.contains("Call("),
            "{own}"
        );
        assert!(others.contains("CallIndirect"), "{others}");
    }
}
