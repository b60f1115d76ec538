//! What nothing uses.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use sparta_diagnostics::{Diagnostic, TextRange, TextSize};

use crate::scopes::is_exported;
use crate::written::with_separator;
use crate::{
    Db, Declaration, File, Finding, Findings, Import, ItemKind, Place, Word, declarations, hir,
};

/// The names that the declarations of a file use.
#[salsa::tracked]
fn used<'db>(db: &'db dyn Db, file: File) -> FxHashSet<Arc<str>> {
    declarations(db, file)
        .iter()
        .map(|declaration| super::names(db, *declaration))
        .flat_map(|names| names.used.iter().chain(&names.mentioned).cloned())
        .collect()
}

/// Warnings for what a stack declares and nothing uses. Files without resources are libraries, whose
/// definitions are there for others, as are those of a file that is imported.
#[salsa::tracked]
pub(super) fn unused<'db>(db: &'db dyn Db, file: File, is_imported: bool) -> Findings<'db> {
    let all = declarations(db, file);
    let is_stack = !is_imported
        && all.iter().any(|declaration| {
            matches!(
                declaration.word(db),
                Word::Resource | Word::Construct | Word::Output | Word::Stack
            )
        });
    let used = used(db, file);
    let mut findings = Findings::default();
    for &declaration in all {
        match declaration.word(db) {
            Word::Import => unused_imports(db, declaration, used, &mut findings),
            Word::Param
            | Word::Setting
            | Word::Let
            | Word::TypeAlias
            | Word::Fn
            | Word::Component
            | Word::Custom
            | Word::Event
                if is_stack
                    && (!is_imported || !is_exported(declaration.word(db)))
                    && !used.contains(declaration.name(db))
                    && !declaration.name(db).is_empty() =>
            {
                let range = hir(db, declaration).root().name.range;
                let finding = warning(declaration, declaration.name(db), range);
                let whole = whole(db, declaration);
                findings.push(finding.with_guess("remove it", whole, ""));
            }
            _ => {}
        }
    }
    findings
}

fn unused_imports<'db>(
    db: &'db dyn Db,
    import: Declaration<'db>,
    used: &FxHashSet<Arc<str>>,
    findings: &mut Findings<'db>,
) {
    let root = hir(db, import).root();
    let ItemKind::Import { import: what, .. } = &root.kind else { return };
    match what {
        Import::Names(names) => {
            for name in names {
                let local = name.alias.as_ref().unwrap_or(&name.name);
                if !used.contains(&local.text) && !local.text.is_empty() {
                    let written = name.name.range.cover(local.range);
                    let range = with_separator(import.text(db), written);
                    let place = match names.len() {
                        1 => whole(db, import),
                        _ => Place { declaration: import, range },
                    };
                    let finding = warning(import, &local.text, local.range);
                    findings.push(finding.with_fix("remove it", place, ""));
                }
            }
        }
        // A module may be imported for its `extend`s, and then needs no name.
        Import::Module | Import::Stack
            if root.name.text.is_empty() || used.contains(&root.name.text) => {}
        Import::Module | Import::Stack => {
            let finding = warning(import, &root.name.text, root.name.range);
            findings.push(finding.with_guess("remove it", whole(db, import), ""));
        }
    }
}

/// A declaration with its attributes and what documents it.
fn whole<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Place<'db> {
    let range = TextRange::up_to(TextSize::of(declaration.text(db).as_str()));
    Place { declaration, range }
}

fn warning<'db>(declaration: Declaration<'db>, name: &str, range: TextRange) -> Finding<'db> {
    Diagnostic::warning("unused", Place { declaration, range }, format!("nothing uses `{name}`"))
        .with_help("use it or remove it")
}
