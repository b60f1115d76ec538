//! What the catalogue knows of a type as a whole.

/// The properties that identify a resource of a type in its account and region.
pub(crate) fn primary_identifier(_ty: &str) -> Vec<String> {
    Vec::new()
}

/// Whether the catalogue says that a region does not have a type.
pub(crate) fn is_missing(_ty: &str, _region: &str) -> bool {
    false
}
