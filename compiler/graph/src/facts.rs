//! What the catalogue knows of a type as a whole.

use std::sync::Arc;

use sparta_semantics::{Db, resource_facts};

/// The properties that identify a resource of a type in its account and region. None where one of
/// them lies deeper than a property, or the service alone sets it.
pub(crate) fn primary_identifier<'db>(db: &'db dyn Db, ty: &Arc<str>) -> &'db [&'static str] {
    let Some(known) = resource_facts(db, ty) else { return &[] };
    let own = |name: &&str| !name.contains('/') && !known.read_only.contains(name);
    if known.primary_identifier.iter().all(own) { &known.primary_identifier } else { &[] }
}

/// Whether the catalogue says that a region does not have a type. Of what it does not know it says
/// nothing.
pub(crate) fn is_missing(ty: &str, region: &str) -> bool {
    sparta_catalogue::resource_type(ty).is_some_and(|known| !known.regions.contains(region))
}
