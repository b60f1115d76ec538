//! `resource.Attribute`: what a resource type has, and where it has it.

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, nearest};

use super::attribute_ty;
use crate::body::NameRef;
use crate::evaluate::{Context, Evaluator};
use crate::extension::{extension, extensions};
use crate::scopes::quoted;
use crate::{
    Computation, Deploy, Fields, ItemKind, Namespace, Place, Reference, Spanned, Truth, Ty, Value,
    catalogue, hir,
};

impl<'db> Evaluator<'db> {
    pub(super) fn resource_member(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        ty: &Arc<str>,
        name: &NameRef,
        at: Place<'db>,
    ) -> Value<'db> {
        match &*name.text {
            "ref" => {
                let ty = attribute_ty(ty, "Ref", Ty::String);
                return Computation::Ref(reference.instance).of(ty);
            }
            "properties" => return Value::Namespace(Namespace::Properties(reference.instance)),
            _ => {}
        }
        let Some(known) = catalogue::resource_type(self.db, ty) else {
            // A type newer than the catalogue: whatever it is asked for is believed.
            return Computation::Attribute(reference.instance, name.text.clone()).of(Ty::Any);
        };
        if let Some(attribute) = known.attribute(&name.text) {
            if !self.attribute_exists(cx, reference, ty, name, at) {
                return Value::Error;
            }
            let ty = self.attribute_type(cx, ty, known, attribute);
            return Computation::Attribute(reference.instance, name.text.clone()).of(ty);
        }
        // `Endpoint.Address`: an attribute whose name has a dot.
        let prefix = format!("{}.", name.text);
        if known.attributes.iter().any(|attribute| attribute.name.starts_with(&prefix)) {
            let mut fields = Fields::default();
            for attribute in &known.attributes {
                if let Some(rest) = attribute.name.strip_prefix(&prefix) {
                    let inner = catalogue::shape_ty(known, attribute.shape);
                    let value = Computation::Attribute(reference.instance, attribute.name.into())
                        .of(attribute_ty(ty, attribute.name, inner));
                    fields.set(crate::evaluate::field(rest, Spanned { value, at }));
                }
            }
            return Value::Object(Arc::new(fields));
        }
        if let Some(member) = extension(self.db, cx.file, ty, &name.text) {
            return self.extension_member(member, reference, &name.text, at);
        }
        self.unknown_attribute(cx, ty, name, at);
        Value::Error
    }

    /// `cluster.Endpoint.Address`: what of an attribute has an attribute's name of its own.
    pub(super) fn attribute_part(
        &self,
        deploy: &Deploy<'db>,
        name: &NameRef,
    ) -> Option<Value<'db>> {
        let Computation::Attribute(instance, outer) = &deploy.computation else { return None };
        let ty = crate::resource_type(self.db, *instance)?;
        let known = catalogue::resource_type(self.db, &ty)?;
        let dotted = format!("{outer}.{}", name.text);
        let inner = catalogue::shape_ty(known, known.attribute(&dotted)?.shape);
        let ty = attribute_ty(&ty, &dotted, inner);
        Some(Computation::Attribute(*instance, dotted.into()).of(ty))
    }

    /// What a resource type has no member for, in the words that fit the kind of name.
    pub(super) fn unknown_attribute(
        &mut self,
        cx: &Context<'db>,
        ty: &Arc<str>,
        name: &NameRef,
        at: Place<'db>,
    ) {
        let Some(known) = catalogue::resource_type(self.db, ty) else { return };
        let is_sparta = name.text.starts_with(|first: char| first.is_ascii_lowercase());
        let mut candidates: Vec<Arc<str>> =
            known.attributes.iter().map(|attribute| attribute.name.into()).collect();
        let mut members: Vec<Arc<str>> = Vec::new();
        for declaration in extensions(self.db, cx.file, ty) {
            let hir = hir(self.db, declaration);
            members.extend(
                hir.members(0)
                    .iter()
                    .map(|member| hir.item(*member).name.text.clone())
                    .filter(|name| !name.is_empty()),
            );
        }
        let code = if is_sparta { "unknown-member" } else { "unknown-attribute" };
        let finding = Diagnostic::error(
            code,
            at,
            format!(
                "`{ty}` has no {} `{}`",
                if is_sparta { "grant, event or other member" } else { "attribute" },
                name.text
            ),
        );
        let all: Vec<&str> = members
            .iter()
            .map(|name| &**name)
            .chain(candidates.iter().map(|name| &**name))
            .chain(["ref"])
            .collect();
        self.report(match nearest(&name.text, all.iter().copied()) {
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_guess(format!("write `{near}`"), at, near),
            None if !is_sparta && known.root().property(&name.text).is_some() => finding.with_help(format!(
                "`{}` is a property that can be set, not an attribute that can be read; `.ref` and {} can",
                name.text,
                quoted(&candidates.iter().map(|name| &**name).collect::<Vec<_>>()),
            )),
            None if is_sparta => finding.with_help(format!("it has {}", quoted(&members.iter().map(|name| &**name).collect::<Vec<_>>()))),
            None => {
                candidates.push("ref".into());
                finding.with_help(format!("it has {}", quoted(&candidates.iter().map(|name| &**name).collect::<Vec<_>>())))
            }
        });
    }

    /// The type of an attribute; the library says which are secret.
    pub(crate) fn attribute_type(
        &self,
        cx: &Context<'db>,
        resource: &Arc<str>,
        known: &sparta_catalogue::ResourceType,
        attribute: &sparta_catalogue::Attribute,
    ) -> Ty<'db> {
        if let Some(member) = extension(self.db, cx.file, resource, attribute.name)
            && let hir = hir(self.db, member.declaration)
            && let ItemKind::Attribute { ty, value: None } = &hir.item(member.member).kind
            && *crate::resolve_type(self.db, member.declaration, *ty) == Ty::Secret
        {
            return Ty::Secret;
        }
        attribute_ty(resource, attribute.name, catalogue::shape_ty(known, attribute.shape))
    }

    /// `@when(…) attribute StreamArn: String`: whether the attribute exists in this configuration.
    fn attribute_exists(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        ty: &Arc<str>,
        name: &NameRef,
        at: Place<'db>,
    ) -> bool {
        let truth = self.attribute_condition(cx, reference, ty, &name.text);
        if truth == Truth::Known(false) {
            let resource = crate::display_name(self.db, reference.instance);
            self.error(
                "missing-attribute",
                at,
                format!("`{resource}` has no `{}` as it is configured", name.text),
                format!("set what gives it: see the properties of `{ty}`"),
            );
            return false;
        }
        true
    }

    /// Whether an attribute exists, as far as the library knows.
    pub(crate) fn attribute_condition(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        ty: &Arc<str>,
        name: &str,
    ) -> Truth<'db> {
        let Some(member) = extension(self.db, cx.file, ty, name) else { return Truth::Known(true) };
        let item = hir(self.db, member.declaration).item(member.member);
        let (ItemKind::Attribute { .. }, Some(when)) = (&item.kind, item.attribute("when")) else {
            return Truth::Known(true);
        };
        let Some(condition) = when.arguments.first() else { return Truth::Known(true) };
        let inside = self.member_context(member.declaration, reference);
        let value = self.eval(&inside, condition.value);
        self.truth(&value)
    }
}
