//! What each resource makes use of, and how large it is: found once a declaration.

use std::sync::Arc;

use sparta_lower::{Lowered, Program, Resource, Task, lower, program};
use sparta_semantics::{Db, Declaration, Instance, Length, Place, Stack, resource_of};

use crate::identity::written_names;
use crate::quota::{Document, document_lengths};
use crate::references::{Use, walk};
use crate::size;

/// What the resources of one declaration, in their order, make use of.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Uses<'db> {
    pub(crate) resources: Vec<ResourceUses<'db>>,
    /// What its output and its tags look up.
    pub(crate) lookups: Lookups,
}

/// What a resource makes use of.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct ResourceUses<'db> {
    pub(crate) references: Vec<Reference<'db>>,
    pub(crate) lookups: Lookups,
    /// The documents that a service limits the length of.
    pub(crate) documents: Vec<(Document, Length)>,
    /// What it adds to the template, at most.
    pub(crate) bytes: usize,
    /// What names it in its account and region: the values of the properties that identify it, if all
    /// are there and written out.
    pub(crate) names: Option<Box<[Arc<str>]>>,
}

/// A reference to another resource.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Reference<'db> {
    pub(crate) to: Instance<'db>,
    /// `Fn::GetAtt` of this; otherwise `Ref`.
    pub(crate) attribute: Option<Arc<str>>,
    pub(crate) property: Property,
    pub(crate) at: Place<'db>,
}

/// Where in a resource a reference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) enum Property {
    /// In the property of this position.
    Field(usize),
    /// Beside the properties: `Metadata` and the like.
    Section(&'static str),
}

/// What is looked up at deploy besides resources.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Lookups {
    /// The logical ids of mappings.
    pub(crate) mappings: Vec<Arc<str>>,
    /// How many dynamic references there are.
    pub(crate) dynamic: usize,
}

/// What the resources of a declaration make use of. An edit elsewhere does not compute it anew.
#[salsa::tracked(returns(ref))]
fn uses<'db>(db: &'db dyn Db, task: Task<'db>) -> Uses<'db> {
    of_lowered(db, lower(db, task))
}

/// What a custom resource brings along is lowered beside its declaration, so it has a query of its own.
#[salsa::tracked(returns(ref))]
fn uses_of_handler<'db>(db: &'db dyn Db, stack: Stack<'db>, custom: Declaration<'db>) -> Uses<'db> {
    let program = program(db, stack);
    let mut handlers = program.declarations.iter().skip(program.tasks.len());
    let handler = handlers.find(|(declaration, _)| *declaration == custom);
    handler.map_or_else(Uses::default, |(_, lowered)| of_lowered(db, lowered))
}

/// What the resources of one of the declarations of a program make use of.
pub(crate) fn uses_of<'db>(
    db: &'db dyn Db,
    program: &Program<'db>,
    position: usize,
) -> &'db Uses<'db> {
    match program.tasks.get(position) {
        Some(task) => uses(db, *task),
        None => uses_of_handler(db, program.stack, program.declarations[position].0),
    }
}

/// What the resources of a lowered declaration make use of.
fn of_lowered<'db>(db: &'db dyn Db, lowered: &Lowered<'db>) -> Uses<'db> {
    let mut lookups = Lookups::default();
    if let Some(output) = &lowered.output {
        walk(&output.value.value, output.value.at, &mut |used, _| lookups.add(used));
    }
    let resources = lowered.resources.iter().map(|resource| of_resource(db, resource)).collect();
    Uses { resources, lookups }
}

/// What a resource makes use of.
pub(crate) fn of_resource<'db>(db: &'db dyn Db, resource: &Resource<'db>) -> ResourceUses<'db> {
    let mut uses = ResourceUses {
        documents: document_lengths(resource),
        bytes: size::of_resource(resource),
        names: written_names(db, resource),
        ..ResourceUses::default()
    };
    for (position, field) in resource.properties.iter().enumerate() {
        walk(&field.value.value, field.value.at, &mut |used, at| {
            uses.add(db, Property::Field(position), used, at);
        });
    }
    for (section, value) in [
        ("Metadata", &resource.metadata),
        ("CreationPolicy", &resource.creation_policy),
        ("UpdatePolicy", &resource.update_policy),
    ] {
        if let Some(value) = value {
            walk(&value.value, value.at, &mut |used, at| {
                uses.add(db, Property::Section(section), used, at);
            });
        }
    }
    uses
}

impl<'db> ResourceUses<'db> {
    fn add(&mut self, db: &'db dyn Db, property: Property, used: Use<'_, 'db>, at: Place<'db>) {
        let (to, attribute) = match used {
            Use::Ref(instance) => (instance, None),
            Use::Attribute(instance, attribute) => (instance, Some(attribute.clone())),
            Use::Mapping(_) | Use::Dynamic => return self.lookups.add(used),
        };
        self.references.push(Reference { to: resource_of(db, to), attribute, property, at });
    }
}

impl Lookups {
    fn add(&mut self, used: Use<'_, '_>) {
        match used {
            Use::Ref(_) | Use::Attribute(..) => {}
            Use::Mapping(id) => {
                if !self.mappings.contains(id) {
                    self.mappings.push(id.clone());
                }
            }
            Use::Dynamic => self.dynamic += 1,
        }
    }
}
