//! The member of what is known by its type alone.

use std::sync::Arc;

use super::{attribute_ty, outputs};
use crate::body::NameRef;
use crate::evaluate::{Context, Evaluator};
use crate::extension::extension;
use crate::{ItemKind, Place, Ty, Value, catalogue, hir};

impl<'db> Evaluator<'db> {
    /// The member of what is known by its type alone.
    pub(super) fn unknown_value_member(
        &mut self,
        cx: &Context<'db>,
        ty: &Ty<'db>,
        name: &NameRef,
        optional: bool,
    ) -> Value<'db> {
        let at = cx.place(name.range);
        if ty.is_optional() && !optional {
            let non_null = ty.non_null().display(self.db);
            return self.error(
                "possibly-null",
                at,
                format!("`{}` of what may be null", name.text),
                format!("ask with `?.{}`, or test for null first; where it is not null it is a `{non_null}`", name.text),
            );
        }
        let result = match ty.non_null() {
            Ty::Any | Ty::Error | Ty::Json | Ty::Metric => Ty::Any,
            Ty::Object(fields) => match fields.iter().find(|field| field.name == name.text) {
                Some(field) => field.ty.clone(),
                None => {
                    return self.unknown_member(
                        at,
                        &name.text,
                        "this object",
                        fields.iter().map(|field| &*field.name),
                    );
                }
            },
            Ty::Map(value) => (*value).clone().optional(),
            Ty::Code => Ty::String.optional(),
            Ty::AnyResource if matches!(&*name.text, "ref") => Ty::String,
            Ty::AnyResource if &*name.text == "properties" => Ty::Any,
            Ty::Instance(declaration) => {
                let known = outputs(self.db, declaration).contains(&name.text)
                    || self.custom_outputs(declaration).iter().any(|field| field.name == name.text);
                let lends =
                    hir(self.db, declaration).items().any(|(_, item)| &*item.name.text == "self");
                if !known
                    && !lends
                    && extension(self.db, cx.file, declaration.name(self.db), &name.text).is_none()
                {
                    let names = outputs(self.db, declaration);
                    let of = format!("`{}`", declaration.name(self.db));
                    return self.unknown_member(
                        at,
                        &name.text,
                        &of,
                        names.iter().map(|name| &**name),
                    );
                }
                Ty::Any
            }
            Ty::Resource(resource) => match self.resource_type_member(cx, &resource, name, at) {
                Some(ty) => ty,
                None => return Value::Error,
            },
            Ty::Union(_) => Ty::Any,
            other => {
                let found = other.display(self.db);
                return self.error(
                    "unknown-member",
                    at,
                    format!("a `{found}` has no `{}`", name.text),
                    "only objects, resources and instances of components have members",
                );
            }
        };
        Value::Unknown(if ty.is_optional() { result.optional() } else { result })
    }

    fn resource_type_member(
        &mut self,
        cx: &Context<'db>,
        resource: &Arc<str>,
        name: &NameRef,
        at: Place<'db>,
    ) -> Option<Ty<'db>> {
        match &*name.text {
            "ref" => return Some(attribute_ty(resource, "Ref", Ty::String)),
            "properties" => return Some(Ty::Any),
            _ => {}
        }
        let Some(known) = catalogue::resource_type(self.db, resource) else { return Some(Ty::Any) };
        if let Some(attribute) = known.attribute(&name.text) {
            return Some(attribute_ty(
                resource,
                &name.text,
                catalogue::shape_ty(known, attribute.shape),
            ));
        }
        if let Some(member) = extension(self.db, cx.file, resource, &name.text) {
            let hir = hir(self.db, member.declaration);
            return Some(match &hir.item(member.member).kind {
                ItemKind::Grant { .. } => Ty::Grant,
                ItemKind::Event { .. } => Ty::Event,
                ItemKind::Metric { .. } => Ty::Metric,
                ItemKind::Attribute { ty, .. } => {
                    crate::resolve_type(self.db, member.declaration, *ty).clone()
                }
                _ => Ty::Any,
            });
        }
        self.unknown_attribute(cx, resource, name, at);
        None
    }
}
