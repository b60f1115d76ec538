//! What is known of a declaration whose text an editor asks about.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_lower::observe;
use sparta_semantics::{
    Db, Declaration, ExprId, File, Hir, Notes, Stack, Ty, Value, Wanted, declarations, hir, stacks,
    type_of,
};

use crate::project::entries;
use crate::{FilePosition, Project};

/// A declaration, and what its expressions come to in one of the programs that it is part of.
#[derive(Clone, Copy)]
pub(crate) struct Observation<'db> {
    pub(crate) db: &'db dyn Db,
    pub(crate) declaration: Declaration<'db>,
    pub(crate) hir: &'db Hir,
    pub(crate) notes: &'db Notes<'db>,
}

/// Only what somebody looks at is observed, and what was looked at long ago is forgotten.
#[salsa::tracked(lru = 256)]
fn notes<'db>(db: &'db dyn Db, stack: Stack<'db>, declaration: Declaration<'db>) -> Notes<'db> {
    observe(db, stack, declaration)
}

/// The stack in which the declarations of a file are looked at: that of the first program that the file
/// is part of, with its defaults or in its first environment.
pub(crate) fn stack_of<'db>(db: &'db dyn Db, project: Project, file: File) -> Stack<'db> {
    let entry = entries(db, project, file).first().copied().unwrap_or(file);
    let first = stacks(db, entry, &[]).first().map(|configuration| configuration.stack);
    first.unwrap_or_else(|| Stack::new(db, entry, Vec::new()))
}

/// The declaration whose text an offset lies in or just behind: a cursor at its end is in it.
pub(crate) fn declaration_at<'db>(
    db: &'db dyn Db,
    at: FilePosition,
) -> Option<(Declaration<'db>, TextSize)> {
    let pieces = declarations(db, at.file);
    let after = pieces.partition_point(|piece| piece.start(db) <= at.offset);
    let declaration = *pieces.get(after.checked_sub(1)?)?;
    let offset = at.offset - declaration.start(db);
    Some((declaration, offset.min(TextSize::of(declaration.text(db).as_str()))))
}

impl<'db> Observation<'db> {
    pub(crate) fn new(db: &'db dyn Db, stack: Stack<'db>, declaration: Declaration<'db>) -> Self {
        let (hir, notes) = (hir(db, declaration), notes(db, stack, declaration));
        Self { db, declaration, hir, notes }
    }

    /// The declaration at a position, and the position in it.
    pub(crate) fn at(
        db: &'db dyn Db,
        project: Project,
        at: FilePosition,
    ) -> Option<(Self, TextSize)> {
        let (declaration, offset) = declaration_at(db, at)?;
        Some((Self::new(db, stack_of(db, project, at.file), declaration), offset))
    }

    /// The innermost expression at an offset of the declaration's text, its ends counted.
    pub(crate) fn expr_at(&self, offset: TextSize) -> Option<ExprId> {
        self.hir.expr_at(offset)
    }

    /// What an expression comes to, if it was evaluated.
    pub(crate) fn value(&self, expr: ExprId) -> Option<&'db Value<'db>> {
        self.notes.value(expr)
    }

    /// The type of an expression, if it was evaluated to anything.
    pub(crate) fn ty(&self, expr: ExprId) -> Option<Ty<'db>> {
        let ty = type_of(self.db, self.value(expr)?);
        (ty != Ty::Error).then_some(ty)
    }

    /// What is wanted where an expression stands.
    pub(crate) fn wanted(&self, expr: ExprId) -> Option<&'db Wanted<'db>> {
        self.notes.wanted(self.hir.range(expr))
    }

    /// A range of the declaration's text as one of its file.
    pub(crate) fn in_file(&self, range: TextRange) -> TextRange {
        range + self.declaration.start(self.db)
    }
}
