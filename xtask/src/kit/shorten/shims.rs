//! Shims of closures that nothing calls.
//!
//! wasm-bindgen learns of the kinds of closures that imports take from functions that describe them; for each kind there is a shim
//! through which JavaScript would call. When it has read the descriptions it drops them, but the shims stay in the program's table:
//! thirty-five kinds that js-sys and web-sys could take, of which the kit uses three. Nobody else can know that they are unused,
//! since a table may be reached by any number. Measured on this kit (2026-11-26): 0.5 of 59 KB of the first file.

use std::collections::HashSet;

use walrus::ir::{Call, Instr, InstrLocId, Unreachable, Visitor, dfs_in_order};
use walrus::{ExportItem, FunctionId, FunctionKind, LocalFunction, Module};

/// In the names of shims, as the compiler mangles `wasm_bindgen::convert::closures1_::invoke`.
const SHIM: &str = "12wasm_bindgen7convert8closures1_6invoke";

/// Lets the shims that are neither called nor exported end at once; the optimiser makes one of them all.
pub(super) fn empty(wasm: &mut Module) {
    let mut called = Called::default();
    for (_, function) in wasm.funcs.iter_local() {
        dfs_in_order(&mut called, function, function.entry_block());
    }
    for export in wasm.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            called.0.insert(id);
        }
    }
    for function in wasm.funcs.iter_mut() {
        let is_shim = function
            .name
            .as_deref()
            .is_some_and(|name| name.contains(SHIM));
        if is_shim
            && !called.0.contains(&function.id())
            && let FunctionKind::Local(local) = &mut function.kind
        {
            end_at_once(local);
        }
    }
}

fn end_at_once(function: &mut LocalFunction) {
    let entry = function.entry_block();
    function.block_mut(entry).instrs =
        vec![(Instr::Unreachable(Unreachable {}), InstrLocId::default())];
}

#[derive(Default)]
struct Called(HashSet<FunctionId>);

impl<'instr> Visitor<'instr> for Called {
    fn visit_call(&mut self, call: &Call) {
        self.0.insert(call.func);
    }
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, Module, ValType};

    use super::{SHIM, empty};

    #[test]
    fn only_what_is_neither_called_nor_exported_ends() {
        let mut module = Module::default();
        let mut add = |name: &str, calls: Option<_>| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            match calls {
                Some(function) => builder.func_body().call(function),
                None => builder.func_body().i32_const(7),
            };
            let function = builder.finish(Vec::new(), &mut module.funcs);
            module.funcs.get_mut(function).name = Some(name.into());
            function
        };
        let unused = add(&format!("{SHIM}1"), None);
        let called = add(&format!("{SHIM}2"), None);
        let exported = add(&format!("{SHIM}3"), None);
        let other = add("other", Some(called));
        module.exports.add("a", exported);
        empty(&mut module);
        let body = |function| {
            let function = module.funcs.get(function).kind.unwrap_local();
            format!("{:?}", function.block(function.entry_block()).instrs)
        };
        assert!(body(unused).contains("Unreachable"), "{}", body(unused));
        for kept in [called, exported, other] {
            assert!(!body(kept).contains("Unreachable"), "{}", body(kept));
        }
    }
}
