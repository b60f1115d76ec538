//! What the names that the walk meets stand for, written down if it is asked for.

use std::sync::Arc;

use sparta_diagnostics::{TextRange, TextSize};

use super::walk::Walker;
use crate::meaning::lookup;
use crate::resolve::is_language_type;
use crate::scopes::exported;
use crate::{
    Declaration, Definition, Import, Item, ItemId, ItemKind, MemberId, NameRef, Occurrence, Symbol,
    Word, builtin, declarations,
};

impl<'db> Walker<'db> {
    /// Writes down what a name stands for.
    pub(super) fn occurrence(
        &mut self,
        range: TextRange,
        symbol: impl FnOnce() -> Symbol<'db>,
        defines: bool,
    ) {
        if let Some(occurrences) = &mut self.occurrences
            && !range.is_empty()
        {
            occurrences.push(Occurrence { range, symbol: symbol(), defines });
        }
    }

    pub(super) fn member(&self, member: ItemId) -> Symbol<'db> {
        Symbol::Member(MemberId { declaration: self.declaration, member })
    }

    /// The name that an item gives itself.
    pub(super) fn defined_item(&mut self, id: ItemId, item: &Item) {
        let names_itself = match &item.kind {
            ItemKind::Extend { .. } | ItemKind::Error | ItemKind::Property { .. } => false,
            ItemKind::Import { import, .. } => !matches!(import, Import::Names(_)),
            _ => true,
        };
        // A `check` has no name, and its range is that of all of it.
        if names_itself && !item.name.text.is_empty() {
            let symbol = match id {
                0 => Symbol::Declaration(self.declaration),
                _ => self.member(id),
            };
            self.occurrence(item.name.range, || symbol, true);
        }
    }

    /// A name that no declaration around it binds: one of the file, or of the language.
    pub(super) fn file_name(&mut self, name: &Arc<str>, range: TextRange, called: bool) {
        if self.occurrences.is_none() {
            return;
        }
        match lookup(self.db, self.declaration, name) {
            Some(definition) => self.definition(range, definition),
            None if called => {
                if let Some(builtin) = builtin::find(name) {
                    self.occurrence(range, || Symbol::Function(builtin.name), false);
                }
            }
            None => {}
        }
    }

    fn definition(&mut self, range: TextRange, definition: Definition<'db>) {
        match definition {
            Definition::Declared(declaration)
            | Definition::Module(declaration)
            | Definition::Stack(declaration) => {
                self.occurrence(range, || Symbol::Declaration(declaration), false);
            }
            Definition::Unknown => {}
        }
    }

    /// A type as it is written: `AWS::S3::Bucket`, `String`, `Worker`, `net.Worker`.
    pub(super) fn type_path(&mut self, path: &Arc<str>, range: TextRange) {
        if self.occurrences.is_none() {
            return;
        }
        if is_language_type(path) {
            return self.occurrence(range, || Symbol::Type(path.clone()), false);
        }
        if path.contains("::") {
            return self.occurrence(range, || Symbol::ResourceType(path.clone()), false);
        }
        let mut last = range;
        if let Some((module, _)) = path.split_once('.') {
            let end = TextSize::of(module);
            if TextSize::of(&**path) != range.len() {
                return;
            }
            let first = TextRange::at(range.start(), end);
            last = TextRange::new(first.end() + TextSize::of('.'), range.end());
            if let Some(definition) = lookup(self.db, self.declaration, module) {
                self.definition(first, definition);
            }
        }
        if let Some(definition) = lookup(self.db, self.declaration, path) {
            self.definition(last, definition);
        }
    }

    pub(super) fn environment_name(&mut self, environment: &NameRef) {
        let is_meant = |it: &&Declaration<'db>| {
            it.word(self.db) == Word::Environment && *it.name(self.db) == environment.text
        };
        if let Some(&declaration) = declarations(self.db, self.file).iter().find(is_meant) {
            self.occurrence(environment.range, || Symbol::Declaration(declaration), false);
        }
    }

    pub(super) fn imported_names(&mut self, import: &Import) {
        let Import::Names(names) = import else { return };
        let Some(file) = crate::import::imported_file(self.db, self.declaration) else { return };
        for imported in names {
            let Some(declaration) = exported(self.db, file, &imported.name.text) else { continue };
            self.occurrence(imported.name.range, || Symbol::Declaration(declaration), false);
            if let Some(alias) = &imported.alias {
                self.occurrence(alias.range, || Symbol::Declaration(declaration), false);
            }
        }
    }
}
