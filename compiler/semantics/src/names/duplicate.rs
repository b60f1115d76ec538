//! What is declared twice beside the names of values of a file.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_diagnostics::{Diagnostic, TextRange};

use crate::{
    Db, Declaration, File, Finding, Findings, Hir, ItemId, ItemKind, NameRef, Place, TypeExpr,
    Word, declarations, hir,
};

/// Outputs, environments and tests declared twice: each has a name space of its own.
#[salsa::tracked]
pub(super) fn duplicates<'db>(db: &'db dyn Db, file: File) -> Findings<'db> {
    let mut findings = Findings::default();
    let mut seen: FxHashMap<(Word, &str), Declaration<'db>> = FxHashMap::default();
    for &declaration in declarations(db, file) {
        let word = declaration.word(db);
        let key = match word {
            Word::Output | Word::Environment | Word::Test => (word, &**declaration.name(db)),
            // There is one stack, whatever it is called.
            Word::Stack => (word, ""),
            _ => continue,
        };
        let place = |declaration: Declaration<'db>| Place {
            declaration,
            range: hir(db, declaration).root().name.range,
        };
        let Some(first) = seen.get(&key) else {
            seen.insert(key, declaration);
            continue;
        };
        let finding = if word == Word::Stack {
            Diagnostic::error("duplicate-name", place(declaration), "a file is one stack")
                .with_help("keep one of the two `stack` declarations")
        } else {
            declared_twice(place(declaration), declaration.name(db))
        };
        findings.push(finding.with_label(place(*first), "first declared here"));
    }
    findings
}

/// Names that come twice inside a declaration: members, parameters, fields of types.
pub(super) fn within<'db>(declaration: Declaration<'db>, hir: &Hir) -> Vec<Finding<'db>> {
    let mut check = Check { declaration, findings: Vec::new() };
    for (id, item) in hir.items() {
        match &item.kind {
            ItemKind::Component { .. } | ItemKind::Custom { .. } | ItemKind::Test { .. } => {
                check.members(hir, id);
            }
            ItemKind::Extend { .. } => check.members_of_type(hir, id),
            ItemKind::Fn { parameters, .. } => {
                check.names(parameters.iter().map(|it| &it.name));
            }
            ItemKind::Event { parameters, .. } => {
                let lets = members(hir, id, |kind| matches!(kind, ItemKind::Let { .. }));
                check.names(parameters.iter().map(|it| &it.name).chain(lets));
                check.names(members(hir, id, |kind| matches!(kind, ItemKind::Resource { .. })));
            }
            _ => {}
        }
    }
    for (ty, _) in hir.types() {
        if let TypeExpr::Object(fields) = ty {
            check.names(fields.iter().map(|field| &field.name));
        }
    }
    check.findings
}

/// The names of those members of an item that are of a kind.
fn members(
    hir: &Hir,
    item: ItemId,
    is_wanted: impl Fn(&ItemKind) -> bool,
) -> impl Iterator<Item = &NameRef> {
    hir.members(item)
        .iter()
        .map(|member| hir.item(*member))
        .filter(move |item| is_wanted(&item.kind))
        .map(|item| &item.name)
}

struct Check<'db> {
    declaration: Declaration<'db>,
    findings: Vec<Finding<'db>>,
}

impl<'db> Check<'db> {
    /// Values share one name space, outputs have another.
    fn members(&mut self, hir: &Hir, item: ItemId) {
        self.names(members(hir, item, |kind| {
            matches!(
                kind,
                ItemKind::Param { .. }
                    | ItemKind::Let { .. }
                    | ItemKind::Resource { .. }
                    | ItemKind::Existing { .. }
            )
        }));
        self.names(members(hir, item, |kind| matches!(kind, ItemKind::Output { .. })));
    }

    /// Grants, events, metrics and attributes of a type share one name space, in which `ref` is taken.
    fn members_of_type(&mut self, hir: &Hir, item: ItemId) {
        let is_named = |kind: &ItemKind| {
            matches!(
                kind,
                ItemKind::Grant { .. }
                    | ItemKind::Event { .. }
                    | ItemKind::Metric { .. }
                    | ItemKind::Attribute { .. }
            )
        };
        self.names(members(hir, item, is_named));
        for name in members(hir, item, is_named).filter(|name| &*name.text == "ref") {
            self.findings.push(
                Diagnostic::error(
                    "reserved-name",
                    self.place(name.range),
                    "`ref` is what every resource has already",
                )
                .with_help("choose another name"),
            );
        }
    }

    fn names<'a>(&mut self, names: impl Iterator<Item = &'a NameRef>) {
        let mut seen: FxHashMap<&Arc<str>, TextRange> = FxHashMap::default();
        for name in names.filter(|name| !name.text.is_empty()) {
            match seen.get(&name.text) {
                Some(first) => self.findings.push(
                    declared_twice(self.place(name.range), &name.text)
                        .with_label(self.place(*first), "first declared here"),
                ),
                None => drop(seen.insert(&name.text, name.range)),
            }
        }
    }

    fn place(&self, range: TextRange) -> Place<'db> {
        Place { declaration: self.declaration, range }
    }
}

fn declared_twice<'db>(at: Place<'db>, name: &str) -> Finding<'db> {
    Diagnostic::error("duplicate-name", at, format!("`{name}` is declared twice"))
        .with_help("give one of them another name")
}
