//! Resources, plain and repeated.

use std::sync::Arc;

use sparta_semantics::{
    Attribute, Binding, Condition, Context, Instance, Item, ItemKind, Key, Kind, Namespace,
    Spanned, Truth, Value, kind, logical_id,
};

use crate::{After, Lowering, Resource};

/// What an instance costs of the work that one declaration may come to.
pub(crate) const RESOURCE_STEPS: usize = 100;

impl<'db> Lowering<'db> {
    /// A resource declaration or part, each of its elements if it is repeated. `outer` has the names
    /// around it.
    pub(crate) fn item(&mut self, outer: &Context<'db>, instance: Instance<'db>, item: &'db Item) {
        let ItemKind::Resource { repeat, .. } = &item.kind else { return };
        match repeat {
            None => self.element(outer, instance, item),
            Some(binding) => self.repeated(outer, instance, item, binding),
        }
    }

    fn repeated(
        &mut self,
        outer: &Context<'db>,
        all: Instance<'db>,
        item: &'db Item,
        binding: &'db Binding,
    ) {
        for round in self.evaluator.repetition(outer, binding).rounds {
            let key = Some(Key::Element(round.key.clone()));
            let one = Instance::new(
                self.db,
                self.stack,
                all.parent(self.db),
                all.definition(self.db),
                key,
            );
            let inside = sparta_semantics::Evaluator::element_context(outer, binding, &round);
            self.element(&inside, one, item);
        }
    }

    fn element(&mut self, cx: &Context<'db>, instance: Instance<'db>, item: &'db Item) {
        let ItemKind::Resource { guard, body, .. } = &item.kind else { return };
        if !self.evaluator.spend(RESOURCE_STEPS, cx.place(item.head)) {
            return;
        }
        let condition = match guard {
            None => Truth::Known(true),
            Some(guard) => {
                let guard = self.evaluator.eval(cx, *guard);
                self.evaluator.truth(&guard)
            }
        };
        let condition = match condition {
            Truth::Known(false) => return self.evaluator.explore(cx, *body),
            Truth::Known(true) | Truth::Unknown => None,
            Truth::Deploy(condition) => Some(condition),
        };
        self.under(condition, |lowering| match kind(lowering.db, instance) {
            Kind::Resource(ty) => lowering.plain(cx, instance, item, ty),
            Kind::Component(component) => lowering.component(cx, instance, item, *component),
            Kind::Custom(custom) => lowering.custom(cx, instance, item, *custom),
            Kind::Existing(_) | Kind::Event | Kind::Unknown => {
                // Of an unknown type: what its fields say is checked all the same.
                if let ItemKind::Resource { body, .. } = &item.kind {
                    lowering.evaluator.eval(cx, *body);
                }
            }
        });
    }

    /// Runs where a condition holds; it is the condition of every resource made there.
    pub(crate) fn under(&mut self, condition: Option<Condition<'db>>, run: impl FnOnce(&mut Self)) {
        let before = self.condition.clone();
        self.condition = match (&before, &condition) {
            (Some(outer), Some(inner)) => Some(outer.clone().and(inner.clone())),
            (outer, inner) => outer.clone().or_else(|| inner.clone()),
        };
        let depth = self.evaluator.enter(condition);
        run(self);
        self.evaluator.leave(depth);
        self.condition = before;
    }

    fn plain(
        &mut self,
        cx: &Context<'db>,
        instance: Instance<'db>,
        item: &'db Item,
        ty: &Arc<str>,
    ) {
        let ItemKind::Resource { body, .. } = &item.kind else { return };
        let body = self.evaluator.eval(cx, *body);
        let head = cx.place(item.head);
        let open = allows(item, "unknown-property") || self.open;
        let properties = self.evaluator.conform_resource(cx, body, ty, head, open);
        let mut resource = Resource {
            instance,
            id: logical_id(self.db, instance).into(),
            ty: ty.clone(),
            properties,
            condition: self.condition.clone(),
            after: self.after.clone(),
            deletion_policy: None,
            update_replace_policy: None,
            metadata: None,
            creation_policy: None,
            update_policy: None,
            at: self.shown(head),
        };
        for attribute in &item.attributes {
            self.resource_attribute(cx, attribute, &mut resource);
        }
        if &*item.name.text == "self" || instance.parent(self.db).is_none() {
            for (cx, attributes) in self.lent_attributes.clone() {
                for attribute in attributes {
                    self.resource_attribute(&cx, attribute, &mut resource);
                }
            }
        }
        self.checks_of_type(cx, &resource);
        self.lowered.resources.push(resource);
    }

    /// `@retain` and the others that a resource has.
    pub(crate) fn resource_attribute(
        &mut self,
        cx: &Context<'db>,
        attribute: &'db Attribute,
        resource: &mut Resource<'db>,
    ) {
        let first =
            attribute.arguments.first().map(|argument| self.evaluator.eval(cx, argument.value));
        match &*attribute.name.text {
            "retain" => {
                let on = match first.map(|value| value.value) {
                    Some(Value::String(on)) => Some(on),
                    _ => None,
                };
                match on.as_deref() {
                    None => {
                        resource.deletion_policy = Some("Retain".into());
                        resource.update_replace_policy = Some("Retain".into());
                    }
                    // What is deleted goes as CloudFormation would let it go, said aloud: one without
                    // the other is taken for an oversight.
                    Some("replace") => {
                        let deleted = sparta_stdlib::deletion_policy(&resource.ty);
                        resource.deletion_policy.get_or_insert_with(|| deleted.into());
                        resource.update_replace_policy = Some("Retain".into());
                    }
                    Some("create") => {
                        resource.deletion_policy = Some("RetainExceptOnCreate".into());
                        resource.update_replace_policy = Some("Retain".into());
                    }
                    Some(other) => {
                        let message = format!("`@retain` knows no \"{other}\"");
                        self.evaluator.report(
                            sparta_diagnostics::Diagnostic::error("wrong-value", cx.place(attribute.range), message)
                                .with_help("write `@retain`, `@retain(on: \"replace\")` or `@retain(on: \"create\")`"),
                        );
                    }
                }
            }
            "snapshot" if !sparta_stdlib::takes_snapshots(&resource.ty) => {
                let message = format!("there are no snapshots of an `{}`", resource.ty);
                self.evaluator.report(
                    sparta_diagnostics::Diagnostic::error(
                        "no-snapshots",
                        cx.place(attribute.range),
                        message,
                    )
                    .with_help("write `@retain` to keep it"),
                );
            }
            "snapshot" => {
                resource.deletion_policy = Some("Snapshot".into());
                resource.update_replace_policy.get_or_insert_with(|| "Snapshot".into());
            }
            "metadata" => resource.metadata = first.map(|value| self.document(cx, value)),
            "creationPolicy" => {
                resource.creation_policy = first.map(|value| self.document(cx, value));
            }
            "updatePolicy" => resource.update_policy = first.map(|value| self.document(cx, value)),
            "after" => {
                let afters = self.after_targets(cx, attribute);
                resource.after.extend(afters);
            }
            _ => {}
        }
    }

    fn document(&mut self, cx: &Context<'db>, value: Spanned<'db>) -> Spanned<'db> {
        let value = self.evaluator.conform(cx, value, &sparta_semantics::Ty::Json);
        if sparta_semantics::contains_secret(&value.value) {
            self.evaluator.secret_exposed(value.at, "metadata");
        }
        value
    }

    /// The resources that `@after(a, b)` names.
    pub(crate) fn after_targets(
        &mut self,
        cx: &Context<'db>,
        attribute: &'db Attribute,
    ) -> Vec<After<'db>> {
        let mut found = Vec::new();
        for argument in &attribute.arguments {
            let target = self.evaluator.eval(cx, argument.value);
            match &target.value {
                Value::Reference(reference) => {
                    let instance = sparta_semantics::resource_of(self.db, reference.instance);
                    found.push(After { instance, at: target.at });
                }
                Value::Namespace(Namespace::Repeated(all)) => {
                    found.push(After { instance: *all, at: target.at });
                }
                Value::Error | Value::Null | Value::Unknown(_) => {}
                other => {
                    let message = format!(
                        "`@after` takes a resource, and this is {}",
                        self.evaluator.describe(other)
                    );
                    self.evaluator.report(
                        sparta_diagnostics::Diagnostic::error("type-mismatch", target.at, message)
                            .with_help("name a resource: `@after(other)`"),
                    );
                }
            }
        }
        found
    }
}

/// `@allow(name)` on an item.
pub(crate) fn allows(item: &Item, name: &str) -> bool {
    item.attributes.iter().any(|attribute| {
        &*attribute.name.text == "allow" && attribute.texts.iter().any(|text| &**text == name)
    })
}
