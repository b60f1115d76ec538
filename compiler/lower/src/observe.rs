//! What an editor learns of a declaration by lowering it.

use sparta_semantics::{Context, Db, Declaration, ItemKind, Notes, Stack, hir};

use crate::Lowering;

/// What the expressions of a declaration come to in a stack, and what is wanted of them. Definitions
/// are observed on their own, what they are given known by type; so are those of the library.
pub fn observe<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    declaration: Declaration<'db>,
) -> Notes<'db> {
    let mut lowering = Lowering::new(db, stack, declaration);
    lowering.evaluator.notes = Some(Box::new(Notes::new(declaration)));
    lowering.declaration(declaration);
    lowering.what_is_not_lowered(declaration);
    lowering.evaluator.notes.map_or_else(|| Notes::new(declaration), |notes| *notes)
}

impl<'db> Lowering<'db> {
    /// What becomes no part of a template.
    fn what_is_not_lowered(&mut self, declaration: Declaration<'db>) {
        let cx = Context::file(self.db, declaration);
        match &hir(self.db, declaration).root().kind {
            ItemKind::Environment { body } => self.evaluator.explore(&cx, *body),
            ItemKind::Test { members, .. } => {
                for member in members {
                    match &cx.hir.item(*member).kind {
                        ItemKind::Assert { condition } => {
                            self.evaluator.explore(&cx, *condition);
                        }
                        ItemKind::Let { value, .. } => self.evaluator.explore(&cx, *value),
                        _ => {}
                    }
                }
            }
            ItemKind::Custom { .. } => {
                self.custom_handler(declaration);
            }
            _ => {}
        }
    }
}
