//! Finds the functions that do nothing but lead to a trap.

use std::collections::HashSet;

use anyhow::{Result, bail};
use wasmparser::Operator;

use super::before::{changes_memory, is_quiet};
use super::program::{Function, Program};

/// Parts of the names of functions whose only purpose is to tell of a panic and stop.
const TELLERS: [&str; 6] = [
    "4core9panicking",
    "3std9panicking11begin_panic",
    "4core3str16slice_error_fail",
    "4core3str19slice_error_fail_rt",
    "5alloc5alloc18handle_alloc_error",
    "3std5alloc8rust_oom",
];

/// The one that all others come to.
const LAST: &str = "4core9panicking9panic_fmt";

pub(super) struct Traps(HashSet<u32>);

impl Traps {
    pub(super) fn find(program: &Program) -> Result<Self> {
        let endless = program
            .functions
            .iter()
            .filter(|function| never_returns(function));
        let endless: Vec<_> = endless.collect();
        let tells = |function: &Function| {
            TELLERS
                .iter()
                .any(|part| program.name(function).contains(part))
        };
        let tellers = endless.iter().filter(|function| tells(function));
        let mut traps = Self(tellers.map(|function| function.index).collect());
        if !endless
            .iter()
            .any(|function| program.name(function).contains(LAST))
        {
            bail!(
                "no {LAST} that never returns is in the program: xtask/src/kit/lean.rs must follow the compiler"
            );
        }
        loop {
            let more = endless
                .iter()
                .filter(|function| !traps.contains(function.index));
            let more: Vec<_> = more
                .filter(|function| traps.only_lead_on(function))
                .collect();
            if more.is_empty() {
                return Ok(traps);
            }
            traps.extend(more.iter().map(|function| function.index));
        }
    }

    pub(super) fn extend(&mut self, functions: impl Iterator<Item = u32>) {
        self.0.extend(functions);
    }

    pub(super) fn contains(&self, function: u32) -> bool {
        self.0.contains(&function)
    }

    /// Which of the function's operators call one of these.
    pub(super) fn calls_in(&self, function: &Function) -> impl Iterator<Item = usize> {
        let operators = function.operators.iter().enumerate();
        operators
            .filter_map(|(at, instruction)| self.is_called_by(&instruction.operator).then_some(at))
    }

    /// Whether all that it does is to make ready for a call of one of these. It may write to memory, but calls nothing else.
    fn only_lead_on(&self, function: &Function) -> bool {
        let mut operators = function
            .operators
            .iter()
            .map(|instruction| &instruction.operator);
        operators.all(|operator| {
            is_quiet(operator)
                || changes_memory(operator)
                || steers(operator)
                || self.is_called_by(operator)
        })
    }

    fn is_called_by(&self, operator: &Operator) -> bool {
        matches!(operator, Operator::Call { function_index } if self.contains(*function_index))
    }
}

/// No way through it leads to its end, and none to a `return`.
pub(super) fn never_returns(function: &Function) -> bool {
    let mut inside = 0;
    for instruction in &function.operators {
        match &instruction.operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => inside += 1,
            Operator::End if inside > 0 => inside -= 1,
            Operator::Return
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. } => return false,
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth }
                if *relative_depth == inside =>
            {
                return false;
            }
            Operator::BrTable { targets } => {
                let mut depths = targets.targets().chain([Ok(targets.default())]);
                if depths.any(|depth| depth.is_ok_and(|depth| depth == inside)) {
                    return false;
                }
            }
            _ => {}
        }
    }
    matches!(function.operators.as_slice(), [.., last, _] if matches!(last.operator, Operator::Unreachable))
}

/// Leads on within the function, and never backwards.
fn steers(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Block { .. }
            | Operator::If { .. }
            | Operator::Else
            | Operator::End
            | Operator::Br { .. }
            | Operator::BrIf { .. }
            | Operator::BrTable { .. }
            | Operator::GlobalSet { .. }
            | Operator::Unreachable
    )
}
