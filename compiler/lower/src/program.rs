//! What all declarations of a stack become.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use sparta_semantics::{Db, Declaration, Stack, Word, declarations, reachable_files, stack_name};

use crate::{Lowered, Lowering, lower};

/// A stack, lowered.
#[derive(Debug, Clone)]
pub struct Program<'db> {
    pub stack: Stack<'db>,
    pub name: Arc<str>,
    /// The declarations of the entry file in their order, what custom resources bring along, then
    /// the definitions of imported files, which have findings only.
    pub declarations: Vec<(Declaration<'db>, &'db Lowered<'db>)>,
}

/// A stack, lowered; each declaration once.
pub fn program<'db>(db: &'db dyn Db, stack: Stack<'db>) -> Program<'db> {
    let entry = stack.file(db);
    let mut all: Vec<(Declaration<'db>, &'db Lowered<'db>)> = declarations(db, entry)
        .iter()
        .map(|declaration| (*declaration, lower(db, stack, *declaration)))
        .collect();
    let mut customs = FxHashSet::default();
    let mut handlers = Vec::new();
    for (_, lowered) in &all {
        for custom in &lowered.customs {
            if customs.insert(*custom) {
                handlers.push((*custom, handler(db, stack, *custom)));
            }
        }
    }
    all.extend(handlers);
    for file in reachable_files(db, entry).into_iter().skip(1) {
        for &declaration in declarations(db, file) {
            if is_definition(declaration.word(db)) {
                all.push((declaration, lower(db, stack, declaration)));
            }
        }
    }
    Program { stack, name: stack_name(db, entry), declarations: all }
}

const fn is_definition(word: Word) -> bool {
    matches!(
        word,
        Word::Let | Word::Fn | Word::Component | Word::Custom | Word::Extend | Word::Event
    )
}

/// The handler that a custom resource type brings along, lowered once a stack.
#[salsa::tracked]
fn handler<'db>(db: &'db dyn Db, stack: Stack<'db>, custom: Declaration<'db>) -> Lowered<'db> {
    let mut lowering = Lowering::new(db, stack, custom);
    lowering.custom_handler(custom);
    lowering.finish()
}
