//! Resources where a property names another resource.

use std::sync::Arc;

use sparta_catalogue::{AttributeKind, Strength};
use sparta_diagnostics::Diagnostic;

use super::shape::{Position, property_name};
use crate::evaluate::Evaluator;
use crate::scopes::quoted;
use crate::{Computation, Place, Reference, Spanned, Ty, Value};

/// What a property may name: a resource type, and which of its attributes.
struct Target {
    resource: Arc<str>,
    attribute: Arc<str>,
    /// The source is known to be right and complete.
    strong: bool,
}

impl<'db> Evaluator<'db> {
    /// A resource passed to a property: the attribute of it that the property wants.
    pub(super) fn resolve_reference(
        &mut self,
        reference: &Reference<'db>,
        at: Place<'db>,
        position: &Position<'_, 'db>,
    ) -> Spanned<'db> {
        if reference.condition.is_some() {
            let name = crate::display_name(self.db, reference.instance);
            self.conditional_use(reference, at, &format!("`{name}?.ref` or `{name}?.Arn`"));
            return Spanned { value: Value::Error, at };
        }
        let resource = crate::resource_of(self.db, reference.instance);
        let targets = targets(position);
        let Some(ty) = crate::resource_type(self.db, resource) else {
            self.bare_resource(reference, at);
            return Spanned { value: Value::Error, at };
        };
        if let Some(target) = chosen(&targets, &ty) {
            let own = Reference { instance: resource, condition: None };
            let value = self.attribute_value(&own, &ty, &target.attribute, at);
            return Spanned { value, at };
        }
        if targets.iter().any(|target| target.strong) {
            self.wrong_resource(reference, &targets, at, position);
        } else {
            self.bare_resource(reference, at);
        }
        Spanned { value: Value::Error, at }
    }

    /// What names a resource in text: its `Ref`; of an `existing` one its identifier. None if it is no
    /// plain resource.
    pub fn reference_value(
        &mut self,
        reference: &Reference<'db>,
        at: Place<'db>,
    ) -> Option<Value<'db>> {
        let instance = crate::resource_of(self.db, reference.instance);
        let ty = crate::resource_type(self.db, instance)?;
        Some(self.attribute_value(&Reference { instance, condition: None }, &ty, &"Ref".into(), at))
    }

    /// The attribute of a resource; of an `existing` one what is known of it.
    fn attribute_value(
        &mut self,
        reference: &Reference<'db>,
        ty: &Arc<str>,
        attribute: &Arc<str>,
        at: Place<'db>,
    ) -> Value<'db> {
        if matches!(crate::kind(self.db, reference.instance), crate::Kind::Existing(_)) {
            let name = if &**attribute == "Ref" { "ref" } else { attribute };
            let name = crate::NameRef { text: name.into(), range: at.range };
            let cx = crate::Context::file(self.db, at.declaration);
            return self.member(
                &cx,
                &Spanned { value: Value::Reference(reference.clone()), at },
                &name,
                false,
            );
        }
        if &**attribute == "Ref" {
            return Computation::Ref(reference.instance).of(Ty::Attribute {
                resource: ty.clone(),
                attribute: "Ref".into(),
                ty: Arc::new(Ty::String),
            });
        }
        Computation::Attribute(reference.instance, attribute.clone()).of(Ty::Attribute {
            resource: ty.clone(),
            attribute: attribute.clone(),
            ty: Arc::new(Ty::String),
        })
    }

    fn wrong_resource(
        &mut self,
        reference: &Reference<'db>,
        targets: &[Target],
        at: Place<'db>,
        position: &Position<'_, 'db>,
    ) {
        let found = self.describe(&Value::Reference(reference.clone()));
        let mut wanted: Vec<&str> =
            targets.iter().filter(|target| target.strong).map(|target| &*target.resource).collect();
        wanted.dedup();
        let finding = self.finding(
            position,
            "wrong-resource",
            at,
            format!("{} can't be {found}", property_name(position)),
        );
        self.report(finding.with_help(names_what(&wanted)));
    }

    /// Whether an attribute that is passed is the one that the property wants.
    pub(super) fn attribute_fits(
        &mut self,
        value: &Spanned<'db>,
        ty: &Ty<'db>,
        position: &Position<'_, 'db>,
    ) {
        let ty = match ty {
            Ty::List(item) => item,
            other => other,
        };
        let targets = targets(position);
        if targets.is_empty() {
            return;
        }
        match ty {
            Ty::Attribute { resource, attribute, .. } => {
                self.named_attribute_fits(value, resource, attribute, &targets, position);
            }
            Ty::Parameter(name) => {
                let Some((resource, "Id")) = crate::ty::parameter_value(name).rsplit_once("::")
                else {
                    return;
                };
                // `AWS::EC2::Image` is a kind of parameter and no resource: what names one is not known.
                let is_resource =
                    crate::catalogue::resource_type(self.db, &resource.into()).is_some();
                if is_resource
                    && targets.iter().all(|target| target.strong && *target.resource != *resource)
                {
                    self.wrong_identity(
                        value,
                        &format!("the id of an `{resource}`"),
                        &targets,
                        position,
                    );
                }
            }
            _ => {}
        }
    }

    /// Whether an attribute of a resource is among what the property may name.
    fn named_attribute_fits(
        &mut self,
        value: &Spanned<'db>,
        resource: &Arc<str>,
        attribute: &str,
        targets: &[Target],
        position: &Position<'_, 'db>,
    ) {
        let Some(known) = crate::catalogue::resource_type(self.db, resource) else { return };
        let given =
            if attribute == "Ref" { Some(&known.reference) } else { known.attribute(attribute) };
        let Some(given) = given else { return };
        let names = |target: &Target| {
            given.refers_to.iter().any(|named| {
                *named.resource == *target.resource && *named.attribute == *target.attribute
            })
        };
        if targets.iter().any(names) {
            return;
        }
        let same: Vec<&Target> =
            targets.iter().filter(|target| target.resource == *resource).collect();
        if same.is_empty() {
            let identifies = attribute == "Ref"
                || matches!(given.kind, AttributeKind::Arn | AttributeKind::Id)
                || known
                    .primary_identifier
                    .iter()
                    .any(|path| path.trim_start_matches("/properties/") == attribute);
            if identifies && targets.iter().all(|target| target.strong) {
                let what = format!("the `{attribute}` of an `{resource}`");
                self.wrong_identity(value, &what, targets, position);
            }
        } else if given.kind != AttributeKind::Other && same.iter().any(|target| target.strong) {
            self.wrong_attribute(value, resource, attribute, &same, position);
        }
    }

    fn wrong_identity(
        &mut self,
        value: &Spanned<'db>,
        what: &str,
        targets: &[Target],
        position: &Position<'_, 'db>,
    ) {
        let mut wanted: Vec<&str> = targets.iter().map(|target| &*target.resource).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let message = format!("{} can't be {what}", property_name(position));
        let finding = self.finding(position, "wrong-resource", value.at, message);
        self.report(finding.with_help(names_what(&wanted)));
    }

    fn wrong_attribute(
        &mut self,
        value: &Spanned<'db>,
        resource: &str,
        attribute: &str,
        targets: &[&Target],
        position: &Position<'_, 'db>,
    ) {
        let name = match &value.value {
            Value::Deploy(deploy) => match &deploy.computation {
                Computation::Ref(instance) | Computation::Attribute(instance, _) => {
                    Some(crate::display_name(self.db, *instance))
                }
                _ => None,
            },
            _ => None,
        };
        let given = if attribute == "Ref" { "ref" } else { attribute };
        let wanted = &targets[0].attribute;
        let written = if &**wanted == "Ref" { "ref" } else { wanted };
        let finding = Diagnostic::new(
            self.finding(position, "wrong-attribute", value.at, String::new()).severity,
            "wrong-attribute".into(),
            value.at,
            format!(
                "{} wants the `{written}` of an `{resource}`, and this is its `{given}`",
                property_name(position)
            ),
        );
        self.report(match name {
            Some(name) => finding
                .with_help(format!("write `{name}`: the right attribute is then taken"))
                .with_fix(format!("write `{name}`"), value.at, name),
            None => finding.with_help(format!("use `.{written}`")),
        });
    }
}

/// Which of the attributes of a resource a property is given that names the resource as a whole: the
/// first that is known to be right, else the only one that is seen in templates.
fn chosen<'a>(targets: &'a [Target], resource: &str) -> Option<&'a Target> {
    let mut same = targets.iter().filter(|target| *target.resource == *resource);
    same.clone().find(|target| target.strong).or_else(|| {
        let only = same.next()?;
        same.next().is_none().then_some(only)
    })
}

/// What the property may name; what is seen in templates counts only where the library says nothing.
fn targets(position: &Position<'_, '_>) -> Vec<Target> {
    let overlay = position.overlay.map_or(&[][..], |overlay| &overlay.refers_to);
    let told = overlay.iter().map(|text| {
        let (resource, attribute) = text.split_once('.').unwrap_or((text, "Ref"));
        Target { resource: resource.into(), attribute: attribute.into(), strong: true }
    });
    let known = position
        .property
        .iter()
        .flat_map(|property| &property.refers_to)
        .map(|target| Target {
            resource: target.resource.into(),
            attribute: target.attribute.into(),
            strong: matches!(target.strength, Strength::Strong),
        })
        .filter(|target| target.strong || overlay.is_empty());
    told.chain(known).collect()
}

/// `it names an …`.
fn names_what(types: &[&str]) -> String {
    match types {
        [only] => format!("it names an `{only}`"),
        several => format!("it names one of {}", quoted(several)),
    }
}
