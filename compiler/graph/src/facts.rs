//! What the catalogue knows of a type as a whole.

/// The properties that identify a resource of a type in its account and region. None where one of
/// them lies deeper than a property, or the service alone sets it.
pub(crate) fn primary_identifier(ty: &str) -> Vec<&'static str> {
    let Some(known) = sparta_catalogue::resource_type(ty) else { return Vec::new() };
    let own = |name: &&str| !name.contains('/') && !known.read_only.contains(name);
    if known.primary_identifier.iter().all(own) { known.primary_identifier } else { Vec::new() }
}

/// Whether the catalogue says that a region does not have a type. Of what it does not know it says
/// nothing.
pub(crate) fn is_missing(ty: &str, region: &str) -> bool {
    sparta_catalogue::resource_type(ty).is_some_and(|known| !known.regions.contains(region))
}
