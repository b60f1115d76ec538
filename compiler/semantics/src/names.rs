//! Which names a declaration uses, and whether they mean anything.

mod annotation;
mod circle;
mod duplicate;
mod resolved;
mod unused;
mod walk;

pub use annotation::{annotation_fits, annotation_forms, annotations};
pub use walk::PSEUDO;
pub(crate) use walk::{bad_name, resolved_names};

use std::sync::Arc;

use crate::{Db, Declaration, File, Finding, Findings, Place, declarations, hir, scope};

/// What a declaration says of names.
#[derive(Debug, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Names<'db> {
    /// Names that it uses of its file, sorted.
    pub used: Vec<Arc<str>>,
    /// What it mentions where its text can't be read, sorted: it may be meant as a use.
    pub mentioned: Vec<Arc<str>>,
    /// Of a resource those that say under which condition it exists, and how many there are.
    pub conditions: Vec<Arc<str>>,
    pub findings: Findings<'db>,
}

/// The names that a declaration uses.
#[salsa::tracked]
pub(crate) fn names<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Names<'db> {
    walk::walk(db, declaration)
}

/// The names in `@allow(…)` of a declaration.
#[salsa::tracked(returns(deref))]
pub fn allowed<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Vec<Arc<str>> {
    hir(db, declaration)
        .root()
        .attributes
        .iter()
        .filter(|attribute| &*attribute.name.text == "allow")
        .flat_map(|attribute| attribute.texts.iter().cloned())
        .collect()
}

/// Whether a definition is defined by itself, which is reported at the definition.
pub fn is_recursive<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> bool {
    circle::recursive(db, declaration.file(db)).contains(&declaration)
}

/// What is wrong with a file's text, its names and what it leaves unused. An imported one offers its
/// definitions, so that nothing has to use them in it.
pub fn file_findings<'db>(db: &'db dyn Db, file: File, is_imported: bool) -> Vec<Finding<'db>> {
    let mut findings = Vec::new();
    for &declaration in declarations(db, file) {
        findings.extend(
            hir(db, declaration).diagnostics.iter().map(|diagnostic| {
                diagnostic.clone().map_places(|range| Place { declaration, range })
            }),
        );
    }
    findings.extend(scope(db, file).findings.iter());
    for &declaration in declarations(db, file) {
        findings.extend(names(db, declaration).findings.iter());
    }
    findings.extend(circle::findings(db, file));
    findings.extend(unused::unused(db, file, is_imported).iter());
    findings.extend(duplicate::duplicates(db, file).iter());
    findings
}
