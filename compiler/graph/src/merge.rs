//! What events set on resources, put into their properties.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_lower::{Resource, SetProperty, program};
use sparta_semantics::{
    Db, Field, Fields, Finding, Findings, Instance, Place, Spanned, Stack, Value, display_name,
    resource_of, same,
};

use crate::owner::users_place;
use crate::uses::{ResourceUses, of_resource};

/// The resources that events set properties of, and where they contradict each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Merged<'db> {
    pub(crate) resources: Vec<MergedResource<'db>>,
    pub(crate) findings: Findings<'db>,
}

/// A resource with what events set on it.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct MergedResource<'db> {
    pub(crate) resource: Resource<'db>,
    pub(crate) uses: ResourceUses<'db>,
}

/// Copies the resources that events set properties of, and nothing else.
#[salsa::tracked(returns(ref))]
pub(crate) fn merged<'db>(db: &'db dyn Db, stack: Stack<'db>) -> Merged<'db> {
    let program = program(db, stack);
    let mut merged = Merged::default();
    let mut sets: Vec<(Instance<'db>, Vec<&SetProperty<'db>>)> = Vec::new();
    let mut positions: FxHashMap<Instance<'db>, usize> = FxHashMap::default();
    for (_, lowered) in &program.declarations {
        for set in &lowered.sets {
            let target = resource_of(db, set.resource);
            let position = *positions.entry(target).or_insert_with(|| {
                sets.push((target, Vec::new()));
                sets.len() - 1
            });
            sets[position].1.push(set);
        }
    }
    if sets.is_empty() {
        return merged;
    }
    for (_, lowered) in &program.declarations {
        for resource in &lowered.resources {
            let Some(position) = positions.get(&resource.instance) else { continue };
            let mut resource = resource.clone();
            for set in &sets[*position].1 {
                let mut merge = Merge { db, set, at: resource.at, findings: &mut merged.findings };
                merge.apply(&mut resource);
            }
            let uses = of_resource(db, &resource);
            merged.resources.push(MergedResource { resource, uses });
        }
    }
    merged
}

/// A value of library code as if it stood at the `on` element, down to the leaves of its objects: a
/// later contradiction is shown there.
fn placed<'db>(value: &Value<'db>, at: Place<'db>) -> Value<'db> {
    let Value::Object(fields) = value else { return value.clone() };
    let fields = fields.iter().map(|field| Field {
        name: field.name.clone(),
        name_at: at,
        value: Spanned { value: placed(&field.value.value, at), at },
    });
    Value::Object(Arc::new(fields.collect()))
}

/// One `set`, on its way into a resource.
struct Merge<'a, 'db> {
    db: &'db dyn Db,
    set: &'a SetProperty<'db>,
    /// The resource's declaration, for what stands in library code.
    at: Place<'db>,
    findings: &'a mut Findings<'db>,
}

impl<'db> Merge<'_, 'db> {
    fn apply(&mut self, resource: &mut Resource<'db>) {
        // `set a.b.c: v` is `set a: { b: { c: v } }`.
        let value =
            self.set.path.iter().skip(1).rev().fold(self.set.value.value.clone(), |value, name| {
                let field = self.field(name.clone(), value);
                Value::Object(Arc::new([field].into_iter().collect()))
            });
        let Some(first) = self.set.path.first() else { return };
        let mut path = vec![first.clone()];
        self.field_into(&mut resource.properties, first, &value, &mut path);
    }

    fn field(&self, name: Arc<str>, value: Value<'db>) -> Field<'db> {
        let at = self.set.at;
        Field { name, name_at: at, value: Spanned { value, at } }
    }

    fn field_into(
        &mut self,
        fields: &mut Fields<'db>,
        name: &Arc<str>,
        value: &Value<'db>,
        path: &mut Vec<Arc<str>>,
    ) {
        match fields.iter_mut().find(|field| field.name == *name) {
            Some(existing) => self.value_into(&mut existing.value, value, path),
            None => fields.set(self.field(name.clone(), placed(value, self.set.at))),
        }
    }

    fn value_into(
        &mut self,
        existing: &mut Spanned<'db>,
        value: &Value<'db>,
        path: &mut Vec<Arc<str>>,
    ) {
        match (&mut existing.value, value) {
            // A field that is null is one that is not there.
            (Value::Null, value) => {
                *existing = Spanned { value: placed(value, self.set.at), at: self.set.at };
            }
            (_, Value::Null | Value::Error) | (Value::Error, _) => {}
            (Value::Object(fields), Value::Object(added)) => {
                let fields = Arc::make_mut(fields);
                for field in added.iter() {
                    path.push(field.name.clone());
                    self.field_into(fields, &field.name, &field.value.value, path);
                    path.pop();
                }
            }
            (existing_value, value) => {
                if !same(existing_value, value) {
                    let other = existing.at;
                    self.conflict(path, other);
                }
            }
        }
    }

    fn conflict(&mut self, path: &[Arc<str>], other: Place<'db>) {
        let name = display_name(self.db, self.set.resource);
        let property = path.join(".");
        let mut finding = Finding::error(
            "set-conflict",
            self.set.at,
            format!("this event sets `{property}` of `{name}`, which is set to something else"),
        )
        .labelled("needs another value there");
        let other = users_place(self.db, other, self.at);
        if other != self.set.at {
            finding = finding.with_label(other, "the other value comes from here");
        }
        self.findings.push(finding.with_help(format!(
            "leave `{property}` to the event, or receive the event in another way"
        )));
    }
}
