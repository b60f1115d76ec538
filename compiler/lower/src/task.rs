//! What there is to lower in a stack.

use sparta_semantics::{Db, Declaration, Stack, Word, declarations, reachable_files};

use crate::{Lowered, lower};

/// A declaration that is lowered in a stack. It goes with the declaration, and what was computed of it
/// goes with it.
#[salsa::tracked(debug)]
pub struct Task<'db> {
    #[returns(copy)]
    pub stack: Stack<'db>,
    #[returns(copy)]
    pub declaration: Declaration<'db>,
}

/// The declarations of the entry file in their order, then the definitions of imported files, which are
/// lowered for what is wrong with them.
#[salsa::tracked(returns(deref))]
pub fn tasks<'db>(db: &'db dyn Db, stack: Stack<'db>) -> Box<[Task<'db>]> {
    let entry = stack.file(db);
    let imported = reachable_files(db, entry).into_iter().skip(1);
    let definitions = imported.flat_map(|file| declarations(db, file));
    let all = declarations(db, entry)
        .iter()
        .chain(definitions.filter(|declaration| is_definition(declaration.word(db))));
    all.map(|declaration| Task::new(db, stack, *declaration)).collect()
}

/// What a declaration becomes in a stack, if it is lowered there.
pub fn lowered_in<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    declaration: Declaration<'db>,
) -> Option<&'db Lowered<'db>> {
    let task = tasks(db, stack).iter().find(|task| task.declaration(db) == declaration)?;
    Some(lower(db, *task))
}

const fn is_definition(word: Word) -> bool {
    matches!(
        word,
        Word::Let | Word::Fn | Word::Component | Word::Custom | Word::Extend | Word::Event
    )
}
