//! What can stand at a position.
//!
//! The text around a cursor is broken while it is written. So a name is put where the cursor stands, and
//! the piece of the file around it is read again: what the tree has around that name is the
//! [`Place`]. What values come to is known from the text as it is, in which what stands before
//! the cursor has the same places.

mod annotation;
mod field;
mod form;
mod import;
mod item;
mod member;
mod place;
mod scope;
mod text;
mod types;
mod value;
mod wanted;
mod word;

pub(crate) use self::import::{import_edit, modules};
pub use item::{CompletionItem, CompletionKind, Documented, completion_documentation};
use sparta_semantics::{Db, File};

use crate::completion::item::Items;
use crate::completion::place::{Cursor, Place};
use crate::{FilePosition, Project};

/// More are not sent; the client asks again when more has been typed.
const MAX_ITEMS: usize = 400;

/// What can stand at a position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The best first; those that begin with what is typed come before those that only contain it.
    pub items: Vec<CompletionItem>,
    /// There are more.
    pub is_incomplete: bool,
}

/// What can stand at a position, as far as it goes with what is typed there.
pub fn completion(db: &dyn Db, project: Project, at: FilePosition) -> Completion {
    let Some(cursor) = Cursor::new(db, project, at) else { return Completion::default() };
    let found = completion_at(&cursor);
    if !found.items.is_empty() || !matches!(cursor.place(), Place::Text(_)) {
        return found;
    }
    cursor.without_quote().map_or(found, |cursor| completion_at(&cursor))
}

fn completion_at(cursor: &Cursor<'_>) -> Completion {
    let mut items = Items::new(cursor);
    match cursor.place() {
        Place::Nothing => {}
        Place::Declaration => word::declarations(cursor, &mut items),
        Place::Member(of) => word::members(cursor, &mut items, &of),
        Place::Annotation => annotation::names(cursor, &mut items),
        Place::ResourceType => types::resource_types(cursor, &mut items),
        Place::Type => types::types(cursor, &mut items),
        Place::Field(object) => field::fields(cursor, &object, &mut items),
        Place::After(receiver) => member::members(cursor, &receiver, &mut items),
        Place::Value(expr) => value::values(cursor, &expr, &mut items),
        Place::Pattern(arms) => value::patterns(cursor, &arms, &mut items),
        Place::ImportedName(import) => import::names(cursor, &import, &mut items),
        Place::Environment => scope::environments(cursor, &mut items),
        Place::Text(literal) => text::texts(cursor, &literal, &mut items),
    }
    items.done()
}

/// Whether a file is one that the project lists, and may be edited.
fn is_own(db: &dyn Db, file: File) -> bool {
    !file.is_library(db)
}

#[cfg(test)]
mod tests;
