//! What an `existing` resource is said to be.

use std::sync::Arc;

use sparta_catalogue::ResourceType;
use sparta_diagnostics::{Diagnostic, nearest};

use crate::evaluate::Evaluator;
use crate::scopes::quoted;
use crate::{Fields, catalogue};

impl<'db> Evaluator<'db> {
    /// Reports what a resource type has neither as a property nor as an attribute.
    pub fn conform_existing(&mut self, ty: &Arc<str>, fields: &Fields<'db>) {
        let Some(known) = catalogue::resource_type(self.db, ty) else { return };
        for field in fields {
            if has(known, &field.name) {
                continue;
            }
            let names: Vec<&str> = names(known).collect();
            let message = format!("`{ty}` has no property or attribute `{}`", field.name);
            let finding = Diagnostic::error("unknown-property", field.name_at, message);
            self.report(match nearest(&field.name, names.iter().copied()) {
                Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                    format!("write `{near}`"),
                    field.name_at,
                    near,
                ),
                None => finding.with_help(format!("it has {}", quoted(&names))),
            });
        }
    }
}

/// Whether something is said that the type does not have, which was reported.
pub(crate) fn is_mistaken(known: &ResourceType, fields: &Fields<'_>) -> bool {
    fields.iter().any(|field| !has(known, &field.name))
}

fn has(known: &ResourceType, name: &str) -> bool {
    known.root().property(name).is_some() || known.attribute(name).is_some()
}

fn names(known: &ResourceType) -> impl Iterator<Item = &str> {
    let properties = known.root().properties.iter().map(|property| property.name);
    properties.chain(known.attributes.iter().map(|attribute| attribute.name))
}
