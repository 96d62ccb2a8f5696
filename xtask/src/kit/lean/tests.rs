use wasmparser::{BlockType, MemArg, Operator};

use super::before::needless;
use super::glue::{in_their_order, shorter_calls};
use super::program::{Function, Instruction};
use super::traps::never_returns;

const ANYWHERE: MemArg = MemArg {
    align: 2,
    max_align: 2,
    offset: 0,
    memory: 0,
};

fn function<const N: usize>(operators: [Operator<'static>; N]) -> Function<'static> {
    let operators = operators.into_iter().enumerate();
    let instructions = operators.map(|(at, operator)| Instruction {
        operator,
        at: at..at + 1,
    });
    Function {
        index: 0,
        operators: instructions.collect(),
    }
}

/// The index of the first operator that goes, of all before the last.
fn first_to_go<const N: usize>(operators: [Operator<'static>; N]) -> usize {
    needless(&function(operators), N - 1)
}

fn get(local_index: u32) -> Operator<'static> {
    Operator::LocalGet { local_index }
}

fn number(value: i32) -> Operator<'static> {
    Operator::I32Const { value }
}

#[test]
fn what_is_made_for_the_panic_goes() {
    let panic = Operator::Call { function_index: 1 };
    assert_eq!(
        first_to_go([get(0), number(4), Operator::I32Add, number(1), panic]),
        0
    );
}

#[test]
fn calls_and_branches_stay() {
    let (call, panic) = (
        Operator::Call { function_index: 2 },
        Operator::Call { function_index: 1 },
    );
    assert_eq!(first_to_go([get(0), call, number(1), panic.clone()]), 2);
    let branch = Operator::If {
        blockty: BlockType::Type(wasmparser::ValType::I32),
    };
    assert_eq!(first_to_go([get(0), branch, number(1), panic.clone()]), 2);
    assert_eq!(
        first_to_go([get(0), Operator::MemoryGrow { mem: 0 }, number(1), panic]),
        2
    );
}

#[test]
fn a_note_in_the_own_frame_goes_and_any_other_write_stays() {
    let frame = [
        Operator::GlobalGet { global_index: 0 },
        number(16),
        Operator::I32Sub,
        Operator::LocalSet { local_index: 3 },
    ];
    let store = Operator::I32Store { memarg: ANYWHERE };
    let write = |to| {
        [
            get(to),
            number(8),
            Operator::I32Add,
            number(7),
            store.clone(),
            number(1),
        ]
    };
    let panic = Operator::Call { function_index: 1 };
    let with = |to| {
        let operators = frame
            .iter()
            .cloned()
            .chain(write(to))
            .chain([panic.clone()]);
        let operators: Vec<_> = operators.collect();
        first_to_go::<11>(operators.try_into().unwrap())
    };
    assert_eq!(with(3), 0);
    assert_eq!(with(2), 9);
}

#[test]
fn a_function_never_returns_if_no_way_leads_to_its_end() {
    let branch = |relative_depth| Operator::BrIf { relative_depth };
    let block = Operator::Block {
        blockty: BlockType::Empty,
    };
    let never = |branch| {
        never_returns(&function([
            block.clone(),
            number(1),
            branch,
            Operator::End,
            Operator::Unreachable,
            Operator::End,
        ]))
    };
    assert!(never(branch(0)));
    assert!(!never(branch(1)));
    assert!(!never(Operator::Return));
    assert!(!never_returns(&function([number(1), Operator::End])));
}

#[test]
fn calls_are_told_shortly_and_in_the_order_of_their_numbers() {
    let calls = r#"        1: function() { return handleError(function (arg0) {
            const ret = arg0.body;
            return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
        }, arguments); },
        0: function(arg0, arg1) {
            const ret = arg1.href;
            const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
        },"#;
    let short = r#"(arg0, arg1) => {
            putString(arg0, arg1.href);
        },
catching((arg0) => {
            return reference(arg0.body);
        })"#;
    assert_eq!(
        in_their_order(&shorter_calls(calls).unwrap()).unwrap(),
        short
    );
}
