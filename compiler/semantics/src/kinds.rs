//! What an instance is an instance of.

use std::sync::Arc;

use crate::meaning::lookup;
use crate::{Db, Declaration, Definition, Instance, Item, ItemKind, Key, Word, hir};

/// What an instance is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Kind<'db> {
    /// A plain resource of a CloudFormation type.
    Resource(Arc<str>),
    /// An instance of a component.
    Component(Declaration<'db>),
    /// A custom resource.
    Custom(Declaration<'db>),
    /// What another owner manages.
    Existing(Arc<str>),
    /// An event, bound to its target.
    Event,
    /// Of a type that could not be found, which was reported.
    Unknown,
}

/// What a name means where a resource's type stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ResourceTypeName<'db> {
    CloudFormation(Arc<str>),
    Component(Declaration<'db>),
    Custom(Declaration<'db>),
    Unknown,
}

/// Resolves the type of a resource, such as `AWS::S3::Bucket`, `Worker` or `net.Worker`.
pub(crate) fn resource_type_name<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    name: &Arc<str>,
) -> ResourceTypeName<'db> {
    if name.contains("::") {
        return ResourceTypeName::CloudFormation(name.clone());
    }
    match lookup(db, declaration, name) {
        Some(Definition::Declared(declaration)) if declaration.word(db) == Word::Component => {
            ResourceTypeName::Component(declaration)
        }
        Some(Definition::Declared(declaration)) if declaration.word(db) == Word::Custom => {
            ResourceTypeName::Custom(declaration)
        }
        _ => ResourceTypeName::Unknown,
    }
}

/// The component or custom resource type that a name stands for in a declaration.
pub fn definition_named<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    name: &Arc<str>,
) -> Option<Declaration<'db>> {
    match resource_type_name(db, declaration, name) {
        ResourceTypeName::Component(declaration) | ResourceTypeName::Custom(declaration) => {
            Some(declaration)
        }
        ResourceTypeName::CloudFormation(_) | ResourceTypeName::Unknown => None,
    }
}

/// What the resources of a declaration are instances of, by the index of the item.
#[salsa::tracked(returns(deref))]
fn kinds<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Vec<Kind<'db>> {
    let of_item = |item: &Item| match &item.kind {
        ItemKind::Resource { ty, .. } => match resource_type_name(db, declaration, &ty.text) {
            ResourceTypeName::CloudFormation(name) => Kind::Resource(name),
            ResourceTypeName::Component(declaration) => Kind::Component(declaration),
            ResourceTypeName::Custom(declaration) => Kind::Custom(declaration),
            ResourceTypeName::Unknown => Kind::Unknown,
        },
        ItemKind::Existing { ty, .. } => Kind::Existing(ty.text.clone()),
        // A component that is checked on its own is its own instance.
        ItemKind::Component { .. } => Kind::Component(declaration),
        _ => Kind::Unknown,
    };
    hir(db, declaration).items().map(|(_, item)| of_item(item)).collect()
}

/// What an instance is an instance of.
pub fn kind<'db>(db: &'db dyn Db, instance: Instance<'db>) -> &'db Kind<'db> {
    if matches!(instance.key(db), Some(Key::Event { .. })) {
        return &Kind::Event;
    }
    let definition = instance.definition(db);
    &kinds(db, definition.declaration)[definition.member as usize]
}

/// The CloudFormation type of the instance, or of the part `self` that a component lends.
pub fn resource_type<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Option<Arc<str>> {
    match kind(db, crate::resource_of(db, instance)) {
        Kind::Resource(name) | Kind::Existing(name) => Some(name.clone()),
        Kind::Custom(declaration) => Some(format!("Custom::{}", declaration.name(db)).into()),
        Kind::Component(_) | Kind::Event | Kind::Unknown => None,
    }
}
