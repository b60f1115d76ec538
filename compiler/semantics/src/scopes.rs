//! What the names of a file mean.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_diagnostics::nearest;

use crate::import::{import_finding, imported_file, is_told_here};
use crate::{
    Db, Declaration, File, Finding, Findings, Import, ItemKind, Place, Word, declarations, hir,
};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Definition<'db> {
    /// A declaration, of this file or imported by name.
    Declared(Declaration<'db>),
    /// `import "…" as name`.
    Module(Declaration<'db>),
    /// `import stack "…" as name`.
    Stack(Declaration<'db>),
    /// An import that failed, and was reported.
    Unknown,
}

/// The names of a file.
#[derive(Debug, Default, PartialEq, Eq, salsa::SalsaValue)]
pub struct Scope<'db> {
    definitions: FxHashMap<Arc<str>, Definition<'db>>,
    /// Where names are imported, which are declared elsewhere.
    imports: FxHashMap<Arc<str>, Place<'db>>,
    /// Names declared twice, imports that fail.
    pub findings: Findings<'db>,
}

impl<'db> Scope<'db> {
    /// What a name means here, the prelude not counted.
    pub fn get(&self, name: &str) -> Option<Definition<'db>> {
        self.definitions.get(name).copied()
    }

    /// All names, sorted, for suggestions.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.definitions.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }

    fn define(
        &mut self,
        db: &'db dyn Db,
        name: &Arc<str>,
        definition: Definition<'db>,
        at: Place<'db>,
    ) {
        if name.is_empty() {
            return;
        }
        match self.definitions.get(name) {
            Some(Definition::Unknown) => {}
            Some(first) => {
                let imported = self.imports.get(name).copied();
                self.findings.push(duplicate(db, name, *first, imported, at));
            }
            None => {
                self.definitions.insert(name.clone(), definition);
            }
        }
    }
}

fn duplicate<'db>(
    db: &'db dyn Db,
    name: &str,
    first: Definition<'db>,
    imported: Option<Place<'db>>,
    at: Place<'db>,
) -> Finding<'db> {
    let finding = Finding::error("duplicate-name", at, format!("`{name}` is declared twice"))
        .with_help("give one of them another name");
    if let Some(place) = imported {
        return finding.with_label(place, "first imported here");
    }
    match first {
        Definition::Declared(declaration)
        | Definition::Module(declaration)
        | Definition::Stack(declaration) => {
            let range = hir(db, declaration).root().name.range;
            finding.with_label(Place { declaration, range }, "first declared here")
        }
        Definition::Unknown => finding,
    }
}

/// Whether declarations of this word give a name to a value, a type or a function.
const fn is_named(word: Word) -> bool {
    matches!(
        word,
        Word::Param
            | Word::Setting
            | Word::Let
            | Word::TypeAlias
            | Word::Fn
            | Word::Resource
            | Word::Construct
            | Word::Existing
            | Word::Custom
            | Word::Component
            | Word::Event
    )
}

/// The names of a file: its own, and those that it imports.
#[salsa::tracked]
pub fn scope<'db>(db: &'db dyn Db, file: File) -> Scope<'db> {
    let mut scope = Scope::default();
    for &declaration in declarations(db, file) {
        let word = declaration.word(db);
        if word == Word::Import {
            import(db, declaration, &mut scope);
        } else if word == Word::Unknown && !declaration.name(db).is_empty() {
            // Its first word is wrong, which is reported; what it declares may be used.
            let name = declaration.name(db).clone();
            scope.definitions.entry(name).or_insert(Definition::Unknown);
        } else if is_named(word) {
            let name = declaration.name(db);
            // Only a second one needs its place, so only then is the declaration read.
            if scope.definitions.contains_key(name) {
                let range = hir(db, declaration).root().name.range;
                scope.define(
                    db,
                    name,
                    Definition::Declared(declaration),
                    Place { declaration, range },
                );
            } else if !name.is_empty() {
                scope.definitions.insert(name.clone(), Definition::Declared(declaration));
            }
        }
    }
    scope
}

fn import<'db>(db: &'db dyn Db, import: Declaration<'db>, scope: &mut Scope<'db>) {
    let root = hir(db, import).root();
    let ItemKind::Import { import: what, path, .. } = &root.kind else { return };
    let failure = import_finding(db, import);
    let failed = failure.is_some();
    scope.findings.extend(failure.filter(|_| is_told_here(db, import)));
    let here = |range| Place { declaration: import, range };
    match what {
        Import::Module | Import::Stack => {
            let definition = match what {
                _ if failed => Definition::Unknown,
                Import::Stack => Definition::Stack(import),
                Import::Module | Import::Names(_) => Definition::Module(import),
            };
            scope.define(db, &root.name.text, definition, here(root.name.range));
        }
        Import::Names(names) => {
            let file = imported_file(db, import).filter(|_| !failed);
            for imported in names {
                let local = imported.alias.as_ref().unwrap_or(&imported.name);
                let definition = match file.map(|file| exported(db, file, &imported.name.text)) {
                    Some(Some(declaration)) => Definition::Declared(declaration),
                    Some(None) => {
                        scope.findings.extend(file.map(|file| {
                            unknown_export(
                                db,
                                file,
                                path,
                                &imported.name.text,
                                here(imported.name.range),
                            )
                        }));
                        Definition::Unknown
                    }
                    None => Definition::Unknown,
                };
                scope.define(db, &local.text, definition, here(local.range));
                scope.imports.entry(local.text.clone()).or_insert(here(local.range));
            }
        }
    }
}

/// The definition that a file offers under a name: what it declares itself, and not its resources.
pub fn exported<'db>(db: &'db dyn Db, file: File, name: &str) -> Option<Declaration<'db>> {
    declarations(db, file)
        .iter()
        .copied()
        .find(|declaration| is_exported(declaration.word(db)) && &**declaration.name(db) == name)
}

/// Whether other files can import what is declared with a word.
pub const fn is_exported(word: Word) -> bool {
    matches!(
        word,
        Word::Let | Word::TypeAlias | Word::Fn | Word::Custom | Word::Component | Word::Event
    )
}

fn unknown_export<'db>(
    db: &'db dyn Db,
    file: File,
    path: &str,
    name: &str,
    at: Place<'db>,
) -> Finding<'db> {
    let all = declarations(db, file);
    let finding =
        Finding::error("unknown-import", at, format!("`{path}` has no definition `{name}`"));
    if all.iter().any(|declaration| &**declaration.name(db) == name) {
        return finding.with_help(
            "only definitions can be imported: `let`, `type`, `fn`, `custom`, `component` and `event`",
        );
    }
    let offered = all
        .iter()
        .filter(|declaration| is_exported(declaration.word(db)))
        .map(|declaration| &**declaration.name(db));
    match nearest(name, offered.clone()) {
        Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
            format!("import `{near}`"),
            at,
            near,
        ),
        None => {
            let mut offered: Vec<&str> = offered.collect();
            offered.sort_unstable();
            finding.with_help(format!("it has {}", quoted(&offered)))
        }
    }
}

/// `` `a`, `b` `` for a help line; at most ten names.
pub fn quoted(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let mut text =
        names.iter().take(10).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > 10 {
        text.push_str(&format!(" and {} more", names.len() - 10));
    }
    text
}

/// `no elements`, `1 element`, `2 elements`.
pub fn counted(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
