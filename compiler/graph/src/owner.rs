//! Whose a resource is, in the user's own words.

use sparta_semantics::{Db, Instance, Place, display_name};

/// The innermost thing of the user's own program that an instance is, or is a part of: for the role
/// of `lambda resize { … }` that is `resize`; for the queue of a component `Worker` of the
/// program it is that queue, because the user wrote it.
pub fn owner<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Instance<'db> {
    let mut current = instance;
    loop {
        let in_library = current.definition(db).declaration.file(db).is_library(db);
        match current.parent(db) {
            Some(parent) if in_library => current = parent,
            Some(_) | None => return current,
        }
    }
}

/// The owner's name as the user would write it.
pub fn owner_name<'db>(db: &'db dyn Db, instance: Instance<'db>) -> String {
    display_name(db, owner(db, instance))
}

/// Whether a place is the user's to look at, not the library's.
pub(crate) fn is_users<'db>(db: &'db dyn Db, place: Place<'db>) -> bool {
    !place.declaration.file(db).is_library(db)
}

/// A place if it is the user's, another otherwise.
pub(crate) fn users_place<'db>(
    db: &'db dyn Db,
    place: Place<'db>,
    otherwise: Place<'db>,
) -> Place<'db> {
    if is_users(db, place) { place } else { otherwise }
}
