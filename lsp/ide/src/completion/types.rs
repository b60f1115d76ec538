//! Types.

use sparta_semantics::{Definition, Word, language_types, scope};

use super::import;
use super::item::{CompletionKind, Documented, Items};
use super::place::Cursor;

/// The types of resources: components and custom resource types of the file first, then those of
/// CloudFormation, by any part of their names.
pub(super) fn resource_types<'db>(cursor: &Cursor<'db>, items: &mut Items<'_, 'db>) {
    declared(cursor, items, &[Word::Component, Word::Custom]);
    cloudformation(cursor, items, 1);
    import::exported(cursor, items, &[Word::Component, Word::Custom]);
}

/// The types of values.
pub(super) fn types<'db>(cursor: &Cursor<'db>, items: &mut Items<'_, 'db>) {
    for name in language_types() {
        items.add(CompletionKind::Type, 0, name);
    }
    declared(cursor, items, &[Word::TypeAlias, Word::Component, Word::Custom]);
    let (typed, range) = cursor.path_typed();
    // There are so many of them that they only stand in the way of who has not begun to write one.
    if !typed.is_empty() {
        for name in sparta_stdlib::parameter_types() {
            items.add_at(CompletionKind::Type, 5, name.to_owned(), &typed, range);
        }
        cloudformation(cursor, items, 2);
    }
    import::exported(cursor, items, &[Word::TypeAlias, Word::Component, Word::Custom]);
}

fn declared<'db>(cursor: &Cursor<'db>, items: &mut Items<'_, 'db>, words: &[Word]) {
    let scope = scope(cursor.db, cursor.at.file);
    for name in scope.names() {
        match scope.get(name) {
            Some(Definition::Declared(declaration)) => {
                if !words.contains(&declaration.word(cursor.db)) {
                    continue;
                }
                if let Some(item) = items.add(CompletionKind::Component, 0, name) {
                    let symbol = sparta_semantics::Symbol::Declaration(declaration);
                    item.documented(cursor.db, Some(&symbol));
                }
            }
            Some(Definition::Module(_)) => {
                items.add(CompletionKind::Module, 3, name);
            }
            _ => {}
        }
    }
}

fn cloudformation(cursor: &Cursor<'_>, items: &mut Items<'_, '_>, rank: u8) {
    let (typed, range) = cursor.path_typed();
    let wanted = typed.to_lowercase();
    for name in sparta_catalogue::names() {
        let last = name.rsplit("::").next().unwrap_or(name).to_lowercase();
        let further = match &wanted {
            wanted if last == *wanted => 0,
            wanted if last.starts_with(wanted.as_str()) => 1,
            _ => 2,
        };
        let kind = CompletionKind::ResourceType;
        if let Some(item) = items.add_at(kind, rank + further, name.to_owned(), &typed, range) {
            item.documented = Some(Documented::ResourceType(name.to_owned()));
        }
    }
}
