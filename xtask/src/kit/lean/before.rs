//! What comes before a trap and makes no difference then.

use std::collections::HashMap;

use wasmparser::{
    BlockType, ContType, FrameKind, FuncType, ModuleArity, Operator, RefType, SubType,
};

use super::program::{Function, Instruction};

/// From which operator on a function only makes ready what the call at `call` would have used: values, and notes in its own
/// part of the stack, which nobody reads after a trap. Any other write to memory stays.
pub(super) fn needless(function: &Function, call: usize) -> usize {
    let frames = frame_pointers(&function.operators);
    let before = &function.operators[..call];
    let run = after(before, |operator| {
        !is_quiet(operator) && !changes_memory(operator)
    });
    let mut stack = Vec::new();
    let mut first = run;
    for (at, Instruction { operator, .. }) in before.iter().enumerate().skip(run) {
        let (takes, makes) = simple_arity(operator).unwrap_or_default();
        // What the run finds on the stack was made before it, and may be anything.
        let taken: Vec<_> = (0..takes)
            .map(|_| stack.pop().unwrap_or(Value::Other))
            .collect();
        if changes_memory(operator) && taken.last() != Some(&Value::Frame) {
            first = at + 1;
        }
        let made = match operator {
            Operator::LocalGet { local_index } if frames.contains(local_index) => Value::Frame,
            Operator::I32Const { .. } => Value::Constant,
            Operator::I32Add => sum(&taken),
            _ => Value::Other,
        };
        stack.extend((0..makes).map(|_| made));
    }
    first
}

/// Only makes a value, or keeps or drops one.
pub(super) fn is_quiet(operator: &Operator) -> bool {
    match operator {
        Operator::LocalSet { .. } | Operator::Drop | Operator::Nop => true,
        Operator::If { .. } | Operator::MemoryGrow { .. } | Operator::TableGrow { .. } => false,
        _ => simple_arity(operator).is_some_and(|(_, makes)| makes == 1),
    }
}

pub(super) fn changes_memory(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::I32Store { .. }
            | Operator::I32Store8 { .. }
            | Operator::I32Store16 { .. }
            | Operator::I64Store { .. }
            | Operator::I64Store8 { .. }
            | Operator::I64Store16 { .. }
            | Operator::I64Store32 { .. }
            | Operator::F32Store { .. }
            | Operator::F64Store { .. }
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// An address in the function's own part of the stack.
    Frame,
    Constant,
    Other,
}

fn sum(of: &[Value]) -> Value {
    match of {
        [Value::Frame, Value::Constant] | [Value::Constant, Value::Frame] => Value::Frame,
        _ => Value::Other,
    }
}

/// The locals that only ever hold the lower end of the function's part of the stack: the stack pointer less a constant.
fn frame_pointers(operators: &[Instruction]) -> Vec<u32> {
    let mut writes = HashMap::<u32, (usize, bool)>::new();
    for (at, Instruction { operator, .. }) in operators.iter().enumerate() {
        if let Operator::LocalSet { local_index } | Operator::LocalTee { local_index } = operator {
            let (count, _) = writes.get(local_index).copied().unwrap_or_default();
            writes.insert(*local_index, (count + 1, makes_frame(&operators[..at])));
        }
    }
    let frames = writes
        .into_iter()
        .filter(|(_, (count, makes_frame))| *count == 1 && *makes_frame);
    frames.map(|(local, _)| local).collect()
}

fn makes_frame(before: &[Instruction]) -> bool {
    let [.., first, second, third] = before else {
        return false;
    };
    matches!(
        (&first.operator, &second.operator, &third.operator),
        (
            Operator::GlobalGet {
                global_index: STACK_POINTER
            },
            Operator::I32Const { .. },
            Operator::I32Sub
        )
    )
}

/// The linker's first global.
const STACK_POINTER: u32 = 0;

fn after(before: &[Instruction], stops: impl Fn(&Operator) -> bool) -> usize {
    let stop = before
        .iter()
        .rposition(|instruction| stops(&instruction.operator));
    stop.map_or(0, |stop| stop + 1)
}

/// How many values the operator takes and makes; none for calls and branches, whose numbers depend on types.
fn simple_arity(operator: &Operator) -> Option<(u32, u32)> {
    struct NoTypes;
    impl ModuleArity for NoTypes {
        fn sub_type_at(&self, _: u32) -> Option<&SubType> {
            None
        }
        fn tag_type_arity(&self, _: u32) -> Option<(u32, u32)> {
            None
        }
        fn type_index_of_function(&self, _: u32) -> Option<u32> {
            None
        }
        fn func_type_of_cont_type(&self, _: &ContType) -> Option<&FuncType> {
            None
        }
        fn sub_type_of_ref_type(&self, _: &RefType) -> Option<&SubType> {
            None
        }
        fn control_stack_height(&self) -> u32 {
            0
        }
        fn label_block(&self, _: u32) -> Option<(BlockType, FrameKind)> {
            None
        }
    }
    operator.operator_arity(&NoTypes)
}
