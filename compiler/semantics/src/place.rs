//! Where something is written, relative to the declaration that it is written in.

use sparta_diagnostics::{Diagnostic, Span, TextRange};

use crate::{Db, Declaration};

/// A range inside a declaration. An edit above the declaration does not change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Place<'db> {
    pub declaration: Declaration<'db>,
    pub range: TextRange,
}

impl<'db> Place<'db> {
    /// The same place as a range of its file. Reads the declaration's position: only the last step,
    /// which shows diagnostics, may ask for it.
    pub fn span(self, db: &'db dyn Db) -> Span {
        let start = self.declaration.start(db);
        Span {
            path: self.declaration.file(db).path(db).clone(),
            range: (self.range + start).into(),
        }
    }
}

/// A finding inside the compiler.
pub type Finding<'db> = Diagnostic<Place<'db>>;
