//! What all declarations of a stack become.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use sparta_semantics::{Db, Declaration, Stack, stack_name};

use crate::{Lowered, Lowering, Task, lower, tasks};

/// A stack, lowered.
#[derive(Debug, Clone)]
pub struct Program<'db> {
    pub stack: Stack<'db>,
    pub name: Arc<str>,
    /// The declarations of the entry file in their order, the definitions of imported files, which have
    /// findings only, and what custom resources bring along.
    pub declarations: Vec<(Declaration<'db>, &'db Lowered<'db>)>,
    /// What the first declarations are; what custom resources bring along is none.
    pub tasks: &'db [Task<'db>],
}

/// A stack, lowered; each declaration once.
pub fn program<'db>(db: &'db dyn Db, stack: Stack<'db>) -> Program<'db> {
    let tasks = tasks(db, stack);
    let mut all: Vec<(Declaration<'db>, &'db Lowered<'db>)> =
        tasks.iter().map(|task| (task.declaration(db), lower(db, *task))).collect();
    let mut customs = FxHashSet::default();
    for position in 0..all.len() {
        for &custom in &all[position].1.customs {
            if customs.insert(custom) {
                all.push((custom, handler(db, stack, custom)));
            }
        }
    }
    Program { stack, name: stack_name(db, stack.file(db)), declarations: all, tasks }
}

/// The handler that a custom resource type brings along, lowered once a stack.
#[salsa::tracked]
fn handler<'db>(db: &'db dyn Db, stack: Stack<'db>, custom: Declaration<'db>) -> Lowered<'db> {
    let mut lowering = Lowering::new(db, stack, custom);
    lowering.custom_handler(custom);
    lowering.finish()
}
