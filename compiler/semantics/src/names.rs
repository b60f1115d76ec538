//! Which names a declaration uses, and whether they mean anything.

mod unused;
mod walk;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use sparta_diagnostics::Diagnostic;

use crate::{Db, Declaration, File, Finding, Findings, Place, Word, declarations, hir, scope};

/// What a declaration says of names.
#[derive(Debug, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Names<'db> {
    /// Names that it uses of its file, sorted.
    pub used: Vec<Arc<str>>,
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

/// The definitions of a file that are defined by themselves.
#[salsa::tracked]
fn recursive<'db>(db: &'db dyn Db, file: File) -> FxHashSet<Declaration<'db>> {
    let defines = |word| matches!(word, Word::Let | Word::Fn | Word::Component | Word::TypeAlias);
    let by_name: FxHashMap<&Arc<str>, Declaration<'db>> = declarations(db, file)
        .iter()
        .filter(|declaration| defines(declaration.word(db)))
        .map(|declaration| (declaration.name(db), *declaration))
        .collect();
    let used = |declaration: Declaration<'db>| {
        names(db, declaration)
            .used
            .iter()
            .filter_map(|name| by_name.get(name).copied())
            .collect::<Vec<_>>()
    };
    let mut graph = petgraph::graphmap::DiGraphMap::<usize, ()>::new();
    let all: Vec<Declaration<'db>> = declarations(db, file)
        .iter()
        .copied()
        .filter(|declaration| defines(declaration.word(db)))
        .collect();
    let index: FxHashMap<Declaration<'db>, usize> =
        all.iter().copied().enumerate().map(|(index, declaration)| (declaration, index)).collect();
    for (from, declaration) in all.iter().enumerate() {
        for to in used(*declaration) {
            if let Some(to) = index.get(&to) {
                graph.add_edge(from, *to, ());
            }
        }
    }
    petgraph::algo::tarjan_scc(&graph)
        .into_iter()
        .filter(|component| component.len() > 1 || graph.contains_edge(component[0], component[0]))
        .flatten()
        .map(|index| all[index])
        .collect()
}

/// Whether a definition is defined by itself, which is reported at the definition.
pub(crate) fn is_recursive<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> bool {
    recursive(db, declaration.file(db)).contains(&declaration)
}

/// What is wrong with a file's text, its names and what it leaves unused.
pub fn file_findings<'db>(db: &'db dyn Db, file: File) -> Vec<Finding<'db>> {
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
    recursion_findings(db, file, &mut findings);
    findings.extend(unused::unused(db, file).iter());
    findings.extend(unused::duplicates(db, file).iter());
    findings
}

/// One finding for all definitions that make one circle: at the first.
fn recursion_findings<'db>(db: &'db dyn Db, file: File, findings: &mut Vec<Finding<'db>>) {
    let recursive = recursive(db, file);
    if recursive.is_empty() {
        return;
    }
    let circle: Vec<Declaration<'db>> = declarations(db, file)
        .iter()
        .copied()
        .filter(|declaration| recursive.contains(declaration))
        .collect();
    let place = |declaration: Declaration<'db>| Place {
        declaration,
        range: hir(db, declaration).root().name.range,
    };
    let Some((first, rest)) = circle.split_first() else { return };
    let mut finding = Diagnostic::error(
        "recursive-definition",
        place(*first),
        format!("`{}` is defined by itself", first.name(db)),
    )
    .with_help("there is no recursion: one of them has to be a known value");
    for other in rest {
        finding = finding.with_label(place(*other), format!("by way of `{}`", other.name(db)));
    }
    findings.push(finding);
}
